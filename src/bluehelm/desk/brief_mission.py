"""The brief of a mission: built from what may be seen, the same for every format and language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.open_workspace import OpenMission
from bluehelm.dossier.public_reading import public_dossier
from bluehelm.dossier.read_dossier import Reading
from bluehelm.dossier.reading_faults import READING_FAULTS
from bluehelm.foundation.pages import Page
from bluehelm.review.brief_page import build_brief


def brief_mission(
    opened: OpenMission,
    *,
    as_of: date,
    known_on: date | None = None,
    public: bool = False,
    strike: str | None = None,
) -> Page:
    """The brief of a mission from a standpoint.

    `public`: everything above unclassified is left out before anything is checked or counted.
    `strike`: the paragraph of the mandate that the what-if strikes.
    Raises UnknownReference when that paragraph gives no task in force.
    """
    looked_at = opened_to_the_public(opened) if public else opened
    report = check_mission(looked_at, as_of=as_of, known_on=known_on)
    of_reading = {fault.id for fault in READING_FAULTS}
    findings = [one for one in report.findings if not public or one.check not in of_reading]
    return build_brief(looked_at.seen(as_of, known_on), findings, public=public, struck_paragraph=strike)


def opened_to_the_public(opened: OpenMission) -> OpenMission:
    """The mission as the public may see it; faults of reading stay behind, for they name files."""
    return replace(opened, reading=Reading(public_dossier(opened.reading.dossier), (), ()))
