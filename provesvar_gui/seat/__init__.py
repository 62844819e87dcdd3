"""What the machine tells of whoever sits at it: the system's own lock, a change of user, sleep. No Qt, no patients."""
