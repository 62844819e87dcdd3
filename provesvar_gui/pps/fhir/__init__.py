"""From FHIR JSON to the domain, tolerantly: whatever is missing, odd or unknown is kept and told, never dropped in silence."""
