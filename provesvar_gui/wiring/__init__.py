"""The parts put together: configuration, backend, journal and maintenance as window and commands use them."""
