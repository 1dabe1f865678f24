"""Items as forms: what stands in the file, edits that meet, and values that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bluehelm.desk.item_forms import edit_item, fault_of_value, form_of, written_values
from bluehelm.desk.open_workspace import open_mission
from bluehelm.desk.text_edits import faults_of_text, merged_texts
from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.contents import Dossier
from bluehelm.foundation.errors import CannotWrite, EditsMet

EXAMPLE = Path(__file__).parent.parent / "example"
TASK = "task/protect-civilians"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return open_mission("minusca", EXAMPLE).reading.dossier


@pytest.fixture
def task(dossier: Dossier) -> Record:
    return dossier.by_reference[TASK]


@pytest.fixture
def text(task: Record) -> str:
    return (EXAMPLE / task.file).read_text(encoding="utf-8")


def test_a_form_shows_each_field_with_its_value_its_help_and_what_may_stand_there(
    task: Record, text: str, dossier: Dossier
) -> None:
    fields = {one.name: one for one in form_of(task, text, dossier)}
    assert "id" not in fields
    assert fields["led_by"].value == "force-commander"
    assert "force-commander" in fields["led_by"].suggested
    assert fields["manages_conflict"].choices == ("yes", "no")
    assert fields["text"].required
    assert fields["text"].meaning.startswith("what is asked")


def test_an_edit_changes_its_slice_of_the_file_and_nothing_else(task: Record, text: str) -> None:
    typed = written_values(task, text) | {"because": "people stay where patrols come"}
    after = edit_item(task, text, text, typed)
    before_lines, after_lines = text.splitlines(), after.splitlines()
    assert len(before_lines) == len(after_lines)
    differing = [new for old, new in zip(before_lines, after_lines, strict=True) if old != new]
    assert differing == ["    because: people stay where patrols come"]


def test_edits_of_different_fields_are_both_kept(task: Record, text: str) -> None:
    values = written_values(task, text)
    theirs = edit_item(task, text, text, values | {"because": "theirs"})
    both = edit_item(task, text, theirs, values | {"category": "yours"})
    assert written_values(task, both) == values | {"because": "theirs", "category": "yours"}


def test_edits_that_meet_in_one_field_are_shown_and_nothing_is_written(task: Record, text: str) -> None:
    values = written_values(task, text)
    theirs = edit_item(task, text, text, values | {"because": "theirs"})
    with pytest.raises(EditsMet) as caught:
        edit_item(task, text, theirs, values | {"because": "yours"})
    (met,) = caught.value.met
    assert (met.name, met.before, met.theirs, met.yours) == ("because", values["because"], "theirs", "yours")


def test_the_same_edit_twice_is_no_conflict(task: Record, text: str) -> None:
    values = written_values(task, text) | {"because": "agreed"}
    once = edit_item(task, text, text, values)
    assert edit_item(task, text, once, values) == once


@pytest.mark.parametrize(
    "field, value, says",
    [
        ("weight", "-3", "negative"),
        ("weight", "a lot", "not a plain number"),
        ("led_by", "Force Commander", "not a short name"),
        ("text", "", "cannot be blank"),
        ("offensive", "perhaps", "Expected: yes or no"),
    ],
)
def test_a_value_that_cannot_be_read_is_told_at_once(task: Record, field: str, value: str, says: str) -> None:
    assert says in fault_of_value(task, field, value)


def test_a_value_that_can_be_read_has_no_fault(task: Record) -> None:
    assert fault_of_value(task, "weight", "2.5") == ""


def test_a_list_may_hold_commas_when_each_value_has_its_line(task: Record, text: str) -> None:
    after = edit_item(task, text, text, {"depends_on": "election-support\nquiet"})
    assert written_values(task, after)["depends_on"] == "election-support\nquiet"


def test_an_item_that_is_gone_is_told(task: Record) -> None:
    with pytest.raises(CannotWrite, match="no longer in its file"):
        edit_item(task, "tasks: []\n", "tasks: []\n", {"text": "x"})


def test_texts_that_changed_in_different_places_are_laid_together() -> None:
    base = "a\nb\nc\nd\ne\nf\n"
    assert merged_texts(base, base.replace("a", "A"), base.replace("f", "F")).text == "A\nb\nc\nd\ne\nF\n"


def test_texts_that_changed_in_one_place_stand_both_between_marks() -> None:
    merged = merged_texts("a\n", "mine\n", "theirs\n")
    assert merged.n_conflicts == 1
    assert "mine" in merged.text
    assert "theirs" in merged.text


def test_a_text_with_a_new_error_is_told_and_an_old_error_is_not_held_against_it() -> None:
    bad = "tasks:\n  - id: Not A Name\n    text: x\n"
    assert [one.place.line for one in faults_of_text(bad, "tasks.yaml", "tasks: []\n")] == [2]
    assert faults_of_text(bad + "# more\n", "tasks.yaml", bad) == []
