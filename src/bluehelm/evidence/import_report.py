"""What an import did: the release it made, or why it made none, with everything that was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bluehelm.foundation.findings import Finding

Status = Literal["imported", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome for one file.

    changed   what a release changed against the one before, for the days and countries both cover
    """

    file: str
    status: Status
    source: str = ""
    release: str = ""
    layout: str = ""
    sha256: str = ""
    n_rows: int = 0
    n_kept: int = 0
    n_set_aside: int = 0
    findings: tuple[Finding, ...] = ()
    changed: Mapping[str, Any] | None = None
    folder: Path | None = None

    def as_json(self) -> dict[str, Any]:
        """The report in the published JSON shape."""
        return {
            "file": self.file,
            "status": self.status,
            "source": self.source,
            "release": self.release,
            "layout": self.layout,
            "sha256": self.sha256,
            "n_rows": self.n_rows,
            "n_kept": self.n_kept,
            "n_set_aside": self.n_set_aside,
            "changed": dict(self.changed) if self.changed else None,
            "findings": [finding.as_json() for finding in self.findings],
        }
