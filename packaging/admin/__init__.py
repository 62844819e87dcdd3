"""For administrators: pages, and the roll-out of machines' keys."""
