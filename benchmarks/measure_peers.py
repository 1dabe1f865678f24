"""Peers of Bluehelm on the same tree of linked items: each reads all of it and checks every link.

A tool that lets a link to nowhere pass is not counted. Each is asked for the least it can do beyond
that: doorstop validates without writing, StrictDoc and sphinx-needs write their items as one JSON
file and no page.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from make_equivalent_items import (
    Item,
    Writer,
    tree_of,
    with_one_link_to_nowhere,
    write_anew,
    write_for_bluehelm,
    write_for_doorstop,
    write_for_sphinx_needs,
    write_for_strictdoc,
)
from timed_process import CommandFailed, ProcessRun, median_run

LIMIT_SECONDS = 300.0
OUTPUT = "../written"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, how it is run in the folder of its items, and what it is asked to do."""

    name: str
    command: tuple[str, ...]
    writer: Writer
    asked: str


@dataclass(frozen=True, slots=True)
class PeerResult:
    """What was measured, or why nothing was."""

    tool: Tool
    n_items: int
    run: ProcessRun | None
    reason: str = ""


TOOLS = (
    Tool("Bluehelm", ("bluehelm", "check", "equivalent"), write_for_bluehelm, "all checks"),
    Tool("doorstop", ("doorstop", "-F", "-L", "-R", "-S", "-W", "-q"), write_for_doorstop, "links only"),
    Tool(
        "StrictDoc",
        ("strictdoc", "export", "--formats=json", f"--output-dir={OUTPUT}", "."),
        write_for_strictdoc,
        "links, items as JSON",
    ),
    Tool(
        "sphinx-needs",
        ("sphinx-build", "-q", "-W", "-b", "needs", ".", OUTPUT),
        write_for_sphinx_needs,
        "links, items as JSON",
    ),
)


def measure_tools(
    folder: Path, programs: Callable[[str], Path | None], sizes: tuple[int, ...]
) -> list[PeerResult]:
    """Every tool at every size; one that is missing, fails or is too slow is left out with the reason."""
    results: list[PeerResult] = []
    for tool in TOOLS:
        too_slow = ""
        for n_items in sizes:
            result = PeerResult(tool, n_items, None, too_slow)
            if not too_slow:
                result = _measured(tool, n_items, folder, programs)
            results.append(result)
            too_slow = too_slow or _expected_too_slow(result, sizes)
    return results


def _measured(tool: Tool, n_items: int, folder: Path, programs: Callable[[str], Path | None]) -> PeerResult:
    program = programs(tool.command[0])
    if program is None:
        return PeerResult(tool, n_items, None, "not installed here")
    tree = tree_of(n_items)
    try:
        run = _median(tool, program, folder / tool.name.lower(), tree)
    except CommandFailed as failure:
        return PeerResult(tool, n_items, None, str(failure))
    if not _notices_a_broken_link(tool, program, folder / tool.name.lower()):
        return PeerResult(tool, n_items, None, "does not notice a link to nowhere")
    return PeerResult(tool, n_items, run)


def _notices_a_broken_link(tool: Tool, program: Path, items: Path) -> bool:
    try:
        _median(tool, program, items, with_one_link_to_nowhere(tree_of(100)))
    except CommandFailed:
        return True
    return False


def _median(tool: Tool, program: Path, items: Path, tree: dict[str, list[Item]]) -> ProcessRun:
    write_anew(items, tree, tool.writer)

    def begin_cold() -> None:
        shutil.rmtree(items / OUTPUT, ignore_errors=True)

    return median_run((str(program), *tool.command[1:]), items, begin_cold)


def _expected_too_slow(result: PeerResult, sizes: tuple[int, ...]) -> str:
    if result.run is None:
        return ""
    expected = result.run.wall_seconds * max(sizes) / result.n_items
    return f"expected to take over {LIMIT_SECONDS:.0f} s" if expected > LIMIT_SECONDS else ""
