"""The review: verdicts on delivery, situation and contribution, decisions and their follow-up."""
