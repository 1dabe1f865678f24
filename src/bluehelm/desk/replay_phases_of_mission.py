"""Where a mission stands in its phases, and how its plan would have done: the pages both doors show."""

from __future__ import annotations

from datetime import date

from bluehelm.desk.open_workspace import OpenMission
from bluehelm.foundation.errors import NothingToReplay
from bluehelm.foundation.pages import Page
from bluehelm.phases.announced_events import announced_events
from bluehelm.phases.phase_order import begins
from bluehelm.phases.replay_phases import CLOCKS, Clock, replay_phases
from bluehelm.phases.threshold_grid import Wanted
from bluehelm.phases.trigger_history import trigger_history
from bluehelm.phases.tune_thresholds import tuned_triggers
from bluehelm.phases.verify_plan import Verification, verify_plan
from bluehelm.review.phase_replay_page import Replayed, phase_replay_page
from bluehelm.review.phase_status_page import phase_status_page
from bluehelm.review.phase_verification_page import phase_verification_page
from bluehelm.review.threshold_tuning_page import threshold_tuning_page


def phase_status(opened: OpenMission, *, as_of: date, known_on: date | None = None) -> Page:
    """The page on where a mission stands in its phases."""
    return phase_status_page(opened.seen(as_of, known_on))


def replayed_phases(opened: OpenMission, *, first: date | None, last: date | None, today: date) -> Replayed:
    """The phases of a mission replayed from one month to another, on both clocks.

    Without `first` the replay begins with the first phase, without `last` it ends with the last month of
    the series that triggers watch, or with the day the dossier is kept to. Raises NothingToReplay.
    """
    dossier = opened.reading.dossier
    if not dossier.phases:
        raise NothingToReplay(f"'{opened.name}' has no phases.", "Write them in phases.yaml.")
    days = [day for day in map(begins, dossier.phases) if day is not None]
    first = (first or min(days, default=today)).replace(day=1)
    watched = {one.measure for one in dossier.triggers}
    ends = [row.period.until_on - date.resolution for row in dossier.series if row.measure in watched]
    last = (last or max(ends, default=opened.day_asked(None, today))).replace(day=1)
    if last < first:
        raise NothingToReplay(
            f"There is no month from {first:%Y-%m} to {last:%Y-%m}.", "Give --from a month before --until."
        )
    histories = tuple(
        trigger_history(dossier, trigger, first, last, clock)
        for trigger in dossier.triggers
        for clock in CLOCKS
    )
    announced = tuple(announced_events(dossier, first, last))
    return Replayed(dossier, replay_phases(dossier, first, last), histories, announced)


def replay_page(found: Replayed) -> Page:
    """The page of a replay."""
    return phase_replay_page(found)


def verified_phases(opened: OpenMission, *, as_of: date) -> Verification:
    """The phase plan of a mission verified. Raises NothingToReplay where there are no phases."""
    found = verify_plan(opened.seen(as_of))
    if found is None:
        raise NothingToReplay(f"'{opened.name}' has no phases.", "Write them in phases.yaml.")
    return found


def verification_page(found: Verification, opened: OpenMission, *, as_of: date) -> Page:
    """The page of a verification."""
    return phase_verification_page(found, opened.seen(as_of))


def tuning_page(
    opened: OpenMission, *, trigger: str | None, clock: Clock, until: date | None, wanted: Wanted, today: date
) -> Page:
    """The page of limits tried out for every trigger that is there to announce an event, or the one named."""
    dossier = opened.reading.dossier
    found = tuned_triggers(dossier, trigger, clock, until, wanted)
    if not found:
        named = f"trigger '{trigger}'" if trigger else "any trigger"
        raise NothingToReplay(
            f"No event is declared that {named} of '{opened.name}' is there to announce.",
            "Write one under detections: in phases.yaml, with trigger:, at_least: and lead:.",
        )
    return threshold_tuning_page(dossier, found, opened.day_asked(None, today))
