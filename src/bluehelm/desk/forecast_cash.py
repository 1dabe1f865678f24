"""Cash of peacekeeping over the months to come: reads what the user gives, simulates, gathers the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bluehelm.desk.open_workspace import OpenMission
from bluehelm.finance.cash_contributors import read_contributors
from bluehelm.finance.cash_missions import names_of, read_missions
from bluehelm.finance.cash_setting import ASSUMPTIONS, CashSetting
from bluehelm.finance.payment_habit_file import read_habits
from bluehelm.finance.simulate_cash import CashPaths, Report, simulate_cash
from bluehelm.foundation.findings import Finding

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CashAsked:
    """Files of the user that take the place of what ships."""

    missions: Path | None = None
    habits: Path | None = None
    contributors: Path | None = None


@dataclass(frozen=True, slots=True)
class CashForecast:
    """The answer as plain values; None where a file cannot be used."""

    findings: tuple[Finding, ...]
    answer: Json | None


def read_setting(setting: CashSetting, asked: CashAsked) -> tuple[CashSetting, list[Finding]]:
    """The setting with the user's missions and habits in it, and every fault of their files."""
    findings: list[Finding] = []
    if asked.missions is not None:
        missions, found = read_missions(asked.missions)
        findings += found
        setting = replace(setting, missions=missions or setting.missions)
    if asked.habits is not None:
        habits, found = read_habits(asked.habits)
        findings += found
        setting = replace(setting, habits={**setting.habits, **habits})
    return setting, findings


def forecast_cash(
    setting: CashSetting,
    asked: CashAsked | None = None,
    *,
    dossiers: Sequence[OpenMission] = (),
    workers: int = 2,
    report: Report | None = None,
) -> CashForecast:
    """Simulates and gathers what the paths say; nothing is simulated where a file has an error."""
    asked = asked or CashAsked()
    setting, findings = read_setting(setting, asked)
    given: dict[str, dict[str, float]] = {}
    if asked.contributors is not None:
        given, found = read_contributors(asked.contributors, names_of(setting.missions))
        findings += found
    if any(one.severity.word == "error" for one in findings):
        return CashForecast(tuple(findings), None)
    paths = simulate_cash(setting, workers=workers, report=report)
    return CashForecast(tuple(findings), _answer(paths, given, dossiers, asked))


def _answer(
    paths: CashPaths,
    given: dict[str, dict[str, float]],
    dossiers: Sequence[OpenMission],
    asked: CashAsked,
) -> Json:
    from bluehelm.finance.cash_results import (
        contributors_as_rows,
        missions_as_rows,
        months_as_rows,
        states_as_rows,
    )

    setting = paths.setting
    return {
        "from": setting.from_on.isoformat(),
        "n_months": setting.n_months,
        "n_paths": setting.n_paths,
        "seed": setting.seed,
        "own_files": [path.name for path in (asked.missions, asked.habits, asked.contributors) if path],
        "assumptions": list(ASSUMPTIONS),
        "months": months_as_rows(paths),
        "missions": missions_as_rows(paths),
        "contributors": contributors_as_rows(paths, given),
        "states": states_as_rows(paths),
        "dossiers": [_of_dossier(paths, one) for one in dossiers],
        "accounts_close_within_usd": float(paths.gaps.max()),
    }


def _of_dossier(paths: CashPaths, opened: OpenMission) -> Json:
    """The outputs and tasks of a dossier that fall first."""
    from bluehelm.finance.falling_outputs import falling_outputs, falling_tasks, missing_cash

    seen = opened.seen(paths.setting.from_on)
    outputs = falling_outputs(paths, seen, opened.name)
    return {
        "mission": opened.name,
        "not_simulated": missing_cash(paths, opened.name) is None,
        "outputs": [one.as_json() for one in outputs],
        "tasks": [one.as_json() for one in falling_tasks(outputs)],
    }
