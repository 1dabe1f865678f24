"""Checks on claimed contribution: a path, evidence from others, and rival explanations that are answered."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.review_records import Review, Verdict
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.review.review_checks import judged

CONTRIBUTION = instrument("CPAS on contribution to change; process tracing", "abstract")
RIVALS = instrument(
    "OIOS evaluation of political affairs in five missions: outside factors dominate", "abstract"
)


def _claimed(seen: Standpoint) -> Iterator[tuple[Review, Verdict]]:
    for review, verdict in judged(seen):
        if verdict.contribution == "plausible":
            yield review, verdict


@check(
    "REV014",
    Severity.WARNING,
    looks_for="a contribution claimed with no path from the work to the change",
    why="Two things that happened in one quarter are not yet cause and effect.",
    remedy="Write under claim how the outputs led to the change, for example claim: patrols met herders "
    "before each move, so that quarrels were settled.",
    basis=(*submission("1e"), CONTRIBUTION),
)
def contribution_without_path(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in _claimed(seen):
        if not verdict.claim:
            yield fault(
                review,
                "Contribution to {of} is 'plausible', but no path from work to change is claimed.",
                line=verdict.line, of=verdict.of,
            )  # fmt: skip


@check(
    "REV015",
    Severity.WARNING,
    looks_for="a contribution claimed on the mission's own word alone",
    why="Whoever is judged is the only witness.",
    remedy="Add evidence from outside, marked independent: yes, for example a survey, a court, another "
    "agency.",
    basis=(
        *submission("1e"),
        instrument("self-assessment is no evidence", "our reading"),
    ),
)
def self_assessment_only(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in _claimed(seen):
        if not any(one.independent for one in verdict.evidence_for):
            yield fault(
                review,
                "Contribution to {of} is 'plausible', but no evidence for it is independent of the mission "
                "(on file: {n}).",
                line=verdict.line, of=verdict.of, n=len(verdict.evidence_for),
            )  # fmt: skip


@check(
    "REV016",
    Severity.WARNING,
    looks_for="a contribution claimed with no rival explanation considered",
    why="Harvest, a border closed by a neighbour or a split in a group may explain it as well; who has not "
    "looked cannot say.",
    remedy="Name at least one rival under rivals, and answer it.",
    basis=(*submission("1e"), RIVALS),
)
def contribution_without_rival(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in _claimed(seen):
        if not verdict.rivals:
            yield fault(
                review,
                "Contribution to {of} is 'plausible', and no rival explanation was considered.",
                line=verdict.line, of=verdict.of,
            )  # fmt: skip


@check(
    "REV017",
    Severity.NOTE,
    looks_for="a rival explanation left open",
    why="The verdict stands only as long as nobody raises the point.",
    remedy="Say under answer why it does or does not explain the change, or mark the contribution doubtful.",
    basis=(*submission("1e"), RIVALS),
)
def rival_unanswered(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in _claimed(seen):
        for rival in verdict.rivals:
            if not rival.answer:
                yield fault(review, "Contribution to {of}: the rival '{rival}' is not answered.",
                            line=rival.line or verdict.line, of=verdict.of, rival=rival.text)  # fmt: skip


@check(
    "REV018",
    Severity.WARNING,
    looks_for="a contribution claimed for work that was not done",
    why="What was not delivered cannot have contributed.",
    remedy="Correct one of the two, or judge separately the part that was delivered.",
    basis=submission("1e"),
)
def contribution_without_delivery(seen: Standpoint) -> Iterator[Fault]:
    for review, verdict in _claimed(seen):
        if verdict.delivery in ("not done", "unknown"):
            yield fault(review, "Contribution to {of} is 'plausible', but delivery is '{delivery}'.",
                        line=verdict.line, of=verdict.of, delivery=verdict.delivery)  # fmt: skip


CONTRIBUTION_CHECKS: tuple[Check, ...] = (
    contribution_without_path, self_assessment_only, contribution_without_rival, rival_unanswered,
    contribution_without_delivery,
)  # fmt: skip
"""Checks on claimed contribution, in reading order."""
