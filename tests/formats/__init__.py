"""What each release has kept on a disk and in a vault, word for word: later ones must read it, earlier ones leave it alone."""
