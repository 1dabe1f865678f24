"""Resolutions read: against the structured set, from every format, and out again as Akoma Ntoso."""

from __future__ import annotations

import json
import textwrap
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.mandate.akoma_ntoso import akoma_ntoso
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from made_documents import (
    HEAD,
    PREAMBLE,
    pdf_file,
    text_file,
    word_file,
    word_file_with_automatic_numbers,
)
from measure_mandate_reading import (
    TYPED_WITH_ITS_ANNEXES,
    Data,
    FactScore,
    Score,
    fact_score,
    read_data,
    score_of,
    texts_of,
    truth_of,
)
from shared_data import shared, structured_resolutions, structured_text

EVERY = 5
"""One resolution in so many is read by the suite; the benchmark reads all of them."""
IN_ALL_FORMATS = (1925, 2149, 2211, 2659, 2690)


@lru_cache(maxsize=1)
def data() -> Data:
    shared("data/mandates/structured/structured.jsonl.gz")
    return read_data(shared("data/mandates"))


@pytest.mark.parametrize("source, least_points", [("raw", 0.95), ("structured", 0.95)])
def test_paragraphs_and_points_are_found_as_the_secretariat_split_them(
    source: str, least_points: float
) -> None:
    whole = Score()
    for place, (number, text) in enumerate(texts_of(data(), source)):
        if place % EVERY == 0:
            resolution, _ = read_resolution(text)
            assert resolution is not None, number
            whole.add(score_of(resolution, truth_of(data().structured[number])))
    assert whole.numbered > 300
    assert whole.numbered_share >= 0.98
    assert whole.numbered_invented == 0
    assert whole.points_share >= least_points
    assert whole.points_invented <= 0.03 * whole.points


def test_ceilings_ends_and_reports_are_read_as_in_the_table_of_facts() -> None:
    whole = FactScore()
    for number, rows in data().facts.items():
        held = {**data().raw.get(number, {}), **data().structured.get(number, {})}
        text = structured_text(number) if number in data().structured else held["text"]
        adopted_on = date.fromisoformat(held["date"]) if held["date"] else None
        resolution, _ = read_resolution(text, adopted_on=adopted_on)
        assert resolution is not None
        score = fact_score(resolution, rows)
        whole.facts, whole.right = whole.facts + score.facts, whole.right + score.right
        whole.invented += score.invented
    assert whole.share >= 0.95
    assert whole.invented <= 10


@lru_cache(maxsize=1)
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared("data/mandates/akn/akomantoso30.xsd"))))


def test_what_is_written_as_akoma_ntoso_is_valid_by_the_standard() -> None:
    numbers = [*[*structured_resolutions()][:: 2 * EVERY], TYPED_WITH_ITS_ANNEXES, 2690, 2765]
    for number in numbers:
        resolution, _ = read_resolution(structured_text(number))
        assert resolution is not None
        document = etree.fromstring(akoma_ntoso(resolution).encode("utf-8"))
        assert schema().validate(document), f"{number}: {schema().error_log.last_error}"


def test_akoma_ntoso_holds_every_paragraph_under_its_id_once(tmp_path: Path) -> None:
    resolution, _ = read_resolution(text_file(tmp_path))
    assert resolution is not None
    document = etree.fromstring(akoma_ntoso(resolution).encode("utf-8"))
    ids = document.xpath("//@eId")
    assert len(ids) == len(set(ids))
    assert {one.id for one in resolution.operative} <= set(ids)
    assert set(document.xpath("//*[local-name()='ref']/@href")) == {
        "/akn/un/statement/deliberation/sc/2030/res-8990"
    }


@pytest.mark.parametrize("number", IN_ALL_FORMATS)
@pytest.mark.parametrize("make", [word_file, pdf_file], ids=["Word", "PDF"])
def test_a_real_text_has_the_same_structure_in_every_format(
    make: object, number: int, tmp_path: Path
) -> None:
    lines = structured_text(number).split("\n")
    plain, _ = read_resolution(text_file(tmp_path, lines, name="plain.txt"))
    other, found = read_resolution(make(tmp_path, lines))  # type: ignore[operator]
    assert other is not None, [one.message for one in found]
    assert plain is not None
    assert [one.id for one in other.operative] == [one.id for one in plain.operative]
    assert _letters(other) == _letters(plain)
    assert other.ceilings == plain.ceilings
    assert other.expires_on == plain.expires_on


def _letters(resolution: Resolution) -> list[str]:
    return ["".join(filter(str.isalnum, one.text)) for one in resolution.operative]


@pytest.mark.parametrize("number", [21, 745, 1291, 1509, 1636, 1674, 1756, 2098, 2149, 2227])
def test_texts_as_they_are_found_are_read_like_the_mended_ones(number: int) -> None:
    folder = shared("data/mandates/resolutions/raw_samples")
    path = next(folder.glob(f"S-RES-{number}(*"))
    found, _ = read_resolution(path)
    mended, _ = read_resolution(data().raw[number]["text"])
    assert found is not None
    assert mended is not None
    assert found.symbol.startswith(f"S/RES/{number} (")
    as_mended = {one.id for one in mended.operative}
    assert len(as_mended & {one.id for one in found.operative}) >= 0.97 * len(as_mended)


def test_numbers_that_word_prints_by_itself_are_read(tmp_path: Path) -> None:
    resolution, found = read_resolution(word_file_with_automatic_numbers(tmp_path))
    assert found == []
    assert resolution is not None
    assert [(one.id, one.verbs) for one in resolution.operative] == [
        ("para_1", ("decides",)),
        ("para_2", ("decides",)),
    ]


def read(*operative: str, head: tuple[str, ...] = (*HEAD, *PREAMBLE)) -> Resolution:
    resolution, _ = read_resolution("\n".join([*head, *operative]))
    assert resolution is not None
    return resolution


def test_i_after_h_is_a_letter_and_before_ii_a_roman() -> None:
    letters = [f"({one}) To do thing {one};" for one in "abcdefghij"]
    assert [one.id for one in read("1. Decides the tasks:", *letters).operative][-2:] == [
        "para_1__point_i",
        "para_1__point_j",
    ]
    romans = ["(i) To do this;", "(ii) To do that;"]
    assert [one.id for one in read("1. Decides the tasks:", *letters[:8], *romans).operative][-2:] == [
        "para_1__point_h__point_i",
        "para_1__point_h__point_ii",
    ]


def test_letters_run_on_under_a_new_title() -> None:
    points = ["(i) Protection", "(a) To guard;", "(b) To patrol;", "(ii) Support", "(c) To help;"]
    assert [one.id for one in read("1. Decides the tasks:", *points).operative][
        -1
    ] == "para_1__point_ii__point_c"


def test_every_operative_verb_of_a_paragraph_is_found() -> None:
    one = read("1. Welcomes the report, requests the mission to act, and further urges all parties to talk;")
    assert one.operative[0].verbs == ("welcomes", "requests", "urges")


@pytest.mark.parametrize(
    "preamble, operative, acting, recalled",
    [
        ("Acting under Chapter VII of the Charter of the United Nations,", "1. Decides;", ("all",), False),
        ("Recalling the measures adopted under Chapter VII of the Charter,", "1. Decides;", (), True),
        (
            "Noting the report,",
            "1. Acting under Chapter VII of the Charter, authorizes the mission to act;",
            ("para_1",),
            False,
        ),
        ("Noting the report,", "1. Decides;", (), False),
    ],
)
def test_chapter_seven_is_invoked_for_the_whole_for_a_paragraph_or_only_recalled(
    preamble: str, operative: str, acting: tuple[str, ...], recalled: bool
) -> None:
    one = read(operative, head=("The Security Council,", preamble))
    assert (one.chapter_vii, one.chapter_vii_recalled) == (acting, recalled)


def test_chapter_seven_invoked_in_a_second_part_governs_that_part_only() -> None:
    one = read(
        "A",
        "1. Decides to extend the mission;",
        "B",
        "Acting under Chapter VII of the Charter of the United Nations,",
        "2. Decides that all States shall stop the sale of arms.",
        head=("The Security Council,", "Noting the report,"),
    )
    assert one.chapter_vii == ("para_2",)
    assert one.operative[0].text.endswith("the mission;")
    assert len(one.preambular) == 2


def test_a_term_in_months_is_counted_from_the_day_the_text_names_else_from_adoption() -> None:
    named = read("1. Decides to extend the mandate of UNATL for six months from 1 July 2031;")
    assert (named.expires_on, named.expires_stated) == (date(2032, 1, 1), False)
    adopted = read("1. Decides to extend the mandate of UNATL for a period of twelve months;")
    assert adopted.expires_on == date(2032, 3, 15)


def test_the_end_of_a_panel_is_not_the_end_of_the_mandate() -> None:
    one = read("1. Decides to extend the mandate of the Panel of Experts until 31 July 2031;")
    assert one.expires_on is None


def test_words_that_look_like_page_furniture_stay_in_the_sentence() -> None:
    broken = [
        "Recalling its previous decisions on the matter and the report of the Secretary-General on it,",
        "1. Requests the mission to support the authorities of the country in their efforts to",
        "distribute such aid as was promised to the people in the east of the country by the",
        "Security Council",
        "in its decision of last year and to tell it how much of that aid has arrived so far, and",
        "Original plans are to be kept in the archives of the mission and shown to whoever asks",
        "for them in the course of the year that begins on the day of this resolution;",
        "2. Decides to remain seized of the matter.",
    ]
    one = read(*broken, head=(*HEAD, "The Security Council,"))
    assert "efforts to distribute such aid" in one.operative[0].text
    assert "by the Security Council in its decision" in one.operative[0].text
    assert one.operative[0].text.endswith("of this resolution;")


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["without blank lines", "with blank lines"])
def test_lines_broken_at_the_width_of_a_page_are_put_together_again(between: str) -> None:
    whole = right = 0
    for number in [*structured_resolutions()][:: 2 * EVERY]:
        text = structured_text(number)
        plain, _ = read_resolution(text)
        broken, _ = read_resolution(between.join(textwrap.fill(one, 78) for one in text.split("\n")))
        assert plain is not None
        assert broken is not None
        letters = dict(zip([one.id for one in broken.operative], _letters(broken), strict=True))
        whole += len(plain.operative)
        right += sum(
            letters.get(one.id) == own for one, own in zip(plain.operative, _letters(plain), strict=True)
        )
    assert right >= 0.985 * whole


def test_json_has_the_published_shape(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["mandate", "read", str(text_file(tmp_path)), "--format", "json"])
    shown = json.loads(done.stdout)
    assert (shown["symbol"], shown["year"], shown["expires_on"]) == ("S/RES/9001 (2031)", 2031, "2032-03-31")
    assert {"id", "kind", "marker", "level", "verbs", "text"} <= set(shown["paragraphs"][0])
    assert {one["kind"] for one in shown["paragraphs"]} == {"preambular", "operative"}
    assert {"category": "military", "strength": 4500}.items() <= shown["ceilings"][0].items()
    assert shown["citations"] == ["S/RES/8990 (2030)"]


@pytest.mark.parametrize("language, said", [("en", "runs until"), ("fr", "court jusqu'au")])
def test_the_terminal_shows_the_facts_and_an_outline_in_eighty_columns(
    language: str, said: str, tmp_path: Path
) -> None:
    command = ["mandate", "read", str(text_file(tmp_path)), "--language", language]
    done = CliRunner().invoke(app, command, env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert said in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "      (a)    Protection of civilians:" in done.stdout


def test_akoma_ntoso_of_several_texts_is_written_a_file_each(tmp_path: Path) -> None:
    texts = [text_file(tmp_path), text_file(tmp_path, [*HEAD, *PREAMBLE, "1. Decides to act."], name="b.txt")]
    texts[1].write_text(texts[1].read_text("utf-8").replace("9001", "9002"), encoding="utf-8")
    command = ["mandate", "read", *map(str, texts), "--format", "akn", "--out", str(tmp_path / "akn")]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert sorted(one.name for one in (tmp_path / "akn").iterdir()) == [
        "s-res-9001-2031.xml",
        "s-res-9002-2031.xml",
    ]
