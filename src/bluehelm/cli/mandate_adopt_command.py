"""`bluehelm mandate adopt`."""
