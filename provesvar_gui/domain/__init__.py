"""Pure domain: identifiers, access basis, roles, results and how they read. No Qt, no I/O, no clock."""
