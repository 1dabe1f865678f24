"""Phases: which one runs, conditions evaluated on what is known, triggers, handover and envelopes checked."""
