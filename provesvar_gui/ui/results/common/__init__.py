"""Shared parts of the views of results."""
