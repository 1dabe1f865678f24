"""The page of alignment: money and posts by objective and tier, rank agreement, vacancies, the cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.pages import (
    Bar,
    BarChart,
    Block,
    Column,
    Number,
    Numbers,
    Page,
    Paragraph,
    Said,
    Section,
    Shade,
    Stretch,
    Table,
    Timeline,
)
from bluehelm.foundation.phrases import InBoth, Phrase, Quantity, phrase
from bluehelm.review.mandate_calendar import SHADES, mandate_periods
from bluehelm.review.plan_alignment import (
    Spread,
    cycles_shown,
    money_spread,
    posts_spread,
    rank_agreement,
    tasks_of_tier,
    vacancies,
    without_money,
)

TIER_NAMES: Mapping[str, Phrase] = {
    "priority": phrase("priority tasks"),
    "other": phrase("other tasks"),
    "additional": phrase("additional tasks"),
    "untiered": phrase("tasks without a tier"),
}


def alignment_page(seen: Standpoint, *, public: bool = False) -> Page:
    """How money and posts follow objectives and tiers at a standpoint, and which cycles run when."""
    mission = seen.dossier.mission
    name = (mission.short_name or mission.mission) if mission else "–"
    title = phrase("Plan, money and posts: {mission}", mission=name)
    money, posts = money_spread(seen), posts_spread(seen)
    sections = [_in_numbers(seen, money, posts)]
    if money is not None:
        sections.append(_spread_section(seen, money, phrase("Money by objective and tier"), "USD", "money"))
    if posts is not None:
        sections.append(_spread_section(seen, posts, phrase("Posts by objective and tier"), "posts", "posts"))
    sections += [_cycles(seen), _vacancies(seen)]
    subtitle = phrase("Budget year {year}, as of {as_of}", year=seen.budget_year, as_of=seen.as_of)
    return Page(
        title, subtitle, seen.as_of, seen.known_on, tuple(sections), tuple(_small_print(public)), public
    )


def _small_print(public: bool) -> Iterator[Phrase]:
    yield phrase(
        "Money follows allocations alone; what they do not name hangs in the air and is shown in grey."
    )
    yield phrase(
        "A task that serves several objectives gives each an even part; posts of a component are spread "
        "evenly over the tasks it carries, since no document says more."
    )
    if public:
        yield phrase(
            "A public review is made from what is unclassified; every total is computed from that alone."
        )


def _in_numbers(seen: Standpoint, money: Spread | None, posts: Spread | None) -> Section:
    numbers: list[Number] = []
    if money is not None:
        numbers += _money_numbers(seen, money)
    if posts is not None:
        agreement = rank_agreement(seen, posts)
        numbers.append(
            Number(
                phrase("of pairs of tasks: the one ranked higher has more posts"),
                Quantity(agreement.share, "share"),
                phrase("{n} pairs of different tiers; ties count half", n=agreement.n_pairs),
            )
        )
    nothing = Paragraph(phrase("Neither money nor posts are on file for the year."), "grey")
    blocks: tuple[Block, ...] = (Numbers(tuple(numbers)),) if numbers else (nothing,)
    return Section(phrase("Do resources follow priorities"), blocks, "alignment")


def _money_numbers(seen: Standpoint, money: Spread) -> Iterator[Number]:
    agreement = rank_agreement(seen, money)
    bare = list(without_money(seen, money))
    yield Number(
        phrase("of the year's money can be followed to a task"),
        Quantity(money.share(money.spread), "share", "figure/share-followed"),
        phrase(
            "{air} of {whole} hang in the air",
            air=Quantity(money.in_the_air, "USD", "figure/money-in-the-air"),
            whole=Quantity(money.whole, "USD"),
        ),
        "bad" if money.in_the_air > money.whole / 2 else "plain",
    )
    yield Number(
        phrase("of pairs of tasks: the one ranked higher gets more money"),
        Quantity(agreement.share, "share"),
        phrase(
            "{n} pairs of different tiers; ties count half, and {tied} are ties",
            n=agreement.n_pairs,
            tied=agreement.n_tied,
        ),
    )
    yield Number(
        phrase("priority tasks that no dollar on file reaches"),
        Quantity(len(bare)),
        phrase("of {n} priority tasks", n=tasks_of_tier(seen).get("priority", 0)),
        "bad" if bare else "good",
    )


def _spread_section(seen: Standpoint, spread: Spread, heading: Phrase, unit: str, name: str) -> Section:
    return Section(heading, (_by_tier(spread, unit), _by_objective(seen, spread, unit)), name)


def _by_tier(spread: Spread, unit: str) -> BarChart:
    bars = [
        Bar(said, float(spread.by_tier[tier]), _amount(spread.by_tier[tier], unit))
        for tier, said in TIER_NAMES.items()
        if spread.by_tier.get(tier)
    ]
    if spread.shared:
        bars.append(Bar(phrase("declared shared"), float(spread.shared), _amount(spread.shared, unit)))
    if spread.in_the_air > 0:
        left = spread.in_the_air
        bars.append(Bar(phrase("not allocated"), float(left), _amount(left, unit), known=False))
    return BarChart(phrase("By the tier the Council gives"), tuple(bars), unit, stacked=True)


def _amount_or_none(amount: Decimal, unit: str) -> Said:
    """An amount; where no allocation is on file that is said, for it is not zero."""
    return _amount(amount, unit) if amount else phrase("none on file")


def _amount(amount: Decimal, unit: str) -> Quantity:
    return Quantity(amount, unit) if unit == "USD" else Quantity(round(amount), "")


def _by_objective(seen: Standpoint, spread: Spread, unit: str) -> Table:
    heading = phrase("Money") if unit == "USD" else phrase("Posts")
    columns = (
        Column(phrase("Political objective")),
        Column(heading, numeric=True),
        Column(phrase("Share of all"), numeric=True),
    )
    rows: list[tuple[Said, ...]] = []
    for one in sorted(
        seen.dossier.objectives, key=lambda each: -spread.by_objective.get(each.id, Decimal(0))
    ):
        amount = spread.by_objective.get(one.id, Decimal(0))
        rows.append(
            (
                InBoth(one.text, one.text_fr),
                _amount_or_none(amount, unit),
                Quantity(spread.share(amount), "share") if amount else phrase("–"),
            )
        )
    rest = (
        (phrase("declared shared"), spread.shared),
        (phrase("not allocated to any task"), spread.in_the_air),
    )
    for said, amount in rest:
        if amount:
            rows.append((said, _amount(amount, unit), Quantity(spread.share(amount), "share")))
    n_grey = sum(1 for _, amount in rest if amount)
    tones = ("plain",) * (len(rows) - n_grey) + ("grey",) * n_grey
    return Table(phrase("By political objective"), columns, tuple(rows), tones, whole=True)  # type: ignore[arg-type]


def _cycles(seen: Standpoint) -> Section:
    """Mandate periods, budget years, calendar years and phases as stretches in lanes."""
    years = cycles_shown(seen)
    first, until = years[0].from_on, years[-1].until_on
    stretches = tuple(
        replace(one, from_on=max(one.from_on, first), until_on=min(one.until_on, until))
        for one in (*_mandates(seen), *_budget_years(seen), *_calendar_years(first, until), *_phases(seen))
        if one.from_on < until and one.until_on > first
    )
    note = phrase("The line is {as_of}. Light stretches are planned, not on record.", as_of=seen.as_of)
    chart = Timeline(phrase("Mandate, budget year, calendar year and phase"), stretches, note, seen.as_of)
    return Section(phrase("The cycles"), (chart,), "cycles")


def _mandates(seen: Standpoint) -> Iterator[Stretch]:
    for place, one in enumerate(mandate_periods(seen)):
        if one.until_on is not None:
            yield Stretch(phrase("Mandate"), one.decision, one.from_on, one.until_on, SHADES[place % 2])


def _budget_years(seen: Standpoint) -> Iterator[Stretch]:
    for place, year in enumerate(cycles_shown(seen)):
        shade: Shade = "planned" if year.from_on > seen.as_of else SHADES[place % 2]
        yield Stretch(phrase("Budget year"), str(year), year.from_on, year.until_on, shade)


def _calendar_years(first: date, until: date) -> Iterator[Stretch]:
    for year in range(first.year, until.year + 1):
        yield Stretch(phrase("Calendar year"), str(year), date(year, 1, 1), date(year + 1, 1, 1), "quiet")


def _phases(seen: Standpoint) -> Iterator[Stretch]:
    """Phases as entered and left, else as planned; one after the other where only the start is known."""
    for place, one in enumerate(seen.dossier.phases):
        start = one.entered_on or one.planned_from
        end = one.left_on or one.planned_until
        if start is not None:
            shade: Shade = SHADES[place % 2] if one.entered_on else "planned"
            yield Stretch(
                phrase("Phase"), InBoth(one.name, one.name_fr), start, end or _next_start(seen, start), shade
            )


def _next_start(seen: Standpoint, after: date) -> date:
    starts = [one.entered_on or one.planned_from for one in seen.dossier.phases]
    later = [day for day in starts if day is not None and day > after]
    return min(later, default=cycles_shown(seen)[-1].until_on)


def _vacancies(seen: Standpoint) -> Section:
    heading = phrase("Posts approved, filled and vacant")
    found = vacancies(seen)
    if not found:
        return Section(
            heading, (Paragraph(phrase("No posts are on file for the year."), "grey"),), "vacancies"
        )
    names = {one.id: InBoth(one.name, one.name_fr) for one in seen.dossier.components}
    columns = (
        Column(phrase("Component")),
        Column(phrase("Category")),
        Column(phrase("Approved"), numeric=True),
        Column(phrase("Filled"), numeric=True),
        Column(phrase("Vacant"), numeric=True),
    )
    rows = tuple(
        (
            names.get(one.component, InBoth(one.component)),
            phrase("{category}, planning posts", category=one.category) if one.planning else one.category,
            Quantity(one.approved),
            Quantity(one.filled),
            Quantity(one.vacant),
        )
        for one in found
    )
    planning = [one for one in found if one.planning]
    said = (
        phrase("Planning posts stand above with the others.")
        if planning
        else phrase("How many of the posts are for planning is not on file.")
    )
    return Section(heading, (Table(phrase("Posts of the year"), columns, rows, note=said),), "vacancies")
