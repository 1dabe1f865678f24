"""Changing a field touches its slice of the text and nothing else, however the file is laid out."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluehelm.dossier.change_text import add_row, set_value
from bluehelm.dossier.csv_text import read_csv
from bluehelm.dossier.field_types import LINE_KEY
from bluehelm.dossier.write_files import change_file
from bluehelm.dossier.yaml_text import Plain, read_yaml
from bluehelm.foundation.errors import CannotWrite

# ---- files as people write them

COMMENTS = ["", "  # décidé en mars", "   # was: x, [y] {z}", " #"]
WORDS = [
    "escort aid",
    "l'État",
    "été 2026",
    "a: b",
    "no",
    "12",
    "- x",
    "# y",
    "{z}",
    "[w",
    "x, y",
    '"q"',
    "…",
]
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
    st.lists(st.sampled_from(["north", "east", "a b", "l'est", "x, y", "no"]), max_size=3),
    st.none(),
)


@dataclass(frozen=True)
class Written:
    """A value as it may be written, in one line or several."""

    text: str


def _old_values(indent: str) -> st.SearchStrategy[Written]:
    return st.sampled_from(
        [
            "old",
            "l'été",
            "'single ''quoted'' # text'",
            '"double \\"quoted\\" text"',
            "[one, two]",
            "[]",
            "",
            f">-\n{indent}  folded over\n{indent}  two lines",
            f"|\n{indent}  kept as\n{indent}  two lines",
            f"plain over\n{indent}  two lines",
            f"[one,\n{indent}  two]",
        ]
    ).map(Written)


@st.composite
def block_files(draw: st.DrawFn) -> tuple[str, str, int]:
    """A file of items in blocks, the field to set in one of them, and which."""
    lines = [draw(st.sampled_from(["# tasks of the mission", "", "# é"])), "tasks:"]
    n_items = draw(st.integers(1, 3))
    dash = draw(st.sampled_from(["  - ", "- ", "    -   "]))
    indent = " " * len(dash)
    for index in range(n_items):
        lines.append(f"{dash}id: item-{index}{draw(st.sampled_from(COMMENTS))}")
        for key in draw(st.lists(st.sampled_from(["text", "led_by", "areas"]), unique=True, max_size=3)):
            old = draw(_old_values(indent)).text
            comment = draw(st.sampled_from(COMMENTS)) if "\n" not in old else ""
            lines.append(
                f"{indent}{key}: {old}{comment}".rstrip() if not old else f"{indent}{key}: {old}{comment}"
            )
        lines += draw(st.sampled_from([[], [""], [f"{indent}# a remark"], ["# at the margin", ""]]))
    if draw(st.booleans()):
        lines += ["receivers:", "  - {id: police, name: Police}   # kept"]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return text.replace("\n", end), draw(st.sampled_from(["text", "led_by", "areas"])), n_items - 1


@st.composite
def flow_files(draw: st.DrawFn) -> tuple[str, str, int]:
    """A file of items in braces, on one line or several."""
    lines = ["tasks:  # each once"]
    n_items = draw(st.integers(1, 3))
    for index in range(n_items):
        pairs = [f"id: item-{index}"]
        for key in draw(st.lists(st.sampled_from(["text", "led_by", "areas"]), unique=True, max_size=3)):
            old = draw(st.sampled_from(["old", "l'été", "'a, b'", '"x: y"', "[one, two]", "[]", ""]))
            pairs.append(f"{key}: {old}")
        joined = draw(st.sampled_from([", ", ",\n     ", " , "])).join(pairs)
        space = draw(st.sampled_from(["", " "]))
        lines.append(f"  - {{{space}{joined}{space}}}{draw(st.sampled_from(COMMENTS))}")
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (
        ("\n".join(lines) + "\n").replace("\n", end),
        draw(st.sampled_from(["text", "led_by", "areas"])),
        draw(st.integers(0, n_items - 1)),
    )


def _plain(text: str) -> Plain:
    plain, findings = read_yaml(text, "tasks.yaml")
    assert not findings
    return _without_lines(plain)


def _without_lines(plain: Plain) -> Plain:
    if isinstance(plain, dict):
        return {key: _without_lines(value) for key, value in plain.items() if key != LINE_KEY}
    return [_without_lines(one) for one in plain] if isinstance(plain, list) else plain


def _item(plain: Plain, index: int) -> dict[str, Plain]:
    assert isinstance(plain, dict)
    items = plain["tasks"]
    assert isinstance(items, list)
    item = items[index]
    assert isinstance(item, dict)
    return item


def _only_a_slice_differs(before: str, after: str, key: str) -> None:
    """What stands before and after the change is the same to the letter, and holds every other key."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    lost = before[start : len(before) - end]
    for other in ("id:", "receivers", "tasks", "text:", "led_by:", "areas:"):
        assert other == f"{key}:" or other not in lost, f"{lost!r} was touched"


def _comments(text: str) -> list[str]:
    """Every comment of a generated file; none of its values holds ` # ` but one, which is in quotes."""
    lines = (line.replace("# text'", "") for line in text.splitlines())
    return [line[line.index("#") :] for line in lines if "#" in line]


def _set_and_compare(text: str, key: str, index: int, value: str | Sequence[str] | None) -> None:
    before = _plain(text)
    after = set_value(text, ("tasks", index), key, value)
    wanted = _item(before, index)
    wanted[key] = list(value) if value is not None and not isinstance(value, str) else value
    assert _plain(after) == before
    _only_a_slice_differs(text, after, key)
    kept = _comments(after)
    for comment in _comments(text):
        assert comment in kept or any(one.endswith(comment) for one in kept), f"{comment!r} was lost"
    assert after.count("\r\n") == after.count("\n") or "\r\n" not in text


@given(file=block_files(), value=VALUES)
def test_a_field_of_an_item_in_a_block_changes_alone(
    file: tuple[str, str, int], value: str | list[str] | None
) -> None:
    _set_and_compare(*file, value)


@given(file=flow_files(), value=VALUES)
def test_a_field_of_an_item_in_braces_changes_alone(
    file: tuple[str, str, int], value: str | list[str] | None
) -> None:
    _set_and_compare(*file, value)


@given(file=st.one_of(block_files(), flow_files()), value=VALUES, other=VALUES)
def test_a_second_change_finds_what_the_first_one_wrote(
    file: tuple[str, str, int], value: str | list[str] | None, other: str | list[str] | None
) -> None:
    text, key, index = file
    once = set_value(text, ("tasks", index), key, value)
    twice = set_value(once, ("tasks", index), key, other)
    back = set_value(twice, ("tasks", index), key, value)
    assert _plain(back) == _plain(once)


@given(file=st.one_of(block_files(), flow_files()), value=st.sampled_from(WORDS))
def test_a_change_through_the_file_keeps_mark_and_line_ends(file: tuple[str, str, int], value: str) -> None:
    text, key, index = file
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tasks.yaml"
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        change_file(path, lambda before: set_value(before, ("tasks", index), key, value))
        written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert not written[3:].startswith(b"\xef\xbb\xbf")
    assert (b"\r\n" in written) == ("\r\n" in text)
    assert _item(_plain(written[3:].decode()), index)[key] == value


# ---- layouts worth a line of their own


@pytest.mark.parametrize(
    "before, value, after",
    [
        ("a:\n  - id: x\n", "new", "a:\n  - id: x\n    text: new\n"),
        ("a:\n  - id: x", "new", "a:\n  - id: x\n    text: new\n"),
        ("a:\n  - id: x\n\n  - id: y\n", "new", "a:\n  - id: x\n    text: new\n\n  - id: y\n"),
        ("a:\n  - id: x  # why\n", "new", "a:\n  - id: x  # why\n    text: new\n"),
        ("a:\n  - {id: x}\n", "new", "a:\n  - {id: x, text: new}\n"),
        ("a:\n  - id: x\n    text: old  # why\n", "new", "a:\n  - id: x\n    text: new  # why\n"),
        ("a:\n  - id: x\n    text: old\n", None, "a:\n  - id: x\n    text:\n"),
        ("a:\n  - id: x\n    text: 'o'\n", "n: 1", 'a:\n  - id: x\n    text: "n: 1"\n'),
        ("a:\n  - id: x\n    text: >-\n      o\n      p\n    by: z\n", "n",
         "a:\n  - id: x\n    text: n\n    by: z\n"),
        ("a:\r\n  - id: x\r\n", "n", "a:\r\n  - id: x\r\n    text: n\r\n"),
        ("a:\n  - id: é\n    by: ü\n    text: ö\n", "n", "a:\n  - id: é\n    by: ü\n    text: n\n"),
        ("a:\n  - id: 😀\n    text: ö # 😀\n", "n", "a:\n  - id: 😀\n    text: n # 😀\n"),
        ("a:\n  - id: x\n    text:\n      - o\n      - p\n    by: z\n", ["n"],
         "a:\n  - id: x\n    text: [n]\n    by: z\n"),
    ],
)  # fmt: skip
def test_a_change_reads_as_a_person_would_have_made_it(
    before: str, value: str | list[str] | None, after: str
) -> None:
    assert set_value(before, ("a", 0), "text", value) == after


@pytest.mark.parametrize(
    "text, item",
    [
        ("tasks:\n", ("tasks", 0)),
        ("tasks: []\n", ("tasks", 0)),
        ("tasks:\n  - escort\n", ("tasks", 0)),
        ("tasks:\n  - id: x\n", ("tasks", 1)),
        ("tasks:\n  - id: x\n", ("phases", 0)),
        ("", ("tasks", 0)),
        ("tasks: [\n", ("tasks", 0)),
        ("tasks:\n  - &a {id: x}\n  - *a\n", ("tasks", 1)),
        ("tasks:\n  - id: x\n    text: one\n    text: two\n", ("tasks", 0)),
        ("tasks:\n  - id: x\n---\ntasks: []\n", ("tasks", 0)),
        ("\x00", ("tasks", 0)),
    ],
)
def test_what_cannot_be_changed_safely_is_refused(text: str, item: tuple[str | int, ...]) -> None:
    with pytest.raises(CannotWrite):
        set_value(text, item, "text", "new")


@given(text=st.text(max_size=60), value=st.text(max_size=10))
def test_no_text_leads_to_anything_but_a_change_or_a_refusal(text: str, value: str) -> None:
    try:
        after = set_value(f"tasks:\n  - id: {text}\n", ("tasks", 0), "text", value)
    except CannotWrite:
        return
    assert _item(_plain(after), 0)["text"] == (value or None) or _item(_plain(after), 0)["text"] == value


def test_a_comment_inside_a_list_that_is_replaced_is_never_lost_in_silence() -> None:
    text = "tasks:\n  - id: x\n    areas:\n      - north  # until June\n      - east\n"
    with pytest.raises(CannotWrite, match="comment"):
        set_value(text, ("tasks", 0), "areas", ["west"])


# ---- rows of tables


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_a_row_is_added_in_the_manner_of_the_table(separator: str, end: str, last: bool) -> None:
    header = separator.join(["link", "by", "why"])
    text = header + end + separator.join(["a>b", "chief-of-staff", "read"]) + (end if last else "")
    added = add_row(text, {"link": "c>d", "why": "seen"}, ())
    assert added.startswith(text)
    assert added.endswith(separator.join(["c>d", "", "seen"]) + end)
    assert read_csv(added, "")[0].rows[1] == {LINE_KEY: 3, "link": "c>d", "why": "seen"}


@given(
    why=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_a_cell_reads_back_whatever_it_holds(why: str, separator: str) -> None:
    text = add_row(separator.join(["link", "by", "why"]) + "\n", {"link": "a>b", "by": "p", "why": why}, ())
    table, findings = read_csv(text, "")
    assert not findings
    assert table.rows[0].get("why", "") == why.strip()


def test_the_first_row_brings_its_header() -> None:
    assert add_row("", {"link": "a>b", "by": "p"}, ("link", "by")) == "link,by\na>b,p\n"
    assert add_row("\n \n", {"link": "a>b"}, ("link",)) == "link\na>b\n"


def test_columns_in_another_order_and_comments_are_kept() -> None:
    text = "# reviewed in March\nwhy;link\nread;a>b\n# end\n"
    assert add_row(text, {"link": "c>d", "why": "seen"}, ()) == text + "seen;c>d\n"


def test_a_row_for_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(CannotWrite, match="'why'"):
        add_row("link,by\n", {"link": "a>b", "why": "x"}, ())
