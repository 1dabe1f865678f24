"""The focus of a mandate: what is counted, with which words, where it stands, and what only planners say."""

from __future__ import annotations

import csv
import gzip
import json
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bad_dossier import AS_OF, CAST
from bluehelm.cli.main import app
from bluehelm.desk.measure_mandate_focus import focus_of_file, focus_of_mission
from bluehelm.desk.open_workspace import open_mission
from bluehelm.foundation.errors import BadThemeWords
from bluehelm.foundation.languages import untranslated
from bluehelm.mandate.corpus_facts import ResolutionFacts, shipped_resolutions
from bluehelm.mandate.mandate_focus import measure_focus
from bluehelm.mandate.place_in_corpus import MEASURES, place
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.theme_words import read_theme_words, shipped_theme_words
from bluehelm.mandate.unclear_tasks import unclear_points
from bluehelm.review.draw_charts import draw
from bluehelm.review.mandate_focus_page import focus_page
from bluehelm.review.write_html import page_as_html
from bluehelm.review.write_pdf import page_as_pdf
from shared_data import shared

LABELS = Path(__file__).parent / "theme_labels.csv"
OURS = """S/RES/9201 (2030)
The Security Council,
Recalling what was agreed in Karo,
1. Decides to extend the mandate of MINURSO until 30 June 2031;
2. Decides that the mandate of MINURSO shall include the following priority tasks, in order of priority:
(a) To protect civilians under threat of physical violence along the road to Telim, by patrols;
(b) To support ongoing efforts on human rights;
(c) To help verify the ceasefire, within existing resources, in the first phase;
(d) To take active steps to deter and neutralize armed groups in the north;
3. Encourages donors to fund elections, and welcomes the report of the Secretary-General;
4. Decides to remain seized of the matter.
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "ours.txt"
    made.write_text(OURS, encoding="utf-8")
    return made


def test_everything_measured_is_shown_with_its_words(file: Path, tmp_path: Path) -> None:
    found = focus_of_file(file, tmp_path / "none")
    focus = found.focus
    assert focus is not None
    assert (focus.n_operative_paragraphs, focus.n_points) == (4, 4)
    assert focus.priority == "order stated"
    assert {one.words for one in focus.priority_shown} >= {"in order of priority"}
    assert [(one.paragraph, one.words) for one in focus.sequencing_shown] == [
        ("para_2__point_c", "first phase")
    ]
    assert focus.verbs_by_strength[5] == 3
    assert (focus.verbs_by_strength[2], focus.verbs_by_strength[0]) == (1, 1)
    assert [one.paragraph for one in focus.tasks_without_means] == ["para_2__point_c"]
    assert [one.paragraph for one in focus.offensive_unsaid] == ["para_2__point_d"]
    unclear = {one.paragraph for one in focus.unclear if one.unclear in {"verb", "object"}}
    assert "para_2__point_b" in unclear
    assert "para_2__point_a" not in unclear
    assert 0 < (focus.conflict_management_share or 0) < 1


def test_offensive_operations_that_are_named_are_not_unsaid() -> None:
    said = unclear_points("para_1", "To conduct offensive operations to neutralize armed groups in the east;")
    assert "offensive operations" not in {one.unclear for one in said}
    unsaid = unclear_points("para_1", "To neutralize armed groups in the east;")
    assert "offensive operations" in {one.unclear for one in unsaid}
    harmless = unclear_points("para_1", "To take active steps to support the authorities in Karo;")
    assert "offensive operations" not in {one.unclear for one in harmless}


def test_a_list_of_theme_words_of_ones_own_is_used_and_a_bad_one_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(
        "theme,manages_conflict,words\nroads,yes,road to telim\nmoney,no,fund*\n", encoding="utf-8"
    )
    resolution, _ = read_resolution(OURS)
    assert resolution is not None
    focus = measure_focus(resolution, read_theme_words(own))
    assert {one.reading.theme for one in focus.themed} == {"", "roads", "money"}
    own.write_text("theme,manages_conflict,words\nroads,perhaps,road\n", encoding="utf-8")
    with pytest.raises(BadThemeWords, match="line 2 is not complete"):
        read_theme_words(own)


def test_themes_agree_with_a_hundred_paragraphs_labelled_by_hand() -> None:
    """Labels were given by reading; the errors of one half were read while the words were chosen."""
    texts = _structured_texts()
    with LABELS.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 100
    agreed = {"yes": 0, "no": 0}
    for row in rows:
        text = texts[row["symbol"], row["path"], row["sha256"]]
        agreed[row["errors_read"]] += shipped_theme_words().read(text).side == row["label"]
    assert agreed == {"yes": 45, "no": 46}


def _structured_texts() -> dict[tuple[str, str, str], str]:
    found = {}
    path = shared("data/mandates/structured/structured.jsonl.gz")
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        for line in opened:
            row = json.loads(line)
            for one in row["paragraphs"]:
                found[row["symbol"], one["path"], _hash(one["text"])] = one["text"]
    return found


def _hash(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return sha256(plain.encode("utf-8")).hexdigest()[:16]


def test_a_text_is_placed_among_earlier_ones_of_substance() -> None:
    held = shipped_resolutions()
    values: dict[str, float | None] = {measure.name: None for measure in MEASURES} | {"words": 10_000.0}
    words = place(values, "MONUSCO", "S/RES/9999 (2030)", "", held)[0]
    assert (words.from_year, words.until_year) == (2011, 2015)
    assert words.share_below == 1
    assert words.n_compared > 100
    assert {one.symbol for one in words.of_mission} >= {"S/RES/2098 (2013)", "S/RES/2211 (2015)"}
    assert all(year.low is not None and year.low <= year.middle for year in words.by_year)
    earlier = place(values, "MONUSCO", "S/RES/2147 (2014)", "2014-03-28", held)[0]
    assert earlier.until_year == 2014
    assert max(one.adopted_on for one in earlier.of_mission) < "2014-03-28"


def test_a_yes_or_no_is_placed_by_the_share_that_says_yes() -> None:
    def facts(year: int, *, ranked: bool) -> ResolutionFacts:
        one = shipped_resolutions()[2097]
        return one._replace(year=year, adopted_on=f"{year}-01-01", priority_stated=ranked, mission="MINURSO",
                            n_words=900)  # fmt: skip

    held = [facts(2001, ranked=True), facts(2001, ranked=False), facts(2001, ranked=False)]
    placed = {one.name: one for one in place({"priority_stated": 1.0}, "", "", "", held)}
    (year,) = placed["priority_stated"].by_year
    assert year.middle == pytest.approx(1 / 3)
    assert year.low is None


def test_what_is_needed_first_comes_from_the_dossier_alone(file: Path, tmp_path: Path) -> None:
    seen = open_mission("missions/unmisar", CAST).seen(AS_OF)
    assert focus_of_file(file, tmp_path / "none").judged is None
    judged = focus_of_file(file, tmp_path / "none", seen).judged
    assert judged is not None
    tasks = {task.id: task for task in seen.dossier.tasks}
    assert {one.task for one in judged} == set(seen.tasks_in_force)
    assert all(one.manages_conflict is tasks[one.task].manages_conflict for one in judged)
    first = seen.dossier.phases[0]
    assert {one.task for one in judged if one.first_phase} == set(first.tasks) & set(seen.tasks_in_force)


def test_a_mandate_without_its_text_shows_what_is_on_file(tmp_path: Path) -> None:
    seen = open_mission("missions/unmisar", CAST).seen(AS_OF)
    found = focus_of_mission(seen, tmp_path / "none")
    assert found.focus is None
    page = focus_page(found.symbol, found.mission, found.focus, found.placed, found.judged, AS_OF)
    assert "not at hand" in page_as_html(page, "en")


def test_the_page_has_a_picture_of_each_measure_and_all_of_it_in_french(file: Path, tmp_path: Path) -> None:
    seen = open_mission("missions/unmisar", CAST).seen(AS_OF)
    found = focus_of_file(file, tmp_path / "none", seen)
    page = focus_page(found.symbol, found.mission, found.focus, found.placed, found.judged, AS_OF)
    drawn = [block for part in page.sections if part.annex for block in part.blocks]
    shown = [one for one in found.placed if one.value is not None and one.by_year]
    assert len(drawn) == 2 * len(shown) > 16
    assert "S/RES/9201 (2030)" in draw(drawn[0], "en", "sans-serif")  # type: ignore[arg-type]  # a chart
    assert page_as_pdf(page, "en").startswith(b"%PDF")
    assert untranslated(page, "fr") == []


def test_the_command_says_it_in_the_terminal_and_as_json(file: Path, tmp_path: Path) -> None:
    asked = ["mandate", "focus", str(file), "--corpus", str(tmp_path / "none")]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    assert "The focus of S/RES/9201 (2030)" in done.output
    said = json.loads(CliRunner().invoke(app, [*asked, "--format", "json"]).output)
    assert said["operative_paragraphs"] == 4
    assert said["first_phase"] is None
    assert {one["name"] for one in said["placed"]} == {measure.name for measure in MEASURES}
    assert said["themes"][0].keys() == {"paragraph", "words", "side", "theme", "matches"}
    written = CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "out")])
    assert written.exit_code == 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".html", ".pdf"]
    assert CliRunner().invoke(app, ["mandate", "focus", str(tmp_path / "absent.txt")]).exit_code == 1
