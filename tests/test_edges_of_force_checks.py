"""Where the checks on forces and the concept must stay silent, and which traps of the figures they know."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bluehelm.dossier.checking import Check
from bluehelm.dossier.concept_records import (
    ForceProtectionMeasure,
    GenderStep,
    LegalReview,
    RulesOfEngagementVersion,
)
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.evidence_records import Incident, Measure, SeriesValue
from bluehelm.dossier.force_records import (
    Caveat,
    DeployedUnit,
    Pledge,
    StatementOfUnitRequirement,
    Strength,
    Training,
    Verification,
    WomenInUniform,
)
from bluehelm.dossier.infrastructure_records import TechnologyRestriction
from bluehelm.dossier.mandate_records import Mandate, Task
from bluehelm.dossier.mission_records import Area
from bluehelm.dossier.phase_records import Phase
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.forces.caveat_checks import caveat_against_requirement, task_lost_to_caveats
from bluehelm.forces.information_checks import gender_step_empty
from bluehelm.forces.law_checks import reviewed_by_its_maker, rules_behind_the_threat, rules_in_force
from bluehelm.forces.mobility_checks import restriction_without_channel
from bluehelm.forces.pledge_checks import pledge_never_visited, pledged_less_than_required
from bluehelm.forces.protection_checks import violence_without_presence
from bluehelm.forces.requirement_checks import ambiguous_requirement, on_order_of_nobody
from bluehelm.forces.safeguard_checks import measure_overdue, refused_then_attacked
from bluehelm.forces.strength_against_ceiling import against_ceilings
from bluehelm.forces.strength_checks import agreed_other_than_ceiling, deployed_above_ceiling
from bluehelm.forces.training_checks import too_few_passed
from bluehelm.forces.unit_adherence import adherence_of
from bluehelm.forces.unit_checks import deduction_may_follow, unit_claimed_twice, unit_in_two_bases
from bluehelm.forces.women_checks import line_for, women_below_the_line
from bluehelm.foundation.findings import Finding

AS_OF = date(2026, 2, 28)


def findings(
    check: Check, *, as_of: date = AS_OF, known_on: date | None = None, **records: Any
) -> list[Finding]:
    held: dict[str, Any] = {name: tuple(items) for name, items in records.items()}
    return list(check.findings(Standpoint(Dossier(**held), as_of, known_on)))


def requirement(**more: object) -> StatementOfUnitRequirement:
    return StatementOfUnitRequirement.model_validate(
        {"id": "battalion", "for": ["escort"], "unit": "infantry battalion", **more}
    )


def unit(name: str = "guards", **more: object) -> DeployedUnit:
    return DeployedUnit.model_validate({"unit": name, "requirement": "battalion", "on": "2026-01-31", **more})


def pledge(**more: object) -> Pledge:
    return Pledge.model_validate({"id": "company", "requirement": "battalion", **more})


def inspection(on: str, **more: object) -> Verification:
    return Verification.model_validate({"id": f"on-{on}", "unit": "guards", "on": on, **more})


def mandate(*ceilings: Mapping[str, object]) -> Mandate:
    return Mandate.model_validate(
        {
            "decision": "S/RES/9100 (2025)",
            "adopted_on": "2025-01-10",
            "ceilings": ceilings,
            "gives": [{"task": "escort"}],
        }
    )


MILITARY = {"category": "military personnel", "strength": "11500"}
OBSERVERS = {"category": "military observers and staff officers", "strength": "600"}
INSIDE = {**OBSERVERS, "within": "military personnel"}


# ceilings and strength


def test_observers_and_staff_officers_may_stand_inside_the_military_ceiling_or_on_top_of_it() -> None:
    people = {"contingents": 11_400, "military observers": 400}
    on_top = against_ceilings(people, Dossier(mandates=(mandate(MILITARY, OBSERVERS),)), AS_OF)
    inside = against_ceilings(people, Dossier(mandates=(mandate(MILITARY, INSIDE),)), AS_OF)
    assert str(on_top[0]) == "military personnel 11,800/12,100"
    assert str(inside[0]) == "military personnel 11,800/11,500"


def test_observers_counted_alone_and_with_staff_officers_are_counted_once() -> None:
    people = {"contingents": 900, "military observers": 50, "military observers and staff officers": 90}
    found = against_ceilings(people, Dossier(mandates=(mandate(MILITARY, INSIDE),)), AS_OF)
    assert found[0].strength == 990


def test_observers_alone_are_no_measure_of_a_ceiling_for_observers_and_staff_officers() -> None:
    rows = [
        Strength.model_validate(
            {"category": category, "what": "approved", "year": "FY2025/26", "strength": n}
        )
        for category, n in (("contingents", "11345"), ("military observers", "155"))
    ]
    assert not findings(agreed_other_than_ceiling, strength=rows, mandates=[mandate(MILITARY, INSIDE)])


def test_a_strength_reported_after_the_standpoint_is_not_held_against_the_ceiling() -> None:
    row = {"category": "military personnel", "what": "deployed", "on": "2026-01-31", "strength": "12000"}
    late = Strength.model_validate({**row, "known_on": "2026-03-31"})
    held: dict[str, Any] = {"strength": [late], "mandates": [mandate(MILITARY)]}
    assert not findings(deployed_above_ceiling, known_on=date(2026, 2, 28), **held)
    assert findings(deployed_above_ceiling, known_on=date(2026, 4, 1), **held)


def test_strength_is_held_against_the_ceiling_of_the_day_of_the_count() -> None:
    lower = Mandate.model_validate(
        {
            "decision": "S/RES/9200 (2026)",
            "adopted_on": "2026-02-10",
            "ceilings": [{"category": "military personnel", "strength": "9000"}],
        }
    )
    row = {"category": "military personnel", "what": "deployed", "on": "2026-01-31", "strength": "11000"}
    assert not findings(
        deployed_above_ceiling, strength=[Strength.model_validate(row)], mandates=[mandate(MILITARY), lower]
    )


# requirements and pledges


@pytest.mark.parametrize("text", ["required", "not required", "6, two of them at night"])
def test_plain_words_of_a_requirement_are_not_ambiguous(text: str) -> None:
    assert not findings(ambiguous_requirement, requirements=[requirement(tasks={"patrols": text})])


@pytest.mark.parametrize(
    "text", ["as required", "Robust posture", "may be called upon to", "selon les besoins"]
)
def test_words_that_can_mean_anything_are_found_in_any_field(text: str) -> None:
    assert findings(ambiguous_requirement, requirements=[requirement(needs={"vehicles": text})])


@pytest.mark.parametrize(
    "text", ["on order of the head of mission", "on order from Headquarters", "sur ordre du commandant"]
)
def test_an_order_that_names_its_authority_is_no_fault(text: str) -> None:
    assert not findings(on_order_of_nobody, requirements=[requirement(offensive_operations=text)])


def test_a_pledge_that_lists_nothing_leaves_the_items_unknown() -> None:
    needs = requirement(needs={"carriers": "24"}, strength="800")
    held: dict[str, Any] = {"requirements": [needs], "pledges": [pledge(strength="800")]}
    assert not findings(pledged_less_than_required, **held)


def test_a_level_that_is_only_reached_through_a_visit_stands_for_the_visit() -> None:
    assert not findings(pledge_never_visited, pledges=[pledge(level="rapid deployment")])
    assert findings(pledge_never_visited, pledges=[pledge(level="1")])


# units


def test_a_correction_of_the_base_is_not_a_second_place() -> None:
    first = unit(base="hill", known_on="2026-02-05")
    assert not findings(unit_in_two_bases, deployed=[first, unit(base="ford", known_on="2026-02-20")])


def test_an_item_the_inspection_does_not_list_is_unknown_and_not_zero() -> None:
    needs = requirement(needs={"carriers": "24", "radios": "40"})
    seen = {"guards": [inspection("2026-01-10", serviceable={"carriers": "30"})]}
    found = adherence_of(needs, [unit()], seen)
    assert [(one.item, one.share) for one in found] == [("carriers", Decimal(1))]


def test_an_item_of_one_uninspected_unit_is_unknown_for_both() -> None:
    needs = requirement(needs={"carriers": "24"})
    seen = {"guards": [inspection("2026-01-10", serviceable={"carriers": "12"})]}
    assert adherence_of(needs, [unit(), unit("others")], seen) == []


def test_unknown_strength_is_not_a_short_strength() -> None:
    assert adherence_of(requirement(strength="800"), [unit(strength="400"), unit("others")], {}) == []


def test_phases_that_follow_each_other_may_claim_the_same_unit() -> None:
    calm = Phase.model_validate({"id": "calm", "name": "Calm", "planned_until": "2026-06-01"})
    vote = Phase.model_validate({"id": "vote", "name": "Vote", "planned_from": "2026-06-01"})
    assert not findings(unit_claimed_twice, deployed=[unit(phase="calm; vote")], phases=[vote, calm])


def _two_failed(**last: object) -> dict[str, Any]:
    needs = requirement(needs={"armoured vehicles": "20", "radios": "40"})
    failed = [
        inspection("2025-08-10", satisfactory="no"),
        inspection("2025-12-10", satisfactory="no", **last),
    ]
    return {"requirements": [needs], "deployed": [unit(strength="120")], "verifications": failed}


def test_a_tenth_of_the_vehicles_may_be_missing_without_a_deduction() -> None:
    spared = _two_failed(serviceable={"armoured vehicles": "18", "radios": "40"})
    assert not findings(deduction_may_follow, **spared)
    assert findings(
        deduction_may_follow, **_two_failed(serviceable={"armoured vehicles": "17", "radios": "40"})
    )
    assert findings(
        deduction_may_follow, **_two_failed(serviceable={"armoured vehicles": "18", "radios": "39"})
    )


def test_two_bad_inspections_of_one_quarter_are_one_bad_quarter() -> None:
    failed = [inspection("2025-10-10", satisfactory="no"), inspection("2025-12-10", satisfactory="no")]
    assert not findings(deduction_may_follow, verifications=failed)


# caveats

ESCORT = Task(id="escort", text="escort convoys")
NO_ESCORT = Caveat.model_validate({"id": "no-escort", "unit": "guards", "tasks": ["escort"]})


def test_a_task_that_one_free_unit_can_do_is_limited_but_not_lost() -> None:
    held: dict[str, Any] = {
        "tasks": [ESCORT],
        "requirements": [requirement()],
        "deployed": [unit(), unit("others")],
        "caveats": [NO_ESCORT],
    }
    assert not findings(task_lost_to_caveats, **held)
    assert findings(caveat_against_requirement, **held)


def test_a_lost_task_is_reported_once() -> None:
    held: dict[str, Any] = {
        "tasks": [ESCORT],
        "requirements": [requirement()],
        "deployed": [unit()],
        "caveats": [NO_ESCORT],
    }
    assert findings(task_lost_to_caveats, **held)
    assert not findings(caveat_against_requirement, **held)


def test_a_caveat_on_another_area_bars_nothing_here() -> None:
    elsewhere = Caveat.model_validate({"id": "not-west", "unit": "guards", "areas": ["west"]})
    held: dict[str, Any] = {
        "tasks": [ESCORT],
        "requirements": [requirement(areas=["east"])],
        "deployed": [unit()],
    }
    assert not findings(task_lost_to_caveats, **held, caveats=[elsewhere])
    assert not findings(caveat_against_requirement, **held, caveats=[elsewhere])


# training and women


def test_under_ten_people_no_share_is_shown() -> None:
    few = Training.model_validate(
        {
            "id": "radio",
            "unit": "guards",
            "standard": "radio test",
            "subject": "technology",
            "on": "2026-01-10",
            "n_tested": "8",
            "n_passed": "6",
        }
    )
    (found,) = findings(too_few_passed, training=[few])
    assert "%" not in found.message
    assert "6" not in found.message


@pytest.mark.parametrize(
    "category, year, line",
    [
        ("contingents", 2021, "0.08"),
        ("individual military", 2021, "0.18"),
        ("contingents", 2026, "0.13"),
        ("formed police", 2028, "0.20"),
        ("individual police", 2035, "0.30"),
    ],
)
def test_the_yearly_line_reaches_the_target_of_2028_and_stays_there(
    category: str, year: int, line: str
) -> None:
    row = WomenInUniform.model_validate({"category": category, "on": f"{year}-06-30"})
    assert line_for(row, Standpoint(Dossier(), AS_OF)) == Decimal(line)


def test_a_category_without_anybody_has_no_share() -> None:
    nobody = {"category": "formed police", "on": "2026-01-31", "n_women": "0", "n_total": "0"}
    assert not findings(women_below_the_line, women_in_uniform=[WomenInUniform.model_validate(nobody)])


# the concept


def test_a_contract_that_ended_is_no_restriction_of_the_host() -> None:
    ended = TechnologyRestriction(id="drones", technology="unmanned aircraft")
    assert not findings(restriction_without_channel, technology=[ended])


def test_an_accepted_risk_is_not_overdue_until_the_acceptance_ends() -> None:
    record = {"id": "towers", "measure": "watchtowers", "due_on": "2026-01-15"}
    accepted = {**record, "risk_accepted_by": "force-commander", "risk_accepted_until": "2026-06-01"}
    assert findings(measure_overdue, safeguards=[ForceProtectionMeasure.model_validate(record)])
    assert not findings(measure_overdue, safeguards=[ForceProtectionMeasure.model_validate(accepted)])


def test_theft_is_no_attack_and_an_attack_elsewhere_is_none_here() -> None:
    refused = ForceProtectionMeasure.model_validate(
        {
            "id": "towers",
            "measure": "watchtowers",
            "base": "hill",
            "answered_on": "2025-10-01",
            "answer": "refused",
        }
    )
    others = [
        Incident.model_validate({"on": "2025-12-01", "base": "hill", "type": "theft"}),
        Incident.model_validate({"on": "2025-12-01", "base": "ford", "type": "attack"}),
        Incident.model_validate({"on": "2025-09-30", "base": "hill", "type": "attack"}),
    ]
    assert not findings(refused_then_attacked, safeguards=[refused], incidents=others)


def test_old_violence_is_not_held_against_todays_bases() -> None:
    measure = Measure(id="civilians-killed", text="civilians killed")
    row = SeriesValue.model_validate(
        {"measure": "civilians-killed", "area": "west", "period": "2022-11", "value": "90"}
    )
    area = Area(id="west", name="West")
    assert not findings(violence_without_presence, measures=[measure], series=[row], areas=[area])
    assert findings(
        violence_without_presence, as_of=date(2023, 3, 1), measures=[measure], series=[row], areas=[area]
    )


def test_the_rules_in_force_are_the_last_that_began() -> None:
    versions = [
        RulesOfEngagementVersion.model_validate({"id": name, "effective_from": on})
        for name, on in (("first", "2024-07-01"), ("third", "2026-07-01"), ("second", "2025-07-01"))
    ]
    held = rules_in_force(Standpoint(Dossier(rules_of_engagement=tuple(versions)), AS_OF))
    assert held is not None
    assert held.id == "second"


def test_rules_that_followed_the_threat_within_the_limit_are_in_time() -> None:
    record = {"id": "first", "threat_changed_on": "2025-10-01", "approved_on": "2025-10-20"}
    in_time = RulesOfEngagementVersion.model_validate({**record, "trained_on": "2025-11-20"})
    assert not findings(rules_behind_the_threat, rules_of_engagement=[in_time])
    assert findings(
        rules_behind_the_threat, rules_of_engagement=[RulesOfEngagementVersion.model_validate(record)]
    )


@pytest.mark.parametrize(
    "reviewer, is_fault", [("the vendor itself", True), ("vendor, and Office of Legal Affairs", False)]
)
def test_a_maker_may_review_with_others_but_not_alone(reviewer: str, *, is_fault: bool) -> None:
    capability = LegalReview.model_validate(
        {"id": "sorting", "capability": "sorting", "status": "cleared", "reviewed_by": reviewer}
    )
    assert bool(findings(reviewed_by_its_maker, capabilities=[capability])) is is_fault


def test_zero_money_is_a_stated_amount_and_no_gap() -> None:
    record = {"id": "g", "step": "plan", "action": "women named", "led_by": "head", "indicator": "seats"}
    assert not findings(gender_step_empty, gender_steps=[GenderStep.model_validate({**record, "usd": "0"})])
    assert findings(gender_step_empty, gender_steps=[GenderStep.model_validate(record)])
