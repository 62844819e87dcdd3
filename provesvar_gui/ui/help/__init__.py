"""The guide, the list of keys, and the downtime card."""
