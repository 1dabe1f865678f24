"""Checks on harmful narratives, information needs, and women, peace and security in planning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import get_args

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.concept_records import GenderStep
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.force_wording import listed
from bluehelm.foundation.findings import Severity

STEPS: tuple[str, ...] = get_args(GenderStep.model_fields["step"].annotation)
MAINSTREAMED = re.compile(r"mainstream|cross-cutting|transversal|prise en compte du genre", re.IGNORECASE)


@check(
    "CON024",
    Severity.WARNING,
    looks_for="a harmful narrative with no accurate answer",
    why="What is not answered soon is believed; peacekeepers and civilians have been attacked over less.",
    remedy="Give a truthful answer in the languages of those who heard it, and enter the day "
    "(`answered_on`).",
    basis=(*submission("12b.iii"), instrument("S/RES/2759 (2024), paras. 35 and 38 (c)(viii)")),
)
def narrative_unanswered(seen: Standpoint) -> Iterator[Fault]:
    limit = timedelta(days=int(seen.threshold("narrative-answer-days", "7")))
    for one in seen.dossier.narratives:
        answered = one.answered_on is not None and one.answered_on <= seen.as_of
        if (
            one.risk in ("medium", "high")
            and one.seen_on
            and not answered
            and one.seen_on + limit < seen.as_of
        ):
            yield fault(
                one,
                "The narrative '{narrative}' (risk {risk}), seen on {seen_on}, has had no answer for "
                "{n_days} days (limit {limit}).",
                narrative=one.id,
                risk=one.risk,
                seen_on=one.seen_on,
                n_days=(seen.as_of - one.seen_on).days,
                limit=limit.days,
            )


@check(
    "CON025",
    Severity.WARNING,
    looks_for="a harmful claim that stands among the facts",
    why="The mission would repeat in its reports what it calls false elsewhere.",
    remedy="Take it out of evidence/facts.yaml, or out of the narratives if it is true.",
    basis=(*submission("12b.iii"), instrument("a claim is no fact", "our reading")),
)
def claim_among_the_facts(seen: Standpoint) -> Iterator[Fault]:
    facts = {_bare(fact.text): fact for fact in seen.dossier.facts if fact.holds is not False}
    for one in seen.dossier.narratives:
        found = facts.get(_bare(one.text))
        if found is not None:
            yield fault(
                one,
                "The narrative '{narrative}' ({type}) stands as fact '{fact}'.",
                narrative=one.id,
                type=one.type,
                fact=found.id,
            )


def _bare(text: str) -> str:
    """A text without what differs from one writing to the next."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@check(
    "CON026",
    Severity.WARNING,
    looks_for="an information need whose sensor looks at unknown intervals",
    why="Coverage without a time between looks says nothing: a patrol passes between two of them.",
    remedy="Write how often it looks, for example `revisit_hours: 12`; 0 for people who report what they see "
    "at once.",
    basis=(*submission("12b.ii"), instrument("coverage needs a revisit time", "our reading")),
)
def sensor_without_revisit_time(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.information_needs:
        if one.seen_by is not None and one.revisit_hours is None:
            yield fault(
                one,
                "'{sensor}' is to see '{need}', but how often it looks is not on file.",
                sensor=one.seen_by,
                need=one.text,
            )


@check(
    "CON027",
    Severity.WARNING,
    looks_for="a sensor without a rule on its data",
    why="What is gathered on people without a rule can harm them, and the host may rightly object.",
    remedy="Name the rule on data and privacy (`data_rule: retention 90 days, analysts only`).",
    basis=(*submission("12b.ii", "11d"), instrument("S/RES/2518 (2020), para. 13")),
)
def sensor_without_data_rule(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.information_needs:
        if one.seen_by is not None and one.data_rule is None:
            yield fault(
                one,
                "'{sensor}' gathers data for '{need}' without a rule on data.",
                sensor=one.seen_by,
                need=one.text,
            )


@check(
    "CON028",
    Severity.WARNING,
    looks_for="steps of planning in which women, peace and security does not appear",
    why="What the mandate asks and the budget does not know is not done.",
    remedy="Enter the missing steps in concept.yaml (gender_steps), each with action, post, money and "
    "indicator.",
    basis=submission("12b.v"),
)
def gender_step_absent(seen: Standpoint) -> Iterator[Fault]:
    held = {one.step for one in seen.dossier.gender_steps}
    missing = [step for step in STEPS if step not in held]
    if held and missing:
        yield fault(
            seen.dossier.gender_steps[0],
            "Women, peace and security is absent from {n_missing} of {n_steps} steps of planning: {steps}.",
            n_missing=len(missing),
            n_steps=len(STEPS),
            steps=", ".join(missing),
        )


@check(
    "CON029",
    Severity.WARNING,
    looks_for="a step on women, peace and security that is called mainstreamed and not carried out",
    why="'Mainstreamed' without action, post, money and indicator counts as absent.",
    remedy="Say what is done, by which post, with what money, seen in which indicator.",
    basis=submission("12b.v", "3e"),
)
def gender_step_empty(seen: Standpoint) -> Iterator[Fault]:
    bare = {one: parts for one in seen.dossier.gender_steps if (parts := _parts_missing(one))}
    if bare:
        yield fault(
            next(iter(bare)),
            "Steps on women, peace and security that are not carried out to the end, with what is missing: "
            "{steps}.",
            steps=listed(f"{one.step} ({', '.join(parts)})" for one, parts in bare.items()),
        )


def _parts_missing(one: GenderStep) -> list[str]:
    """What a step lacks; an action that is only called mainstreamed is none, a mandate carries no money."""
    action = one.action if one.action and not MAINSTREAMED.search(one.action) else None
    parts = {"action": action, "led_by": one.led_by, "usd": one.usd, "indicator": one.indicator}
    if one.step == "mandate":
        del parts["usd"]
    return [name for name, value in parts.items() if value is None]


INFORMATION_CHECKS: tuple[Check, ...] = (
    narrative_unanswered, claim_among_the_facts, sensor_without_revisit_time, sensor_without_data_rule,
    gender_step_absent, gender_step_empty,
)  # fmt: skip
