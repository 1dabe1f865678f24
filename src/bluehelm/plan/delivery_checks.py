"""Checks on what was delivered: shortfalls with a cause, and a status that agrees with the quantity."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.plan_records import Delivered, Output
from bluehelm.dossier.planned_outputs import last_delivered
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity
from bluehelm.foundation.plain_numbers import plain


def _with_output(seen: Standpoint) -> Iterator[tuple[Output, Delivered]]:
    outputs = {one.id: one for one in seen.dossier.outputs}
    for identifier, row in last_delivered(seen).items():
        if identifier in outputs:
            yield outputs[identifier], row


@check(
    "PLA059",
    Severity.WARNING,
    looks_for="an output that fell short with no cause on record",
    why="Outside events, faults of our own, a change of plan and lack of money call for four different "
    "answers.",
    remedy="Write cause: outside, inside, change of plan or money.",
    basis=(*submission("1e", "2f"), instrument("A/80/623, on variances and their causes")),
)
def shortfall_without_cause(seen: Standpoint) -> Iterator[Fault]:
    for output, row in _with_output(seen):
        short_of_plan = (
            row.quantity is not None and output.quantity is not None and row.quantity < output.quantity
        )
        if row.cause is None and (row.status in ("partly", "not delivered", "late") or short_of_plan):
            yield fault(
                row,
                "'{text}' for {period} fell short of the plan, and no cause is given.",
                item=output.reference, text=output.text, period=row.period,
            )  # fmt: skip


@check(
    "PLA060",
    Severity.WARNING,
    looks_for="a status that says delivered beside a quantity that says otherwise",
    why="A status set by hand over the count makes the next plan build on what is not there.",
    remedy="Write status: partly, or correct the quantity; if the plan was changed, change the output's "
    "quantity.",
    basis=submission("2f"),
)
def status_against_quantity(seen: Standpoint) -> Iterator[Fault]:
    for output, row in _with_output(seen):
        if (
            row.quantity is None
            or output.quantity is None
            or row.status not in ("delivered", "not delivered")
        ):
            continue
        claims_all = row.status == "delivered"
        if claims_all == (row.quantity >= output.quantity) or (not claims_all and row.quantity == 0):
            continue
        yield fault(
            row,
            "Status of '{text}' for {period} is '{status}', but the count is {quantity:,} of {planned:,}.",
            item=output.reference, text=output.text, period=row.period, status=row.status,
            quantity=plain(row.quantity), planned=plain(output.quantity),
        )  # fmt: skip


@check(
    "PLA061",
    Severity.NOTE,
    looks_for="a delivery that nothing shows",
    why="A delivery that rests on the word of whoever had to deliver is a claim.",
    remedy="Say under evidence what shows it, for example handover note of 12 January 2026, or give the "
    "source.",
    basis=submission("1e", "2f"),
)
def delivery_without_evidence(seen: Standpoint) -> Iterator[Fault]:
    for output, row in _with_output(seen):
        if row.status == "delivered" and not row.evidence and not row.source:
            yield fault(
                row,
                "'{text}' is said to be delivered for {period}; neither evidence nor source is given.",
                item=output.reference, text=output.text, period=row.period,
            )  # fmt: skip


DELIVERY_CHECKS: tuple[Check, ...] = (
    shortfall_without_cause,
    status_against_quantity,
    delivery_without_evidence,
)
"""Checks on deliveries, in reading order."""
