"""Prøvesvar: a desktop client for the national results service Pasientens prøvesvar."""

__version__ = "0.1.0"
