"""Counts of ACLED events by month and area, as the Humanitarian Data Exchange publishes them."""
