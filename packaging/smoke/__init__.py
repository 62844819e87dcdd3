"""Starts what was built and looks at it as a user would."""
