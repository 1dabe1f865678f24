"""Targets that nobody should sign: impossible, met by doing worse, on the wrong side, or naming nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bluehelm.dossier.checking import Check
from bluehelm.dossier.plan_records import IndicatorOfAchievement
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.figures import Figure, FigureInput
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.phrases import Phrase, phrase
from bluehelm.plan.indicator_target_checks import (
    limits_that_exclude_each_other,
    target_against_good_direction,
    target_beyond_bound,
    target_left_blank,
    target_looser_than_last_actual,
    target_looser_than_the_one_before,
    target_without_direction,
    target_without_measure,
    two_targets_for_one_period,
)

NOBODY_SHOULD_SIGN: tuple[Check, ...] = (
    target_beyond_bound,
    limits_that_exclude_each_other,
    two_targets_for_one_period,
    target_against_good_direction,
    target_looser_than_last_actual,
    target_without_measure,
    target_looser_than_the_one_before,
    target_without_direction,
    target_left_blank,
)
"""Worst first: what cannot be, what is met by failing, what cannot be judged."""


@dataclass(frozen=True, slots=True)
class TargetNotToSign:
    """An indicator whose target should not be signed, with the worst that is wrong with it."""

    indicator: IndicatorOfAchievement
    finding: Finding

    @property
    def wrong(self) -> Phrase:
        """What is wrong, as the check says it."""
        return Phrase(self.finding.template, self.finding.values)


def targets_not_to_sign(seen: Standpoint) -> list[TargetNotToSign]:
    """Each indicator with such a target once, the worst first; of looser targets the loosest first."""
    found: dict[str, TargetNotToSign] = {}
    for check in NOBODY_SHOULD_SIGN:
        for one in sorted(_of(check, seen), key=_looseness, reverse=True):
            found.setdefault(one.indicator.id, one)
    return list(found.values())


def _of(check: Check, seen: Standpoint) -> Iterator[TargetNotToSign]:
    indicators = {one.reference: one for one in seen.dossier.indicators}
    for finding in check.findings(seen):
        if finding.item in indicators:
            yield TargetNotToSign(indicators[finding.item], finding)


def _looseness(one: TargetNotToSign) -> Decimal:
    """How many times the aim and what was reached lie apart."""
    aim, last = one.finding.values.get("aim"), one.finding.values.get("last")
    if not isinstance(aim, Decimal) or not isinstance(last, Decimal) or not aim or not last:
        return Decimal(0)
    return max(aim / last, last / aim)


def n_targets_not_to_sign(seen: Standpoint) -> Figure:
    """How many indicators have a target that nobody should sign."""
    title = phrase("Indicators with a target that nobody should sign")
    found = targets_not_to_sign(seen)
    inputs = tuple(_as_input(one) for one in found)
    n_found = len(found) if seen.dossier.indicators else None
    steps = (phrase("Findings of {checks} counted, each indicator once.",
                    checks=", ".join(check.id for check in NOBODY_SHOULD_SIGN)),)  # fmt: skip
    return Figure("figure/targets-not-to-sign", title, n_found, "indicators", inputs, steps)


def _as_input(one: TargetNotToSign) -> FigureInput:
    return FigureInput(
        one.wrong, one.finding.check, "", None, one.indicator.reference, one.finding.place,
        one.indicator.source or "", one.indicator.known_as or "",
    )  # fmt: skip
