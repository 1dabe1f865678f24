"""The plan: indicators, targets, outputs, accomplishments, planning steps and staff, and their checks."""
