"""Terms: until when a paragraph extends a mandate, what it ends, and which phases it dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bluehelm.mandate.dates_in_text import DAY, NUMBER, day_of, months_after, number_of
from bluehelm.mandate.resolution import EndOfTerm, Paragraph

_EXTENDS = re.compile(
    r"\b(?:extend(?:s|ed|ing)?|renew(?:s|ed|ing)?|prolong(?:s|ed|ing)?|continu(?:e|es|ation)|establish(?:es|ed)?|shall be deployed|"
    r"set up|authori[sz]es?|maintain(?:s|ed)?|deploy(?:ed|ment)?|re-?establish|stationing|remain)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"(?:\b(?:until|up to|through|ending(?: on)?|expir(?:ing|es?)(?: on)?|ends? on|to)|, that is,(?: until| to)?|, i\.e\.,? until)"
    rf"\s+(?:and including\s+)?(?:midnight (?:on )?|the end of )?(?P<day>{DAY})",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    rf"\b(?:for|of|by)\s+(?:an?\s+|the\s+)?(?:further|additional|initial|new|final|interim|another|next)?\s*"
    rf"(?:(?:and final|final|initial|additional|interim|further)\s+)?(?:period|term|duration)?\s*(?:of\s+)?(?:up to\s+)?"
    rf"(?P<n>{NUMBER})(?:\s+\(\d+\))?(?:\s+(?:more|further|additional))?[ -](?P<unit>months?|years?)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\bmandate|\bmission\b|\bMission\b|operation\b|\bForce\b|\bU?N?[A-Z]{4,}\b|authori[sz]ation|deployment|observers|"
    r"presence|office",
)
_OTHER_BODY = re.compile(
    r"panel of experts|group of experts|monitoring (?:group|team)|committee|ombudsperson|measures (?:imposed|set)|sanctions|"
    r"experts|mechanism|tribunal|judge|investigative team|travel ban|arms embargo|asset|prohibition|exempt|"
    r"French (?:forces|troops)|European Union|EUFOR|all necessary measures? imposed",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"\bterminat(?:e|es|ed|ion)\b[^;]{{0,160}}?(?:as of|on|with effect from|by)\s+(?P<day>{DAY})", re.IGNORECASE)
_PHASE = re.compile(
    rf"^Decides[^;]{{0,30}}\bthat,?\s+until\s+(?P<day>{DAY})[^;]{{0,400}}?\bis authori[sz]ed", re.IGNORECASE
)
_LIQUIDATION = re.compile(rf"\bliquidation[^;]{{0,40}}?(?:begin|start|commence)\w*\s+(?:on\s+)?(?P<day>{DAY})", re.IGNORECASE)
_GIVEN_START = re.compile(rf"\b(?:from|as from|as of|beginning(?: on)?|starting(?: on)?|commencing(?: on)?)\s+(?P<day>{DAY})", re.IGNORECASE)
_IS_A_CEILING = re.compile(r"^(?!.*\bextend)(?:.*\bceiling\b|.*\bto deploy\b.*\bpersonnel\b|.*personnel until)", re.IGNORECASE)
_GIVES = frozenset(
    {"decides", "extends", "authorizes", "renews", "establishes", "approves", "agrees", "recalls", "resolves",
     "reaffirms", "maintains"}
)  # fmt: skip
_RECALLED = re.compile(
    r"recall|welcom|\btaking note|express(?:es|ing) its? (?:intention|readiness|hope)|intention|report|inform|"
    r"benchmark|review|elections?|brief",
    re.IGNORECASE,
)


def ends_in(paragraph: Paragraph, adopted_on: date | None) -> Iterator[EndOfTerm]:
    """The ends of terms, phases and missions that an operative paragraph dates.

    Rule: a term in months runs from the day the text names, else from adoption, to the same day so
    many months later.
    """
    text = paragraph.text
    if found := _PHASE.search(text):
        yield EndOfTerm("phase_end", day_of(found["day"]), paragraph.id)
    if found := _LIQUIDATION.search(text):
        yield EndOfTerm("liquidation_start", day_of(found["day"]), paragraph.id)
    if (found := _ENDS.search(text)) and "decides" in paragraph.verbs:
        yield EndOfTerm("termination", day_of(found["day"]), paragraph.id, of_mandate=_of_mandate(text, found.start(), found.end()))
    if _GIVES.intersection(paragraph.verbs) or not paragraph.verbs:
        yield from _expiries(paragraph, adopted_on)


def _expiries(paragraph: Paragraph, adopted_on: date | None) -> Iterator[EndOfTerm]:
    text = paragraph.text
    seen: set[tuple[object, bool]] = set()
    for clause, begin in _clauses(text):
        extends = _EXTENDS.search(clause)
        if extends is None or _PHASE.search(text) or _IS_A_CEILING.search(clause):
            continue
        for one in _ends_of_clause(clause, extends, paragraph.id, adopted_on):
            key = (one.on or one.months, one.of_mandate)
            if key not in seen:
                seen.add(key)
                yield one
        del begin


def _clauses(text: str) -> Iterator[tuple[str, int]]:
    """The clauses that an operative verb opens; what is only recalled or intended is left out."""
    begin = 0
    cuts = [found.end() for found in re.finditer(r"[;,]\s+(?:and\s+)?(?=(?:further\s+|also\s+)?(?:decides|requests|expresses|recalls|welcomes|calls|invites|urges|encourages|authori[sz]es|takes note|notes|stresses)\b)|\band (?=(?:further )?(?:decides|requests|expresses|extends|authori[sz]es|calls)\b)", text)]
    for end in [*cuts, len(text)]:
        clause = text[begin:end]
        if not re.match(r"(?:further |also |and )*(?:express|request|recalls? its intention|welcom|call|invit|urge|note|takes note|stress|encourag)", clause, re.IGNORECASE):
            yield clause, begin
        begin = end


def _ends_of_clause(
    clause: str, extends: re.Match[str], paragraph: str, adopted_on: date | None
) -> Iterator[EndOfTerm]:
    months = _MONTHS.search(clause)
    until = next((one for one in _UNTIL.finditer(clause) if _binds(clause, one)), None)
    if months is not None:
        n = number_of(months["n"]) * (12 if months["unit"].lower().startswith("year") else 1)
        of_mandate = _of_mandate(clause, extends.start(), months.end())
        if _is_a_term(clause, months):
            yield EndOfTerm("term_months", *_counted(clause, n, adopted_on, paragraph), months=n, stated=False, of_mandate=of_mandate)
    if until is not None and (day := day_of(until["day"])):
        of_mandate = _of_mandate(clause, min(extends.start(), until.start()), max(until.end(), extends.end()))
        yield EndOfTerm("expiry", day, paragraph, of_mandate=of_mandate)


def _binds(clause: str, until: re.Match[str]) -> bool:
    """Whether a date closes a term; 'from A to B' in a list of ceilings or 'resolution of' does not."""
    before = clause[max(0, until.start() - 80) : until.start()]
    return not re.search(r"\b(?:report|inform|brief|not later|no later)\W*$", before, re.IGNORECASE)


def _is_a_term(clause: str, months: re.Match[str]) -> bool:
    before = clause[max(0, months.start() - 120) : months.start()]
    return not re.search(r"\b(?:report|every|within|prior|last|review|inform)\b[^,;]*$", before, re.IGNORECASE)


def _counted(clause: str, months: int, adopted_on: date | None, paragraph: str) -> tuple[date | None, str]:
    start = _GIVEN_START.search(clause)
    first = day_of(start["day"]) if start else adopted_on
    return (months_after(first, months) if first else None), paragraph


def _of_mandate(clause: str, begin: int, end: int) -> bool:
    """Whether a term belongs to a mandate: the words it stands among name no panel, list or measure."""
    around = clause[max(0, begin - 60) : end + 160]
    nearest = clause[begin : end + 140]
    if re.search(r"\bmandate of (?:the )?(?:United Nations|U?N?[A-Z]{4,}|AU|African Union)", nearest) and not re.search(
        r"mandate of the (?:panel|group|monitoring|committee|office of the ombuds|experts)", nearest, re.IGNORECASE
    ):
        return True
    return bool(_SUBJECT.search(around)) and not _OTHER_BODY.search(nearest)


def expiry_of(ends: Iterable[EndOfTerm]) -> EndOfTerm | None:
    """The end of the mandate among the ends that a resolution sets, or None.

    A termination counts as the end; else the latest day printed; else the latest day counted.
    """
    of_mandate = [one for one in ends if one.of_mandate and one.on is not None]
    for whats in ({"termination"}, {"expiry"}, {"term_months"}):
        among = [one for one in of_mandate if one.what in whats]
        if among:
            return max(among, key=lambda one: one.on or date.min)
    return None
