"""The rates of all States in a year: those adopted, or those that a proposed scale and levels give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bluehelm.finance.assessment_rates import Rate, Rates, rates_from, rates_in, regular_scale_in
from bluehelm.finance.peacekeeping_levels import levels_in
from bluehelm.finance.read_scale_tables import member_states, scale_period_of
from bluehelm.finance.read_scales import read_levels, read_scale
from bluehelm.foundation.findings import Finding
from bluehelm.foundation.pages import Column, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

RATE_COLUMNS = ("iso3", "level", "discount_share", "regular_rate_percent", "peacekeeping_rate_percent")
N_DECIMALS = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class ListedRates:
    """Rates of a year; None where what was proposed cannot be used."""

    year: int
    findings: tuple[Finding, ...]
    rates: Rates | None
    proposed: bool = False

    def rows(self) -> list[dict[str, str]]:
        """One row a State, as text, with every decimal that a bill needs."""
        return [row_of(one) for one in self.rates.by_state.values()] if self.rates else []


def row_of(rate: Rate) -> dict[str, str]:
    """A rate as a row of text; the discount of a permanent member is left empty."""
    discount = "" if rate.discount_share is None else _plain(rate.discount_share)
    percents = (_plain(rate.regular_rate_percent), _plain(rate.peacekeeping_rate_percent))
    return dict(zip(RATE_COLUMNS, (rate.iso3, rate.level, discount, *percents), strict=True))


def _plain(number: Decimal) -> str:
    """A number with up to twelve decimals, without an exponent or idle zeros."""
    text = format(number.quantize(N_DECIMALS), "f")
    return text.rstrip("0").rstrip(".")


def list_rates(year: int, scale: Path | None = None, levels: Path | None = None) -> ListedRates:
    """The rates of a year; a proposed scale or proposed levels take the place of those adopted."""
    if scale is None and levels is None:
        return ListedRates(year, (), rates_in(year))
    read, found = read_scale(scale) if scale else (regular_scale_in(year), [])
    held, also = read_levels(levels) if levels else (levels_in(year), [])
    findings = (*found, *also)
    rates = rates_from(read, held) if read is not None and held is not None else None
    return ListedRates(year, findings, rates, proposed=True)


def rates_page(listed: ListedRates) -> Page:
    """The rates as a page, the largest payer first."""
    from datetime import date

    assert listed.rates is not None
    title = phrase("Rates of assessment in {year}, per cent", year=listed.year)
    section = Section(phrase("Member States"), tuple(_blocks(listed.rates)), "rates")
    return Page(title, _resting_on(listed), date(listed.year, 1, 1), None, (section,))


def _resting_on(listed: ListedRates) -> Phrase:
    if listed.proposed:
        return phrase("As proposed in the tables given; not adopted by the General Assembly.")
    period = scale_period_of(listed.year)
    assert period is not None
    return phrase(
        "{regular}, {peacekeeping}", regular=period.regular_symbol, peacekeeping=period.peacekeeping_symbol
    )


def _blocks(rates: Rates) -> Iterator[Paragraph | Table]:
    yield Paragraph(
        phrase(
            "Discounts spare the other States {spared} points, which the permanent members absorb: their "
            "regular rates of {absorbing} times {factor}.",
            spared=f"{rates.spared_percent:.6f}", absorbing=f"{rates.absorbing_percent:f}",
            factor=f"{rates.premium_factor:.9f}",
        )
    )  # fmt: skip
    columns = (
        Column(phrase("State")), Column(phrase("Level")), Column(phrase("Discount"), numeric=True),
        Column(phrase("Regular"), numeric=True), Column(phrase("Peacekeeping"), numeric=True),
    )  # fmt: skip
    ordered = sorted(rates.by_state.values(), key=lambda one: (-one.peacekeeping_rate_percent, one.iso3))
    rows = tuple(_shown(one) for one in ordered)
    yield Table(phrase("Rates by State"), columns, rows, whole=True)


def _shown(rate: Rate) -> tuple[str | Quantity | Phrase, ...]:
    name = f"{rate.iso3} {member_states().get(rate.iso3, '')}"
    discount = phrase("absorbs") if rate.discount_share is None else Quantity(rate.discount_share, "share")
    return (
        name, rate.level, discount,
        f"{rate.regular_rate_percent:.3f}", f"{rate.peacekeeping_rate_percent:.6f}",
    )  # fmt: skip
