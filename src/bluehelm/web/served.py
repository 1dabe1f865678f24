"""The one workspace that this process serves."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from bluehelm.desk.served_workspace import ServedWorkspace


@lru_cache(maxsize=1)
def served() -> ServedWorkspace:
    """The workspace, opened on first use; its copy goes when the process ends."""
    copy = Path(tempfile.mkdtemp(prefix="bluehelm-served-"))
    atexit.register(shutil.rmtree, copy, ignore_errors=True)
    return ServedWorkspace(settings.WORKSPACE, copy)
