"""Where the checks on council, partners, leadership and options must stay silent, or must not look ahead."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bluehelm.council.consultation_checks import consultation_after_decision
from bluehelm.council.contributor_checks import unit_in_two_missions
from bluehelm.council.draft_checks import debate_not_in_time
from bluehelm.council.host_voice_checks import QUOTED, proposal_unanswered
from bluehelm.council.liaison_checks import deadlock_without_liaison
from bluehelm.dossier.checking import Check
from bluehelm.dossier.consultation_records import Consultation, HostVoice
from bluehelm.dossier.contents import Dossier
from bluehelm.dossier.contributor_records import Contributor
from bluehelm.dossier.leadership_records import Selection
from bluehelm.dossier.mandate_records import Mandate
from bluehelm.dossier.mission_records import Calendar
from bluehelm.dossier.partner_records import Partner, SupportCase
from bluehelm.dossier.review_records import Option
from bluehelm.dossier.standpoint import Standpoint
from bluehelm.dossier.system_records import Draft, LiaisonCase, Rule
from bluehelm.foundation.findings import Finding
from bluehelm.leadership.selection_checks import name_in_code
from bluehelm.options.options_paper_checks import analysis_after_decision, options_the_same
from bluehelm.partners.advantage_checks import no_majority_of_criteria
from bluehelm.partners.support_checks import recipient_not_identified

AS_OF = date(2026, 2, 28)


def findings(
    check: Check, *, as_of: date = AS_OF, known_on: date | None = None, **records: Any
) -> list[Finding]:
    held: dict[str, Any] = {name: tuple(items) for name, items in records.items()}
    return list(check.findings(Standpoint(Dossier(**held), as_of, known_on)))


def draft(on: str, **more: object) -> Draft:
    return Draft.model_validate(
        {"id": "draft", "on": on, "situation": "nerova", "vetoed_by": ["RUS"], **more}
    )


def test_a_veto_before_the_resolution_of_2022_calls_for_no_debate() -> None:
    assert not findings(debate_not_in_time, drafts=[draft("2022-02-25")])
    assert findings(debate_not_in_time, drafts=[draft("2022-05-26")])


def test_a_debate_that_is_not_yet_due_is_not_missed() -> None:
    assert not findings(debate_not_in_time, drafts=[draft("2026-02-20")])


def test_an_emergency_session_takes_the_place_of_the_debate() -> None:
    case = LiaisonCase.model_validate(
        {"id": "case", "situation": "nerova", "state": "request for emergency session"}
    )
    assert not findings(debate_not_in_time, drafts=[draft("2026-01-12")], liaison=[case])


def test_a_holiday_on_file_moves_the_day_by_which_the_debate_is_due() -> None:
    held = draft("2026-01-12", assembly_debate_on="2026-01-27")
    calendar = Calendar.model_validate(
        {
            "id": "united-nations-holidays",
            "name": "holidays",
            "cycle": "other",
            "dates": [{"on": "2026-01-19"}],
        }
    )
    assert findings(debate_not_in_time, drafts=[held])
    assert not findings(debate_not_in_time, drafts=[held], calendars=[calendar])


def test_the_days_for_the_debate_come_from_the_rules() -> None:
    held = draft("2026-01-12", assembly_debate_on="2026-01-27")
    rule = Rule.model_validate({"id": "r01", "statement": "debate after a veto", "value": "15"})
    assert not findings(debate_not_in_time, drafts=[held], rules=[rule])


def test_a_deadlock_is_not_known_before_its_veto() -> None:
    late = draft("2026-01-12", assembly_debate_on="2026-01-20")
    assert findings(deadlock_without_liaison, drafts=[late])
    assert not findings(deadlock_without_liaison, drafts=[late], as_of=date(2025, 12, 31))
    assert not findings(deadlock_without_liaison, drafts=[late], known_on=date(2026, 1, 1))


def test_a_deadlock_of_long_ago_is_left_to_history() -> None:
    assert not findings(deadlock_without_liaison, drafts=[draft("2024-01-12")])


def test_a_consultation_planned_for_later_is_not_yet_late() -> None:
    decision = Mandate.model_validate({"decision": "S/RES/9102 (2025)", "adopted_on": "2025-11-13"})
    meeting = Consultation.model_validate({"id": "m", "on": "2026-03-10", "about": "s-res-9102-2025"})
    assert not findings(consultation_after_decision, mandates=[decision], consultations=[meeting])


def test_a_fresh_proposal_may_still_be_answered() -> None:
    said = {"id": "v", "text": "train our own teams", "from": "government", "proposal": "yes"}
    fresh = HostVoice.model_validate({**said, "on": "2026-01-20"})
    stale = HostVoice.model_validate({**said, "on": "2025-10-20"})
    assert [found.item for found in findings(proposal_unanswered, voices=[fresh])] == []
    assert [found.item for found in findings(proposal_unanswered, voices=[stale])] == ["voice/v"]


@pytest.mark.parametrize(
    "text",
    [
        "the people's council met",
        "the movement « Azande » spoke",
        'the "Union" spoke',
        "no elders' council sat",
    ],
)
def test_a_name_or_an_apostrophe_is_no_quotation(text: str) -> None:
    assert not QUOTED.search(text)


@pytest.mark.parametrize(
    "text",
    ["she said “we sleep again”", "il dit : « nous dormons »", 'he said "we sleep"', "he said 'we sleep'"],
)
def test_words_between_marks_are_a_quotation(text: str) -> None:
    assert QUOTED.search(text)


def contributor(*commitments: dict[str, str]) -> Contributor:
    return Contributor.model_validate(
        {"contributor": "northland", "name": "Northland", "commitments": list(commitments)}
    )


def test_units_of_one_name_and_different_strength_are_two_units() -> None:
    here = {"mission": "unminer", "unit": "infantry battalion", "strength": "850", "from": "2025-01-01"}
    there = {**here, "mission": "unmtal", "strength": "450"}
    assert not findings(unit_in_two_missions, contributors=[contributor(here, there)])
    same = {**there, "strength": "850"}
    assert findings(unit_in_two_missions, contributors=[contributor(here, same)])


def test_a_unit_that_moves_on_the_day_its_first_commitment_ends_is_in_one_place() -> None:
    here = {"mission": "unminer", "unit": "hospital", "from": "2025-01-01", "until": "2025-07-01"}
    there = {"mission": "unmtal", "unit": "hospital", "from": "2025-07-01"}
    assert not findings(unit_in_two_missions, contributors=[contributor(there, here)])


@pytest.mark.parametrize("recipient", ["The army", "FDS", "vetted national security forces", "various"])
def test_a_name_that_fits_any_force_identifies_none(recipient: str) -> None:
    case = SupportCase.model_validate({"id": "c", "recipient": recipient, "state": "proposed"})
    assert findings(recipient_not_identified, support=[case])


@pytest.mark.parametrize("recipient", ["2nd Brigade", "police of Telim", "joint force of Nerova"])
def test_a_force_with_a_name_of_its_own_is_identified(recipient: str) -> None:
    case = SupportCase.model_validate({"id": "c", "recipient": recipient, "state": "proposed"})
    assert not findings(recipient_not_identified, support=[case])


def test_a_score_without_evidence_neither_helps_nor_harms_a_partner() -> None:
    shown = {"criterion": "political access", "un": "2", "partner": "4", "evidence": "envoy received"}
    bare = {"criterion": "enablers", "un": "4", "partner": "0"}
    partner = Partner.model_validate(
        {
            "id": "p",
            "name": "Union",
            "type": "regional organization",
            "leads": ["t"],
            "advantage": [shown, bare],
        }
    )
    assert not findings(no_majority_of_criteria, partners=[partner])


def test_a_name_in_a_selection_is_found_and_never_repeated() -> None:
    score = {"candidate": "Robertson", "rater": "R1", "criterion": "staffing", "rating": "4"}
    selection = Selection.model_validate({"id": "s", "post": "chief-of-staff", "scores": [score]})
    (found,) = findings(name_in_code, selections=[selection])
    assert "Robertson" not in str(found.as_json())


@pytest.mark.parametrize("code", ["C1", "candidate-a", "K-07", "bravo 2"])
def test_a_code_is_no_name(code: str) -> None:
    score = {"candidate": code, "rater": "panel 1", "criterion": "staffing", "rating": "4"}
    selection = Selection.model_validate({"id": "s", "post": "chief-of-staff", "scores": [score]})
    assert not findings(name_in_code, selections=[selection])


def option(name: str, **more: object) -> Option:
    return Option.model_validate(
        {"option": name, "name": name, "paper": "renewal", "prepares": "s-res-9102-2025", **more}
    )


def test_options_that_are_still_blank_are_not_called_the_same() -> None:
    assert not findings(options_the_same, options=[option("one"), option("two")])
    assert findings(options_the_same, options=[option("one", tasks=["t"]), option("two", tasks=["t"])])


def test_before_the_decision_no_analysis_is_late() -> None:
    decision = Mandate.model_validate({"decision": "S/RES/9102 (2025)", "adopted_on": "2025-11-13"})
    late = option("one", data_known_on="2025-12-31")
    known: dict[str, Any] = {"mandates": [decision], "options": [late]}
    assert findings(analysis_after_decision, **known)
    assert not findings(analysis_after_decision, as_of=date(2025, 11, 1), **known)
