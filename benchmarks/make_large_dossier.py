"""Writes a workspace with one invented mission of any size, the same every time.

    python benchmarks/make_large_dossier.py FOLDER --items 10000

An item is anything with a short name that others can refer to. Rows that measure or pay for items
(actuals, allocations) come on top, as they do in a real dossier. Every reference leads somewhere.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MISSION = "large"
MONEY_YEAR = "FY2025/26"
SHARES = {
    "objective": 0.01,
    "task": 0.06,
    "accomplishment": 0.06,
    "indicator": 0.18,
    "output": 0.40,
    "line": 0.12,
    "requirement": 0.05,
    "pledge": 0.05,
    "unit": 0.05,
    "base": 0.02,
}
COMPONENTS = ("protection", "political-process", "rule-of-law", "support")
POSTS = ("head-of-mission", "chief-of-staff", "force-commander", "director-of-support")
N_AREAS = 20
N_CONTRIBUTORS = 25
MANDATES = (
    ("S/RES/9001 (2021)", "2021-11-12", "2022-11-15"),
    ("S/RES/9002 (2022)", "2022-11-14", "2023-11-15"),
    ("S/RES/9003 (2023)", "2023-11-15", "2024-11-15"),
    ("S/RES/9004 (2024)", "2024-11-14", "2025-11-15"),
    ("S/RES/9005 (2025)", "2025-11-13", "2026-11-15"),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many items of each kind a mission of a size has; never fewer than two."""

    of: Mapping[str, int]

    def name(self, kind: str, index: int) -> str:
        """The short name of an item; an index beyond the last begins again at the first."""
        return f"{kind}-{index % self.of[kind] + 1:06d}"

    def each(self, kind: str) -> Iterator[tuple[int, str]]:
        """Every item of a kind: its index and its short name."""
        return ((index, self.name(kind, index)) for index in range(self.of[kind]))


def numbers_for(n_items: int) -> Numbers:
    """The kinds of a mission of `n_items`, outputs taking up what rounding leaves.

    >>> sum(numbers_for(1_003).of.values())
    1003
    """
    numbers = {kind: max(2, int(n_items * share)) for kind, share in SHARES.items()}
    numbers["output"] += n_items - sum(numbers.values())
    if numbers["output"] < 1:
        raise ValueError("a mission of this shape has at least 50 items")
    return Numbers(numbers)


def write_large_dossier(workspace: Path, n_items: int) -> Path:
    """Writes the workspace anew and returns the folder of its mission."""
    return write_dossier_of(workspace, numbers_for(n_items))


def write_dossier_of(workspace: Path, numbers: Numbers) -> Path:
    """The same with so many items of each kind."""
    if workspace.exists():
        shutil.rmtree(workspace)
    mission = workspace / "missions" / MISSION
    for name, lines in _files(numbers).items():
        path = mission / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
    return mission


def _files(numbers: Numbers) -> dict[str, Iterable[str]]:
    files: dict[str, Iterable[str]] = {
        "mission.yaml": _mission(),
        "strategy.yaml": _strategy(numbers),
        "tasks.yaml": _tasks(numbers),
        "phases.yaml": _phases(numbers),
        "plan/accomplishments.yaml": _accomplishments(numbers),
        "plan/indicators.yaml": _indicators(numbers),
        "plan/outputs.yaml": _outputs(numbers),
        "plan/actuals.csv": _actuals(numbers),
        "budget/lines.csv": _budget_lines(numbers),
        "budget/allocations.csv": _allocations(numbers),
        "forces/requirements.yaml": _requirements(numbers),
        "forces/pledges.yaml": _pledges(numbers),
        "forces/deployed.csv": _deployed(numbers),
        "forces/bases.yaml": _bases(numbers),
        "../../situations/large-situation.yaml": _situation(),
    }
    for index, (decision, adopted_on, until_on) in enumerate(MANDATES):
        name = f"mandates/{adopted_on}-{decision.split(' ')[0].lower().replace('/', '-')}.yaml"
        files[name] = _mandate(numbers, index, decision, adopted_on, until_on)
    for index in range(N_CONTRIBUTORS):
        files[f"../../contributors/{_contributor(index)}.yaml"] = _contributor_file(index)
    return files


def _mission() -> Iterator[str]:
    yield f"mission: {MISSION}"
    yield "name: Invented Mission of Any Size"
    yield "short_name: IMAS"
    yield "situation: large-situation"
    yield "host: XSA"
    yield "began_on: 2021-11-12"
    yield f"n_host_units: {N_AREAS}"
    yield "kept_to: 2026-02-28"
    yield "areas:"
    for index in range(N_AREAS):
        cells = ", ".join(str(135_000 + 4 * index + offset) for offset in range(4))
        yield f"  - {{id: {_area(index)}, name: Area {index + 1}, from: 2021-11-12, cells: [{cells}]}}"
    yield "posts:"
    for post in POSTS:
        yield f"  - {{id: {post}, name: {post.replace('-', ' ').capitalize()}}}"
    yield "  - {id: security-council, name: Security Council, outside: yes}"
    yield "components:"
    for index, component in enumerate(COMPONENTS):
        name = component.replace("-", " ").capitalize()
        yield f"  - {{id: {component}, name: {name}, led_by: {POSTS[index]}}}"


def _strategy(numbers: Numbers) -> Iterator[str]:
    yield "strategies:"
    yield "  - id: strategy-2025"
    yield "    text: a settlement between the parties that the region supports"
    yield "    dated_on: 2025-12-01"
    yield "    reviewed_on: 2026-01-15"
    yield "    approved_by: head-of-mission"
    yield f"    components: [{', '.join(COMPONENTS)}]"
    yield "objectives:"
    for index, name in numbers.each("objective"):
        yield f"  - id: {name}"
        yield f"    text: the parties keep commitment {index + 1} of the agreement"
        yield f"    led_by: {POSTS[index % 2]}"
        yield "    manages_conflict: yes"
        yield f"    measures: [{numbers.name('indicator', index)}]"


def _tasks(numbers: Numbers) -> Iterator[str]:
    yield "tasks:"
    for index, name in numbers.each("task"):
        yield f"  - id: {name}"
        yield f"    text: protect the people of locality {index + 1} under threat of violence"
        yield f"    category: {('civilian protection', 'political process', 'justice')[index % 3]}"
        yield f"    serves: [{numbers.name('objective', index)}]"
        yield "    because: people who are safe can take part in what was agreed"
        yield f"    component: {COMPONENTS[index % 3]}"
        yield f"    led_by: {POSTS[index % 3]}"
        yield "    manages_conflict: yes"
        yield f"    areas: [{_area(index)}]"


def _mandate(numbers: Numbers, index: int, decision: str, adopted_on: str, until_on: str) -> Iterator[str]:
    """The first decision gives every task; each later one rewords a tenth."""
    yield f"decision: {decision}"
    yield f"adopted_on: {adopted_on}"
    yield f"in_force_until: {until_on}"
    yield "chapter: VII"
    yield "votes: {for: 15, against: 0, abstaining: 0}"
    yield "ceilings:"
    yield '  - {category: military personnel, strength: 14400, paragraph: "1"}'
    yield '  - {category: police personnel, strength: 3020, paragraph: "1"}'
    yield "gives:"
    for task_index, task in numbers.each("task"):
        if index == 0 or task_index % 10 == index:
            wording = hashlib.sha256(f"{decision} {task}".encode()).hexdigest()
            yield f"  - task: {task}"
            yield f'    paragraph: "{task_index + 2}"'
            yield f"    tier: {('priority', 'other')[task_index % 2]}"
            yield f'    wording: "sha256:{wording}"'


def _phases(numbers: Numbers) -> Iterator[str]:
    tasks = ", ".join(name for _, name in numbers.each("task"))
    yield "phases:"
    yield "  - id: deployment"
    yield "    name: Deployment"
    yield "    planned_from: 2021-11-12"
    yield "    planned_until: 2023-07-01"
    yield "    entered_on: 2021-11-12"
    yield "    left_on: 2023-07-01"
    yield f"    tasks: [{numbers.name('task', 0)}]"
    yield "  - id: consolidation"
    yield "    name: Consolidation"
    yield "    planned_from: 2023-07-01"
    yield "    entered_on: 2023-07-01"
    yield f"    tasks: [{tasks}]"


def _accomplishments(numbers: Numbers) -> Iterator[str]:
    yield "accomplishments:"
    for index, name in numbers.each("accomplishment"):
        yield f"  - id: {name}"
        yield f"    text: people of locality {index + 1} move and trade without fear"
        yield f"    component: {COMPONENTS[index % 3]}"
        yield f"    tasks: [{numbers.name('task', index)}]"
        yield f"    led_by: {POSTS[index % 3]}"
        yield f'    codes: {{FY2025/26: "{index % 3 + 1}.{index + 1}"}}'


def _indicators(numbers: Numbers) -> Iterator[str]:
    yield "indicators:"
    for index, name in numbers.each("indicator"):
        yield f"  - id: {name}"
        yield f"    text: incidents recorded in locality {index + 1}"
        yield f"    accomplishment: {numbers.name('accomplishment', index)}"
        yield f'    codes: {{FY2025/26: "{index % 3 + 1}.{index + 1}.1"}}'
        yield "    measures: outcome"
        yield "    better: down"
        yield "    unit: incidents"
        yield "    aggregate: sum"
        yield "    accumulates: each period"
        yield "    data_source: daily reports of sectors"
        yield "    targets:"
        for step, year in enumerate(("FY2024/25", "FY2025/26", "FY2026/27")):
            yield f"      - {{period: {year}, at_most: {200 - 20 * step + index % 50}}}"


def _outputs(numbers: Numbers) -> Iterator[str]:
    yield "outputs:"
    for index, name in numbers.each("output"):
        yield f"  - id: {name}"
        yield f"    text: patrol days in locality {index + 1}"
        yield f"    accomplishment: {numbers.name('accomplishment', index)}"
        yield f"    tasks: [{numbers.name('task', index)}]"
        yield f"    led_by: {POSTS[index % 3]}"
        yield f"    component: {COMPONENTS[index % 3]}"
        yield f"    quantity: {12 + index % 350}"
        yield "    unit: patrol days"
        yield f"    period: {MONEY_YEAR}"
        yield "    lead_days: 30"
        yield "    commit_by: 2026-04-30"
        yield "    due_on: 2026-06-30"
        yield f"    areas: [{_area(index)}]"
        yield f"    cost_usd: {1_000 + index % 9_000}"


def _actuals(numbers: Numbers) -> Iterator[str]:
    yield "measure,period,value,known_share,known_on,by,source"
    for year, known_on in (("FY2023/24", "2024-10-01"), ("FY2024/25", "2025-10-01")):
        for index, name in numbers.each("indicator"):
            yield f"{name},{year},{230 + index % 50},1,{known_on},chief-of-staff,annual report"


def _budget_lines(numbers: Numbers) -> Iterator[str]:
    yield "line,year,group,class,what,usd,component,as_reported_on,source"
    for index, name in numbers.each("line"):
        group = ("I", "II", "III")[index % 3]
        usd = 100_000 + 37 * index
        yield (
            f"{name},{MONEY_YEAR},{group},class {index + 1},voted,{usd},"
            f"{COMPONENTS[index % 3]},2025-06-30,invented budget"
        )


def _allocations(numbers: Numbers) -> Iterator[str]:
    yield "line,to,share,basis,by,year"
    for index, name in numbers.each("line"):
        output, task = numbers.name("output", 3 * index), numbers.name("task", 3 * index)
        yield f"{name},output/{output},0.6,planner's estimate,chief-of-staff,{MONEY_YEAR}"
        yield f"{name},task/{task},0.4,planner's estimate,chief-of-staff,{MONEY_YEAR}"


def _requirements(numbers: Numbers) -> Iterator[str]:
    yield "requirements:"
    for index, name in numbers.each("requirement"):
        yield f"  - id: {name}"
        yield '    version: "2025-12-01"'
        yield f"    for: [{numbers.name('task', index)}]"
        yield "    unit: infantry company"
        yield "    strength: 150"
        yield f"    areas: [{_area(index)}]"
        yield "    tasks:"
        yield "      deliberate offensive operations: not required"
        yield "      escort of convoys: required"
        yield "    needs: {armoured personnel carriers: 8, level 1 hospital: 1, night flying: not required}"
        yield "    offensive_operations: not required"
        yield "    reaction_hours: 2"
        yield "    autonomy_days: 14"
        yield "    languages: [English, French]"
        yield "    ready_by: 2026-03-31"
        yield "    caveats: none declared"


def _pledges(numbers: Numbers) -> Iterator[str]:
    yield "pledges:"
    for index, name in numbers.each("pledge"):
        yield f"  - id: {name}"
        yield f"    requirement: {numbers.name('requirement', index)}"
        yield f"    by: {_contributor(index)}"
        yield "    strength: 150"
        yield "    brings: {armoured personnel carriers: 8, level 1 hospital: 1}"
        yield '    level: "3"'
        yield "    pledged_on: 2025-01-15"
        yield "    valid_until: 2027-01-15"
        yield "    visited_on: 2025-06-01"
        yield "    ready_in_days: 60"


def _deployed(numbers: Numbers) -> Iterator[str]:
    yield "unit,pledge,contributor,on,strength,base,phase,known_on,source"
    for index, name in numbers.each("unit"):
        pledge, base = numbers.name("pledge", index), numbers.name("base", index)
        yield (
            f"{name},{pledge},{_contributor(index)},2026-02-28,150,{base},consolidation,"
            "2026-03-05,strength report"
        )


def _bases(numbers: Numbers) -> Iterator[str]:
    yield "bases:"
    for index, name in numbers.each("base"):
        yield f"  - id: {name}"
        yield f"    name: Locality {index + 1}"
        yield f"    latitude: {4 + index % 60 / 10:.2f}"
        yield f"    longitude: {15 + index % 110 / 10:.2f}"
        yield f"    area: {_area(index)}"
        yield "    role: base"
        yield "    from: 2022-01-01"
        yield f"    contributor: {_contributor(index)}"
        yield "    strength: 300"
        yield "    n_women: 40"
        yield "    separate_lockable: yes"
        yield "    remote: no"
        yield "    autonomy_days: 14"
        yield "    longest_gap_days: 7"
        yield "    seen_on: 2026-01-31"


def _situation() -> Iterator[str]:
    yield "situation: large-situation"
    yield "name: Invented situation"
    yield "host: XSA"
    yield "operations:"
    yield f"  - {{name: IMAS, mission: {MISSION}, from: 2021-11-12}}"


def _contributor_file(index: int) -> Iterator[str]:
    yield f"contributor: {_contributor(index)}"
    yield f"name: State {index + 1}"
    yield f"code: X{chr(ord('A') + index % 26)}A"


def _contributor(index: int) -> str:
    return f"state-{index % N_CONTRIBUTORS + 1:02d}"


def _area(index: int) -> str:
    return f"area-{index % N_AREAS + 1:02d}"


def main() -> None:
    """Reads the command line and writes the workspace."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=10_000)
    asked = parser.parse_args()
    mission = write_large_dossier(asked.folder, asked.items)
    print(f"{asked.items:,} items in {mission}")


if __name__ == "__main__":
    main()
