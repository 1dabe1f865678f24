"""Every check of this room, in the order of the reference page."""

from __future__ import annotations

from bluehelm.council.consultation_checks import CONSULTATION_CHECKS
from bluehelm.council.contributor_checks import CONTRIBUTOR_CHECKS
from bluehelm.council.contributor_view_checks import CONTRIBUTOR_VIEW_CHECKS
from bluehelm.council.draft_checks import DRAFT_CHECKS
from bluehelm.council.host_voice_checks import HOST_VOICE_CHECKS
from bluehelm.council.intake_checks import INTAKE_CHECKS
from bluehelm.council.liaison_checks import LIAISON_CHECKS
from bluehelm.council.reform_checks import REFORM_CHECKS
from bluehelm.council.system_rule_checks import SYSTEM_RULE_CHECKS
from bluehelm.dossier.checking import Check

COUNCIL_CHECKS: tuple[Check, ...] = (
    *CONSULTATION_CHECKS, *HOST_VOICE_CHECKS, *DRAFT_CHECKS, *LIAISON_CHECKS, *INTAKE_CHECKS,
    *REFORM_CHECKS, *SYSTEM_RULE_CHECKS, *CONTRIBUTOR_CHECKS, *CONTRIBUTOR_VIEW_CHECKS,
)  # fmt: skip
