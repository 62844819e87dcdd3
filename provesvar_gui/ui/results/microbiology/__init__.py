"""Microbiology: samples, what was found in them, and susceptibilities over time."""
