"""Indicators: what happened, by area and period, with how much of it is known."""
