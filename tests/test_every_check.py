"""Every check has a bad dossier, finds its fault there, is silent once it is mended, and never cries wolf."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import bluehelm
from bad_dossier import (
    BAD_DOSSIERS,
    CAST,
    CHECK_IDS,
    READING_FAULT_IDS,
    bad_dossier,
    bad_dossiers_on_file,
    everything_found,
    found_by,
    found_in_bad_dossier,
    opened_cast,
    shown,
)
from bluehelm.desk.check_list import CHECKS
from bluehelm.dossier.checking import Check
from bluehelm.dossier.reading_faults import READING_FAULTS, ReadingFault
from bluehelm.foundation.findings import Finding, fill

HOSTILE_FILES = Path(__file__).with_name("test_hostile_files.py")
MADE_BY_TESTS = frozenset({"FIL001", "FIL002", "FIL003", "FIL004", "FIL005"})
"""Devices, pipes, links, giants and files without permission cannot lie in a repository."""

ALL_IDS = (*READING_FAULT_IDS, *CHECK_IDS)
WITH_BAD_DOSSIER = tuple(one for one in ALL_IDS if one not in MADE_BY_TESTS)
ON_FILE = tuple(one for one in WITH_BAD_DOSSIER if (BAD_DOSSIERS / one / "finding.yaml").is_file())
DECLARED: dict[str, Check | ReadingFault] = {
    **{one.id: one for one in READING_FAULTS},
    **{one.id: one for one in CHECKS},
}

TRANSLATIONS = Path(bluehelm.__file__).parent / "translations"


@pytest.mark.parametrize("check", WITH_BAD_DOSSIER)
def test_a_check_has_a_bad_dossier(check: str) -> None:
    assert (BAD_DOSSIERS / check / "finding.yaml").is_file(), f"write tests/bad_dossiers/{check}/finding.yaml"
    assert bad_dossier(check).check == check
    assert bad_dossier(check).sources.is_dir()


@pytest.mark.parametrize("check", sorted(MADE_BY_TESTS))
def test_a_fault_that_no_repository_can_hold_is_made_by_a_test(check: str) -> None:
    assert f'"{check}"' in HOSTILE_FILES.read_text(encoding="utf-8")


def test_every_bad_dossier_belongs_to_a_check() -> None:
    assert set(bad_dossiers_on_file()) <= set(WITH_BAD_DOSSIER)


def test_no_two_checks_share_an_id() -> None:
    assert len(set(ALL_IDS)) == len(ALL_IDS)


@pytest.mark.parametrize("check", ALL_IDS)
def test_a_check_says_why_how_to_mend_and_what_it_rests_on(check: str) -> None:
    declared = DECLARED[check]
    assert re.fullmatch(r"[A-Z]{3}\d{3}", check)
    assert declared.looks_for
    assert not declared.looks_for[0].isupper() or declared.looks_for.split()[0].isupper()
    assert declared.why.endswith((".", "?"))
    assert declared.remedy == "{hint}" or declared.remedy.endswith((".", "?"))
    assert declared.basis


@pytest.mark.parametrize("check", ON_FILE)
def test_the_bad_dossier_shows_the_fault(check: str) -> None:
    findings = found_in_bad_dossier(check)
    assert findings, "the check finds nothing in its bad dossier"
    assert any(_is_the_one(finding, check) for finding in findings), shown(findings)


def _is_the_one(finding: Finding, check: str) -> bool:
    case = bad_dossier(check)
    return (
        (case.item is None or finding.item == case.item)
        and (case.file is None or finding.place.file.endswith(case.file))
        and all(word in finding.message for word in case.words)
    )


@pytest.mark.parametrize("check", ON_FILE)
def test_the_fault_is_gone_once_it_is_mended(check: str, tmp_path: Path) -> None:
    case = bad_dossier(check)
    folder = case.copied_to(tmp_path)
    assert case.good, "say under 'good' which edits mend the bad dossier"
    for edit in case.good:
        edit.apply(folder)
    assert not found_by(check, case, folder), shown(found_by(check, case, folder))


@pytest.mark.parametrize("check", ON_FILE)
def test_the_same_fault_in_the_sound_mission_is_found_and_nothing_else(check: str, tmp_path: Path) -> None:
    case = bad_dossier(check)
    if case.mutation_left_out and check in READING_FAULT_IDS:
        return
    assert case.mutation, "say under 'mutation' which edits put the fault into tests/cast"
    folder = tmp_path / "cast"
    shutil.copytree(CAST, folder)
    for edit in case.mutation:
        edit.apply(folder)
    findings = everything_found(opened_cast(folder), case.as_of, case.known_on)
    assert check in {finding.check for finding in findings}, shown(findings)
    others = [finding for finding in findings if finding.check not in {check, *case.also}]
    assert not others, shown(others)
    assert not case.also or check in READING_FAULT_IDS, "only a fault of reading may set off another check"


def test_the_sound_mission_has_no_finding_at_all() -> None:
    findings = everything_found(opened_cast())
    assert not findings, shown(findings)


@pytest.mark.parametrize("check", ON_FILE)
def test_a_finding_fills_every_gap_of_its_sentences(check: str) -> None:
    for finding in found_in_bad_dossier(check):
        assert "{" not in finding.message
        assert finding.message.endswith((".", "?", "!", "…", ")"))
        assert "None" not in finding.message.split()
        assert finding.as_json()["remedy"]


@pytest.mark.parametrize("check", ALL_IDS)
def test_a_check_can_be_read_in_french(check: str) -> None:
    declared = DECLARED[check]
    for sentence in (declared.looks_for, declared.why, declared.remedy):
        _is_in_french(sentence)


@pytest.mark.parametrize("check", ON_FILE)
def test_a_finding_can_be_said_in_french(check: str) -> None:
    for finding in found_in_bad_dossier(check):
        _is_in_french(finding.template)
        fill(_french()[finding.template], finding.values)


def _is_in_french(sentence: str) -> None:
    assert sentence in _french(), f"not in translations/fr/*.po: {sentence}"
    assert _gaps(sentence) == _gaps(_french()[sentence]), sentence


def _gaps(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", sentence))


@cache
def _french() -> dict[str, str]:
    sentences: dict[str, str] = {}
    for file in sorted((TRANSLATIONS / "fr").glob("*.po")):
        with file.open("rb") as opened:
            for message in read_po(opened, locale="fr"):
                if isinstance(message.id, str) and isinstance(message.string, str) and message.string:
                    sentences[message.id] = message.string
    return sentences
