"""Pages of one mission to read: overview, rooms, items, findings, derivations, charts."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from bluehelm.desk.explain_figure import explain
from bluehelm.desk.trace_item import text_of, trace_item
from bluehelm.dossier.catalogue import FieldEntry, Part, Record, fields_of
from bluehelm.dossier.changed_fields import plain_text, texts_of
from bluehelm.dossier.contents import collection_named, is_above_mission
from bluehelm.dossier.stamps import read_stamps
from bluehelm.foundation.errors import UnknownReference
from bluehelm.foundation.findings import counts
from bluehelm.foundation.languages import finding_in, say
from bluehelm.foundation.pages import BarChart, CellMap, SeriesChart
from bluehelm.review.draw_charts import draw
from bluehelm.review.write_html import SYSTEM_FONT
from bluehelm.web.refusals import not_found
from bluehelm.web.rights import Act
from bluehelm.web.rooms_of_mission import BY_NAME
from bluehelm.web.served import served
from bluehelm.web.show_page import sections_shown
from bluehelm.web.visits import Visit, of_mission

OPENING = ("dates", "decisions", "numbers", "phase", "components", "money", "suspect", "findings", "unknown")
ROWS_A_PAGE, ROWS_IN_A_ROOM = 100, 20


@require_safe
@of_mission()
def overview(visit: Visit) -> HttpResponse:
    """The page a Chief of Staff opens every morning."""
    return visit.show(
        "overview.html",
        sections=_sections(visit, OPENING),
        small_print=[say(one, visit.language) for one in visit.brief.small_print],
        n_findings=counts(visit.report.findings),
        differs=served().repository.differs_on_disk() if visit.rights.may(Act.EDIT) else [],
        room_now="overview",
    )


def _sections(visit: Visit, names: tuple[str, ...]) -> list[dict[str, Any]]:
    by_name = {section.name: section for section in visit.brief.sections}
    wanted = [by_name[name] for name in names if name in by_name]
    moment = f"?as_of={visit.as_of}" + (f"&known_on={visit.known_on}" if visit.known_on else "")
    return sections_shown(
        wanted, visit.language, f"/missions/{visit.name}/charts/{{section}}/{{place}}.svg{moment}"
    )


@require_safe
@of_mission()
def chart(visit: Visit, section: str, place: int) -> HttpResponse:
    """One chart as a picture."""
    blocks = next((one.blocks for one in visit.brief.sections if one.name == section), ())
    block = blocks[place] if place < len(blocks) else None
    if not isinstance(block, BarChart | SeriesChart | CellMap):
        return not_found(visit.request)
    key = ("chart", visit.as_of, visit.known_on, section, place, visit.language)
    drawn = visit.mission.kept(key, lambda: draw(block, visit.language, SYSTEM_FONT))
    response = HttpResponse(drawn, content_type="image/svg+xml; charset=utf-8")
    patch_cache_control(response, private=True, max_age=60)
    return response


@require_safe
@of_mission()
def room(visit: Visit, room: str) -> HttpResponse:
    """One room: what the brief says of it, and its collections."""
    found = BY_NAME.get(room)
    if found is None:
        return not_found(visit.request)
    collections = [(name, getattr(visit.seen.dossier, name)) for name in found.collections]
    return visit.show(
        "room.html",
        room=found,
        sections=_sections(visit, found.sections),
        collections=[
            _rows(name, records[:ROWS_IN_A_ROOM], len(records)) for name, records in collections if records
        ],
        blank=[name for name, records in collections if not records],
        room_now=room,
    )


@require_safe
@of_mission()
def collection(visit: Visit, collection: str) -> HttpResponse:
    """Every item of a collection, a hundred at a time."""
    entry = collection_named(collection)
    if entry is None:
        return not_found(visit.request)
    records = getattr(visit.seen.dossier, collection)
    page = max(
        1, int(visit.request.GET.get("page", "1")) if visit.request.GET.get("page", "1").isdigit() else 1
    )
    first = (page - 1) * ROWS_A_PAGE
    return visit.show(
        "collection.html",
        table=_rows(collection, records[first : first + ROWS_A_PAGE], len(records)),
        page=page,
        n_pages=max(1, -(-len(records) // ROWS_A_PAGE)),
        may_sheet=entry.shape in ("list", "table") and not is_above_mission(entry),
        may_upload=visit.rights.may(Act.EDIT) or visit.rights.may(Act.EDIT_MONEY),
        room_now=next((one.name for one in BY_NAME.values() if collection in one.collections), ""),
    )


def _rows(name: str, records: tuple[Record, ...], n_records: int) -> dict[str, Any]:
    """A collection as a table: the fields that fit a row and that at least one item fills in."""
    entry = collection_named(name)
    assert entry is not None
    fitting = [one for one in fields_of(entry.record).values() if _fits_a_row(one)]
    filled = [
        one for one in fitting if any(getattr(record, one.attribute) not in (None, ()) for record in records)
    ]
    columns = filled[:7]
    return {
        "name": name,
        "n_records": n_records,
        "columns": columns,
        "rows": [
            {
                "reference": record.reference,
                "cells": [plain_text(getattr(record, one.attribute)) for one in columns],
            }
            for record in records
        ],
    }


def _fits_a_row(entry: FieldEntry) -> bool:
    skipped = ("sensitivity", "known_as", "source")
    return entry.part is None and entry.name not in skipped and not entry.name.endswith("_fr")


@require_safe
@of_mission()
def item(visit: Visit, kind: str, name: str) -> HttpResponse:
    """One item: its fields, its trace both ways, what the checks say of it."""
    reference = f"{kind}/{name}"
    record = visit.seen.dossier.by_reference.get(reference)
    if record is None:
        raise UnknownReference(reference)
    report = visit.report
    return visit.show(
        "item.html",
        record=record,
        text=text_of(record),
        fields=[_field(one, record, visit) for one in fields_of(type(record)).values()],
        trace=trace_item(visit.seen, reference, ("up", "down"), 3),
        findings=[finding_in(one, visit.language) for one in report.findings if one.item == reference],
        may_change=visit.rights.may_change(record, getattr(record, "component", None)),
        room_now=next((one.name for one in BY_NAME.values() if _holds(one.collections, record)), ""),
    )


def _holds(collections: tuple[str, ...], record: Record) -> bool:
    entries = (collection_named(name) for name in collections)
    return any(entry is not None and entry.record is type(record) for entry in entries)


def _field(entry: FieldEntry, record: Record, visit: Visit) -> dict[str, Any]:
    """One field with its value; what it refers to is linked where the reader may see it."""
    value = getattr(record, entry.attribute)
    values = value if isinstance(value, tuple) else (value,)
    known = visit.seen.dossier.by_reference
    links = []
    if entry.refers is not None:
        for one in values:
            candidates = (
                [str(one)] if entry.refers.typed else [f"{kind}/{one}" for kind in entry.refers.kinds]
            )
            links += [found for found in candidates if found in known]
    blocks = [list(texts_of(one).items()) for one in values if isinstance(one, Part)]
    return {"entry": entry, "text": plain_text(value), "links": links, "blocks": blocks}


@require_safe
@of_mission()
def findings(visit: Visit) -> HttpResponse:
    """What the checks find, by check."""
    report = visit.report_now
    wanted = visit.request.GET.get("severity", "")
    shown = [one for one in report.findings if not wanted or one.severity.word == wanted]
    by_check = sorted(shown, key=lambda one: (-one.severity, one.check))
    return visit.show(
        "findings.html",
        groups=[
            (check, [finding_in(one, visit.language) for one in found])
            for check, found in groupby(by_check, key=lambda one: one.check)
        ],
        n_findings=counts(report.findings),
        accepted=[finding_in(one, visit.language) for one in report.accepted],
        severity=wanted,
        room_now="findings",
    )


@require_safe
@of_mission()
def suspects(visit: Visit) -> HttpResponse:
    """Links whose ends have changed since somebody reviewed them."""
    known = visit.seen.dossier.by_reference
    return visit.show(
        "suspects.html",
        suspects=[
            (one, text_of(known[one.link.source]), text_of(known[one.link.target]))
            for one in read_stamps(visit.seen).suspects
        ],
        room_now="suspects",
    )


@require_safe
@of_mission()
def derivation(visit: Visit, reference: str) -> HttpResponse:
    """How a figure was found."""
    figure = explain(visit.mission.opened, reference, as_of=visit.as_of, known_on=visit.known_on)
    return visit.show("derivation.html", figure=figure)
