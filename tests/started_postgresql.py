"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a socket, ended afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PORT = "54329"
"""Only part of the name of the socket, which lies in a folder of its own: nothing listens on the network."""


@contextmanager
def started_postgresql() -> Iterator[Path]:
    """The folder of the socket of a running PostgreSQL. Skips the test where Debian's package is absent."""
    programs = _programs()
    user = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        _run(
            programs / "initdb",
            folder,
            user,
            "--auth=trust",
            "--username=bluehelm",
            "--no-sync",
            "-E",
            "UTF8",
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -p {PORT}"
        _run(programs / "pg_ctl", folder, user, "start", "--wait", "-l", str(folder / "log"), "-o", settings)
        try:
            yield folder
        finally:
            _run(programs / "pg_ctl", folder, user, "stop", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Where Debian keeps the programs of the newest PostgreSQL that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    if not found:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    return found[-1].parent


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    name = next((name for name in ("postgres", "nobody") if name in known), None)
    if name is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user for it")
    return name


def _run(program: Path, folder: Path, user: str | None, *words: str) -> None:
    as_user: dict[str, Any] = {} if user is None else {"user": user}
    done = subprocess.run(
        [program, "-D", str(folder / "data"), *words],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        **as_user,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
