"""The work, in the order it is done."""
