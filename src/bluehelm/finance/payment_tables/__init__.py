"""Tables of payments that ship with the product; each names its source in its first lines."""
