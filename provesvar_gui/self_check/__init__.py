"""What the program finds on this machine, item by item: none stops another, none tells a secret, none needs a login."""
