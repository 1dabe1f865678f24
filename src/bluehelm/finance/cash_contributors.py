"""Contributors of troops and police by mission, as a user gives them: who is owed what part."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bluehelm.finance import money_table_faults as faults
from bluehelm.finance.open_money_table import open_money_table
from bluehelm.finance.payment_faults import HABIT_TWICE, UNKNOWN_MISSION
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding


def read_contributors(
    path: Path, missions: Collection[str]
) -> tuple[dict[str, dict[str, float]], list[Finding]]:
    """Share (0 to 1) of each contributor by mission, from people in a file `mission,iso3,n_people`."""
    rows, findings = open_money_table(path, ("mission", "iso3", "n_people"))
    people: dict[str, dict[str, float]] = {}
    for row in rows:
        mission, code = row.text("mission", findings), row.text("iso3", findings)
        n_people = row.amount_usd("n_people", findings)
        if mission is None or code is None or n_people is None:
            continue
        if mission not in missions:
            hint = nearest_hint(mission, missions)
            findings.append(UNKNOWN_MISSION.at(row.place, name=mission, hint=hint))
        elif code not in member_states():
            hint = nearest_hint(code, member_states())
            findings.append(faults.UNKNOWN_STATE.at(row.place, code=code, hint=hint))
        elif code in people.get(mission, {}):
            findings.append(HABIT_TWICE.at(row.place, name=f"{mission} {code}"))
        else:
            people.setdefault(mission, {})[code] = float(n_people)
    return {mission: _shares(held) for mission, held in people.items()}, findings


def _shares(people: dict[str, float]) -> dict[str, float]:
    total = sum(people.values()) or 1.0
    return {code: n / total for code, n in people.items()}
