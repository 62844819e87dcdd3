"""Settings and policy, and logs with redaction."""
