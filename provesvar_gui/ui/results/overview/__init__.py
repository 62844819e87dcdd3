"""The first thing after a look-up: the newest emergency analytes, and what is marked, new, not ready or changed."""
