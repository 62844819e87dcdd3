"""Taking in the client's configuration file from HelseID Selvbetjening, in the window."""
