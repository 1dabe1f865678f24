"""However a sound dossier is spoilt, the checks end in findings; a fault in a file is never a crash."""

from __future__ import annotations

import json
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bad_dossier import CAST, CAST_MISSION, everything_found, opened_cast
from bluehelm.desk.check_list import CHECKS
from bluehelm.dossier.checking import Check
from bluehelm.foundation.periods import FIRST_YEAR, LAST_YEAR

DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
NUMBER = re.compile(r"(?<![\w./-])\d+(?:\.\d+)?(?![\w./-])")
FIRST, LAST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
DAYS_ASKED = (FIRST, date(2024, 5, 16), date(2026, 2, 28), LAST)
FILES = sorted(path.relative_to(CAST) for path in CAST.rglob("*") if path.suffix in (".yaml", ".csv"))


def _spoilt(spoil: Callable[[str], str], folder: Path) -> Path:
    copy = folder / "cast"
    shutil.copytree(CAST, copy)
    for name in FILES:
        path = copy / name
        path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    return copy


def _every_finding_can_be_written(folder: Path, as_of: date, known_on: date | None = None) -> None:
    for finding in everything_found(opened_cast(folder), as_of, known_on):
        assert json.dumps(finding.as_json(), ensure_ascii=False).encode()


@pytest.mark.parametrize("as_of", DAYS_ASKED, ids=str)
@pytest.mark.parametrize("known_on", [None, FIRST, date(2025, 6, 30)], ids=str)
def test_every_check_can_look_from_any_day(as_of: date, known_on: date | None) -> None:
    _every_finding_can_be_written(CAST, as_of, known_on)


@pytest.mark.parametrize("day", [str(FIRST), str(LAST), "0001-01-01", "9999-12-31", "2024-02-29", ""])
def test_no_check_stumbles_over_the_first_or_last_day_of_the_calendar(tmp_path: Path, day: str) -> None:
    _every_finding_can_be_written(_spoilt(lambda text: DAY.sub(day, text), tmp_path), date(2026, 2, 28))


@pytest.mark.parametrize("number", ["0", "1", "999999999999999999999999999999", "0.000000001", "n/a", ""])
def test_no_check_divides_by_what_may_be_nothing(tmp_path: Path, number: str) -> None:
    _every_finding_can_be_written(_spoilt(lambda text: NUMBER.sub(number, text), tmp_path), date(2026, 2, 28))


def _without_lines(text: str, chance: random.Random, share: float) -> str:
    lines = text.split("\n")
    return "\n".join(line for line in lines if line.startswith("- id") or chance.random() > share)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), share=st.sampled_from([0.01, 0.05, 0.3]))
def test_no_check_stumbles_over_lines_that_are_lost(seed: int, share: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(seed)  # noqa: S311 - the seed is Hypothesis's own, so that a failure comes again
        spoilt = _spoilt(lambda text: _without_lines(text, chance, share), Path(folder))
        _every_finding_can_be_written(spoilt, date(2026, 2, 28))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_is_silent_on_a_mission_that_has_nothing_on_file_yet(check: Check, tmp_path: Path) -> None:
    mission = tmp_path / "missions" / CAST_MISSION
    mission.mkdir(parents=True)
    (mission / "mission.yaml").write_text(f"mission: {CAST_MISSION}\nname: New mission\n")
    assert not list(check.findings(opened_cast(tmp_path).seen(date(2026, 2, 28))))
