"""The digest: which entries go into which edition, and what is kept of an edition so that it never changes."""
