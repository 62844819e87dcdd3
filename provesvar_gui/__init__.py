"""Prøvesvar: a desktop client for the national results service Pasientens prøvesvar."""

__version__ = "1.1.0"
