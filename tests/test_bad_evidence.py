"""Files of evidence that are wrong: each is found by name, line and reason, and the store is as it was."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence_files import (
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

GOOD = as_csv(ged_rows(300))


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("GEDEvent_v23_1.csv", content)
    return out.getvalue()


def without_column(name: str) -> str:
    return as_csv([{key: value for key, value in row.items() if key != name} for row in ged_rows(5)])


def exchanged(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row | {"latitude": row["longitude"], "longitude": row["latitude"]} for row in rows]


REFUSED: dict[str, tuple[str | bytes, str, int]] = {
    "cut off in a row": (GOOD[:-100], "EVI102", 301),
    "cut off in a quotation": (GOOD + ged_row()["id"] + ',0,2017,"Cle', "EVI113", 302),
    "packed and cut off": (gzip.compress(GOOD.encode())[:-40], "EVI102", 0),
    "zipped and cut off": (zipped(GOOD.encode())[:-40], "EVI102", 0),
    "empty": (b"", "EVI102", 0),
    "UTF-16": (GOOD.encode("utf-16"), "EVI103", 0),
    "zero bytes": (GOOD.encode() + b"\0\0\0", "EVI103", 0),
    "a web page": ("<!DOCTYPE html><html><body>Sign in</body></html>", "EVI101", 0),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "EVI101", 0),
    "no header": ("\n".join(GOOD.splitlines()[1:3]).replace("1,", "x,", 1), "EVI104", 1),
    "a core column missing": (without_column("best"), "EVI105", 1),
    "a column twice": (GOOD.replace("active_year", "year", 1), "EVI106", 1),
    "an old generation": ("uniq,relid,where_location,event_type,best_est\n1,2,Bangui,1,3\n", "EVI107", 1),
    "another table of UCDP": ("conflict_id,year,incompatibility,intensity_level\n1,2017,1,1\n", "EVI107", 1),
    "decimal commas": (as_csv(ged_rows(5, latitude="4,36", longitude="18,55"), ";"), "EVI110", 0),
    "months first": (as_csv(ged_rows(5, date_start="07/31/2017", date_end="07/31/2017")), "EVI110", 0),
    "coordinates exchanged": (as_csv(exchanged(ged_rows(5))), "EVI111", 0),
    "half a billion in every row": (as_csv(ged_rows(3, best="500000000")), "EVI112", 0),
    "a cell larger than any text": (as_csv([ged_row(side_b="x\n" * 9_000_000)]), "EVI114", 0),
    "only a header": (GOOD.splitlines()[0] + "\n", "EVI112", 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_whole_and_the_store_is_as_it_was(
    name: str, tmp_path: Path
) -> None:
    content, check, line = REFUSED[name]
    bring_in(tmp_path, as_csv(ged_rows(2)), "GEDEvent_v22_1.csv")
    before = everything_in(tmp_path / "w")

    report = bring_in(tmp_path, content)

    assert report.status == "refused"
    fault = found(report, check)
    assert fault.place.file == "GEDEvent_v23_1.csv"
    assert fault.place.line == line
    assert fault.message
    assert "{" not in fault.message
    assert fault.why
    assert fault.as_json()["remedy"]
    assert everything_in(tmp_path / "w") == before


def test_nothing_is_made_where_the_first_file_is_refused(tmp_path: Path) -> None:
    bring_in(tmp_path, GOOD[:-100])
    assert not (tmp_path / "w").exists()


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    report = bring_in_file(tmp_path / "absent.csv", tmp_path / "w")
    assert ids(report.findings) == {"EVI101"}


def _aside(**cells: object) -> list[dict[str, str]]:
    return [*ged_rows(200), ged_row(201, **cells)]


SET_ASIDE: dict[str, tuple[dict[str, object], str]] = {
    "half a billion fatalities": ({"best": "500000000"}, "EVI127"),
    "a fatality figure run together": ({"high": "999999999999999"}, "EVI127"),
    "a count in words": ({"best": "many"}, "EVI122"),
    "a count below zero": ({"deaths_a": "-1"}, "EVI123"),
    "a decimal comma": ({"latitude": "4,36"}, "EVI128"),
    "30 February": ({"date_start": "2017-02-30"}, "EVI124"),
    "no date": ({"date_end": ""}, "EVI124"),
    "ends before it begins": ({"date_end": "2017-07-01"}, "EVI125"),
    "a fourth type of violence": ({"type_of_violence": "4"}, "EVI126"),
    "no identifier": ({"id": " "}, "EVI121"),
}


@pytest.mark.parametrize("name", SET_ASIDE)
def test_a_row_that_cannot_be_used_is_set_aside_with_line_and_reason(name: str, tmp_path: Path) -> None:
    cells, check = SET_ASIDE[name]
    report = bring_in(tmp_path, as_csv(_aside(**cells)))
    assert report.status == "imported"
    assert (report.n_rows, report.n_kept, report.n_set_aside) == (201, 200, 1)
    assert found(report, check).place.line == 202
    assert report.folder is not None
    with (report.folder / "set-aside.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["line"], row["finding"]) == ("202", check)
    assert row["reason"]
    assert row["country"] == "Central African Republic"


def test_a_row_of_another_length_is_set_aside(tmp_path: Path) -> None:
    lines = as_csv(ged_rows(200)).splitlines()
    lines.insert(100, "7,8,9")
    report = bring_in(tmp_path, "\n".join(lines) + "\n")
    assert (report.n_rows, report.n_kept, report.n_set_aside) == (201, 200, 1)
    assert found(report, "EVI120").place.line == 101


KEPT: dict[str, tuple[dict[str, object], str]] = {
    "low above best": ({"low": "9", "best": "3", "high": "9"}, "EVI130"),
    "best above high": ({"low": "1", "best": "3", "high": "2"}, "EVI130"),
    "a date in the future": (
        {"date_start": "2031-01-01", "date_end": "2031-01-01", "year": "2031"},
        "EVI131",
    ),
    "Null Island": ({"latitude": "0", "longitude": "0.0", "priogrid_gid": ""}, "EVI132"),
    "off the globe": ({"latitude": "436", "priogrid_gid": ""}, "EVI133"),
    "coordinates in words": ({"latitude": "north", "priogrid_gid": ""}, "EVI133"),
    "coordinates exchanged": ({"latitude": "18.55", "longitude": "4.36"}, "EVI134"),
    "another year": ({"year": "2018"}, "EVI135"),
    "a span too long for its code": ({"date_end": "2017-08-15"}, "EVI136"),
    "deaths that do not add up": ({"deaths_a": "7"}, "EVI137"),
    "deaths on a side of one-sided violence": ({"type_of_violence": "3"}, "EVI138"),
    "an unknown country": ({"country": "Atlantis", "country_id": "9999"}, "EVI140"),
    "another cell": ({"priogrid_gid": "1"}, "EVI141"),
    "half a death": ({"best": "3.5"}, "EVI143"),
    "a time of day": ({"date_start": "2017-07-31T13:00:00"}, "EVI144"),
    "no code of precision": ({"where_prec": ""}, "EVI157"),
    "still under review": ({"code_status": "Check deaths"}, "EVI159"),
}


@pytest.mark.parametrize("name", KEPT)
def test_an_odd_row_is_kept_and_told_with_its_line(name: str, tmp_path: Path) -> None:
    cells, check = KEPT[name]
    report = bring_in(tmp_path, as_csv([*ged_rows(3), ged_row(4, **cells)]))
    assert (report.n_kept, report.n_set_aside) == (4, 0)
    assert found(report, check).place.line == 5
    assert found(report, check).values["n"] == 1
    assert report.folder is not None
    assert f",5,{check}," in (report.folder / "findings.csv").read_text(encoding="utf-8")


def test_clean_rows_give_no_finding(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv(ged_rows(3)))
    assert report.findings == ()


def test_null_island_is_no_place(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv([ged_row(latitude="0", longitude="0")]))
    (row,) = rows_of(report)
    assert (row["latitude"], row["longitude"], row["cell"]) == (None, None, None)
    assert row["fatalities_best"] == 3


def test_a_few_exchanged_coordinates_are_put_back(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv([*ged_rows(3), *exchanged([ged_row(4)])]))
    assert {(row["latitude"], row["longitude"], row["cell"]) for row in rows_of(report)} == {
        (4.36, 18.55, 135758)
    }


def test_a_future_date_does_not_widen_what_is_covered(tmp_path: Path) -> None:
    rows = [ged_row(1), ged_row(2, date_start="2031-01-01", date_end="2031-01-01", year="2031")]
    report = bring_in(tmp_path, as_csv(rows), "events.csv")
    assert report.folder is not None
    assert '"until": "2017-08-01"' in (report.folder / "manifest.json").read_text(encoding="utf-8")


def test_whether_a_date_lies_in_the_future_hangs_on_the_day_of_the_import(tmp_path: Path) -> None:
    from datetime import date

    report = bring_in(tmp_path, as_csv(ged_rows(2)), imported_on=date(2017, 1, 1))
    assert "EVI131" in ids(report.findings)


def test_the_same_row_twice_counts_once_and_is_noted(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv([ged_row(1), ged_row(2), ged_row(1)]))
    assert report.n_kept == 2
    assert found(report, "EVI155").place.line == 2
    assert report.n_set_aside == 0


def test_one_identifier_with_two_contents_keeps_the_last_and_tells_both(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv([ged_row(1, best="3"), ged_row(2), ged_row(1, best="4")]))
    assert sorted((row["event_id"], row["fatalities_best"]) for row in rows_of(report)) == [
        ("1", 4),
        ("2", 3),
    ]
    assert found(report, "EVI139").place.line == 2
    assert report.n_set_aside == 1


def test_a_row_of_tags_is_never_data(tmp_path: Path) -> None:
    lines = as_csv(ged_rows(2)).splitlines()
    tags = ",".join("#date+year" if name == "year" else "" for name in lines[0].split(","))
    report = bring_in(tmp_path, "\n".join([lines[0], tags, *lines[1:], ""]))
    assert (report.n_rows, report.n_kept) == (2, 2)
    assert found(report, "EVI150").place.line == 2


def test_latin_1_is_read_and_noted(tmp_path: Path) -> None:
    text = as_csv([ged_row(adm_1="Ouham-Pendé province")])
    report = bring_in(tmp_path, text.encode("latin-1"))
    assert "EVI151" in ids(report.findings)
    assert rows_of(report)[0]["admin1"] == "Ouham-Pendé province"


def test_text_encoded_twice_is_told(tmp_path: Path) -> None:
    text = as_csv([ged_row(adm_1="Ouham-Pendé province")])
    report = bring_in(tmp_path, text.encode().decode("latin-1"))
    assert "EVI156" in ids(report.findings)


def test_a_candidate_without_header_is_read_with_a_warning(tmp_path: Path) -> None:
    report = bring_in(tmp_path, "\n".join(as_csv(ged_rows(3)).splitlines()[1:]) + "\n")
    assert report.n_kept == 3
    assert found(report, "EVI152").place.line == 1


def test_an_unnamed_first_column_and_unknown_columns_are_left_out_and_noted(tmp_path: Path) -> None:
    rows = [{"": str(n), **row, "colour": "red"} for n, row in enumerate(ged_rows(2))]
    report = bring_in(tmp_path, as_csv(rows))
    assert ids(report.findings) == {"EVI153", "EVI154"}
    assert found(report, "EVI153").values["columns"] == "colour"


def test_a_last_line_without_end_is_noted(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv(ged_rows(2)).rstrip("\n"))
    assert ids(report.findings) == {"EVI160"}


def test_lines_are_told_rightly_below_line_breaks_inside_cells_and_blank_lines(tmp_path: Path) -> None:
    rows = [ged_row(1, side_b="UPC\nand\nothers"), ged_row(2), ged_row(3, low="9")]
    text = as_csv(rows).replace("\n2,", "\n\n2,", 1)
    assert found(bring_in(tmp_path, text), "EVI130").place.line == 7


def test_a_byte_order_mark_blanks_capitals_and_crlf_change_nothing(tmp_path: Path) -> None:
    plain = rows_of(bring_in(tmp_path, as_csv(ged_rows(3))))
    lines = as_csv(ged_rows(3)).splitlines()
    lines[0] = ",".join(f" {name.upper()} " for name in lines[0].split(","))
    report = bring_in(tmp_path, b"\xef\xbb\xbf" + "\r\n".join([*lines, ""]).encode(), release="23.1 again")
    again = [row | {"release": "23.1", "published_on": plain[0]["published_on"]} for row in rows_of(report)]
    assert again == plain


def test_numbers_with_a_point_or_blanks_are_the_same_numbers(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv([ged_row(best="3.0", low=" 3 ", high="4.")]))
    assert found(report, "EVI158").values["n"] == 3
    assert (rows_of(report)[0]["fatalities_best"], rows_of(report)[0]["fatalities_low"]) == (3, 3)


def test_a_file_of_another_source_than_named_is_refused(tmp_path: Path) -> None:
    report = bring_in(tmp_path, as_csv([acled_row()]), source="ucdp-ged")
    assert "acled" in found(report, "EVI108").message


def test_two_digit_years_must_agree_with_the_year_column(tmp_path: Path) -> None:
    rows = [acled_row(n) for n in range(1, 201)]
    rows.append(acled_row(201, event_date="5-Apr-99", year="2020"))
    report = bring_in(tmp_path, as_csv(rows), "export.csv")
    assert found(report, "EVI124").place.line == 202


def test_words_outside_the_codebook_are_kept_and_told(tmp_path: Path) -> None:
    report = bring_in(
        tmp_path, as_csv([acled_row(sub_event_type="Skirmish", interaction="21")]), "export.csv"
    )
    assert {"EVI142", "EVI162"} <= ids(report.findings)


def damaged_parquet(path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(ged_rows(3)), path)
    path.write_bytes(path.read_bytes()[:-30])


def damaged_workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["id", "best"])
    book.save(path)
    path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize("make", [damaged_parquet, damaged_workbook])
def test_damaged_parquet_and_workbooks_are_refused(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "events")
    report = bring_in_file(tmp_path / "events", tmp_path / "w")
    assert ids(report.findings) == {"EVI102"}
    assert not (tmp_path / "w").exists()


def test_every_fault_of_import_has_a_test_or_is_met_by_a_published_file() -> None:
    from bluehelm.evidence.import_faults import IMPORT_FAULTS

    told = Path(__file__).read_text(encoding="utf-8")
    told += (Path(__file__).parent / "test_evidence_import.py").read_text(encoding="utf-8")
    assert [fault.id for fault in IMPORT_FAULTS if fault.id not in told] == []
