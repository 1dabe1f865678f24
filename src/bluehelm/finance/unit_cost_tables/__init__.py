"""Unit costs that ship, dated and marked by status."""
