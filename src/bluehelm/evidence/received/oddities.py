"""What an import meets row by row: gathered while reading, told in one finding for each rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.evidence.received.text_rows import TextRows
from bluehelm.foundation.findings import Severity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

MOST_KEPT = 20_000
"""Rows kept for one rule, further ones are counted; of a note one row is kept."""


@dataclass(frozen=True, slots=True)
class OddRowMet:
    """A row that met a rule: its place among the rows read, and what was seen."""

    row: int
    fault: ReadingFault
    seen: str
    cells: Mapping[str, str] | None = None


@dataclass(slots=True)
class Oddities:
    """Everything odd in one file."""

    n_of: dict[ReadingFault, int] = field(default_factory=dict)
    met: list[OddRowMet] = field(default_factory=list)
    n_set_aside: int = 0
    n_converted: int = 0

    def warn(self, fault: ReadingFault, mask: Mask, rows: TextRows, *columns: str) -> None:
        """Keeps the rows that met a rule, with what stands in the columns named."""
        self._keep(fault, mask, rows, columns, is_aside=False)

    def set_aside(self, fault: ReadingFault, mask: Mask, rows: TextRows, *columns: str) -> None:
        """The same for rows that are not used; their cells are kept."""
        self._keep(fault, mask, rows, columns, is_aside=True)

    def _keep(
        self, fault: ReadingFault, mask: Mask, rows: TextRows, columns: Sequence[str], *, is_aside: bool
    ) -> None:
        hits = mask.nonzero()[0]
        if not len(hits):
            return
        before = self.n_of.get(fault, 0)
        self.n_of[fault] = before + len(hits)
        most = MOST_KEPT if fault.severity > Severity.NOTE else 1
        for hit in hits[: max(most - before, 0)].tolist():
            seen = _seen(rows, hit, columns)
            cells = {name: column[hit].as_py() for name, column in rows.columns.items()} if is_aside else None
            self.met.append(OddRowMet(rows.n_before + hit, fault, seen, cells))

    def first(self) -> Iterator[OddRowMet]:
        """The first row for each rule that was met."""
        seen: set[str] = set()
        for one in self.met:
            if one.fault.id not in seen:
                seen.add(one.fault.id)
                yield one


def _seen(rows: TextRows, hit: int, columns: Sequence[str]) -> str:
    return ", ".join(
        f"{name} '{_short(rows.columns[name][hit].as_py())}'" for name in columns if name in rows.columns
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
