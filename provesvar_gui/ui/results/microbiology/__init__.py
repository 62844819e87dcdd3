"""Microbiology: samples, their findings, and susceptibilities over time."""
