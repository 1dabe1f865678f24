"""The what-if of a brief: one paragraph struck, and what hung on it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bluehelm.dossier.mandate_records import Task
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.listed_names import listed
from bluehelm.foundation.pages import Block, Column, Paragraph, Said, Section, Table
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.plan.measured_figures import tasks_in_force
from bluehelm.review.brief_figures import shown
from bluehelm.review.what_if import Struck, people_in_units

MOST_NAMES = 4
KINDS: Mapping[str, Phrase] = {
    "task": phrase("tasks"),
    "accomplishment": phrase("expected accomplishments"),
    "indicator": phrase("indicators"),
    "output": phrase("outputs"),
    "requirement": phrase("unit requirements"),
    "pledge": phrase("pledges"),
    "unit": phrase("units on the ground"),
    "caveat": phrase("caveats"),
}


def what_if_section(seen: Standpoint, struck: Struck | None, figures: Mapping[str, Figure]) -> Section | None:
    """What falls if the paragraph is struck; None where no paragraph is on file."""
    if struck is None:
        return None
    heading = phrase("What if the Council struck {paragraph}", paragraph=struck.paragraph.name)
    return Section(heading, tuple(_blocks(seen, struck, figures)), "what-if")


def _blocks(seen: Standpoint, struck: Struck, figures: Mapping[str, Figure]) -> Iterator[Block]:
    tasks = [task for held in struck.paragraph.tasks if (task := seen.item(Task, held.task))]
    for task in tasks[:MOST_NAMES]:
        yield Paragraph(phrase("It asks: {task}.", task=InBoth(task.text, task.text_fr)))
    columns = (
        Column(phrase("What falls")),
        Column(phrase("alone"), numeric=True),
        Column(phrase("in part"), numeric=True),
        Column(phrase("Items"), essential=False),
    )
    note = phrase("Alone: it rests on nothing else. In part: other tasks carry it as well.")
    caption = phrase("What hangs on the paragraph")
    yield Table(caption, columns, tuple(_rows(seen, struck, figures)), note=note)
    yield from _posts_of_components(seen, struck, figures)
    if struck.objectives_bare:
        yield Paragraph(phrase("No task would be left for: {objectives}.",
                               objectives=listed(struck.objectives_bare, MOST_NAMES)), "bad")  # fmt: skip
    if struck.posts:
        yield Paragraph(phrase("Posts that answer for nothing else: {posts}.",
                               posts=listed(struck.posts, MOST_NAMES)))  # fmt: skip


def _posts_of_components(seen: Standpoint, struck: Struck, figures: Mapping[str, Figure]) -> Iterator[Block]:
    """Staff posts are on file by component: how many of its tasks its posts would lose."""
    fallen = {held.task for held in struck.paragraph.tasks}
    for component in seen.dossier.components:
        carried = [task.id for task in tasks_in_force(seen) if task.component == component.id]
        n_struck = sum(task in fallen for task in carried)
        posts = figures[f"figure/posts-{component.id}"]
        if n_struck and posts.value is not None:
            yield Paragraph(
                phrase(
                    "{component}: {posts} civilian posts carry {n_tasks} tasks; {n_struck} would be struck. "
                    "Which posts work on which task is not on file.",
                    component=InBoth(component.name, component.name_fr), posts=shown(posts),
                    n_tasks=len(carried), n_struck=n_struck,
                )
            )  # fmt: skip


def _rows(seen: Standpoint, struck: Struck, figures: Mapping[str, Figure]) -> Iterator[tuple[Said, ...]]:
    tasks = tuple(held.reference for held in struck.paragraph.tasks)
    alone = {"task": tasks, **struck.alone}
    for kind in dict.fromkeys((*KINDS, *alone, *struck.in_part)):
        fallen, shared = alone.get(kind, ()), struck.in_part.get(kind, ())
        if not fallen and not shared:
            continue
        figure = figures.get(f"figure/struck-{kind}")
        counted = shown(figure) if figure and fallen else Quantity(len(fallen), "")
        names = listed((one.partition("/")[2] for one in fallen), MOST_NAMES)
        yield KINDS.get(kind, phrase("{kind}", kind=kind)), counted, len(shared), names or phrase("–")
    yield phrase("dollars of the year"), shown(figures["figure/struck-dollars"]), phrase("–"), phrase("–")
    in_units, required = people_in_units(seen, struck)
    if in_units:
        yield phrase("people in these units"), Quantity(in_units, "people"), phrase("–"), phrase("–")
    elif required:
        yield phrase("people these units would need"), Quantity(required, "people"), phrase("–"), phrase("–")
