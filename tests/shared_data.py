"""Where shared data lie for tests: beside the repository, or where BLUEHELM_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def shared(path: str) -> Path:
    """A file of the shared data. Skips the test where it is not there."""
    home = Path(os.environ.get("BLUEHELM_SHARED", ROOT.parent / "shared"))
    found = home / path
    if not found.exists():
        pytest.skip(f"shared data are absent: {path}")
    return found
