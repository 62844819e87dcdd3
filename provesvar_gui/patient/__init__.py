"""The patient: numbers, access bases, roles, and bursts of a scanner."""
