"""The worked examples of the manual, and the dossier that ships, say what the tool says of the texts."""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache

import pytest

from bluehelm.desk.open_workspace import Workspace
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.mandate.corpus_facts import number_in
from bluehelm.mandate.mandate_focus import MandateFocus, measure_focus
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from shared_data import ROOT, shared

PAGE = ROOT / "docs" / "mandate-chains.md"
EXAMPLE = ROOT / "example"
ROWS = re.findall(r"^\| (\d{4}) \((\d{4})\) \|(.+)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
ORDER = {"none": "none", "order stated": "stated", "priority and other tasks": "some are priorities"}
SHARE = 0.01
"""Shares in the dossier have two decimals."""


@lru_cache(maxsize=1)
def texts() -> dict[str, Resolution]:
    """Resolutions by number: as split by the Secretariat, else the plain text."""
    found = {}
    for path, text_of in (("resolutions/resolutions", _plain), ("structured/structured", _joined)):
        with gzip.open(shared(f"data/mandates/{path}.jsonl.gz"), "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                if str(row["number"]) in {number for number, _, _ in ROWS}:
                    found[str(row["number"])] = _read(text_of(row))
    return found


def _plain(row: dict[str, str]) -> str:
    return row["text"]


def _joined(row: dict[str, object]) -> str:
    paragraphs: list[dict[str, str]] = row["paragraphs"]  # type: ignore[assignment]  # a list of rows
    body = (one for one in paragraphs if one["type"] not in {"title", "footer"})
    return "\n".join((str(row["symbol"]), *(f"{one['prefix'] or ''} {one['text']}".strip() for one in body)))


def _read(text: str) -> Resolution:
    resolution, findings = read_resolution(text)
    assert resolution is not None, findings
    return resolution


@lru_cache(maxsize=32)
def focus_of(number: str) -> MandateFocus:
    return measure_focus(texts()[number])


def test_both_chains_stand_in_the_page() -> None:
    numbers = [number for number, _, _ in ROWS]
    assert numbers[:5] == ["2149", "2217", "2659", "2709", "2759"]
    assert (numbers[5], numbers[-1], len(numbers)) == ("2098", "2765", 15)


@pytest.mark.parametrize("number, year, said", ROWS, ids=[number for number, _, _ in ROWS])
def test_a_row_says_what_the_tool_says(number: str, year: str, said: str) -> None:
    focus = focus_of(number)
    share = focus.conflict_management_share
    assert share is not None
    cells = [
        f"{focus.n_words:,}",
        str(focus.n_operative_paragraphs),
        str(len(focus.categories)),
        ORDER[focus.priority],
        f"{100 * share:.0f} %",
        str(focus.n_unclear),
        str(len(focus.offensive_unsaid)),
    ]
    assert [cell.strip() for cell in said.split("|")] == cells
    assert int(year) >= 2013


def measured_decisions() -> list[Mandate]:
    dossier = Workspace(EXAMPLE).open(EXAMPLE / "missions" / "minusca").reading.dossier
    return [one for one in dossier.mandates if one.share_on_conflict_management is not None]


@pytest.mark.parametrize("mandate", measured_decisions(), ids=lambda mandate: mandate.slug)
def test_the_example_holds_what_the_tool_measures(mandate: Mandate) -> None:
    focus = focus_of(number_in(mandate.decision))
    assert mandate.share_on_conflict_management is not None
    assert float(mandate.share_on_conflict_management) == pytest.approx(
        focus.conflict_management_share, abs=SHARE
    )
    assert mandate.n_tasks_unclear == focus.n_unclear
    assert mandate.n_operative_paragraphs == focus.n_operative_paragraphs
    assert mandate.sequencing_stated is bool(focus.sequencing_shown)


def test_five_decisions_of_the_example_are_measured() -> None:
    assert len(measured_decisions()) == 5
