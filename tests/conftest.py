"""What every test stands on: how hard Hypothesis tries."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Two cores are shared on small machines, so no example fails for being slow; a failure repeats itself.
settings.register_profile("daily", deadline=None, derandomize=True, max_examples=50)
settings.register_profile(
    "thorough", deadline=None, max_examples=1_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("daily")
