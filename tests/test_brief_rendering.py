"""A page in the terminal, on the web, as PDF and as JSON: whole, safe, and the same everywhere."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from rich.console import Console

from bluehelm.desk.brief_mission import brief_mission
from bluehelm.desk.open_workspace import Workspace
from bluehelm.desk.page_files import write_page
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.pages import (
    BarChart,
    CellMap,
    Column,
    Decisions,
    Numbers,
    Page,
    Paragraph,
    Point,
    Section,
    SeriesChart,
    Table,
)
from bluehelm.foundation.phrases import InBoth, Quantity, phrase
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.show_in_terminal import show_page
from bluehelm.review.write_html import page_as_html
from bluehelm.review.write_pdf import page_as_pdf
from sample_page import HOSTILE, hostile_page, sample_page

EXAMPLE = Path(__file__).parent.parent / "example"
LANGUAGES = ("en", "fr")
BOTH_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)
SHOWN_HOSTILE = HOSTILE.replace("\u202e", "?").replace("\x1b", "?")


def in_terminal(page: Page, language: str, *, width: int = 80, colour: bool = False) -> str:
    written = io.StringIO()
    console = Console(file=written, width=width, force_terminal=colour, markup=False, highlight=False)
    show_page(page, language, console)
    return written.getvalue()


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pdf(language: str) -> PdfReader:
    return PdfReader(io.BytesIO(page_as_pdf(sample_page(), language)))


class Reader(HTMLParser):
    """What a browser would find: elements with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "link", "img"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@BOTH_LANGUAGES
@pytest.mark.parametrize("page", [sample_page(), hostile_page()], ids=["sample", "hostile"])
def test_no_line_in_the_terminal_is_longer_than_80_signs(page: Page, language: str) -> None:
    assert max(map(len, in_terminal(page, language).splitlines())) <= 80


@BOTH_LANGUAGES
def test_a_piped_page_has_no_control_codes(language: str) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", in_terminal(hostile_page(), language))


def test_a_terminal_page_without_colour_says_all_that_one_with_colour_says() -> None:
    coloured = in_terminal(sample_page(), "en", colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).split() == in_terminal(sample_page(), "en").split()


def test_references_of_figures_stand_beside_their_numbers_in_every_format() -> None:
    reference = "figure/cash-days"
    assert reference in in_terminal(sample_page(), "en")
    assert reference in page_as_html(sample_page(), "en")
    assert reference in json.dumps(page_as_json(sample_page(), "en"))
    assert reference in _text(PdfReader(io.BytesIO(page_as_pdf(sample_page(), "en"))))


def test_a_table_too_wide_for_the_terminal_loses_no_column() -> None:
    words = [f"incomprehensibility{place}" for place in range(8)]
    columns = tuple(Column(phrase(word), numeric=place > 0) for place, word in enumerate(words))
    wide = _page(Table(phrase("wide"), columns, (tuple(Quantity(10**6 + n, "people") for n in range(8)),)))
    assert max(map(len, in_terminal(wide, "en").splitlines())) <= 80
    assert in_terminal(wide, "en").count("1,000") >= 8


def _page(block: Table | Paragraph) -> Page:
    section = Section(phrase("Part"), (block,), "part")
    return Page(phrase("Title"), phrase("Subtitle"), date(2026, 2, 28), None, (section,))


def test_the_web_page_is_well_formed_and_says_its_language(language: str) -> None:
    read = Reader(page_as_html(sample_page(), language))
    assert read.faults == []
    assert read.open == []
    assert read.named("html")[0]["lang"] == language


@pytest.mark.parametrize("page", [sample_page(), hostile_page()], ids=["sample", "hostile"])
def test_the_web_page_loads_nothing_and_runs_nothing(page: Page) -> None:
    text = page_as_html(page, "en")
    read = Reader(text)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & {
        name for name, _ in read.elements
    }
    for _, attributes in read.elements:
        assert not any(name.startswith("on") or name in {"src", "srcset", "action"} for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
        assert (attributes.get("xlink:href") or "#").startswith("#")
    style = text[text.index("<style>") : text.index("</style>")]
    assert "@import" not in style
    assert "url(" not in style
    assert re.findall(r"url\((?!#)", text) == []


def test_the_web_page_has_headings_in_order_and_headers_with_scope(language: str) -> None:
    read = Reader(page_as_html(sample_page(), language))
    levels = [int(name[1]) for name, _ in read.elements if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert all(header.get("scope") in {"col", "row"} for header in read.named("th"))


def test_every_chart_of_the_web_page_has_a_caption_and_its_numbers(language: str) -> None:
    read = Reader(page_as_html(sample_page(), language))
    n_charts = len(read.named("figure"))
    assert n_charts == 4
    assert len(read.named("figcaption")) == len(read.named("details")) == n_charts


def test_no_name_stands_twice_in_the_web_page() -> None:
    names = [one["id"] for _, one in Reader(page_as_html(sample_page(), "en")).elements if one.get("id")]
    assert len(names) == len(set(names))


def test_a_text_that_only_exists_in_english_is_marked_so_on_a_french_page() -> None:
    page = _page(Paragraph(phrase("{what}: {value}", what=InBoth("gap <b>"), value=InBoth("age", "âge"))))
    assert '<p class="plain"><span lang="en">Gap &lt;b&gt;</span>\u00a0: âge</p>' in page_as_html(page, "fr")
    assert '<p class="plain">Gap &lt;b&gt;: age</p>' in page_as_html(page, "en")


def test_hostile_text_stays_text_in_the_web_page(language: str) -> None:
    read = Reader(page_as_html(hostile_page(), language))
    assert read.faults == []
    assert SHOWN_HOSTILE in "".join(read.text)
    assert read.named("b") == []


def test_hostile_text_stays_text_in_the_pdf(language: str) -> None:
    read = PdfReader(io.BytesIO(page_as_pdf(hostile_page(), language)))
    assert "".join(SHOWN_HOSTILE.split()) in "".join(_text(read).split())
    assert _title(read) == SHOWN_HOSTILE


def test_signs_that_no_font_has_do_not_stop_the_pdf() -> None:
    page = _page(Paragraph(phrase("{text}", text="Bangui 中文 😀 عربي é")))
    said = _text(PdfReader(io.BytesIO(page_as_pdf(page, "en"))))
    assert "Bangui" in said
    assert "é" in said


def test_the_pdf_is_tagged_and_has_title_and_language(pdf: PdfReader, language: str) -> None:
    catalogue: Any = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == language
    assert "pdfuaid" in catalogue["/Metadata"].get_object().get_data().decode("utf-8")
    assert _title(pdf) == "MINUSCA: quarterly brief"


def test_the_pdf_says_the_numbers_in_its_language(pdf: PdfReader, language: str) -> None:
    said = _text(pdf).replace("\u00a0", " ")
    assert ("$93.8 m" if language == "en" else "93,8 M$") in said
    assert ("unknown" if language == "en" else "inconnu") in said


def test_the_sample_fits_two_sheets(pdf: PdfReader) -> None:
    assert len(pdf.pages) == 2


def test_the_same_page_makes_the_same_pdf() -> None:
    assert page_as_pdf(sample_page(), "en") == page_as_pdf(sample_page(), "en")


def _title(pdf: PdfReader) -> str | None:
    return pdf.metadata.title if pdf.metadata else None


def _text(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def test_the_json_keeps_exact_values_beside_the_words() -> None:
    said = json.loads(json.dumps(page_as_json(sample_page(), "fr")))
    money = next(one for one in said["sections"] if one["name"] == "money")
    owed, unknown = money["blocks"][0]["numbers"][1], money["blocks"][0]["numbers"][3]
    assert (owed["value"], owed["unit"], owed["text"]) == ("93800000", "USD", "93,8\u00a0M$")
    assert unknown["value"] is None
    assert unknown["known"] is False


def test_a_brief_is_written_as_web_page_and_pdf_named_for_mission_day_and_language(tmp_path: Path) -> None:
    written = write_page(sample_page(), tmp_path / "briefs", "fr", "minusca")
    assert [path.name for path in written] == ["minusca-2026-02-28.fr.html", "minusca-2026-02-28.fr.pdf"]
    assert sorted(tmp_path.joinpath("briefs").iterdir()) == list(written)
    assert written[1].read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_made_is_refused_in_plain_words(tmp_path: Path) -> None:
    tmp_path.joinpath("taken").write_text("a file", encoding="utf-8")
    with pytest.raises(CannotWrite, match="cannot be written"):
        write_page(sample_page(), tmp_path / "taken", "en", "minusca")


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine to open the page with")
def test_a_real_browser_shows_and_prints_the_page_without_a_request(tmp_path: Path) -> None:
    (page, _) = write_page(sample_page(), tmp_path, "en", "minusca")
    log, printed = tmp_path / "requests.json", tmp_path / "printed.pdf"
    assert CHROMIUM is not None
    subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", f"--user-data-dir={tmp_path / 'profile'}",
            f"--log-net-log={log}", "--no-pdf-header-footer", f"--print-to-pdf={printed}", page.as_uri(),
        ],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert "MINUSCA: quarterly brief" in _text(PdfReader(printed))
    asked = set(re.findall(r'"url":\s*"((?:https?|ftp|wss?)://[^"]+)"', log.read_text(encoding="utf-8")))
    assert {one for one in asked if not _of_the_browser_itself(one)} == set()


def _of_the_browser_itself(address: str) -> bool:
    return bool(
        re.match(r"https?://([\w.-]+\.)?(google|googleapis|gvt1|gstatic|chromium)\.(com|org)/", address)
    )


def test_blocks_with_nothing_in_them_are_shown_in_every_format(language: str) -> None:
    text = phrase("{text}", text="empty")
    blocks = (
        Decisions(()),
        Numbers(()),
        Table(text, (Column(text), Column(text, numeric=True)), ()),
        BarChart(text, (), "USD"),
        BarChart(text, (), "USD", stacked=True),
        SeriesChart(text, (), "people"),
        SeriesChart(text, (Point(date(2026, 1, 1), None),), "people"),
        CellMap(text, (), (), "people", text, text),
    )
    empty = replace(sample_page(), sections=(Section(text, blocks, "empty"),))
    assert "Empty" in in_terminal(empty, language)
    assert Reader(page_as_html(empty, language)).faults == []
    assert page_as_pdf(empty, language).startswith(b"%PDF")


def test_the_real_brief_is_shown_whole_in_every_format(language: str, tmp_path: Path) -> None:
    opened = Workspace(EXAMPLE).open(EXAMPLE / "missions" / "minusca")
    brief = brief_mission(opened, as_of=date(2026, 2, 28))
    assert max(map(len, in_terminal(brief, language).splitlines())) <= 80
    web_page, pdf = write_page(brief, tmp_path, language, "minusca")
    headings = [one["heading"] for one in page_as_json(brief, language)["sections"]]
    on_the_web = " ".join("".join(Reader(web_page.read_text(encoding="utf-8")).text).split())
    on_paper = " ".join(_text(PdfReader(pdf)).split())
    for heading in headings:
        assert " ".join(heading.split()) in on_the_web
        assert " ".join(heading.split()) in on_paper


def test_what_is_read_first_takes_two_sheets_and_the_annex_begins_on_the_third(language: str) -> None:
    opened = Workspace(EXAMPLE).open(EXAMPLE / "missions" / "minusca")
    brief = brief_mission(opened, as_of=date(2026, 2, 28))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(page_as_pdf(brief, language))).pages]
    annex = "Annex" if language == "en" else "Annexe"
    assert [place for place, text in enumerate(pages, start=1) if annex in text.splitlines()] == [3]
    levels = [
        name for name, _ in Reader(page_as_html(brief, language)).elements if re.fullmatch(r"h\d", name)
    ]
    assert levels.count("h3") == sum(one.annex for one in brief.sections)
    assert "h2" not in levels[levels.index("h3") :]


@BOTH_LANGUAGES
def test_no_signs_of_markup_stand_in_the_brief(language: str) -> None:
    opened = Workspace(EXAMPLE).open(EXAMPLE / "missions" / "minusca")
    brief = brief_mission(opened, as_of=date(2026, 2, 28))
    assert "`" not in json.dumps(page_as_json(brief, language))
