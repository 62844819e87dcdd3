"""The user guide: chapters in bokmål below ``resources/guide``, shown without any network."""
