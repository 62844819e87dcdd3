"""What is copied, printed or read aloud."""
