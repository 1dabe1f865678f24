"""Political strategy: objectives, parties, consent, screening, women in processes, situations."""
