"""The parts put together: configuration, backend, journal and upkeep as the window and the errands use them."""
