"""The table of contents of a dossier and of a workspace: which records stand where.

The attribute name is the key in a YAML file or the stem of a table; the record type says what
stands there; `held_in` says where people look for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import PurePosixPath
from typing import Any, Literal, get_args, get_type_hints

from bluehelm.dossier import budget_records as budget
from bluehelm.dossier import concept_records as concept
from bluehelm.dossier import consultation_records as consultation
from bluehelm.dossier import contributor_records as contributor
from bluehelm.dossier import evidence_records as evidence
from bluehelm.dossier import force_records as force
from bluehelm.dossier import infrastructure_records as infrastructure
from bluehelm.dossier import leadership_records as leadership
from bluehelm.dossier import mandate_records as mandate
from bluehelm.dossier import mission_records as mission
from bluehelm.dossier import partner_records as partner
from bluehelm.dossier import phase_records as phase
from bluehelm.dossier import plan_records as plan
from bluehelm.dossier import review_records as review
from bluehelm.dossier import situation_records as situation
from bluehelm.dossier import stamp_records as stamp
from bluehelm.dossier import strategy_records as strategy
from bluehelm.dossier import system_records as system
from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.references import Named

Shape = Literal["list", "table", "single", "file each"]


def held_in(file: str, shape: Shape = "list") -> Any:
    """Where a collection stands, and in which shape.

    'list': a key of a YAML file. 'table': a CSV file. 'single': the file itself is the record.
    'file each': one file a record, in a folder.
    """
    return field(default=(), metadata={"file": file, "shape": shape})


@dataclass(frozen=True)
class Collection:
    """One line of the table of contents."""

    name: str
    record: type[Record]
    file: str
    shape: Shape


@dataclass(frozen=True)
class Dossier:
    """Everything one mission has on file, with what the workspace holds above it."""

    missions: tuple[mission.Mission, ...] = held_in("mission.yaml", "single")
    areas: tuple[mission.Area, ...] = held_in("mission.yaml")
    posts: tuple[mission.Post, ...] = held_in("mission.yaml")
    components: tuple[mission.Component, ...] = held_in("mission.yaml")
    calendars: tuple[mission.Calendar, ...] = held_in("mission.yaml")

    strategies: tuple[strategy.PoliticalStrategy, ...] = held_in("strategy.yaml")
    objectives: tuple[strategy.Objective, ...] = held_in("strategy.yaml")
    parties: tuple[strategy.Party, ...] = held_in("strategy.yaml")
    agreements: tuple[strategy.Agreement, ...] = held_in("strategy.yaml")
    commitments: tuple[strategy.Commitment, ...] = held_in("strategy.yaml")
    incentives: tuple[strategy.Incentive, ...] = held_in("strategy.yaml")
    obstructions: tuple[strategy.Obstruction, ...] = held_in("strategy.yaml")
    consent: tuple[strategy.Consent, ...] = held_in("strategy.yaml")
    conditions: tuple[strategy.SuccessCondition, ...] = held_in("strategy.yaml")
    processes: tuple[strategy.Process, ...] = held_in("strategy.yaml")

    tasks: tuple[mandate.Task, ...] = held_in("tasks.yaml")
    mandates: tuple[mandate.Mandate, ...] = held_in("mandates", "file each")

    triggers: tuple[phase.Trigger, ...] = held_in("phases.yaml")
    phases: tuple[phase.Phase, ...] = held_in("phases.yaml")
    detections: tuple[phase.Detection, ...] = held_in("phases.yaml")
    receivers: tuple[phase.Receiver, ...] = held_in("phases.yaml")

    efforts: tuple[concept.LineOfEffort, ...] = held_in("concept.yaml")
    authority: tuple[concept.StateAuthorityRequirement, ...] = held_in("concept.yaml")
    protection: tuple[concept.ProtectionMeasure, ...] = held_in("concept.yaml")
    safeguards: tuple[concept.ForceProtectionMeasure, ...] = held_in("concept.yaml")
    command: tuple[concept.CommandArrangement, ...] = held_in("concept.yaml")
    rules_of_engagement: tuple[concept.RulesOfEngagementVersion, ...] = held_in("concept.yaml")
    capabilities: tuple[concept.LegalReview, ...] = held_in("concept.yaml")
    narratives: tuple[concept.Narrative, ...] = held_in("concept.yaml")
    information_needs: tuple[concept.InformationNeed, ...] = held_in("concept.yaml")
    gender_steps: tuple[concept.GenderStep, ...] = held_in("concept.yaml")

    accomplishments: tuple[plan.ExpectedAccomplishment, ...] = held_in("plan/accomplishments.yaml")
    indicators: tuple[plan.IndicatorOfAchievement, ...] = held_in("plan/indicators.yaml")
    outputs: tuple[plan.Output, ...] = held_in("plan/outputs.yaml")
    milestones: tuple[plan.PlanningMilestone, ...] = held_in("plan/milestones.yaml")
    actuals: tuple[plan.Actual, ...] = held_in("plan/actuals.csv", "table")
    delivered: tuple[plan.Delivered, ...] = held_in("plan/delivered.csv", "table")

    lines: tuple[budget.BudgetLine, ...] = held_in("budget/lines.csv", "table")
    allocations: tuple[budget.Allocation, ...] = held_in("budget/allocations.csv", "table")
    totals: tuple[budget.PrintedTotal, ...] = held_in("budget/totals.csv", "table")
    component_costs: tuple[budget.ComponentCost, ...] = held_in("budget/component_costs.csv", "table")
    cash: tuple[budget.CashPosition, ...] = held_in("budget/cash.csv", "table")
    cuts: tuple[budget.Cut, ...] = held_in("budget/cuts.yaml")
    staffing: tuple[budget.Staffing, ...] = held_in("staffing.csv", "table")
    staffing_totals: tuple[budget.PrintedStaffingTotal, ...] = held_in("staffing_totals.csv", "table")

    requirements: tuple[force.StatementOfUnitRequirement, ...] = held_in("forces/requirements.yaml")
    pledges: tuple[force.Pledge, ...] = held_in("forces/pledges.yaml")
    deployed: tuple[force.DeployedUnit, ...] = held_in("forces/deployed.csv", "table")
    strength: tuple[force.Strength, ...] = held_in("forces/strength.csv", "table")
    caveats: tuple[force.Caveat, ...] = held_in("forces/caveats.yaml")
    verifications: tuple[force.Verification, ...] = held_in("forces/verifications.yaml")
    training: tuple[force.Training, ...] = held_in("forces/training.yaml")
    readiness: tuple[force.Readiness, ...] = held_in("forces/readiness.yaml")
    women_in_uniform: tuple[force.WomenInUniform, ...] = held_in("forces/women_in_uniform.csv", "table")
    bases: tuple[infrastructure.Base, ...] = held_in("forces/bases.yaml")
    medical: tuple[infrastructure.MedicalFacility, ...] = held_in("forces/medical.yaml")
    aviation: tuple[infrastructure.Aircraft, ...] = held_in("forces/aviation.yaml")
    technology: tuple[infrastructure.TechnologyRestriction, ...] = held_in("forces/technology.yaml")
    routes: tuple[infrastructure.Route, ...] = held_in("forces/routes.yaml")

    partners: tuple[partner.Partner, ...] = held_in("partners.yaml")
    support: tuple[partner.SupportCase, ...] = held_in("partners.yaml")
    financing: tuple[partner.Financing, ...] = held_in("partners.yaml")
    presences: tuple[partner.Presence, ...] = held_in("partners.yaml")

    consultations: tuple[consultation.Consultation, ...] = held_in("consultations.yaml")
    needs: tuple[consultation.StatedNeed, ...] = held_in("consultations.yaml")
    positions: tuple[consultation.Position, ...] = held_in("consultations.yaml")
    voices: tuple[consultation.HostVoice, ...] = held_in("consultations.yaml")

    compacts: tuple[leadership.Compact, ...] = held_in("leadership.yaml")
    selections: tuple[leadership.Selection, ...] = held_in("leadership.yaml")

    facts: tuple[evidence.Fact, ...] = held_in("evidence/facts.yaml")
    judgements: tuple[evidence.Judgement, ...] = held_in("evidence/judgements.yaml")
    releases: tuple[evidence.Release, ...] = held_in("evidence/releases.yaml")
    measures: tuple[evidence.Measure, ...] = held_in("evidence/measures.yaml")
    series: tuple[evidence.SeriesValue, ...] = held_in("evidence/series.csv", "table")
    control: tuple[evidence.Control, ...] = held_in("evidence/control.csv", "table")
    deaths: tuple[evidence.Deaths, ...] = held_in("evidence/deaths.csv", "table")
    alerts: tuple[evidence.Alert, ...] = held_in("evidence/alerts.csv", "table")
    incidents: tuple[evidence.Incident, ...] = held_in("evidence/incidents.csv", "table")
    locations: tuple[evidence.LocationStrength, ...] = held_in("evidence/locations.csv", "table")
    surveys: tuple[evidence.Survey, ...] = held_in("evidence/surveys.csv", "table")

    reviews: tuple[review.Review, ...] = held_in("reviews", "file each")
    reviewed_facts: tuple[review.ReviewedFact, ...] = held_in("reviews/reviewed_facts.csv", "table")
    decisions: tuple[review.DecisionDue, ...] = held_in("decisions.yaml")
    recommendations: tuple[review.MissionRecommendation, ...] = held_in("decisions.yaml")
    options: tuple[review.Option, ...] = held_in("options", "file each")

    reviewed: tuple[stamp.ReviewedLink, ...] = held_in("reviewed.csv", "table")
    accepted: tuple[stamp.AcceptedFinding, ...] = held_in("accepted.csv", "table")

    # Above the mission: shared by every dossier of the workspace.
    situations: tuple[situation.Situation, ...] = held_in("../situations", "file each")
    contributors: tuple[contributor.Contributor, ...] = held_in("../contributors", "file each")
    rules: tuple[system.Rule, ...] = held_in("../system/rules.yaml")
    reforms: tuple[system.ReformRecommendation, ...] = held_in("../system/reforms.yaml")
    forms: tuple[system.FormOfOperation, ...] = held_in("../system/forms.yaml")
    drafts: tuple[system.Draft, ...] = held_in("../system/drafts.yaml")
    liaison: tuple[system.LiaisonCase, ...] = held_in("../system/liaison.yaml")
    presidencies: tuple[system.AssemblyPresidency, ...] = held_in("../system/liaison.yaml")
    intake: tuple[system.IntakeRule, ...] = held_in("../system/intake.yaml")
    mergers: tuple[system.FieldPresenceReform, ...] = held_in("../system/mergers.yaml")
    scale_rates: tuple[system.ScaleRate, ...] = held_in("../system/scale_rates.csv", "table")

    withheld: frozenset[str] = field(default=frozenset(), metadata={"file": ""})
    """References that were left out of a public reading."""

    unreadable: frozenset[str] = field(default=frozenset(), metadata={"file": ""})
    """References of items that stand in the files but could not be read."""

    cut_short: frozenset[str] = field(default=frozenset(), metadata={"file": ""})
    """Collections of which a file may hold more than could be read."""

    naming: tuple[tuple[Record, tuple[Named, ...]], ...] | None = field(
        default=None, metadata={"file": ""}, repr=False
    )
    """What each record names, where the reader has gathered it; None when it has to be looked for."""

    @property
    def mission(self) -> mission.Mission | None:
        """The mission's own record, or None while it cannot be read."""
        return self.missions[0] if self.missions else None

    def collections(self) -> Iterator[tuple[Collection, tuple[Record, ...]]]:
        """Every collection with its records."""
        for collection in table_of_contents():
            yield collection, getattr(self, collection.name)

    def records(self) -> Iterator[Record]:
        """Every record, in the order of the table of contents."""
        for _, records in self.collections():
            yield from records

    @cached_property
    def by_reference(self) -> Mapping[str, Record]:
        """Items by kind/id; of several rows with one id, the first."""
        found: dict[str, Record] = {}
        for collection, records in self.collections():
            if collection.record.kind:
                for record in records:
                    found.setdefault(record.reference, record)
        return found


@cache
def table_of_contents() -> tuple[Collection, ...]:
    """Every collection of a dossier, in order."""
    hints = get_type_hints(Dossier)
    return tuple(
        Collection(entry.name, get_args(hints[entry.name])[0], file, entry.metadata["shape"])
        for entry in fields(Dossier)
        if (file := entry.metadata.get("file"))
    )


@cache
def collection_named(name: str) -> Collection | None:
    """The collection that a YAML key or a table's stem names."""
    return next((entry for entry in table_of_contents() if entry.name == name), None)


@cache
def kinds() -> Mapping[str, Collection]:
    """Collections by the kind of their items."""
    return {entry.record.kind: entry for entry in table_of_contents() if entry.record.kind}


def is_above_mission(collection: Collection) -> bool:
    """Whether the collection belongs to the workspace, not to one mission."""
    return collection.file.startswith("../")


def file_of(collection: Collection) -> PurePosixPath:
    """File or folder relative to the mission, or to the workspace for what stands above it."""
    return PurePosixPath(collection.file.removeprefix("../"))


def references_of(records: Iterable[Record]) -> frozenset[str]:
    """The references of those records that have one."""
    return frozenset(record.reference for record in records if record.kind)
