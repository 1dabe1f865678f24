"""The consequence note: a cut in its time, outputs in their order, tasks, people, and both calendars."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from string import Formatter

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from bluehelm.desk.open_workspace import OpenMission, Workspace, open_mission
from bluehelm.desk.page_files import write_page
from bluehelm.desk.write_consequence_note import CutAsked, added_task_page, consequences_of, cut_page
from bluehelm.foundation.errors import NothingToCut
from bluehelm.foundation.languages import untranslated
from bluehelm.foundation.pages import Page, Table, Timeline
from bluehelm.foundation.periods import parse_period
from bluehelm.foundation.phrases import Quantity
from bluehelm.review.added_task import AddedTask
from bluehelm.review.consequence_note import Consequences
from bluehelm.review.mandate_calendar import paid_parts
from bluehelm.review.page_as_json import page_as_json
from bluehelm.review.write_docx import page_as_docx

ROOT = Path(__file__).parent.parent
OCTOBER = date(2025, 10, 1)
JANUARY = date(2026, 1, 1)
FIFTEEN = Decimal(15)


@lru_cache(maxsize=1)
def minusca() -> OpenMission:
    return Workspace(ROOT / "example").open(ROOT / "example" / "missions" / "minusca")


@lru_cache(maxsize=1)
def cast() -> OpenMission:
    return open_mission(ROOT / "tests" / "cast" / "missions" / "unmisar", ROOT)


@lru_cache(maxsize=1)
def of_minusca() -> Consequences:
    return consequences_of(minusca(), CutAsked(OCTOBER, FIFTEEN))


def of_cast(usd: int) -> Consequences:
    return consequences_of(cast(), CutAsked(JANUARY, FIFTEEN, from_outputs_usd=Decimal(usd)))


def words(page: Page, language: str = "en") -> str:
    return str(page_as_json(page, language))


def test_fifteen_per_cent_over_nine_months_is_a_run_rate_of_twenty() -> None:
    cut = of_minusca().cut
    assert cut.run_rate == Decimal("0.2")
    assert cut.n_months_left == 9
    assert cut.usd == Decimal("176119800.00")
    assert of_minusca().groups[0].cut_usd == Decimal("95285445.00")


def test_waiting_deepens_the_same_sum_and_ends_with_the_year() -> None:
    cut = of_minusca().cut
    later = cut.if_later(3)
    assert later is not None
    assert (later.usd, later.run_rate) == (cut.usd, Decimal("0.3"))
    assert cut.if_later(9) is None


def test_what_is_spent_already_cannot_be_cut() -> None:
    cut = consequences_of(minusca(), CutAsked(date(2026, 3, 1), FIFTEEN)).cut
    assert cut.spent_usd == Decimal(663192900)
    assert cut.of_unspent == cut.usd / (cut.whole_usd - Decimal(663192900))


def test_people_are_those_whose_cost_over_the_rest_of_the_year_is_the_sum() -> None:
    uniformed = of_minusca().groups[0]
    assert uniformed.n_approved == 17420
    assert uniformed.n_fewer == 3484 == round(17420 * 0.2)


def test_where_no_order_is_recorded_and_tasks_reinforce_each_other_none_is_chosen() -> None:
    found = of_minusca()
    assert not found.is_recorded
    assert found.reinforcing == "S/RES/2759 (2024)"
    assert [one.order for one in found.by_order] == [
        "lower ranks first", "largest first", "last due first", "even",
    ]  # fmt: skip
    said = words(cut_page(minusca(), CutAsked(OCTOBER, FIFTEEN)))
    assert "Four ways of finding the sum are shown; none is chosen." in said
    assert "S/RES/2800 (2025) asks that money follow the order of its tasks" not in said
    later = words(cut_page(minusca(), CutAsked(date(2026, 3, 1), FIFTEEN)))
    assert (
        "S/RES/2800 (2025) asks that money follow the order of its tasks; only the first way does." in later
    )


def test_every_way_finds_the_same_sum_the_last_output_only_as_far_as_needed() -> None:
    found = of_minusca()
    assert found.needed_usd == Decimal("0.15") * Decimal(22768500)
    for one in found.by_order:
        assert one.found_usd == found.needed_usd
        if one.order != "even":
            whole = one.lost if one.part_of_last is None else one.lost[:-1]
            saved = sum((other.saves_usd for other in whole if other.saves_usd), Decimal(0))
            assert saved <= found.needed_usd


def test_outputs_without_a_cost_are_counted_and_save_nothing() -> None:
    found = of_minusca()
    assert (len(found.at_stake), found.n_unknown) == (11, 7)
    assert all(one.saves_usd is not None for result in found.by_order for one in result.lost)


def test_a_recorded_order_is_followed_until_the_sum_is_found() -> None:
    found = of_cast(1_500_000)
    (result,) = found.by_order
    assert found.is_recorded
    assert [one.output.id for one in result.lost] == ["road-clearance", "quarters-for-women"]
    assert result.part_of_last is not None
    assert result.found_usd == 1_500_000
    assert result.uncovered == ("mine-action",)


def test_an_output_that_needs_a_fallen_one_falls_with_it_and_its_money_counts() -> None:
    (result,) = of_cast(3_400_000).by_order
    assert "women-forum" in [one.output.id for one in result.lost]
    assert result.dragged
    ids = [one.output.id for one in (*result.lost, *result.dragged)]
    assert len(ids) == len(set(ids))


@given(usd=st.integers(1, 10**7))
def test_whatever_is_asked_no_more_is_found_than_asked_or_than_there_is(usd: int) -> None:
    found = of_cast(usd)
    (result,) = found.by_order
    assert result.found_usd <= found.known_usd
    assert (result.part_of_last is None) or 0 < result.part_of_last < 1
    ranks = [one.output.cut_rank or 0 for one in result.lost]
    assert ranks == sorted(ranks)
    if result.part_of_last is not None:
        assert result.found_usd == usd


def test_a_budget_not_voted_yet_counts_the_people_it_proposes() -> None:
    uniformed, civilians, _ = consequences_of(minusca(), CutAsked(date(2026, 7, 1), FIFTEEN)).groups
    assert uniformed.n_approved == 155 + 13891 + 589 + 2410
    assert civilians.n_approved == 1672


def test_a_mission_with_many_outputs_keeps_to_two_pages(
    edited: Callable[[str, str, str], OpenMission], tmp_path: Path
) -> None:
    many = "".join(
        f"  - id: item-{n}\n    text: item {n} of many that are to be delivered in the provinces\n"
        f"    tasks: [extend-authority]\n    period: FY2025/26\n    cost_usd: 1000\n    cut_rank: {n + 20}\n"
        f"    cut_reason: because it can wait for a year without harm to anybody\n\n"
        for n in range(60)
    )
    opened = edited("plan/outputs.yaml", "outputs:\n", "outputs:\n" + many)
    page = cut_page(opened, CutAsked(JANUARY, FIFTEEN, from_outputs_usd=Decimal(10**8)))
    paths = write_page(page, tmp_path / "notes", "en", "cut", ("pdf", "docx", "html"))
    assert len(PdfReader(paths[0]).pages) == 2
    assert "more are not shown here" in words(page)


def test_money_committed_before_the_cut_is_not_saved() -> None:
    late = consequences_of(cast(), CutAsked(date(2026, 3, 20), FIFTEEN, from_outputs_usd=Decimal(10**6)))
    committed = {one.output.id for one in late.at_stake if one.committed}
    assert committed >= {"road-clearance", "quarters-for-women"}
    assert not committed & {one.output.id for one in late.by_order[0].lost}
    said = words(cut_page(cast(), CutAsked(date(2026, 3, 20), FIFTEEN)))
    assert "had to be committed before the cut begins" in said


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, str, str], OpenMission]:
    shutil.copytree(ROOT / "tests" / "cast", tmp_path / "cast")
    home = tmp_path / "cast" / "missions" / "unmisar"

    def edit(file: str, find: str, put: str) -> OpenMission:
        path = home / file
        text = path.read_text(encoding="utf-8")
        assert find in text
        path.write_text(text.replace(find, put, 1), encoding="utf-8")
        return open_mission(home, tmp_path)

    return edit


def test_the_post_behind_the_order_and_the_cost_elsewhere_are_shown(
    edited: Callable[[str, str, str], OpenMission],
) -> None:
    opened = edited(
        "plan/outputs.yaml",
        "cut_rank: 1\n",
        "cut_rank: 1\n    cut_by: chief-of-staff\n    cut_costs: convoys take the long road, at twice the "
        "fuel\n",
    )
    said = words(cut_page(opened, CutAsked(JANUARY, FIFTEEN, from_outputs_usd=Decimal(10**6))))
    assert "the dry season comes again in November" in said
    assert "Chief of Staff" in said
    assert "convoys take the long road, at twice the fuel" in said


def test_an_output_paid_by_others_does_not_fall(edited: Callable[[str, str, str], OpenMission]) -> None:
    opened = edited("plan/outputs.yaml", "cut_rank: 1\n", "cut_rank: 1\n    funded_by: partner\n")
    found = consequences_of(opened, CutAsked(JANUARY, FIFTEEN))
    assert "road-clearance" not in {one.output.id for one in found.at_stake}


@pytest.mark.parametrize("percent", ["0", "-5", "101"])
def test_a_cut_that_is_none_is_refused(percent: str) -> None:
    with pytest.raises(NothingToCut):
        consequences_of(minusca(), CutAsked(OCTOBER, Decimal(percent)))


def test_a_year_without_a_budget_is_refused_with_what_to_add() -> None:
    with pytest.raises(NothingToCut, match=r"no budget for FY2030/31 on file.*budget/"):
        consequences_of(minusca(), CutAsked(date(2030, 10, 1), FIFTEEN))


def test_each_budget_year_pays_the_end_of_one_mandate_and_the_beginning_of_the_next() -> None:
    seen = minusca().seen(OCTOBER)
    parts = [one for one in paid_parts(seen) if one.year == parse_period("FY2025/26")]
    assert [one.decision for one in parts] == ["S/RES/2759 (2024)", "S/RES/2800 (2025)"]
    assert sum(one.part_of_year for one in parts) == 1
    assert round(sum(one.usd or 0 for one in parts)) == 1174132000


def test_a_task_added_without_money_is_priced_and_billed() -> None:
    page = added_task_page(
        minusca(), AddedTask("guard two posts", JANUARY, n_uniformed=300, other_usd=Decimal(2))
    )
    said = words(page)
    cost = Decimal(635236300) / 17420 * 300 / 2 + 2
    (table,) = [block for one in page.sections if one.name == "bills" for block in one.blocks]
    assert isinstance(table, Table)
    billed = [Decimal(str(one.value)) for row in table.rows for one in row[2:] if isinstance(one, Quantity)]
    assert abs(sum(billed, Decimal(0)) - cost) < 1
    assert "is asked of them alone" in said
    assert "1,448" in said


def test_a_task_that_costs_nothing_is_refused() -> None:
    with pytest.raises(NothingToCut):
        added_task_page(minusca(), AddedTask("listen", JANUARY))


@lru_cache(maxsize=1)
def note() -> Page:
    return cut_page(minusca(), CutAsked(date(2025, 10, 8), FIFTEEN))


def test_the_note_has_two_pages_and_names_the_state_of_its_order(tmp_path: Path) -> None:
    paths = write_page(note(), tmp_path, "en", "minusca-cut", ("pdf", "docx", "html"))
    assert sorted(path.suffix for path in paths) == [".docx", ".html", ".pdf"]
    reader = PdfReader(next(path for path in paths if path.suffix == ".pdf"))
    assert len(reader.pages) == 2
    assert "none is chosen" in " ".join(reader.pages[0].extract_text().split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_word_document_says_what_the_page_says(language: str) -> None:
    document = Document(io.BytesIO(page_as_docx(note(), language)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(one.text for one in document.paragraphs), *cells])
    shown = page_as_json(note(), language)
    for section in shown["sections"]:
        assert section["heading"] in said
        for block in section["blocks"]:
            texts = [cell["text"] for row in block.get("rows", ()) for cell in row["cells"]]
            assert all(text in said for text in [block.get("text", ""), *texts])
    headings = [one.style.name for one in document.paragraphs if one.style and one.style.name != "Normal"]
    assert headings[0] == "Title"
    assert len(document.inline_shapes) == 1


def test_the_same_note_gives_the_same_word_document() -> None:
    assert page_as_docx(note(), "en") == page_as_docx(note(), "en")


def test_the_calendar_is_a_picture_with_the_months_that_carry_the_cut() -> None:
    pictures = [block for one in note().sections for block in one.blocks if isinstance(block, Timeline)]
    cut = [one for one in pictures[0].stretches if one.shade == "cut"]
    assert [(one.from_on, one.until_on) for one in cut] == [(date(2025, 10, 8), date(2026, 7, 1))]


def test_what_a_cut_on_file_did_is_shown_only_when_everything_is_known() -> None:
    assert "On file of a cut" in words(note())
    asked = CutAsked(date(2025, 10, 8), FIFTEEN, known_on=date(2025, 10, 8))
    assert "On file of a cut" not in words(cut_page(minusca(), asked))


def test_every_phrase_of_the_notes_has_its_french() -> None:
    pages = [
        note(),
        cut_page(cast(), CutAsked(JANUARY, FIFTEEN, from_outputs_usd=Decimal(10**7))),
        cut_page(cast(), CutAsked(date(2026, 3, 20), FIFTEEN)),
        added_task_page(minusca(), AddedTask("x", JANUARY, 1, 1, Decimal(1))),
    ]
    assert [one for page in pages for one in untranslated(page, "fr") if has_words(one)] == []


def has_words(template: str) -> bool:
    return any(text.strip() for text, _, _, _ in Formatter().parse(template))
