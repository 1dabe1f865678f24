"""Languages: says phrases, numbers, dates and findings in English or French.

English stands in the code; other languages lie in `translations/<language>/*.po`, one file a room,
read when first needed. What has no translation is said in English.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from string import Formatter

from bluehelm.foundation.errors import nearest_hint
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.numbers_and_dates import (
    LOCALES,
    NO_BREAK_SPACE,
    date_in,
    dollars_in,
    number_in,
    period_in,
    share_in,
    ungrouped,
)
from bluehelm.foundation.periods import Period
from bluehelm.foundation.phrases import InBoth, Marked, Phrase, Quantity

ENGLISH = "en"
LANGUAGES = tuple(LOCALES)
TRANSLATIONS = Path(__file__).parent.parent / "translations"

_FRENCH_GAPS = re.compile(r"(?<=«) | (?=[;:?!»%])")
_REVERSING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PARSED = Formatter()


def known_language(language: str) -> str:
    """The language, if it is one that Bluehelm speaks; ValueError with those that exist if not."""
    if language in LANGUAGES:
        return language
    raise ValueError(
        f"'{language}' is not a language of Bluehelm; choose {' or '.join(LANGUAGES)}."
        f"{nearest_hint(language, LANGUAGES)}"
    )


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Mapping[str, str]:
    """Every translated template of a language, from all rooms; empty for English."""
    if language == ENGLISH:
        return {}
    from babel.messages.pofile import read_po

    said: dict[str, str] = {}
    for path in sorted((TRANSLATIONS / language).glob("*.po")):
        with path.open("rb") as opened:
            for message in read_po(opened, locale=LOCALES[language]):
                if isinstance(message.id, str) and isinstance(message.string, str) and message.string:
                    said.setdefault(message.id, _spaced(message.string, language))
    said.pop("", None)
    return said


def _spaced(text: str, language: str) -> str:
    """French puts a space before some signs; it must not break the line there."""
    return _FRENCH_GAPS.sub(NO_BREAK_SPACE, text) if language == "fr" else text


def translated(template: str, language: str) -> str:
    """A template in the language, its braces still open; in English where nobody translated it."""
    return catalogue(known_language(language)).get(template, template)


def say(said: object, language: str = ENGLISH) -> str:
    r"""Anything a page can hold as words: phrase, text, quantity, number, date, period, or unknown.

    A value named `year` in a phrase is written without thousands separator.

    >>> from bluehelm.foundation.phrases import phrase
    >>> say(phrase("{share} by {on}", share=Quantity(Decimal("0.15"), "share"), on=date(2026, 6, 30)))
    '15 per cent by 30 June 2026'
    >>> say(Quantity(Decimal("1174132000"), "USD"), "fr"), say(None, "fr")
    ('1\xa0174,1\xa0M$', 'inconnu')
    """
    return _say(said, known_language(language), in_sentence=False)


def _say(said: object, language: str, *, in_sentence: bool) -> str:
    match said:
        case None:
            return translated("unknown", language)
        case str():
            return printable(said)
        case bool():
            return translated("yes" if said else "no", language)
        case Phrase():
            return _sentence(said, language)
        case InBoth():
            own = said.french if language == "fr" else None
            return printable(_spaced(own, language) if own else said.english)
        case Quantity():
            return _quantity(said, language, in_sentence=in_sentence)
        case Marked():
            return _say(said.said, language, in_sentence=in_sentence)
        case _:
            return _plain_value(said, language)


def _plain_value(said: object, language: str) -> str:
    match said:
        case int() | float() | Decimal():
            return number_in(said, language)
        case date():
            return date_in(said, language)
        case Period():
            return period_in(said, language)
        case tuple() | list() | frozenset():
            return ", ".join(_say(one, language, in_sentence=True) for one in said)
        case _:
            return printable(str(said))


def _quantity(quantity: Quantity, language: str, *, in_sentence: bool) -> str:
    number = quantity.value
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return _say(number, language, in_sentence=in_sentence)
    match quantity.unit:
        case "USD":
            return dollars_in(number, language, in_sentence=in_sentence)
        case "share":
            return share_in(number, language, in_sentence=in_sentence)
        case "people":
            return number_in(number, language, n_places=0)
        case "":
            return number_in(number, language)
        case unit:
            return f"{number_in(number, language)}{NO_BREAK_SPACE}{unit_in(unit, language, number)}"


def unit_in(unit: str, language: str, number: object = 0) -> str:
    """The word for a unit beside a number.

    >>> unit_in("days", "en", 1), unit_in("days", "fr", 3)
    ('day', 'jours')
    """
    return printable(translated("day" if unit == "days" and number == 1 else unit, language))


def _sentence(said: Phrase, language: str) -> str:
    """The phrase in the language; if the translation names a value that does not exist, in English."""

    def write(name: str, value: object, form: str) -> str:
        if form and isinstance(value, int | float | Decimal):
            return _in_form(value, form, language)
        if name.startswith("year") and isinstance(value, int):
            return str(value)
        return _say(value, language, in_sentence=True)

    return _filled(said.template, said.values, language, write)


def _filled(
    template: str,
    values: Mapping[str, object],
    language: str,
    write: Callable[[str, object, str], str],
) -> str:
    if not values:
        return translated(template, language)
    wording = translated(template, language)
    parsed = list(_PARSED.parse(wording))
    if any(name is not None and name not in values for _, name, _, _ in parsed):
        parsed = list(_PARSED.parse(template))
    return "".join(
        text if name is None else text + write(name, values[name], form or "")
        for text, name, form, _ in parsed
    )


def _in_form(number: int | float | Decimal, form: str, language: str) -> str:
    """A number by a format of Python (',' or '.1f'), with the separators of the language."""
    places = re.search(r"\.(\d+)", form)
    n_places = int(places[1]) if places else 3
    if "%" in form:
        return share_in(number, language)
    return number_in(number, language, n_places=n_places, fixed=bool(places))


def finding_in(finding: Finding, language: str) -> Finding:
    """The finding with message, why and remedy in the language, ready to be shown.

    What identifies it (check, item, place) is untouched; compare findings before translating them.
    """
    if known_language(language) == ENGLISH:
        return finding

    def write(_: str, value: object, form: str) -> str:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return _in_form(value, form, language) if form else ungrouped(value, language)
        return _say(value, language, in_sentence=True)

    return dataclasses.replace(
        finding,
        template=_filled(finding.template, finding.values, language, write),
        why=translated(finding.why, language),
        remedy=_filled(finding.remedy, finding.values, language, write),
        values={},
    )


def printable(text: str) -> str:
    r"""Text that cannot steer a terminal or turn a line around: such signs become a question mark.

    >>> printable("a\x1b[31mb\nc")
    'a?[31mb c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(sign) for sign in text)


def _visible(sign: str) -> str:
    if sign in "\n\t\r\u2028\u2029":
        return " "
    return "?" if sign in _REVERSING or unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} else sign


def untranslated(thing: object, language: str) -> list[str]:
    """The templates of phrases and findings anywhere in a thing that have no translation, sorted."""
    known = catalogue(known_language(language))
    return sorted({template for template in templates_in(thing) if template not in known})


def templates_in(thing: object) -> Iterator[str]:
    """Every template in a thing made of dataclasses, sequences and mappings."""
    if isinstance(thing, Phrase):
        yield thing.template
        yield from templates_in(thing.values)
    elif isinstance(thing, Finding):
        yield from filter(None, (thing.template, thing.why, thing.remedy))
    elif isinstance(thing, Mapping):
        yield from _each(thing.values())
    elif isinstance(thing, list | tuple | set | frozenset):
        yield from _each(thing)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        yield from _each(getattr(thing, one.name) for one in dataclasses.fields(thing))


def _each(things: Iterable[object]) -> Iterator[str]:
    for one in things:
        yield from templates_in(one)
