"""Every check, in the order of the reference page; checks of other packages come after."""

from __future__ import annotations

from functools import cache

from bluehelm.council.council_checks import COUNCIL_CHECKS
from bluehelm.dossier.checking import Check, house_checks
from bluehelm.dossier.reference_checks import REFERENCE_CHECKS
from bluehelm.evidence.area_checks import AREA_CHECKS
from bluehelm.evidence.people_checks import PEOPLE_CHECKS
from bluehelm.evidence.pinned_release_checks import PINNED_RELEASE_CHECKS
from bluehelm.evidence.series_checks import SERIES_CHECKS
from bluehelm.evidence.source_checks import SOURCE_CHECKS
from bluehelm.finance.allocation_checks import ALLOCATION_CHECKS
from bluehelm.finance.budget_line_checks import BUDGET_LINE_CHECKS
from bluehelm.finance.cash_checks import CASH_CHECKS
from bluehelm.finance.funding_checks import FUNDING_CHECKS
from bluehelm.finance.printed_total_checks import PRINTED_TOTAL_CHECKS
from bluehelm.finance.spending_checks import SPENDING_CHECKS
from bluehelm.finance.unit_cost_checks import UNIT_COST_CHECKS
from bluehelm.forces.base_checks import BASE_CHECKS
from bluehelm.forces.caveat_checks import CAVEAT_CHECKS
from bluehelm.forces.command_checks import COMMAND_CHECKS
from bluehelm.forces.day_order_checks import DAY_ORDER_CHECKS
from bluehelm.forces.evacuation_checks import EVACUATION_CHECKS
from bluehelm.forces.information_checks import INFORMATION_CHECKS
from bluehelm.forces.law_checks import LAW_CHECKS
from bluehelm.forces.mobility_checks import MOBILITY_CHECKS
from bluehelm.forces.pledge_checks import PLEDGE_CHECKS
from bluehelm.forces.protection_checks import PROTECTION_CHECKS
from bluehelm.forces.requirement_checks import REQUIREMENT_CHECKS
from bluehelm.forces.safeguard_checks import SAFEGUARD_CHECKS
from bluehelm.forces.state_authority_checks import STATE_AUTHORITY_CHECKS
from bluehelm.forces.strength_checks import STRENGTH_CHECKS
from bluehelm.forces.training_checks import TRAINING_CHECKS
from bluehelm.forces.unit_checks import UNIT_CHECKS
from bluehelm.forces.women_checks import WOMEN_CHECKS
from bluehelm.leadership.leadership_checks import LEADERSHIP_CHECKS
from bluehelm.mandate.chain_of_decisions_checks import CHAIN_CHECKS
from bluehelm.mandate.decision_checks import DECISION_CHECKS
from bluehelm.mandate.focus_checks import FOCUS_CHECKS
from bluehelm.mandate.task_checks import TASK_CHECKS
from bluehelm.mandate.text_measure_checks import TEXT_MEASURE_CHECKS
from bluehelm.options.option_checks import OPTION_CHECKS
from bluehelm.partners.partner_checks import PARTNER_CHECKS
from bluehelm.phases.condition_checks import CONDITION_CHECKS
from bluehelm.phases.envelope_checks import ENVELOPE_CHECKS
from bluehelm.phases.handover_checks import HANDOVER_CHECKS
from bluehelm.phases.phase_checks import PHASE_CHECKS
from bluehelm.phases.phase_date_checks import PHASE_DATE_CHECKS
from bluehelm.phases.trigger_checks import TRIGGER_CHECKS
from bluehelm.phases.way_out_checks import WAY_OUT_CHECKS
from bluehelm.plan.accomplishment_checks import ACCOMPLISHMENT_CHECKS
from bluehelm.plan.cut_order_checks import CUT_ORDER_CHECKS
from bluehelm.plan.delivery_checks import DELIVERY_CHECKS
from bluehelm.plan.duplicate_measure_checks import DUPLICATE_MEASURE_CHECKS
from bluehelm.plan.indicator_definition_checks import INDICATOR_DEFINITION_CHECKS
from bluehelm.plan.indicator_kind_checks import INDICATOR_KIND_CHECKS
from bluehelm.plan.indicator_target_checks import INDICATOR_TARGET_CHECKS
from bluehelm.plan.measured_value_checks import MEASURED_VALUE_CHECKS
from bluehelm.plan.milestone_checks import MILESTONE_CHECKS
from bluehelm.plan.output_checks import OUTPUT_CHECKS
from bluehelm.plan.staffing_checks import STAFFING_CHECKS
from bluehelm.plan.value_series_checks import VALUE_SERIES_CHECKS
from bluehelm.review.contribution_checks import CONTRIBUTION_CHECKS
from bluehelm.review.decision_due_checks import DECISION_DUE_CHECKS
from bluehelm.review.review_checks import REVIEW_CHECKS
from bluehelm.review.sealed_review_checks import SEALED_REVIEW_CHECKS
from bluehelm.review.verdict_checks import VERDICT_CHECKS
from bluehelm.strategy.consent_checks import CONSENT_CHECKS
from bluehelm.strategy.objective_checks import OBJECTIVE_CHECKS
from bluehelm.strategy.participation_checks import PARTICIPATION_CHECKS
from bluehelm.strategy.party_checks import PARTY_CHECKS
from bluehelm.strategy.screening_checks import SCREENING_CHECKS
from bluehelm.strategy.situation_checks import SITUATION_CHECKS

CHECKS: tuple[Check, ...] = (
    *REFERENCE_CHECKS,
    *OBJECTIVE_CHECKS, *PARTY_CHECKS, *CONSENT_CHECKS, *SCREENING_CHECKS, *PARTICIPATION_CHECKS,
    *SITUATION_CHECKS,
    *CHAIN_CHECKS, *DECISION_CHECKS, *FOCUS_CHECKS, *TASK_CHECKS, *TEXT_MEASURE_CHECKS,
    *PHASE_CHECKS, *WAY_OUT_CHECKS, *TRIGGER_CHECKS, *CONDITION_CHECKS, *HANDOVER_CHECKS, *ENVELOPE_CHECKS,
    *PHASE_DATE_CHECKS,
    *AREA_CHECKS, *SERIES_CHECKS, *SOURCE_CHECKS, *PEOPLE_CHECKS, *PINNED_RELEASE_CHECKS,
    *REQUIREMENT_CHECKS, *PLEDGE_CHECKS, *UNIT_CHECKS, *STRENGTH_CHECKS, *CAVEAT_CHECKS, *TRAINING_CHECKS,
    *WOMEN_CHECKS, *BASE_CHECKS, *EVACUATION_CHECKS, *MOBILITY_CHECKS, *DAY_ORDER_CHECKS,
    *STATE_AUTHORITY_CHECKS, *SAFEGUARD_CHECKS, *PROTECTION_CHECKS, *COMMAND_CHECKS, *LAW_CHECKS,
    *INFORMATION_CHECKS,
    *COUNCIL_CHECKS, *PARTNER_CHECKS, *LEADERSHIP_CHECKS, *OPTION_CHECKS,
    *INDICATOR_DEFINITION_CHECKS, *INDICATOR_KIND_CHECKS, *DUPLICATE_MEASURE_CHECKS, *INDICATOR_TARGET_CHECKS,
    *VALUE_SERIES_CHECKS, *MEASURED_VALUE_CHECKS, *ACCOMPLISHMENT_CHECKS, *OUTPUT_CHECKS, *DELIVERY_CHECKS,
    *CUT_ORDER_CHECKS, *MILESTONE_CHECKS, *STAFFING_CHECKS,
    *BUDGET_LINE_CHECKS, *PRINTED_TOTAL_CHECKS, *SPENDING_CHECKS, *ALLOCATION_CHECKS, *FUNDING_CHECKS,
    *CASH_CHECKS, *UNIT_COST_CHECKS,
    *REVIEW_CHECKS, *VERDICT_CHECKS, *CONTRIBUTION_CHECKS, *DECISION_DUE_CHECKS,
    *SEALED_REVIEW_CHECKS,
)  # fmt: skip


@cache
def all_checks() -> tuple[Check, ...]:
    """The checks of Bluehelm and those that installed packages add by entry point."""
    return CHECKS + house_checks()
