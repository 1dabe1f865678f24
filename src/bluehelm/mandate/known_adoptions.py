"""When the resolutions of the public corpus were adopted: facts that stand in when a text lacks its head."""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def known_adoptions() -> dict[int, tuple[str, date]]:
    """The symbol and day of adoption of each resolution of the corpus, by number."""
    shipped = files("bluehelm.mandate").joinpath("corpus/resolution_facts.csv").read_text(encoding="utf-8")
    known: dict[int, tuple[str, date]] = {}
    for row in csv.DictReader(shipped.splitlines()):
        number = int(row["symbol"].split("/")[2].split(" ")[0])
        known[number] = row["symbol"], date.fromisoformat(row["adopted_on"])
    return known
