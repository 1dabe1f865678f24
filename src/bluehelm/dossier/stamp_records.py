"""What people have confirmed: links reviewed, and findings accepted for a time."""

from __future__ import annotations

from bluehelm.dossier.catalogue import Record, optional, required
from bluehelm.dossier.field_types import Day, Text


class ReviewedLink(Record):
    """A link that somebody looked at, with a stamp of the meaning of both its ends."""

    link: Text = required("the link, written from>to")
    from_stamp: Text = required("stamp of the end that rests on the other")
    to_stamp: Text = required("stamp of the end it rests on")
    by: Text = required("post that reviewed")
    on: Day = required("day of the review")
    why: Text | None = optional("reason")


class AcceptedFinding(Record):
    """A finding that is known and accepted until a day, with the reason and the post."""

    check: Text = required("check, for example PHA014")
    item: Text | None = optional("item concerned; every item when left out")
    by: Text = required("post that accepted")
    on: Day | None = optional("day of the acceptance")
    until_on: Day | None = optional("first day the finding counts again", name="until")
    why: Text = required("reason")
