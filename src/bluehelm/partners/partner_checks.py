"""Every check of this room, in the order of the reference page."""

from __future__ import annotations

from bluehelm.dossier.checking import Check
from bluehelm.partners.advantage_checks import ADVANTAGE_CHECKS
from bluehelm.partners.financing_checks import FINANCING_CHECKS
from bluehelm.partners.support_checks import SUPPORT_CHECKS

PARTNER_CHECKS: tuple[Check, ...] = (*ADVANTAGE_CHECKS, *SUPPORT_CHECKS, *FINANCING_CHECKS)
