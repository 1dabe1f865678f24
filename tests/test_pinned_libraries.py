from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINNED = (
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-spark.txt",
    "benchmarks/requirements-peers.txt",
)
ENTRY = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pins_in(name: str) -> dict[str, str]:
    return dict(ENTRY.findall((ROOT / name).read_text(encoding="utf-8")))


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ ;\[]", requirement)[0]).lower()


@pytest.mark.parametrize("name", PINNED)
def test_pins_name_no_index_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host|@ ", text)


@pytest.mark.parametrize("name", PINNED)
def test_every_pin_has_a_version_and_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.split("\n", 1)[1])
    assert len(entries) == len(re.findall(r"^\S", text, re.MULTILINE)) - 1
    for entry in entries:
        assert ENTRY.match(entry), entry
        assert "--hash=sha256:" in entry, entry


def test_everything_the_package_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run = {canonical(one) for one in project["project"]["dependencies"]}
    build = {canonical(one) for one in project["build-system"]["requires"]}
    dev = {canonical(one) for one in project["project"]["optional-dependencies"]["dev"]}
    assert run | build <= pins_in("requirements.txt").keys()
    assert run | build | dev <= pins_in("requirements-dev.txt").keys()


def test_tests_run_on_the_versions_that_users_get() -> None:
    dev = pins_in("requirements-dev.txt")
    assert {name: dev.get(name) for name in pins_in("requirements.txt")} == pins_in("requirements.txt")
