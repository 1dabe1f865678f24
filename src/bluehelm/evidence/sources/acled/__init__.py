"""ACLED: one row an event, day, place and pair of actors, with deaths as reported."""
