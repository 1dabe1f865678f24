"""Mandates and tasks: the chain of decisions, its focus, and whether tasks can be carried out."""
