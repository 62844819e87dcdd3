"""A drill: how it is begun from the window, and what a window looks like that is one."""
