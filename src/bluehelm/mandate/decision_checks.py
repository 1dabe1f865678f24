"""Checks inside one Council decision: votes, days, ceilings, reports, and what resources were foreseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.mandate_records import Ceiling, Mandate
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.listed_names import listed
from bluehelm.mandate.chain_of_decisions_checks import passages

N_SEATS = 15
N_TO_ADOPT = 9
CHARTER_27 = instrument("Charter of the United Nations, Art. 27", "unverified")


@check(
    "MAN020",
    Severity.ERROR,
    looks_for="more votes on a decision than the Council has seats",
    why="The tally shows how far the Council stands behind the mission; this one cannot be right.",
    remedy="Count again from the record of the meeting: for, against and abstaining are at most 15 together.",
    basis=(*submission("1b"), CHARTER_27),
)
def too_many_votes(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        votes = mandate.votes
        if votes and votes.in_favour + votes.against + votes.abstaining > N_SEATS:
            yield fault(
                mandate,
                "{in_favour} for, {against} against and {abstaining} abstaining make {n_votes} votes; the "
                "Council has {n_seats} seats.",
                line=votes.line,
                in_favour=votes.in_favour,
                against=votes.against,
                abstaining=votes.abstaining,
                n_votes=votes.in_favour + votes.against + votes.abstaining,
                n_seats=N_SEATS,
            )


@check(
    "MAN021",
    Severity.ERROR,
    looks_for="a decision adopted with fewer than nine votes",
    why="A draft with fewer than nine votes in favour fails; it gives no mandate.",
    remedy="Correct the votes; a draft that failed belongs in system/drafts.yaml.",
    basis=(*submission("1b"), CHARTER_27),
)
def too_few_votes(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        votes = mandate.votes
        if votes and votes.in_favour < N_TO_ADOPT:
            yield fault(
                mandate,
                "{in_favour} votes in favour do not adopt a decision; {n_needed} are needed.",
                line=votes.line,
                in_favour=votes.in_favour,
                n_needed=N_TO_ADOPT,
            )


def _days_in(mandate: Mandate) -> Iterator[tuple[str, int, date]]:
    """Every day that cannot lie before the adoption: what it is, its line, and the day."""
    if mandate.in_force_until:
        yield "in_force_until", 0, mandate.in_force_until
    for given in mandate.gives:
        if given.until_on:
            yield f"gives {given.task}: until", given.line, given.until_on
    for ended in mandate.ends:
        if ended.on:
            yield f"ends {ended.task}: on", ended.line, ended.on
    for ceiling in mandate.ceilings:
        if ceiling.until_on:
            yield f"ceilings {ceiling.category}: until", ceiling.line, ceiling.until_on
    for report in mandate.reports:
        if report.on:
            yield "reports: on", report.line, report.on


@check(
    "MAN022",
    Severity.ERROR,
    looks_for="a day in a decision that lies before its adoption",
    why="What ends or falls due before it was decided was never in force.",
    remedy="Look at the text again: the year is the usual slip. `until` is the first day it no longer runs.",
    basis=submission("2a"),
)
def day_before_adoption(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        for what, line, day in _days_in(mandate):
            if day < mandate.adopted_on:
                yield fault(
                    mandate,
                    "'{what}' is {day}, before the adoption on {adopted_on}.",
                    line=line,
                    what=what,
                    day=day,
                    adopted_on=mandate.adopted_on,
                )


def _begins(ceiling: Ceiling) -> date:
    return ceiling.from_on or date.min


def _overlap(one: Ceiling, other: Ceiling) -> bool:
    return _begins(one) < (other.until_on or date.max) and _begins(other) < (one.until_on or date.max)


@check(
    "MAN023",
    Severity.ERROR,
    looks_for="two ceilings for one category at the same time",
    why="The highest number authorized is one number; strength above the lower one may be lawful or not.",
    remedy="Keep the ceiling that the text authorizes, or give each its days with `from:` and `until:`.",
    basis=(*submission("3g"), instrument("A/80/604/Add.9, para. 11")),
)
def two_ceilings_at_once(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        by_category: dict[str, list[Ceiling]] = defaultdict(list)
        for ceiling in mandate.ceilings:
            for other in by_category[ceiling.category]:
                if other.strength != ceiling.strength and _overlap(other, ceiling):
                    yield fault(
                        mandate,
                        "{decision} sets two ceilings for {category} at once: {one} and {other}.",
                        line=ceiling.line,
                        decision=mandate.decision,
                        category=ceiling.category,
                        one=f"{other.strength:,}",
                        other=f"{ceiling.strength:,}",
                    )
            by_category[ceiling.category].append(ceiling)


@check(
    "MAN024",
    Severity.ERROR,
    looks_for="parts of a ceiling that add up to more than the whole",
    why="A part cannot be larger than its whole; units would be generated that nobody may deploy.",
    remedy="Look at the paragraph again; parts named `within` count towards the whole, for example 120 and "
    "300 within 420.",
    basis=submission("2j", "3g"),
)
def parts_exceed_whole(seen: Standpoint) -> Iterator[Fault]:
    for mandate in seen.dossier.mandates:
        highest: dict[str, Ceiling] = {}
        for ceiling in sorted(mandate.ceilings, key=lambda ceiling: ceiling.strength):
            highest[ceiling.category] = ceiling
        for whole in highest.values():
            parts = [one for one in highest.values() if one.within == whole.category]
            n_parts = sum(one.strength for one in parts)
            if n_parts > whole.strength:
                yield fault(
                    mandate,
                    "{parts} make {n_parts}, more than the {n_whole} of {whole} they are part of.",
                    line=parts[-1].line,
                    parts=", ".join(f"{one.category} {one.strength:,}" for one in parts),
                    n_parts=f"{n_parts:,}",
                    n_whole=f"{whole.strength:,}",
                    whole=whole.category,
                )


@check(
    "MAN025",
    Severity.WARNING,
    looks_for="a ceiling said to be part of one that no decision sets",
    why="The part is then counted in no total: the mission looks smaller than it may be.",
    remedy="Add the ceiling of the whole, or take `within:` away where the number stands alone.",
    basis=submission("3g"),
)
def part_of_no_ceiling(seen: Standpoint) -> Iterator[Fault]:
    stated = {ceiling.category for mandate in seen.dossier.mandates for ceiling in mandate.ceilings}
    for mandate in seen.dossier.mandates:
        for ceiling in mandate.ceilings:
            if ceiling.within and ceiling.within not in stated:
                yield fault(
                    mandate,
                    "{strength} {category} are said to be part of {whole}, for which no ceiling is on file.",
                    line=ceiling.line,
                    strength=f"{ceiling.strength:,}",
                    category=ceiling.category,
                    whole=ceiling.within,
                )


@check(
    "MAN026",
    Severity.NOTE,
    looks_for="a report to the Council that falls due in the coming days",
    why="A report is built from what the dossier holds; what is missing now will be missing in it.",
    remedy="Bring actuals, verdicts and decisions up to date, and draw the report's tables from the brief.",
    basis=(*submission("2f"), instrument("S/RES/2759 (2024), para. 58")),
)
def report_falls_due(seen: Standpoint) -> Iterator[Fault]:
    n_days = int(seen.threshold("report-notice-days", "14"))
    mandate = seen.mandate
    for report in mandate.reports if mandate else ():
        if mandate and report.on and 0 <= (report.on - seen.as_of).days <= n_days:
            yield fault(
                mandate,
                "'{report}' is due on {on} (days left: {n_left}; notice: {n_days} days).",
                line=report.line,
                report=report.text,
                on=report.on,
                n_left=(report.on - seen.as_of).days,
                n_days=n_days,
            )


@check(
    "MAN048",
    Severity.NOTE,
    looks_for="a report to the Council past its day, with nothing on file that it was delivered",
    why="A report that is late, or that nobody entered, leaves the Council and the mission with two records.",
    remedy="Enter the day: `delivered_on: 2026-02-13`; if it is late, say so to the Council.",
    basis=(*submission("2f"), instrument("S/RES/2759 (2024), para. 58")),
)
def report_past_its_day(seen: Standpoint) -> Iterator[Fault]:
    mandate = seen.mandate
    for report in mandate.reports if mandate else ():
        if (
            mandate
            and report.on
            and report.delivered_on is None
            and mandate.adopted_on < report.on < seen.as_of
        ):
            yield fault(
                mandate,
                "'{report}' was due on {on}; nothing on file says that it was delivered.",
                line=report.line,
                report=report.text,
                on=report.on,
            )


@check(
    "MAN027",
    Severity.WARNING,
    looks_for="a decision that changes tasks without an estimate of resources before it",
    why="The Council would ask for more than it knows the price of; ambition and means part company there.",
    remedy="Record the day the estimate was before the Council: `resource_estimate_on: 2025-10-20`; if "
    "there was none, ask for one before the next renewal.",
    basis=(*submission("2b.iii", "3g", "11b"), instrument("S/RES/2149 (2014), para. 48")),
)
def no_resource_estimate(seen: Standpoint) -> Iterator[Fault]:
    for passage in passages(seen.dossier):
        mandate, estimate = passage.mandate, passage.mandate.resource_estimate_on
        if estimate is not None and estimate > mandate.adopted_on:
            yield fault(
                mandate,
                "The estimate of resources is dated {estimate}, after the adoption on {adopted_on}.",
                estimate=estimate,
                adopted_on=mandate.adopted_on,
            )
        added = sorted(passage.after - passage.before)
        known = mandate.read == "in full" and passage.whole and mandate is seen.mandate
        if estimate is None and known and added:
            yield fault(
                mandate,
                "{decision} adds tasks ({n_added}: {tasks}); no estimate of resources before it is on file.",
                decision=mandate.decision,
                n_added=len(added),
                tasks=listed(added),
            )


DECISION_CHECKS: tuple[Check, ...] = (
    too_many_votes, too_few_votes, day_before_adoption, two_ceilings_at_once, parts_exceed_whole,
    part_of_no_ceiling, report_falls_due, no_resource_estimate, report_past_its_day,
)  # fmt: skip
