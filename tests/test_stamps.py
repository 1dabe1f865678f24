"""A reviewed link is suspect when what it links has another meaning, and only then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bluehelm.desk.change_dossier import accept_link, set_fields
from bluehelm.desk.open_workspace import OpenMission, open_mission
from bluehelm.desk.trace_item import trace_item
from bluehelm.dossier.stamps import Suspect, read_stamps
from bluehelm.foundation.errors import CannotWrite, UnknownReference

AS_OF = date(2026, 2, 28)
REVIEWED_ON = date(2026, 1, 10)

FILES = {
    "mission.yaml": """\
mission: small
name: Small mission
posts:
  - {id: chief-of-staff, name: Chief of Staff}
""",
    "strategy.yaml": """\
objectives:
  - {id: people-safe, text: people live without fear}
  - {id: ceasefire-holds, text: the parties keep the ceasefire}
""",
    "tasks.yaml": """\
tasks:
  # the first of them
  - id: protect
    text: protect civilians
    serves: [people-safe, ceasefire-holds]
  - id: escort
    text: escort convoys
    serves: [people-safe]
""",
    "mandates/2024-11-14-s-res-1.yaml": """\
decision: S/RES/1 (2024)
adopted_on: 2024-11-14
in_force_until: 2026-11-15
gives:
  - {task: protect, paragraph: "1", tier: priority, wording: "sha256:aaaa1111"}
  - {task: escort, paragraph: "2", tier: other, wording: "sha256:bbbb1111"}
""",
    "plan/accomplishments.yaml": """\
accomplishments:
  - {id: safer, text: fewer people are killed, tasks: [protect]}
""",
    "plan/outputs.yaml": """\
outputs:
  - {id: patrols, text: patrols by night, accomplishment: safer, period: FY2025/26}
  - {id: convoys, text: convoys escorted, tasks: [escort], period: FY2025/26}
""",
    "plan/indicators.yaml": """\
indicators:
  - {id: killed, text: civilians killed, accomplishment: safer, aggregate: sum}
""",
    "budget/lines.csv": """\
line,year,group,class,what,usd
infantry,FY2025/26,I,military contingents,voted,1000000
fuel,FY2025/26,III,fuel,voted,500000
""",
    "budget/allocations.csv": """\
line,to,share
infantry,task/protect,0.6
fuel,output/patrols,0.5
fuel,task/escort,0.5
""",
    "forces/requirements.yaml": """\
requirements:
  - {id: battalion, unit: infantry battalion, strength: 800, for: [protect]}
""",
    "forces/pledges.yaml": """\
pledges:
  - {id: battalion-1, requirement: battalion, strength: 800}
""",
    "forces/deployed.csv": """\
unit,pledge,requirement,on,strength
unit-1,battalion-1,,2025-01-10,790
""",
}
RENEWAL = """\
decision: S/RES/2 (2025)
adopted_on: 2025-11-13
in_force_until: 2026-11-15
gives:
  - {{task: protect, paragraph: "7", tier: {tier}, wording: "{wording}"}}
"""
RENEWED = "mandates/2025-11-13-s-res-2.yaml"
ON_PROTECT = {
    "objective/people-safe", "objective/ceasefire-holds", "accomplishment/safer", "output/patrols",
    "indicator/killed", "line/infantry", "line/fuel", "requirement/battalion", "pledge/battalion-1",
    "unit/unit-1",
}  # fmt: skip


class Mission:
    """A small mission on disk, whose links have all been reviewed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "missions" / "small"
        for name, text in FILES.items():
            self.write(name, text)
        opened = self.opened()
        seen = opened.seen(AS_OF)
        for link in seen.trace.links():
            accept_link(opened, link.name, by="chief-of-staff", why="read", on=REVIEWED_ON, seen=seen)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def change(self, name: str, before: str, after: str) -> None:
        text = (self.folder / name).read_text()
        assert text.count(before) == 1
        self.write(name, text.replace(before, after))

    def opened(self) -> OpenMission:
        opened = open_mission(self.folder, self.folder)
        assert [one.message for one in opened.reading.findings] == []
        return opened

    def suspects(self) -> dict[str, Suspect]:
        return {one.link.name: one for one in read_stamps(self.opened().seen(AS_OF)).suspects}

    def accept(self, link: str, on: date = AS_OF) -> bool:
        opened = self.opened()
        accepted = accept_link(
            opened, link, by="chief-of-staff", why="read again", on=on, seen=opened.seen(AS_OF)
        )
        return accepted.was_suspect


@pytest.fixture
def mission(tmp_path: Path) -> Mission:
    return Mission(tmp_path)


def test_nothing_is_suspect_right_after_a_review(mission: Mission) -> None:
    stamped = read_stamps(mission.opened().seen(AS_OF))
    assert stamped.suspects == ()
    assert stamped.n_reviewed == stamped.n_links == 15


# ---- a renewal


def test_a_renewal_that_rewords_a_task_makes_that_one_link_suspect(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="priority", wording="sha256:aaaa2222"))
    suspects = mission.suspects()
    assert list(suspects) == ["task/protect>mandate/s-res-2-2025"]
    suspect = suspects["task/protect>mandate/s-res-2-2025"]
    assert suspect.reworded
    assert suspect.changed == ("mandate/s-res-2-2025",)


def test_what_rests_on_a_reworded_task_is_listed_whole(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="priority", wording="sha256:aaaa2222"))
    (suspect,) = mission.suspects().values()
    assert set(suspect.resting) == ON_PROTECT
    assert len(suspect.resting) == len(ON_PROTECT)


def test_one_acceptance_clears_a_reworded_task_and_all_that_rests_on_it(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="priority", wording="sha256:aaaa2222"))
    assert mission.accept("task/protect>mandate/s-res-2-2025")
    assert mission.suspects() == {}


def test_a_renewal_that_ranks_a_task_otherwise_makes_its_link_suspect(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="other", wording="sha256:aaaa1111"))
    assert list(mission.suspects()) == ["task/protect>mandate/s-res-2-2025"]


def test_a_renewal_in_the_same_words_carries_the_review_over(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="priority", wording="sha256:aaaa1111"))
    stamped = read_stamps(mission.opened().seen(AS_OF))
    assert stamped.suspects == ()
    assert stamped.n_reviewed == stamped.n_links == 15


def test_a_renewal_not_yet_adopted_makes_nothing_suspect(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="other", wording="sha256:aaaa2222"))
    opened = mission.opened()
    assert read_stamps(opened.seen(date(2025, 11, 12))).suspects == ()


def test_a_renewal_whose_wording_nobody_has_read_is_unread_and_not_suspect(mission: Mission) -> None:
    text = RENEWAL.format(tier="priority", wording="sha256:aaaa2222").replace(
        ', wording: "sha256:aaaa2222"', ""
    )
    mission.write(RENEWED, text)
    stamped = read_stamps(mission.opened().seen(AS_OF))
    assert stamped.suspects == ()
    assert [link.name for link in stamped.unread] == ["task/protect>mandate/s-res-2-2025"]


# ---- a change of meaning


def test_a_changed_text_makes_the_direct_links_of_a_task_suspect(mission: Mission) -> None:
    mission.change("tasks.yaml", "protect civilians", "protect civilians and aid workers")
    assert set(mission.suspects()) == {
        "task/protect>objective/people-safe",
        "task/protect>objective/ceasefire-holds",
        "task/protect>mandate/s-res-1-2024",
        "accomplishment/safer>task/protect",
        "line/infantry>task/protect",
        "requirement/battalion>task/protect",
    }


def test_what_lies_beyond_a_suspect_link_rests_on_it_and_is_not_suspect_itself(mission: Mission) -> None:
    mission.change("tasks.yaml", "protect civilians", "protect civilians and aid workers")
    suspects = mission.suspects()
    assert "output/patrols>accomplishment/safer" not in suspects
    resting = suspects["accomplishment/safer>task/protect"].resting
    assert set(resting) == {"output/patrols", "indicator/killed", "line/fuel"}
    assert set(suspects["requirement/battalion>task/protect"].resting) == {
        "pledge/battalion-1",
        "unit/unit-1",
    }


def test_an_acceptance_clears_its_link_and_no_other(mission: Mission) -> None:
    mission.change("tasks.yaml", "protect civilians", "protect civilians and aid workers")
    before = set(mission.suspects())
    assert mission.accept("accomplishment/safer>task/protect")
    assert set(mission.suspects()) == before - {"accomplishment/safer>task/protect"}


def test_a_text_changed_back_is_no_longer_suspect(mission: Mission) -> None:
    mission.change("tasks.yaml", "protect civilians", "protect all")
    mission.change("tasks.yaml", "protect all", "protect civilians")
    assert mission.suspects() == {}


def test_a_change_at_the_upper_end_makes_the_link_suspect_too(mission: Mission) -> None:
    mission.change("strategy.yaml", "people live without fear", "people live")
    assert set(mission.suspects()) == {
        "task/protect>objective/people-safe", "task/escort>objective/people-safe",
    }  # fmt: skip


def test_the_trace_shows_suspects_and_what_rests_on_them(mission: Mission) -> None:
    mission.write(RENEWED, RENEWAL.format(tier="other", wording="sha256:aaaa2222"))
    traced = trace_item(mission.opened().seen(AS_OF), "task/protect", ("up", "down"), None)
    above = {step.reference: step for step in traced.ways["up"].steps}
    assert above["mandate/s-res-2-2025"].suspect
    assert not above["objective/people-safe"].suspect
    assert above["objective/people-safe"].rests_on_suspect
    assert all(step.rests_on_suspect and not step.suspect for step in traced.ways["down"].steps)
    assert [one.link.name for one in traced.suspects] == ["task/protect>mandate/s-res-2-2025"]


# ---- what carries no meaning


@pytest.mark.parametrize(
    "file, before, after",
    [
        ("tasks.yaml", "  # the first of them\n", "  # of 2014\n\n"),
        ("tasks.yaml", "    text: protect civilians\n", '    text:   "protect civilians"   # as before\n'),
        ("tasks.yaml", "[people-safe, ceasefire-holds]", "[ceasefire-holds, people-safe]"),
        ("tasks.yaml", "  - id: protect\n", "  - id: protect\n    led_by: chief-of-staff\n"),
        ("tasks.yaml", "  - id: protect\n", "  - id: protect\n    text_fr: protéger les civils\n"),
        ("plan/outputs.yaml", "period: FY2025/26}\n  - {id: con",
         "period: FY2025/26, due_on: 2026-05-01, cut_rank: 1}\n  - {id: con"),
        ("plan/accomplishments.yaml", "tasks: [protect]", 'tasks: [protect], codes: {FY2025/26: "1.2"}'),
        ("forces/pledges.yaml", "strength: 800}", "strength: 800, visited_on: 2026-01-20}"),
        ("budget/lines.csv", "voted,1000000", "voted,1200000"),
        ("forces/deployed.csv", "2025-01-10,790\n", "2025-01-10,790\nunit-1,battalion-1,,2026-02-01,640\n"),
        ("mandates/2024-11-14-s-res-1.yaml", 'paragraph: "1"', 'paragraph: "1 (a)"'),
    ],
)  # fmt: skip
def test_status_order_layout_and_comments_make_nothing_suspect(
    file: str, before: str, after: str, mission: Mission
) -> None:
    mission.change(file, before, after)
    assert mission.suspects() == {}


def test_actuals_and_deliveries_make_nothing_suspect(mission: Mission) -> None:
    mission.write("plan/actuals.csv", "measure,period,value\nkilled,FY2024/25,12\n")
    mission.write("plan/delivered.csv", "output,period,quantity,status\npatrols,FY2025/26-Q1,20,partly\n")
    assert mission.suspects() == {}


def test_items_in_another_order_make_nothing_suspect(mission: Mission) -> None:
    first, second = FILES["plan/outputs.yaml"].splitlines()[1:]
    mission.write("plan/outputs.yaml", f"outputs:\n{second}\n\n{first}\n")
    assert mission.suspects() == {}


def test_an_edit_of_the_meaning_by_the_command_makes_links_suspect(mission: Mission) -> None:
    set_fields(mission.opened(), "task/escort", {"text": "escort aid convoys"})
    assert "task/escort>mandate/s-res-1-2024" in mission.suspects()
    set_fields(mission.opened(), "task/escort", {"text": "escort convoys"})
    assert mission.suspects() == {}


# ---- what can be accepted


def test_the_last_review_counts(mission: Mission) -> None:
    mission.change("tasks.yaml", "protect civilians", "protect all")
    mission.accept("accomplishment/safer>task/protect", AS_OF)
    mission.change("tasks.yaml", "protect all", "protect civilians")
    assert "accomplishment/safer>task/protect" in mission.suspects()


@pytest.mark.parametrize(
    "link, hint",
    [
        ("output/patrol>accomplishment/safer", "output/patrols>accomplishment/safer"),
        ("output/patrols>task/protect", "is not in this dossier"),
        ("output/patrols", "is not in this dossier"),
        ("", "is not in this dossier"),
        (">", "is not in this dossier"),
    ],
)
def test_a_link_that_is_not_there_cannot_be_accepted(link: str, hint: str, mission: Mission) -> None:
    with pytest.raises(UnknownReference) as refused:
        mission.accept(link)
    assert hint in str(refused.value)


def test_a_review_needs_a_post_and_a_reason(mission: Mission) -> None:
    opened = mission.opened()
    seen = opened.seen(AS_OF)
    link = "output/patrols>accomplishment/safer"
    with pytest.raises(UnknownReference, match="chief-of-staff"):
        accept_link(opened, link, by="chief-of-stuff", why="x", on=AS_OF, seen=seen)
    with pytest.raises(CannotWrite, match="needs a reason"):
        accept_link(opened, link, by="chief-of-staff", why="  ", on=AS_OF, seen=seen)


def test_a_review_of_a_restricted_item_goes_to_the_restricted_repository(mission: Mission) -> None:
    restricted = mission.folder.with_name("small.restricted")
    restricted.mkdir()
    (restricted / "tasks.yaml").write_text(
        "tasks:\n  - {id: talks, text: quiet talks, serves: [people-safe], sensitivity: confidential}\n"
    )
    before = (mission.folder / "reviewed.csv").read_text()
    mission.accept("task/talks>objective/people-safe")
    assert (mission.folder / "reviewed.csv").read_text() == before
    assert "task/talks" in (restricted / "reviewed.csv").read_text()


def test_two_who_accept_at_once_both_count(mission: Mission) -> None:
    mission.change("tasks.yaml", "protect civilians", "protect all")
    first, second = mission.opened(), mission.opened()
    for opened, link in (
        (first, "accomplishment/safer>task/protect"),
        (second, "requirement/battalion>task/protect"),
    ):
        accept_link(opened, link, by="chief-of-staff", why="read", on=AS_OF, seen=opened.seen(AS_OF))
    assert not {"accomplishment/safer>task/protect", "requirement/battalion>task/protect"} & set(
        mission.suspects()
    )
