"""The read-only interface for programs: the same facts as the pages, with the same rights, as JSON.

`/api/openapi.json` describes it. A program signs in as people do, and sends the session's cookie.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError
from ninja.security import django_auth
from pydantic import TypeAdapter

from bluehelm import __version__
from bluehelm.desk.explain_figure import explain
from bluehelm.desk.trace_item import TracedStep, trace_item
from bluehelm.dossier.catalogue import Record
from bluehelm.dossier.contents import collection_named, table_of_contents
from bluehelm.foundation.errors import NotADossier, UnknownReference
from bluehelm.review.page_as_json import page_as_json
from bluehelm.web.rights import Act, rights_in
from bluehelm.web.served import served
from bluehelm.web.visits import Visit, visit_to

api = NinjaAPI(
    title="Bluehelm", version=__version__, auth=django_auth, docs_url=None, urls_namespace="interface",
    description="What a workspace holds, to read. Unknown is null; money is text with all its digits.",
)  # fmt: skip
MOST_ROWS = 1000


class MissionSummary(Schema):
    """A mission that the account may read."""

    name: str
    as_of: date
    commit: str
    n_errors: int
    n_warnings: int
    n_notes: int


class Items(Schema):
    """Items of a collection, from one offset on."""

    collection: str
    n_items: int
    offset: int
    items: list[dict[str, Any]]


class TraceStep(Schema):
    """One step of a trace."""

    reference: str
    text: str
    suspect: bool
    rests_on_suspect: bool
    steps: list[TraceStep]


class Trace(Schema):
    """An item with its chain both ways."""

    reference: str
    text: str
    up: TraceStep
    down: TraceStep


class Refusal(Schema):
    """Why there is no answer."""

    detail: str


def _visit(request: HttpRequest, mission: str) -> Visit:
    rights = rights_in(request.user, mission)
    if not rights.may(Act.READ):
        raise HttpError(404, "There is no such mission, or none that this account may read.")
    try:
        return visit_to(request, mission, rights)
    except NotADossier:
        raise HttpError(404, "There is no such mission, or none that this account may read.") from None


@api.get("/missions", response=list[MissionSummary])
def missions(request: HttpRequest) -> list[MissionSummary]:
    """The missions that the account may read."""
    readable = [name for name in served().missions() if rights_in(request.user, name).may(Act.READ)]
    return [_summary(_visit(request, name)) for name in readable]


def _summary(visit: Visit) -> MissionSummary:
    from bluehelm.foundation.findings import counts

    tally = counts(visit.report.findings)
    return MissionSummary(
        name=visit.name,
        as_of=visit.as_of,
        commit=visit.mission.heads.open,
        n_errors=tally["error"],
        n_warnings=tally["warning"],
        n_notes=tally["note"],
    )


@api.get("/collections", response=dict[str, str])
def collections(request: HttpRequest) -> dict[str, str]:
    """Every collection with the kind of its items."""
    del request
    return {entry.name: entry.record.kind for entry in table_of_contents()}


@api.get("/missions/{mission}/collections/{collection}", response={200: Items, 404: Refusal})
def items(
    request: HttpRequest,
    mission: Path[str],
    collection: Path[str],
    offset: Query[int] = 0,
    limit: Query[int] = 100,
) -> Items:
    """Items of a collection, at most a thousand at a time."""
    visit = _visit(request, mission)
    if collection_named(collection) is None:
        raise HttpError(404, "There is no such collection.")
    records = getattr(visit.seen.dossier, collection)
    first = max(0, min(offset, len(records)))
    wanted = records[first : first + max(0, min(limit, MOST_ROWS))]
    return Items(
        collection=collection, n_items=len(records), offset=first, items=[_told(one) for one in wanted]
    )


def _told(record: Record) -> dict[str, Any]:
    told: dict[str, Any] = TypeAdapter(type(record)).dump_python(record, mode="json", by_alias=True)
    return {"reference": record.reference, **told}


@api.get("/missions/{mission}/items/{kind}/{name}", response={200: dict[str, Any], 404: Refusal})
def item(request: HttpRequest, mission: Path[str], kind: Path[str], name: Path[str]) -> dict[str, Any]:
    """One item with all its fields."""
    record = _visit(request, mission).seen.dossier.by_reference.get(f"{kind}/{name}")
    if record is None:
        raise HttpError(404, "There is no such item.")
    return _told(record)


@api.get("/missions/{mission}/trace/{kind}/{name}", response={200: Trace, 404: Refusal})
def trace(request: HttpRequest, mission: Path[str], kind: Path[str], name: Path[str]) -> Trace:
    """What an item rests on, and what rests on it."""
    visit = _visit(request, mission)
    try:
        traced = trace_item(visit.seen, f"{kind}/{name}", ("up", "down"), None)
    except UnknownReference:
        raise HttpError(404, "There is no such item.") from None
    up, down = _step(traced.ways["up"]), _step(traced.ways["down"])
    return Trace(reference=traced.reference, text=traced.text, up=up, down=down)


def _step(step: TracedStep) -> TraceStep:
    return TraceStep(
        reference=step.reference,
        text=step.text,
        suspect=step.suspect,
        rests_on_suspect=step.rests_on_suspect,
        steps=[_step(one) for one in step.steps],
    )


@api.get("/missions/{mission}/findings", response={200: list[dict[str, Any]], 404: Refusal})
def findings(request: HttpRequest, mission: Path[str]) -> list[dict[str, Any]]:
    """What the checks find."""
    visit = _visit(request, mission)
    return [one.as_json() for one in visit.report.findings]


@api.get("/missions/{mission}/brief", response={200: dict[str, Any], 404: Refusal})
def brief(request: HttpRequest, mission: Path[str]) -> dict[str, Any]:
    """The brief, as the command `bluehelm brief --format json` writes it."""
    visit = _visit(request, mission)
    return page_as_json(visit.brief, visit.language)


@api.get("/missions/{mission}/figures/{name}", response={200: dict[str, Any], 404: Refusal})
def figure(request: HttpRequest, mission: Path[str], name: Path[str]) -> dict[str, Any]:
    """A figure with its derivation."""
    from bluehelm.desk.report_figure import figure_as_json

    visit = _visit(request, mission)
    try:
        found = explain(visit.mission.opened, f"figure/{name}", as_of=visit.as_of, known_on=visit.known_on)
    except UnknownReference:
        raise HttpError(404, "There is no such figure.") from None
    return figure_as_json(found, visit.language, str)
