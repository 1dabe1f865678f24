"""Tables on missions, their spending and their cash that ship; each names its source in its first lines."""
