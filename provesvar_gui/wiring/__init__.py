"""The composition of the parts: configuration, backend, journal and maintenance, for window and commands."""
