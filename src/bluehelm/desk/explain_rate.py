"""Every step from income to a State's two rates in a year: the method worked out, and what was adopted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bluehelm.finance.assessment_rates import Rate, Rates, rates_in
from bluehelm.finance.income_of_states import BASE_YEARS, high_income_threshold_usd
from bluehelm.finance.peacekeeping_levels import LevelHeld, level_discounts, level_of_income, levels_in
from bluehelm.finance.read_scale_tables import ScalePeriod, level_known_by, member_states, scale_period_of
from bluehelm.finance.regular_scale_method import ScaleSteps, WorkedOutScale, worked_out_scale
from bluehelm.foundation.errors import NotAMemberState
from bluehelm.foundation.pages import Column, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

EXAMPLE_USD = Decimal(100_000_000)
DECIDED_BY_LIST = frozenset("ACJ")
"""Permanent members, States named by the Assembly, least developed countries."""
Step = Callable[[ScaleSteps, str], Quantity | Phrase]
MISSES = phrase(
    "Worked out from World Development Indicators, which run a few per cent above the unpublished figures of "
    "the "
    "Committee on Contributions: for scenarios only. Bills use the adopted rate."
)


@dataclass(frozen=True, slots=True)
class ExplainedRate:
    """A State's rates in a year with everything behind them."""

    iso3: str
    year: int
    period: ScalePeriod
    scale: WorkedOutScale
    rates: Rates
    held: LevelHeld

    @property
    def rate(self) -> Rate:
        """The State's own rates."""
        return self.rates.by_state[self.iso3]


def member_code(asked: str) -> str:
    """The code of a Member State as it is typed; raises NotAMemberState.

    >>> member_code("can")
    'CAN'
    """
    code = asked.strip().upper()
    if code not in member_states():
        raise NotAMemberState(asked, member_states())
    return code


def explain_rate(iso3: str, year: int) -> ExplainedRate:
    """What is behind a State's rates; raises NotAMemberState, or NoScale for a year that does not ship."""
    code = member_code(iso3)
    rates = rates_in(year)
    period = scale_period_of(year)
    assert period is not None
    return ExplainedRate(
        code, year, period, worked_out_scale(period.first_year), rates, levels_in(year)[code]
    )


def explained_page(found: ExplainedRate) -> Page:
    """The steps as a page."""
    title = phrase("{state}: rates of assessment in {year}", state=_name(found), year=found.year)
    subtitle = phrase("Regular budget {regular} per cent, peacekeeping {peacekeeping} per cent",
                      regular=f"{found.rate.regular_rate_percent:.3f}",
                      peacekeeping=f"{found.rate.peacekeeping_rate_percent:.6f}")  # fmt: skip
    sections = (
        Section(phrase("Regular scale, worked out"), tuple(_method(found)), "method"),
        Section(phrase("Regular scale, adopted"), tuple(_adopted(found)), "adopted"),
        Section(phrase("Peacekeeping"), tuple(_peacekeeping(found)), "peacekeeping"),
    )
    return Page(title, subtitle, date(found.year, 1, 1), None, sections)


def _name(found: ExplainedRate) -> str:
    return f"{found.iso3} {member_states()[found.iso3]}"


def _usd(value: float) -> Quantity:
    return Quantity(Decimal(round(value)), "USD")


def _percent(value: float) -> Quantity:
    return Quantity(Decimal(f"{value:.4f}"))


STEPS: tuple[tuple[Phrase, Step], ...] = (
    (phrase("1. Mean national income"), lambda steps, i: _usd(steps.income[i].gni_usd)),
    (phrase("   mean population"), lambda steps, i: Quantity(round(steps.income[i].population))),
    (phrase("   income per head"), lambda steps, i: _usd(steps.income[i].per_head_usd)),
    (phrase("2. Debt taken off"), lambda steps, i: _usd(steps.income[i].gni_usd - steps.adjusted_usd[i])),
    (phrase("3. Average per head, all States"), lambda steps, _: _usd(steps.threshold_usd)),
    (phrase("   low income taken off"), lambda steps, i: _usd(steps.relief_usd[i])),
    (phrase("   relief of others taken over"), lambda steps, i: _usd(steps.absorbed_usd[i])),
    (phrase("   share after it, %"), lambda steps, i: _percent(steps.after_relief[i])),
    (phrase("4. After the floor, %"), lambda steps, i: _percent(steps.after_floor[i])),
    (phrase("5. After the ceiling of least developed, %"), lambda s, i: _percent(s.after_least_developed[i])),
    (phrase("6. After the ceiling, %"), lambda steps, i: _percent(steps.result[i])),
)  # fmt: skip


def _method(found: ExplainedRate) -> Iterator[Paragraph | Table]:
    short, long = BASE_YEARS[found.period.first_year]
    columns = (
        Column(phrase("Step")), Column(phrase("{years}", years=f"{short[0]}-{short[-1] % 100}"),
                                       numeric=True),
        Column(phrase("{years}", years=f"{long[0]}-{long[-1] % 100}"), numeric=True),
    )  # fmt: skip
    scale, iso3 = found.scale, found.iso3
    rows = [(name, step(scale.short, iso3), step(scale.long, iso3)) for name, step in STEPS]
    yield Table(phrase("Both base periods"), columns, tuple(rows), whole=True)
    for said in _remarks(found):
        yield Paragraph(said)
    yield Paragraph(phrase("Mean of the two: {mean} per cent, rounded to three decimals.",
                           mean=f"{scale.rates[iso3]:.3f}"))  # fmt: skip


def _remarks(found: ExplainedRate) -> Iterator[Phrase]:
    """What a table cannot say: why a step did nothing, and which limit holds."""
    iso3, steps = found.iso3, found.scale.long
    threshold = high_income_threshold_usd(BASE_YEARS[found.period.first_year][1])
    if steps.income[iso3].per_head_usd >= threshold:
        yield phrase("Debt is not taken off: income per head lies above the limit of high income, {limit}.",
                     limit=_usd(threshold))  # fmt: skip
    if steps.relief_usd[iso3]:
        yield phrase("Income per head lies below the average: the income is lowered by 80 per cent of the "
                     "percentage by which it does.")  # fmt: skip
    elif iso3 in steps.absorbs_nothing:
        yield phrase("Over the ceiling by income alone, so nothing is taken over from others.")
    else:
        yield phrase("Income per head lies above the average: a part of the relief of others is taken over, "
                     "in "
                     "proportion to income.")  # fmt: skip
    if iso3 in steps.floored:
        yield phrase("Held at the floor of 0.001 per cent.")
    if iso3 in steps.least_capped:
        yield phrase("Held at 0.010 per cent, the ceiling of least developed countries.")
    if iso3 in steps.capped:
        yield phrase("Held at the ceiling of 22 per cent.")
    if steps.income[iso3].guessed:
        yield phrase(
            "No income is published for some of the years: an order of magnitude of our own stands in."
        )


def _adopted(found: ExplainedRate) -> Iterator[Paragraph]:
    adopted, worked = found.rate.regular_rate_percent, Decimal(f"{found.scale.rates[found.iso3]:.3f}")
    yield Paragraph(phrase(
        "Adopted for {first} to {last}: {adopted} per cent ({symbol}). The method gives {worked}; it misses "
        "by "
        "{miss} points.", first=str(found.period.first_year), last=str(found.period.last_year),
        adopted=f"{adopted:.3f}",
        symbol=found.period.regular_symbol, worked=f"{worked:.3f}", miss=f"{worked - adopted:+.3f}",
    ))  # fmt: skip
    yield Paragraph(MISSES, "grey")


def _peacekeeping(found: ExplainedRate) -> Iterator[Paragraph]:
    held, rate = found.held, found.rate
    level = level_discounts()[held.level]
    yield Paragraph(phrase("Level {level}: {who} ({symbol}; known from: {known}).", level=held.level,
                           who=Phrase(level.who),
                           symbol=found.period.peacekeeping_symbol,
                           known=Phrase(_known_by(found))))  # fmt: skip
    yield Paragraph(_pointed_to(found))
    if held.exceptional:
        yield Paragraph(phrase("Exceptional discount of 7.5 per cent for some developing States at level B."))
    yield from _phase_in(held)
    if held.discount_share is None:
        yield Paragraph(phrase(
            "{regular} times {factor} = {rate}: the permanent members absorb the {spared} points of which "
            "discounts spare the others, in proportion to their regular rates of {absorbing} together.",
            regular=f"{rate.regular_rate_percent:.3f}", factor=f"{found.rates.premium_factor:.9f}",
            rate=f"{rate.peacekeeping_rate_percent:.6f}", spared=f"{found.rates.spared_percent:.6f}",
            absorbing=f"{found.rates.absorbing_percent:.3f}",
        ))  # fmt: skip
    else:
        yield Paragraph(phrase(
            "{regular} less {discount} = {rate} per cent.", regular=f"{rate.regular_rate_percent:.3f}",
            discount=Quantity(held.discount_share, "share"), rate=f"{rate.peacekeeping_rate_percent:.6f}",
        ))  # fmt: skip
    usd = EXAMPLE_USD * rate.peacekeeping_rate_percent / 100
    yield Paragraph(phrase("Of each {whole} assessed for a mission this is {usd}.",
                           whole=Quantity(EXAMPLE_USD, "USD"), usd=Quantity(usd, "USD")))  # fmt: skip


def _pointed_to(found: ExplainedRate) -> Phrase:
    """Which level the income per head of six years points to, where income decides at all."""
    steps = found.scale.long
    ratio = Decimal(str(round(steps.income[found.iso3].per_head_usd / steps.threshold_usd, 2)))
    if found.held.level in DECIDED_BY_LIST:
        return phrase("Income per head over six years is {ratio} times the average; this level is given by a "
                      "list, "
                      "not by income.", ratio=ratio)  # fmt: skip
    pointed = level_of_income(ratio)
    if level_discounts()[pointed].discount_share == level_discounts()[found.held.level].discount_share:
        return phrase("Income per head over six years is {ratio} times the average, as this level has it.",
                      ratio=ratio)  # fmt: skip
    return phrase("Income per head over six years is {ratio} times the average, which points to level "
                  "{pointed}: our "
                  "figures are near a limit or not those used, or the State pays more of its own will.",
                  ratio=ratio,
                  pointed=pointed)  # fmt: skip


def _known_by(found: ExplainedRate) -> str:
    return level_known_by()[found.iso3] if found.period.first_year == 2025 else "share"


def _phase_in(held: LevelHeld) -> Iterator[Paragraph]:
    if held.phase_in is None:
        return
    step = held.phase_in
    yield Paragraph(phrase(
        "On the way up from level {before}: step {step} of {n_steps}, from a discount of {share}.",
        before=step.from_level, step=step.step, n_steps=step.n_steps, share=Quantity(step.from_share,
                                                                                     "share"),
    ))  # fmt: skip
