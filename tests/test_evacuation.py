"""Evacuation: how far help reaches, and when nobody can say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.infrastructure_records import Aircraft, Base, MedicalFacility
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import Rule
from bluehelm.forces.evacuation import (
    Care,
    EvacuationRules,
    EvacuationTime,
    evacuation_times,
    flight_minutes,
    great_circle_km,
    radius_km,
)

AS_OF = date(2026, 2, 28)
LIMIT = 120


def base(name: str, longitude: object, **more: object) -> Base:
    return Base.model_validate({"id": name, "name": name, "latitude": "0", "longitude": longitude, **more})


def hospital(at: str, **more: object) -> MedicalFacility:
    record = {"id": f"hospital-{at}", "base": at, "level": "2", "staffed": "yes", "surgical_team": "yes"}
    return MedicalFacility.model_validate({**record, "day_and_night": "yes", **more})


def helicopter(at: str, **more: object) -> Aircraft:
    record = {"id": f"helicopter-{at}", "type": "rotary", "base": at, "evacuates": "yes"}
    return Aircraft.model_validate({**record, "notice_minutes": "30", "flies_at_night": "yes", **more})


def times(care: Care = "surgery", *, at_night: bool = False, **records: Any) -> dict[str, EvacuationTime]:
    held: dict[str, Any] = {name: tuple(items) for name, items in records.items()}
    found = evacuation_times(Standpoint(Dossier(**held), AS_OF), care, at_night=at_night)
    return {time.base.id: time for time in found}


@pytest.mark.parametrize("notice_minutes, km", [(15, 174), (30, 147), (60, 92), (110, 0), (600, 0)])
def test_a_helicopter_beside_the_hospital_serves_the_radius_of_the_check_values(
    notice_minutes: float, km: int
) -> None:
    assert round(radius_km(notice_minutes)) == km


def test_a_base_at_the_edge_of_the_radius_is_reached_in_exactly_two_hours() -> None:
    rules = EvacuationRules()
    straight_km = radius_km(30) / rules.distance_factor
    one_way = straight_km * rules.distance_factor / rules.speed_km_h * 60
    assert 30 + rules.on_scene_minutes + 2 * one_way == pytest.approx(rules.surgery_minutes)


def test_a_degree_on_the_equator_is_111_kilometres_and_the_poles_are_half_the_earth_apart() -> None:
    assert great_circle_km((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.01)
    assert great_circle_km((90, 0), (-90, 0)) == pytest.approx(20_015, abs=1)


def test_flight_is_longer_than_the_straight_line_by_the_factor() -> None:
    assert flight_minutes((0, 0), (0, 1), 220, EvacuationRules()) == pytest.approx(33.36, abs=0.01)


def test_a_casualty_beside_the_hospital_needs_no_flight() -> None:
    found = times(bases=[base("hill", "18")], medical=[hospital("hill")])
    assert found["hill"].minutes == 10
    assert found["hill"].verdict(LIMIT) == "within"


def test_the_chain_is_notice_flight_scene_flight() -> None:
    found = times(
        bases=[base("hill", "18"), base("ford", "19")],
        medical=[hospital("hill")],
        aviation=[helicopter("hill")],
    )
    assert found["ford"].minutes == pytest.approx(30 + 33.36 + 10 + 33.36, abs=0.02)
    assert found["ford"].facility == "hospital-hill"


def test_without_any_aircraft_a_base_away_from_the_hospital_is_outside() -> None:
    found = times(bases=[base("hill", "18"), base("ford", "19")], medical=[hospital("hill")])
    assert found["ford"].verdict(LIMIT) == "outside"
    assert found["ford"].minutes is None


def test_a_base_without_coordinates_stays_unknown() -> None:
    nowhere = Base(id="ford", name="Ford")
    found = times(bases=[base("hill", "18"), nowhere], medical=[hospital("hill")])
    assert found["ford"].verdict(LIMIT) == "unknown"


def test_without_any_facility_on_file_everything_is_unknown() -> None:
    assert (
        times(bases=[base("hill", "18")], aviation=[helicopter("hill")])["hill"].verdict(LIMIT) == "unknown"
    )


@pytest.mark.parametrize(
    "unsure",
    [
        {"medical": [hospital("hill", surgical_team=None)]},
        {"aviation": [helicopter("hill", notice_minutes=None)]},
    ],
    ids=["the surgical team", "the notice"],
)
def test_what_is_not_on_file_leaves_a_near_base_unknown(unsure: dict[str, Any]) -> None:
    sure: dict[str, Any] = {"medical": [hospital("hill")], "aviation": [helicopter("hill")]}
    found = times(bases=[base("hill", "18"), base("ford", "19")], **{**sure, **unsure})
    assert found["ford"].verdict(LIMIT) == "unknown"


def test_a_base_that_could_not_be_reached_even_at_best_is_outside_whatever_is_unknown() -> None:
    found = times(
        bases=[base("hill", "18"), base("far", "25")],
        medical=[hospital("hill", surgical_team=None)],
        aviation=[helicopter("hill", notice_minutes=None)],
    )
    assert found["far"].verdict(LIMIT) == "outside"


@pytest.mark.parametrize("lacking", [{"staffed": "no"}, {"surgical_team": "no"}, {"level": "1"}])
def test_a_facility_without_its_surgeons_does_not_count(lacking: dict[str, str]) -> None:
    found = times(bases=[base("hill", "18")], medical=[hospital("hill", **lacking)])
    assert found["hill"].verdict(LIMIT) == "outside"


def test_a_facility_at_a_base_that_has_closed_does_not_count() -> None:
    closed = base("hill", "18", until="2026-01-31")
    found = times(
        bases=[closed, base("ford", "18.1")], medical=[hospital("hill")], aviation=[helicopter("ford")]
    )
    assert list(found) == ["ford"]
    assert found["ford"].verdict(LIMIT) == "outside"


def test_an_aircraft_of_another_budget_year_does_not_fly_now() -> None:
    found = times(
        bases=[base("hill", "18"), base("ford", "19")],
        medical=[hospital("hill")],
        aviation=[helicopter("hill", year="FY2024/25")],
    )
    assert found["ford"].verdict(LIMIT) == "outside"


def test_other_aircraft_without_a_speed_are_not_given_that_of_a_helicopter() -> None:
    found = times(
        bases=[base("hill", "18"), base("ford", "19")],
        medical=[hospital("hill")],
        aviation=[helicopter("hill", type="fixed-wing")],
    )
    assert found["ford"].minutes is None


@pytest.mark.parametrize("flies, verdict", [("yes", "within"), ("no", "outside"), (None, "unknown")])
def test_at_night_only_what_may_fly_at_night_counts(flies: str | None, verdict: str) -> None:
    found = times(
        at_night=True,
        bases=[base("hill", "18"), base("ford", "19")],
        medical=[hospital("hill")],
        aviation=[helicopter("hill", flies_at_night=flies)],
    )
    assert found["ford"].verdict(LIMIT) == verdict


def test_any_staffed_facility_gives_life_support_but_not_surgery() -> None:
    clinic = hospital("hill", level="1", surgical_team="no")
    where: dict[str, Any] = {"bases": [base("hill", "18")], "medical": [clinic]}
    assert times("life support", **where)["hill"].verdict(60) == "within"
    assert times("surgery", **where)["hill"].verdict(LIMIT) == "outside"


def test_a_rule_of_the_workspace_changes_the_speed() -> None:
    faster = Rule.model_validate({"id": "r44-speed", "statement": "cruise speed", "value": "260"})
    where: dict[str, Any] = {
        "bases": [base("hill", "18"), base("ford", "19")],
        "medical": [hospital("hill")],
        "aviation": [helicopter("hill")],
    }
    quick, usual = times(**where, rules=[faster])["ford"].minutes, times(**where)["ford"].minutes
    assert quick is not None
    assert usual is not None
    assert quick < usual
