"""Checks on needs without a mandate: situations that meet the intake rules and have no operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.situation_records import Situation, SituationMeasure
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import IntakeRule
from bluehelm.foundation.findings import Severity


@check(
    "COU019",
    Severity.WARNING,
    looks_for="a situation that meets an intake rule and has neither an operation nor a reason for none",
    why="Operations that were needed and never mandated cost more trust than those that failed.",
    remedy="Prepare options for it, or write why there is no operation (reason_without_operation).",
    basis=submission("1b"),
)
def need_without_mandate(seen: Standpoint) -> Iterator[Fault]:
    for situation in seen.dossier.situations:
        if situation.reason_without_operation is not None or _has_operation(situation, seen.as_of):
            continue
        values = _latest_values(situation, seen.as_of)
        for rule in seen.dossier.intake:
            if _meets(rule, values):
                numbers = [f"{one.measure} {values[one.measure].value:,f}" for one in rule.tests]
                yield fault(
                    situation,
                    "Meets the intake rule '{rule}' ({numbers}), has no operation, and no reason is on file.",
                    rule=rule.text,
                    numbers=", ".join(numbers),
                )


def _has_operation(situation: Situation, as_of: date) -> bool:
    return any(
        (one.from_on is None or one.from_on <= as_of) and (one.until_on is None or as_of < one.until_on)
        for one in situation.operations
    )


def _latest_values(situation: Situation, as_of: date) -> Mapping[str, SituationMeasure]:
    """The last known number of each measure whose period has ended."""
    latest: dict[str, SituationMeasure] = {}
    for one in situation.measures:
        known = latest.get(one.measure)
        ended = one.value is not None and one.period.until_on <= as_of
        if ended and (known is None or one.period.until_on >= known.period.until_on):
            latest[one.measure] = one
    return latest


def _meets(rule: IntakeRule, values: Mapping[str, SituationMeasure]) -> bool:
    return bool(rule.tests) and all(
        one.measure in values and (values[one.measure].value or Decimal(0)) >= one.at_least
        for one in rule.tests
    )


@check(
    "COU020",
    Severity.NOTE,
    looks_for="an intake rule that no situation can meet, because its measure is nowhere on file",
    why="A rule that can never be decided gives an empty list of needs, which looks like good news.",
    remedy="Put the measure into the situations (measures: measure, period, value), or test another.",
    basis=submission("1b"),
)
def intake_rule_undecidable(seen: Standpoint) -> Iterator[Fault]:
    on_file = {one.measure for situation in seen.dossier.situations for one in situation.measures}
    for rule in seen.dossier.intake:
        absent = [one.measure for one in rule.tests if one.measure not in on_file]
        if absent and seen.dossier.situations:
            yield fault(
                rule,
                "No situation carries a number for {measures}, so this rule selects none.",
                measures=", ".join(absent),
            )


INTAKE_CHECKS: tuple[Check, ...] = (need_without_mandate, intake_rule_undecidable)
