"""A batch of rows being made into values, with every rule that a cell can meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.evidence import import_faults as faults
from bluehelm.evidence.country_codes import code_of_name, extent_of
from bluehelm.evidence.received import text_values
from bluehelm.evidence.received.layout import Told
from bluehelm.evidence.received.oddities import Oddities
from bluehelm.evidence.received.text_rows import TextRows

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

MOST = 2**31 - 1
"""The largest count that the store holds."""
MOST_DEATHS = 1_000_000
"""No event of any source counts more; the largest of UCDP has a high estimate of 547,075."""


@dataclass(slots=True)
class BatchReader:
    """One batch: its rows, what is odd in them, and which of them are set aside.

    shown   columns that name a row where a finding shows one
    """

    rows: TextRows
    odd: Oddities
    told: Told
    shown: tuple[str, ...] = ()
    aside: Mask = field(init=False)
    n_placed: int = 0
    n_exchanged: int = 0

    def __post_init__(self) -> None:
        self.aside = text_values.nothing(self.rows.n_rows)

    def has(self, name: str) -> bool:
        """Whether the file has a column."""
        return name in self.rows.columns

    def unknown(self, kind: pa.DataType) -> pa.Array:
        """A column in which everything is unknown."""
        import pyarrow as pa

        return pa.nulls(self.rows.n_rows, kind)

    def all_of(self, value: Any, kind: pa.DataType) -> pa.Array:
        """A column with one value in every row."""
        import pyarrow as pa

        return pa.repeat(pa.scalar(value, kind), self.rows.n_rows)

    def warn(self, fault: ReadingFault, mask: Mask, *columns: str) -> None:
        """Points at rows that are kept."""
        self.odd.warn(fault, mask & ~self.aside, self.rows, *self.shown, *columns)

    def set_aside(self, fault: ReadingFault, mask: Mask, *columns: str) -> None:
        """Takes rows out; a row counts for the first rule that takes it."""
        new = mask & ~self.aside
        self.odd.set_aside(fault, new, self.rows, *self.shown, *columns)
        self.aside |= new

    def name(self, column: str, missing: tuple[str, ...] = ()) -> pa.Array:
        """Trimmed text; unknown where blank, or where the file has no such column."""
        import pyarrow as pa

        if not self.has(column):
            return self.unknown(pa.string())
        found = text_values.names(self.rows.columns[column], missing)
        self.odd.n_converted += text_values.n_differing(self.rows.columns[column], found)
        return found

    def identifier(self, column: str) -> pa.Array:
        """Text that must not be blank."""
        found = self.name(column)
        self.set_aside(faults.NO_IDENTIFIER, text_values.mask_of(found.is_null()))
        return found

    def count(self, column: str, missing: tuple[str, ...] = (), most: int = MOST) -> pa.Array:
        """Whole numbers from zero to `most`; what is none takes its row out."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not self.has(column):
            return self.unknown(pa.int64())
        read = text_values.whole_numbers(self.rows.columns[column], missing)
        self.odd.n_converted += read.n_converted
        self.set_aside(faults.DECIMAL_COMMA, read.comma, column)
        too_large = text_values.mask_of(pc.greater(read.values, most))
        self.set_aside(faults.NOT_A_NUMBER, read.wrong | too_large, column)
        self.warn(faults.NOT_WHOLE, read.changed, column)
        self.set_aside(faults.NEGATIVE_COUNT, text_values.mask_of(pc.less(read.values, 0)), column)
        fits = pc.and_(pc.less_equal(read.values, most), pc.greater_equal(read.values, 0))
        return pc.if_else(fits, read.values, pa.scalar(None, pa.int64()))

    def deaths(self, column: str) -> pa.Array:
        """A count of deaths that can be; the type of the store."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if self.has(column):
            read = text_values.whole_numbers(self.rows.columns[column]).values
            self.set_aside(faults.BEYOND_BELIEF, text_values.mask_of(pc.greater(read, MOST_DEATHS)), column)
        return self.count(column).cast(pa.int32())

    def code(self, column: str, most: int) -> pa.Array:
        """A small code from 1 to `most`; anything else is unknown."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not self.has(column):
            return self.unknown(pa.int8())
        found = text_values.whole_numbers(self.rows.columns[column]).values
        fits = pc.and_(pc.greater_equal(found, 1), pc.less_equal(found, most))
        return pc.if_else(fits, found, pa.scalar(None, pa.int64())).cast(pa.int8())

    def day(self, column: str, *, month_names: bool = False) -> pa.Array:
        """Days; what is none takes its row out."""
        import pyarrow as pa

        if not self.has(column):
            return self.unknown(pa.date32())
        text = self.rows.columns[column]
        if month_names:
            text = text_values.days_with_month_names(text)
            self.odd.n_converted += text_values.n_differing(self.rows.columns[column], text)
        read = text_values.days(text)
        self.odd.n_converted += read.n_converted
        blank = text_values.mask_of(read.values.is_null())
        self.set_aside(faults.NOT_A_DAY, blank, column)
        self.warn(faults.TIME_OF_DAY, read.changed, column)
        return read.values

    def span(self, start: pa.Array, end: pa.Array, *columns: str) -> None:
        """Takes out what ends before it begins, and points at what lies after the day of the import."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self.set_aside(faults.ENDS_BEFORE_START, text_values.mask_of(pc.less(end, start)), *columns)
        today = pa.scalar(self.told.imported_on, pa.date32())
        self.warn(faults.IN_THE_FUTURE, text_values.mask_of(pc.greater(end, today)), *columns)

    def year(self, column: str, start: pa.Array) -> None:
        """Points at rows whose year is not that of the date."""
        import pyarrow.compute as pc

        if self.has(column):
            told = text_values.whole_numbers(self.rows.columns[column]).values
            self.warn(faults.OTHER_YEAR, text_values.mask_of(pc.not_equal(told, pc.year(start))), column)

    def country(self, found: pa.Array, *columns: str) -> pa.Array:
        """Points at rows whose country has no code."""
        self.warn(faults.UNKNOWN_COUNTRY, text_values.mask_of(found.is_null()), *columns)
        return found

    def country_named(self, column: str) -> pa.Array:
        """ISO codes by the names of the sources; names that are none are pointed at."""
        import pyarrow as pa

        return text_values.looked_up(self.name(column), code_of_name(), pa.string())

    def points(
        self, latitude: str, longitude: str, country: pa.Array, *, decimal_comma: bool = False
    ) -> tuple[pa.Array, pa.Array]:
        """Latitude and longitude; unknown where they cannot be, put back where they are exchanged.

        `decimal_comma`: the source is known to write one.
        """
        import numpy as np
        import pyarrow as pa

        pair = []
        cannot = text_values.nothing(self.rows.n_rows)
        for column in (latitude, longitude):
            text = self.rows.columns[column]
            text = text_values.with_decimal_commas(text) if decimal_comma else text
            read = text_values.decimals(text, missing=("NA", "Na"))
            self.set_aside(faults.DECIMAL_COMMA, read.comma, column)
            cannot |= read.wrong
            pair.append(read.values.to_numpy(zero_copy_only=False).astype(np.float64).round(6))
        lat, lon = pair
        lat, lon = self._put_back(lat, lon, country, (latitude, longitude))
        with np.errstate(invalid="ignore"):
            outside = (np.abs(lat) > 90) | (np.abs(lon) > 180)
        self.warn(faults.OFF_THE_GLOBE, cannot | outside, latitude, longitude)
        nowhere = (lat == 0) & (lon == 0)
        self.warn(faults.NULL_ISLAND, nowhere)
        unplaced = cannot | outside | nowhere | np.isnan(lat) | np.isnan(lon)
        return pa.array(lat, mask=unplaced), pa.array(lon, mask=unplaced)

    def _put_back(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64], country: pa.Array, shown: tuple[str, str]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Exchanged where only the exchanged point lies in the country, or on the globe."""
        import numpy as np

        extents = extent_of()
        box = np.array([extents.get(code, (np.nan,) * 4) for code in country.to_pylist()]).reshape(-1, 4)
        south, north, west, east = box.T
        with np.errstate(invalid="ignore"):
            is_in = (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
            swapped_in = (lon >= south) & (lon <= north) & (lat >= west) & (lat <= east)
            no_box = np.isnan(south) & (np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
        exchanged = (~is_in & swapped_in) | no_box
        self.n_placed += int((is_in | swapped_in).sum())
        self.n_exchanged += int(exchanged.sum())
        self.warn(faults.EXCHANGED, exchanged, *shown)
        return np.where(exchanged, lon, lat), np.where(exchanged, lat, lon)

    def cells(self, lat: pa.Array, lon: pa.Array, precision: pa.Array, coarsest: int = 3) -> pa.Array:
        """The PRIO-GRID cell of each point; unknown where the place is known worse than `coarsest`.

        Rule: cells are closed to the south and west, so that a point on a border belongs to the north-east.
        """
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        north = np.nan_to_num(lat.to_numpy(zero_copy_only=False).astype(np.float64))
        east = np.nan_to_num(lon.to_numpy(zero_copy_only=False).astype(np.float64))
        row = np.minimum(np.floor((north + 90) * 2), 359).astype(np.int32)
        column = np.minimum(np.floor((east + 180) * 2), 719).astype(np.int32)
        badly = text_values.mask_of(pc.greater(precision, coarsest)) | text_values.mask_of(lat.is_null())
        return pa.array(row * 720 + column + 1, pa.int32(), mask=badly)

    def told_by_word(self, column: str, table: Mapping[str, Any], kind: pa.DataType) -> pa.Array:
        """What a table gives for the words of a column; unknown for other words."""
        return text_values.looked_up(self.name(column), table, kind)
