"""The trace: what an item rests on and what rests on it, at any depth, with money and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_dossier import AS_OF, opened_cast
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.trace_item import TracedStep, find_gaps, text_of, trace_item
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.trace import Step, walk
from bluehelm.foundation.errors import UnknownReference

CAST = opened_cast()
SEEN = CAST.seen(AS_OF)
ITEMS = sorted(SEEN.dossier.by_reference)


def small(folder: Path, files: Mapping[str, str]) -> Standpoint:
    mission = folder / "missions" / "small"
    for name, text in {"mission.yaml": "mission: small\nname: Small\n", **files}.items():
        path = mission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return open_mission(mission, mission).seen(AS_OF)


def references(step: TracedStep | Step) -> list[str]:
    """Every item of a walk, as often as it is shown."""
    return [reference for one in step.steps for reference in (one.reference, *references(one))]


def traced(seen: Standpoint, reference: str, way: str, depth: int | None = None) -> list[str]:
    return references(trace_item(seen, reference, (way,), depth).ways[way])


# ---- both ways


def test_a_unit_rests_on_its_pledge_requirement_task_and_objective() -> None:
    above = traced(SEEN, "unit/northland-infantry-1", "up")
    assert above[0] == "pledge/northland-battalion-1"
    for wanted in (
        "requirement/infantry-battalion-north", "task/protect-civilians", "objective/people-safe",
        "mandate/s-res-9002-2025",
    ):  # fmt: skip
        assert wanted in above


def test_phase_accomplishment_output_money_and_unit_rest_on_a_task() -> None:
    below = traced(SEEN, "task/protect-civilians", "down")
    kinds = {reference.partition("/")[0] for reference in below}
    assert {
        "phase",
        "accomplishment",
        "output",
        "indicator",
        "line",
        "requirement",
        "pledge",
        "unit",
    } <= kinds


def test_a_task_hangs_on_the_decision_in_force_and_on_no_earlier_one() -> None:
    assert "mandate/s-res-9002-2025" in traced(SEEN, "task/protect-civilians", "up")
    earlier = CAST.seen(date(2025, 6, 1))
    assert "mandate/s-res-9001-2024" in traced(earlier, "task/protect-civilians", "up")
    assert "mandate/s-res-9002-2025" not in traced(earlier, "task/protect-civilians", "up")


def test_a_task_that_was_ended_hangs_on_no_decision() -> None:
    above = traced(SEEN, "task/guard-officials", "up")
    assert not [one for one in above if one.startswith("mandate/")]
    assert "mandate/s-res-9001-2024" in traced(CAST.seen(date(2025, 6, 1)), "task/guard-officials", "up")


@given(reference=st.sampled_from(ITEMS))
def test_what_an_item_rests_on_has_the_item_resting_on_it(reference: str) -> None:
    for above in SEEN.trace.reach([reference], "up"):
        assert reference in SEEN.trace.reach([above], "down")


@given(reference=st.sampled_from(ITEMS), way=st.sampled_from(["up", "down"]))
def test_a_walk_shows_all_that_can_be_reached_and_opens_each_item_once(reference: str, way: str) -> None:
    step = walk(SEEN.trace, reference, "up" if way == "up" else "down")
    shown = references(step)
    assert set(shown) - {reference} == set(SEEN.trace.reach([reference], "up" if way == "up" else "down"))
    opened = [one.reference for one in _every(step) if one.steps]
    assert len(opened) == len(set(opened))


def _every(step: Step) -> list[Step]:
    return [step, *(inner for one in step.steps for inner in _every(one))]


@settings(max_examples=30)
@given(reference=st.sampled_from(ITEMS), depth=st.integers(1, 6))
def test_a_depth_is_kept_and_what_lies_beyond_is_marked(reference: str, depth: int) -> None:
    step = walk(SEEN.trace, reference, "down", depth)
    assert _height(step) <= depth
    for one in _every(step):
        has_more = bool(SEEN.trace.next_to(one.reference, "down"))
        assert one.cut == (has_more and not one.steps)


def _height(step: Step) -> int:
    return 1 + max(map(_height, step.steps)) if step.steps else 0


def test_a_depth_of_one_shows_the_neighbours() -> None:
    near = traced(SEEN, "unit/northland-infantry-1", "up", 1)
    assert near == ["pledge/northland-battalion-1"]


# ---- shapes

DIAMOND = {
    "strategy.yaml": "objectives:\n  - {id: peace, text: peace}\n",
    "tasks.yaml": (
        "tasks:\n  - {id: left, text: left, serves: [peace]}\n  - {id: right, text: right, serves: [peace]}\n"
    ),
    "plan/accomplishments.yaml": "accomplishments:\n  - {id: both, text: both, tasks: [left, right]}\n",
    "plan/outputs.yaml": "outputs:\n  - {id: last, text: last, accomplishment: both}\n",
}


def test_an_item_reached_by_two_ways_is_shown_once_in_full(tmp_path: Path) -> None:
    seen = small(tmp_path, DIAMOND)
    step = walk(seen.trace, "objective/peace", "down")
    both = [one for one in _every(step) if one.reference == "accomplishment/both"]
    assert sorted(one.cut for one in both) == [False, True]
    assert references(step).count("output/last") == 1


def test_a_depth_hides_nothing_that_lies_within_it(tmp_path: Path) -> None:
    # The way over the task meets the accomplishment one step later than the way from the objective.
    files = {
        **DIAMOND,
        "plan/accomplishments.yaml": (
            "accomplishments:\n  - {id: both, text: both, tasks: [left], serves: [peace]}\n"
        ),
        "budget/lines.csv": "line,year,group,class,what,usd\nair,FY2025/26,III,air,voted,1\n",
        "budget/allocations.csv": "line,to,share\nair,output/last,1\n",
    }
    step = walk(small(tmp_path, files).trace, "objective/peace", "down", 3)
    assert "line/air" in references(step)


@given(reference=st.sampled_from(ITEMS), depth=st.integers(1, 5))
def test_a_walk_of_some_depth_shows_all_that_lies_so_near(reference: str, depth: int) -> None:
    near = {reference}
    for _ in range(depth):
        near |= {link.source for one in near for link in SEEN.trace.next_to(one, "down")}
    assert set(references(walk(SEEN.trace, reference, "down", depth))) == near - {reference}


def test_a_link_written_twice_is_one_link(tmp_path: Path) -> None:
    files = {**DIAMOND, "plan/accomplishments.yaml": (
        "accomplishments:\n  - {id: both, text: both, tasks: [left, left]}\n"
    )}  # fmt: skip
    names = [link.name for link in small(tmp_path, files).trace.links()]
    assert len(names) == len(set(names))


def test_a_name_that_leads_nowhere_is_kept_apart(tmp_path: Path) -> None:
    files = {**DIAMOND, "plan/outputs.yaml": "outputs:\n  - {id: last, text: last, accomplishment: bothh}\n"}
    seen = small(tmp_path, files)
    assert [one.source for one in seen.trace.dangling] == ["output/last"]
    assert traced(seen, "output/last", "up") == []


# ---- what is asked wrongly


@pytest.mark.parametrize(
    "asked, hint",
    [
        ("task/protect-civilian", "task/protect-civilians"),
        ("output/protect-civilians", ""),
        ("protect-civilians", "task/protect-civilians"),
        ("", ""),
        ("task/", ""),
    ],
)
def test_an_item_that_is_not_there_names_the_nearest(asked: str, hint: str) -> None:
    with pytest.raises(UnknownReference) as refused:
        trace_item(SEEN, asked, ("up",), None)
    assert hint in str(refused.value)


@pytest.mark.parametrize("reference", ITEMS)
def test_every_item_of_the_cast_can_be_traced(reference: str) -> None:
    shown = trace_item(SEEN, reference, ("up", "down"), None)
    assert shown.reference == reference
    assert len(text_of(SEEN.dossier.by_reference[reference])) <= 90


# ---- money

MONEY = {
    **DIAMOND,
    "budget/lines.csv": (
        "line,year,group,class,what,usd\n"
        "air,FY2025/26,III,air operations,voted,1000.30\n"
        "staff,FY2025/26,II,international staff,voted,500\n"
        "staff,FY2024/25,II,international staff,voted,900\n"
    ),
    "budget/allocations.csv": "line,to,share\nair,output/last,0.5\nair,task/left,0.2\nstaff,task/right,0.1\n",
}


@pytest.mark.parametrize(
    "reference, usd",
    [
        ("output/last", "500.15"),
        ("accomplishment/both", "500.15"),
        ("task/left", "700.21"),
        ("task/right", "550.15"),
        ("objective/peace", "750.21"),
    ],
)
def test_money_is_followed_through_what_rests_on_an_item_and_counted_once(
    reference: str, usd: str, tmp_path: Path
) -> None:
    shown = trace_item(small(tmp_path, MONEY), reference, ("down",), None)
    assert shown.money_usd == Decimal(usd)
    assert shown.money_year == "FY2025/26"


def test_without_an_allocation_money_is_unknown_and_not_zero(tmp_path: Path) -> None:
    files = {name: text for name, text in MONEY.items() if name != "budget/allocations.csv"}
    assert trace_item(small(tmp_path, files), "output/last", ("down",), None).money_usd is None


# ---- gaps


def gaps_of(seen: Standpoint) -> dict[str, tuple[str, ...]]:
    return {f"{gap.kind} {gap.lacks}": gap.items for gap in find_gaps(seen)}


def test_what_hangs_in_the_air_is_listed_by_what_it_lacks(tmp_path: Path) -> None:
    files = {
        **DIAMOND,
        "tasks.yaml": "tasks:\n  - {id: left, text: l, serves: [peace]}\n  - {id: right, text: r}\n",
        "plan/accomplishments.yaml": "accomplishments:\n  - {id: both, text: both, tasks: [left]}\n",
    }
    gaps = gaps_of(small(tmp_path, files))
    assert gaps["tasks serve no political objective"] == ("task/right",)
    assert gaps["tasks have no accomplishment or output"] == ("task/right",)
    assert gaps["tasks are given by no decision in force"] == ("task/left", "task/right")
    assert gaps["accomplishments have no indicator"] == ("accomplishment/both",)
    assert gaps["outputs have no money that can be followed"] == ("output/last",)
    assert "outputs serve nothing" not in gaps
    assert "accomplishments serve no task" not in gaps


def test_a_dossier_without_items_has_no_gaps(tmp_path: Path) -> None:
    assert find_gaps(small(tmp_path, {})) == []


def test_a_gap_counts_all_items_of_its_kind(tmp_path: Path) -> None:
    gap = next(one for one in find_gaps(small(tmp_path, DIAMOND)) if one.lacks == "run in no phase")
    assert (len(gap.items), gap.n_items) == (2, 2)
