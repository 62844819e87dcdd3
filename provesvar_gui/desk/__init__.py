"""The look-up as a state machine: the desk, opening, and the lock. No Qt, no I/O, no clock."""
