"""What stands around a period: the conditions of the phase that runs, and links that are suspect."""

from __future__ import annotations

from collections.abc import Iterable

from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.dossier.stamps import read_stamps
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.texts_in_both import quoting
from bluehelm.foundation.languages import say
from bluehelm.foundation.periods import Period
from bluehelm.phases.current_phase import WayOutSeen, current_phase
from bluehelm.phases.three_values import Evaluated
from bluehelm.review.fact_line import fact_line


def condition_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """The phase that runs, and every condition on its ways out with its verdict."""
    del period
    current = current_phase(seen)
    if current is None:
        return
    yield fact_line(
        "condition",
        current.phase.reference,
        text=current.phase.name,
        text_fr=current.phase.name_fr,
        word=current.known,
        on=current.since,
    )
    for way in current.ways:
        yield from _way(way, seen)


def _way(way: WayOutSeen, seen: Standpoint) -> Iterable[ReviewedFact]:
    to = way.to.reference if way.to else "end of the mission"
    for leaf in way.evaluated.leaves():
        said = quoting(leaf.template, leaf.values, seen)
        yield fact_line(
            "condition",
            leaf.subject or to,
            text=say(said),
            text_fr=say(said, "fr"),
            under=to,
            word=leaf.verdict.value,
            remark=_who(way, leaf),
        )


def _who(way: WayOutSeen, leaf: Evaluated) -> str | None:
    """Who must judge, where evidence is late; otherwise who decides on the way out."""
    if leaf.person_must_decide:
        return "a person must judge"
    return way.decided_by.id if way.decided_by else None


def suspect_facts(seen: Standpoint, period: Period) -> Iterable[ReviewedFact]:
    """Reviewed links of which an end no longer means what it meant."""
    del period
    for one in read_stamps(seen).suspects:
        yield fact_line(
            "suspect",
            one.link.source,
            text=one.link.name,
            word="suspect",
            value=str(len(one.resting)),
            unit="items",
            on=one.reviewed.on,
            remark=", ".join(one.changed),
        )
