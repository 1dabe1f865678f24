"""Reforms as changes of a setting: interest, ceilings, a larger reserve, billing, incentives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from bluehelm.finance.cash_setting import Billing, CashSetting, CreditRule, Shares
from bluehelm.finance.payment_habits import PaymentHabit
from bluehelm.finance.read_scale_tables import RATED_YEARS
from bluehelm.finance.reform_caps import Absorbers, Reading, rates_under_caps, shares_of
from bluehelm.finance.reform_interest import InterestSchedule

NEVER = PaymentHabit((*(0.0,) * 12, 1.0), 0.0, 0.0, 0.0, by_user=True)
"""A State that pays nothing."""


@dataclass(frozen=True, slots=True)
class Reform:
    """One package; what is None stays as it is.

    reading: whether a ceiling binds every State above it or only the largest; absorbed_by: who takes up
    what a
    peacekeeping ceiling spares; response: range (0 to 1) by which delays shorten, set by the user
    """

    name: str = "reform"
    interest: InterestSchedule | None = None
    regular_cap_percent: Decimal | None = None
    peacekeeping_cap_percent: Decimal | None = None
    reading: Reading = "every"
    absorbed_by: Absorbers = "all"
    reserve_usd: int | None = None
    billing: Billing | None = None
    credit_rule: CreditRule | None = None
    incentive_share: float = 0.0
    response: tuple[float, float] = (0.0, 0.0)

    @property
    def has_cap(self) -> bool:
        """Whether a ceiling is part of it."""
        return self.regular_cap_percent is not None or self.peacekeeping_cap_percent is not None


def reformed(setting: CashSetting, reform: Reform) -> CashSetting:
    """The setting with a reform in it, from the first month on."""
    charged = reform.interest.charged_by_delay(setting.n_months) if reform.interest else ()
    return replace(
        setting,
        rates=_rates(reform) if reform.has_cap else setting.rates,
        charged_by_delay=charged or setting.charged_by_delay,
        reserve_usd=setting.reserve_usd if reform.reserve_usd is None else reform.reserve_usd,
        billing=reform.billing or setting.billing,
        credit_rule=reform.credit_rule or setting.credit_rule,
        incentive_share=reform.incentive_share or setting.incentive_share,
        response=reform.response if reform.response != (0.0, 0.0) else setting.response,
    )


def _rates(reform: Reform) -> Shares:
    """Peacekeeping shares under ceilings, for every year whose rates are known."""
    return {
        year: shares_of(
            rates_under_caps(
                year,
                regular_cap_percent=reform.regular_cap_percent,
                peacekeeping_cap_percent=reform.peacekeeping_cap_percent,
                reading=reform.reading,
                absorbed_by=reform.absorbed_by,
            )[1]
        )
        for year in RATED_YEARS
    }


def without_payer(setting: CashSetting, iso3: str) -> CashSetting:
    """The setting in which a State is billed as before and pays nothing, not even old arrears."""
    payable = {**setting.opening_payable_share, iso3: 0.0}
    return replace(setting, habits={**setting.habits, iso3: NEVER}, opening_payable_share=payable)
