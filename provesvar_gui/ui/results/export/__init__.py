"""Copying, printing, and reading aloud."""
