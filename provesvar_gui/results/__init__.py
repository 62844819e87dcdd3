"""What came of a look-up, and all that is computed from it. No Qt, no I/O, no clock."""
