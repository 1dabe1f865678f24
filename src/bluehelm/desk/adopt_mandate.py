"""Adopting a resolution into a dossier: its file drafted, what becomes suspect listed, written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from bluehelm.desk.open_workspace import OpenMission
from bluehelm.desk.read_mandate import TextsAtHand
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.in_force import TaskInForce, givings_of, tasks_in_force
from bluehelm.dossier.mandate_records import Mandate, Task
from bluehelm.dossier.read_records import read_records
from bluehelm.dossier.stamps import Suspect, read_stamps
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.write_files import new_file
from bluehelm.dossier.yaml_text import read_yaml
from bluehelm.foundation.errors import CannotAdopt, CannotWrite
from bluehelm.foundation.findings import Finding
from bluehelm.mandate.carry_forward import decision_of
from bluehelm.mandate.decision_as_yaml import DraftedDecision, decision_as_yaml
from bluehelm.mandate.match_tasks import match_tasks
from bluehelm.mandate.mission_of_text import mission_of, mission_patterns
from bluehelm.mandate.name_tasks import name_tasks
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.text_faults import DRAFT, SKIPPED_NUMBER

FOLDER = "mandates"


@dataclass(frozen=True, slots=True)
class AdoptedMandate:
    """A decision drafted for a dossier; `draft` is None where its text could not be read.

    file      where it would stand; `exists` says that a file is there already
    suspects  reviewed links that would need another look once it is written
    """

    findings: tuple[Finding, ...]
    draft: DraftedDecision | None = None
    text: str = ""
    file: Path = Path()
    exists: bool = False
    suspects: tuple[Suspect, ...] = ()

    @property
    def n_resting(self) -> int:
        """How many items rest on what becomes suspect."""
        return len({item for one in self.suspects for item in one.resting})


def adopt_mandate(path: Path, opened: OpenMission, adopted_on: date | None = None) -> AdoptedMandate:
    """The decision's file as it would stand in the dossier, and what it would make suspect.

    Raises CannotAdopt for a draft, for a text without symbol or day, and for one that lost paragraphs.
    Texts of earlier decisions are taken from the folder of the file, where they lie there.
    """
    at_hand = TextsAtHand([path.parent] if path.parent.is_dir() else [])
    resolution, found = read_resolution(path, adopted_on=adopted_on, at_hand=at_hand)
    if resolution is None:
        return AdoptedMandate(tuple(found))
    day = _day_if_fit(resolution, found)
    _prove_of_this_mission(resolution, opened)
    earlier = _before(opened.reading.dossier, resolution, day)
    draft = _drafted(resolution, earlier, day, at_hand)
    text = decision_as_yaml(draft)
    mandate = _as_record(text)
    file = opened.folder / FOLDER / f"{day}-{_slug(mandate)}.yaml"
    suspects = _suspects(earlier, mandate, day)
    exists = any(one.slug == mandate.slug for one in opened.reading.dossier.mandates) or file.exists()
    return AdoptedMandate(tuple(found), draft, text, file, exists, suspects)


def write_adopted(adopted: AdoptedMandate) -> Path:
    """Writes the draft as a new file, whole or not at all; CannotWrite where the decision is on file."""
    if adopted.exists or adopted.draft is None:
        symbol = adopted.draft.resolution.symbol if adopted.draft else "this"
        raise CannotWrite(
            f"{symbol} is on file already; nothing was written. Change that file by hand, "
            "or move it away and adopt again."
        )
    new_file(adopted.file, adopted.text.encode("utf-8"))
    return adopted.file


def _day_if_fit(resolution: Resolution, found: Sequence[Finding]) -> date:
    if any(one.check == DRAFT.id for one in found):
        raise CannotAdopt("This is a draft: nothing in it is in force. Take the text once it is adopted.")
    if not resolution.symbol:
        raise CannotAdopt("The text does not say which resolution it is; name the file S-RES-number-year.")
    if resolution.adopted_on is None:
        raise CannotAdopt("The text does not say its day of adoption; give it with --adopted-on.")
    lost = next((one for one in found if one.check == SKIPPED_NUMBER.id), None)
    if lost is not None:
        raise CannotAdopt(f"{lost.message} A decision is not drafted from a text with holes; mend it first.")
    return resolution.adopted_on


def _prove_of_this_mission(resolution: Resolution, opened: OpenMission) -> None:
    """Refuses a text that never names the mission of the dossier and is about another one."""
    mission = opened.reading.dossier.mission
    told = f"{opened.name.upper()} {mission.name if mission else ''}"
    own = [name for name, words in mission_patterns().items() if words.search(told)]
    text = "\n".join(one.text for one in resolution.paragraphs)
    about = mission_of("\n".join(one.text for one in resolution.operative))
    if about and own and not any(mission_patterns()[name].search(text) for name in own):
        raise CannotAdopt(f"The text is about {about} and never names {own[0]}, whose dossier this is.")


def _before(dossier: Dossier, resolution: Resolution, day: date) -> Dossier:
    """The dossier with the decisions before this one only, as it stood the day it was adopted."""
    number = resolution.symbol.partition(" ")[0]
    kept = tuple(
        one for one in dossier.mandates if one.adopted_on <= day and one.decision.partition(" ")[0] != number
    )
    return replace(dossier, mandates=kept, naming=None)


def _drafted(resolution: Resolution, earlier: Dossier, day: date, at_hand: TextsAtHand) -> DraftedDecision:
    tasks = {one.id: one for one in earlier.tasks}
    running = tasks_in_force(earlier, day - timedelta(days=1)) or tasks_in_force(earlier, _last_day(earlier))
    in_force: list[tuple[TaskInForce, Task | None]] = [
        (_with_wording(held, earlier), tasks.get(name)) for name, held in running.items()
    ]
    named = name_tasks(resolution).named
    decided = decision_of(resolution, named)
    matched = match_tasks(resolution, in_force, at_hand, [one.paragraph for one in named])
    complete = decided is not None and decided.effect == "restated"
    return DraftedDecision(resolution, tuple(matched), complete)


def _last_day(earlier: Dossier) -> date:
    """The last day on which a decision ran, where the mandate had lapsed."""
    ends = [one.in_force_until or one.adopted_on for one in earlier.mandates]
    return max(ends) - timedelta(days=1) if ends else date.min


def _with_wording(held: TaskInForce, earlier: Dossier) -> TaskInForce:
    """The last time a task was given in a paragraph that is on file, else the last time."""
    known = [one for one in givings_of(earlier, held.task) if one.given.paragraph and one.given.wording]
    return held if held.given.wording or not known else known[-1]


def _as_record(text: str) -> Mandate:
    """The draft as the dossier would read it; a draft that cannot be read is a fault of ours."""
    plain, faults = read_yaml(text, FOLDER)
    read = read_records([plain], Mandate, FOLDER, lambda _index, _steps: 0)
    if faults or read.findings or not isinstance(read.records[0], Mandate):
        raise CannotAdopt(f"The draft cannot be read back: {[str(one.message) for one in read.findings]}.")
    return read.records[0]


def _slug(mandate: Mandate) -> str:
    """The symbol without its year, as files of decisions are named."""
    return "-".join(mandate.slug.split("-")[:-1])


def _suspects(earlier: Dossier, mandate: Mandate, day: date) -> tuple[Suspect, ...]:
    """The links that the decision makes suspect and that were not so before."""
    before = {one.link.source for one in read_stamps(Standpoint(earlier, day)).suspects}
    later = replace(earlier, mandates=(*earlier.mandates, mandate), naming=None)
    after = read_stamps(Standpoint(later, day)).suspects
    return tuple(one for one in after if one.link.source not in before)
