"""Every check, in the order of the reference page; checks of other packages come after."""

from __future__ import annotations

from bluehelm.dossier.checking import Check, house_checks
from bluehelm.dossier.reference_checks import REFERENCE_CHECKS
from bluehelm.mandate.chain_of_decisions_checks import CHAIN_CHECKS
from bluehelm.mandate.decision_checks import DECISION_CHECKS
from bluehelm.mandate.focus_checks import FOCUS_CHECKS
from bluehelm.mandate.task_checks import TASK_CHECKS
from bluehelm.strategy.consent_checks import CONSENT_CHECKS
from bluehelm.strategy.objective_checks import OBJECTIVE_CHECKS
from bluehelm.strategy.participation_checks import PARTICIPATION_CHECKS
from bluehelm.strategy.party_checks import PARTY_CHECKS
from bluehelm.strategy.screening_checks import SCREENING_CHECKS
from bluehelm.strategy.situation_checks import SITUATION_CHECKS

CHECKS: tuple[Check, ...] = (
    *REFERENCE_CHECKS,
    *OBJECTIVE_CHECKS, *PARTY_CHECKS, *CONSENT_CHECKS, *SCREENING_CHECKS, *PARTICIPATION_CHECKS,
    *SITUATION_CHECKS,
    *CHAIN_CHECKS, *DECISION_CHECKS, *FOCUS_CHECKS, *TASK_CHECKS,
)  # fmt: skip


def all_checks() -> tuple[Check, ...]:
    """The checks of Bluehelm and those that installed packages add by entry point."""
    return CHECKS + house_checks()
