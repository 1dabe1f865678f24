"""Checks on options papers: three options at least, one without an operation, sealed before the decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.review_records import Option
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

OPTION_SET = instrument("rule R88: policy on integrated assessment and planning", "as reported")
FRANK_ADVICE = instrument("S/RES/2594 (2021), para. 4")


def papers(seen: Standpoint) -> Mapping[str, Sequence[Option]]:
    """Options by the paper they belong to, or by the decision they prepare; others stand alone."""
    found: dict[str, list[Option]] = defaultdict(list)
    for option in seen.dossier.options:
        name = option.paper or option.prepares
        if name is not None:
            found[name].append(option)
    return found


@check(
    "OPT001",
    Severity.WARNING,
    looks_for="an options paper with too few options",
    why="Two options leave the Council a yes or a no; advice begins with the third.",
    remedy="Add options of another form or size, with the same paper name (paper: renewal-2026).",
    basis=(*submission("5b"), OPTION_SET),
)
def too_few_options(seen: Standpoint) -> Iterator[Fault]:
    least = int(seen.threshold("r88", "3"))
    for paper, options in papers(seen).items():
        if len(options) < least:
            yield fault(
                options[0],
                "The paper '{paper}' holds {names}: {n_options} in all, where at least {least} are wanted.",
                paper=paper,
                n_options=len(options),
                names=_names(options),
                least=least,
            )


@check(
    "OPT002",
    Severity.WARNING,
    looks_for="an options paper in which every option is an operation",
    why="Without the case of no operation nobody sees what the others add, and the outcome is prejudged.",
    remedy="Add an option without a form (form left out) and say what would follow from it.",
    basis=(*submission("5b"), OPTION_SET),
)
def no_option_without_operation(seen: Standpoint) -> Iterator[Fault]:
    for paper, options in papers(seen).items():
        if all(one.form is not None for one in options):
            yield fault(
                options[0],
                "Every option of the paper '{paper}' is an operation: {forms}.",
                paper=paper,
                forms=", ".join(dict.fromkeys(one.form or "" for one in options)),
            )


@check(
    "OPT003",
    Severity.WARNING,
    looks_for="two options of a paper that are the same",
    why="A double makes two options look like three, and splits the support for one of them.",
    remedy="Make them differ in form, functions, tasks, strength or cost, or take one out.",
    basis=submission("5b"),
)
def options_the_same(seen: Standpoint) -> Iterator[Fault]:
    for paper, options in papers(seen).items():
        first: dict[tuple[object, ...], Option] = {}
        for option in options:
            known = first.setdefault(_content(option), option)
            if known is not option and _is_filled(option):
                yield fault(
                    option,
                    "In the paper '{paper}' this option has the form, functions, tasks, strength and cost "
                    "of '{other}'.",
                    paper=paper,
                    other=known.option,
                )


def _is_filled(option: Option) -> bool:
    """Whether anything that could tell options apart is on file yet."""
    return bool(option.functions or option.tasks) or None not in (option.strength, option.usd_a_year)


def _content(option: Option) -> tuple[object, ...]:
    return (
        option.form, frozenset(option.functions), frozenset(option.tasks), option.strength,
        option.usd_a_year, option.crosses_borders,
    )  # fmt: skip


@check(
    "OPT004",
    Severity.WARNING,
    looks_for="criteria that were locked after a preference was known",
    why="Criteria chosen once the preference is known measure how well an option fits it.",
    remedy="Lock the criteria before anybody's preference is on record, and score again "
    "(criteria_locked_on, preference_stated_on).",
    basis=submission("5b"),
)
def criteria_locked_late(seen: Standpoint) -> Iterator[Fault]:
    late: dict[tuple[str, date, date], list[Option]] = defaultdict(list)
    for one in seen.dossier.options:
        locked_on, preferred_on = one.criteria_locked_on, one.preference_stated_on
        if locked_on is not None and preferred_on is not None and locked_on > preferred_on:
            late[one.paper or one.option, locked_on, preferred_on].append(one)
    for (_, locked_on, preferred_on), options in late.items():
        yield fault(
            options[0],
            "Criteria were locked on {locked_on}, {n_days} days after a preference was stated on "
            "{preferred_on} (options: {names}).",
            locked_on=locked_on,
            n_days=(locked_on - preferred_on).days,
            preferred_on=preferred_on,
            names=_names(options),
        )


@check(
    "OPT005",
    Severity.ERROR,
    looks_for="an option that was edited after it was sealed",
    why="The seal says that the text is the one that was before the decision; it no longer is.",
    remedy="Put the sealed text back, and keep the change as an option of its own in a new version.",
    basis=submission("5b"),
)
def edited_after_seal(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.options:
        if one.edited_on is not None and one.sealed_on is not None and one.edited_on > one.sealed_on:
            yield fault(
                one,
                "Sealed on {sealed_on}, edited on {edited_on}.",
                sealed_on=one.sealed_on,
                edited_on=one.edited_on,
            )


def _decided(seen: Standpoint) -> Iterator[tuple[Mandate, Sequence[Option]]]:
    """The options of each paper whose decision has been taken, with that decision."""
    for options in papers(seen).values():
        decision = seen.item(Mandate, options[0].prepares)
        if decision is not None and decision.adopted_on <= seen.as_of:
            yield decision, options


def _names(options: Iterable[Option]) -> str:
    return ", ".join(one.option for one in options)


@check(
    "OPT006",
    Severity.WARNING,
    looks_for="an option that was not sealed before the decision it informed",
    why="Without a seal nobody can show that the advice was given before the outcome was known.",
    remedy="Seal options when they go to the Council (sealed_on, seal); "
    "after the decision leave them unsealed, and say so in the brief.",
    basis=(*submission("5b"), FRANK_ADVICE),
)
def unsealed_at_decision(seen: Standpoint) -> Iterator[Fault]:
    for decision, options in _decided(seen):
        unsealed = [one for one in options if one.sealed_on is None or one.seal is None]
        if unsealed:
            yield fault(
                unsealed[0],
                "{decision} was adopted on {adopted_on}; {n_unsealed} of {n_all} options before it carry no "
                "dated seal: {names}.",
                decision=decision.decision,
                adopted_on=decision.adopted_on,
                n_unsealed=len(unsealed),
                n_all=len(options),
                names=_names(unsealed),
            )


@check(
    "OPT007",
    Severity.WARNING,
    looks_for="an analysis that came after the decision",
    why="Advice that rests on what was known after the decision is hindsight in the clothes of foresight.",
    remedy="Use only data known before the adoption (data_known_on), or prepare the next decision with it.",
    basis=(*submission("5b"), FRANK_ADVICE),
)
def analysis_after_decision(seen: Standpoint) -> Iterator[Fault]:
    for decision, options in _decided(seen):
        late = [one for one in options if _last_work_on(one) > decision.adopted_on]
        if late:
            yield fault(
                late[0],
                "{decision} was adopted on {adopted_on}; {n_late} of {n_all} options rest on later data or "
                "were sealed later ({last_on}): {names}.",
                decision=decision.decision,
                adopted_on=decision.adopted_on,
                n_late=len(late),
                n_all=len(options),
                last_on=max(_last_work_on(one) for one in late),
                names=_names(late),
            )


def _last_work_on(option: Option) -> date:
    """The later of the limit of the data and the seal; long ago while neither is known."""
    return max(option.data_known_on or date.min, option.sealed_on or date.min)


OPTIONS_PAPER_CHECKS: tuple[Check, ...] = (
    too_few_options, no_option_without_operation, options_the_same, criteria_locked_late,
    edited_after_seal, unsealed_at_decision, analysis_after_decision,
)  # fmt: skip
