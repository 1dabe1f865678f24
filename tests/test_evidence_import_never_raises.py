"""Whatever a file of evidence holds, an import ends with findings or a release: never with an error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluehelm.evidence.release_store import releases_on_file
from evidence_files import acled_row, as_csv, bring_in, ged_rows

GED = as_csv(ged_rows(4)).encode()
ACLED = as_csv([acled_row(n) for n in range(1, 4)]).encode()
SERIES = b"measure,area,period,value,known_on\nreturns,CAF,2024-02,1,2024-03-01\nreturns,CAF,2024-03,,\n"
HAPI = (
    b"location_code,admin1_code,admin_level,event_type,events,fatalities,reference_period_start,"
    b"reference_period_end,error\nXEX,XE01,1,demonstration,2,0,2025-01-01,2025-01-31,\n"
)
FRONT = (
    b"mission,year,country,location,latitude,longitude,Infantry,NoTroops,Reserve,hq,UNPOL,Med,Av,UNMO,"
    b"ave.no.troops\nMINUSCA,2017,Central African Republic,Bangui,4.36,18.55,1,650,0,3,1,1,1,1,650\n"
)
DEATHS = (
    b"id,incident_date,casualty_id,mission_acronym,type_of_incident,last_update\n"
    b"1,2017-05-08,MINUSCA-2017-05-1,MINUSCA,Malicious Act,2025-04-04\n"
)
CONTRIBUTIONS = (
    b"isocode3,mission_acronym,personnel_type,female_personnel,male_personnel,last_reporting_date\n"
    b"XEX,MINUXEX,Troops,10,140,2023-01-31\n"
)
FILES = (GED, ACLED, SERIES, HAPI, FRONT, DEATHS, CONTRIBUTIONS)
NAMES = ("ged", "acled", "series", "hapi", "front", "deaths", "troops")
PIECES = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [b"", b"\n", b'"', b",", b";", b"\0", b"NA", b"-1", b"123456789012", b"99999", b"4,36", b"1e400",
         b"nan", b"inf", b"0000-00-00",
         b"2017-02-30", b"9999-12-31", b"\xff", "é".encode(), b"9" * 20, b"unknown", b" ", b"''"]
    ),
)  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.sampled_from(FILES),
    place=st.floats(min_value=0, max_value=1),
    n_lost=st.integers(min_value=0, max_value=12),
    put=PIECES,
)
def test_a_file_changed_anywhere_is_imported_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, place: float, n_lost: int, put: bytes
) -> None:
    folder = tmp_path_factory.mktemp("changed")
    at = int(place * len(content))
    report = bring_in(folder, content[:at] + put + content[at + n_lost :], "events.csv")
    assert report.status in {"imported", "refused"}
    assert all(finding.message and finding.as_json()["remedy"] for finding in report.findings)
    assert len(releases_on_file(folder / "w")) == (report.status == "imported")
    assert report.status == "imported" or not (folder / "w").exists()


@pytest.mark.parametrize(
    "content", FILES, ids=["ged", "acled", "series", "hapi", "front", "deaths", "troops"]
)
def test_each_file_is_sound_to_begin_with(content: bytes, tmp_path: Path) -> None:
    report = bring_in(tmp_path, content, "events.csv")
    assert (report.status, report.n_set_aside) == ("imported", 0)


NONSENSE = (b"123456789012", b"99999", b"-99999", b"0", b"1e5", b"9999-12-31", b"0001-01-01", b'"x,y"',
            b"9" * 30, b"1.5", b"NaN", b"12:00", b"4,36", b"NA", b"")  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("content", FILES, ids=NAMES)
def test_a_column_of_nonsense_is_imported_or_refused(content: bytes, tmp_path: Path) -> None:
    lines = [line.split(b",") for line in content.split(b"\n") if line]
    for column in range(len(lines[0])):
        for put in NONSENSE:
            rows = [[*row[:column], put, *row[column + 1 :]] for row in lines[1:]]
            changed = b"\n".join(b",".join(row) for row in [lines[0], *rows]) + b"\n"
            report = bring_in(tmp_path, changed, "events.csv")
            assert report.status in {"imported", "refused", "unchanged"}
            shutil.rmtree(tmp_path / "w", ignore_errors=True)
