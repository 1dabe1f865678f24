"""Every check, in the order of the reference page; checks of other packages come after."""

from __future__ import annotations

from bluehelm.dossier.checking import Check, house_checks
from bluehelm.dossier.reference_checks import REFERENCE_CHECKS

CHECKS: tuple[Check, ...] = (*REFERENCE_CHECKS,)


def all_checks() -> tuple[Check, ...]:
    """The checks of Bluehelm and those that installed packages add by entry point."""
    return CHECKS + house_checks()
