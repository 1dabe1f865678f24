"""Uniformed personnel by contributor, mission and month, from the data hub of the United Nations."""
