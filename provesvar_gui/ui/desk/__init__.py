"""One look-up: the desk's state machine on the screen."""
