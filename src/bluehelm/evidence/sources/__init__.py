"""The sources that ship with Bluehelm, one folder each; others are added by an entry point."""
