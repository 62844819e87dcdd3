"""Reports and findings on the screen."""
