"""The self-check of an installation, item by item: no check stops another, reveals a secret or needs a login."""
