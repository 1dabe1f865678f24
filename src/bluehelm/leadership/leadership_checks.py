"""Every check of this room, in the order of the reference page."""

from __future__ import annotations

from bluehelm.dossier.checking import Check
from bluehelm.leadership.compact_checks import COMPACT_CHECKS
from bluehelm.leadership.selection_checks import SELECTION_CHECKS

LEADERSHIP_CHECKS: tuple[Check, ...] = (*COMPACT_CHECKS, *SELECTION_CHECKS)
