"""The cumulative table: examinations by rows, times by columns."""
