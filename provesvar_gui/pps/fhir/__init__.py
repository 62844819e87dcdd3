"""The tolerant reader of FHIR JSON: missing, odd and unknown parts are kept and reported, never dropped in silence."""
