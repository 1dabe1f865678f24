"""A workspace that is served: in this process for Django's own client, or by the command for a browser."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bluehelm.desk.copy_example import copy_example

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RESTRICTED_TASK = """tasks:
  - id: quiet-talks
    text: hold quiet talks with the armed group
    sensitivity: confidential
"""


@lru_cache(maxsize=1)
def workspace_in_this_process() -> Path:
    """A workspace with MINUSCA and a restricted repository over it, and Django set up to serve it."""
    folder = Path(tempfile.mkdtemp(prefix="bluehelm-test-"))
    workspace = folder / "workspace"
    copy_example(workspace)
    lay_restricted_over(workspace)
    os.environ["BLUEHELM_WORKSPACE"] = str(workspace)
    os.environ["BLUEHELM_STATE"] = str(folder / "state")
    from bluehelm.web.serve import prepare

    prepare(workspace)
    return workspace


def lay_restricted_over(workspace: Path) -> None:
    """Puts one confidential task into a repository of its own."""
    folder = workspace / "missions" / "minusca.restricted"
    folder.mkdir()
    (folder / "tasks.yaml").write_text(RESTRICTED_TASK, encoding="utf-8")
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "quiet talks begin")
    with (workspace / ".git" / "info" / "exclude").open("a", encoding="utf-8") as opened:
        opened.write("missions/*.restricted/\n")


def git(folder: Path, *step: str) -> str:
    """What a step of git prints; it must succeed."""
    author = ("-c", "user.name=Planner", "-c", "user.email=planner@mission.example")
    ran = subprocess.run(["git", *author, *step], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout


def client_of(name: str) -> Any:
    """Django's client, signed in as an account; nobody for a blank name."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    if name:
        client.force_login(get_user_model().objects.get(username=name))
    return client


@contextmanager
def served_by_command(workspace: Path, state: Path) -> Iterator[str]:
    """The link to sign in to a server that `bluehelm serve` has started, as a person would."""
    port = free_port()
    log = state / "serve.log"
    state.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bluehelm.cli.main", "serve", str(workspace), "--port", str(port)]
    surroundings = {**os.environ, "BLUEHELM_STATE": str(state)}
    surroundings.pop("BLUEHELM_WORKSPACE", None)
    with log.open("w", encoding="utf-8") as opened:
        server = subprocess.Popen(
            [*command, "--workers", "1"], stdout=opened, stderr=opened, env=surroundings
        )
    try:
        yield _link_in(log, port)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _link_in(log: Path, port: int) -> str:
    for _ in range(300):
        found = re.search(r"http://\S+/", log.read_text(encoding="utf-8"))
        if found and _answers(port):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
