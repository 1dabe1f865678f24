"""The events of a workspace as one table: which source, which release, and what that release covers.

Rule: never the union of two releases, and never of two sources; a release known later is not used for an
earlier day (`available_from`).
"""

from __future__ import annotations

import json
import re
import tempfile
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluehelm.evidence.indicators.coverage import Coverage, Covered
from bluehelm.evidence.indicators.question import Question, Stretch
from bluehelm.foundation.errors import NoEvidence

if TYPE_CHECKING:
    import ibis.expr.types as ir

STORE = "evidence"
MANIFEST = "manifest.json"
EVERYWHERE = "*"
EVENT_SOURCES = ("ucdp-ged", "acled", "un-fatalities")
"""Sources of single events; where several are on file the first is taken unless one is named."""
MEMORY = "1500MB"


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """A release in the store: its files, what it covers, and from which day it counts as known."""

    source: str
    release: str
    folder: Path
    coverage: Coverage
    available_from: date | None
    sha256: str

    @property
    def name(self) -> str:
        """Source and release, as a result names them."""
        return f"{self.source} {self.release}"

    def events(self) -> ir.Table:
        """The events as a table of DuckDB, read from the files when asked."""
        return open_files(sorted(self.folder.glob("part-*.parquet")))


def open_files(paths: Iterable[Path]) -> ir.Table:
    """Parquet files of events as one table of a DuckDB in memory, which holds no more than MEMORY.

    What does not fit goes to the system's folder for temporary files, never beside what the user has.
    """
    import ibis

    spare = Path(tempfile.gettempdir()) / f"bluehelm-{uuid.uuid4().hex}"
    store = ibis.duckdb.connect(
        memory_limit=MEMORY,
        preserve_insertion_order=False,
        temp_directory=str(spare),
    )
    return store.read_parquet([str(path) for path in paths])


def stored_releases(workspace: Path) -> tuple[StoredRelease, ...]:
    """Every release of single events in the store, oldest first within each source."""
    found = [_release(path) for path in (workspace / STORE).glob(f"*/*/{MANIFEST}")]
    known = [one for one in found if one.source in EVENT_SOURCES]
    return tuple(sorted(known, key=lambda one: (EVENT_SOURCES.index(one.source), _in_order(one))))


def _release(manifest: Path) -> StoredRelease:
    told = json.loads(manifest.read_text(encoding="utf-8"))
    since = told.get("available_from")
    return StoredRelease(
        source=str(told.get("source") or manifest.parent.parent.name),
        release=str(told.get("release") or manifest.parent.name),
        folder=manifest.parent,
        coverage=coverage_told(told.get("coverage") or {}),
        available_from=date.fromisoformat(since) if since else None,
        sha256=str(told.get("sha256") or ""),
    )


def coverage_told(told: Mapping[str, Any]) -> Coverage:
    """The coverage as a manifest writes it: by country `{"from": …, "until": …}`, or a list of such."""
    covered = {country: _stretches(one if isinstance(one, list) else [one]) for country, one in told.items()}
    return Coverage({k: v for k, v in covered.items() if k != EVERYWHERE}, covered.get(EVERYWHERE, ()))


def _stretches(told: Iterable[Mapping[str, str]]) -> Covered:
    return tuple((date.fromisoformat(one["from"]), date.fromisoformat(one["until"])) for one in told)


def _in_order(one: StoredRelease) -> tuple[date, tuple[int, ...]]:
    """Later is newer: by the day it was known, then by the numbers in its name."""
    return (one.available_from or date.min, tuple(int(part) for part in re.findall(r"\d+", one.release)))


def release_asked(
    workspace: Path,
    asked: Question,
    *,
    source: str | None = None,
    release: str | None = None,
) -> StoredRelease:
    """The release that a question is put to: the one named, or that which covers most of what is asked.

    Of releases that cover equally much the newest is taken. Raises NoEvidence, which says what is on file.
    """
    on_file = stored_releases(workspace)
    fitting = [
        one
        for one in on_file
        if source in (None, one.source) and release in (None, one.release) and _was_known(one, asked.known_on)
    ]
    if not fitting:
        raise NoEvidence(workspace, [one.name for one in on_file])
    newest_first = [one for one in reversed(fitting) if one.source == fitting[0].source]
    return max(newest_first, key=lambda one: _covered(one, asked))


def _was_known(one: StoredRelease, known_on: date | None) -> bool:
    return known_on is None or one.available_from is None or one.available_from <= known_on


def _covered(one: StoredRelease, asked: Question) -> float:
    """How much of the countries and days asked a release covers."""
    whole = Stretch(0, asked.from_on, asked.until_on)
    return sum(
        one.coverage.share(country, whole, asked.from_on, asked.until_on)
        for country in asked.countries or tuple(one.coverage.by_country)
    )
