"""Login through HelseID; start reading at ``session.Session``. Knows nothing of patients."""
