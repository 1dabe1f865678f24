"""A question put to the events of a workspace, with the dossier where it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bluehelm.desk.open_workspace import OpenMission, Workspace, open_mission, workspace_around
from bluehelm.dossier.contents import Dossier
from bluehelm.evidence.indicators.built_in_indicators import BUILT_IN
from bluehelm.evidence.indicators.declared_indicators import (
    Declared,
    base_points,
    declared,
    people_of,
    sectors_of,
)
from bluehelm.evidence.indicators.indicator import Indicator
from bluehelm.evidence.indicators.question import EVERYWHERE, PRECISE, SPREAD, Assign, Precision, Question
from bluehelm.evidence.indicators.stored_events import StoredRelease, release_asked
from bluehelm.foundation.errors import NotADossier, UnknownIndicator

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class EvidenceAsked:
    """A question as it is typed: names and words, nothing looked up yet."""

    indicator: str
    by: tuple[str, ...]
    from_on: date
    until_on: date
    countries: tuple[str, ...] = ()
    assign: Assign = "start"
    precision: str | None = None
    known_on: date | None = None
    source: str | None = None
    release: str | None = None
    mission: str | None = None
    within_km: float = 25.0
    over: int = 1
    every_area: bool = False


@dataclass(frozen=True)
class MeasuredEvidence:
    """The answer: the table, and what it rests on."""

    indicator: Indicator
    question: Question
    release: StoredRelease
    table: pa.Table

    def asked_anew(self, **changed: Any) -> pa.Table:
        """The same events asked in another way, for a picture."""
        return _answer(self.indicator, replace(self.question, **changed), self.release)


def measure_evidence(asked: EvidenceAsked, workspace: Path) -> MeasuredEvidence:
    """The answer of the workspace's evidence store, by the release that fits.

    Raises UnknownIndicator, NoEvidence, and NotADossier where a dossier is needed and none is meant.
    """
    around = workspace_around(workspace) or Workspace(workspace)
    dossier = _dossier(asked, around)
    indicator, declaration = _indicator(asked.indicator, dossier)
    question = _question(asked, dossier)
    if declaration is not None:
        question = declaration.asked(question)
    source = asked.source or (declaration.how.source if declaration else None)
    release = release_asked(around.folder, question, source=source, release=asked.release)
    return MeasuredEvidence(indicator, question, release, _answer(indicator, question, release))


def _answer(indicator: Indicator, question: Question, release: StoredRelease) -> pa.Table:
    from bluehelm.evidence.indicators.compute_indicator import compute_indicator

    return compute_indicator(release.events(), indicator, question, release.coverage)


def _dossier(asked: EvidenceAsked, around: Workspace) -> Dossier | None:
    """The dossier named, or for sectors, bases and declared indicators the only one that fits."""
    if asked.mission is not None:
        return open_mission(asked.mission, around.folder).reading.dossier
    built_in = BUILT_IN.get(asked.indicator.replace("-", "_"))
    rests_on_one = (built_in and built_in.needs_places) or {"sector", "base"} & set(asked.by)
    if not rests_on_one and (built_in or not around.missions):
        return None
    opened = [_opened(around, name) for name in around.missions]
    hosted = [one for one in opened if not asked.countries or _host(one) in asked.countries]
    if len(hosted) != 1:
        raise NotADossier(around.folder, missions=around.missions)
    return hosted[0].reading.dossier


def _opened(around: Workspace, name: str) -> OpenMission:
    return open_mission(name, around.folder)


def _host(opened: OpenMission) -> str | None:
    mission = opened.reading.dossier.mission
    return mission.host if mission else None


def _indicator(name: str, dossier: Dossier | None) -> tuple[Indicator, Declared | None]:
    """A measure of the dossier that declares how it is counted, or else one that is built in."""
    found = _declared(dossier)
    if name in found:
        return found[name].indicator, found[name]
    if (built_in := BUILT_IN.get(name.replace("-", "_"))) is not None:
        return built_in, None
    raise UnknownIndicator(name, [*BUILT_IN, *found])


def _declared(dossier: Dossier | None) -> Mapping[str, Declared]:
    measures = dossier.measures if dossier else ()
    return {one.id: found for one in measures if (found := declared(one)) is not None}


def _question(asked: EvidenceAsked, dossier: Dossier | None) -> Question:
    host = dossier.mission.host if dossier and dossier.mission else None
    return Question(
        by=asked.by,
        from_on=asked.from_on,
        until_on=asked.until_on,
        countries=asked.countries or ((host,) if host else ()),
        assign=asked.assign,
        precision=precision_typed(asked.precision),
        known_on=asked.known_on,
        sectors=sectors_of(dossier.areas) if dossier else (),
        bases=base_points(dossier.bases) if dossier else (),
        within_km=asked.within_km,
        every_area=asked.every_area,
        over=asked.over,
        n_people=people_of(dossier) if dossier else (),
    )


def precision_typed(word: str | None) -> Precision | None:
    """How well places must be known, as it is typed: all, spread, 1-3, 1-2 or 1; ValueError for another word.

    >>> precision_typed("1-2"), precision_typed("all").coarsest
    (Precision(coarsest=2, spread=False), None)
    """
    if word is None:
        return None
    named = {"all": EVERYWHERE, "spread": SPREAD, "1-3": PRECISE}
    if word in named:
        return named[word]
    coarsest = word.removeprefix("1-")
    if coarsest.isascii() and coarsest.isdigit() and 1 <= int(coarsest) <= 7:
        return Precision(int(coarsest))
    raise ValueError(f"'{word}' is no precision; write all, spread, or 1-3")
