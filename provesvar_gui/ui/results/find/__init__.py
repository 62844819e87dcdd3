"""Finding things in an answer: the bar above the views."""
