"""Types of fields that name other items, and which way the trace runs through them."""

from __future__ import annotations

from typing import Annotated

from bluehelm.dossier.field_types import RefersTo

# Up: this record rests on the item named.
ObjectiveUp = Annotated[str, RefersTo(("objective",))]
TaskUp = Annotated[str, RefersTo(("task",))]
AccomplishmentUp = Annotated[str, RefersTo(("accomplishment",))]
OutputUp = Annotated[str, RefersTo(("output",))]
RequirementUp = Annotated[str, RefersTo(("requirement",))]
PledgeUp = Annotated[str, RefersTo(("pledge",))]
UnitUp = Annotated[str, RefersTo(("unit",))]
LineUp = Annotated[str, RefersTo(("line",))]
MeasureUp = Annotated[str, RefersTo(("measure", "indicator"))]
ReleaseUp = Annotated[str, RefersTo(("release",))]
TriggerUp = Annotated[str, RefersTo(("trigger",))]
FactUp = Annotated[str, RefersTo(("fact",))]
JudgementUp = Annotated[str, RefersTo(("judgement",))]
MoneyTarget = Annotated[
    str,
    RefersTo(("task", "output"), typed=True, words=("shared", "not-attributable")),
]

# Named only: the reference is checked, but carries nothing in the trace.
Area = Annotated[str, RefersTo(("area",), rests="")]
Post = Annotated[str, RefersTo(("post",), rests="")]
ComponentNamed = Annotated[str, RefersTo(("component",), rests="")]
Party = Annotated[str, RefersTo(("party",), rests="")]
Agreement = Annotated[str, RefersTo(("agreement",), rests="")]
TaskNamed = Annotated[str, RefersTo(("task",), rests="")]
ObjectiveNamed = Annotated[str, RefersTo(("objective",), rests="")]
IndicatorNamed = Annotated[str, RefersTo(("indicator",), rests="")]
MeasuredNamed = Annotated[str, RefersTo(("indicator", "measure"), rests="")]
OutputNamed = Annotated[str, RefersTo(("output",), rests="")]
PhaseNamed = Annotated[str, RefersTo(("phase",), rests="")]
ReceiverNamed = Annotated[str, RefersTo(("receiver",), rests="")]
BaseNamed = Annotated[str, RefersTo(("base",), rests="")]
UnitNamed = Annotated[str, RefersTo(("unit",), rests="")]
PledgeNamed = Annotated[str, RefersTo(("pledge",), rests="")]
PartnerNamed = Annotated[str, RefersTo(("partner",), rests="")]
ConsultationNamed = Annotated[str, RefersTo(("consultation",), rests="")]
MandateNamed = Annotated[str, RefersTo(("mandate",), rests="")]
ContributorNamed = Annotated[str, RefersTo(("contributor",), rests="")]
SituationNamed = Annotated[str, RefersTo(("situation",), rests="")]
FormNamed = Annotated[str, RefersTo(("form",), rests="")]
OptionNamed = Annotated[str, RefersTo(("option",), rests="")]
ProcessNamed = Annotated[str, RefersTo(("process",), rests="")]
AnyItem = Annotated[
    str,
    RefersTo(
        (
            "objective",
            "task",
            "phase",
            "accomplishment",
            "indicator",
            "output",
            "requirement",
            "pledge",
            "unit",
            "line",
            "mandate",
            "trigger",
            "fact",
            "judgement",
            "base",
            "component",
            "option",
            "commitment",
            "receiver",
            "support",
            "caveat",
        ),
        rests="",
        typed=True,
    ),
]
