"""The results of a look-up, and everything computed from them. No Qt, no I/O, no clock."""
