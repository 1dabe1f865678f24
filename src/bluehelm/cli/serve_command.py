"""`bluehelm serve`."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from bluehelm.cli.console import console
from bluehelm.desk.open_workspace import workspace_around
from bluehelm.foundation.errors import NotADossier


def run_serve(folder: Path, address: str, port: int, n_workers: int) -> int:
    """Serves the workspace until it is stopped; says first where to open it."""
    from bluehelm.web.serve import prepare, serve

    found = workspace_around(folder.resolve())
    if found is None:
        raise NotADossier(folder)
    link = prepare(found.folder)
    out = console()
    out.print(Text(f"Serving {', '.join(found.missions)} from the newest commit of this workspace."))
    out.print(Text("Open this link to sign in; it works once, within an hour:"))
    out.print(Text(f"    http://{address}:{port}{link}", "cyan"), soft_wrap=True)
    out.print(Text("Stop with Ctrl-C."))
    serve(address, port, n_workers)
    return 0
