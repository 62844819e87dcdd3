"""The pages of an administrator: self-check, settings, journal, set-up."""
