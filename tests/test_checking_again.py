"""A second check costs only what changed, and finds exactly what a first check would."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bad_dossier import AS_OF, CAST, CAST_MISSION, CHECK_IDS, BadDossier, bad_dossier
from bluehelm.desk.check_dossier import CheckReport, check_mission
from bluehelm.desk.open_workspace import Workspace


class WorkedOn:
    """A copy of the cast that one workspace keeps open while its files change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(folder)

    def look(self, case: BadDossier | None = None) -> CheckReport:
        """What the workspace finds, knowing what it found before."""
        return _look(self.workspace, *_standpoint(case))

    def look_afresh(self, case: BadDossier) -> CheckReport:
        """What a workspace finds that has never looked before."""
        return _look(Workspace(self.folder), *_standpoint(case))


def _standpoint(case: BadDossier | None) -> tuple[date, date | None]:
    return (case.as_of, case.known_on) if case else (AS_OF, None)


def _look(workspace: Workspace, as_of: date = AS_OF, known_on: date | None = None) -> CheckReport:
    opened = workspace.open(workspace.folder / "missions" / CAST_MISSION)
    return check_mission(opened, as_of=as_of, known_on=known_on)


@pytest.fixture(scope="module")
def worked_on(tmp_path_factory: pytest.TempPathFactory) -> WorkedOn:
    folder = tmp_path_factory.mktemp("cast") / "cast"
    shutil.copytree(CAST, folder)
    return WorkedOn(folder)


@pytest.mark.parametrize("check", CHECK_IDS)
def test_a_second_look_after_an_edit_finds_what_a_first_look_finds(check: str, worked_on: WorkedOn) -> None:
    case = bad_dossier(check)
    worked_on.look(case)
    before = {edit.file: _text(worked_on.folder / edit.file) for edit in case.mutation}
    try:
        for edit in case.mutation:
            edit.apply(worked_on.folder)
        again, afresh = worked_on.look(case), worked_on.look_afresh(case)
        assert again == afresh
        assert any(found.check == check for found in again.findings + again.accepted)
    finally:
        for file, text in before.items():
            _restore(worked_on.folder / file, text)
    assert not worked_on.look().findings


def _text(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def test_an_unchanged_dossier_is_not_read_again(worked_on: WorkedOn) -> None:
    first = worked_on.workspace.open(worked_on.folder / "missions" / CAST_MISSION)
    second = worked_on.workspace.open(worked_on.folder / "missions" / CAST_MISSION)
    assert second.reading.dossier.tasks is first.reading.dossier.tasks
