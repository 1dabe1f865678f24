"""A check on days: what cannot come before what, in the records on forces and the concept."""

from __future__ import annotations

from collections.abc import Iterator

from bluehelm.dossier.checking import Check, Fault, check, fault, instrument, submission
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.findings import Severity

# collection, then the earlier and the later day as attribute and as written, and whether one day will do
CANNOT_COME_BEFORE = (
    ("pledges", "pledged_on", "pledged_on", "valid_until", "valid_until", False),
    ("pledges", "pledged_on", "pledged_on", "withdrawn_on", "withdrawn_on", True),
    ("caveats", "declared_on", "declared_on", "accepted_on", "accepted_on", True),
    ("training", "on", "on", "expires_on", "expires_on", False),
    ("training", "on", "on", "retest_on", "retest_on", True),
    ("bases", "from_on", "from", "until_on", "until", False),
    ("safeguards", "asked_on", "asked_on", "answered_on", "answered_on", True),
    ("narratives", "seen_on", "seen_on", "answered_on", "answered_on", True),
)


@check(
    "FOR064",
    Severity.ERROR,
    looks_for="two days of one record in an order that cannot be",
    why="One of the two is wrong, and whatever is counted from them.",
    remedy="Check both days against the document, and correct the wrong one.",
    basis=(*submission("2j"), instrument("the order of days", "our reading")),
)
def days_in_impossible_order(seen: Standpoint) -> Iterator[Fault]:
    for collection, earlier, earlier_name, later, later_name, same_day_will_do in CANNOT_COME_BEFORE:
        for record in getattr(seen.dossier, collection):
            first, last = getattr(record, earlier), getattr(record, later)
            if first is None or last is None:
                continue
            if last < first or (last == first and not same_day_will_do):
                yield fault(
                    record,
                    "'{later}' ({last}) does not come after '{earlier}' ({first}).",
                    later=later_name,
                    last=last,
                    earlier=earlier_name,
                    first=first,
                )


DAY_ORDER_CHECKS: tuple[Check, ...] = (days_in_impossible_order,)
