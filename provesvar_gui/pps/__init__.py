"""Pasientens prøvesvar: request, paging, tolerant parsing, outcomes. Authorization is injected."""
