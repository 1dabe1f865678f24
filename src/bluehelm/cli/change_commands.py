"""`bluehelm accept` and `bluehelm edit`."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

from rich.text import Text

from bluehelm.cli.console import console
from bluehelm.desk.change_dossier import accept_link, set_fields
from bluehelm.desk.open_workspace import open_mission
from bluehelm.foundation.errors import CannotWrite


def run_accept(link: str, by: str, why: str, on: date, mission: str) -> int:
    """Records a review of a link."""
    opened = open_mission(mission, Path.cwd())
    seen = opened.seen(opened.day_asked(None, datetime.now().astimezone().date()))
    accepted = accept_link(opened, link, by=by, why=why, on=on, seen=seen)
    out = console()
    out.print(Text(f"Accepted {accepted.link}, written to {os.path.relpath(accepted.file)}."))
    if accepted.was_suspect:
        out.print(
            Text(f"It was suspect; {len(accepted.cleared)} items no longer rest on it as a suspect link.")
        )
    return 0


def run_edit(item: str, changes: list[str], mission: str) -> int:
    """Sets fields of an item."""
    wanted: dict[str, str] = {}
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals:
            raise CannotWrite(
                f"'{change}' is no change; write FIELD=VALUE, for example led_by=force-commander."
            )
        wanted[key.strip()] = value
    opened = open_mission(mission, Path.cwd())
    path = set_fields(opened, item, wanted)
    console().print(Text(f"Changed {item} in {os.path.relpath(path)}: {', '.join(wanted)}."))
    return 0
