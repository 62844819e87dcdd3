"""What can be set, by whom, and where it is kept."""
