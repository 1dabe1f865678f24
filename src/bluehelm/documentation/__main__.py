"""`python -m bluehelm.documentation docs/reference [--check]`: write the reference pages, or only compare."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bluehelm.documentation.write_reference import pages_that_differ, write_pages


def main(arguments: list[str] | None = None) -> int:
    """Writes or compares; 1 when `--check` finds a page that is not what the code says."""
    parser = argparse.ArgumentParser(prog="python -m bluehelm.documentation", description=__doc__)
    parser.add_argument("folder", type=Path, help="docs/reference; features.md is written beside that folder")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    asked = parser.parse_args(arguments)
    changed = pages_that_differ(asked.folder) if asked.check else write_pages(asked.folder)
    word = "differs from the code; run `make docs`" if asked.check else "written"
    for name in changed:
        sys.stdout.write(f"{(asked.folder / name).as_posix()}: {word}\n")
    return 1 if asked.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
