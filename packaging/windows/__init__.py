"""What makes the installer for Windows."""
