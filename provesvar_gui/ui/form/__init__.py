"""The form: number, basis, role, organisation."""
