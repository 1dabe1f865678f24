"""YAML is read from libyaml's event stream: every scalar stays text until the catalogue types it.

Building values straight from events keeps the line of every block and catches what loaders that
build values lose: NO as false, 2.10 as 2.1, the first of two equal keys, aliases, tags.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from bluehelm.dossier import reading_faults as faults
from bluehelm.dossier.field_types import FILE_KEY, LINE_KEY
from bluehelm.foundation.findings import Finding, Place

MAX_DEPTH = 20

Plain = str | None | list["Plain"] | dict[str, "Plain"]
"""What stands in a file: text, blank, a list, or a block. A block's line stands under LINE_KEY."""

_BLANKS = frozenset({"", "~", "null", "Null", "NULL"})
_HINTS = {
    "mapping values are not allowed": "Put quotation marks around a text that holds a colon.",
    "cannot start any token": "Indent with blanks, not tabs, and put texts that begin with a sign "
    "such as @ or ` in quotation marks.",
    "did not find expected key": "Check the indentation, and quotation marks inside the text.",
    "did not find expected '-' indicator": "Let every item of the list begin with '- ' in one column.",
    "did not find expected ',' or": "A bracket or brace is not closed, or a comma is missing.",
    "could not find expected ':'": "Write 'key: value', with a blank after the colon.",
    "unexpected end of stream": "A quotation mark, bracket or brace is not closed.",
}


class _Refused(Exception):
    """Raised to stop reading a file; the finding is already on the list."""


@dataclass(slots=True)
class _Open:
    """A list or block that is being read."""

    value: list[Plain] | dict[str, Plain]
    key: str | None = None
    key_line: int = 0
    lines: dict[str, int] = field(default_factory=dict)
    skip: bool = False


def read_yaml(text: str, file: str) -> tuple[Plain, list[Finding]]:
    r"""What a YAML text says, and every fault in how it says it.

    A text with a fault of form gives what could be read before it.

    >>> read_yaml("tasks:\n  - {id: escort, urgent: no}\n", "tasks.yaml")[0]
    {'(line)': 1, 'tasks': [{'(line)': 2, 'id': 'escort', 'urgent': 'no'}]}
    """
    reader = _Reader(file)
    try:
        reader.read(text)
    except _Refused:
        pass
    except yaml.MarkedYAMLError as error:
        reader.add(_syntax_fault(error, file))
    except yaml.YAMLError as error:
        reader.add(faults.YAML_SYNTAX.at(Place(file), problem=_unprintable(error), hint=_CONTROL_HINT))
    return reader.whole, reader.findings


_CONTROL_HINT = "Take control characters out of the text; a plain text editor shows them."


def _unprintable(error: yaml.YAMLError) -> str:
    code = getattr(error, "character", None)
    return f"it holds the control character {code:#x}" if isinstance(code, int) else "it is not text"


def _syntax_fault(error: yaml.MarkedYAMLError, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or "it is not YAML"
    hint = next((words for sign, words in _HINTS.items() if sign in problem), "")
    return faults.YAML_SYNTAX.at(
        Place(file, mark.line + 1 if mark else 0),
        problem=problem,
        hint=hint or "Check the line and the one above it.",
    )


class _Reader:
    """Turns events into plain values; holds the stack of what is open."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.whole: Plain = None
        self.findings: list[Finding] = []
        self._stack: list[_Open] = []
        self._n_documents = 0

    def add(self, finding: Finding) -> None:
        self.findings.append(finding)

    def read(self, text: str) -> None:
        parser = CParser(text)
        scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
        while True:
            event: Any = parser.get_event()
            kind = type(event)
            if kind is scalar:
                if event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event)
                plain = not event.style
                value = event.value
                self._take(None if plain and value in _BLANKS else value, event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is alias:
                self.add(faults.ALIAS.at(self._place(event), found=f"*{event.anchor}"))
                self._take(None, event)
            elif kind is yaml.DocumentStartEvent:
                self._count_document(event)
            elif kind is yaml.StreamEndEvent:
                return

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1)

    def _count_document(self, event: Any) -> None:
        self._n_documents += 1
        if self._n_documents > 1:
            self.add(faults.SECOND_DOCUMENT.at(self._place(event)))
            raise _Refused

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.add(faults.ALIAS.at(self._place(event), found=f"&{event.anchor}"))
        if event.tag is not None:
            self.add(faults.TAG.at(self._place(event), found=event.tag))

    def _open(self, event: Any, value: list[Plain] | dict[str, Plain]) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        if len(self._stack) >= MAX_DEPTH:
            self.add(faults.TOO_DEEP.at(self._place(event), limit=MAX_DEPTH))
            raise _Refused
        line = event.start_mark.line + 1
        if isinstance(value, dict):
            value[LINE_KEY] = line
        skip = not self._take(value, event, opens=True)
        self._stack.append(_Open(value, skip=skip))

    def _close(self) -> None:
        self._stack.pop()

    def _take(self, value: Plain, event: Any, opens: bool = False) -> bool:
        """Puts a value where it belongs; false when it is left out because of a fault."""
        if not self._stack:
            self.whole = value
            return True
        top = self._stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            return True
        if top.key is None and not top.skip:
            self._take_key(top, value, event)
            return not opens
        if top.skip:
            top.skip = False
            return False
        assert top.key is not None
        top.value[top.key] = value
        top.key = None
        return True

    def _take_key(self, top: _Open, value: Plain, event: Any) -> None:
        line = event.start_mark.line + 1
        if not isinstance(value, str) or value in (LINE_KEY, FILE_KEY):
            shown = value if isinstance(value, str) else "a block, list or blank"
            problem = f"{shown} stands where a key is expected"
            hint = "Write 'key: value', with a word as the key."
            self.add(faults.NOT_A_MAPPING.at(Place(self.file, line), problem=problem, hint=hint))
            top.skip = True
        elif value in top.lines:
            first = top.lines[value]
            self.add(faults.DUPLICATE_KEY.at(Place(self.file, line), key=value, first=first))
            top.skip = True
        else:
            top.lines[value] = line
            top.key = value


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    r"""The line on which the value at a path stands, or of the nearest block around it.

    Only files with a fault are read this second time, and only as far as the place looked for: what
    follows may be broken.

    >>> line_of("tasks:\n  - id: escort\n    serves: [peace]\n", ("tasks", 0, "serves"))
    3
    >>> line_of("tasks:\n  - id: escort\n    serves: [peace\n", ("tasks", 0, "serves"))
    3
    """
    search = _Search(path)
    parser = CParser(text)
    try:
        while not search.ended:
            search.take(parser.get_event())
    except yaml.YAMLError:
        pass
    return search.line


@dataclass(slots=True)
class _Around:
    """A list or block around the place looked for, or beside it."""

    is_list: bool
    on_path: bool
    n_items: int = 0
    key: str | None = None
    key_line: int = 0
    key_taken: bool = False


class _Search:
    """Follows a path of keys and indexes through the events of a file."""

    def __init__(self, path: tuple[str | int, ...]) -> None:
        self.line = 1
        self.ended = not path
        self._path = path
        self._n_found = 0
        self._around: list[_Around] = []

    def take(self, event: Any | None) -> None:
        """Takes the next event; `ended` tells when nothing nearer can follow."""
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.ended = self._around.pop().on_path
        elif isinstance(event, yaml.StreamEndEvent):
            self.ended = True
        elif isinstance(event, yaml.NodeEvent):
            on_path = self._steps_on(event)
            if isinstance(event, yaml.CollectionStartEvent):
                self._around.append(_Around(isinstance(event, yaml.SequenceStartEvent), on_path))

    def _steps_on(self, event: yaml.NodeEvent) -> bool:
        """Whether this value lies on the path; the first step of a file is the file itself."""
        if not self._around:
            return True
        around = self._around[-1]
        step: str | int | None
        line = event.start_mark.line + 1 if event.start_mark else 0
        if around.is_list:
            step = around.n_items
            around.n_items += 1
        elif not around.key_taken:
            around.key = event.value if isinstance(event, yaml.ScalarEvent) else None
            around.key_line, around.key_taken = line, True
            return False
        else:
            step, line, around.key_taken = around.key, around.key_line, False
        if not around.on_path or self.ended or step != self._path[self._n_found]:
            return False
        self.line, self._n_found = line, self._n_found + 1
        self.ended = self._n_found == len(self._path)
        return True


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1 if node.start_mark else 0
