"""`bluehelm fields` and `bluehelm checks`: the catalogues, as text or for other programs."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from bluehelm.cli.console import SEVERITY_STYLES, console, print_json
from bluehelm.desk.look_up import check_entries, field_schema, record_entries


def run_fields(record: str | None, written_as: str) -> int:
    """Lists the fields of one record or of all."""
    if written_as == "json-schema":
        print_json(field_schema(record))
        return 0
    entries = record_entries(record)
    if written_as == "json":
        print_json(entries)
        return 0
    out = console()
    for entry in entries:
        out.print(Text.assemble((entry["name"], "bold"), f"  {entry['file']}  ", (entry["meaning"], "dim")))
        table = Table(box=None, padding=(0, 1), show_header=False)
        table.add_column(style="bold", no_wrap=True)
        table.add_column(ratio=1)
        for field in entry["fields"]:
            need = " (required)" if field["required"] else ""
            unit = f", {field['unit']}" if field["unit"] else ""
            table.add_row(f"  {field['name']}", f"{field['meaning']}{need} [{field['type']}{unit}]")
        out.print(table)
        out.print()
    return 0


def run_checks_list(written_as: str) -> int:
    """Lists every check."""
    entries = check_entries()
    if written_as == "json":
        print_json(entries)
        return 0
    out = console()
    table = Table(box=None, padding=(0, 1), show_header=False)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for entry in entries:
        severity = str(entry["severity"])
        table.add_row(str(entry["id"]), Text(severity, SEVERITY_STYLES[severity]), str(entry["looks_for"]))
    out.print(table)
    return 0
