"""For administrators: announcing a newer version."""
