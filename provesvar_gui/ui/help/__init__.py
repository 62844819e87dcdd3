"""The guide, the keys, and whom to call."""
