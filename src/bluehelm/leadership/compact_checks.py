"""Checks on compacts: objective, resources, result, explanation, consequence, and no link missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.leadership_records import Compact
from bluehelm.dossier.mission_records import Post
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Place, Severity

COUNCIL_ON_PRIORITIES = instrument("S/RES/2759 (2024), paras. 36, 42")


@check(
    "LEA001",
    Severity.WARNING,
    looks_for="leaders who answer for an objective or component and have no compact",
    why="Nobody can be held to account for directing resources to what was never agreed.",
    remedy="Agree on objective, target and resources with each (compacts: post, objective, period, target, "
    "resources_directed_usd).",
    basis=submission("2d", "3f", "9b.vi"),
)
def leader_without_compact(seen: Standpoint) -> Iterator[Fault]:
    leaders = _leaders(seen)
    running = {one.post for one in seen.dossier.compacts if _runs(one, seen)}
    left = [post for post in leaders if post not in running]
    if left:
        yield fault(
            Place(_file_of_leaders(seen)),
            "{n_left} of {n_leaders} posts that answer for an objective or a component have no compact "
            "at present: {posts}.",
            n_left=len(left),
            n_leaders=len(leaders),
            posts=", ".join(left),
        )


def _leaders(seen: Standpoint) -> list[str]:
    """Posts of the mission that answer for an objective or a substantive component, in order."""
    named = [one.led_by for one in seen.dossier.objectives]
    named += [one.led_by for one in seen.dossier.components if one.substantive]
    posts = {post: seen.item(Post, post) for post in dict.fromkeys(named) if post}
    return [name for name, post in posts.items() if post is not None and not post.outside]


def _runs(compact: Compact, seen: Standpoint) -> bool:
    return compact.period is None or compact.period.holds(seen.as_of)


def _file_of_leaders(seen: Standpoint) -> str:
    """The file where compacts stand, or the one that names the leaders."""
    records = (*seen.dossier.compacts, *seen.dossier.objectives, *seen.dossier.components)
    return records[0].file if records else ""


@check(
    "LEA002",
    Severity.WARNING,
    looks_for="compacts whose chain from objective to consequence breaks",
    why="Accountability holds only as far as its first missing link.",
    remedy="Write what is missing, in this order: objective, target, resources_directed_usd, result, "
    "explanation (target met, where there is no shortfall), consequence.",
    basis=(*submission("3f", "9b.vi"), COUNCIL_ON_PRIORITIES),
)
def broken_chain(seen: Standpoint) -> Iterator[Fault]:
    wait = timedelta(days=int(seen.threshold("compact-review-days", "90")))
    broken: dict[tuple[str, ...], list[Compact]] = defaultdict(list)
    for compact in seen.dossier.compacts:
        broken[_missing_links(compact, wait, seen)].append(compact)
    for missing, compacts in broken.items():
        if missing:
            yield fault(
                compacts[0],
                "{n_broken} of {n_all} compacts break at '{first}' (missing: {missing}): {compacts}.",
                n_broken=len(compacts),
                n_all=len(seen.dossier.compacts),
                first=missing[0],
                missing=", ".join(missing),
                compacts=", ".join(one.id for one in compacts),
            )


def _missing_links(compact: Compact, wait: timedelta, seen: Standpoint) -> tuple[str, ...]:
    """Links of the chain that should be there by now, by the key under which they are written."""
    period = compact.period
    begun = period is None or period.from_on <= seen.as_of
    over = period is not None and period.until_on + wait <= seen.as_of
    due: dict[str, object] = {"objective": compact.objective, "target": compact.target}
    if begun:
        due["resources_directed_usd"] = compact.resources_directed_usd
    if over or compact.consequence:
        due["result"] = compact.result
    if compact.consequence:
        due["explanation"] = compact.explanation
    if over and compact.result:
        due |= {"explanation": compact.explanation, "consequence": compact.consequence}
    return tuple(name for name, value in due.items() if value is None)


@check(
    "LEA003",
    Severity.WARNING,
    looks_for="a consequence without its day",
    why="Without its day nobody can tell whether it followed from the result, or who held the post.",
    remedy="Write the day it was decided (consequence_on: 2025-09-15).",
    basis=submission("3f", "9b.vi"),
)
def consequence_undated(seen: Standpoint) -> Iterator[Fault]:
    for compact in seen.dossier.compacts:
        if compact.consequence is not None and compact.consequence_on is None:
            yield fault(
                compact,
                "The consequence for {post}, '{consequence}', has no day.",
                post=compact.post,
                consequence=compact.consequence,
            )


@check(
    "LEA004",
    Severity.ERROR,
    looks_for="a consequence that came before the period it is said to follow from",
    why="The order of the days cannot be: the result was not yet there.",
    remedy="Correct consequence_on or period; when the post changed hands, split the compact by period.",
    basis=submission("3f", "9b.vi"),
)
def consequence_before_period(seen: Standpoint) -> Iterator[Fault]:
    for compact in seen.dossier.compacts:
        period, on = compact.period, compact.consequence_on
        if period is not None and on is not None and on < period.from_on:
            yield fault(
                compact,
                "The consequence is dated {on}, before {period} began on {from_on}.",
                on=on,
                period=period,
                from_on=period.from_on,
            )


@check(
    "LEA005",
    Severity.ERROR,
    looks_for="two targets for one post, objective and time",
    why="Whichever target is met, the leader can point to it.",
    remedy="Keep one; when the post changed hands or the target was revised, split the periods "
    "(period: FY2025/26-Q1).",
    basis=submission("3f"),
)
def two_targets(seen: Standpoint) -> Iterator[Fault]:
    by_aim: dict[tuple[str, str], list[Compact]] = defaultdict(list)
    for compact in seen.dossier.compacts:
        if compact.objective and compact.target and compact.period:
            by_aim[compact.post, compact.objective].append(compact)
    for (post, objective), compacts in by_aim.items():
        in_order = sorted(compacts, key=lambda one: one.period or seen.budget_year)
        for earlier, later in pairwise(in_order):
            if earlier.target != later.target and _share_time(earlier, later):
                yield fault(
                    later,
                    "{post} answers for '{objective}': in {later} '{second}', in {earlier} '{first}'.",
                    post=post,
                    objective=objective,
                    later=later.period,
                    second=later.target,
                    earlier=earlier.period,
                    first=earlier.target,
                )


def _share_time(earlier: Compact, later: Compact) -> bool:
    """Whether the later one begins before the earlier one ends."""
    return (
        earlier.period is not None
        and later.period is not None
        and later.period.from_on < earlier.period.until_on
    )


COMPACT_CHECKS: tuple[Check, ...] = (
    leader_without_compact, broken_chain, consequence_undated, consequence_before_period, two_targets,
)  # fmt: skip
