"""Writes the same tree of linked items in the formats of Bluehelm and of its peers.

One item in a hundred is an objective, nine are tasks that serve one objective each, ninety are
outputs that serve one task each. Every item has a text, and nothing a format does not ask for.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ITEMS_A_FILE = 500
LEVELS = ("objective", "task", "output")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the tree; only objectives have no parent."""

    level: str
    number: int
    parent: int | None

    @property
    def text(self) -> str:
        """A sentence of its own."""
        return f"People in locality {self.number} are protected by patrols and by what was agreed."


def tree_of(n_items: int) -> dict[str, list[Item]]:
    """The items by level, each level's parents dealt out evenly.

    >>> {level: len(items) for level, items in tree_of(1_000).items()}
    {'objective': 10, 'task': 90, 'output': 900}
    """
    n_objectives, n_tasks = max(1, n_items // 100), max(1, 9 * n_items // 100)
    n_outputs = n_items - n_objectives - n_tasks
    return {
        "objective": [Item("objective", number + 1, None) for number in range(n_objectives)],
        "task": [Item("task", number + 1, number % n_objectives + 1) for number in range(n_tasks)],
        "output": [Item("output", number + 1, number % n_tasks + 1) for number in range(n_outputs)],
    }


def level_above(level: str) -> str:
    """The level an item's parent stands on."""
    return LEVELS[LEVELS.index(level) - 1]


def write_for_bluehelm(folder: Path, tree: dict[str, list[Item]]) -> None:
    """A workspace with one mission of objectives, tasks and outputs."""
    mission = folder / "missions" / "equivalent"
    _write(mission / "mission.yaml", ["mission: equivalent", "name: Equivalent items", "kept_to: 2026-02-28"])
    homes = {"objective": "strategy.yaml", "task": "tasks.yaml", "output": "plan/outputs.yaml"}
    for level, items in tree.items():
        lines = [f"{level}s:"]
        for item in items:
            lines += [f"  - id: {level}-{item.number}", f"    text: {item.text}"]
            if item.parent is not None:
                field = "serves" if level == "task" else "tasks"
                lines.append(f"    {field}: [{level_above(level)}-{item.parent}]")
        _write(mission / homes[level], lines)


def write_for_doorstop(folder: Path, tree: dict[str, list[Item]]) -> None:
    """A document for each level; each item a file of its own, as doorstop keeps them."""
    (folder / ".git").mkdir(parents=True)
    for level, items in tree.items():
        document = folder / level
        settings = ["settings:", "  digits: 6", f"  prefix: {level}", "  sep: '-'"]
        if level != LEVELS[0]:
            settings.insert(2, f"  parent: {level_above(level)}")
        _write(document / ".doorstop.yml", settings)
        for item in items:
            lines = ["active: true", "derived: false", "header: ''", f"level: 1.{item.number}"]
            if item.parent is None:
                lines.append("links: []")
            else:
                lines += ["links:", f"- {level_above(level)}-{item.parent:06d}: null"]
            lines += ["normative: true", "ref: ''", "reviewed: null", "text: |", f"  {item.text}"]
            _write(document / f"{level}-{item.number:06d}.yml", lines)


def write_for_strictdoc(folder: Path, tree: dict[str, list[Item]]) -> None:
    """Documents of at most 500 requirements with a relation to the parent."""
    for level, number, items in _in_files(tree):
        lines = ["[DOCUMENT]", f"TITLE: {level} {number}", ""]
        for item in items:
            lines += ["[REQUIREMENT]", f"UID: {level}-{item.number}", f"STATEMENT: {item.text}"]
            if item.parent is not None:
                lines += ["RELATIONS:", "- TYPE: Parent", f"  VALUE: {level_above(level)}-{item.parent}"]
            lines.append("")
        _write(folder / f"{level}_{number}.sdoc", lines[:-1])


def write_for_sphinx_needs(folder: Path, tree: dict[str, list[Item]]) -> None:
    """Pages of at most 500 needs with a link to the parent."""
    shown = {"color": "", "style": "node"}
    types = [{"directive": level, "title": level, "prefix": level, **shown} for level in LEVELS]
    _write(folder / "conf.py", ['extensions = ["sphinx_needs"]', f"needs_types = {types}"])
    pages = ["Items", "=====", "", ".. toctree::", ""]
    for level, number, items in _in_files(tree):
        title = f"{level} {number}"
        lines = [title, "=" * len(title), ""]
        for item in items:
            lines += [f".. {level}:: {level} {item.number}", f"   :id: {level.upper()}_{item.number}"]
            if item.parent is not None:
                lines.append(f"   :links: {level_above(level).upper()}_{item.parent}")
            lines += ["", f"   {item.text}", ""]
        _write(folder / f"{level}_{number}.rst", lines)
        pages.append(f"   {level}_{number}")
    _write(folder / "index.rst", pages)


Writer = Callable[[Path, dict[str, list[Item]]], None]


def write_anew(folder: Path, tree: dict[str, list[Item]], writer: Writer) -> None:
    """Writes a tree of items in one format, in place of what lay there."""
    if folder.exists():
        shutil.rmtree(folder)
    writer(folder, tree)


def with_one_link_to_nowhere(tree: dict[str, list[Item]]) -> dict[str, list[Item]]:
    """The tree with its first output resting on a task that is not there."""
    first, *rest = tree["output"]
    return {**tree, "output": [replace(first, parent=999_999), *rest]}


def _in_files(tree: dict[str, list[Item]]) -> Iterator[tuple[str, int, list[Item]]]:
    for level, items in tree.items():
        for start in range(0, len(items), ITEMS_A_FILE):
            yield level, start // ITEMS_A_FILE + 1, items[start : start + ITEMS_A_FILE]


def _write(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
