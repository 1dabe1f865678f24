"""Phases on the evidence store: what the dossier's own table says, counted anew from the events imported."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from bluehelm.desk.import_evidence import import_evidence
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.desk.replay_phases_of_mission import replayed_phases
from bluehelm.desk.series_from_store import with_stored_series
from bluehelm.dossier.evidence_records import SeriesValue
from bluehelm.evidence.import_release import ImportAsked
from shared_data import shared

EXAMPLE = Path(__file__).parent.parent / "example"
COUNTED = "    aggregate: sum\n    counted:\n      what: civilians killed\n      places: at the point given\n"


def country_months(rows: Sequence[SeriesValue]) -> dict[str, object]:
    return {
        str(row.period): row.value
        for row in rows
        if row.measure == "civilians-killed"
        and row.area is None
        and row.cell is None
        and row.value is not None
    }


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> OpenMission:
    """MINUSCA without its own table of civilians killed, which it counts from the store instead."""
    workspace = tmp_path_factory.mktemp("counted") / "workspace"
    shutil.copytree(EXAMPLE, workspace)
    evidence = workspace / "missions" / "minusca" / "evidence"
    series = (evidence / "series.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in series if not line.startswith("civilians-killed,")]
    (evidence / "series.csv").write_text("".join(kept), encoding="utf-8")
    measures = (evidence / "measures.yaml").read_text(encoding="utf-8")
    (evidence / "measures.yaml").write_text(
        measures.replace("    aggregate: sum\n", COUNTED, 1), encoding="utf-8"
    )
    file = shared("data/evidence/ged231_CAR.csv")
    import_evidence(ImportAsked(file, workspace, date(2026, 11, 25)))
    return open_mission("minusca", workspace)


def test_months_counted_from_the_store_are_those_of_the_table_that_the_example_holds(
    counted: OpenMission,
) -> None:
    written = country_months(open_mission("minusca", EXAMPLE).reading.dossier.series)
    found = country_months(with_stored_series(counted).series)
    assert len(written) == 156
    assert {month: found.get(month) for month in written} == written


def test_a_replay_on_the_store_gives_the_country_wide_triggers_the_same_history(counted: OpenMission) -> None:
    first, last, today = date(2014, 9, 1), date(2022, 12, 1), date(2026, 11, 25)
    on_store = replayed_phases(counted, first=first, last=last, today=today)
    on_table = replayed_phases(open_mission("minusca", EXAMPLE), first=first, last=last, today=today)
    for one, other in zip(on_store.histories, on_table.histories, strict=True):
        if one.trigger.area is None and one.clock == "hindsight":
            assert one.states() == other.states()


def test_a_dossier_that_counts_nothing_is_left_as_it_is() -> None:
    opened = open_mission("minusca", EXAMPLE)
    assert with_stored_series(opened) is opened.reading.dossier
