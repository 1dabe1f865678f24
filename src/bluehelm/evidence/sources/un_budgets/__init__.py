"""Approved budgets and spending of missions by class, from the data hub of the United Nations."""
