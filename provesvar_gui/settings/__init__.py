"""The settings: declaration, validation, files and policy."""
