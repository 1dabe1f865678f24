"""Every check of this room, in the order of the reference page."""

from __future__ import annotations

from bluehelm.dossier.checking import Check
from bluehelm.options.option_content_checks import OPTION_CONTENT_CHECKS
from bluehelm.options.options_paper_checks import OPTIONS_PAPER_CHECKS

OPTION_CHECKS: tuple[Check, ...] = (*OPTIONS_PAPER_CHECKS, *OPTION_CONTENT_CHECKS)
