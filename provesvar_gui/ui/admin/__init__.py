"""The dialogs for administrators: self-check, settings, journal, set-up."""
