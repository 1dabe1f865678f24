"""Types of field values: how each is written in a file, and what is said when it is not.

Every scalar arrives as text, from YAML exactly as from CSV. A reader turns it into a value or
raises a fault whose sentence names what was found and shows right text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from pydantic import BeforeValidator, InstanceOf, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from bluehelm.foundation.missing import Missing
from bluehelm.foundation.periods import FIRST_YEAR, FORMS, LAST_YEAR, Period, add_months, parse_period
from bluehelm.foundation.places import N_CELLS, is_country_code

LONGEST_DAYS = 36_500
"""A length of time in a plan is no longer than a hundred years."""

LONGEST_NUMBER = 40
"""No figure of a mission has more signs; Python itself refuses to write numbers of thousands of digits."""

LINE_KEY = "(line)"
FILE_KEY = "(file)"

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SPAN = re.compile(r"(\d+) (day|week|month|year)s?")
_WORDS = {missing.value: missing for missing in Missing}


def fault(template: str, **found: Any) -> PydanticCustomError:
    """The error a reader raises; `template` may name the words of `found` in braces."""
    return PydanticCustomError("bluehelm", template, found)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise fault("a single value is expected here, not a list or a block")


def read_identifier(value: object) -> str:
    """A short name: lower-case letters, digits and single hyphens."""
    text = _text(value)
    if _IDENTIFIER.fullmatch(text):
        return text
    suggestion = "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "short-name"
    raise fault(
        "'{found}' is not a short name (lower-case letters, digits and hyphens); "
        "write for example '{suggestion}'",
        found=text,
        suggestion=suggestion,
    )


def read_typed_reference(value: object) -> str:
    """A reference written kind/id, or one of the plain words a field allows."""
    text = _text(value)
    kind, slash, identifier = text.partition("/")
    if not slash:
        return read_identifier(text)
    read_identifier(kind)
    read_identifier(identifier)
    return text


@lru_cache(maxsize=8192)
def _day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError
    return date.fromisoformat(text)


def read_day(value: object) -> date:
    """A day written year-month-day."""
    text = _text(value)
    try:
        day = _day(text)
    except ValueError:
        raise fault(
            "'{found}' is not a day; write year-month-day, for example 2026-02-28", found=text
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise fault("'{found}' lies outside the years 1800 to 2199", found=text)
    return day


@lru_cache(maxsize=8192)
def _decimal(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        raise InvalidOperation
    return Decimal(text)


def read_number(value: object) -> Decimal:
    """A plain number with a point for decimals and nothing between thousands."""
    text = _text(value)
    try:
        return _decimal(text)
    except InvalidOperation:
        raise fault("'{found}' is not a plain number; {hint}", found=text, hint=_number_hint(text)) from None


def _number_hint(text: str) -> str:
    bare = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if len(bare) > LONGEST_NUMBER and _NUMBER.fullmatch(bare):
        return f"a figure here has at most {LONGEST_NUMBER} signs"
    if bare.endswith("%"):
        return "leave out the percent sign and give the number in the unit of the field"
    if re.fullmatch(r"[+-]?\d{1,3}([ ,'.]\d{3})+", bare):
        plain = re.sub(r"[ ,'.]", "", bare)
        return f"leave out what separates thousands: {plain}"
    if re.fullmatch(r"[+-]?\d+,\d+", bare):
        return f"write a point for decimals: {bare.replace(',', '.')}"
    return "write digits, with a point for decimals, for example 12.5"


def read_amount(value: object) -> Decimal:
    """A number that is not negative."""
    number = read_number(value)
    if number < 0:
        raise fault("'{found}' is negative; this amount starts at zero", found=str(value))
    return number


def read_count(value: object) -> int:
    """A whole number, zero or more."""
    number = read_number(value)
    if number < 0 or number != number.to_integral_value():
        raise fault("'{found}' is not a whole number of zero or more", found=str(value))
    return int(number)


def read_day_count(value: object) -> int:
    """A whole number of days, up to a hundred years."""
    number = read_count(value)
    if number > LONGEST_DAYS:
        raise fault("'{found}' days are longer than a hundred years", found=str(value))
    return number


def read_share(value: object) -> Decimal:
    """A share between 0 and 1."""
    number = read_number(value)
    if not 0 <= number <= 1:
        hint = f"; if {value} per cent is meant, write {number / 100}" if 1 < number <= 100 else ""
        raise fault("'{found}' is not a share between 0 and 1{hint}", found=str(value), hint=hint)
    return number


def read_latitude(value: object) -> Decimal:
    """Degrees north."""
    return _degrees(value, 90, "latitude")


def read_longitude(value: object) -> Decimal:
    """Degrees east."""
    return _degrees(value, 180, "longitude")


def _degrees(value: object, limit: int, word: str) -> Decimal:
    number = read_number(value)
    if abs(number) > limit:
        raise fault(
            "'{found}' is not a {word}; it lies between -{limit} and {limit} degrees",
            found=str(value),
            word=word,
            limit=str(limit),
        )
    return number


def read_yes_no(value: object) -> bool:
    """Yes or no."""
    text = _text(value).lower()
    if text in ("yes", "true"):
        return True
    if text in ("no", "false"):
        return False
    raise fault("'{found}' is neither yes nor no", found=text)


def read_period(value: object) -> Period:
    """A period by its name."""
    text = _text(value)
    try:
        return parse_period(text)
    except ValueError as error:
        raise fault("{problem}", problem=str(error)) from None


def read_cell(value: object) -> int:
    """A PRIO-GRID cell number."""
    number = read_count(value)
    if not 1 <= number <= N_CELLS:
        raise fault("'{found}' is not a PRIO-GRID cell (1 to 259200)", found=str(value))
    return number


def read_country(value: object) -> str:
    """A country by its ISO 3166-1 alpha-3 code."""
    text = _text(value)
    if is_country_code(text):
        return text
    raise fault(
        "'{found}' is not a country code; write three capital letters of ISO 3166-1, for example CAF",
        found=text,
    )


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as people write it: 90 days, 6 months."""

    number: int
    unit: str

    def __str__(self) -> str:
        return f"{self.number} {self.unit}" + ("" if self.number == 1 else "s")

    def after(self, day: date) -> date:
        """The day this span after `day`; months and years keep the day of the month if they can."""
        if self.unit in ("day", "week"):
            return date.fromordinal(day.toordinal() + self.number * (7 if self.unit == "week" else 1))
        first = add_months(day, self.number * (12 if self.unit == "year" else 1))
        last_day = (add_months(first, 1) - date.resolution).day
        return first.replace(day=min(day.day, last_day))

    @property
    def approximate_days(self) -> int:
        """The span in days, months counted as 30 and years as 365."""
        return self.number * {"day": 1, "week": 7, "month": 30, "year": 365}[self.unit]


def read_span(value: object) -> Span:
    """A length of time."""
    match = _SPAN.fullmatch(_text(value))
    if match is None:
        raise fault("'{found}' is not a length of time; write for example 90 days", found=value)
    span = Span(int(match[1][:9]), match[2])
    if span.approximate_days > LONGEST_DAYS or len(match[1]) > 9:
        raise fault("'{found}' is longer than a hundred years", found=value)
    return span


def read_value(value: object) -> Decimal | Missing | str:
    """A measured value: a number, a kind of missing, or a word (yes, no, a grade, a text)."""
    text = _text(value)
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return _decimal(text)
    if re.search(r"\d", text) and re.fullmatch(r"[\d\s.,'%+-]+", text):
        return read_number(text)
    return text


def read_labels(value: object) -> Mapping[str, str]:
    """A small table of name and text."""
    if not isinstance(value, dict):
        raise fault("a table of names and values is expected here, for example {{2025: '1.1'}}")
    return {key: _text(text) for key, text in value.items() if key != LINE_KEY}


@dataclass(frozen=True, slots=True, eq=False)
class Written(GroupedMetadata):
    """How a type is written: its name for people, its reader, and its JSON Schema."""

    title: str
    reader: Callable[[Any], object]
    schema: tuple[tuple[str, Any], ...] = ()

    def __iter__(self) -> Iterator[object]:
        yield BeforeValidator(self.reader)
        yield WithJsonSchema({"title": self.title, **dict(self.schema)})


def _with_article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


@dataclass(frozen=True, slots=True)
class RefersTo(GroupedMetadata):
    """Marks a field that names other items.

    `kinds`: what may be named. `rests`: 'up' when this record rests on the item named, 'down'
    when the item named rests on this record, '' when the reference carries nothing.
    `typed`: the value is written kind/id, because several kinds may be named.
    `words`: plain words allowed in place of a reference, such as 'shared'.
    """

    kinds: tuple[str, ...]
    rests: str = "up"
    typed: bool = False
    words: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What may be written, in words."""
        written = [f"{kind}/id" if self.typed else f"id of {_with_article(kind)}" for kind in self.kinds]
        return " or ".join(written + [f"'{word}'" for word in self.words])

    def __iter__(self) -> Iterator[object]:
        yield BeforeValidator(read_typed_reference if self.typed else read_identifier)
        yield WithJsonSchema({"title": self.title, "type": "string"})


_TEXT = (("type", "string"),)
_SCALAR = (("type", ["string", "number"]),)
_WHOLE = (("type", ["string", "integer"]),)

Text = Annotated[str, StringConstraints(min_length=1)]
Identifier = Annotated[
    str,
    Written("short name", read_identifier, (*_TEXT, ("pattern", f"^{_IDENTIFIER.pattern}$"))),
]
Day = Annotated[date, Written("day", read_day, (*_TEXT, ("format", "date")))]
Number = Annotated[Decimal, Written("number", read_number, _SCALAR)]
Amount = Annotated[Decimal, Written("number of zero or more", read_amount, _SCALAR)]
Count = Annotated[int, Written("whole number", read_count, _WHOLE)]
DayCount = Annotated[int, Written("whole number of days", read_day_count, _WHOLE)]
Share = Annotated[Decimal, Written("share from 0 to 1", read_share, _SCALAR)]
Latitude = Annotated[Decimal, Written("degrees north", read_latitude, _SCALAR)]
Longitude = Annotated[Decimal, Written("degrees east", read_longitude, _SCALAR)]
YesNo = Annotated[
    bool,
    Written("yes or no", read_yes_no, (("enum", ["yes", "no", "true", "false", True, False]),)),
]
PeriodName = Annotated[InstanceOf[Period], Written(f"period ({FORMS})", read_period, _WHOLE)]
Cell = Annotated[int, Written("PRIO-GRID cell", read_cell, _WHOLE)]
CountryCode = Annotated[str, Written("country code", read_country, (*_TEXT, ("pattern", "^[A-Z]{3}$")))]
Length = Annotated[InstanceOf[Span], Written("length of time", read_span, _TEXT)]
Value = Annotated[
    Decimal | Missing | str,
    Written("value, n/a, withheld or not due", read_value, (("type", ["string", "number", "boolean"]),)),
]
Labels = Annotated[dict[str, str], Written("table of names and texts", read_labels, (("type", "object"),))]
