"""Checks on selections: criteria first, weights fixed, two raters, gates that hold, and no names on file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.leadership_records import Selection
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

ON_MERIT = instrument("S/RES/2436 (2018), para. 8")
TWO_RATERS = instrument("rule R75", "our reading")
ROUNDING = Decimal("0.001")
TOO_LOW = ("1", "2")
CODE_WORDS = frozenset(
    "candidate applicant rater assessor member panel code cand file chair uniformed civilian external "
    "internal alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima".split()
)
"""Words that codes are made of; any other word of four letters or more may be a name."""
_WORD = re.compile(r"[^\W\d_]+")
_TITLE = re.compile(r"\b(mr|mrs|ms|dr|prof|mme|sir|gen|col|maj|capt|lt|sgt|amb)\b\.?", re.IGNORECASE)


@check(
    "LEA006",
    Severity.WARNING,
    looks_for="criteria that were published after the closing day",
    why="Candidates could not know their measure, and criteria could be fitted to one of them.",
    remedy="Publish criteria and weights first and open the vacancy again, or correct the days "
    "(published_on, closing_on).",
    basis=(*submission("2g"), ON_MERIT),
)
def published_after_closing(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        if one.published_on is not None and one.closing_on is not None and one.published_on > one.closing_on:
            yield fault(
                one,
                "Criteria were published on {published_on}, {n_days} days after applications closed "
                "on {closing_on}.",
                published_on=one.published_on,
                n_days=(one.published_on - one.closing_on).days,
                closing_on=one.closing_on,
            )


@check(
    "LEA007",
    Severity.WARNING,
    looks_for="weights that were changed after the vacancy was opened",
    why="Whoever changes weights with files in hand chooses the person first and the reasons after.",
    remedy="Go back to the weights that were published, or publish the new ones and open the vacancy again.",
    basis=(*submission("2g"), TWO_RATERS),
)
def weights_changed_late(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        opened_on = one.published_on or one.closing_on
        if (
            one.weights_changed_on is not None
            and opened_on is not None
            and one.weights_changed_on > opened_on
        ):
            yield fault(
                one,
                "Weights were last changed on {changed_on}, {n_days} days after {opened_on}.",
                changed_on=one.weights_changed_on,
                n_days=(one.weights_changed_on - opened_on).days,
                opened_on=opened_on,
            )


@check(
    "LEA008",
    Severity.ERROR,
    looks_for="weights of a selection that do not add to one",
    why="Scores weighted by other sums cannot be compared with the anchors or with one another.",
    remedy="Give the criteria weights that add to 1, for example 0.3, 0.2, 0.2 and 0.3.",
    basis=submission("2g"),
)
def selection_weights_not_one(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        weights = [criterion.weight for criterion in one.criteria if criterion.weight is not None]
        total = sum(weights, Decimal(0))
        whole = bool(weights) and len(weights) == len(one.criteria)
        if total > 1 + ROUNDING or (whole and total < 1 - ROUNDING):
            yield fault(
                one,
                "The weights of {n_criteria} criteria add to {total}, not to 1.",
                n_criteria=len(weights),
                total=total,
            )


@check(
    "LEA009",
    Severity.WARNING,
    looks_for="criteria of a selection that have no anchors",
    why="Without a picture of a low and a high rating, two raters measure two different things.",
    remedy="Describe both ends (anchors: 1 lists activities; 5 ties tasks to objectives and money).",
    basis=(*submission("2g"), ON_MERIT),
)
def anchors_missing(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        bare = [criterion.criterion for criterion in one.criteria if criterion.anchors is None]
        if bare:
            yield fault(
                one,
                "{n_bare} of {n_all} criteria have no anchors: {criteria}.",
                n_bare=len(bare),
                n_all=len(one.criteria),
                criteria=", ".join(bare),
            )


@check(
    "LEA010",
    Severity.WARNING,
    looks_for="ratings by fewer raters than the procedure asks for",
    why="One rater's rating shows the rater as much as the candidate, and no agreement can be computed.",
    remedy="Let a second rater score each file without seeing the first rating (candidate, rater, rating).",
    basis=(*submission("2g"), TWO_RATERS),
)
def single_rater(seen: Standpoint) -> Iterator[Fault]:
    least = int(seen.threshold("r75", "2"))
    for one in seen.dossier.selections:
        raters = _raters(one)
        few = [pair for pair, codes in raters.items() if len(codes) < least]
        if few:
            yield fault(
                one,
                "{n_few} of {n_all} pairs of candidate and criterion have fewer than {least} raters.",
                n_few=len(few),
                n_all=len(raters),
                least=least,
            )


def _raters(selection: Selection) -> Mapping[tuple[str, str], set[str]]:
    """Codes of the raters by candidate and criterion."""
    raters: dict[tuple[str, str], set[str]] = defaultdict(set)
    for score in selection.scores:
        raters[score.candidate, score.criterion].add(score.rater)
    return raters


@check(
    "LEA011",
    Severity.ERROR,
    looks_for="a candidate chosen in spite of a rating of 1 or 2 on a criterion that rules out",
    why="The record says both that the criterion rules a candidate out and that the candidate was chosen.",
    remedy="Choose among those who pass every gate, or record that nobody does (outcome: none competent).",
    basis=(*submission("2g"), ON_MERIT),
)
def gate_failed_yet_chosen(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        gates = {criterion.criterion for criterion in one.criteria if criterion.gate}
        failed = [
            score
            for score in one.scores
            if score.candidate == one.chosen and score.criterion in gates and score.rating in TOO_LOW
        ]
        if failed:
            yield fault(
                one,
                "The candidate chosen was rated {ratings} on criteria that rule out below 3: {criteria}.",
                line=failed[0].line,
                ratings=", ".join(score.rating for score in failed),
                criteria=", ".join(dict.fromkeys(score.criterion for score in failed)),
            )


@check(
    "LEA012",
    Severity.WARNING,
    looks_for="a panel without a uniformed member",
    why="A Chief of Staff works with force and police every day; a panel of civilians cannot judge how.",
    remedy="Seat an officer of the force or police on the panel, and rate again with it "
    "(panel_has_uniformed: yes).",
    basis=submission("2g"),
)
def panel_without_uniformed(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        if one.panel_has_uniformed is False:
            yield fault(one, "No uniformed member sat on the panel for {post}.", post=one.post)


@check(
    "LEA013",
    Severity.WARNING,
    looks_for="codes of candidates or raters that look like names",
    why="A name in a selection file exposes a person, and invites judging the person and not the file.",
    remedy="Use codes that say nothing (candidate: C1, rater: R2), keep the key elsewhere, and clear the "
    "history of the file.",
    basis=(*submission("2g"), instrument("posts are named, never persons", "our reading")),
)
def name_in_code(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        lines = [score.line for score in one.scores if _looks_like_name(f"{score.candidate} {score.rater}")]
        if one.chosen is not None and _looks_like_name(one.chosen):
            lines.append(one.line)
        if lines:
            yield fault(
                one,
                "Codes of candidates or raters that look like names: {n_places}; they are not repeated here.",
                line=min(lines),
                n_places=len(lines),
            )


def _looks_like_name(code: str) -> bool:
    if _TITLE.search(code):
        return True
    words = [word.lower() for word in _WORD.findall(code)]
    return any(len(word) >= 4 and word not in CODE_WORDS for word in words)


@check(
    "LEA014",
    Severity.ERROR,
    looks_for="an outcome of a selection that contradicts itself",
    why="Nobody can tell from the file whether somebody was chosen, or who.",
    remedy="Write either outcome: chosen with the code of a candidate who was rated, "
    "or outcome: none competent without one.",
    basis=submission("2g"),
)
def outcome_contradicts_itself(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        if one.chosen is None:
            continue
        if one.outcome in ("none competent", "open"):
            yield fault(
                one, "The outcome is '{outcome}', yet a candidate is named as chosen.", outcome=one.outcome
            )
        elif one.scores and one.chosen not in {score.candidate for score in one.scores}:
            yield fault(one, "The candidate chosen is not among those who were rated.")


@check(
    "LEA015",
    Severity.WARNING,
    looks_for="a selection decided without reasons",
    why="A choice nobody explained cannot be reviewed, and teaches the next panel nothing.",
    remedy="Write in a sentence why (reason: highest on planning, and above every gate).",
    basis=(*submission("2g"), ON_MERIT),
)
def choice_without_reason(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        if one.outcome in ("chosen", "none competent") and one.reason is None:
            yield fault(
                one,
                "The selection for {post} ended with '{outcome}', and no reason is on file.",
                post=one.post,
                outcome=one.outcome,
            )


@check(
    "LEA016",
    Severity.WARNING,
    looks_for="ratings that are dated after the decision",
    why="A rating made when the choice was known only dresses it up.",
    remedy="Leave late ratings out, or correct their days; decided_on comes last.",
    basis=submission("2g"),
)
def rated_after_decision(seen: Standpoint) -> Iterator[Fault]:
    for one in seen.dossier.selections:
        decided_on = one.decided_on
        if decided_on is None:
            continue
        late = [score for score in one.scores if score.on is not None and score.on > decided_on]
        if late:
            yield fault(
                one,
                "{n_late} of {n_all} ratings are dated after the decision of {decided_on}.",
                line=late[0].line,
                n_late=len(late),
                n_all=len(one.scores),
                decided_on=decided_on,
            )


SELECTION_CHECKS: tuple[Check, ...] = (
    published_after_closing, weights_changed_late, selection_weights_not_one, anchors_missing,
    single_rater, gate_failed_yet_chosen, panel_without_uniformed, name_in_code,
    outcome_contradicts_itself, choice_without_reason, rated_after_decision,
)  # fmt: skip
