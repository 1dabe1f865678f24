"""The cues of each task: phrases in a data file that planners can read and change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bluehelm.foundation.errors import UnreadableCues

SHIPPED_CUES = Path(__file__).with_name("task_cues.yaml")
_NEVER = re.compile(r"(?!)")
_GAP = r"[^\w;.]+(?:[\w'’]+[^\w;.]+){0,8}?"
_MARKS = re.compile(r"\s*\.\.\.\s*|\[([^\]]+)\]\s*|[()|*]|\s+|[^\s()|*\[\]]+")


@dataclass(frozen=True, slots=True)
class TaskCues:
    """One of the 41 tasks of PEMA: what it is called and the words that show it.

    `usual` is the modality where no word says another; `needs` the points it takes to name the task.
    """

    task: str
    plain: str
    plain_fr: str
    usual: str
    needs: int
    clear: re.Pattern[str]
    faint: re.Pattern[str]
    excepted: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CueFile:
    """Everything by which tasks are named: cues of modalities and of tasks."""

    modalities: Mapping[str, re.Pattern[str]]
    tasks: tuple[TaskCues, ...]

    def called(self, task: str, language: str = "en") -> str:
        """The plain words for a task; its PEMA name where it is not in the file."""
        for one in self.tasks:
            if one.task == task:
                return one.plain_fr if language == "fr" else one.plain
        return task


def cue_pattern(cue: str) -> str:
    r"""The regular expression of one cue.

    >>> found = re.compile(cue_pattern("protect* ... (camp|site)*"), re.IGNORECASE)
    >>> found.search("Protecting the people in such camps.")[0]
    'Protecting the people in such camps'
    >>> bool(re.search(cue_pattern("cease fire"), "a cease-fire"))
    True
    """
    return rf"\b{''.join(_regular(found) for found in _MARKS.finditer(cue))}(?!\w)"


def _regular(found: re.Match[str]) -> str:
    mark = found[0]
    if mark.strip() == "...":
        return _GAP
    if found[1]:
        return rf"(?:{re.escape(found[1])}[\s\-–‑]+)?"
    if mark == "*":
        return r"\w*"
    if mark == "(":
        return "(?:"
    if mark in "|)":
        return mark
    if mark.isspace():
        return r"[\s\-–‑]+"
    return _either_spelling(re.escape(mark))


def _either_spelling(word: str) -> str:
    return re.sub(r"(?<=[a-z]{3})i[sz](?=e|i|a)", "i[sz]", word).replace("'", "['’]")


def any_cue(cues: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several cues; it never matches where there are none."""
    patterns = [cue_pattern(cue) for cue in cues]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else _NEVER


@lru_cache(maxsize=4)
def read_cues(path: Path = SHIPPED_CUES) -> CueFile:
    """The cues of a file, ready to use; UnreadableCues says what is wrong with it.

    >>> len(read_cues().tasks)
    41
    """
    try:
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        modalities = {name: any_cue(cues) for name, cues in held["modalities"].items()}
        return CueFile(modalities, tuple(_task(name, said) for name, said in held["tasks"].items()))
    except (yaml.YAMLError, UnicodeDecodeError, re.error) as error:
        raise UnreadableCues(f"{path.name} cannot be read: {error}") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnreadableCues(f"{path.name} does not have the form of a file of cues: {error!r}") from error


def _task(name: str, said: Mapping[str, Any]) -> TaskCues:
    return TaskCues(
        name,
        str(said["plain"]),
        str(said.get("plain_fr", said["plain"])),
        str(said.get("usual", "assist")),
        int(said.get("needs", 5)),
        *(any_cue(map(str, said.get(key, ()))) for key in ("clear", "faint", "except")),
    )
