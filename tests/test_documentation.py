"""The manual says what the code does: pages are drawn from it, links lead somewhere, examples run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bad_dossier import AS_OF
from bluehelm.desk.brief_mission import brief_mission
from bluehelm.desk.check_dossier import check_mission
from bluehelm.desk.check_list import CHECKS
from bluehelm.desk.look_up import record_entries
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.documentation.__main__ import main
from bluehelm.documentation.checks_page import ROOMS, entries, paragraphs_of
from bluehelm.documentation.commands_page import commands
from bluehelm.documentation.errors_page import error_classes
from bluehelm.documentation.features_page import record_of
from bluehelm.documentation.figures_page import FAMILIES, OF_A_REVIEW, fixed_references
from bluehelm.documentation.submission_rows import SUBMISSION_ROWS
from bluehelm.documentation.write_reference import PAGES, pages_that_differ, write_pages
from bluehelm.dossier.checking import Check, run_checks
from bluehelm.dossier.reading_faults import READING_FAULTS
from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Page
from bluehelm.review.brief_figures import all_figures

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
MANUAL = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r"<a id=\"([^\"]+)\">")
_OPERATORS = {">", "|", "||", "&&", ";"}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> Iterator[str]:
    return (found[2] for found in _BLOCK.finditer(text_of(page)) if found[1] in languages)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", PAGES)
def test_a_committed_page_says_what_the_code_says(name: str) -> None:
    assert text_of(REFERENCE / name) == PAGES[name](), "run `make docs`"


def test_comparing_writes_nothing_and_names_what_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reference"
    assert main([str(folder), "--check"]) == 1
    assert not folder.exists()
    assert "commands.md" in capsys.readouterr().out


def test_writing_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    assert sorted(write_pages(folder)) == sorted(PAGES)
    assert write_pages(folder) == []
    (folder / "errors.md").write_text("# Errors\n", encoding="utf-8")
    assert pages_that_differ(folder) == ["errors.md"]


@pytest.mark.parametrize("name", commands())
def test_a_command_has_its_section_with_every_option(name: str) -> None:
    section = section_of(REFERENCE / "commands.md", f"## bluehelm {name}")
    for parameter in commands()[name].params:
        for written in parameter.opts if parameter.param_type_name == "option" else ():
            assert written in {"--help", "-h"} or written in section


def section_of(page: Path, heading: str) -> str:
    _, found, rest = text_of(page).partition(f"{heading}\n")
    assert found, f"{named(page)} has no section {heading!r}"
    return rest.partition(f"\n{heading.split()[0]} ")[0]


def test_every_check_and_fault_of_reading_has_its_section() -> None:
    page = text_of(REFERENCE / "checks.md")
    for identifier in (*(one.id for one in READING_FAULTS), *(one.id for one in CHECKS)):
        assert f"\n### {identifier}\n" in page
    assert {entry.room for entry in entries()} == set(ROOMS)


def test_every_record_and_field_has_its_row() -> None:
    page = text_of(REFERENCE / "fields.md")
    for entry in record_entries():
        assert f'<a id="{entry["record"].lower()}"></a>' in page
        for field in entry["fields"]:
            assert f"| `{field['name']}` |" in page


def test_every_error_has_its_section_and_its_place_in_the_tree() -> None:
    page = text_of(REFERENCE / "errors.md")
    for one in error_classes():
        assert f"\n## {one.__name__}\n" in page
        assert page.index(one.__name__) < page.index("## BluehelmError")


@pytest.fixture(scope="module")
def figures_of_the_example() -> set[str]:
    return set(all_figures(open_mission("missions/minusca", ROOT / "example").seen(AS_OF)))


def test_every_figure_has_its_row(figures_of_the_example: set[str]) -> None:
    patterns = [re.sub("[A-Z]+", "[a-z-]+", name) for name, _ in FAMILIES]
    by_family = {one for one in figures_of_the_example if any(re.fullmatch(p, one) for p in patterns)}
    assert figures_of_the_example == set(fixed_references()) | by_family
    assert all(any(re.fullmatch(p, one) for one in by_family) for p in patterns)
    page = text_of(REFERENCE / "figures.md")
    assert all(f"| `{one}` |" in page for one in fixed_references())


@pytest.mark.parametrize("page", MANUAL, ids=named)
def test_figures_named_in_the_manual_exist(page: Path, figures_of_the_example: set[str]) -> None:
    families = {name for name, _ in (*FAMILIES, *OF_A_REVIEW)}
    said = set(re.findall(r"figure/[\w-]+", text_of(page)))
    assert said <= figures_of_the_example | families


def test_every_paragraph_of_the_submission_that_a_check_rests_on_has_its_row() -> None:
    rows = {row.paragraph for row in SUBMISSION_ROWS}
    served = {paragraph for one in CHECKS for paragraph in paragraphs_of(one.basis)}
    assert served <= rows
    assert len(rows) == len(SUBMISSION_ROWS)


@pytest.mark.parametrize("row", SUBMISSION_ROWS, ids=lambda row: row.paragraph)
def test_a_paragraph_of_the_submission_is_kept_in_fields_and_looked_at_by_a_check(row: Any) -> None:
    assert [record_of(name) for name in row.fields]
    assert [one.id for one in CHECKS if row.paragraph in paragraphs_of(one.basis)]


@pytest.fixture(scope="module")
def brief_of_the_example() -> Page:
    return brief_mission(open_mission("missions/minusca", ROOT / "example"), as_of=AS_OF)


def test_a_section_of_the_brief_that_the_table_of_features_names_exists(brief_of_the_example: Page) -> None:
    sections = {section.name for section in brief_of_the_example.sections}
    assert {name for row in SUBMISSION_ROWS for name in row.sections} <= sections


def test_every_section_of_the_brief_has_its_row_in_the_order_of_the_page(brief_of_the_example: Page) -> None:
    page = text_of(DOCS / "brief.md")
    rows = re.findall(r"^\| (.+?)(?: \(page, PDF\))? \|", page, re.MULTILINE)
    struck = re.compile("(What if the Council struck) .*")
    headings = [struck.sub(r"\1 …", say(section.heading)) for section in brief_of_the_example.sections]
    assert headings == [row for row in rows if row in headings]


def test_the_page_on_the_brief_says_which_sections_the_terminal_leaves_out(
    brief_of_the_example: Page,
) -> None:
    page = text_of(DOCS / "brief.md")
    for section in brief_of_the_example.sections:
        assert (f"| {say(section.heading)} (page, PDF) |" in page) != section.in_terminal


def test_the_index_names_every_page() -> None:
    index = text_of(DOCS / "README.md")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        assert name == "README.md" or f"({name})" in index, f"{name} is not in docs/README.md"


@pytest.mark.parametrize("page", MANUAL, ids=named)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for match in _LINK.finditer(_without_code(text_of(page))):
        target = match[1] or match[2]
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name).resolve() if name else page
        assert other.exists(), f"{named(page)}: {target}"
        if anchor:
            assert anchor in anchors_of(other), f"{named(page)}: {target}"


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", text))


_anchors: dict[Path, set[str]] = {}


def anchors_of(page: Path) -> set[str]:
    """The anchors of a page: those written, and those that a code forge makes from headings."""
    if page not in _anchors:
        text = text_of(page)
        _anchors[page] = {*_ANCHOR.findall(text), *(_slug(one) for one in _HEADING.findall(text))}
    return _anchors[page]


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", MANUAL, ids=named)
def test_commands_in_examples_exist_with_their_options(page: Path) -> None:
    for block in blocks(page, "bash", "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            words = _before_operators(shlex.split(line, comments=True))
            if words[:1] == ["bluehelm"]:
                _prove_command(words[1:], f"{named(page)}: {line}")


def _before_operators(words: list[str]) -> list[str]:
    end = next((index for index, word in enumerate(words) if word in _OPERATORS), len(words))
    return words[:end]


def _prove_command(words: list[str], where: str) -> None:
    if words in (["--help"], ["--version"]):
        return
    n_names = next((n for n in (3, 2) if " ".join(words[:n]) in commands()), 1)
    name = " ".join(words[:n_names])
    assert name in commands(), f"{where}: there is no such command"
    commands()[name].make_context(name, list(words[n_names:]))


def test_a_wrong_option_in_an_example_would_be_noticed() -> None:
    with pytest.raises(Exception, match="nonsense"):
        _prove_command(["check", "--nonsense"], "here")


@pytest.mark.parametrize("page", MANUAL, ids=named)
def test_a_make_target_in_an_example_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named_here = {
        target
        for block in blocks(page, "bash", "sh", "text")
        for target in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE)
    }
    assert named_here <= targets


@pytest.fixture(scope="module")
def dossier_of_the_manual(tmp_path_factory: pytest.TempPathFactory) -> OpenMission:
    """The examples of the page on the dossier, put together: each begins with the name of its file."""
    folder = tmp_path_factory.mktemp("workspace")
    for block in blocks(DOCS / "dossier.md", "yaml", "csv"):
        name = block.partition("\n")[0].removeprefix("# ")
        path = folder / name
        assert not path.exists(), f"{name} stands on the page twice"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    return open_mission("missions/unmisar", folder)


def test_the_examples_of_the_page_on_the_dossier_read_without_a_fault(
    dossier_of_the_manual: OpenMission,
) -> None:
    assert [str(one.place) for one in dossier_of_the_manual.reading.findings] == []
    assert len(list(dossier_of_the_manual.reading.dossier.records())) > 30


def test_the_examples_of_the_page_on_the_dossier_contradict_nothing(
    dossier_of_the_manual: OpenMission,
) -> None:
    report = check_mission(dossier_of_the_manual, as_of=AS_OF)
    assert not report.has_errors
    assert [one.check for one in report.accepted] == ["PHA015"]


def test_the_hash_of_a_wording_does_not_depend_on_how_lines_are_broken() -> None:
    (example,) = blocks(DOCS / "dossier.md", "python")
    said: list[str] = []
    for text in (example, example.replace(":\nto", ":  to")):
        exec(text, {"print": said.append})  # noqa: S102  the example is our own page
    assert said[0] == said[1]
    assert re.fullmatch(r"sha256:[0-9a-f]{16}", said[0])


def test_the_check_of_ones_own_on_the_page_finds_its_fault(dossier_of_the_manual: OpenMission) -> None:
    (example,) = blocks(DOCS / "checks.md", "python")
    made: dict[str, Any] = {}
    exec(example, made)  # noqa: S102  the example is our own page
    check = made["large_output_without_a_post"]
    assert isinstance(check, Check)
    assert run_checks([check], dossier_of_the_manual.seen(AS_OF)) == []
    dossier = dossier_of_the_manual.reading.dossier
    costly = dossier.outputs[0].model_copy(update={"cost_usd": 2_000_000, "led_by": None})
    seen = type(dossier_of_the_manual.seen(AS_OF))(type(dossier)(outputs=(costly,)), AS_OF)
    assert [one.check for one in run_checks([check], seen)] == ["HSE001"]
