"""When the credit of a closed year comes back to States: always, or only where collected cash backs it.

Rule: until 30 June 2026 what was not spent went back to all States, even when it had never been collected;
from 1 July 2026, on trial for four years, a credit is released only when it is backed by cash (GA/AB/4513).
Gap: the day from which the trial applies and its formula of release are not known; ours are parameters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

CreditRuleName = Literal["all", "cash_backed"]
CREDIT_RULES: tuple[CreditRuleName, ...] = ("all", "cash_backed")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class CreditRule:
    """A rule on credits with the days on which it holds; `until_on` is exclusive, None is open."""

    name: CreditRuleName
    from_on: date
    until_on: date | None
    source: str
    known_as: str


DATED_CREDIT_RULES = (
    CreditRule("all", date.min, date(2026, 7, 1), "practice; resolutions on each mission", "verified"),
    CreditRule(
        "cash_backed", date(2026, 7, 1), date(2030, 7, 1), "GA/AB/4513, a trial of four years", "unverified"
    ),
    CreditRule("all", date(2030, 7, 1), None, "practice, unless the trial is prolonged", "our reading"),
)
"""The rules in order; the days of the trial are unverified."""


def credit_rule_on(day: date) -> CreditRule:
    """The rule that holds on a day.

    >>> credit_rule_on(date(2026, 6, 30)).name, credit_rule_on(date(2026, 7, 1)).name
    ('all', 'cash_backed')
    """
    return next(rule for rule in reversed(DATED_CREDIT_RULES) if rule.from_on <= day)


def released_usd(
    credit_usd: Decimal, collected_usd: Decimal | None, spent_usd: Decimal | None, rule: CreditRuleName
) -> Decimal | None:
    """How much of a credit comes back now; None where it hangs on cash that is not known.

    >>> released_usd(Decimal(100), Decimal(900), Decimal(850), "cash_backed")
    Decimal('50')
    >>> released_usd(Decimal(100), Decimal(840), Decimal(850), "cash_backed")
    Decimal('0')
    """
    if rule == "all":
        return credit_usd
    if collected_usd is None or spent_usd is None:
        return None
    return min(credit_usd, max(NOTHING, collected_usd - spent_usd))


def shared_release(
    entitlements: Mapping[str, Decimal], release_usd: Decimal, behind: Collection[str] = ()
) -> dict[str, Decimal]:
    """What of a release reaches each State: those behind with the period wait, nobody gets more than its due.

    >>> due = {"CAN": Decimal(60), "FRA": Decimal(40)}
    >>> {iso3: int(usd) for iso3, usd in shared_release(due, Decimal(50), behind=["FRA"]).items()}
    {'CAN': 50, 'FRA': 0}
    """
    whole = sum((due for iso3, due in entitlements.items() if iso3 not in behind), NOTHING)
    share = min(Decimal(1), release_usd / whole) if whole else NOTHING
    return {iso3: NOTHING if iso3 in behind else due * share for iso3, due in entitlements.items()}
