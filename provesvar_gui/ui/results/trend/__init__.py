"""Results of the same examination over time: a graph, and the table behind it."""
