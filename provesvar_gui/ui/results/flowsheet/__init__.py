"""The cumulative table: what was measured over time, side by side."""
