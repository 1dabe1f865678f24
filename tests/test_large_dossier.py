from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.dossier.catalogue import Record
from bluehelm.foundation.findings import Severity
from make_equivalent_items import tree_of, with_one_link_to_nowhere, write_anew, write_for_bluehelm
from make_large_dossier import write_large_dossier

AS_OF = date(2026, 2, 28)


def digest_of(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def large_mission(folder: Path, n_items: int) -> OpenMission:
    return open_mission(write_large_dossier(folder / "workspace", n_items), folder)


def items_in(opened: OpenMission, kinds: set[str]) -> set[str]:
    records: list[Record] = [one for one in opened.reading.dossier.records() if one.kind in kinds]
    return {record.reference for record in records}


def test_a_large_dossier_is_the_same_every_time(tmp_path: Path) -> None:
    write_large_dossier(tmp_path / "first", 300)
    write_large_dossier(tmp_path / "second", 300)
    assert digest_of(tmp_path / "first") == digest_of(tmp_path / "second")


@pytest.mark.parametrize("n_items", [60, 1_000])
def test_a_large_dossier_has_as_many_items_as_asked_for(tmp_path: Path, n_items: int) -> None:
    counted = {"objective", "task", "accomplishment", "indicator", "output", "line", "requirement"}
    opened = large_mission(tmp_path, n_items)
    assert len(items_in(opened, counted | {"pledge", "unit", "base"})) == n_items


def test_a_large_dossier_is_read_and_checked_without_an_error(tmp_path: Path) -> None:
    report = check_mission(large_mission(tmp_path, 1_000), as_of=AS_OF)
    assert [found for found in report.findings if found.severity is Severity.ERROR] == []


def test_every_deployed_unit_of_a_large_dossier_rests_on_a_mandate(tmp_path: Path) -> None:
    opened = large_mission(tmp_path, 300)
    trace = opened.seen(AS_OF).trace
    units = items_in(opened, {"unit"})
    assert units
    for unit in units:
        assert any(reached.startswith("mandate/") for reached in trace.reach([unit], "up"))


def test_equivalent_items_are_read_and_checked_without_an_error(tmp_path: Path) -> None:
    write_anew(tmp_path / "equivalent", tree_of(200), write_for_bluehelm)
    opened = open_mission(tmp_path / "equivalent" / "missions" / "equivalent", tmp_path)
    assert len(items_in(opened, {"objective", "task", "output"})) == 200
    assert not check_mission(opened, as_of=AS_OF).has_errors


def test_a_link_to_nowhere_among_equivalent_items_is_an_error(tmp_path: Path) -> None:
    broken = with_one_link_to_nowhere(tree_of(200))
    write_anew(tmp_path / "equivalent", broken, write_for_bluehelm)
    opened = open_mission(tmp_path / "equivalent" / "missions" / "equivalent", tmp_path)
    assert check_mission(opened, as_of=AS_OF).has_errors
