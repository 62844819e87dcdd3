"""The self-check in words: for the window's page, and for the command, which needs no window."""
