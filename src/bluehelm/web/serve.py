"""Serving a workspace: the database brought up to date, a link to sign in, and a server that waits."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from bluehelm.desk.workspace_repository import WorkspaceRepository
from bluehelm.foundation.errors import CannotWrite

N_THREADS = 4


def prepare(workspace: Path) -> str:
    """Brings the database up to date and gives the path of a link that signs its owner in once.

    Raises NotARepository when the workspace has no history that edits could join.
    """
    WorkspaceRepository(workspace).head()
    os.environ.setdefault("BLUEHELM_WORKSPACE", str(workspace))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluehelm.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    from bluehelm.web.sign_in import link_for, owner_account

    return link_for(owner_account())


def serve(address: str, port: int, n_workers: int) -> None:
    """Answers requests until it is stopped. Raises CannotWrite when the port is taken."""
    import socket

    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except OSError as error:
            raise CannotWrite(
                f"Port {port} at {address} cannot be used: {error.strerror}. Try another: --port {port + 1}"
            ) from None
    _server()(f"{address}:{port}", n_workers).run()


def _server() -> Any:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        """gunicorn with the settings that a workspace needs."""

        def __init__(self, bound_to: str, n_workers: int) -> None:
            self.wanted = {
                "bind": bound_to,
                "workers": n_workers,
                "worker_class": "gthread",
                "threads": N_THREADS,
                "timeout": 60,
                "graceful_timeout": 10,
                "loglevel": "warning",
                "limit_request_line": 4094,
                "proc_name": "bluehelm",
            }
            super().__init__()

        def load_config(self) -> None:
            """Hands the settings over."""
            for name, value in self.wanted.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            """The application, made in each worker."""
            from bluehelm.web.application import application

            return application

    return Server
