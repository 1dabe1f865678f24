"""The Council and those around it: consultations, liaison, earlier reforms, contributors and their views."""
