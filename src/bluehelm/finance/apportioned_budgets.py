"""What the Assembly apportions among States: budgets of a year, mandates, credits and late assessments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.finance.billing_periods import Prorata
from bluehelm.foundation.findings import Place
from bluehelm.foundation.periods import Period

NOWHERE = Place()
UNIT_USD = Decimal(100)
"""Unit in which the pieces of a year are rounded, unless the table of budgets names another."""


PRORATA_OF: Mapping[str, Prorata] = {"MONUSCO": "half_year_days", "UNSOS": "half_year_days"}
"""How the year of a mission is cut, where it is not by months; as its assessments since 2023/24 show."""
UNIT_OF: Mapping[str, Decimal] = {"UNFICYP": Decimal(1)}
"""Unit of the missions whose pieces are not rounded to 100 dollars."""


@dataclass(frozen=True, slots=True)
class ApportionedBudget:
    """What is assessed for a mission and a year, or a part of one.

    assessed_usd: the budget with the mission's shares of the support account and the bases, less what is paid
    voluntarily; staff_assessment_usd: staff-assessment income of the same year, None where it is unknown
    """

    mission: str
    year: Period
    from_on: date
    until_on: date
    assessed_usd: Decimal
    staff_assessment_usd: Decimal | None = None
    unit_usd: Decimal = UNIT_USD
    prorata: Prorata = "months"
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class MandatePeriod:
    """A stretch for which the Council decided on a mission; None: until the Council decides otherwise."""

    mission: str
    from_on: date
    until_on: date | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Credit:
    """Money of a closed year that comes back: set off in `year`, at the rates of the closed one.

    collected_usd, spent_usd: of the closed year, which decide how much is released while credits have to be
    backed by cash; None is unknown
    """

    mission: str
    year: Period
    closed_year: Period
    credit_usd: Decimal
    staff_assessment_usd: Decimal | None = None
    collected_usd: Decimal | None = None
    spent_usd: Decimal | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class AdditionalAssessment:
    """An assessment that comes late: billed in `year` for an earlier period, at the rates of that period."""

    mission: str
    year: Period
    from_on: date
    until_on: date
    gross_usd: Decimal
    staff_assessment_usd: Decimal | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Apportionment:
    """Everything that is needed to bill States, besides their rates."""

    budgets: Sequence[ApportionedBudget] = ()
    mandates: Sequence[MandatePeriod] = ()
    credits: Sequence[Credit] = ()
    additional: Sequence[AdditionalAssessment] = ()
