"""What makes the package for Debian."""
