"""The quarterly review: prepared from what was known, judged, decided, signed under a seal, and published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.decide_review import Deciding, Recommending, decide, follow, recommend
from bluehelm.desk.explain_figure import explain
from bluehelm.desk.look_at_review import PAGES, look_at_review
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.desk.prepare_review import draft_of, prepare_review, review_of
from bluehelm.desk.publish_review import FORMATS, write_review
from bluehelm.desk.sign_review import sign_review
from bluehelm.dossier.change_text import set_value
from bluehelm.dossier.review_records import ReviewedFact
from bluehelm.foundation.errors import CannotWrite, UnknownReference
from bluehelm.foundation.languages import LANGUAGES, untranslated
from bluehelm.foundation.periods import parse_period
from bluehelm.foundation.phrases import Quantity
from bluehelm.review.output_facts import DUE_WORDS, delivery_by_rule
from bluehelm.review.review_facts import gather_facts
from bluehelm.review.write_docx import page_as_docx
from bluehelm.review.write_pdf import page_as_pdf
from bluehelm.review.write_xlsx import pages_as_xlsx
from everything_said import everything_said, words_of

ROOT = Path(__file__).parent.parent
Q3 = parse_period("FY2025/26-Q3")
KNOWN_ON = date(2026, 3, 31)
MOST_CELLS = 60

# ---- the planner's time


def test_the_third_quarter_of_minusca_asks_for_no_more_than_sixty_cells(minusca: OpenMission) -> None:
    draft = draft_of(minusca, Q3, KNOWN_ON)
    assert 0 < draft.n_cells <= MOST_CELLS, f"{draft.n_cells} cells; the planner's time is watched like speed"


def test_no_history_of_reviews_is_needed_to_stay_below_sixty_cells(fresh: Fresh) -> None:
    draft = draft_of(fresh(), Q3, KNOWN_ON)
    assert 0 < draft.n_cells <= MOST_CELLS


def test_every_question_has_its_evidence_beside_it(minusca: OpenMission) -> None:
    assert all(one.evidence for one in draft_of(minusca, Q3, KNOWN_ON).questions if one.kind != "judgement")


def test_contribution_is_asked_only_where_something_was_delivered_and_something_changed(fresh: Fresh) -> None:
    kinds = {(one.kind, one.about) for one in draft_of(fresh(), Q3, KNOWN_ON).questions}
    assert ("contribution", "objective/people-safe") in kinds
    assert ("contribution", "objective/agreement-carried-out") not in kinds


# ---- two clocks


def test_a_review_dated_back_shows_only_what_was_then_published(minusca: OpenMission) -> None:
    before = draft_of_day(minusca, date(2026, 2, 19))
    after = draft_of_day(minusca, date(2026, 2, 20))
    assert not [line for line in before if line.part == "indicator" and line.value is not None]
    assert [line for line in after if line.part == "indicator" and line.value == "284"]


def draft_of_day(opened: OpenMission, known_on: date) -> tuple[ReviewedFact, ...]:
    return gather_facts(opened.seen(date(2026, 3, 31), known_on), Q3).lines


def test_a_late_value_stands_beside_a_signed_review_and_never_in_it(signed: Fresh) -> None:
    before = look_at_review(signed(), Q3)
    add_actual(signed(), "agreement-violations,FY2024/25,291,2026-05-04,chief-of-staff,verified,a correction")
    view = look_at_review(signed(), Q3)
    locked = view.facts.by_item("indicator")["indicator/agreement-violations"]
    assert (locked.value, view.whole) == ("284", True)
    assert view.facts.lines == before.facts.lines
    assert [one.now.value for one in view.later if one.now.item == locked.item] == ["291"]


def test_a_value_entered_later_and_dated_back_is_found(signed: Fresh) -> None:
    add_actual(signed(), "agreement-violations,FY2024/25,99,2026-02-21,chief-of-staff,verified,a late idea")
    found = check_mission(signed(), as_of=date(2026, 5, 1)).findings
    assert [one.item for one in found if one.check == "REV032"] == ["review/fy2025-26-q3"]


def add_actual(opened: OpenMission, row: str) -> None:
    table = opened.folder / "plan" / "actuals.csv"
    table.write_text(table.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")


# ---- prepare


def test_preparing_again_keeps_every_answer(fresh: Fresh) -> None:
    prepared = prepare_review(fresh(), Q3, KNOWN_ON)
    text = set_value(prepared.file.read_text(encoding="utf-8"), ("verdicts", 0), "situation", "worse")
    prepared.file.write_text(text, encoding="utf-8")
    again = prepare_review(fresh(), Q3)
    assert again.draft.review.verdicts[0].situation == "worse"
    assert again.draft.n_cells_left < prepared.draft.n_cells_left
    assert prepare_review(fresh(), Q3).file.read_text(encoding="utf-8") == again.file.read_text(
        encoding="utf-8"
    )


def test_what_is_prepared_can_be_read_without_a_fault(fresh: Fresh) -> None:
    prepare_review(fresh(), Q3, KNOWN_ON)
    assert fresh().reading.findings == ()


def test_a_signed_review_is_not_prepared_again(signed: Fresh) -> None:
    with pytest.raises(CannotWrite, match="locked"):
        prepare_review(signed(), Q3)


@given(st.lists(st.sampled_from([*DUE_WORDS, "under way"])))
def test_a_missing_report_never_makes_delivery_look_whole(words: list[str]) -> None:
    said = delivery_by_rule(words)
    if "no word" in words:
        assert said in ("unknown", "partly")
    if said == "done":
        assert set(words) <= {"delivered", "under way"}


# ---- decide, sign, follow


def test_a_decision_changes_the_dossier_only_when_the_review_is_signed(fresh: Fresh) -> None:
    prepare_review(fresh(), Q3, KNOWN_ON)
    changes = decide(fresh(), Q3, taken(changes={"task/clear-ordnance.led_by": "chief-of-staff"}))
    assert [(one.field, one.was, one.becomes) for one in changes] == [
        ("led_by", "force-commander", "chief-of-staff")
    ]
    assert led_by(fresh()) == "force-commander"
    sign_review(fresh(), Q3, by="chief-of-staff", on=date(2026, 4, 15))
    assert led_by(fresh()) == "chief-of-staff"
    assert look_at_review(fresh(), Q3).whole is True


def test_a_change_that_no_longer_fits_is_not_merged(fresh: Fresh) -> None:
    prepare_review(fresh(), Q3, KNOWN_ON)
    decide(fresh(), Q3, taken(changes={"task/clear-ordnance.led_by": "chief-of-staff"}))
    edit(fresh().folder / "tasks.yaml", "led_by: head-of-mission")
    with pytest.raises(CannotWrite, match="look at the decision again"):
        sign_review(fresh(), Q3, by="chief-of-staff", on=date(2026, 4, 15))
    review = review_of(fresh(), Q3)
    assert review is not None
    assert review.signed_on is None


def test_a_branch_is_shown_as_a_difference_in_the_terms_of_the_field(fresh: Fresh, tmp_path: Path) -> None:
    prepare_review(fresh(), Q3, KNOWN_ON)
    branch = tmp_path / "branch"
    shutil.copytree(fresh().workspace.folder, branch)
    edit(branch / "missions/minusca/tasks.yaml", "led_by: chief-of-staff")
    changes = decide(fresh(), Q3, taken(), branch=branch / "missions" / "minusca")
    assert [(one.item, one.field) for one in changes] == [("task/clear-ordnance", "led_by")]


def test_what_became_of_a_decision_leaves_the_seal_whole(signed: Fresh) -> None:
    follow(signed(), "decision/mines-first", became="ranked last", on=date(2026, 6, 30), word="done")
    assert look_at_review(signed(), Q3).whole is True


@pytest.mark.parametrize(
    "file, find, put",
    [
        ("reviews/fy2025-26-q3.yaml", "delivery: partly", "delivery: done"),
        ("reviews/fy2025-26-q3.yaml", "signed_by: chief-of-staff", "signed_by: head-of-mission"),
        ("reviews/reviewed_facts.csv", ",284,", ",184,"),
        ("decisions.yaml", "because people return", "because it is cheap"),
    ],
)
def test_a_signed_review_edited_by_hand_is_shown_as_such(
    signed: Fresh, file: str, find: str, put: str
) -> None:
    path = signed().folder / file
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")
    view = look_at_review(signed(), Q3)
    assert view.whole is False
    assert "Its seal no longer fits" in (words_of(PAGES["leadership"](view)))
    found = check_mission(signed(), as_of=date(2026, 5, 1)).findings
    assert "review/fy2025-26-q3" in {one.item for one in found if one.check == "REV029"}


def test_a_review_signed_without_a_seal_is_shown_and_not_called_whole() -> None:
    cast = open_mission(ROOT / "tests" / "cast" / "missions" / "unmisar", Path.cwd())
    view = look_at_review(cast, parse_period("FY2025/26-Q2"))
    assert view.whole is None
    assert not view.facts.sealed
    assert view.facts.by_item("indicator")["indicator/ceasefire-violations"].value == "7"


def test_a_value_that_not_every_place_reported_says_how_many_did(fresh: Fresh) -> None:
    table = fresh().folder / "plan" / "actuals.csv"
    columns = "measure,period,value,known_share,known_on,by,known_as,source\n"
    row = "agreement-violations,FY2024/25,284,0.4,2026-02-20,chief-of-staff,verified,a register\n"
    table.write_text(columns + row, encoding="utf-8")
    said = words_of(PAGES["scorecards"](look_at_review(fresh(), Q3)))
    assert "284 (40 per cent reported)" in said


def test_nobody_decides_in_a_signed_review(signed: Fresh) -> None:
    with pytest.raises(CannotWrite, match="next one"):
        decide(signed(), Q3, taken(name="too-late"))
    with pytest.raises(CannotWrite, match="next one"):
        recommend(signed(), Q3, Recommending("too-late", "act", "security-council", KNOWN_ON))


@pytest.mark.parametrize(
    "wrong, error",
    [
        ({"by": "nobody"}, UnknownReference),
        ({"why": " "}, CannotWrite),
        ({"name": "renewal"}, CannotWrite),
        ({"changes": {"task/none.led_by": "chief-of-staff"}}, UnknownReference),
        ({"changes": {"task/clear-ordnance.leader": "chief-of-staff"}}, CannotWrite),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_written(
    fresh: Fresh, wrong: dict[str, object], error: type[Exception]
) -> None:
    prepare_review(fresh(), Q3, KNOWN_ON)
    before = (fresh().folder / "decisions.yaml").read_bytes()
    with pytest.raises(error):
        decide(fresh(), Q3, taken(**wrong))  # type: ignore[arg-type]
    assert (fresh().folder / "decisions.yaml").read_bytes() == before


# ---- pages


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_said_in_french(minusca: OpenMission, page: str) -> None:
    for period in ("FY2025/26-Q2", "FY2025/26-Q3", "FY2024/25"):
        made = PAGES[page](look_at_review(minusca, parse_period(period)))
        assert untranslated(made, "fr") == []


@pytest.mark.parametrize("page", PAGES)
def test_every_reference_beside_a_number_can_be_explained(minusca: OpenMission, page: str) -> None:
    made = PAGES[page](look_at_review(minusca, Q3))
    references = {one.figure for one in everything_said(made) if isinstance(one, Quantity) and one.figure}
    for reference in references:
        assert explain(minusca, reference, as_of=KNOWN_ON, known_on=KNOWN_ON).reference == reference


def test_the_number_on_the_page_is_the_number_explained(minusca: OpenMission) -> None:
    draft = draft_of(minusca, Q3, KNOWN_ON)
    assert explain(minusca, "figure/quarter-cells", as_of=KNOWN_ON, known_on=KNOWN_ON).value == draft.n_cells


def test_the_leaderships_pages_are_two(minusca: OpenMission) -> None:
    from pypdf import PdfReader

    for language in LANGUAGES:
        pdf = page_as_pdf(PAGES["leadership"](look_at_review(minusca, Q3)), language)
        assert len(PdfReader(BytesIO(pdf)).pages) <= 2


def test_one_review_is_written_in_every_format_and_language(minusca: OpenMission, tmp_path: Path) -> None:
    view = look_at_review(minusca, Q3)
    paths = write_review(view, tmp_path, name="minusca", languages=LANGUAGES)
    assert len(paths) == len(LANGUAGES) * (3 * len(PAGES) + 1)
    assert {path.suffix[1:] for path in paths} == set(FORMATS)
    assert all(path.stat().st_size > 1000 for path in paths)


def test_a_number_in_the_spreadsheet_is_a_number_and_a_text_is_no_formula(minusca: OpenMission) -> None:
    from openpyxl import load_workbook

    pages = {"performance": PAGES["performance"](look_at_review(minusca, Q3))}
    sheet = load_workbook(BytesIO(pages_as_xlsx(pages, "en")))["performance"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 284 in values
    assert not [one for one in values if isinstance(one, str) and one.startswith(("=", "+", "@"))]


def test_the_word_file_has_headings_and_tables_that_offices_can_carry_on(minusca: OpenMission) -> None:
    from docx import Document

    page = PAGES["leadership"](look_at_review(minusca, Q3))
    document = Document(BytesIO(page_as_docx(page, "fr")))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert "À décider" in headings
    assert any(
        "en pire" in cell.text for table in document.tables for row in table.rows for cell in row.cells
    )


def test_the_illustration_says_so_on_every_page(minusca: OpenMission) -> None:
    view = look_at_review(minusca, Q3)
    assert all("Illustration" in (words_of(make(view))) for make in PAGES.values())


def test_last_times_decisions_are_followed_up(minusca: OpenMission) -> None:
    said = words_of(PAGES["leadership"](look_at_review(minusca, Q3)))
    assert "look for a release of violence by place" in said
    assert "none found that may be shipped" in said


# ---- what is restricted


def test_a_restricted_item_is_kept_apart_when_signed_and_absent_in_public(fresh: Fresh) -> None:
    plan = fresh().folder.with_name("minusca.restricted") / "plan"
    plan.mkdir(parents=True)
    item = "{id: shadow-work, text: work nobody knows of, component: protection, period: FY2025/26}"
    (plan / "outputs.yaml").write_text(f"outputs:\n  - {item}\n", encoding="utf-8")
    prepare_review(fresh(), Q3, KNOWN_ON)
    sign_review(fresh(), Q3, by="chief-of-staff", on=date(2026, 4, 15))
    for file in fresh().folder.rglob("*.*"):
        text = file.read_text(encoding="utf-8")
        assert "shadow-work" not in text, file
        assert "nobody knows of" not in text, file
    whole = look_at_review(fresh(), Q3)
    assert whole.whole is True
    assert "work nobody knows of" in (words_of(PAGES["scorecards"](whole)))
    public = look_at_review(fresh(), Q3, public=True)
    assert not any("nobody knows of" in (words_of(make(public))) for make in PAGES.values())


def test_a_review_in_the_open_is_moved_before_restricted_evidence_is_written_into_it(fresh: Fresh) -> None:
    prepare_review(fresh(), Q3, KNOWN_ON)
    plan = fresh().folder.with_name("minusca.restricted") / "plan"
    plan.mkdir(parents=True)
    item = "{id: shadow-work, text: work nobody knows of, component: protection, period: FY2025/26}"
    (plan / "outputs.yaml").write_text(f"outputs:\n  - {item}\n", encoding="utf-8")
    with pytest.raises(CannotWrite, match="restricted"):
        prepare_review(fresh(), Q3)


# ---- helpers


Fresh = Callable[[], OpenMission]


@pytest.fixture(scope="module")
def minusca() -> OpenMission:
    """The example as it ships, with two reviews that are signed."""
    return open_mission(ROOT / "example" / "missions" / "minusca", Path.cwd())


@pytest.fixture
def fresh(tmp_path: Path) -> Fresh:
    """Opens a copy of the example, as it stands on disk at each call, in which nothing was reviewed yet."""
    workspace = tmp_path / "workspace"
    shutil.copytree(ROOT / "example", workspace)
    shutil.rmtree(workspace / "missions" / "minusca" / "reviews")
    return lambda: open_mission(workspace / "missions" / "minusca", Path.cwd())


@pytest.fixture
def signed(fresh: Fresh) -> Fresh:
    """The same with the third quarter signed, one decision taken in it."""
    prepare_review(fresh(), Q3, KNOWN_ON)
    decide(fresh(), Q3, taken())
    sign_review(fresh(), Q3, by="chief-of-staff", on=date(2026, 4, 15))
    return fresh


def taken(
    name: str = "mines-first",
    by: str = "chief-of-staff",
    why: str = "because people return to mined fields",
    changes: dict[str, str] | None = None,
) -> Deciding:
    return Deciding(
        name,
        "mine action falls last",
        by,
        date(2026, 4, 14),
        why,
        usd=Decimal(200_000),
        moved_from="line/other",
        moved_to="output/mine-action-2025-26",
        changes=changes or {},
    )


def led_by(opened: OpenMission) -> object:
    return getattr(opened.reading.dossier.by_reference["task/clear-ordnance"], "led_by", None)


def edit(path: Path, put: str, find: str = "led_by: force-commander") -> None:
    """Replaces a text of the task on explosive ordnance."""
    text = path.read_text(encoding="utf-8")
    start = text.index(find, text.index("id: clear-ordnance"))
    path.write_text(text[:start] + put + text[start + len(find) :], encoding="utf-8")
