"""Bluehelm: a peace operation as one dossier of text files: read, traced, checked, costed and briefed."""

__version__ = "0.1.0"
