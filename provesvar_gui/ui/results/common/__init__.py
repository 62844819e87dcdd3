"""What the views of the results share."""
