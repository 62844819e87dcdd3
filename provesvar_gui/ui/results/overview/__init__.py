"""The overview after a look-up: the newest emergency analytes, and what is marked, new, pending or changed."""
