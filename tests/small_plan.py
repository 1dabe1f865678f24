"""A small phase plan in which nothing is wrong, and the same plan with one thing changed."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from bluehelm.dossier.budget_records import PrintedTotal
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Fact, Judgement, Measure, SeriesValue
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.phase_records import Phase, Trigger
from bluehelm.dossier.standpoint import Standpoint

AS_OF = date(2026, 1, 31)

SOUND: dict[str, Any] = {
    "triggers": {
        "east": {
            "id": "east", "measure": "deaths", "alarm_at": "25", "calm_at_most": "9",
            "held_in": "2 of 3 months", "dwell": "3 months", "late_after": "3 months",
        },
    },
    "phases": {
        "protect": {
            "id": "protect", "name": "Protect", "planned_from": "2026-01-01", "at_expiry": "renew",
            "tasks": ["patrol", "escort"],
            "envelope": {"military": "900", "police": "100", "usd_a_year": "90"},
            "leave": [
                {"to": "leave", "rank": "1", "direction": "down", "decided_by": "council", "when": "east"},
            ],
            "handover": [{"task": "escort", "to": "gendarmerie"}],
        },
        "leave": {
            "id": "leave", "name": "Leave", "at_expiry": "end", "tasks": ["patrol"],
            "envelope": {"military": "500", "police": "100", "usd_a_year": "50"},
            "leave": [
                {"to": "protect", "rank": "1", "direction": "up", "decided_by": "council",
                 "when": {"alarm": "east"}},
                {"rank": "2", "direction": "end", "decided_by": "council",
                 "when": {"all": ["east", {"judgement": "ready", "in": ["yes"]}]}},
            ],
            "handover": [{"task": "patrol", "to": "gendarmerie"}],
        },
    },
}  # fmt: skip


def plan() -> dict[str, Any]:
    """A copy of the plan, to be changed."""
    return deepcopy(SOUND)


def seen(changed: dict[str, Any], as_of: date = AS_OF) -> Standpoint:
    """A plan as a dossier, from a standpoint."""
    measure = Measure.model_validate({"id": "deaths", "text": "killed", "aggregate": "sum"})
    series = SeriesValue.model_validate({"measure": "deaths", "period": "2025-12", "value": "3"})
    mandate = Mandate.model_validate(
        {
            "decision": "S/RES/9001 (2025)", "adopted_on": "2025-12-01", "in_force_until": "2026-12-01",
            "ceilings": [
                {"category": "military personnel", "strength": "1000"},
                {"category": "police personnel", "strength": "100"},
            ],
        }
    )  # fmt: skip
    judgement = Judgement.model_validate(
        {"id": "ready", "text": "they are ready", "answers": ["yes", "no"], "asked_of": "head-of-mission"}
    )
    voted = PrintedTotal.model_validate({"year": "FY2025/26", "what": "voted", "of": "gross", "usd": "90"})
    facts = tuple(Fact.model_validate(one) for one in changed.get("facts", ()))
    return Standpoint(
        Dossier(
            measures=(measure,), series=(series,), mandates=(mandate,), judgements=(judgement,),
            totals=(voted,), facts=facts,
            triggers=tuple(Trigger.model_validate(one) for one in changed["triggers"].values()),
            phases=tuple(Phase.model_validate(one) for one in changed["phases"].values()),
        ),
        as_of,
    )  # fmt: skip
