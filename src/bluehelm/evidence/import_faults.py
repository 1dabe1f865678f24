"""Faults met while evidence is imported: files refused, rows set aside, and what the reader must know.

Rule: the five outcomes of every importer. Refused: nothing is imported. Set aside: the row is not used and
written beside, with its line and the reason. Warned: kept. Noted: kept, said once.
"""

from __future__ import annotations

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.foundation.findings import Basis, Severity

_BASIS = (Basis("docs/evidence.md", "our reading"),)
_WHOLE = "Half a file imported would look like a quiet month; so it is the whole file or nothing."
_SILENT = "A value guessed in silence would reach every count, map and condition."
_ASIDE = "What cannot be read is not counted, and nobody would miss it."
_KNOWN = "The source itself has such rows; whoever reads a total should know how many."


def _refused(id: str, looks_for: str, message: str, remedy: str, why: str = _WHOLE) -> ReadingFault:
    return ReadingFault(id, Severity.ERROR, looks_for, message, why, remedy, _BASIS)


def _aside(id: str, looks_for: str, message: str, remedy: str, why: str = _ASIDE) -> ReadingFault:
    return ReadingFault(id, Severity.WARNING, looks_for, message, why, remedy, _BASIS)


def _warned(id: str, looks_for: str, message: str, remedy: str, why: str = _KNOWN) -> ReadingFault:
    return ReadingFault(id, Severity.WARNING, looks_for, message, why, remedy, _BASIS)


def _noted(id: str, looks_for: str, message: str, remedy: str, why: str = _KNOWN) -> ReadingFault:
    return ReadingFault(id, Severity.NOTE, looks_for, message, why, remedy, _BASIS)


CANNOT_OPEN_EVIDENCE = _refused(
    "EVI101",
    "a file of evidence that cannot be opened",
    "This cannot be opened: {reason}.",
    "Check the path and the right to read it; .csv, .csv.gz, .csv.zip, .xlsx and .parquet are read.",
)
CUT_OFF_FILE = _refused(
    "EVI102",
    "a file that ends before its end",
    "The file is cut off: {reason}.",
    "Fetch the file again, and compare its size with what the owner states.",
)
OTHER_ENCODING = _refused(
    "EVI103",
    "a file in an encoding that is not read",
    "This is not text in UTF-8 or Latin-1: {reason}.",
    "Save it again as 'CSV UTF-8'.",
)
UNKNOWN_LAYOUT = _refused(
    "EVI104",
    "a table whose columns are those of no source",
    "No known layout has these columns. Nearest is {layout}; it also needs {lacking}.",
    "Fetch the file in the form in which the owner publishes it; the first line must hold the column names.",
)
CORE_COLUMN_MISSING = _refused(
    "EVI105",
    "a file without a column that cannot be spared",
    "{layout}: the column {lacking} is missing.",
    "Fetch the file again with all its columns.",
)
COLUMN_TWICE = _refused(
    "EVI106",
    "a column that stands twice in the header",
    "The column '{column}' stands twice in the first line.",
    "Keep one of the two.",
    _SILENT,
)
REFUSED_LAYOUT = _refused(
    "EVI107",
    "a table of another kind, or too old to be joined with later ones",
    "This is {layout}: {reason}.",
    "Fetch the release that the message names.",
    "Counts of other units, or with other identifiers, must not be added to events.",
)
OTHER_SOURCE = _refused(
    "EVI108",
    "a file of another source than the one named",
    "The columns are those of {found}, not of {asked}.",
    "Name the source that it is, or leave --source out; the columns tell.",
    _SILENT,
)
RELEASE_TAKEN = _refused(
    "EVI109",
    "a release that is in the store already with other content",
    "{source} {release} is in the store already, from a file with another content (SHA-256 {sha256}…).",
    "Give this one a name of its own, for example --release '{example}'; a release never changes.",
    "A result that names a release must mean the same rows for ever.",
)
MANY_UNREADABLE = _refused(
    "EVI110",
    "a file in which more than one row in a hundred cannot be read",
    "{n} of {n_rows} rows cannot be read; the other findings say why.",
    "Look at the rows named; a wrong separator, a decimal comma or another form of date is the usual cause.",
)
MOST_EXCHANGED = _refused(
    "EVI111",
    "a file in which latitude and longitude are exchanged",
    "In {n} of {n_placed} rows with a known country latitude and longitude are exchanged.",
    "Exchange the two column names and import it again.",
    "Every event would stand on another continent.",
)
NO_ROWS = _refused(
    "EVI112",
    "a file without a single row that can be used",
    "No row can be used; {n_rows} were read.",
    "Check that the right file was saved.",
)
OPEN_QUOTATION = _refused(
    "EVI113",
    "a quotation mark that is never closed",
    "The quotation mark opened on this line is not closed before the end of the file.",
    "Fetch the file again: it is probably cut off; or close the mark.",
)
UNREADABLE_TABLE = _refused(
    "EVI114",
    "a table that cannot be taken apart into cells",
    "The table cannot be read: {reason}.",
    "Save it again as 'CSV UTF-8' with quotation marks round cells that hold a comma.",
)

ROW_OF_OTHER_LENGTH = _aside(
    "EVI120",
    "a row with more or fewer cells than the header",
    "Rows have more or fewer cells than the {n_columns} of the header (rows: {n}). The first has {n_cells}.",
    "Put quotation marks round cells that hold the separator.",
)
NO_IDENTIFIER = _aside(
    "EVI121",
    "a row without identifier",
    "Rows have no identifier (rows: {n}).",
    "Without it a row cannot be found again in the next release; ask the owner.",
)
NOT_A_NUMBER = _aside(
    "EVI122",
    "a count that is no whole number",
    "A count is no number (rows: {n}). First: {example}.",
    "Correct the cell, or leave it blank when it is not known.",
)
NEGATIVE_COUNT = _aside(
    "EVI123",
    "a count below zero",
    "A count is below zero (rows: {n}). First: {example}.",
    "Correct the cell, or leave it blank when it is not known.",
)
NOT_A_DAY = _aside(
    "EVI124",
    "a date in none of the forms of the source",
    "A date is none, or in a form the source never uses (rows: {n}). First: {example}.",
    "Write 2017-07-31; day-first and month-first are never guessed.",
)
ENDS_BEFORE_START = _aside(
    "EVI125",
    "an event that ends before it begins",
    "The end comes before the beginning (rows: {n}). First: {example}.",
    "Correct one of the two dates.",
)
UNKNOWN_KIND = _aside(
    "EVI126",
    "an event of a kind that the source does not have",
    "The kind is none that the source has (rows: {n}). First: {example}.",
    "Use the kinds of the source.",
)
BEYOND_BELIEF = _aside(
    "EVI127",
    "more deaths in one event than any event has had",
    "More than {limit} deaths are counted in one event (events: {n}). First: {example}.",
    "Correct the number; two cells run together are the usual cause.",
    "One such row would outweigh every other event of the world.",
)
DECIMAL_COMMA = _aside(
    "EVI128",
    "a number with a decimal comma",
    "A number is written with a comma; this source writes a point (rows: {n}). First: {example}.",
    "Save the file again with a point as the decimal sign.",
    _SILENT,
)

ESTIMATES_OUT_OF_ORDER = _warned(
    "EVI130",
    "an event whose low estimate is above the best, or the best above the high",
    "Low, best and high are out of order (events: {n}). First: {example}.",
    "Kept as they are; take the smallest and the largest of the three where a range is needed.",
)
IN_THE_FUTURE = _warned(
    "EVI131",
    "an event after the day of the import",
    "Events are dated after {known_on}, the day of the import (events: {n}). First: {example}.",
    "Check the date; no series counts them as known before that day.",
)
NULL_ISLAND = _warned(
    "EVI132",
    "an event at latitude 0, longitude 0",
    "Events stand at latitude 0, longitude 0; they count, but without a place (events: {n}).",
    "Nobody lives there: it means that the place is missing.",
    "A missing place shown as a point in the sea would make a hot spot of nothing.",
)
OFF_THE_GLOBE = _warned(
    "EVI133",
    "coordinates that cannot be",
    "Coordinates cannot be; the events count, but without a place (events: {n}). First: {example}.",
    "Correct latitude (-90 to 90) and longitude (-180 to 180).",
)
EXCHANGED = _warned(
    "EVI134",
    "an event whose latitude and longitude are exchanged",
    "Latitude and longitude are exchanged; they were put back (rows: {n}). First: {example}.",
    "Correct the source; the place lies in its country only with the two exchanged.",
)
OTHER_YEAR = _warned(
    "EVI135",
    "a year that disagrees with the date",
    "The year is not that of the date; the date counts (rows: {n}). First: {example}.",
    "Correct the year.",
)
OTHER_SPAN = _warned(
    "EVI136",
    "a code for the precision of the date that disagrees with the dates",
    "The days told do not fit the code for their precision (events: {n}). First: {example}.",
    "Kept as they are; months of such events are less certain than the code says.",
)
PARTS_DIFFER = _warned(
    "EVI137",
    "deaths by side that do not add up to the best estimate",
    "Deaths by side do not add up to the best estimate (events: {n}). First: {example}.",
    "Kept as they are; say which of the two a total uses.",
)
DEATHS_ON_A_SIDE = _warned(
    "EVI138",
    "deaths of a side in violence against civilians",
    "One-sided violence counts deaths on a side (events: {n}). First: {example}.",
    "Kept as they are.",
)
IDENTIFIER_TWICE = _warned(
    "EVI139",
    "an identifier that stands twice with different content",
    "Identifiers stand again with different content; the last row was kept (rows: {n}). First: {example}.",
    "Ask the owner which of the rows is meant.",
    "Two rows for one event count it twice.",
)
UNKNOWN_COUNTRY = _warned(
    "EVI140",
    "a country that is not in the table of codes",
    "A country has no code known here; the rows count for no country (rows: {n}). First: {example}.",
    "Add the name to the table of country codes.",
)
OTHER_CELL = _warned(
    "EVI141",
    "a grid cell that is not the one of the coordinates",
    "The grid cell is not that of the coordinates; the coordinates count (rows: {n}). First: {example}.",
    "Correct the cell, or leave it out.",
)
UNLISTED_WORD = _warned(
    "EVI142",
    "a word that the source's codebook does not list",
    "A word is not in the codebook (rows: {n}). First: {example}.",
    "Kept as it is; see whether the codebook has changed.",
)
NOT_WHOLE = _warned(
    "EVI143",
    "a fraction where people or events are counted",
    "People or events are counted in fractions; they were rounded (rows: {n}). First: {example}.",
    "Correct the cell.",
)
TIME_OF_DAY = _warned(
    "EVI144",
    "a date with a time of day",
    "A date carries a time of day; the day counts (rows: {n}). First: {example}.",
    "See whether the time was moved into another zone: the day may be off by one.",
)
NOT_MATCHED = _warned(
    "EVI145",
    "a row that the source itself marks as faulty",
    "The source itself marks rows as faulty; they count for the country only (rows: {n}). First: {example}.",
    "Ask the source, or use the rows of another level.",
)
PLACE_TOLD_TWICE = _warned(
    "EVI146",
    "a place that is told twice with different content",
    "A place is told more than once in a year with different content (rows: {n}). First: {example}.",
    "The highest headquarters and the most frequent point were kept.",
)

TAG_ROW = _noted(
    "EVI150",
    "a row of tags (HXL) under the header",
    "The second line holds tags (HXL), no data; it was left out.",
    "Nothing to do.",
)
READ_AS_LATIN_1 = _noted(
    "EVI151",
    "a file that is not UTF-8",
    "The file is not UTF-8; it was read as Latin-1.",
    "Look at a name with an accent; if it is wrong, save the file again as 'CSV UTF-8'.",
    "In another encoding accents would be read as other letters, without a word.",
)
HEADER_SUPPLIED = _warned(
    "EVI152",
    "a file published without its header",
    "The first line holds data; the columns of {layout} were taken.",
    "Check one event against the owner's page.",
    "Columns taken in the wrong order would not show.",
)
COLUMNS_LEFT_OUT = _noted(
    "EVI153",
    "columns that no known layout has",
    "Columns that are not known here were left out: {columns}.",
    "Nothing to do, unless one of them is needed.",
)
INDEX_LEFT_OUT = _noted(
    "EVI154",
    "a column of row numbers in front",
    "The first column has no name and only numbers the rows; it was left out.",
    "Nothing to do.",
)
ROW_TWICE = _noted(
    "EVI155",
    "the same row twice",
    "The same row stands again; one of each was kept (rows: {n}). First: {example}.",
    "Nothing to do.",
)
ENCODED_TWICE = _warned(
    "EVI156",
    "accents that were encoded twice",
    "The text was encoded twice on its way: letters such as 'Ã©' stand for accents.",
    "Fetch the file from its owner again.",
    "Names with such letters match nothing.",
)
PRECISION_UNKNOWN = _noted(
    "EVI157",
    "events without a code for how well their place or day is known",
    "Nothing says how well place or day are known; that is unknown, not exact (events: {n}).",
    "Use the owner's own file where precision matters.",
)
VALUES_CONVERTED = _noted(
    "EVI158",
    "values put into the common form",
    "Values were put into the common form without loss: blanks, 482.0 for 482, dates (values: {n}).",
    "Nothing to do.",
)
PROVISIONAL = _noted(
    "EVI159",
    "events that the owner still reviews",
    "Events are marked as still under review (events: {n}).",
    "Compare with the yearly release once it is there.",
)
NO_END_OF_LINE = _noted(
    "EVI160",
    "a last line without its end",
    "The last line has no end mark; the file may be cut off there.",
    "Compare the number of rows with what the owner states.",
)
RELEASE_SUPPLIED = _noted(
    "EVI161",
    "a file that does not say which release it is",
    "Neither the name of the file nor its rows say which release this is; it was called '{release}'.",
    "Name it with --release.",
    "A result names the release it rests on.",
)
RECOMPUTED = _noted(
    "EVI162",
    "a value that follows from others and differs from them",
    "A value is not what follows from other columns; what follows was taken (rows: {n}). First: {example}.",
    "Nothing to do.",
)
COUNTED_BESIDE = _noted(
    "EVI163",
    "rows that are part of others, or their total",
    "Attacks on civilians are part of political violence, and areas are part of others (rows: {n}).",
    "Choose one level, or one kind.",
    "Added together the same events count twice.",
)
PLACES_ADDED = _warned(
    "EVI164",
    "rows that tell parts of one thing",
    "Rows that tell parts of one place or mission were added up (rows: {n}). First: {example}.",
    "Look at the rows if they should be two places or two missions.",
)

IMPORT_FAULTS: tuple[ReadingFault, ...] = tuple(
    value for value in tuple(globals().values()) if isinstance(value, ReadingFault)
)
"""Every fault that an import can find, in the order of the reference page."""
