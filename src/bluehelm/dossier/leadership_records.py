"""Leadership: compacts, and the choice of a Chief of Staff by published criteria."""

from __future__ import annotations

from typing import Literal

from bluehelm.dossier.catalogue import Part, Record, optional, required, several
from bluehelm.dossier.field_types import Amount, Day, Identifier, PeriodName, Share, Text, YesNo
from bluehelm.dossier.reference_types import ObjectiveNamed, Post

Rating = Literal["1", "2", "3", "4", "5"]


class Compact(Record):
    """What a leader agreed to achieve, with which resources, and what followed."""

    kind = "compact"
    id: Identifier = required("short name")
    post: Post = required("post")
    objective: ObjectiveNamed | None = optional("political objective")
    period: PeriodName | None = optional("period")
    target: Text | None = optional("agreed target")
    resources_directed_usd: Amount | None = optional("money the post directed to it", unit="USD")
    result: Text | None = optional("result")
    explanation: Text | None = optional("explanation of a shortfall")
    consequence: Text | None = optional("what followed")
    consequence_on: Day | None = optional("day of the consequence")
    reviewed_on: Day | None = optional("day of the review")


class Criterion(Part):
    """A criterion of a selection: weight, anchors, and whether it can be offset."""

    criterion: Literal[
        "strategic planning",
        "budget planning and reporting",
        "staffing",
        "United Nations experience",
        "works across silos",
        "works with uniformed personnel",
    ] = required("criterion")
    weight: Share | None = optional("weight")
    anchors: Text | None = optional("what a low and a high rating look like")
    gate: YesNo = optional("whether a rating of 1 or 2 rules a candidate out", default=False)


class Score(Part):
    """One rating of one candidate by one rater; candidates and raters by code."""

    candidate: Text = required("code of the candidate; never a name")
    rater: Text = required("code of the rater")
    criterion: Text = required("criterion rated")
    rating: Rating = required("rating, 1 to 5")
    on: Day | None = optional("day of the rating")


class Selection(Record):
    """The choice for a leadership post: criteria first, two raters, reasons on file."""

    kind = "selection"
    id: Identifier = required("short name")
    post: Post = required("post to be filled")
    published_on: Day | None = optional("day criteria and weights were published")
    closing_on: Day | None = optional("closing day for applications")
    weights_changed_on: Day | None = optional("day weights were last changed")
    criteria: tuple[Criterion, ...] = several("criteria")
    scores: tuple[Score, ...] = several("ratings")
    panel_has_uniformed: YesNo | None = optional("whether a uniformed member sat on the panel")
    outcome: Literal["chosen", "none competent", "open"] | None = optional("outcome")
    chosen: Text | None = optional("code of the candidate chosen")
    reason: Text | None = optional("reasons")
    decided_on: Day | None = optional("day of the decision")
