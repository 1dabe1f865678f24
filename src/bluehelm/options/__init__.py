"""Options: prepared, compared and sealed before the decision they inform."""
