"""Bills as a page: by mission, and for the States that pay most, or section by section for one State."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bluehelm.desk.assess_missions import Assessed
from bluehelm.finance.assessment_sections import Section as AssessedSection
from bluehelm.finance.bills import Bill, BilledSection, BillTotal, totals_by_state
from bluehelm.finance.read_scale_tables import member_states
from bluehelm.foundation.pages import Column, Page, Paragraph, Section, Table
from bluehelm.foundation.phrases import Phrase, Quantity, phrase

MOST_STATES = 20
NOTHING = Decimal(0)
KINDS = {
    "assessment": phrase("assessment"),
    "credit": phrase("credit"),
    "additional": phrase("late assessment"),
}
Cells = tuple[str | Quantity | Phrase, ...]


def assessment_page(assessed: Assessed, *, state: str | None = None, year: str = "") -> Page:
    """The bills of all missions; of one State section by section."""
    billed = assessed.billed
    day = max((one.section.until_on for one in billed), default=date(1970, 1, 1))
    title = phrase("Assessments for peacekeeping, {year}", year=year or phrase("all years on file"))
    source = (
        phrase("As apportioned in the assessment circulars ST/ADM/SER.B/1055 to 1098; bills worked out anew.")
        if assessed.shipped
        else phrase("From the tables given.")
    )
    blocks = (
        [Section(phrase("Missions"), tuple(_missions(billed)), "missions")]
        if state is None
        else [Section(_named(state), tuple(_of_state(assessed, state)), "state")]
    )
    if state is None:
        blocks.append(Section(phrase("States"), tuple(_states(billed)), "states"))
    return Page(title, source, day, None, tuple(blocks), small_print=(_small_print(),))


def _small_print() -> Phrase:
    return phrase(
        "Each bill is the section times the rate of its own period, rounded to the dollar; no State takes "
        "what "
        "rounding leaves. Every bill: --format csv."
    )


def _missions(billed: Sequence[BilledSection]) -> Iterator[Paragraph | Table]:
    columns = (
        Column(phrase("Mission")), Column(phrase("Assessed"), numeric=True), Column(phrase("Late"),
                                                                                    numeric=True),
        Column(phrase("Credits"), numeric=True), Column(phrase("Held"), numeric=True),
        Column(phrase("First cut")),
    )  # fmt: skip
    by_mission: dict[str, list[AssessedSection]] = {}
    for one in billed:
        by_mission.setdefault(one.section.mission, []).append(one.section)
    rows = [_mission_row(mission, sections) for mission, sections in sorted(by_mission.items())]
    whole = [one.section for one in billed]
    rows.append((phrase("all"), *_sums(whole), ""))
    yield Table(phrase("What is assessed, in US dollars"), columns, tuple(rows), whole=True)
    n_open = sum(not one.section.mandated for one in billed)
    if n_open:
        yield Paragraph(phrase("{n} sections lie beyond the mandates on file: they fall due only when the "
                               "Council "
                               "renews.", n=n_open))  # fmt: skip


def _sums(sections: Sequence[AssessedSection]) -> Cells:
    return (
        _sum_of(sections, "assessment"), _sum_of(sections, "additional"), _sum_of(sections, "credit"),
        _usd(_known_sum([one.held_usd for one in sections])),
    )  # fmt: skip


def _mission_row(mission: str, sections: Sequence[AssessedSection]) -> Cells:
    own = [one for one in sections if one.kind == "assessment"]
    cut = f"{own[0].to_on:%Y-%m-%d}" if len(own) > 1 else ""
    return (mission, *_sums(sections), cut)


def _sum_of(sections: Sequence[AssessedSection], kind: str) -> Quantity:
    return _usd(_known_sum([one.gross_usd for one in sections if one.kind == kind]))


def _known_sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [one for one in amounts if one is not None]
    return sum(known, NOTHING) if len(known) == len(amounts) else None


def _usd(usd: Decimal | None) -> Quantity:
    return Quantity(usd)


def _named(state: str) -> Phrase:
    return phrase("{code} {name}", code=state, name=member_states().get(state, ""))


def _states(billed: Sequence[BilledSection]) -> Iterator[Paragraph | Table]:
    totals = sorted(totals_by_state(billed).values(), key=lambda one: (-one.gross_usd, one.iso3))
    columns = (
        Column(phrase("State")), Column(phrase("Gross"), numeric=True), Column(phrase("Net"), numeric=True),
        Column(phrase("Credit held"), numeric=True),
    )  # fmt: skip
    rows = [_total_row(one) for one in totals[:MOST_STATES]]
    rest = totals[MOST_STATES:]
    if rest:
        rows.append((phrase("{n} other States", n=len(rest)), *_rest(rest)))
    yield Table(phrase("Largest bills, in US dollars"), columns, tuple(rows), whole=True)


def _total_row(total: BillTotal) -> Cells:
    return (_named(total.iso3), _usd(total.gross_usd), _usd(total.net_usd), _usd(total.held_usd))


def _rest(rest: Sequence[BillTotal]) -> Cells:
    return (
        _usd(sum((one.gross_usd for one in rest), NOTHING)), _usd(_known_sum([one.net_usd for one in rest])),
        _usd(sum((one.held_usd for one in rest), NOTHING)),
    )  # fmt: skip


def _of_state(assessed: Assessed, state: str) -> Iterator[Paragraph | Table]:
    bills = assessed.bills(state)
    columns = (
        Column(phrase("Mission")), Column(phrase("Section")), Column(phrase("Share, %"), numeric=True),
        Column(phrase("Gross"), numeric=True), Column(phrase("Net"), numeric=True),
    )  # fmt: skip
    rows = [_bill_row(one) for one in bills]
    total = totals_by_state(assessed.billed).get(state)
    if total is not None:
        rows.append((phrase("all"), "", "", _usd(total.gross_usd), _usd(total.net_usd)))
    yield Table(phrase("Bills by section, in US dollars"), columns, tuple(rows), whole=True)


def _bill_row(bill: Bill) -> Cells:
    section = bill.section
    period = f"{section.from_on:%Y-%m-%d}/{section.to_on:%m-%d}"
    said = (
        phrase("credit {closed}", closed=f"{section.from_on:%Y}/{section.to_on:%y}")
        if section.kind == "credit"
        else period
        if section.kind == "assessment"
        else phrase("late {period}", period=period)
    )
    return (section.mission, said, f"{bill.share * 100:.6f}", _usd(bill.gross_usd), _usd(bill.net_usd))
