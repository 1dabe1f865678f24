"""The sound plan passes; each way of breaking it gives that failure alone, by a shortest way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bluehelm.phases.plan_failures import PROPERTIES, Failure
from bluehelm.phases.verify_plan import verify_plan
from small_plan import plan, seen

Plan = dict[str, Any]


def failures(changed: Plan) -> tuple[Failure, ...]:
    found = verify_plan(seen(changed))
    assert found is not None
    assert found.is_whole
    return found.failures


def test_the_sound_plan_has_no_failure() -> None:
    assert failures(plan()) == ()


def no_way_to_it(changed: Plan) -> None:
    changed["phases"]["spare"] = {
        "id": "spare", "name": "Spare", "at_expiry": "end",
        "leave": [{"rank": "1", "direction": "end", "decided_by": "council", "when": "east"}],
    }  # fmt: skip


def never_met(changed: Plan) -> None:
    changed["phases"]["leave"]["leave"][1]["when"] = {"all": ["east", {"alarm": "east"}]}


def always_later(changed: Plan) -> None:
    """The end is ranked before the way back, on a condition that is met whenever the other is."""
    leave = changed["phases"]["leave"]["leave"]
    leave[0]["when"] = {"all": [{"alarm": "east"}, {"judgement": "ready", "in": ["yes"]}]}
    leave[0]["rank"], leave[1]["rank"] = "2", "1"
    leave[1]["when"] = {"any": ["east", {"judgement": "ready", "in": ["yes"]}]}


def trapped(changed: Plan) -> None:
    changed["phases"]["leave"]["at_expiry"] = "renew"
    del changed["phases"]["leave"]["leave"][1]
    changed["phases"]["leave"]["handover"] = []


def unranked(changed: Plan) -> None:
    phase = changed["phases"]["protect"]
    phase["leave"].append(
        {"rank": "1", "direction": "end", "decided_by": "council", "when": {"judgement": "ready"}}
    )
    phase["handover"].append({"task": "patrol", "to": "gendarmerie"})


def nobody_decides(changed: Plan) -> None:
    del changed["phases"]["protect"]["leave"][0]["decided_by"]


def swings(changed: Plan) -> None:
    changed["phases"]["protect"]["leave"][0]["when"] = {"not": {"alarm": "east"}}


def upside_down(changed: Plan) -> None:
    changed["phases"]["leave"]["leave"][1]["when"] = {"all": [{"alarm": "east"}, {"judgement": "ready"}]}
    changed["phases"]["leave"]["leave"][0]["when"] = {
        "all": [{"alarm": "east"}, {"not": {"judgement": "ready"}}]
    }


def not_handed_over(changed: Plan) -> None:
    changed["phases"]["protect"]["handover"] = []


def too_many(changed: Plan) -> None:
    changed["phases"]["protect"]["envelope"]["military"] = "1200"


def too_dear(changed: Plan) -> None:
    changed["phases"]["protect"]["envelope"]["usd_a_year"] = "91"


def expiry_unsaid(changed: Plan) -> None:
    del changed["phases"]["protect"]["at_expiry"]


def nothing_next(changed: Plan) -> None:
    changed["phases"]["leave"]["at_expiry"] = "next"


def no_condition(changed: Plan) -> None:
    del changed["phases"]["leave"]["leave"][1]["when"]


def no_source(changed: Plan) -> None:
    changed["triggers"]["east"]["measure"] = "attacks"


def source_ends(changed: Plan) -> None:
    changed["triggers"]["east"]["late_after"] = "2 weeks"


BROKEN: list[tuple[Callable[[Plan], None], str, str, list[str], int]] = [
    (no_way_to_it, "reachable", "spare", ["no way leads"], 0),
    (never_met, "enabled", "leave", ["its condition is never met"], 3),
    (always_later, "enabled", "leave", ["ranked before"], 5),
    (trapped, "no trap", "protect", ["round in a circle"], 0),
    (unranked, "ranked", "protect", ["'leave'", "the end"], 3),
    (nobody_decides, "always a next state", "protect", ["nobody is named"], 3),
    (swings, "no oscillation", "protect", ["after 1 months", "dwell time of 3"], 4),
    (upside_down, "monotone", "leave", ["in alarm"], 5),
    (not_handed_over, "handed over", "protect", ["1 tasks", "escort"], 3),
    (too_many, "within ceilings", "protect", ["1,200", "1,000", "2026-01"], 0),
    (too_dear, "within ceilings", "protect", ["voted"], 0),
    (expiry_unsaid, "expiry", "protect", ["runs out"], 1),
    (nothing_next, "expiry", "leave", ["there is none"], 4),
    (no_condition, "measurable", "leave", ["names no condition"], 3),
    (no_source, "measurable", "protect", ["not declared"], 0),
    (source_ends, "measurable", "protect", ["ends with"], 0),
]  # fmt: skip


@pytest.mark.parametrize(
    "breaks, of, phase, words, n_months",
    BROKEN,
    ids=[case[0].__name__ for case in BROKEN],
)
def test_a_broken_plan_fails_in_that_way_alone_by_a_shortest_example(
    breaks: Callable[[Plan], None], of: str, phase: str, words: list[str], n_months: int
) -> None:
    changed = plan()
    breaks(changed)
    found = failures(changed)
    assert {one.of for one in found} == {of}, [(one.of, one.said) for one in found]
    first = found[0]
    assert first.phase == phase
    assert all(word in said(first) for word in words), said(first)
    assert first.n_months == n_months, first.months


def said(one: Failure) -> str:
    from bluehelm.foundation.languages import say

    return say(one.said, "en")


def test_every_property_has_a_plan_that_breaks_it() -> None:
    assert {of for _, of, _, _, _ in BROKEN} == set(PROPERTIES)
