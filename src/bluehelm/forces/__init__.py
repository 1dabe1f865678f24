"""Forces: requirements, pledges, units, bases and evacuation, and the concept of operations they serve."""
