"""The use cases: the one way in for the command line and the browser."""
