"""The check on intake rules: a rule must be one that can be decided."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity


@check(
    "COU019",
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


INTAKE_CHECKS: tuple[Check, ...] = (intake_rule_undecidable,)
