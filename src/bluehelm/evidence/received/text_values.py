"""Columns of text made into numbers, days and names; what does not fit is left unknown and pointed at.

Fast where a column is clean: it is turned at once, and looked at cell by cell only if that fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

_WHOLE = r"^-?\d{1,15}(\.0*)?$"
_CANONICAL = r"^-?\d+$"
_FRACTION = r"^-?\d{0,15}\.\d+$"
_DECIMAL = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?$"
_COMMA = r"^[+-]?\d+,\d+$"
_MIDNIGHT = r"^[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Read:
    """A column of values, and which cells held something that is none.

    wrong   holds something that cannot be read
    comma   holds a number with a decimal comma (a part of wrong)
    changed   was put into the common form with a doubt: a fraction rounded, a time of day dropped
    n_converted   how many were put into it without loss
    """

    values: pa.Array
    wrong: Mask
    comma: Mask
    changed: Mask
    n_converted: int = 0

    @property
    def n_unknown(self) -> int:
        """Cells without value."""
        return int(self.values.null_count)


def mask_of(array: pa.Array) -> Mask:
    """An Arrow array of yes and no as a mask; unknown is no."""
    import pyarrow.compute as pc

    found: Mask = pc.fill_null(array, fill_value=False).to_numpy(zero_copy_only=False)
    return found


def _n_true(array: pa.Array) -> int:
    import pyarrow.compute as pc

    return int(pc.sum(array).as_py() or 0)


def n_differing(column: pa.Array, made: pa.Array) -> int:
    """How many cells with text were written otherwise than in the common form."""
    import pyarrow.compute as pc

    return _n_true(pc.not_equal(column, made))


def nothing(n: int) -> Mask:
    """A mask that points at no row."""
    import numpy as np

    return np.zeros(n, dtype=np.bool_)


def names(column: pa.Array, missing: tuple[str, ...] = ()) -> pa.Array:
    """Trimmed text in one Unicode form; blank, and what else means missing, is unknown."""
    import pyarrow as pa
    import pyarrow.compute as pc

    trimmed = pc.utf8_normalize(pc.utf8_trim_whitespace(column), form="NFC")
    blank = pc.is_in(trimmed, value_set=pa.array(["", *missing]))
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)


def whole_numbers(column: pa.Array, missing: tuple[str, ...] = ()) -> Read:
    """Whole numbers: '482', '482.0' and ' 482 ' are 482; a fraction is rounded and pointed at."""
    import pyarrow as pa
    import pyarrow.compute as pc

    clean = nothing(len(column))
    try:
        return Read(column.cast(pa.int64()), clean, clean, clean)
    except pa.ArrowInvalid:
        pass
    text = names(column, missing)
    is_whole = pc.match_substring_regex(text, _WHOLE)
    is_fraction = pc.and_not(pc.match_substring_regex(text, _FRACTION), is_whole)
    fits = pc.or_(is_whole, is_fraction)
    number = pc.if_else(fits, text, pa.scalar(None, pa.string())).cast(pa.float64())
    return Read(
        pc.round(number).cast(pa.int64()),
        mask_of(pc.invert(fits)),
        mask_of(pc.match_substring_regex(text, _COMMA)),
        mask_of(is_fraction),
        _n_true(pc.and_(is_whole, pc.invert(pc.match_substring_regex(column, _CANONICAL)))),
    )


def decimals(column: pa.Array, missing: tuple[str, ...] = ()) -> Read:
    """Numbers with a point; a decimal comma is not read but pointed at."""
    import pyarrow as pa
    import pyarrow.compute as pc

    clean = nothing(len(column))
    try:
        values = column.cast(pa.float64())
        if pc.all(pc.is_finite(values)).as_py():
            return Read(values, clean, clean, clean)
    except pa.ArrowInvalid:
        pass
    text = names(column, missing)
    fits = pc.match_substring_regex(text, _DECIMAL)
    values = pc.if_else(fits, text, pa.scalar(None, pa.string())).cast(pa.float64())
    return Read(values, mask_of(pc.invert(fits)), mask_of(pc.match_substring_regex(text, _COMMA)), clean)


def with_decimal_commas(column: pa.Array) -> pa.Array:
    """The same text with a point for each comma, for sources known to write one."""
    import pyarrow.compute as pc

    return pc.replace_substring(column, ",", ".")


def days(column: pa.Array, missing: tuple[str, ...] = ()) -> Read:
    """Days in the form 2017-07-31, also with a time behind; a time that is not midnight is pointed at."""
    import pyarrow as pa
    import pyarrow.compute as pc

    clean = nothing(len(column))
    try:
        return Read(column.cast(pa.date32()), clean, clean, clean)
    except pa.ArrowInvalid:
        pass
    text = names(column, missing)
    day = pc.utf8_slice_codeunits(text, 0, 10)
    try:
        values = day.cast(pa.date32())
    except pa.ArrowInvalid:
        is_formed = pc.match_substring_regex(day, r"^\d{4}-\d{2}-\d{2}$")
        formed = pc.if_else(is_formed, day, pa.scalar(None, pa.string()))
        values = pc.strptime(formed, format="%Y-%m-%d", unit="s", error_is_null=True).cast(pa.date32())
        values = _as_written(values, formed)
    rest = pc.utf8_slice_codeunits(text, 10)
    is_plain = pc.or_(pc.equal(rest, ""), pc.match_substring_regex(rest, _MIDNIGHT))
    is_timed = pc.and_not(pc.match_substring_regex(rest, r"^[T ]\d{2}:\d{2}"), is_plain)
    known = pc.and_(pc.is_valid(values), pc.or_(is_plain, is_timed))
    wrong = pc.and_(pc.is_valid(text), pc.invert(pc.fill_null(known, fill_value=False)))
    values = pc.if_else(wrong, pa.scalar(None, pa.date32()), values)
    n_converted = _n_true(pc.and_(is_plain, pc.not_equal(rest, "")))
    return Read(values, mask_of(wrong), clean, mask_of(is_timed), n_converted)


def _as_written(values: pa.Array, text: pa.Array) -> pa.Array:
    """Days that read back as they were written: 30 February is no day of March."""
    import pyarrow as pa
    import pyarrow.compute as pc

    is_same = pc.equal(pc.strftime(values, format="%Y-%m-%d"), text)
    return pc.if_else(is_same, values, pa.scalar(None, pa.date32()))


def days_with_month_names(column: pa.Array) -> pa.Array:
    """The same text, with '06 July 2018', '1-Jan-14' and '15-Jun-15' written as 2018-07-06 and so on.

    Rule: English names of months, whatever the machine's language; 97 to 99 are of the last century.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pc.any(pc.match_substring_regex(column, "[A-Za-z]{3}")).as_py():
        return column
    parts = pc.extract_regex(
        pc.utf8_trim_whitespace(column),
        r"^(?P<day>\d{1,2})[ -](?P<month>[A-Za-z]{3,9})[ -](?P<year>\d{4}|\d{2})$",
    )
    day, month, year = (pc.struct_field(parts, name) for name in ("day", "month", "year"))
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
            "october", "november", "december")  # fmt: skip
    lower = pc.utf8_lower(month)
    number = pc.index_in(lower, value_set=pa.array(MONTHS))
    number = pc.coalesce(number, pc.index_in(lower, value_set=pa.array(full)))
    short = pc.equal(pc.utf8_length(year), 2)
    century = pc.if_else(pc.greater_equal(year, "97"), "19", "20")
    year = pc.if_else(short, pc.binary_join_element_wise(century, year, ""), year)
    month = _two_digits(pc.add(number, 1).cast(pa.string()))
    written = pc.binary_join_element_wise(year, month, _two_digits(day), "-")
    return pc.coalesce(written, column)


def _two_digits(column: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    return pc.utf8_lpad(column, 2, padding="0")


def looked_up(column: pa.Array, table: Mapping[str, Any], kind: pa.DataType) -> pa.Array:
    """The value that a table gives for each text, compared in small letters; unknown where it has none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    places = pc.index_in(pc.utf8_lower(column), value_set=pa.array([key.lower() for key in table]))
    return pa.array(list(table.values()), kind).take(places)
