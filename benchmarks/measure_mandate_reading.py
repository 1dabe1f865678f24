"""Scores the reader of resolutions on a structured set, by family of missions, and times it on a corpus.

Run: python benchmarks/measure_mandate_reading.py FOLDER, where FOLDER holds structured/structured.jsonl.gz,
resolutions/resolutions.jsonl.gz and extraction_gold.csv. Writes benchmarks/results/mandate-reading.md.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from bluehelm.mandate.mission_of_text import mission_of
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from machine_words import describe_machine

RESULT = Path(__file__).parent / "results" / "mandate-reading.md"
TYPED_WITH_ITS_ANNEXES = 2231
"""Its annexes are typed as operative in the structured set."""
TERMS = frozenset({"expiry", "term_months", "termination", "phase_end", "liquidation_start"})
FAMILIES = {
    "Central African Republic": ("MINUSCA", "MINURCA", "BINUCA", "BONUCA", "MINURCAT"),
    "Democratic Republic of the Congo": ("MONUSCO", "MONUC", "ONUC"),
    "Mali": ("MINUSMA",),
    "Sudan and Abyei": ("UNISFA", "UNMIS", "UNITAMS", "UNIOGBIS"),
    "Somalia": ("UNSOM", "AMISOM", "ATMIS", "UNOSOM", "AUSSOM", "UNSOS", "UNSOA"),
    "Liberia, Sierra Leone, Burundi": ("UNMIL", "UNAMSIL", "UNIPSIL", "ONUB", "BNUB", "UNOMSIL"),
    "Haiti after 2017": ("MINUJUSTH", "BINUH", "MSS"),
    "Lebanon, Golan, Iraq, Yemen, Libya": ("UNIFIL", "UNDOF", "UNAMI", "UNMHA", "UNSMIL"),
    "Afghanistan, Colombia, Timor": ("UNAMA", "UNMC", "UNVMC", "UNMIT", "UNTAET", "UNMISET"),
    "Western Sahara": ("MINURSO",),
}


@dataclass
class Score:
    """What stands in the truth, what was found with its address, also with its words, what was invented."""

    numbered: int = 0
    numbered_found: int = 0
    numbered_to_the_letter: int = 0
    numbered_invented: int = 0
    points: int = 0
    points_found: int = 0
    points_invented: int = 0

    def add(self, other: Score) -> None:
        """Adds the counts of another score."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def numbered_share(self) -> float:
        """Share of numbered paragraphs found with right number and boundaries."""
        return self.numbered_to_the_letter / self.numbered if self.numbered else 1.0

    @property
    def points_share(self) -> float:
        """Share of points found at their address."""
        return self.points_found / self.points if self.points else 1.0


@dataclass
class FactScore:
    """Facts that the gold table holds, those read with value, paragraph and period, and others read."""

    facts: int = 0
    right: int = 0
    invented: int = 0

    @property
    def share(self) -> float:
        """Share of facts read right."""
        return self.right / self.facts if self.facts else 1.0


def read_lines(path: Path) -> dict[int, dict[str, Any]]:
    """The objects of a gzipped file of JSON lines, by number."""
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        read = [json.loads(line) for line in opened]
    return {one["number"]: one for one in read}


def plain_text(structured: Mapping[str, Any]) -> str:
    """A structured resolution as plain text, one paragraph a line."""
    return "\n".join(f"{one['prefix'] or ''} {one['text']}".strip() for one in structured["paragraphs"])


def truth_of(structured: Mapping[str, Any]) -> dict[str, str]:
    """The text at each address of the body of a structured resolution."""
    return {
        one["path"]: one["text"]
        for one in structured["paragraphs"]
        if one["path"]
        and one["part"] == "body"
        and (one["prefix"] or (one["type"] != "heading" and one["ptype"] != "preambular"))
    }


def addresses_of(resolution: Resolution) -> dict[str, str]:
    """The text at each address that was read."""
    return {
        one.id.removeprefix("para_").replace("__point_", "."): one.text
        for one in resolution.operative
        if one.marker and one.id.startswith("para_")
    }


def score_of(resolution: Resolution, truth: Mapping[str, str]) -> Score:
    """One resolution against its truth; points below a preambular paragraph are left out."""
    read = addresses_of(resolution)
    numbered = {one for one in truth if one.isdigit()}
    points = {one for one in set(truth) - numbered if one.partition(".")[0] in numbered}
    found = numbered & set(read)
    return Score(
        len(numbered),
        len(found),
        sum(_letters(truth[one]) == _letters(read[one]) for one in found),
        sum(one.isdigit() and one not in numbered for one in read),
        len(points),
        len(points & set(read)),
        sum(not one.isdigit() and one not in points for one in read),
    )


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def read_facts(resolution: Resolution) -> set[tuple[str, str, str, str, str]]:
    """Kind, value, period and number of the paragraph of each fact that was read."""
    found = set()
    for one in resolution.ceilings:
        kind = one.category + "_included" * one.included + "_temporary" * one.temporary
        found.add((kind, str(one.strength), _day(one.from_on), _day(one.until_on), _number(one.paragraph)))
    for end in resolution.ends:
        value = str(end.months) if end.what == "term_months" else _day(end.on)
        found.add((end.what, value, "", "", _number(end.paragraph)))
    for duty in resolution.reports:
        found.add((f"report_{duty.what}", duty.value, "", "", _number(duty.paragraph)))
    return found


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(paragraph: str) -> str:
    return paragraph.removeprefix("para_").partition("__")[0]


def fact_score(resolution: Resolution, rows: Iterable[Mapping[str, str]]) -> FactScore:
    """The facts of one resolution against the gold table; reports beyond it are not counted as invented."""
    read = read_facts(resolution)
    wanted = {(row["kind"], row["value"], *_period(row), row["paragraph"].partition(".")[0]) for row in rows}
    invented = {one for one in read - wanted if not one[0].startswith("report_")}
    return FactScore(len(wanted), len(wanted & read), len(invented))


def _period(row: Mapping[str, str]) -> tuple[str, str]:
    if row["kind"] in TERMS or row["kind"].startswith("report"):
        return "", ""
    return row["effective_from"], row["effective_to"]


def family_of(text: str) -> str:
    """The family of the mission that a text is about."""
    mission = mission_of(text)
    return next((name for name, missions in FAMILIES.items() if mission in missions), "other and none")


@dataclass
class Data:
    """The structured set, the raw texts and the facts."""

    structured: dict[int, dict[str, Any]]
    raw: dict[int, dict[str, Any]]
    facts: dict[int, list[dict[str, str]]]


def read_data(folder: Path) -> Data:
    """All three from a folder."""
    structured = read_lines(folder / "structured" / "structured.jsonl.gz")
    facts: dict[int, list[dict[str, str]]] = {}
    with (folder / "extraction_gold.csv").open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            facts.setdefault(int(row["number"]), []).append(row)
    usable = {number: one for number, one in structured.items() if one["quality"] == "structured"}
    return Data(usable, read_lines(folder / "resolutions" / "resolutions.jsonl.gz"), facts)


def texts_of(data: Data, source: str) -> Iterator[tuple[int, str]]:
    """Number and plain text of each resolution to be scored, from the raw texts or the structured set."""
    for number, one in data.structured.items():
        if number == TYPED_WITH_ITS_ANNEXES:
            continue
        if source == "structured":
            yield number, plain_text(one)
        elif number in data.raw:
            yield number, data.raw[number]["text"]


def scores(data: Data, source: str) -> tuple[dict[str, Score], list[int]]:
    """The score of each family, all under '', and the numbers of the texts that were refused."""
    by_family: dict[str, Score] = {"": Score()}
    refused: list[int] = []
    for number, text in texts_of(data, source):
        resolution, _ = read_resolution(text)
        if resolution is None:
            refused.append(number)
            continue
        score = score_of(resolution, truth_of(data.structured[number]))
        for name in ("", family_of(text)):
            by_family.setdefault(name, Score()).add(score)
    return by_family, refused


def facts_scored(data: Data) -> dict[str, FactScore]:
    """Ceilings, ends and reports, each kind and all under '', against the gold table."""
    groups: dict[str, FactScore] = {"": FactScore()}
    for number, rows in data.facts.items():
        held = {**data.raw.get(number, {}), **data.structured.get(number, {})}
        text = plain_text(held) if number in data.structured else held["text"]
        resolution, _ = read_resolution(text, adopted_on=_adopted(held))
        if resolution is None:
            continue
        for name, kinds in _GROUPS.items():
            mine = [row for row in rows if kinds(row["kind"])]
            score = fact_score(resolution, mine)
            into = groups.setdefault(name, FactScore())
            into.facts, into.right = into.facts + score.facts, into.right + score.right
        groups[""].invented += fact_score(resolution, rows).invented
    return groups


def _adopted(held: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(held["date"]) if held["date"] else None


def _is_report(kind: str) -> bool:
    return kind.startswith("report")


def _is_end(kind: str) -> bool:
    return kind in TERMS


def _is_ceiling(kind: str) -> bool:
    return not _is_report(kind) and not _is_end(kind)


_GROUPS: Mapping[str, Callable[[str], bool]] = {
    "": bool,
    "ceilings": _is_ceiling,
    "ends and terms": _is_end,
    "reporting duties": _is_report,
}


def seconds_for(data: Data) -> tuple[float, float]:
    """How long it takes to read every raw text, one after the other: on the clock, and of one processor."""
    begun, begun_working = time.perf_counter(), time.process_time()
    for one in data.raw.values():
        read_resolution(one["text"], adopted_on=date.fromisoformat(one["date"]))
    return time.perf_counter() - begun, time.process_time() - begun_working


HEADS = "family", "numbered", "right", "share", "invented", "points", "right", "share", "invented"
TEXTS = {
    "raw": "The same resolutions as plain text from another source, up to 2015",
    "structured": "The text of the truth itself, flattened to lines, 1948 to 2025",
}
ABOUT = """
Truth: resolutions split into paragraphs by the Secretariat (not shipped). *Right*, of numbered paragraphs:
the number and every letter of the text are those of the truth; of points: the address is. Points are counted
as invented that the reader takes out of a list run into one line, where the truth leaves the line whole.
Families by the mission that a text names most.
""".strip()


def _row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def _table(by_family: Mapping[str, Score]) -> list[str]:
    rows = [_row(*HEADS), "|---" * len(HEADS) + "|"]
    for name, one in sorted(by_family.items(), key=lambda pair: (pair[0] == "", pair[0])):
        numbered = f"{one.numbered:,}", f"{one.numbered_to_the_letter:,}", f"{one.numbered_share:.1%}"
        points = f"{one.points:,}", f"{one.points_found:,}", f"{one.points_share:.1%}"
        rows.append(_row(name or "**all**", *numbered, one.numbered_invented, *points, one.points_invented))
    return rows


def _facts(data: Data) -> list[str]:
    groups = facts_scored(data)
    rows = [_row("", "facts", "right", "share"), "|---|---|---|---|"]
    for name in ("ceilings", "ends and terms", "reporting duties", ""):
        one = groups[name]
        rows.append(_row(name or "**all**", one.facts, one.right, f"{one.share:.1%}"))
    beyond = f"Ceilings and ends read beyond the table, right or wrong: {groups[''].invented}."
    return [
        "## Ceilings, ends, reports",
        "",
        "Right: value, paragraph and period.",
        "",
        *rows,
        "",
        beyond,
        "",
    ]


def _speed(data: Data) -> list[str]:
    on_the_clock, working = seconds_for(data)
    what = f"{len(data.raw):,} resolutions from text to structure, ceilings, dates and citations, one by one"
    said = f"{what}: {working:.1f} s of one processor, {on_the_clock:.1f} s on the clock of a machine shared."
    return ["## Speed", "", said, ""]


def page(data: Data) -> str:
    """The page of results."""
    by = "Written by `benchmarks/measure_mandate_reading.py`."
    parts = ["# Reading resolutions", "", describe_machine(), by, "", ABOUT, ""]
    for source, words in TEXTS.items():
        by_family, refused = scores(data, source)
        parts += [f"## {words}", "", *_table(by_family), "", f"Refused: {len(refused)}.", ""]
    return "\n".join([*parts, *_facts(data), *_speed(data)])


def main() -> None:
    """Measures and writes the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    RESULT.write_text(page(read_data(asked.parse_args().folder)), encoding="utf-8")
    print(f"wrote {RESULT.name}")


if __name__ == "__main__":
    main()
