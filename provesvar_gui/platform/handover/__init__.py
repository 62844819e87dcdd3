"""A number that another program of the same user hands over."""
