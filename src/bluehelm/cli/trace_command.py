"""`bluehelm trace`: the chain above and below an item, and what hangs in the air."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from bluehelm.cli.console import console, print_json
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.trace_item import Gap, TracedItem, TracedStep, find_gaps, trace_item


def run_trace(
    item: str | None,
    ways: tuple[str, ...],
    depth: int | None,
    gaps: bool,
    mission: str,
    written_as: str,
    as_of: date | None,
) -> int:
    """Shows the trace of an item, or the gaps of the whole chain."""
    opened = open_mission(mission, Path.cwd())
    seen = opened.seen(opened.day_asked(as_of, datetime.now().astimezone().date()))
    if item is None or gaps:
        _show_gaps(find_gaps(seen), written_as)
        return 0
    traced = trace_item(seen, item, ways, depth)
    if written_as == "json":
        print_json(_as_json(traced))
    else:
        _show(traced)
    return 0


def _show(traced: TracedItem) -> None:
    out = console()
    out.print(Text.assemble((traced.reference, "bold"), "  ", traced.text))
    for way, heading in (("up", "Rests on"), ("down", "What rests on it")):
        if way not in traced.ways:
            continue
        root = traced.ways[way]
        if not root.steps:
            out.print(Text(f"{heading}: nothing on file.", "dim"))
            continue
        tree = Tree(Text(heading, "bold"), guide_style="dim")
        _grow(tree, root)
        out.print(tree)
    _show_suspects(traced, out)
    if traced.money_usd is not None:
        out.print(
            Text(f"\nMoney that can be followed here, {traced.money_year}: {traced.money_usd:,.2f} USD")
        )


def _show_suspects(traced: TracedItem, out: Console) -> None:
    """Each suspect link with what rests on it by kind, and the command that clears it."""
    n_suspects = len(traced.suspects)
    if n_suspects:
        links = "suspect link touches" if n_suspects == 1 else "suspect links touch"
        out.print(Text(f"\n{n_suspects} {links} it or what it rests on:", "yellow"))
    for suspect in traced.suspects:
        out.print(Text(f"  {suspect.link.name}"))
        out.print(Text(f"    reviewed on {suspect.reviewed.on}; since then another meaning: "
                       f"{', '.join(suspect.changed)}"))  # fmt: skip
        out.print(Text(f"    resting on it: {_by_kind(suspect.resting)}"))
        out.print(Text("    clear it with:", "dim"))
        command = f"bluehelm accept '{suspect.link.name}' --as POST --why REASON"
        out.print(Text(f"      {command}", "dim"), soft_wrap=True)


def _by_kind(references: tuple[str, ...]) -> str:
    """How many items of each kind, for example: 2 outputs, 1 line."""
    tally = Counter(reference.partition("/")[0] for reference in references)
    said = (
        f"{number} {kind}{'' if number == 1 or kind.endswith('s') else 's'}" for kind, number in tally.items()
    )
    return ", ".join(said) or "nothing"


def _grow(tree: Tree, step: TracedStep) -> None:
    for below in step.steps:
        line = Text.assemble((below.reference, "bold"), "  ", below.text)
        if below.suspect:
            line.append("  suspect", "yellow")
        elif below.rests_on_suspect:
            line.append("  rests on a suspect link", "yellow dim")
        if below.cut:
            line.append("  …", "dim")
        _grow(tree.add(line), below)


def _show_gaps(gaps: list[Gap], written_as: str) -> None:
    if written_as == "json":
        print_json(
            {"gaps": [{"kind": gap.kind, "lacks": gap.lacks, "items": list(gap.items)} for gap in gaps]}
        )
        return
    out = console()
    for gap in gaps:
        out.print(Text.assemble((f"{len(gap.items)} of {gap.n_items} ", "bold"), f"{gap.kind} {gap.lacks}"))
        for reference in gap.items:
            out.print(Text(f"    {reference}", "dim"))
    if not gaps:
        out.print("Nothing hangs in the air.")


def _as_json(traced: TracedItem) -> dict[str, Any]:
    return {
        "item": traced.reference,
        "text": traced.text,
        **{way: [_step_as_json(step) for step in root.steps] for way, root in traced.ways.items()},
        "suspects": [
            {"link": one.link.name, "changed": list(one.changed), "resting": list(one.resting)}
            for one in traced.suspects
        ],
        "money_usd": str(traced.money_usd) if traced.money_usd is not None else None,
        "money_year": traced.money_year,
    }


def _step_as_json(step: TracedStep) -> dict[str, Any]:
    return {
        "item": step.reference,
        "text": step.text,
        "suspect": step.suspect,
        "rests_on_suspect": step.rests_on_suspect,
        "cut": step.cut,
        "steps": [_step_as_json(one) for one in step.steps],
    }
