"""Build, release and inspection scripts."""
