"""What is said in English and in French, and what nobody has translated yet."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import bluehelm
from bluehelm.desk.brief_mission import brief_mission
from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.check_list import all_checks
from bluehelm.desk.open_workspace import Workspace
from bluehelm.dossier.texts_in_both import texts_in_both
from bluehelm.foundation.findings import Finding, Place, Severity
from bluehelm.foundation.languages import (
    TRANSLATIONS,
    catalogue,
    finding_in,
    known_language,
    say,
    untranslated,
)
from bluehelm.foundation.pages import Page
from bluehelm.foundation.periods import parse_period
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.page_labels import LABELS
from bluehelm.web.languages_of_people import language_of_code
from bluehelm.web.rooms_of_mission import ROOMS

EXAMPLE = Path(__file__).parent.parent / "example"
GAP = "\u00a0"


@pytest.fixture(scope="module")
def brief() -> Page:
    workspace = Workspace(EXAMPLE)
    opened = workspace.open(EXAMPLE / "missions" / "minusca")
    return brief_mission(opened, as_of=date(2026, 2, 28))


@pytest.mark.parametrize(
    "said, english, french",
    [
        (Quantity(Decimal("1174132000"), "USD"), "$1,174.1 m", f"1{GAP}174,1{GAP}M$"),
        (Quantity(Decimal(93846), "USD"), "$93,846", f"93{GAP}846{GAP}$"),
        (Quantity(Decimal("0.8272"), "share"), "82.7%", f"82,7{GAP}%"),
        (Quantity(14409, "people"), "14,409", f"14{GAP}409"),
        (Quantity(122, "days"), f"122{GAP}days", f"122{GAP}jours"),
        (Quantity(1, "days"), f"1{GAP}day", f"1{GAP}jour"),
        (Quantity(None, "USD"), "unknown", "inconnu"),
        (None, "unknown", "inconnu"),
        (date(2026, 2, 28), "28 February 2026", "28 février 2026"),
        (date(2026, 3, 1), "1 March 2026", "1er mars 2026"),
        (Decimal("2.50"), "2.5", "2,5"),
        (parse_period("FY2025/26-Q3"), "2025/26, Q3", "2025/26, T3"),
        (parse_period("2026-02"), "February 2026", "février 2026"),
        (InBoth("gap", "écart"), "gap", "écart"),
        (InBoth("gap"), "gap", "gap"),
    ],
)
def test_each_kind_of_value_has_one_plain_form_in_each_language(
    said: object, english: str, french: str
) -> None:
    assert say(said, "en") == english
    assert say(said, "fr") == french


def test_money_and_shares_are_spelt_out_inside_a_sentence() -> None:
    said = phrase("{cut} of {all}", cut=Quantity(Decimal("0.15"), "share"), all=Quantity(2_500_000, "USD"))
    assert say(said) == "15 per cent of $2.5 million"


def test_a_phrase_inside_a_phrase_is_said_in_the_same_language() -> None:
    said = phrase("{what}: {value}", what=phrase("{n} days left", n=1200), value=None)
    assert say(said, "fr") == f"1{GAP}200 jours restants{GAP}: inconnu"


def test_a_year_in_a_phrase_has_no_thousands_separator() -> None:
    assert say(phrase("in {year}, {n}", year=2026, n=2026)) == "in 2026, 2,026"


def test_what_has_no_translation_is_said_in_english() -> None:
    assert say(Phrase("nobody has translated this"), "fr") == "nobody has translated this"


def test_french_keeps_the_space_before_a_colon_on_the_line() -> None:
    assert all(" :" not in text and " ;" not in text for text in catalogue("fr").values())


def test_values_cannot_smuggle_in_another_value() -> None:
    assert say(phrase("{text}", text="{other}", other="s")) == "{other}"


def test_text_of_a_dossier_cannot_steer_a_terminal_or_turn_a_line_around() -> None:
    assert say("a\x1b[31mb\u202ec\x07") == "a?[31mb?c?"


def test_a_language_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="choose en or fr"):
        known_language("fra")


def test_a_finding_is_said_in_french_with_french_numbers_and_dates() -> None:
    found = Finding(
        "COU001",
        Severity.WARNING,
        Place("consultations.yaml", 3),
        "consultation/x",
        "Held on {on}, {n_days} days after {decision} was adopted ({adopted_on}): it counts as none.",
        values={"on": date(2025, 12, 1), "n_days": 1200, "decision": "S", "adopted_on": date(2025, 11, 13)},
    )
    said = finding_in(found, "fr").message
    assert said.startswith("Tenue le 1er décembre 2025, 1200 jours après l'adoption de S")
    assert finding_in(found, "en") is found


def test_every_translation_names_only_values_that_its_template_has() -> None:
    wrong: list[object] = []
    for path in sorted(TRANSLATIONS.glob("*/*.po")):
        with path.open("rb") as opened:
            said = [message for message in read_po(opened) if message.id and message.string]
        wrong.extend(one.id for one in said if _names(one.string) - _names(one.id))
    assert wrong == []


def _names(template: object) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(str(template)) if name}


def test_every_phrase_of_the_brief_has_its_french(brief: Page) -> None:
    assert [one for one in untranslated(brief, "fr") if _is_more_than_a_value(one)] == []


def _is_more_than_a_value(template: str) -> bool:
    return any(text.strip() for text, _, _, _ in Formatter().parse(template))


def test_a_french_brief_shows_no_english_text_of_the_dossier_where_a_french_one_exists(brief: Page) -> None:
    shown = "\n".join(_words_in(page_as_json(brief, "fr"))).casefold()
    in_both = texts_in_both(Workspace(EXAMPLE).open(EXAMPLE / "missions" / "minusca").reading.dossier)
    assert len(in_both) > 200
    different = [one for one in in_both.values() if one.english != one.french]
    assert [one.english for one in different if f" {one.english.casefold()}" in f" {shown}"] == []


def _words_in(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        yield from (text for one in thing.values() for text in _words_in(one))
    elif isinstance(thing, list):
        yield from (text for one in thing for text in _words_in(one))


def test_every_text_of_the_example_that_its_brief_shows_has_its_french(brief: Page) -> None:
    assert sorted(set(_without_french(brief))) == []


def _without_french(thing: object) -> Iterator[str]:
    if isinstance(thing, InBoth):
        yield from () if thing.french is not None or not thing.english else (thing.english,)
    elif isinstance(thing, Mapping):
        yield from (text for one in thing.values() for text in _without_french(one))
    elif isinstance(thing, tuple):
        yield from (text for one in thing for text in _without_french(one))
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield from (
            text for one in dataclasses.fields(thing) for text in _without_french(getattr(thing, one.name))
        )


def test_every_label_of_the_renderers_has_its_french() -> None:
    assert untranslated(LABELS, "fr") == []


def test_every_check_says_in_french_why_it_matters_and_how_to_mend_it() -> None:
    checks = [Phrase(text) for one in all_checks() for text in (one.looks_for, one.why, one.remedy)]
    assert untranslated(checks, "fr") == []


def test_every_finding_of_the_example_has_its_french() -> None:
    opened = Workspace(EXAMPLE).open(EXAMPLE / "missions" / "minusca")
    report = check_mission(opened, as_of=date(2026, 2, 28), known_on=None)
    assert untranslated(list(report.findings), "fr") == []


def test_every_word_of_the_pages_in_the_browser_has_its_french() -> None:
    pages = Path(bluehelm.__file__).parent / "web" / "pages"
    said = {
        double or single
        for path in pages.glob("*.html")
        for double, single in re.findall(
            r"""\bt\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""", path.read_text(encoding="utf-8")
        )
    }
    said |= {room.heading for room in ROOMS}
    said |= {name.replace("_", " ") for room in ROOMS for name in room.collections}
    assert len(said) > 100
    assert sorted(said - set(catalogue("fr"))) == []


@pytest.mark.parametrize("code, language", [("fr-ca", "fr"), ("fr", "fr"), ("de", "en"), (None, "en")])
def test_a_reader_gets_a_language_that_bluehelm_speaks(code: str | None, language: str) -> None:
    assert language_of_code(code) == language
