"""The file of a decision as it stands in a dossier, drafted from its text; every guess says so beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bluehelm.dossier.change_text import written_value
from bluehelm.mandate.ceiling_names import CATEGORIES_OF_THE_DOSSIER, ceiling_name
from bluehelm.mandate.cited_paragraphs import as_cited
from bluehelm.mandate.match_tasks import MatchedTask
from bluehelm.mandate.resolution import Ceiling, Resolution

WIDTH = 106
LONGEST_CONDITION = 80
HEAD = (
    "Drafted from the text by `bluehelm mandate adopt`. Everything here is a guess until somebody has "
    "looked: behind each task stands what it rests on. `kept`: the very words, by their hash. `reworded`: "
    "found by the earlier text or by our own words for the task; read both. Tasks that look new stand as "
    "comments: write them in tasks.yaml, give them a name, and take the sign away."
)


@dataclass(frozen=True, slots=True)
class DraftedDecision:
    """A decision ready to be written: its text in the dossier's layout rests on these.

    complete   whether the text seems to restate the whole list of tasks
    """

    resolution: Resolution
    tasks: tuple[MatchedTask, ...]
    complete: bool

    def of(self, *fates: str) -> list[MatchedTask]:
        """The tasks that were kept, reworded, new or ended."""
        return [one for one in self.tasks if one.fate in fates]


def decision_as_yaml(draft: DraftedDecision) -> str:
    """The text of the file."""
    lines = [f"# {line}" for line in textwrap.wrap(HEAD, WIDTH - 2)]
    lines += ["", *_facts(draft)]
    for part in (_ceilings(draft.resolution), _gives(draft), _ends(draft), _reports(draft.resolution)):
        if part:
            lines += ["", *part]
    return "\n".join(lines) + "\n"


def _facts(draft: DraftedDecision) -> Iterator[str]:
    one = draft.resolution
    yield f"decision: {one.symbol}"
    yield f"adopted_on: {one.adopted_on}"
    if one.expires_on is not None:
        counted = "" if one.expires_stated else "; counted from a term in months"
        at = as_cited(one.expiry_paragraph)
        yield _commented(f"in_force_until: {one.expires_on}", f"para. {at}{counted}")
    if one.chapter_vii:
        named = ", ".join(as_cited(each) for each in one.chapter_vii if each != "all")
        yield _commented("chapter: VII", f"for {named} only" if named else "")
    yield _commented(
        f"complete: {'yes' if draft.complete else 'no'}", "guess: does it restate the whole list?"
    )
    if any(each.tier == "priority" for each in draft.tasks):
        yield _commented("priorities_ranked: yes", "guess, from the headings")
    yield f"n_words: {one.n_words}"
    yield f"n_operative_paragraphs: {sum(each.level == 0 for each in one.operative)}"
    yield "read: in full"
    yield f'source: "{one.symbol}"'


def _commented(text: str, comment: str) -> str:
    return f"{text.ljust(43)} # {comment}" if comment else text


def _ceilings(resolution: Resolution) -> list[str]:
    lines: list[str] = []
    whole = ""
    for one in resolution.ceilings:
        category = CATEGORIES_OF_THE_DOSSIER.get(one.category)
        if category is None:
            called = ceiling_name(one.category).template
            lines.append(f"  # {one.strength} {called}, {as_cited(one.paragraph)}: "
                         "which category?")  # fmt: skip
            continue
        whole = whole if one.included else category
        lines.append(_ceiling(one, category, whole if one.included and whole != category else ""))
    if lines and all(line.lstrip().startswith("#") for line in lines):
        return lines
    return ["ceilings:", *lines] if lines else []


def _ceiling(one: Ceiling, category: str, within: str) -> str:
    fields = {
        "category": category,
        "strength": str(one.strength),
        "paragraph": _quoted(as_cited(one.paragraph)),
        "from": str(one.from_on or ""),
        "until": str(one.until_on + timedelta(days=1) if one.until_on else ""),
        "within": within,
    }
    return _flow(fields)


def _gives(draft: DraftedDecision) -> list[str]:
    given, new = draft.of("kept", "reworded"), draft.of("new")
    lines = ["gives:"] if given else []
    for one in given:
        was = f", was {one.was}" if one.was and one.was != one.cited else ""
        lines += [f"  # {one.fate}, by {one.ground}{was}", _given(one)]
    for one in new:
        lines += ["", f"  # new? {one.opening}", _as_comment(_given(one))]
    return lines


def _given(one: MatchedTask) -> str:
    return _flow(
        {
            "task": one.task,
            "paragraph": _quoted(one.cited),
            "tier": one.tier or "untiered",
            "wording": one.wording,
            "conditional": _quoted(textwrap.shorten(one.conditional, LONGEST_CONDITION, placeholder=" …")),
        }
    )


def _ends(draft: DraftedDecision) -> list[str]:
    """Tasks without a trace: as comments, for a drop is said by the Council and never inferred."""
    gone = draft.of("ended")
    if not gone:
        return []
    lines = ["# Ended? No sign of these was found. A drop is said, never inferred: look, then decide."]
    lines += ["# ends:"]
    return [*lines, *(f"#   - {{task: {one.task}}}{f'  # was {one.was}' if one.was else ''}" for one in gone)]


def _reports(resolution: Resolution) -> list[str]:
    days = [one for one in resolution.reports if one.what in {"on", "by"}]
    rhythms = [one for one in resolution.reports if one.what not in {"on", "by"}]
    lines = ["reports:"] if days else []
    for one in sorted(days, key=lambda each: each.value):
        what = {"on": date.fromisoformat(one.value).isoformat(), "text": "report",
                "to": "Security Council", "paragraph": _quoted(as_cited(one.paragraph))}  # fmt: skip
        lines.append(_flow(what))
    for one in rhythms:
        said = f"{one.what.replace('_', ' ')} {one.value}"
        lines.append(f"# A rhythm, to be written as days: {said}, para. {as_cited(one.paragraph)}.")
    return lines


def _flow(fields: dict[str, str]) -> str:
    """One item of a list in braces, broken where the line would be too long."""
    pieces = [f"{name}: {value}" for name, value in fields.items() if value]
    lines = [""]
    for piece in pieces:
        added = f"{lines[-1]}, {piece}" if lines[-1] else piece
        if len(added) > WIDTH - 8 and lines[-1]:
            lines[-1] += ","
            lines.append(piece)
        else:
            lines[-1] = added
    return "  - {" + "\n     ".join(lines) + "}"


def _as_comment(text: str) -> str:
    return "\n".join(f"  #{line[2:]}" for line in text.split("\n"))


def _quoted(text: str) -> str:
    return f'"{text}"' if text.isdigit() else written_value(text, in_flow=True) if text else ""
