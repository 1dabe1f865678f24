"""How States pay: habits, the forecast curve of a year, and how forecasts of earlier years fared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bluehelm.finance.payment_curve import (
    HIGH,
    LOW,
    CurveScore,
    forecast_curve,
    observed_curve,
    rolling_years,
    score_curve,
)
from bluehelm.finance.payment_habit_file import read_habits
from bluehelm.finance.payment_habits import Habits, fitted_habits
from bluehelm.finance.payment_records import (
    PaymentRecords,
    read_payment_records,
    shares_of_bill,
    shipped_payment_records,
)
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.foundation.errors import UnknownReference
from bluehelm.foundation.findings import Finding

Json = dict[str, Any]
CAVEATS = (
    (
        "A State's record says only whether and when it had paid in full: part payments are invisible, "
        "so that the "
        "curve is a lower bound of what came."
    ),
    (
        "Payments for peacekeeping are not in the records; the simulation of cash carries these habits "
        "over to it as an "
        "assumption."
    ),
    (
        "The weights of the model were chosen on the forecasts of 2021 to 2024 shown here; later years "
        "are its first "
        "fair test."
    ),
)


@dataclass(frozen=True, slots=True)
class PaymentsListed:
    """The answer as plain values; None where a file cannot be used."""

    findings: tuple[Finding, ...]
    answer: Json | None


def list_payments(
    year: int, state: str | None = None, habits: Path | None = None, observed: Path | None = None
) -> PaymentsListed:
    """The forecast for a year from the records before it, beside what came where that is on record.

    Raises UnknownReference for a State that does not exist, NoScale for a year without a scale.
    """
    records = shipped_payment_records()
    findings: list[Finding] = []
    own: Habits = {}
    if habits is not None:
        own, found = read_habits(habits)
        findings += found
    if observed is not None:
        given, found = read_payment_records(observed)
        findings += found
        records = _with(records, given)
    if any(one.severity.word == "error" for one in findings):
        return PaymentsListed(tuple(findings), None)
    if state is not None and state.upper() not in member_states():
        raise UnknownReference(state, known=member_states())
    if year <= min(records.class_of) + 1:
        raise UnknownReference(str(year), known=[str(one) for one in sorted(records.class_of)[2:]])
    return PaymentsListed(tuple(findings), _answer(records, year, state and state.upper(), own))


def _with(records: PaymentRecords, given: PaymentRecords) -> PaymentRecords:
    """The records that ship, with those given in the place of, or beside, them."""
    return PaymentRecords(
        {**records.class_of, **given.class_of}, {**records.assessed_usd, **given.assessed_usd}
    )


def _answer(records: PaymentRecords, year: int, state: str | None, own: Habits) -> Json:
    before = records.until(year)
    held = {**fitted_habits(before), **own}
    curve = forecast_curve(records, year, habits=own)
    low, middle, high = curve.quantile(LOW), curve.middle, curve.quantile(HIGH)
    came = records.class_of.get(year)
    seen = None if came is None else observed_curve(came, shares_of_bill(records, year))
    last = max(before.class_of)
    last_year = observed_curve(records.class_of[last], shares_of_bill(records, last))
    months = [
        {"month": f"{year}-{m + 1:02}", "low": round(float(low[m]), 4), "middle": round(float(middle[m]), 4),
         "high": round(float(high[m]), 4), "last_year": round(float(last_year[m]), 4),
         "observed": None if seen is None else round(float(seen[m]), 4)}
        for m in range(12)
    ]  # fmt: skip
    score = None if seen is None else _score(score_curve(curve, seen, last_year))
    wanted = [state] if state else sorted(held)
    return {
        "year": year, "fitted_to": sorted(before.class_of), "range": "80 per cent", "curve": months,
        "score": score, "earlier_years": [_score(one) for one in rolling_years(shipped_payment_records())],
        "states": [_state(iso3, held, records) for iso3 in wanted], "caveats": list(CAVEATS),
    }  # fmt: skip


def _score(one: CurveScore) -> Json:
    return {
        "year": one.year, "covered_share": round(one.covered_share, 4), "width": round(one.width, 4),
        "error": round(one.error, 4), "crps": round(one.crps, 4),
        "error_of_last_year": round(one.error_of_last_year, 4),
    }  # fmt: skip


def _state(iso3: str, held: Habits, records: PaymentRecords) -> Json:
    habit = held[iso3]
    recorded = {str(year): _month(row[iso3]) for year, row in sorted(records.class_of.items()) if iso3 in row}
    return {
        "iso3": iso3, "member_state": member_states()[iso3], "recorded": recorded,
        "shares_by_month": [round(one, 4) for one in habit.shares[:12]],
        "paid_in_full_share": round(habit.paid_in_full_share, 4),
        "part_paid_share": {"low": habit.part_low, "high": habit.part_high},
        "rest_share": habit.rest_share, "cap_percent": habit.cap_percent, "by_user": habit.by_user,
    }  # fmt: skip


def _month(paid_in: int) -> int | None:
    """The month (1 to 12) of full payment, None where not in full."""
    return paid_in + 1 if paid_in < 12 else None
