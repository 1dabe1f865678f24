"""Two resolutions side by side for people: in 80 columns, to print, in French, and with what rests on it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from rich.console import Console

from bad_dossier import AS_OF, CAST
from bluehelm.cli.compare_mandates_command import run_compare
from bluehelm.desk.compare_mandates import ComparedMandates, compared
from bluehelm.desk.open_workspace import open_mission
from bluehelm.foundation.languages import untranslated
from bluehelm.mandate.cited_paragraphs import addresses_cited
from bluehelm.mandate.resolution import Ceiling, Paragraph, Resolution
from bluehelm.review.mandate_comparison_as_json import comparison_as_json
from bluehelm.review.show_in_terminal import show_page
from bluehelm.review.write_html import page_as_html
from bluehelm.review.write_pdf import page_as_pdf
from test_renewals import EXTENDS, LISTS, PATROLS, TALKS, resolution

LEAD = "Decides that the mandate of UNMISAR shall include the following tasks:"
WATCH = "To monitor the ceasefire in both sectors, and to report every breach of it to the Council;"
PROTECT = "To protect civilians under threat of physical violence, where its units are deployed;"


def mandate(
    number: int, list_at: int, *points: str, lead: str = LEAD, others: tuple[str, ...] = ()
) -> Resolution:
    """A mandate of our own whose list of tasks stands in paragraph `list_at`."""
    home = f"para_{list_at}"
    paragraphs = [
        Paragraph(f"para_{n}", "operative", str(n), 0, (), text) for n, text in enumerate(others, 1)
    ]
    paragraphs.append(Paragraph(home, "operative", str(list_at), 0, (), lead))
    for letter, text in zip("abcdef", points, strict=False):
        paragraphs.append(Paragraph(f"{home}__point_{letter}", "operative", f"({letter})", 1, (), text, home))
    return Resolution(
        f"S/RES/{number} ({2024 if number == 9001 else 2025})", 2024, "", tuple(paragraphs), n_words=900,
        ceilings=(Ceiling("military personnel", 2600 - 200 * (number == 9002), f"para_{list_at}"),),
        expires_on=date(2026, 11, 14), expiry_paragraph=home,
    )  # fmt: skip


@pytest.fixture
def renewal() -> ComparedMandates:
    """The first mandate of the cast against its renewal: one task weaker, one gone."""
    seen = open_mission("missions/unmisar", CAST).seen(AS_OF)
    before = mandate(9001, 7, WATCH, PROTECT, others=(EXTENDS, TALKS))
    after = mandate(
        9002, 9, WATCH.replace("every breach", "any grave breach"), others=(TALKS, EXTENDS, PATROLS)
    )
    return compared(before, after, seen)


def in_terminal(made: ComparedMandates, language: str = "en") -> str:
    written = io.StringIO()
    show_page(made.page(AS_OF), language, Console(file=written, width=80, markup=False, highlight=False))
    return written.getvalue()


def test_a_changed_paragraph_names_the_tasks_that_rest_on_it(renewal: ComparedMandates) -> None:
    assert renewal.resting is not None
    tasks = {place: [one.reference for one in found] for place, found in renewal.resting.items()}
    assert tasks["para_9__point_a"] == ["task/monitor-ceasefire"]
    assert tasks["para_7__point_b"] == ["task/protect-civilians"]
    assert all(one.n_items > 0 for one in renewal.resting["para_9__point_a"])


def test_a_changed_lead_in_touches_every_task_below_it() -> None:
    seen = open_mission("missions/unmisar", CAST).seen(AS_OF)
    softer = LEAD.replace("Decides that", "Encourages that")
    made = compared(mandate(9001, 7, WATCH, PROTECT), mandate(9002, 9, WATCH, PROTECT, lead=softer), seen)
    assert made.resting is not None
    touched = {one.reference for one in made.resting["para_9"]}
    assert touched == {"task/monitor-ceasefire", "task/protect-civilians"}
    assert "weaker" in in_terminal(made)


def test_without_a_dossier_nothing_is_said_of_what_rests() -> None:
    made = compared(resolution(EXTENDS), resolution(EXTENDS, PATROLS))
    assert made.resting is None
    assert "rests" not in in_terminal(made)
    assert made.comparison is not None
    assert comparison_as_json(made.comparison, None)["paragraphs"][0]["rests"] is None


def test_the_terminal_keeps_to_80_columns_and_marks_words_without_colour(renewal: ComparedMandates) -> None:
    shown = in_terminal(renewal)
    assert max(map(len, shown.splitlines())) <= 80
    assert "[-every-] {+any grave+}" in " ".join(shown.split())
    assert "task/protect-civilians" in shown
    assert "2,400" in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_web_page_and_the_pdf_hold_both_versions_of_every_text(
    renewal: ComparedMandates, language: str
) -> None:
    page = renewal.page(AS_OF)
    web = page_as_html(page, language)
    assert "<del>every</del>" in web
    assert "<ins>any grave</ins>" in web
    assert "http" not in web.replace("http-equiv", "")
    pages = PdfReader(io.BytesIO(page_as_pdf(page, language))).pages
    printed = " ".join(" ".join(one.extract_text().split()) for one in pages)
    assert "any grave" in printed
    assert "physical violence" in printed


def test_everything_of_the_page_is_said_in_french(renewal: ComparedMandates) -> None:
    assert untranslated(renewal.page(AS_OF), "fr") == []
    assert "Ce qui dépend de ce qui a changé" in in_terminal(renewal, "fr")


def test_json_says_what_became_of_every_paragraph(renewal: ComparedMandates) -> None:
    assert renewal.comparison is not None
    told = comparison_as_json(renewal.comparison, renewal.resting)
    assert sum(told["counts"][one] for one in ("kept", "reworded", "added", "dropped")) == len(
        told["paragraphs"]
    )
    dropped = [one for one in told["paragraphs"] if one["change"] == "dropped"]
    assert [one["before"]["id"] for one in dropped] == ["para_7__point_b"]
    assert dropped[0]["rests"][0]["task"] == "task/protect-civilians"


def test_a_hostile_text_steers_neither_page_nor_terminal() -> None:
    evil = "<script>alert(1)</script> #import [red] $x$ \x1b[31m to guard the bridges of Karo by night;"
    made = compared(resolution(LISTS, evil), resolution(LISTS, evil.replace("guard", "watch")))
    assert "<script>" not in page_as_html(made.page(AS_OF), "en")
    assert "\x1b" not in in_terminal(made)
    assert page_as_pdf(made.page(AS_OF), "en").startswith(b"%PDF")


def test_a_roll_over_is_no_reference_and_the_page_says_so() -> None:
    made = compared(resolution(EXTENDS), resolution(EXTENDS, PATROLS))
    assert "roll-over" in in_terminal(made)


def test_a_page_without_a_day_of_adoption_is_dated_today(renewal: ComparedMandates) -> None:
    assert renewal.comparison is not None
    dated = replace(
        renewal.comparison, after=replace(renewal.comparison.after, adopted_on=date(2025, 11, 13))
    )
    assert renewal.page(AS_OF).as_of == AS_OF
    assert replace(renewal, comparison=dated).page(AS_OF).as_of == date(2025, 11, 13)


@pytest.mark.parametrize(
    "cited, addresses",
    [
        ("", ()),
        ("Annex", ()),
        ("38 (a) to (c)", (("38", "a"), ("38", "b"), ("38", "c"))),
        ("38 (c)(i)–(iii)", (("38", "c", "i"), ("38", "c", "ii"), ("38", "c", "iii"))),
        ("36 (c)(iii), (iv)", (("36", "c", "iii"), ("36", "c", "iv"))),
        ("paras. 3 and 5", (("3",), ("5",))),
    ],
)
def test_paragraphs_are_read_as_people_cite_them(cited: str, addresses: tuple[tuple[str, ...], ...]) -> None:
    assert addresses_cited(cited) == addresses


def test_files_that_cannot_be_read_end_with_a_finding_and_no_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("bluehelm.mandate.read_resolution")
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    code = run_compare(empty, empty, None, "text", "en", tmp_path / "out", as_of=None, today=AS_OF)
    assert code == 1
    assert "MRD" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
