"""Checks on the measures of a decision's text: length, focus, sequence, clearness, what only repeats."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.in_force import adopted_by
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.mandate.focus_checks import CLEAR_AND_PRIORITIZED, FEW_TASKS


def _per_cent(share: Decimal) -> str:
    return f"{100 * share:.0f}"


@check(
    "MAN050",
    Severity.NOTE,
    looks_for="a decision in force with a very long text",
    why="Few read a long text whole; what matters most is lost in it, and each reader finds his own mandate "
    "there.",
    remedy="Propose for the next renewal what can go: paragraphs without a task, and what standing policy "
    "says already. `bluehelm mandate focus` names them.",
    basis=(*submission("2b.i"), instrument("our count of resolutions 1 to 2259", "derived")),
)
def long_text(seen: Standpoint) -> Iterator[Fault]:
    limit = int(seen.threshold("mandate-words", "12000"))
    mandate = seen.mandate
    if mandate and mandate.n_words and mandate.n_words > limit:
        yield fault(
            mandate,
            "{decision} has {n_words} words (limit: {limit}).",
            decision=mandate.decision,
            n_words=f"{mandate.n_words:,}",
            limit=f"{limit:,}",
        )


@check(
    "MAN051",
    Severity.WARNING,
    looks_for="a decision in force whose text is mostly on other themes than the conflict",
    why="Where the text spends its words, attention and money follow; themes that do not move the conflict "
    "towards less violence crowd out those that do.",
    remedy="Propose for the next renewal to leave those themes to standing policy or the country team, or to "
    "name the later phase in which they begin.",
    basis=submission("2b.i"),
)
def text_on_other_themes(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("text-on-conflict-management", "0.33")
    mandate = seen.mandate
    share = mandate.share_on_conflict_management if mandate else None
    if mandate and share is not None and share < limit:
        yield fault(
            mandate,
            "{share} per cent of the operative words of {decision} are on managing the conflict (limit: "
            "{limit} per cent).",
            share=_per_cent(share),
            decision=mandate.decision,
            limit=_per_cent(limit),
        )


@check(
    "MAN052",
    Severity.WARNING,
    looks_for="a decision in force that gives many tasks and says nothing of what comes first",
    why="Everything then starts on the first day with the strength of the first day; what needs security "
    "first begins without it.",
    remedy="Plan the order yourselves (`depends_on:`, phases) and propose it for the next renewal; say "
    "`sequencing_stated: yes` where the text has one.",
    basis=(*submission("2b.ii"), CLEAR_AND_PRIORITIZED),
)
def no_sequence_stated(seen: Standpoint) -> Iterator[Fault]:
    mandate = seen.mandate
    if mandate and mandate.sequencing_stated is False and len(mandate.gives) >= FEW_TASKS:
        yield fault(
            mandate,
            "{decision} gives {n_tasks} tasks and states no sequence for them.",
            decision=mandate.decision,
            n_tasks=len(mandate.gives),
        )


@check(
    "MAN053",
    Severity.WARNING,
    looks_for="a decision in force of which many tasks are unclear",
    why="A task whose verb, object or limit is unclear is read by each contingent and each capital in its "
    "own way, and a unit generated for it may do something else.",
    remedy="Write down how the mission reads each of them, have the reading confirmed, and propose clearer "
    "words: one verb, one object, how far, until when.",
    basis=(*submission("2j", "2b.i"), CLEAR_AND_PRIORITIZED),
)
def unclear_tasks(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("unclear-tasks-share", "0.25")
    mandate = seen.mandate
    n_unclear = mandate.n_tasks_unclear if mandate else None
    if mandate and n_unclear and n_unclear > limit * len(mandate.gives):
        yield fault(
            mandate,
            "{n_unclear} tasks of {decision} are unclear in verb, object or limit; it gives {n_tasks} on "
            "file (limit: a share of {limit}).",
            n_unclear=n_unclear,
            decision=mandate.decision,
            n_tasks=len(mandate.gives),
            limit=limit,
        )


@check(
    "MAN054",
    Severity.NOTE,
    looks_for="a decision in force made mostly of language from earlier resolutions",
    why="Stable legal formulas repeat for good reason; but themes that every mandate carries say little "
    "about this conflict, and hide what does.",
    remedy="Look at the paragraphs that repeat and give no task (`bluehelm mandate template`); propose to "
    "replace them by one reference.",
    basis=(*submission("2b.i"), instrument("our count of resolutions 1 to 2259", "derived")),
)
def template_language(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("template-language", "0.5")
    mandate = seen.mandate
    share = mandate.share_of_template_language if mandate else None
    foreign = _from_elsewhere(mandate) if mandate else None
    if mandate and share is not None and foreign is not None and foreign > limit:
        yield fault(
            mandate,
            "{share} per cent of the text of {decision} stand in earlier resolutions, {foreign} per cent in "
            "others than the renewal before it (limit: {limit} per cent).",
            share=_per_cent(share),
            decision=mandate.decision,
            foreign=_per_cent(foreign),
            limit=_per_cent(limit),
        )


def _from_elsewhere(mandate: Mandate) -> Decimal | None:
    """At least so much is repeated from others than the renewal before; None where no measure is on file."""
    if mandate.share_of_template_language is None:
        return None
    return mandate.share_of_template_language - (mandate.share_seen_in_previous or Decimal(0))


@check(
    "MAN055",
    Severity.NOTE,
    looks_for="a second renewal in a row that repeats nearly all of the one before",
    why="A mandate that is rolled over year after year answers the situation of the year in which it was "
    "written.",
    remedy="Compare the texts (`bluehelm mandate compare`), and put before the Council what changed on the "
    "ground since the last text of substance.",
    basis=(*submission("2b.iii", "2b.i"), instrument("docs/mandates.md", "our reading")),
)
def repeated_renewal(seen: Standpoint) -> Iterator[Fault]:
    limit = seen.threshold("repeated-renewal", "0.75")
    last = [one for one in adopted_by(seen.dossier, seen.as_of) if one.complete][-2:]
    shares = [one.share_seen_in_previous for one in last if one.share_seen_in_previous is not None]
    if len(shares) == 2 and min(shares) > limit and seen.mandate is last[-1]:
        yield fault(
            last[-1],
            "{decision} repeats {share} per cent of the renewal before it, which had repeated {before} per "
            "cent of its own (limit: {limit} per cent).",
            decision=last[-1].decision,
            share=_per_cent(shares[-1]),
            before=_per_cent(shares[0]),
            limit=_per_cent(limit),
        )


@check(
    "MAN056",
    Severity.ERROR,
    looks_for="more paragraphs kept in a renewal than it has",
    why="One of the two numbers is wrong, and with it what the brief says of how little was reconsidered.",
    remedy="Take both from one run of `bluehelm mandate compare`.",
    basis=submission("2b.iii"),
)
def more_kept_than_compared(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        n_kept, n_compared = mandate.n_paragraphs_kept, mandate.n_paragraphs_compared
        if n_kept is not None and n_compared is not None and n_kept > n_compared:
            yield fault(
                mandate,
                "{decision} is said to keep {n_kept} of {n_compared} paragraphs.",
                decision=mandate.decision,
                n_kept=n_kept,
                n_compared=n_compared,
            )


TEXT_MEASURE_CHECKS: tuple[Check, ...] = (
    long_text, text_on_other_themes, no_sequence_stated, unclear_tasks, template_language, repeated_renewal,
    more_kept_than_compared,
)  # fmt: skip
