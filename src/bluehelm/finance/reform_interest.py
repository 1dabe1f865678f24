"""Interest on late payment: the schedules of other organizations, and one of the user's own.

Gap: no source says how payment dates respond to interest; the response is the user's range, nought unless
given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MONTHS_UNTIL_DUE = 1
"""A bill is due 30 days after it is received (Financial Regulation 3.5)."""


@dataclass(frozen=True, slots=True)
class InterestSchedule:
    """How interest runs on what is unpaid.

    steps: from which month on, which rate a month (0 to 1), in order
    grace_months: none is charged for a debt settled within them, and after them it runs from their end
    counted_from: the bill, or the day it is due
    status: how well the schedule is known
    """

    name: str
    steps: tuple[tuple[int, float], ...]
    counted_from: Literal["bill", "due"] = "due"
    grace_months: int = 0
    compound: bool = False
    status: str = "of your own"

    def share_after(self, n_months: int) -> float:
        """Interest (share of the debt) on a debt that has been open for so many months.

        >>> round(SCHEDULES["itu"].share_after(12), 6)
        0.045
        """
        total, factor = 0.0, 1.0
        for month in range(1, max(0, n_months - self.grace_months) + 1):
            rate = self._rate_in(month)
            total += rate
            factor *= 1 + rate
        return factor - 1 if self.compound else total

    def _rate_in(self, month: int) -> float:
        """The rate of a month, counted from 1."""
        return next((rate for begin, rate in reversed(self.steps) if month > begin), 0.0)

    def charged_by_delay(self, n_months: int) -> tuple[float, ...]:
        """Interest (share of a bill) by months since it was issued."""
        waited = MONTHS_UNTIL_DUE if self.counted_from == "due" else 0
        return tuple(self.share_after(delay - waited) for delay in range(n_months))


SCHEDULES: Mapping[str, InterestSchedule] = {
    "itu": InterestSchedule(
        "itu", ((0, 0.03 / 12), (6, 0.06 / 12)), status="confirmed: 3 per cent a year for six months, then 6"
    ),
    "upu": InterestSchedule(
        "upu", ((0, 0.06 / 12),), status="unverified: interest since 1981 is confirmed, the rate of 6 is ours"
    ),
    "council-of-europe": InterestSchedule(
        "council-of-europe", ((6, 0.005), (12, 0.01)), counted_from="bill",
        status="confirmed: 0.5 per cent a month in months 7 to 12 of the year, 1 after",
    ),
}  # fmt: skip
"""Schedules of other organizations, by the name an option takes. The United Nations never adopted one."""


def own_schedule(rate_percent: float, *, grace_months: int = 0, compound: bool = False) -> InterestSchedule:
    """A schedule of one yearly rate, in per cent.

    >>> round(own_schedule(6, grace_months=6).share_after(12), 4)
    0.03
    """
    return InterestSchedule(
        "own", ((0, rate_percent / 100 / 12),), grace_months=grace_months, compound=compound
    )
