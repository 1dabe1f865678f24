"""Resolutions written as Akoma Ntoso, one file each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bluehelm.dossier.write_files import write_files
from bluehelm.foundation.errors import CannotWrite
from bluehelm.mandate.akoma_ntoso import akoma_ntoso
from bluehelm.mandate.resolution import Resolution


def write_akoma_ntoso(resolutions: Iterable[Resolution], folder: Path) -> list[Path]:
    """Writes each resolution as a file named after its symbol, and gives the paths.

    Raises CannotWrite where the folder or a file cannot be written, and for two of one name.
    """
    made: dict[Path, bytes] = {}
    for one in resolutions:
        path = folder / f"{_named(one)}.xml"
        if path in made:
            raise CannotWrite(f"Two of the texts would be written as '{path.name}'; write them apart.")
        made[path] = akoma_ntoso(one).encode("utf-8")
    return list(write_files(made))


def _named(resolution: Resolution) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", (resolution.symbol or resolution.source_name).lower())) or "text"
