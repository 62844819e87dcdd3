"""A patient that another program hands over, on the screen; and the window as one of several that could be started."""
