"""What is done from the command line without a window."""
