"""A starter dossier of one's own: commented, without a finding, and written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import bluehelm
from bluehelm.desk.commented_text import commented_table, commented_yaml
from bluehelm.desk.open_workspace import workspace_around
from bluehelm.dossier.contents import Collection, file_of, is_above_mission, table_of_contents
from bluehelm.dossier.csv_text import read_csv
from bluehelm.dossier.read_dossier import MISSIONS
from bluehelm.dossier.write_files import replace_file
from bluehelm.dossier.yaml_text import read_yaml
from bluehelm.foundation.errors import CannotWrite
from bluehelm.foundation.periods import add_months, fiscal_year_of

STARTER = Path(bluehelm.__file__).parent / "starter_dossier"
"""What a starter dossier says, without its comments: those are drawn from the catalogue."""

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Started:
    """What was written: the workspace, the mission's folder, and how many files."""

    workspace: Path
    folder: Path
    n_files: int


def start_dossier(name: str, folder: Path, today: date) -> Started:
    """Writes a starter dossier into the workspace around `folder`, or into a new one there.

    All or nothing: the dossier appears whole, in one step. Raises CannotWrite for a name that is no
    short name, for a mission that exists, and when the disk refuses.
    """
    _prove_name(name)
    workspace = _workspace_at(folder)
    mission = workspace / MISSIONS / name
    if os.path.lexists(mission):
        raise CannotWrite(f"'{mission}' is there already; choose another name, or move that folder away.")
    files = _texts(name, today, above=False)
    try:
        with _beside(mission) as built:
            _write(built, files)
            with _kept_if_all_goes_well(workspace, _texts(name, today, above=True)):
                built.rename(mission)
    except OSError as error:
        raise CannotWrite(
            f"'{mission}' cannot be written: {error.strerror}. Nothing was left behind."
        ) from error
    return Started(workspace, mission, len(files))


def _prove_name(name: str) -> None:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= LONGEST_NAME:
        return
    better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:LONGEST_NAME].strip("-")
    raise CannotWrite(
        f"'{name}' cannot be the short name of a mission: lower-case letters, digits and single hyphens, "
        f"at most {LONGEST_NAME}; for example '{better or 'unmis'}'."
    )


def _workspace_at(folder: Path) -> Path:
    """The workspace in which a folder lies, or the folder itself."""
    around = workspace_around(folder.resolve())
    return around.folder if around else folder.resolve()


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A hidden folder beside the one to be made; gone at the end, unless it was renamed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    built = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.tmp-"))
    try:
        built.chmod(0o755)
        yield built
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


@contextmanager
def _kept_if_all_goes_well(workspace: Path, texts: Mapping[str, str]) -> Iterator[None]:
    """Writes what stands above the mission, unless it is there; takes it away again after an error."""
    made: list[Path] = []
    try:
        for name, text in texts.items():
            path = workspace / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                replace_file(path, text.encode("utf-8"))
                made.append(path)
        yield
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise


def _texts(name: str, today: date, *, above: bool) -> dict[str, str]:
    """The files of a starter dossier by name: those of the mission, or what stands above it."""
    words = _words(name, today)
    texts: dict[str, str] = {}
    for home, collections in _by_file().items():
        if is_above_mission(collections[0]) != above:
            continue
        for file in _starter_files(home, collections[0]):
            content = _filled((STARTER / file), words)
            if not above or content:
                shown = _put_in(file, words)
                texts[shown] = _commented(shown, collections, content)
    return texts


def _by_file() -> dict[str, list[Collection]]:
    homes: dict[str, list[Collection]] = {}
    for entry in table_of_contents():
        homes.setdefault(file_of(entry).as_posix(), []).append(entry)
    return homes


def _starter_files(home: str, collection: Collection) -> list[str]:
    """The names of the files to write; a folder without a starter gets one file of comments only."""
    if collection.shape != "file each":
        return [home]
    return sorted(f"{home}/{path.name}" for path in (STARTER / home).glob("*.yaml")) or [f"{home}/first.yaml"]


def _commented(file: str, collections: list[Collection], content: str) -> str:
    if collections[0].shape == "table":
        return commented_table(file, collections[0], read_csv(content, file)[0])
    return commented_yaml(file, collections, read_yaml(content, file)[0])


def _filled(path: Path, words: Mapping[str, str]) -> str:
    return _put_in(path.read_text(encoding="utf-8"), words) if path.exists() else ""


def _put_in(text: str, words: Mapping[str, str]) -> str:
    for word, value in words.items():
        text = text.replace("{" + word + "}", value)
    return text


def _words(name: str, today: date) -> dict[str, str]:
    """What stands in braces in the starter: the mission's name, and days around today."""
    begun = today - timedelta(days=30)
    return {
        "name": name,
        "situation": f"{name}-situation",
        "today": today.isoformat(),
        "begun": begun.isoformat(),
        "begun_year": str(begun.year),
        "before": (begun - timedelta(days=60)).isoformat(),
        "planned": (today - timedelta(days=7)).isoformat(),
        "planned_before": (begun - timedelta(days=10)).isoformat(),
        "handed_over": (today + timedelta(days=180)).isoformat(),
        "ends": (begun + timedelta(days=365)).isoformat(),
        "next_quarter": add_months(today, 3).isoformat(),
        "fiscal_year": str(fiscal_year_of(today)),
    }
