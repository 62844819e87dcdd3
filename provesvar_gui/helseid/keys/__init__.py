"""The client's key: its place, import and replacement."""
