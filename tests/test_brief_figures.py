"""The figures of a brief against published numbers, and what a brief says of any dossier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bluehelm.desk.brief_mission import brief_mission
from bluehelm.desk.explain_figure import explain
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.foundation.errors import UnknownReference
from bluehelm.foundation.figures import Figure
from bluehelm.foundation.languages import ENGLISH, catalogue, say
from bluehelm.foundation.pages import (
    BarChart,
    CellMap,
    Decisions,
    Number,
    Numbers,
    Page,
    Paragraph,
    Section,
    Table,
)
from bluehelm.foundation.phrases import Phrase, Quantity
from bluehelm.review.brief_figures import all_figures
from bluehelm.review.brief_page import build_brief
from bluehelm.review.what_if import strike
from everything_said import everything_said, words_of

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 2, 28)
Figures = dict[str, Figure]


@pytest.fixture(scope="module")
def minusca() -> OpenMission:
    return open_mission(ROOT / "example/missions/minusca", ROOT)


@pytest.fixture(scope="module")
def cast() -> OpenMission:
    return open_mission(ROOT / "tests/cast/missions/unmisar", ROOT)


@pytest.fixture(scope="module")
def figures(minusca: OpenMission) -> Figures:
    return all_figures(minusca.seen(AS_OF))


@pytest.fixture(scope="module")
def page(minusca: OpenMission) -> Page:
    return brief_mission(minusca, as_of=AS_OF)


# Reference, value, tolerance, where it is published or how it follows from what is.
PUBLISHED = [
    ("cash", 213_300_000, 0, "A/80/604/Add.9"),
    ("operating-reserve", 177_900_000, 0, "A/80/604/Add.9"),
    ("cash-above-reserve", 35_400_000, 0, "213.3 less 177.9 million"),
    ("days-above-reserve", 13, "0.5", "35.4 million by 663.2 million in 243 days: 12.97"),
    ("days-unpaid", 18, "0.5", "35.4 million by 177.9 million in a quarter of 365 days: 18.2"),
    ("owed-by-states", 716_200_000, 0, "A/80/604/Add.9"),
    ("owed-to-contributors", 93_800_000, 0, "A/80/604/Add.9, para. 12: equipment"),
    ("voted", 1_174_132_000, 0, "A/80/623"),
    ("spent", 663_192_900, 0, "A/80/604/Add.9"),
    ("expected-share", "0.850", "0.0005", "997,763.3 of 1,174,132.0 thousand"),
    ("voted-i", 635_236_300, 0, "A/80/623"),
    ("spent-i", 354_964_500, 0, "A/80/604/Add.9"),
    ("lag-i", 67_946_242, 1, "635,236.3 times 243 of 365, less 354,964.5 thousand"),
    ("lag-ii", 7_809_648, 1, "256,506.0 times 243 of 365, less 162,960.1 thousand"),
    ("lag-iii", 42_733_610, 1, "282,389.7 times 243 of 365, less 145,268.3 thousand"),
    ("lag-share-iii", "0.361", "0.0005", "42.7 of 118.5 million"),
    ("uniformed", 14_409, 0, "A/80/604/Add.9: 95 + 12,056 + 414 + 1,844"),
    ("uniformed-ceiling", 17_045, 0, "S/RES/2800 (2025) as reported: 14,046 + 2,999"),
    ("uniformed-share", "0.845", "0.0005", "14,409 of 17,045"),
    ("military-share", "0.844", "0.0005", "12,151 of 14,400"),
    ("police-share", "0.748", "0.0005", "2,258 of 3,020"),
    ("civilian-share", "0.829", "0.0005", "1,511 of 1,822"),
    ("violence-on-the-map", 330, 0, "UCDP GED 23.1, civilians by cell, 2022"),
    ("tasks-in-force", 32, 0, "S/RES/2759 (2024), paras. 38 to 41"),
    ("tasks-unmeasured", 6, 0, "A/80/623, sect. I.G, read against the tasks"),
]


@pytest.mark.parametrize("name, value, tolerance, source", PUBLISHED)
def test_a_figure_is_the_published_number(
    figures: Figures, name: str, value: int | str, tolerance: int | str, source: str
) -> None:
    found = figures[f"figure/{name}"].value
    assert found is not None, source
    assert abs(Decimal(found) - Decimal(value)) <= Decimal(tolerance), source


def test_before_the_renewal_the_older_ceiling_counts(minusca: OpenMission) -> None:
    assert all_figures(minusca.seen(date(2025, 11, 12)))["figure/uniformed-ceiling"].value == 17_420


def test_the_money_adds_up_to_the_cent(minusca: OpenMission, cast: OpenMission) -> None:
    for opened in (minusca, cast):
        found = all_figures(opened.seen(AS_OF))
        roads = ("money-followed", "money-loose", "money-shared", "money-in-the-air")
        assert (
            sum(Decimal(found[f"figure/{road}"].value or 0) for road in roads) == found["figure/voted"].value
        )


def test_a_cash_position_after_the_day_asked_about_says_so(figures: Figures) -> None:
    caution = figures["figure/cash"].caution
    assert caution is not None
    assert "2 March 2026, after the day this looks from (28 February 2026)" in say(caution)


def test_what_was_not_known_yet_is_in_no_figure(minusca: OpenMission) -> None:
    found = all_figures(minusca.seen(AS_OF, known_on=date(2026, 3, 1)))
    assert found["figure/cash"].value is None
    assert found["figure/spent"].value is None
    assert found["figure/voted"].value == 1_174_132_000


def test_what_is_owed_in_part_unknown_is_called_the_least(figures: Figures) -> None:
    owed = figures["figure/owed-to-contributors"]
    assert owed.n_unknown == 1
    assert "the least that is owed" in say(owed.caution)


def test_borrowed_cash_is_named(cast: OpenMission) -> None:
    above = all_figures(cast.seen(AS_OF))["figure/cash-above-reserve"]
    assert above.value == 20_500_000
    assert "is borrowed and must be paid back" in say(above.caution)


def test_every_figure_with_a_value_says_how_it_was_made(figures: Figures) -> None:
    silent = [one.reference for one in figures.values() if one.value is not None and not one.steps]
    assert silent == []


def test_inputs_stand_in_a_file_with_a_line_and_a_source(figures: Figures) -> None:
    for name in ("cash", "uniformed", "spent", "money-followed", "targets-not-to-sign"):
        for one in figures[f"figure/{name}"].inputs:
            assert one.place.file.startswith("example/missions/") or one.place.file.startswith("missions/")
            assert one.place.line > 0


# ---- what the page says ---------------------------------------------------------------------------


def section(page: Page, name: str) -> Section:
    return next(one for one in page.sections if one.name == name)


def test_a_brief_opens_with_dates_and_decisions(page: Page) -> None:
    assert [one.name for one in page.sections][:2] == ["dates", "decisions"]


def test_the_ends_of_electoral_support_and_of_the_mandate_stand_on_top(page: Page) -> None:
    table = section(page, "dates").blocks[0]
    assert isinstance(table, Table)
    ends = {row[0] for row, tone in zip(table.rows, table.tones, strict=True) if tone == "bad"}
    assert ends == {date(2026, 6, 30), date(2026, 11, 15)}


def test_decisions_come_by_day_with_who_decides_and_what_waiting_costs(page: Page) -> None:
    blocks = [block for one in page.sections for block in one.blocks if isinstance(block, Decisions)]
    due = [one for block in blocks for one in block.decisions]
    days = [one.by_on for one in due if one.by_on]
    assert days == sorted(days)
    assert all(one.decided_by and one.cost_of_waiting for one in due)
    assert due[0].n_days_left == (due[0].by_on - AS_OF).days if due[0].by_on else False


def test_the_targets_nobody_should_sign_name_sixty_prefectures_and_1500_violations(page: Page) -> None:
    words = words_of(page)
    assert "Targets go beyond the 20 there are" in words
    assert "Target of 1,500 for 2025/26 is looser than the last actual, 284 (2024/25)" in words


def test_the_map_says_how_old_it_is_and_where_it_comes_from(page: Page) -> None:
    found = next(block for block in section(page, "violence").blocks if isinstance(block, CellMap))
    assert "31 December 2022, 38 months before" in say(found.age)
    assert "UCDP GED, release 23.1" in say(found.note)
    assert len(found.cells) == 52


def test_what_hangs_in_the_air_is_grey(page: Page) -> None:
    chart = next(block for block in section(page, "money").blocks if isinstance(block, BarChart))
    assert chart.stacked
    assert [bar.known for bar in chart.bars] == [True, True, True, False]


def test_every_number_on_the_page_is_the_number_explained(figures: Figures, page: Page) -> None:
    shown = [one for one in everything_said(page) if isinstance(one, Quantity) and one.figure]
    assert len({one.figure for one in shown}) > 30
    for one in shown:
        assert figures[one.figure].value == one.value, one.figure


def test_a_figure_named_on_the_page_is_explained_by_the_desk(minusca: OpenMission) -> None:
    for asked in ("figure/uniformed", "uniformed"):
        assert explain(minusca, asked, as_of=AS_OF).value == 14_409


def test_large_numbers_stand_with_what_they_are_measured_against(page: Page) -> None:
    block = section(page, "numbers").blocks[0]
    assert isinstance(block, Numbers)
    strength = next(one for one in block.numbers if one.quantity.figure == "figure/uniformed")
    assert isinstance(strength, Number)
    assert "84.5 per cent of the ceiling of 17,045" in say(strength.context)
    assert "17,420" not in words_of(page)


def test_every_sentence_of_a_brief_is_there_in_french(page: Page, cast: OpenMission) -> None:
    known = catalogue("fr")
    pages = (
        page,
        brief_mission(cast, as_of=AS_OF, public=True),
        build_brief(Standpoint(Dossier(), AS_OF), []),
    )
    said = [one for each in pages for one in everything_said(each) if isinstance(one, Phrase)]
    assert {one.template for one in said if one.template not in known} == set()


def test_every_derivation_is_there_in_french(figures: Figures, cast: OpenMission) -> None:
    known = catalogue("fr")
    everything = [*figures.values(), *all_figures(cast.seen(AS_OF)).values()]
    said = [one for one in everything_said(everything) if isinstance(one, Phrase)]
    assert {one.template for one in said if one.template not in known} == set()


def test_posts_of_the_struck_tasks_are_said_by_component(page: Page) -> None:
    said = [say(block.text) for block in section(page, "what-if").blocks if isinstance(block, Paragraph)]
    assert any("157 civilian posts carry 11 tasks; 2 would be struck" in one for one in said)


def test_unverified_allocations_are_a_caution(minusca: OpenMission) -> None:
    found = all_figures(minusca.seen(date(2025, 2, 28)))["figure/money-followed"]
    assert found.caution is not None
    assert "are unverified, illustrations or our reading" in say(found.caution)


def test_a_dossier_with_nothing_in_it_has_a_brief_that_claims_nothing() -> None:
    empty = build_brief(Standpoint(Dossier(), AS_OF), [])
    assert not any(isinstance(block, Numbers) for one in empty.sections for block in one.blocks)
    words = words_of(empty)
    assert "No decision is on file as due." in words
    assert " 0 " not in words
    assert say(empty.title, ENGLISH)


def test_the_three_verdicts_of_a_review_stand_side_by_side(cast: OpenMission) -> None:
    table = section(brief_mission(cast, as_of=AS_OF), "review").blocks[0]
    assert isinstance(table, Table)
    assert [say(cell) for cell in table.rows[1][1:]] == ["done", "better", "doubtful"]


# ---- what if, and explain ---------------------------------------------------------------------------


def test_by_default_the_paragraph_on_which_most_rests_is_struck(minusca: OpenMission) -> None:
    struck = strike(minusca.seen(AS_OF))
    assert struck is not None
    assert struck.paragraph.name == "S/RES/2759 (2024), 39 (b)"
    assert struck.alone["accomplishment"] == ("accomplishment/credible-elections",)
    assert struck.usd == Decimal("6628400.00")


def test_what_rests_on_another_task_as_well_does_not_fall(cast: OpenMission) -> None:
    struck = strike(cast.seen(AS_OF), "9 (b)")
    assert struck is not None
    assert "accomplishment/civilians-protected" in struck.alone["accomplishment"]
    assert "requirement" not in struck.alone
    assert len(struck.in_part["requirement"]) == 3


def test_a_paragraph_can_be_named_with_its_decision_or_by_its_beginning(minusca: OpenMission) -> None:
    seen = minusca.seen(AS_OF)
    whole = strike(seen, "S/RES/2759 (2024), para. 38 (e)")
    assert whole is not None
    assert [held.task for held in whole.paragraph.tasks] == ["protect-un"]
    several = strike(seen, "38 (a)")
    assert several is not None
    assert len(several.paragraph.tasks) == 7
    assert several.objectives_bare == ()


def test_a_paragraph_that_is_not_there_names_the_nearest(minusca: OpenMission) -> None:
    with pytest.raises(UnknownReference, match=r"39 \(b\)"):
        brief_mission(minusca, as_of=AS_OF, strike="39 (bb)")


def test_an_item_is_explained_by_its_fields_with_file_and_line(minusca: OpenMission) -> None:
    found = explain(minusca, "task/protect-un", as_of=AS_OF)
    assert "tasks.yaml" in found.inputs[0].place.file
    assert any(say(one.what).startswith("led_by") and one.value == "force-commander" for one in found.inputs)


def test_a_check_is_explained_by_its_entry(minusca: OpenMission) -> None:
    found = explain(minusca, "PLA021", as_of=AS_OF)
    assert "a target beyond what there is" in say(found.steps[0])


def test_a_misspelt_figure_names_the_nearest(minusca: OpenMission) -> None:
    with pytest.raises(UnknownReference, match="figure/cash"):
        explain(minusca, "figure/cahs", as_of=AS_OF)
