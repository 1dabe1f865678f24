"""Short lists of names inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[str], at_most: int = 8) -> str:
    """The names with commas; of a long list the first ones, and how many more there are.

    >>> listed(["escort", "patrol", "observe"], at_most=2)
    'escort, patrol (+1)'
    """
    known = list(names)
    kept = ", ".join(known[:at_most])
    return kept if len(known) <= at_most else f"{kept} (+{len(known) - at_most})"
