"""Small files of evidence in the owners' layouts, made up for tests, and the store seen from outside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bluehelm.evidence.import_release import ImportAsked, import_release
from bluehelm.evidence.import_report import ImportReport
from bluehelm.evidence.sources.acled.acled_layouts import LAYOUTS as ACLED_LAYOUTS
from bluehelm.evidence.sources.ucdp_ged.ged_layouts import COLUMNS_C
from bluehelm.foundation.findings import Finding

IMPORT_DAY = date(2026, 11, 25)
BANGUI = {
    "latitude": "4.3600",
    "longitude": "18.5500",
    "country": "Central African Republic",
    "country_id": "482",
}
ACLED_COLUMNS = tuple(name for name in ACLED_LAYOUTS[2].columns)


def ged_row(number: object = 1, /, **cells: object) -> dict[str, str]:
    """A plain event of GED in Bangui; cells change it."""
    row = dict.fromkeys(COLUMNS_C, "") | BANGUI
    row |= {
        "id": str(number), "year": "2017", "code_status": "Clear", "type_of_violence": "1",
        "side_a": "Government of Central African Republic", "side_b": "UPC", "where_prec": "1",
        "where_coordinates": "Bangui town", "adm_1": "Bangui", "priogrid_gid": "135758",
        "event_clarity": "1", "date_prec": "1", "date_start": "2017-07-31", "date_end": "2017-07-31",
        "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "0", "deaths_unknown": "0",
        "best": "3", "high": "4", "low": "3",
    }  # fmt: skip
    return row | {name: str(value) for name, value in cells.items()}


def ged_rows(n: int, **cells: object) -> list[dict[str, str]]:
    """Plain events, numbered."""
    return [ged_row(number, **cells) for number in range(1, n + 1)]


def acled_row(number: object = 1, /, **cells: object) -> dict[str, str]:
    """An invented event in the layout of ACLED; the identifiers are of the invented country Exemplia."""
    row = dict.fromkeys(ACLED_COLUMNS, "")
    row |= {
        "data_id": str(number), "iso": "999", "iso3": "XEX", "event_id_cnty": f"XEX{number}",
        "event_date": "05 April 2020", "year": "2020", "time_precision": "1", "event_type": "Battles",
        "sub_event_type": "Armed clash", "actor1": "Military Forces of Exemplia (2000-)", "inter1": "1",
        "actor2": "Invented Rebels", "inter2": "2", "interaction": "12", "country": "Exemplia",
        "admin1": "North", "location": "Exempletown", "latitude": "0.2500", "longitude": "0.2500",
        "geo_precision": "1", "fatalities": "3",
    }  # fmt: skip
    return row | {name: str(value) for name, value in cells.items()}


def as_csv(rows: Sequence[Mapping[str, str]], separator: str = ",") -> str:
    """Rows as CSV with their names in the first line."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), delimiter=separator, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def bring_in(
    folder: Path, content: str | bytes, name: str = "GEDEvent_v23_1.csv", **asked: Any
) -> ImportReport:
    """Writes a file and imports it into the workspace `folder / "w"`."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return bring_in_file(path, folder / "w", **asked)


def bring_in_file(path: Path, workspace: Path, **asked: Any) -> ImportReport:
    """Imports a file as on the day of the import."""
    return import_release(ImportAsked(path, workspace, **({"imported_on": IMPORT_DAY} | asked)))


def rows_of(report: ImportReport) -> list[dict[str, Any]]:
    """What the store holds of a release."""
    assert report.folder is not None, [finding.message for finding in report.findings]
    rows: list[dict[str, Any]] = pq.read_table(report.folder / "part-00000.parquet").to_pylist()
    return rows


def found(report: ImportReport, check: str) -> Finding:
    """The one finding of a rule."""
    met = [finding for finding in report.findings if finding.check == check]
    assert len(met) == 1, [(one.check, one.message) for one in report.findings]
    return met[0]


def ids(findings: Iterable[Finding]) -> set[str]:
    """The rules that findings are of."""
    return {finding.check for finding in findings}


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content; nothing where there is no folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
