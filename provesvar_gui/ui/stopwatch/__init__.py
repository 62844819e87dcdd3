"""How long the steps take: timed, shown, counted. Loaded after the first paint."""
