"""A public brief: what is above unclassified is gone before anything is counted, and nothing hints at it."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bluehelm.desk.brief_mission import brief_mission, opened_to_the_public
from bluehelm.desk.explain_figure import explain
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Fact
from bluehelm.dossier.phase_records import Condition, Phase, WayOut
from bluehelm.dossier.public_reading import public_dossier
from bluehelm.dossier.references import names_in, resolved
from bluehelm.foundation.errors import UnknownReference
from bluehelm.review.brief_figures import all_figures
from everything_said import words_of

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 2, 28)

RESTRICTED = {
    "tasks.yaml": """\
tasks:
  - {id: shadow-talks, text: hold talks that nobody knows of, serves: [ceasefire-holds],
     component: political, led_by: head-political, sensitivity: strictly confidential}
""",
    "forces/pledges.yaml": """\
pledges:
  - {id: ghost-battalion, requirement: mobile-reserve, strength: 7391, sensitivity: confidential}
""",
    "forces/deployed.csv": """\
unit,pledge,on,strength,base,sensitivity
ghost-unit,ghost-battalion,2026-02-28,6173,telim,confidential
""",
    "forces/strength.csv": """\
category,what,on,strength,known_on,source,sensitivity
contingents,deployed,2026-02-28,9999,2026-02-28,secret count,confidential
""",
    "budget/lines.csv": """\
line,year,group,class,what,usd,as_reported_on,source,sensitivity
shadow-line,FY2025/26,III,hidden things,voted,7777777,2025-06-30,secret annex,confidential
""",
    "budget/allocations.csv": """\
line,to,share,basis,by,year,sensitivity
shadow-line,task/shadow-talks,1,secret,chief-of-staff,FY2025/26,confidential
""",
    "budget/cash.csv": """\
on,what,usd,known_on,source,sensitivity
2026-02-27,cash,1234567,2026-02-27,secret ledger,confidential
2026-02-27,operating reserve,1000000,2026-02-27,secret ledger,confidential
""",
    "evidence/facts.yaml": """\
facts:
  - {id: ghost-deal, text: a deal nobody knows of was struck, holds: yes, on: 2026-01-10,
     known_on: 2026-01-11, sensitivity: strictly confidential}
""",
    "decisions.yaml": """\
decisions:
  - {id: ghost-decision, text: decide on the hidden thing, decided_by: head-of-mission, by: 2026-03-05,
     cost_of_waiting: the hidden cost, rests_on: [task/shadow-talks], sensitivity: confidential}
""",
}
QUIET_PHASE = """\
  - id: quiet
    name: A quiet phase
    tasks: [support-dialogue, shadow-talks]
    entered_on: 2026-02-01
    leave:
      - {rank: 1, to: draw-down, decided_by: security-council, text: when it is time,
         when: {all: [{fact: ghost-deal}, {fact: commission-at-work}]}}
    ready_when: {fact: ghost-deal}
"""
HINTS = (
    "shadow", "ghost", "secret ", "hidden", "nobody knows", "quiet way", "known to few",
    ".restricted", "withheld", "7777777", "7,777,777", "1234567", "9999", "9,999", "7391", "7,391", "6173",
)  # fmt: skip


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenMission:
    """The cast with a second repository laid over it, and open items that lean on it."""
    workspace = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "tests/cast", workspace, dirs_exist_ok=True)
    for name, text in RESTRICTED.items():
        path = workspace / "missions/unmisar.restricted" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    lean_on_it(workspace / "missions/unmisar")
    return open_mission(workspace / "missions/unmisar", workspace)


def lean_on_it(mission: Path) -> None:
    """Open items that name restricted ones: a condition, a list, a unit, an accepted finding, a review."""
    phases = mission / "phases.yaml"
    text = phases.read_text(encoding="utf-8")
    phases.write_text(text.replace("\nphases:\n", f"\nphases:\n{QUIET_PHASE}"), encoding="utf-8")
    with (mission / "accepted.csv").open("a", encoding="utf-8") as table:
        table.write("MAN001,task/shadow-talks,chief-of-staff,2026-02-01,,known to few\n")
    with (mission / "reviewed.csv").open("a", encoding="utf-8") as table:
        table.write("task/shadow-talks>objective/ceasefire-holds,000000000000,000000000000,"
                    "chief-of-staff,2026-02-01,looked at\n")  # fmt: skip


@pytest.fixture(scope="module")
def public(opened: OpenMission) -> Dossier:
    return public_dossier(opened.reading.dossier)


def test_the_full_reading_holds_what_the_public_one_must_not(opened: OpenMission) -> None:
    words = words_of(brief_mission(opened, as_of=AS_OF))
    assert "decide on the hidden thing" in words
    assert "task/shadow-talks" in opened.reading.dossier.by_reference


def test_a_public_brief_holds_no_hint_of_what_is_withheld(opened: OpenMission) -> None:
    words = words_of(brief_mission(opened, as_of=AS_OF, public=True)).casefold()
    assert [hint for hint in HINTS if hint in words] == []


def test_totals_are_computed_from_what_is_open(opened: OpenMission) -> None:
    whole = all_figures(opened.seen(AS_OF))
    open_to_all = all_figures(opened_to_the_public(opened).seen(AS_OF))
    without = all_figures(open_mission(ROOT / "tests/cast/missions/unmisar", ROOT).seen(AS_OF))
    for reference in ("figure/cash", "figure/uniformed", "figure/money-followed", "figure/money-in-the-air"):
        assert open_to_all[reference].value == without[reference].value, reference
        assert open_to_all[reference].value is not None
    assert whole["figure/cash"].value == Decimal(1_234_567)
    followed = without["figure/money-followed"].value
    assert followed is not None
    assert whole["figure/money-followed"].value == followed + Decimal(7_777_777)


def test_nothing_open_names_anything_withheld(public: Dossier, opened: OpenMission) -> None:
    everything = opened.reading.dossier.by_reference
    for record in public.records():
        for named in names_in(record):
            assert resolved(named, public.by_reference) == resolved(named, everything), record.reference


def test_lists_in_open_items_are_shortened(public: Dossier) -> None:
    quiet = public.by_reference["phase/quiet"]
    assert isinstance(quiet, Phase)
    assert quiet.tasks == ("support-dialogue",)


def test_a_condition_that_needs_something_withheld_is_undecided(public: Dossier) -> None:
    quiet = public.by_reference["phase/quiet"]
    assert isinstance(quiet, Phase)
    assert quiet.ready_when is not None
    assert quiet.ready_when.withheld
    assert quiet.ready_when.fact is None
    when = quiet.leave[0].when
    assert when is not None
    assert when.all is not None
    assert when.all[0].withheld
    assert when.all[1].fact == "commission-at-work"


def test_reviews_and_acceptances_of_withheld_items_are_left_out(public: Dossier) -> None:
    assert not any("shadow" in row.link for row in public.reviewed)
    assert not any("shadow" in (row.item or "") for row in public.accepted)


def test_what_needs_a_withheld_item_is_withheld_itself() -> None:
    way = WayOut(to="peace", when=Condition(fact="seen"))
    dossier = Dossier(
        facts=(Fact(id="seen", text="it was seen"), Fact(id="told", text="as fact/hidden says")),
        phases=(Phase(id="war", name="war", leave=(way,)), phase_named("hidden")),
    )
    public = public_dossier(dossier)
    assert set(public.by_reference) == {"fact/seen", "fact/told", "phase/war"}
    assert public.withheld == {"phase/hidden"}


def phase_named(identifier: str) -> Phase:
    return Phase(id=identifier, name="a phase", sensitivity="confidential")


def test_a_text_that_holds_the_reference_of_a_withheld_item_goes_with_it() -> None:
    telling = Fact(id="open", text="it rains", source="see phase/hidden, page 3")
    public = public_dossier(Dossier(facts=(telling,), phases=(phase_named("hidden"),)))
    assert public.facts[0].source is None
    assert public.facts[0].text == "it rains"


def test_an_item_that_stands_in_both_repositories_stays_by_its_open_record() -> None:
    secret = Fact(id="vote", text="the secret wording", sensitivity="confidential")
    public = public_dossier(Dossier(facts=(secret, Fact(id="vote", text="the vote was held"))))
    assert [fact.text for fact in public.facts] == ["the vote was held"]
    assert public.withheld == frozenset()


def test_a_record_of_the_restricted_repository_is_closed_whatever_it_says_of_itself() -> None:
    slip = Fact(id="slip", text="a slip", file="missions/unmisar.restricted/evidence/facts.yaml")
    assert public_dossier(Dossier(facts=(slip,))).facts == ()


def test_a_dossier_without_anything_restricted_is_read_unchanged() -> None:
    dossier = open_mission(ROOT / "tests/cast/missions/unmisar", ROOT).reading.dossier
    public = public_dossier(dossier)
    assert all(records == getattr(public, collection.name) for collection, records in dossier.collections())


def test_explaining_to_the_public_knows_no_withheld_item(opened: OpenMission) -> None:
    with pytest.raises(UnknownReference) as raised:
        explain(opened, "task/shadow-talk", as_of=AS_OF, public=True)
    assert "shadow-talks" not in str(raised.value)
