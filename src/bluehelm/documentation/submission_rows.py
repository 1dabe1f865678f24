"""The paragraphs of Canada's submission: what each asks for, in our words, and where a dossier keeps it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One paragraph: what it asks for, which fields keep it, and which sections of the brief show it.

    `fields` are collections of the dossier, or collection.field. `not_yet` says what is still missing.
    """

    paragraph: str
    asks: str
    fields: tuple[str, ...]
    not_yet: str = ""

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections of the brief that show it; none where only findings do."""
        return SECTIONS.get(self.paragraph, ())


SECTIONS = {
    "1a": ("violence",),
    "1d": ("numbers", "money"),
    "1e": ("components",),
    "2a": ("what-if", "suspect"),
    "2b": ("phase",),
    "2b.i": ("mandate", "what-if"),
    "2b.ii": ("phase",),
    "2b.iii": ("phase", "suspect"),
    "2d": ("money",),
    "2f": ("components", "money"),
    "2h": ("numbers",),
    "3f": ("decisions",),
    "3g": ("numbers", "money"),
    "3h": ("violence",),
    "9b.iii": ("money",),
    "11b": ("numbers",),
}


def _row(paragraph: str, asks: str, fields: str, not_yet: str = "") -> SubmissionRow:
    return SubmissionRow(paragraph, asks, tuple(fields.split()), not_yet)


SUBMISSION_ROWS: tuple[SubmissionRow, ...] = (
    _row("1a", "lost control of territory, border zones, armed groups that govern and trade",
         "areas control series locations measures",
         "groups of events across borders are not found by the software"),
    _row("1b", "a paralysed Council; moving between forms of operation; operations never mandated",
         "situations mandates.votes phases.form forms.can_become drafts intake",
         "a page over all missions"),
    _row("1c", "commitment of the host, obstruction, consent, expulsion",
         "parties.stances agreements commitments obstructions consent"),
    _row("1d", "the liquidity crisis stops planning and tasks",
         "cash cuts outputs.lead_days outputs.commit_by outputs.cut_rank",
         "a month-by-month outlook of cash"),
    _row("1e", "assessments do not show how a mission and its components perform",
         "indicators actuals reviews.verdicts",
         "uncertainty of impact and contribution is judged by people, not computed"),
    _row("2a", "mandates in support of a political strategy",
         "strategies objectives tasks.serves tasks.because"),
    _row("2b", "mandates that are focused, phased and adaptive",
         "mandates phases reviews"),
    _row("2b.i", "focused: short, with clear priorities, without themes from a template",
         "mandates.n_words mandates.n_operative_paragraphs mandates.gives mandates.priorities_ranked "
         "mandates.share_on_conflict_management mandates.share_of_template_language "
         "mandates.sequencing_stated tasks.manages_conflict"),
    _row("2b.ii", "phased: few elements first, more later, then handed over",
         "phases.tasks phases.leave phases.handover receivers"),
    _row("2b.iii", "adaptive: change between renewals, with resources that can follow",
         "triggers phases.leave phases.ready_when phases.envelope phases.at_expiry detections facts "
         "judgements"),
    _row("2c", "expertise in operations wherever it is needed; field presences joined",
         "presences mergers", "lessons found across all dossiers"),
    _row("2d", "resources aligned with political strategy; what extending state authority takes",
         "strategies objectives allocations authority"),
    _row("2e", "leaders empowered and accountable for force protection",
         "safeguards bases incidents deaths"),
    _row("2f", "integrated planning; budgets aligned with results; quarterly reviews",
         "accomplishments indicators outputs lines allocations milestones reviews"),
    _row("2g", "a Chief of Staff with the right competencies, who leads planning, budget and staffing",
         "selections staffing"),
    _row("2h", "interest on arrears, a lower cap, few payers",
         "rules scale_rates cash", "schedules and caps are not simulated"),
    _row("2i", "Fifth Committee, Secretariat, Council and contributors share one view of needs",
         "consultations needs positions"),
    _row("2j", "specific statements of unit requirements, kept to, without ambiguity about tasks",
         "requirements pledges deployed verifications"),
    _row("2k", "liaison between Council and General Assembly",
         "liaison presidencies drafts.assembly_debate_on"),
    _row("3a", "no operation where war-fighting is what is needed",
         "conditions situations.measures options"),
    _row("3b", "form follows function, up to transitional administration",
         "forms options.functions options.form options.form_chosen_on"),
    _row("3c", "early, small and focused; across borders; against organized crime",
         "options areas.borders options.crosses_borders control.trafficking",
         "templates of options with cost and strength"),
    _row("3d", "prevention upstream: envoys, mediation, technical help",
         "situations.entry_points incentives parties"),
    _row("3e", "women in peace processes",
         "processes.seats processes.targets objectives.women"),
    _row("3f", "unity of effort; leaders accountable",
         "posts objectives.led_by outputs.led_by efforts compacts"),
    _row("3g", "money, people, equipment and plans that a mandate needs",
         "tasks.norm allocations strength requirements phases.envelope"),
    _row("3h", "protection of civilians at the centre",
         "protection alerts locations bases series"),
    _row("4a", "partners, with the United Nations at the centre",
         "partners.role partners.un_role partners.leads"),
    _row("4b", "partners by demonstrated comparative advantage",
         "partners.advantage"),
    _row("4c", "partners with comparable standards",
         "partners.standards support"),
    _row("4d", "fragility financing of the World Bank in support of political strategies",
         "financing.objectives financing.alignment"),
    _row("5a", "earlier reforms as the baseline",
         "reforms"),
    _row("5b", "independent analysis and options before mandates",
         "options.sealed_on options.data_known_on options.preference_stated_on mandates.prepared_by "
         "staffing.planning",
         "options are kept and checked, not computed"),
    _row("5c", "a campaign; views of the host country; ownership",
         "voices narratives"),
    _row("9a", "what moves a State to contribute",
         "contributors.factors"),
    _row("9b", "the six factors of the decision, weighed and answered",
         "contributors.factors contributors.commitments"),
    _row("9b.i", "support of the Council",
         "mandates.votes parties.stances positions"),
    _row("9b.ii", "a political strategy",
         "strategies objectives"),
    _row("9b.iii", "a mandate that is resourced and sequenced",
         "phases.envelope tasks.depends_on allocations"),
    _row("9b.iv", "force protection and medical care",
         "safeguards bases medical aviation"),
    _row("9b.v", "capacity to plan ahead of mandates",
         "milestones staffing.planning"),
    _row("9b.vi", "accountable leadership",
         "compacts safeguards"),
    _row("10a", "views of contributors taken into account",
         "contributors.views consultations positions"),
    _row("10b", "recognition of those who serve and died",
         "contributors.recognition deaths"),
    _row("10c", "forums: Special Committee, Fifth Committee",
         "contributors.views.forum contributors.views.response"),
    _row("10d", "advocacy on protection, children and women",
         "contributors.advocacy"),
    _row("11a", "spoilers",
         "parties.stances obstructions"),
    _row("11b", "ambition beyond resources",
         "tasks.weight tasks.norm allocations indicators.targets"),
    _row("11c", "caveats and restrictive mindsets",
         "caveats rules_of_engagement"),
    _row("11d", "restrictions of the host on technology",
         "technology"),
    _row("11e", "technological literacy",
         "training technology.procedure"),
    _row("11f", "infrastructure, in remote places and for women",
         "bases.facilities bases.separate_lockable bases.longest_gap_days"),
    _row("11g", "helicopters, mobility, unified command, joint planning",
         "aviation command milestones.joint efforts"),
    _row("12a", "readiness and inclusive systems",
         "readiness pledges.level women_in_uniform training"),
    _row("12b.i", "medical care and evacuation",
         "medical aviation bases"),
    _row("12b.ii", "command, communications, surveillance, reconnaissance",
         "information_needs technology"),
    _row("12b.iii", "strategic communications",
         "narratives"),
    _row("12b.iv", "training",
         "training readiness"),
    _row("12b.v", "women, peace and security",
         "women_in_uniform gender_steps"),
    _row("12b.vi", "rules of engagement",
         "rules_of_engagement caveats"),
    _row("12b.vii", "engineering against mines and explosive devices",
         "routes training"),
    _row("12b.viii", "legal framework",
         "capabilities"),
)  # fmt: skip
