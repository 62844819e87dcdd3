"""Opening restricted results: the panel of the two steps, and the bar that stands while they are opened."""
