"""Login through HelseID: discovery, PAR, loopback, tokens, DPoP, session. Knows nothing of patients."""
