"""Plain series: a measure by area and period, and published aggregates that have this form."""
