"""HelseID, Pasientens prøvesvar and the 9060 list on loopback with synthetic people, as strict as the real ones."""
