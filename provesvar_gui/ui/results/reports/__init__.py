"""The reports: the list of them, and one report whole."""
