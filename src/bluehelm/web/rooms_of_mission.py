"""The rooms of a mission in the browser: what each shows of the brief, and which collections lie in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """One tab of a mission: its address, its heading, sections of the brief, and collections."""

    name: str
    heading: str
    sections: tuple[str, ...]
    collections: tuple[str, ...]


ROOMS = (
    Room(
        "strategy", "Strategy", ("what-if",),
        ("strategies", "objectives", "parties", "agreements", "commitments", "incentives", "obstructions",
         "consent", "conditions", "processes", "situations"),
    ),
    Room("mandate", "Mandate", ("mandate", "what-if"), ("tasks", "mandates")),
    Room(
        "phases", "Phases", ("phase", "ready"),
        ("phases", "triggers", "receivers", "efforts", "authority", "protection", "safeguards", "command",
         "rules_of_engagement", "narratives", "information_needs", "gender_steps"),
    ),
    Room(
        "plan", "Plan and results", ("components", "unmeasured"),
        ("accomplishments", "indicators", "outputs", "milestones", "actuals", "delivered"),
    ),
    Room(
        "money", "Money and staff", ("money", "people"),
        ("lines", "allocations", "totals", "component_costs", "cash", "cuts", "staffing", "staffing_totals"),
    ),
    Room(
        "forces", "Forces", (),
        ("requirements", "pledges", "deployed", "strength", "caveats", "verifications", "training",
         "readiness", "women_in_uniform", "bases", "medical", "aviation", "technology", "routes",
         "capabilities"),
    ),
    Room(
        "evidence", "Evidence", ("violence",),
        ("facts", "judgements", "measures", "releases", "series", "control", "deaths", "alerts", "incidents",
         "locations", "surveys"),
    ),
    Room(
        "partners", "Partners and consultations", (),
        ("partners", "support", "financing", "presences", "consultations", "needs", "positions", "voices",
         "contributors"),
    ),
    Room(
        "decisions", "Decisions and reviews", ("decisions", "decisions-later"),
        ("decisions", "recommendations", "reviews", "options", "compacts", "selections"),
    ),
    Room(
        "mission", "The mission", ("dates",),
        ("missions", "areas", "posts", "components", "calendars", "reviewed", "accepted"),
    ),
)  # fmt: skip
BY_NAME = {room.name: room for room in ROOMS}
