"""Sessions of different users on one host, as on a terminal server."""
