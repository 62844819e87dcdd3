"""The list of reports, and the view of one report."""
