"""The page of checks: every check and every fault of reading, room by room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bluehelm.desk.check_list import CHECKS
from bluehelm.desk.fault_list import FAULTS_BY_ROOM
from bluehelm.documentation.markdown_text import page, plain, table, with_gaps
from bluehelm.dossier.checking import Check
from bluehelm.dossier.reading_faults import ReadingFault
from bluehelm.foundation.findings import Basis

INTRODUCTION = (
    "What `bluehelm check` looks for, generated from the code. How heavy a finding is, how one is "
    "accepted and how a check of one's own is added stands on the page on [checks](../checks.md). Words "
    "in round brackets in a remedy stand for what the finding names."
)
STATUS = (
    "Behind a basis stands how it is known: *as reported* (another document says so), *abstract* (only "
    "the summary was read), *derived* (worked out from others), *unverified* (general knowledge), *our "
    "reading* (a rule of Bluehelm's own). Without a word, the source itself was read."
)
SUBMISSION = "submission "
ROOMS = {
    "reading": "Reading the files",
    "texts": "Texts of resolutions",
    "importing": "Importing evidence",
    "dossier": "References and stamps",
    "strategy": "Strategy and situations",
    "mandate": "Mandate and tasks",
    "phases": "Phases, conditions, handover",
    "evidence": "Evidence",
    "forces": "Forces and concept of operations",
    "council": "Council, contributors, reforms",
    "partners": "Partners",
    "leadership": "Leadership",
    "options": "Options",
    "plan": "Plan and staffing",
    "finance": "Budget and cash",
    "money": "Tables of money: scales, budgets, contributions",
    "review": "Reviews and decisions",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A check or fault of reading, with the room it belongs to."""

    room: str
    declared: Check | ReadingFault

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the submission it serves."""
        return paragraphs_of(self.declared.basis)


def paragraphs_of(basis: Iterable[Basis]) -> list[str]:
    """The paragraphs of the submission among the bases.

    >>> paragraphs_of([Basis("submission 2b.iii"), Basis("S/RES/2594 (2021), para. 4")])
    ['2b.iii']
    """
    return [one.source.removeprefix(SUBMISSION) for one in basis if one.source.startswith(SUBMISSION)]


def entries() -> list[Entry]:
    """Every fault of reading and importing and every check that ships, in the order of the list of checks."""
    read = [Entry(room, fault) for room, faults in FAULTS_BY_ROOM.items() for fault in faults]
    return read + [Entry(one.look.__module__.split(".")[1], one) for one in CHECKS]


def checks_page() -> str:
    """The page of checks."""
    by_room = {room: [one for one in entries() if one.room == room] for room in ROOMS}
    total = sum(len(found) for found in by_room.values())
    counted = [*_counts(by_room), _count_row("**all**", [one for found in by_room.values() for one in found])]
    overview = table(("room", "error", "warning", "note", "all"), counted)
    sections = [_section(room, found) for room, found in by_room.items()]
    return page("Checks", [f"{total} checks. {INTRODUCTION}"], [STATUS], overview, *sections)


def _counts(by_room: dict[str, list[Entry]]) -> Iterator[list[str]]:
    for room, found in by_room.items():
        yield _count_row(f"[{ROOMS[room]}](#room-{room})", found)


def _count_row(name: str, found: list[Entry]) -> list[str]:
    tally = Counter(one.declared.severity.word for one in found)
    return [name, *(str(tally[word]) for word in ("error", "warning", "note")), str(len(found))]


def _section(room: str, found: list[Entry]) -> list[str]:
    ordered = sorted(found, key=lambda one: one.declared.id)
    rows = (
        (
            f"[{one.declared.id}](#{one.declared.id.lower()})",
            one.declared.severity.word,
            plain(one.declared.looks_for),
        )
        for one in ordered
    )
    lines = [f'<a id="room-{room}"></a>', "", f"## {ROOMS[room]}", ""]
    lines += table(("check", "severity", "looks for"), rows)
    for one in ordered:
        lines += ["", *_described(one)]
    return lines


def _described(entry: Entry) -> Iterator[str]:
    one = entry.declared
    yield f"### {one.id}"
    yield ""
    yield f"**{one.severity.word}**: {plain(one.looks_for)}."
    yield ""
    yield f"- Why: {plain(one.why)}"
    yield f"- Mend: {_remedy(one)}"
    yield f"- Rests on: {'; '.join(_basis(basis) for basis in one.basis)}."


def _remedy(one: Check | ReadingFault) -> str:
    if one.remedy == "{hint}":
        return "the finding says what to do at this place."
    return plain(with_gaps(one.remedy))


def _basis(basis: Basis) -> str:
    status = "" if basis.status == "verified" else f" (*{basis.status}*)"
    if basis.source.startswith(SUBMISSION):
        paragraph = basis.source.removeprefix(SUBMISSION)
        return f"[{basis.source}](../features.md#{anchor_of_paragraph(paragraph)}){status}"
    if basis.source.startswith("docs/"):
        name = basis.source.removeprefix("docs/")
        return f"[{basis.source}](../{name}){status}"
    return plain(basis.source) + status


def anchor_of_paragraph(paragraph: str) -> str:
    """The anchor of a paragraph of the submission on the page of features.

    >>> anchor_of_paragraph("2b.iii")
    'p-2b-iii'
    """
    return "p-" + paragraph.replace(".", "-")
