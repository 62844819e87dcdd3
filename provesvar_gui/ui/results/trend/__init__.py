"""The trend of an examination: a graph, and the table of its values."""
