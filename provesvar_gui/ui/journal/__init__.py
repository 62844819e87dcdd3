"""What a clinician sees of the access journal: their own lines, and whether the journal is whole."""
