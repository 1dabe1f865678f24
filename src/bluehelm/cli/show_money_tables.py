"""Tables of money at the door: findings first, then the table as text, CSV or JSON."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bluehelm.cli.console import SEVERITY_STYLES
from bluehelm.foundation.findings import Finding, in_reading_order
from bluehelm.foundation.languages import finding_in, printable, translated

COULD_NOT_READ = 1


def has_error(findings: Iterable[Finding]) -> bool:
    """Whether something could not be read, so that nothing was worked out."""
    return any(one.severity.word == "error" for one in findings)


def show_findings_of_tables(findings: Sequence[Finding], language: str) -> None:
    """Prints what is wrong in tables, heaviest first, to standard error."""
    screen = Console(stderr=True, highlight=False, emoji=False, markup=False)
    screen.width = min(screen.width, 110)
    for one in in_reading_order(findings):
        said = finding_in(one, language)
        word = translated(one.severity.word, language)
        head = Text.assemble((one.check, "bold"), "  ", (word, SEVERITY_STYLES[one.severity.word]),
                             "  ", (printable(str(one.place)), "dim"))  # fmt: skip
        screen.print(head)
        screen.print(Padding(Text(printable(said.message)), (0, 0, 0, 2)))
        screen.print(Padding(Text(printable(str(said.as_json()["remedy"])), "dim"), (0, 0, 0, 2)))


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Writes rows as CSV to standard output."""
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
