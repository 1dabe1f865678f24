"""Who a clause speaks to: a task is a task only where the mission or its head is asked to do something.

A mission that is named is not thereby addressed; a commended or recalled task is not given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluehelm.mandate.verb_strength import Clause, clauses

_BODIES = "HCR|ICEF|DP|ESCO|ITA|CT|EP|ODC|AIDS|MAS|FPA|SC|SCR|OPS|HABITAT|OCHA|TA"
MISSION = re.compile(
    rf"\b(?:(?!UN(?:{_BODIES})\b)(?:UN[A-Z]{{2,}}|MINU[A-Z]+|MIPO[A-Z]+|MON[A-Z]+|ONU[A-Z]+|BINU[A-Z]+|ATMIS"
    r"|AUSSOM|AMISOM|AMIS|MISCA|AFISMA|AFISM|MISAB|CIVPOL)\b|the\s+(?:Mission|Operation|Force)\b"
    r"|(?:his\s+|the\s+)?Special\s+Representatives?\b|Military\s+Observers\b"
    r"|(?:[Pp]eace-?keeping|[Ss]tabili[sz]ation|[Mm]ultinational)\s+(?:[Mm]ission|[Oo]peration|[Ff]orce|[Pp]resence)"
    r"|United\s+Nations\s+(?:Mission|Operation|Force|presence|troops|personnel))"
)
_SECRETARY_GENERAL = re.compile(r"Secretary-?\s?General")
_OTHERS = re.compile(
    r"\b(?:government|authorities|part(?:y|ies)|states|international\s+community|donors?|armed\s+groups|all\s+\w+"
    r"|signatories|countries|leaders|factions|institutions|organi[sz]ations|sides)\b",
    re.IGNORECASE,
)
_WITH_ITS_HELP = re.compile(
    r"(?:with\s+the\s+(?:\w+\s+)?(?:support|assistance|help|co-?operation)\s+of|(?:assisted|supported)\s+by"
    r"|in\s+(?:close\s+)?(?:co-?ordination|co-?operation|consultation|collaboration)\s+with|together\s+with"
    r"|support\s+(?:of|from))\s+[^,;]{0,60}?(?:" + MISSION.pattern + ")"
)
_BESIDE_OTHERS = re.compile(r"\band\s+(?:the\s+)?(?:" + MISSION.pattern + r")[^;]*$")
_TASK_LIST = re.compile(r"\b(?:mandate|tasks|functions|responsibilities)\b", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:reports?|briefings?|briefs?|assessments?|benchmarks|information|recommendations)\b", re.IGNORECASE
)
_ITEMS_FOLLOW = re.compile(r"\b(?:on|including|regarding|containing|covering|with)\s*:?\W*$", re.IGNORECASE)
_OTHER_BODY = re.compile(
    r"\b(?:Group|Panel)\s+of\s+Experts\b|\bCommittee\s+of\s+the\s+Security\s+Council\b|\bthe\s+Committee\b"
)
_SHALL = re.compile(
    r"\b(?:shall|will|should|is\s+to|are\s+to|be\s+authori[sz]ed\s+to|in\s+order\s+to\s+assist|with\s+a\s+mandate"
    r"|intended\s+to)\b"
)
_ASKED_OF_OTHERS = re.compile(r"^\W*(?:and\s+)?(?:calls|urges|demands|reiterates)", re.IGNORECASE)

POINTS = {
    "list of tasks": 4,
    "mission asked": 3,
    "mission in support": 3,
    "mission decided on": 1,
    "mission named": 0,
    "report to the Council": 0,
    "Secretary-General asked": -2,
    "another body asked": -4,
    "nobody of the mission": -4,
    "position only": -5,
}


@dataclass(frozen=True, slots=True)
class PlacedClause:
    """A clause and what its place says: who is asked, how strongly, and the points this gives."""

    clause: Clause
    place: str
    governing: Clause

    @property
    def points(self) -> int:
        """How much the place speaks for a task."""
        return POINTS[self.place]


def placed_clauses(text: str, lead_in: tuple[str, ...]) -> list[PlacedClause]:
    """The clauses of a paragraph or point, each with its place.

    >>> [one.place for one in placed_clauses("Welcomes this; requests UNXYZ to help;", ())]
    ['position only', 'mission asked']
    >>> placed_clauses("to guard the port;", ("Decides that UNXYZ shall have the following mandate:",))[
    ...     0
    ... ].place
    'list of tasks'
    """
    return [_placed(clause, text[clause.start : clause.end], lead_in) for clause in clauses(text)]


def _placed(clause: Clause, said: str, lead_in: tuple[str, ...]) -> PlacedClause:
    if not clause.verb and lead_in:
        governing, lead = _governing(lead_in)
        return PlacedClause(clause, _place_in_list(lead), governing)
    return PlacedClause(clause, _place_alone(clause, said), clause)


def _governing(lead_in: tuple[str, ...]) -> tuple[Clause, str]:
    """The last clause of the paragraph that opens the list, and its words."""
    last = clauses(lead_in[0])[-1]
    return last, lead_in[0][last.start : last.end]


def _place_in_list(lead: str) -> str:
    if _OTHER_BODY.search(lead) and not MISSION.search(lead):
        return "another body asked"
    if _REPORT.search(lead) and _ITEMS_FOLLOW.search(lead):
        return "report to the Council"
    if _TASK_LIST.search(lead):
        return "list of tasks"
    named = MISSION.search(lead) or _SECRETARY_GENERAL.search(lead)
    if named and named.start() < 150 and not _ASKED_OF_OTHERS.match(lead):
        return "list of tasks"
    return "mission in support" if named else "nobody of the mission"


def _place_alone(clause: Clause, said: str) -> str:
    if clause.strength == 0:
        return "position only"
    if _WITH_ITS_HELP.search(said):
        return "mission in support"
    asked = _asked(said)
    if asked != "mission":
        if asked == "Secretary-General":
            return "Secretary-General asked"
        return "mission named" if MISSION.search(said) else "nobody of the mission"
    asks = clause.strength in {2, 3, 4} or clause.verb == "authorizes" or _SHALL.search(said[:400])
    return "mission asked" if asks else "mission decided on"


def _asked(said: str) -> str:
    """Whom the clause speaks to: whoever is named first before what is to be done, or the mission beside."""
    until = said.find(" to ", 0, 140)
    head = said[: until if until > 0 else 100]
    named = [
        (found.start(), who)
        for who, pattern in (
            ("mission", MISSION),
            ("Secretary-General", _SECRETARY_GENERAL),
            ("others", _OTHERS),
        )
        if (found := pattern.search(head))
    ]
    if _BESIDE_OTHERS.search(head):
        return "mission"
    return min(named)[1] if named else ""
