"""Geo-PKO: where peacekeepers are, coded from the deployment maps of the United Nations."""
