"""Opening restricted results: the panel of the two steps, and the bar during an opening."""
