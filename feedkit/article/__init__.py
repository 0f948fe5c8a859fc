"""Articles: from the text of a file to an entry."""
