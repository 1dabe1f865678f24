"""Where shared data lie for tests: beside the repository, or where BLUEHELM_SHARED says."""

from __future__ import annotations

import gzip
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


def shared(path: str) -> Path:
    """A file of the shared data. Skips the test where it is not there."""
    home = Path(os.environ.get("BLUEHELM_SHARED", ROOT.parent / "shared"))
    found = home / path
    if not found.exists():
        pytest.skip(f"shared data are absent: {path}")
    return found


@lru_cache(maxsize=1)
def structured_resolutions() -> dict[int, dict[str, Any]]:
    """The resolutions of the structured set that are usable as truth, by number."""
    path = shared("data/mandates/structured/structured.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        read = [json.loads(line) for line in opened]
    return {one["number"]: one for one in read if one["quality"] == "structured"}


def structured_text(number: int) -> str:
    """A resolution of the structured set as plain text, one paragraph a line."""
    paragraphs = structured_resolutions()[number]["paragraphs"]
    return "\n".join(f"{one['prefix'] or ''} {one['text']}".strip() for one in paragraphs)
