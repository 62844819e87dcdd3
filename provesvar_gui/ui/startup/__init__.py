"""What is checked and said when a shift begins."""
