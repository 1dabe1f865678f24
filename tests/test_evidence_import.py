"""Files of evidence imported into the store: layouts, published totals, revisions, a killed import."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from bluehelm.desk.import_evidence import compared_releases, listed_releases
from bluehelm.evidence.event_table import event_schema
from bluehelm.evidence.evidence_source import known_sources, source_named
from bluehelm.evidence.import_report import ImportReport
from bluehelm.evidence.release_store import releases_on_file
from bluehelm.foundation.errors import UnknownRelease, UnknownSource
from evidence_files import (
    IMPORT_DAY,
    acled_row,
    as_csv,
    bring_in,
    bring_in_file,
    everything_in,
    found,
    ged_row,
    ged_rows,
    ids,
    rows_of,
)
from shared_data import shared

EVIDENCE = "data/evidence/"


def shared_import(name: str, workspace: Path, **asked: Any) -> ImportReport:
    return bring_in_file(shared(EVIDENCE + name), workspace, **asked)


def test_every_source_that_ships_is_registered() -> None:
    shipped = {"ucdp-ged", "acled", "hdx-hapi", "geo-pko", "un-fatalities", "un-contributions", "series"}
    assert shipped <= set(known_sources())
    with pytest.raises(UnknownSource, match="Did you mean 'acled'"):
        source_named("acledd")


# One file twice, another file under one name, a revision


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    text = as_csv(ged_rows(3))
    first = bring_in(tmp_path, text)
    before = everything_in(tmp_path / "w")
    again = bring_in(tmp_path, text, "renamed.csv")
    assert (first.status, again.status) == ("imported", "unchanged")
    assert (again.release, again.n_kept) == ("23.1", 3)
    assert everything_in(tmp_path / "w") == before


def test_a_release_is_never_written_over(tmp_path: Path) -> None:
    bring_in(tmp_path, as_csv(ged_rows(3)))
    before = everything_in(tmp_path / "w")
    report = bring_in(tmp_path, as_csv(ged_rows(4)))
    assert report.status == "refused"
    assert found(report, "EVI109").values["release"] == "23.1"
    assert everything_in(tmp_path / "w") == before


def revised(tmp_path: Path) -> ImportReport:
    old = [*ged_rows(4), ged_row(5, best=10, high=10)]
    new = [
        ged_row(1),
        ged_row(2, latitude="5.0000", priogrid_gid="136478"),
        ged_row(3, best=8, high=8, deaths_a=6),
        ged_row(4, date_start="2017-08-01", date_end="2017-08-01"),
        ged_row(6, best=2, deaths_a=0),
        ged_row(7, year=2022, date_start="2022-05-01", date_end="2022-05-01"),
    ]
    bring_in(tmp_path, as_csv(old), "GEDEvent_v22_1.csv")
    return bring_in(tmp_path, as_csv(new), "GEDEvent_v23_1.csv")


def test_a_new_release_says_what_it_changed_and_both_are_kept(tmp_path: Path) -> None:
    report = revised(tmp_path)
    assert report.changed is not None
    changed = dict(report.changed)
    assert changed["against"] == "22.1"
    assert (changed["n_added"], changed["n_withdrawn"], changed["n_revised"]) == (1, 1, 3)
    assert (changed["n_moved"], changed["n_re_counted"], changed["n_re_dated"]) == (1, 1, 1)
    assert changed["n_later"] == 1, "the new year is no revision"
    assert (changed["fatalities_best_before"], changed["fatalities_best_after"]) == (22, 19)
    assert [one.release for one in releases_on_file(tmp_path / "w")] == ["22.1", "23.1"]


def test_two_releases_are_compared_on_request(tmp_path: Path) -> None:
    revised(tmp_path)
    changed = compared_releases(tmp_path / "w", "ucdp-ged", "22.1", "23.1")
    assert (changed["release"], changed["n_revised"]) == ("23.1", 3)
    with pytest.raises(UnknownRelease, match=r"On file: 22.1, 23.1"):
        compared_releases(tmp_path / "w", "ucdp-ged", "21.1")
    with pytest.raises(UnknownRelease, match="Two releases of acled"):
        compared_releases(tmp_path / "w", "acled")


def test_a_release_whose_rows_were_changed_is_seen(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv(ged_rows(3)))
    (row,) = listed_releases(tmp_path / "w")
    assert row["is_intact"]
    assert report.folder is not None
    part = report.folder / "part-00000.parquet"
    part.write_bytes(part.read_bytes() + b"x")
    (row,) = listed_releases(tmp_path / "w")
    assert not row["is_intact"]


def test_the_manifest_tells_what_a_release_is(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv(ged_rows(3)))
    assert report.folder is not None
    told = json.loads((report.folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["coverage"] == {"CAF": {"from": "1989-01-01", "until": "2023-01-01"}}
    assert (told["available_from"], told["n_rows"], told["file"]) == ("2023-06-15", 3, "GEDEvent_v23_1.csv")
    assert told["columns"] == event_schema().names
    assert pq.read_schema(report.folder / "part-00000.parquet").equals(event_schema())


def test_a_day_of_publication_can_be_declared(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv(ged_rows(1)), available_from=date(2023, 7, 1))
    assert rows_of(report)[0]["published_on"] == date(2023, 7, 1)


def test_a_file_that_tells_no_release_is_named_after_the_day(tmp_path: Path) -> None:
    one = bring_in(tmp_path, as_csv(ged_rows(1)), "a.csv")
    two = bring_in(tmp_path, as_csv(ged_rows(2)), "b.csv")
    assert "EVI161" in ids(one.findings)
    assert (one.release, two.release) == ("2026-11-25", "2026-11-25 no. 2")


# Killed, and several at once

SLOW = """
import sys, time
from datetime import date
from pathlib import Path
from bluehelm.evidence import import_release as room
told = room._manifest
def slow(*args):
    print("writing", flush=True)
    time.sleep(60)
    return told(*args)
room._manifest = slow
room.import_release(room.ImportAsked(Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 11, 25)))
"""


def test_a_killed_import_leaves_the_store_as_it_was_and_the_next_one_clears_up(tmp_path: Path) -> None:
    bring_in(tmp_path, as_csv(ged_rows(3)), "GEDEvent_v22_1.csv")
    before = everything_in(tmp_path / "w")
    path = tmp_path / "GEDEvent_v23_1.csv"
    path.write_text(as_csv(ged_rows(5)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(path), str(tmp_path / "w")], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        waiting = tmp_path / "w" / "evidence" / ".being-written"
        assert any(waiting.rglob("part-*.parquet")), "killed while half written"
        os.kill(running.pid, signal.SIGKILL)
    assert [one.release for one in releases_on_file(tmp_path / "w")] == ["22.1"]
    left = everything_in(tmp_path / "w")
    assert {name: left[name] for name in before} == before

    report = bring_in_file(path, tmp_path / "w")

    assert report.status == "imported"
    assert not waiting.exists()


def test_an_import_that_runs_is_not_cleared_away_by_another(tmp_path: Path) -> None:
    path = tmp_path / "GEDEvent_v23_1.csv"
    path.write_text(as_csv(ged_rows(5)), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, str(path), str(tmp_path / "w")], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        assert bring_in(tmp_path, as_csv(ged_rows(2)), "GEDEvent_v22_1.csv").status == "imported"
        (seen,) = releases_on_file(tmp_path / "w")
        assert (seen.release, seen.is_intact()) == ("22.1", True), "readers neither wait nor see half"
        assert any((tmp_path / "w" / "evidence" / ".being-written").rglob("part-*.parquet"))
        running.kill()


# Packed, and in other forms


def test_packed_files_and_parquet_give_the_same_rows_as_the_text(tmp_path: Path) -> None:
    text = as_csv(ged_rows(3)).encode()
    plain = rows_of(bring_in(tmp_path, text))
    packed = tmp_path / "GEDEvent_v22_1.csv.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("GEDEvent_v22_1.csv", text)
    zipped = rows_of(bring_in_file(packed, tmp_path / "w", available_from=date(2023, 6, 15)))
    gzipped = rows_of(
        bring_in(tmp_path, gzip.compress(text), "v21_1.csv.gz", available_from=date(2023, 6, 15))
    )
    import pyarrow as pa

    pq.write_table(pa.Table.from_pylist(ged_rows(3)), tmp_path / "v20_1.parquet")
    parquet = rows_of(
        bring_in_file(tmp_path / "v20_1.parquet", tmp_path / "w", available_from=date(2023, 6, 15))
    )
    for rows in (zipped, gzipped, parquet):
        assert [row | {"release": "23.1"} for row in rows] == plain


def test_semicolons_are_seen_on_the_header_line(tmp_path: Path) -> None:
    assert bring_in(tmp_path, as_csv(ged_rows(3), ";")).findings == ()


def test_precise_places_have_a_cell_and_rough_ones_none(tmp_path: Path) -> None:
    rows = [ged_row(code, where_prec=code) for code in range(1, 8)] + [ged_row(8, where_prec="")]
    cells = [row["cell"] for row in rows_of(bring_in(tmp_path, as_csv(rows)))]
    assert cells == [135758] * 3 + [None] * 4 + [135758]


def test_a_point_on_a_border_belongs_to_the_cell_north_and_east(tmp_path: Path) -> None:
    (row,) = rows_of(bring_in(tmp_path, as_csv([ged_row(latitude="4.5", longitude="18.5", priogrid_gid="")])))
    assert row["cell"] == 136478


# ACLED


@pytest.mark.parametrize(
    "name, layout, n_rows",
    [
        ("INVENTED_acled_gen1_2016-17.xlsx", "ACLED of 2016 and 2017", 2),
        ("INVENTED_acled_gen2_2018.csv", "ACLED of 2018", 1),
        ("INVENTED_acled_gen3_2019-22.csv", "ACLED of 2019 to early 2023", 2),
        ("INVENTED_acled_gen4_2023.csv", "ACLED of 2023 and later", 1),
        ("INVENTED_acled_gen4b_2025_text_codes.csv", "ACLED of 2023 and later", 2),
        ("INVENTED_ged_49cols.csv", "UCDP GED of 20.1 and later (49 columns)", 2),
        ("INVENTED_ged_candidate_no_header.csv", "UCDP GED of 20.1 and later (49 columns)", 1),
        ("INVENTED_ged_hdx_45cols_hxl.csv", "UCDP GED by country from HDX (45 columns)", 1),
        ("INVENTED_hdx_conflict_events_2025_layout1.csv", "conflict events of HDX, by country", 1),
        ("INVENTED_hdx_hapi_conflict_event_2025_layout2.csv", "conflict events of HDX HAPI", 2),
        ("INVENTED_dpo_uchistorical.csv", "contributions of the UN data hub (DPO-UCHISTORICAL)", 2),
        ("INVENTED_dpo_pkbudget.csv", "budgets of the UN data hub (DPO-PKBUDGET)", 2),
    ],
)
def test_each_layout_is_recognised_without_being_told(
    name: str, layout: str, n_rows: int, tmp_path: Path
) -> None:
    report = shared_import(f"fixtures/{name}", tmp_path / "w")
    assert (report.layout, report.n_kept, report.n_set_aside) == (layout, n_rows, 0)


def test_the_first_acled_header_is_read_from_a_workbook(tmp_path: Path) -> None:
    report = shared_import("fixtures/INVENTED_acled_gen1_2016-17.xlsx", tmp_path / "w")
    one, two = rows_of(report)
    assert (one["started_on"], one["kind"]) == (date(2016, 1, 5), "violence_against_civilians")
    assert (one["actor_a"], one["place"]) == ("Invented Militia (Exemplia)", "Exempletown")
    assert (two["started_on"], two["kind"], two["actor_b"]) == (date(2015, 12, 31), "protest", None)
    assert found(report, "EVI135").place.line == 3


def test_actors_in_words_mean_the_same_as_codes(tmp_path: Path) -> None:
    report = shared_import("fixtures/INVENTED_acled_gen4b_2025_text_codes.csv", tmp_path / "w")
    assert [(row["kind"], row["actor_b"]) for row in rows_of(report)] == [
        ("battle", "Invented Rebels"),
        ("protest", None),
    ]


@pytest.mark.parametrize(
    "written, day",
    [
        ("06 July 2018", date(2018, 7, 6)),
        ("2012-03-01", date(2012, 3, 1)),
        ("1-Jan-14", date(2014, 1, 1)),
        ("15-Jun-15", date(2015, 6, 15)),
        ("2-Dec-98", date(1998, 12, 2)),
    ],
)
def test_every_form_of_date_that_acled_has_used_is_read(written: str, day: date, tmp_path: Path) -> None:
    row = acled_row(event_date=written, year=day.year)
    assert rows_of(bring_in(tmp_path, as_csv([row]), "export.csv"))[0]["started_on"] == day


MISSION = "MINUXEX: Invented United Nations Mission in Exemplia (2019-)"


@pytest.mark.parametrize(
    "cells, is_attack",
    [
        ({"actor2": MISSION, "inter2": "8"}, True),
        ({"actor1": MISSION, "inter1": "8"}, True),
        ({"actor1": MISSION, "event_type": "Strategic developments"}, False),
        ({"actor2": f"Mutiny of {MISSION}"}, False),
        ({}, False),
    ],
)
def test_an_attack_on_a_mission_is_seen_by_the_acronym(
    cells: dict[str, str], is_attack: bool, tmp_path: Path
) -> None:
    (row,) = rows_of(bring_in(tmp_path, as_csv([acled_row(**cells)]), "export.csv"))
    assert row["on_mission"] is is_attack


def test_acled_tells_one_number_of_deaths_and_rough_places_have_no_cell(tmp_path: Path) -> None:
    (row,) = rows_of(bring_in(tmp_path, as_csv([acled_row(geo_precision=3)]), "export.csv"))
    assert (row["fatalities_best"], row["fatalities_low"], row["civilian_fatalities"]) == (3, None, None)
    assert (row["where_precision"], row["cell"], row["country"]) == (4, None, "XEX")


def test_rows_of_acled_are_kept_out_of_version_control(tmp_path: Path) -> None:
    bring_in(tmp_path, as_csv([acled_row()]), "export.csv")
    assert "acled/" in (tmp_path / "w" / "evidence" / ".gitignore").read_text(encoding="utf-8").splitlines()


# HDX, Geo-PKO, the data hub, series


def test_counts_of_hdx_say_what_is_never_added(tmp_path: Path) -> None:
    report = shared_import("fixtures/INVENTED_hdx_hapi_conflict_event_2025_layout2.csv", tmp_path / "w")
    assert {"EVI145", "EVI150", "EVI163"} <= ids(report.findings)
    assert [(row["level"], row["is_matched"]) for row in rows_of(report)] == [(2, True), (0, False)]


def test_places_of_peacekeepers_stand_once_a_year(tmp_path: Path) -> None:
    report = shared_import("GeoPKO_FrontMap_v.2.3.csv", tmp_path / "w")
    assert (report.release, report.n_rows, report.n_kept) == ("2.3, FrontMap", 8783, 7366)
    assert "EVI146" in ids(report.findings)
    rows = rows_of(report)
    bangui = [row for row in rows if (row["mission"], row["location"]) == ("MINUSCA", "Bangui")]
    assert {row["started_on"].year: row["average_troops"] for row in bangui}[2017] == 4135
    assert {row["cell"] for row in bangui} == {135758}
    assert {row["headquarters"] for row in bangui} == {3}
    assert sum(row["average_troops"] is None for row in rows) > 0, "unknown is not zero"


def test_contributors_on_the_maps_are_counted_by_their_parts(tmp_path: Path) -> None:
    rows = rows_of(shared_import("GeoPKO_TCCMap_v.2.3.csv", tmp_path / "w"))
    assert len(rows) == 4927
    assert all(row["n_contributors"] >= 1 for row in rows if row["contributors"])


def test_locations_by_map_keep_unknown_troops_unknown(tmp_path: Path) -> None:
    report = shared_import("geopko_v2_location_map.parquet", tmp_path / "w")
    assert (report.n_rows, report.n_kept) == (18699, 18698)
    assert "El Fasher" in found(report, "EVI164").message
    rows = rows_of(report)
    assert sum(row["troops"] is None for row in rows) == 502
    assert len({row["mission"] for row in rows}) == 52
    luanda = next(row for row in rows if (row["location"], row["started_on"]) == ("Luanda", date(1998, 1, 1)))
    assert (luanda["troops"], luanda["ended_on"]) == (450, date(1998, 1, 31))
    assert luanda["contributors"] == "Portugal (150), Russia (150), Zimbabwe (150)"


def test_deaths_in_missions_count_people_once(tmp_path: Path) -> None:
    report = shared_import("DPPADPOSS-FATALITIES.csv", tmp_path / "w")
    assert (report.release, report.n_rows, report.n_kept) == ("2025-04-04", 4429, 4423)
    assert found(report, "EVI155").values["n"] == 6
    rows = rows_of(report)
    causes = Counter(row["cause"] for row in rows)
    assert (causes["To Be Determined"], causes["Self-Inflicted"]) == (60, 147)
    assert {row["on_mission"] for row in rows if row["cause"] == "Unknown"} == {None}
    monusco = [row for row in rows if row["actor_b"] == "MONUSCO" and row["started_on"] >= date(2010, 7, 1)]
    assert len(monusco) == 292
    assert sum(row["on_mission"] is True for row in monusco) == 60
    assert {row["country"] for row in monusco} == {"COD"}


def test_deaths_in_missions_cover_every_country_to_the_last_one(tmp_path: Path) -> None:
    report = shared_import("DPPADPOSS-FATALITIES.csv", tmp_path / "w")
    assert report.folder is not None
    told = json.loads((report.folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["coverage"]["*"]["until"] == "2025-02-19"
    assert told["available_from"] == "2025-04-04", "the day of the extract"


def test_headquarters_of_operations_with_decimal_commas_and_exchanged_coordinates(tmp_path: Path) -> None:
    report = shared_import("DPPADPOSS-PKO.csv", tmp_path / "w")
    assert report.n_kept == 81
    assert found(report, "EVI134").values["n"] == 7
    minusma = next(row for row in rows_of(report) if row["mission"] == "MINUSMA")
    assert (minusma["latitude"], minusma["longitude"], minusma["is_active"]) == (12.65, -8.0, True)


def test_money_is_exact_and_in_dollars(tmp_path: Path) -> None:
    rows = rows_of(shared_import("fixtures/INVENTED_dpo_pkbudget.csv", tmp_path / "w"))
    assert [str(row["spent_usd"]) for row in rows] == ["1010500.00", "420000.00"]


def test_contributions_are_military_or_police(tmp_path: Path) -> None:
    rows = rows_of(shared_import("fixtures/INVENTED_dpo_uchistorical.csv", tmp_path / "w"))
    assert [(row["kind"], row["group"], row["n_people"]) for row in rows] == [
        ("troops", "military", 150),
        ("formed_police_units", "police", 140),
    ]


def test_uniformed_personnel_by_mission_and_month(tmp_path: Path) -> None:
    report = shared_import("ipi_data_mission.csv", tmp_path / "w")
    assert (report.n_kept, report.n_set_aside) == (5330, 0)
    rows = rows_of(report)
    assert len({row["area"] for row in rows}) == 77, "78 names, of which ONUCI is UNOCI"
    assert not [row for row in rows if row["started_on"] == date(2016, 11, 1)], "missing is not zero"
    february = {row["ended_on"] for row in rows if row["started_on"] == date(2012, 2, 1)}
    assert february == {date(2012, 2, 29)}


def test_deaths_by_country_and_year_add_up_to_their_kinds(tmp_path: Path) -> None:
    rows = rows_of(shared_import("organizedviolencecy_v25_1.csv", tmp_path / "w"))
    assert len(rows) == 6936
    assert all(row["value"] == row["state_based"] + row["non_state"] + row["one_sided"] for row in rows)
    told = {row["started_on"].year: row["value"] for row in rows if row["country"] == "CAF"}
    assert (told[2013], told[2017], told[2024]) == (3396, 1865, 485)


def test_deaths_by_country_and_month_are_provisional_from_2023(tmp_path: Path) -> None:
    rows = rows_of(shared_import("ucdp_country_month_fatalities_2010-2024.csv", tmp_path / "w"))
    assert len(rows) == 31302
    car = [row for row in rows if row["area"] == "CAF"]
    assert sum(row["value"] for row in car if row["started_on"].year == 2014) == 3493
    assert {row["is_provisional"] for row in car if row["started_on"].year >= 2023} == {True}
    assert {row["is_provisional"] for row in car if row["started_on"].year < 2023} == {False}


def test_a_plain_series_needs_no_more_than_measure_period_and_value(tmp_path: Path) -> None:
    rows = [
        {
            "measure": "returns",
            "area": "CAF",
            "period": "2024-02",
            "value": "1200.5",
            "known_on": "2024-03-09",
        },
        {"measure": "returns", "area": "CAF", "period": "2024-Q2", "value": "", "known_on": ""},
    ]
    one, two = rows_of(bring_in(tmp_path, as_csv(rows), "returns.csv"))
    assert (one["started_on"], one["ended_on"], one["value"]) == (date(2024, 2, 1), date(2024, 2, 29), 1200.5)
    assert one["published_on"] == date(2024, 3, 9)
    assert (two["value"], two["published_on"]) == (None, IMPORT_DAY), "blank is unknown"


# Published totals of UCDP GED


def test_ged_231_of_the_central_african_republic_gives_the_published_totals(tmp_path: Path) -> None:
    report = shared_import("ged231_CAR.csv", tmp_path / "w")
    assert (report.release, report.n_kept, report.n_set_aside) == ("23.1", 1848, 0)
    assert found(report, "EVI130").values["n"] == 20
    rows = [row for row in rows_of(report) if row["started_on"].year >= 2010]
    assert len(rows) == 1661
    totals = [
        sum(row[name] for row in rows)
        for name in ("fatalities_best", "fatalities_low", "fatalities_high", "civilian_fatalities")
    ]
    assert totals == [13927, 12733, 16126, 8378]
    by_kind = Counter(row["kind"] for row in rows)
    assert by_kind == {"state_based": 354, "non_state": 370, "one_sided": 937}
    assert sum(row["fatalities_best"] for row in rows if row["kind"] == "one_sided") == 7534
    assert {row["country"] for row in rows} == {"CAF"}


def test_ged_191_of_the_world_gives_the_counts_told_of_it(tmp_path: Path) -> None:
    report = shared_import("ged191_global.parquet", tmp_path / "w")
    assert (report.release, report.n_kept, report.n_set_aside) == ("19.1", 152616, 0)
    assert found(report, "EVI130").values["n"] == 2506
    assert found(report, "EVI138").values["n"] == 3
    table = pq.read_table(report.folder / "part-00000.parquet")  # type: ignore[operator]
    kinds = Counter(table["kind"].to_pylist())
    assert kinds == {"state_based": 107247, "non_state": 14228, "one_sided": 31141}
    assert table["country"].null_count == 0
    assert len(set(table["country"].to_pylist())) == 120
    rwanda = max(
        table.select(["event_id", "fatalities_best"]).to_pylist(), key=lambda row: row["fatalities_best"]
    )
    assert rwanda == {"event_id": "45108", "fatalities_best": 300557}


def test_the_sample_has_the_columns_of_the_second_generation(tmp_path: Path) -> None:
    report = shared_import("ged191_sample_5000.csv", tmp_path / "w")
    assert (report.layout, report.n_kept) == ("UCDP GED of 17.1 to 19.1 (42 columns)", 5000)
    assert found(report, "EVI157").values["n"] == 5000
    assert "EVI141" not in ids(report.findings), "every cell follows from its coordinates"


def test_what_231_changed_of_191_in_the_central_african_republic(tmp_path: Path) -> None:
    shared_import("ged191_global.parquet", tmp_path / "w")
    changed = shared_import("ged231_CAR.csv", tmp_path / "w").changed
    assert changed is not None
    assert (changed["n_before"], changed["n_withdrawn"], changed["n_added"]) == (1408, 6, 56)
    assert changed["n_moved"] == 29, "97.9 in a hundred kept their coordinates"
    assert (changed["n_re_counted"], changed["n_later"]) == (3, 390)
