"""The tree of errors at the head of its file names every error, in its place, with what it is for."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import bluehelm
from bluehelm.foundation import errors
from bluehelm.foundation.errors import BluehelmError

PACKAGE = Path(bluehelm.__file__).parent
ERRORS = {
    name: found
    for name, found in vars(errors).items()
    if inspect.isclass(found) and issubclass(found, Exception) and found.__module__ == errors.__name__
}
TREE = dict(re.findall(r"^[│ ]*[├└]── (\w+) +(.+)$", errors.__doc__ or "", re.MULTILINE))


def test_the_tree_names_every_error_and_no_other() -> None:
    assert set(TREE) == set(ERRORS) - {"BluehelmError"}
    assert (errors.__doc__ or "").count("\nBluehelmError\n") == 1


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_an_error_stands_in_the_tree_below_its_parent(name: str) -> None:
    found = ERRORS[name]
    assert issubclass(found, BluehelmError)
    if found is not BluehelmError:
        assert found.__bases__ == (BluehelmError,)
    assert (found.__doc__ or "").startswith(("Raised when", "Root of all errors"))


def test_no_other_file_makes_an_error_that_leaves_the_house() -> None:
    made = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "errors.py"
        for name, base in re.findall(
            r"^class (\w+)\((\w*(?:Error|Exception))\)", path.read_text(), re.MULTILINE
        )
        if not name.startswith("_")
    ]
    assert made == []
