"""A resolution of the Security Council as structure: paragraphs, ceilings, dates, duties, citations."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

ParagraphKind = Literal["preambular", "operative", "heading", "annex"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, point or heading: its own text only, not that of the points below it.

    id       as in Akoma Ntoso: para_14__point_d__point_i; unique within one resolution only
    kind     preambular, operative, heading or annex; a point has the kind of the paragraph it stands in
    marker   number or letter as printed, without the full stop of a numbered paragraph: "14", "(d)", "•", ""
    level    0 for a paragraph, 1 for a point, 2 for a point below it, ...; for a heading 0
    verbs    operative verbs in order, lower case, with the words that strengthen them ("further requests")
    parent   id of the paragraph or point above, or ""
    line     first line in the source, from 1
    """

    id: str
    kind: ParagraphKind
    marker: str
    level: int
    verbs: tuple[str, ...]
    text: str
    parent: str = ""
    line: int = 0
    heading: str = ""
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most of one category that the Council authorizes, and the paragraph that says so.

    category   military, observers, staff_officers, police, individual_police, formed_police, corrections,
               liaison_officers or uniformed
    included   true where the figure is part of the ceiling before it ("including 480 military observers")
    temporary  true for an extra that the text calls temporary
    from_on, until_on   first and last day, where the text gives a stretch of time
    """

    category: str
    strength: int
    paragraph: str
    included: bool = False
    temporary: bool = False
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class EndOfTerm:
    """A date or term that a paragraph sets for a mandate, and how it is known.

    what   expiry, term_months, termination, phase_end or liquidation_start
    on     the day; None for a term that cannot be counted because its first day is not known
    stated true where the day is printed, false where it was counted from a term
    of_mandate  false where it is the term of a panel, a committee or measures
    """

    what: str
    on: date | None
    paragraph: str
    months: int | None = None
    stated: bool = True
    of_mandate: bool = True


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document named in a paragraph, by symbol."""

    symbol: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    """A duty to report to the Council: how often, within how long or by when, and the paragraph that sets it.

    what   every_months, every_days, within_days, within_months, on or by
    """

    what: str
    value: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class MandateByReference:
    """Tasks that a paragraph gives by pointing at paragraphs of another document.

    found   texts of those paragraphs, where that document is at hand; empty where it is not
    """

    paragraph: str
    symbol: str
    named: tuple[str, ...]
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution as it was read.

    expires_on       last day of the mandate it extends; None where it sets no end or none could be worked out
    expires_stated   true where the date is printed, false where it was worked out from a term
    chapter_vii      ids of the paragraphs under Chapter VII; "all" alone where the whole resolution is
    language         "en", or the language that the words show
    """

    symbol: str
    year: int | None
    title: str
    paragraphs: tuple[Paragraph, ...]
    ceilings: tuple[Ceiling, ...] = ()
    expires_on: date | None = None
    expires_stated: bool = False
    citations: tuple[Citation, ...] = ()
    reports: tuple[ReportingDuty, ...] = ()
    chapter_vii: tuple[str, ...] = ()
    chapter_vii_recalled: bool = False
    language: str = "en"
    source_name: str = ""
    n_words: int = 0
    by_reference: tuple[MandateByReference, ...] = ()
    adopted_on: date | None = None
    expiry_paragraph: str = ""
    ends: tuple[EndOfTerm, ...] = ()

    @property
    def operative(self) -> tuple[Paragraph, ...]:
        """Operative paragraphs and their points, in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind == "operative")

    @property
    def preambular(self) -> tuple[Paragraph, ...]:
        """Preambular paragraphs, in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind == "preambular")
