"""Cells of tables as people save them: plain numbers are read, everything doubtful is a finding."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from bluehelm.finance import money_table_faults as faults
from bluehelm.foundation.findings import Finding, Place
from bluehelm.foundation.periods import Period, parse_period

MOST_DIGITS = 30
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")
_SPACES = "   "
_GROUPED = re.compile(rf"-?\d{{1,3}}(?:[,{_SPACES}'’]\d{{3}})+(?:\.\d+)?|"
                      rf"-?\d{{1,3}}(?:\.\d{{3}}){{2,}}(?:,\d+)?|"
                      rf"-?\d{{1,3}}(?:[{_SPACES}'’.]\d{{3}})+,\d+")  # fmt: skip
_CURRENCY = re.compile(
    r"[$€£¥₣]|\b(?!USD\b)[A-Z]{3}\b|\bUSD\b|\b(?:euros?|dollars?|francs?)\b", re.IGNORECASE
)
_DOLLARS = re.compile(r"\b(?:USD|US dollars?)\b|US\$|\$", re.IGNORECASE)


def read_number(text: str, column: str, place: Place) -> Decimal | Finding:
    """A plain number, or the finding that says why it is none.

    >>> read_number("1,174,100", "budget_usd", Place("b.csv", 2)).message
    "'1,174,100' in column 'budget_usd' has thousands separators; it was not guessed at."
    """
    stripped = text.strip()
    if len(stripped) <= MOST_DIGITS and _PLAIN.fullmatch(stripped):
        return _decimal(stripped, column, place)
    return _doubtful(stripped, column, place)


def _decimal(text: str, column: str, place: Place) -> Decimal | Finding:
    try:
        return Decimal(text)
    except InvalidOperation:
        return faults.NOT_A_NUMBER.at(place, text=text, column=column)


def _doubtful(text: str, column: str, place: Place) -> Finding:
    """What keeps a cell from being a plain number."""
    if text.endswith("%"):
        return _percent(text, column, place)
    without = _DOLLARS.sub("", text).strip()
    if _CURRENCY.search(without) and re.search(r"\d", without):
        return faults.OTHER_CURRENCY.at(place, text=text, column=column)
    if re.fullmatch(r"-?\d{1,3},\d{3}", without):
        return faults.COMMA.at(place, text=text, column=column, as_decimal=without.replace(",", "."),
                               as_thousands=without.replace(",", ""))  # fmt: skip
    if _GROUPED.fullmatch(without):
        return faults.THOUSANDS.at(place, text=text, column=column, plain=_ungrouped(without))
    if re.fullmatch(r"-?\d+,\d+", without):
        return faults.COMMA.at(place, text=text, column=column, as_decimal=without.replace(",", "."),
                               as_thousands=without.replace(",", ""))  # fmt: skip
    return faults.NOT_A_NUMBER.at(place, text=text, column=column)


def _percent(text: str, column: str, place: Place) -> Finding:
    bare = text.rstrip("% " + _SPACES)
    plain = bare
    if _PLAIN.fullmatch(bare) and column.endswith("_share"):
        plain = format((Decimal(bare) / 100).normalize(), "f")
    return faults.PERCENT_SIGN.at(place, text=text, column=column, plain=plain)


def _ungrouped(text: str) -> str:
    """The number without its thousands separators; the last comma or point may begin the decimals.

    >>> _ungrouped("1,174,100.50"), _ungrouped("1.174.100,50"), _ungrouped("1 174 100")
    ('1174100.50', '1174100.50', '1174100')
    """
    whole = re.sub(rf"[{_SPACES}'’]", "", text)
    if re.search(r",\d+$", whole) and ("." in whole or not re.search(r",\d{3}$", whole)):
        return whole.replace(".", "").replace(",", ".")
    without = whole.replace(",", "")
    return without.replace(".", "") if without.count(".") > 1 else without


def read_day(text: str, column: str, place: Place) -> date | Finding:
    """A day, or the finding that says that it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return faults.NOT_A_DAY.at(place, text=text, column=column)


def read_budget_year(text: str, place: Place) -> Period | Finding:
    """A peacekeeping year, written 2025/26 or FY2025/26, or the finding that says that it is none.

    >>> read_budget_year("2025/26", Place()).from_on
    datetime.date(2025, 7, 1)
    """
    name = text.strip()
    try:
        period = parse_period(name if name.startswith("FY") else f"FY{name}")
    except ValueError:
        return faults.NOT_A_BUDGET_YEAR.at(place, text=text)
    if "-Q" in name:
        return faults.NOT_A_BUDGET_YEAR.at(place, text=text)
    return period
