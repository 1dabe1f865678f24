"""Checks on what an option holds: functions before form, consent, weights, ranges, no war-fighting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.review_records import Option
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import FormOfOperation
from bluehelm.foundation.findings import Severity
from bluehelm.options.options_paper_checks import papers

ROUNDING = Decimal("0.001")
NOT_YET = re.compile(r"\b(pending|asked|not|refus\w*|withheld|withdrawn|unknown)\b", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Z]{3}\b")


@check(
    "OPT008",
    Severity.WARNING,
    looks_for="a form that was chosen before the functions were listed",
    why="Form follows function; chosen first, the form decides what the mission will be asked to do.",
    remedy="List the functions the situation needs, then look which forms can perform them "
    "(functions_listed_on before form_chosen_on).",
    basis=submission("3b"),
)
def form_before_functions(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.options:
        chosen_on, listed_on = one.form_chosen_on, one.functions_listed_on
        if chosen_on is not None and listed_on is not None and chosen_on < listed_on:
            yield fault(
                one,
                "The form '{form}' was chosen on {chosen_on}, {n_days} days before the functions.",
                form=one.form or "–",
                chosen_on=chosen_on,
                n_days=(listed_on - chosen_on).days,
            )


@check(
    "OPT009",
    Severity.NOTE,
    looks_for="functions of an option that its form is not known to perform",
    why="A function outside the form will lack people, rules or money for it, unless that is planned.",
    remedy="Choose a form that performs them, name who else does, or add the function to the form "
    "(system/forms.yaml).",
    basis=submission("3b"),
)
def function_outside_form(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.options:
        form = seen.item(FormOfOperation, one.form)
        if form is None or not form.functions:
            continue
        known = {name.lower() for name in form.functions}
        outside = [name for name in one.functions if name.lower() not in known]
        if outside:
            yield fault(
                one,
                "The form '{form}' is not known to perform {n_outside} of {n_all} functions: {functions}.",
                form=form.name,
                n_outside=len(outside),
                n_all=len(one.functions),
                functions=", ".join(outside),
            )


@check(
    "OPT010",
    Severity.WARNING,
    looks_for="a cross-border format without the consent of each State",
    why="A mission that may work on one side of the border only is not the format that was compared.",
    remedy="Get the consent of every State where it would work, and name it (regional_consent: [CAF, TCD]).",
    basis=submission("3c"),
)
def cross_border_without_consent(seen: Standpoint) -> Iterator[Fault]:
    mission = seen.dossier.mission
    host = mission.host if mission else None
    for one in seen.dossier.options:
        if not one.crosses_borders:
            continue
        given = [words for words in one.regional_consent if not NOT_YET.search(words)]
        by_code = {code for words in given for code in _CODE.findall(words)}
        if len(given) < 2:
            yield fault(
                one,
                "It works across a border, but the number of States on file as consenting is {n_given}; "
                "at least two are concerned.",
                n_given=len(given),
            )
        elif host is not None and len(by_code) == len(given) and host not in by_code:
            yield fault(
                one,
                "It works across a border, but the host State {host} is not among those on file: {states}.",
                host=host,
                states=", ".join(given),
            )


@check(
    "OPT011",
    Severity.ERROR,
    looks_for="weights of an option's criteria that do not add to the whole",
    why="Scores weighted by other sums cannot be compared between options.",
    remedy="Give the criteria weights that add to 1 (or to 100, in per cent).",
    basis=submission("5b"),
)
def option_weights_not_one(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.options:
        weights = [criterion.weight for criterion in one.criteria if criterion.weight is not None]
        total = sum(weights, Decimal(0))
        whole = bool(weights) and len(weights) == len(one.criteria)
        if whole and abs(total - 1) > ROUNDING and abs(total - 100) > 100 * ROUNDING:
            yield fault(
                one,
                "The weights of {n_criteria} criteria add to {total}, neither to 1 nor to 100.",
                n_criteria=len(weights),
                total=total,
            )


@check(
    "OPT012",
    Severity.WARNING,
    looks_for="options of one paper that are judged by different criteria or weights",
    why="Options measured by different yardsticks cannot be ranked; the yardstick decides.",
    remedy="Score every option of the paper on the same criteria with the same weights.",
    basis=submission("5b"),
)
def criteria_differ(seen: Standpoint) -> Iterator[Fault]:
    for paper, options in papers(seen).items():
        judged = [one for one in options if one.criteria]
        for option in judged[1:]:
            differing = _yardstick(judged[0]) ^ _yardstick(option)
            if differing:
                yield fault(
                    option,
                    "In the paper '{paper}' this option is judged otherwise than '{other}' on: {criteria}.",
                    paper=paper,
                    other=judged[0].option,
                    criteria=", ".join(sorted({name for name, _ in differing})),
                )


def _yardstick(option: Option) -> set[tuple[str, Decimal | None]]:
    return {(one.criterion, one.weight) for one in option.criteria}


@check(
    "OPT013",
    Severity.ERROR,
    looks_for="a consequence whose value lies outside its own range",
    why="Value and range cannot both be; one of the three numbers is wrong.",
    remedy="Write low, value and high in rising order (low: 50, value: 80, high: 130).",
    basis=submission("5b"),
)
def value_outside_range(seen: Standpoint) -> Iterator[Fault]:
    for option in seen.dossier.options:
        for one in option.consequences:
            known = [number for number in (one.low, one.value, one.high) if number is not None]
            if known != sorted(known):
                yield fault(
                    option,
                    "'{text}': {numbers} do not rise from low to high.",
                    line=one.line,
                    text=one.text,
                    numbers=", ".join(f"{number:f}" for number in known),
                )


@check(
    "OPT014",
    Severity.WARNING,
    looks_for="an option that keeps a task of deliberate offensive operations",
    why="Form follows function short of war-fighting, which has not added to what peace operations achieve.",
    remedy="Leave the task out of the option, or show which partner carries it and who is answerable.",
    basis=(*submission("3a", "3b"), instrument("Howard 2019", "as reported")),
)
def option_keeps_offensive_task(seen: Standpoint) -> Iterator[Fault]:
    offensive = {task.id for task in seen.dossier.tasks if task.offensive}
    for option in seen.dossier.options:
        kept = [task for task in option.tasks if task in offensive]
        if kept and option.form is not None:
            yield fault(
                option,
                "It keeps {tasks}, which asks for deliberate offensive operations.",
                tasks=", ".join(kept),
            )


OPTION_CONTENT_CHECKS: tuple[Check, ...] = (
    form_before_functions, function_outside_form, cross_border_without_consent, option_weights_not_one,
    criteria_differ, value_outside_range, option_keeps_offensive_task,
)  # fmt: skip
