"""Partners: comparative advantage, support under due diligence, fragility financing, field presences."""
