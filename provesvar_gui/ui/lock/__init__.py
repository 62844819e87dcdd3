"""The lock of the window: clocks, cover, proof that the same clinician is back, and the bedside key."""
