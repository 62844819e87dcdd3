"""The client's key: where it lies, how it comes in, how it is replaced."""
