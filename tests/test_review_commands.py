"""The commands of the review as a person runs them: what is refused, what is printed, and how they end."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from test_command_line import run

ROOT = Path(__file__).parent.parent
QUARTER, ON = ("--quarter", "FY2025/26-Q3"), ("--on", "2026-07-10")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the example, to be changed."""
    shutil.copytree(ROOT / "example", tmp_path / "workspace")
    return tmp_path / "workspace"


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("prepare", "minusca", "--quarter", "FY2025/27-Q3"), "is not a fiscal year"),
        (("prepare", "minusca", *QUARTER), "locked"),
        (
            ("sign", "minusca", "--quarter", "FY2025/26-Q4", "--by", "chief-of-staff", "--on", "2026-07-10"),
            "prepare",
        ),
        (
            ("follow", "decision/none", "--became", "x", "--on", "2026-07-01", "-m", "minusca"),
            "not in this dossier",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    workspace: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = run(workspace, "review", *arguments)
    assert ran.returncode == 2
    assert words in ran.stderr
    assert "Traceback" not in ran.stderr


def test_prepare_prints_the_cells_that_are_left(workspace: Path) -> None:
    shutil.rmtree(workspace / "missions" / "minusca" / "reviews")
    ran = run(workspace, "review", "prepare", "minusca", *QUARTER, "--known-on", "2026-03-31")
    assert ran.returncode == 0
    assert "cells are left to a person" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80
    said = json.loads(run(workspace, "review", "prepare", "minusca", *QUARTER, "--format", "json").stdout)
    assert said["n_cells_left"] <= 60
    assert {one["kind"] for one in said["questions"]} >= {"situation", "contribution", "relevance"}


def test_show_ends_with_one_when_a_signed_review_was_edited(workspace: Path) -> None:
    assert run(workspace, "review", "show", "minusca", *QUARTER).returncode == 0
    file = workspace / "missions" / "minusca" / "reviews" / "fy2025-26-q3.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("situation: worse", "situation: better"), encoding="utf-8"
    )
    ran = run(workspace, "review", "show", "minusca", *QUARTER)
    assert ran.returncode == 1
    assert "changed after it was signed" in ran.stdout


def test_a_report_is_written_where_asked(workspace: Path) -> None:
    ran = run(
        workspace,
        "review",
        "report",
        "minusca",
        *QUARTER,
        "--out",
        "made",
        "--page",
        "factsheet",
        "--format",
        "html",
        "--language",
        "fr",
        "--public",
    )
    assert ran.returncode == 0
    assert ran.stdout.split() == ["made/minusca-public-fy2025-26-q3-factsheet.fr.html"]


def test_the_alignment_is_printed_in_eighty_columns(workspace: Path) -> None:
    ran = run(workspace, "plan", "alignment", "minusca")
    assert ran.returncode == 0
    assert "priority tasks that no dollar on file reaches" in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80
