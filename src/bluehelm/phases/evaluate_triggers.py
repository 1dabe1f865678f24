"""The verdict on a trigger: calm or not, alarm or not, with the readings it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bluehelm.dossier.measured_values import MeasuredValues
from bluehelm.dossier.phase_records import Trigger
from bluehelm.phases.read_triggers import Reading, TriggerRead, read_trigger
from bluehelm.phases.three_values import Evaluated, Input, Verdict

NO_LIMIT = "The trigger sets no limit to compare with."
NO_DATA = "Nothing is known of {what} by {as_of}."
LATE = "{what} is known to {until} only, more than {late_after} ago; a person must decide."
NO_BASELINE = (
    "The limit ({limit}) cannot be worked out for {window}: the baseline is zero or not wholly known."
)
CALM = "Calm: {value} in {window}, limit {limit}; so in {n_held} of the last {n_looked} readings."
NOT_CALM = "Not calm: {value} in {window}, limit {limit}; calm in {n_held} of the last {n_looked} readings."
CALM_SO_FAR = "Calm so far, but only {n_looked} readings are on file, fewer than the rule looks at."
ALARM = "Alarm: {value} in {window}, limit {limit}; so in {n_held} of the last {n_looked} readings."
NO_ALARM = "No alarm: {value} in {window}, limit {limit}; alarm in {n_held} of the last {n_looked} readings."
ALARM_SO_FAR = "An alarm so far, but only {n_looked} readings are on file, fewer than the rule looks at."


def evaluate_calm(values: MeasuredValues, trigger: Trigger) -> Evaluated:
    """Whether a trigger is calm.

    Rule: a limit must hold in N of the last M readings, and without a break for the time of `dwell`.
    """
    read = read_trigger(values, trigger)
    blocked = _blocked(values, read, trigger.calm_at_most, [one.calm_limit for one in read.readings])
    return blocked or _said(read, _calm(read), (CALM, NOT_CALM, CALM_SO_FAR), calm=True)


def evaluate_alarm(values: MeasuredValues, trigger: Trigger) -> Evaluated:
    """Whether a trigger is in alarm.

    Rule: the last reading is at or above the limit, and so are N of the last M.
    """
    read = read_trigger(values, trigger)
    blocked = _blocked(values, read, trigger.alarm_at, [one.alarm_limit for one in read.readings])
    return blocked or _said(read, _alarm(read), (ALARM, NO_ALARM, ALARM_SO_FAR), calm=False)


def _calm(read: TriggerRead) -> Verdict:
    dwell = read.readings[-read.n_dwell :]
    held, possible = _held(read, calm=True)
    if not all(one.is_calm for one in dwell) or held + possible < read.held_in.n_months:
        return Verdict.NOT_MET
    long_enough = len(dwell) == read.n_dwell and held >= read.held_in.n_months
    return Verdict.MET if long_enough else Verdict.UNKNOWN


def _alarm(read: TriggerRead) -> Verdict:
    held, possible = _held(read, calm=False)
    if not read.readings[-1].is_alarm or held + possible < read.held_in.n_months:
        return Verdict.NOT_MET
    return Verdict.MET if held >= read.held_in.n_months else Verdict.UNKNOWN


def _held(read: TriggerRead, *, calm: bool) -> tuple[int, int]:
    """In how many of the last M readings the limit holds, and how many of the M are not on file."""
    looked = _looked(read)
    held = sum(bool(one.is_calm if calm else one.is_alarm) for one in looked)
    return held, read.held_in.of_months - len(looked)


def _looked(read: TriggerRead) -> tuple[Reading, ...]:
    return read.readings[-read.held_in.of_months :]


def _blocked(
    values: MeasuredValues, read: TriggerRead, written: object, limits: list[Decimal | None]
) -> Evaluated | None:
    """Unknown, where there is nothing to compare; None where there is."""
    area = f" ({read.trigger.area})" if read.trigger.area else ""
    said: dict[str, object] = {"what": f"{read.trigger.measure}{area}"}
    if written is None:
        return _unknown(read, NO_LIMIT, said)
    if not read.readings:
        return _unknown(read, NO_DATA, {**said, "as_of": values.known_on or values.as_of}, needs_person=True)
    last = read.readings[-1].window
    if read.is_late:
        until = last.name.rpartition(" ")[2]
        return _unknown(
            read, LATE, {**said, "until": until, "late_after": read.late_after}, needs_person=True
        )
    if None in limits:
        window = read.readings[limits.index(None)].window
        return _unknown(read, NO_BASELINE, {**said, "limit": written, "window": window})
    return None


def _unknown(
    read: TriggerRead, template: str, said: Mapping[str, object], *, needs_person: bool = False
) -> Evaluated:
    return Evaluated(
        read.trigger.reference, Verdict.UNKNOWN, template, said, _inputs(read), leaves_it_open=needs_person
    )


def _said(read: TriggerRead, verdict: Verdict, templates: tuple[str, str, str], *, calm: bool) -> Evaluated:
    last = read.readings[-1]
    held, _ = _held(read, calm=calm)
    limit = last.calm_limit if calm else last.alarm_limit
    said = {
        "value": plain(last.number),
        "window": last.window,
        "limit": plain(limit),
        "n_held": held,
        "n_looked": len(_looked(read)),
    }
    template = templates[(Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN).index(verdict)]
    return Evaluated(read.trigger.reference, verdict, template, said, _inputs(read))


def _inputs(read: TriggerRead) -> tuple[Input, ...]:
    return tuple(
        Input(
            read.trigger.measure,
            one.window.name,
            read.trigger.area or "",
            plain(one.number),
            one.found.parts[-1].row.place if one.found.parts else read.trigger.place,
        )
        for one in read.readings
    )


def plain(number: Decimal | None) -> str:
    """A number as people write it, with two decimals at most.

    >>> plain(Decimal("12.500")), plain(Decimal("1200"))
    ('12.5', '1,200')
    """
    if number is None:
        return ""
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".")
