"""Widgets and the one bridge between the runtime thread and Qt. Nothing below imports it."""
