"""A resolution in the published JSON shape."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bluehelm.foundation.findings import Finding
from bluehelm.mandate.resolution import Ceiling, Paragraph, Resolution


def resolution_as_json(resolution: Resolution, findings: Iterable[Finding] = ()) -> dict[str, Any]:
    """Paragraphs, ceilings, dates, duties and citations, in the order of the text."""
    return {
        "symbol": resolution.symbol,
        "year": resolution.year,
        "title": resolution.title,
        "adopted_on": _day(resolution.adopted_on),
        "language": resolution.language,
        "n_words": resolution.n_words,
        "paragraphs": [_paragraph(one) for one in resolution.paragraphs],
        "ceilings": [_ceiling(one) for one in resolution.ceilings],
        "expires_on": _day(resolution.expires_on),
        "expires_stated": resolution.expires_stated,
        "expiry_paragraph": resolution.expiry_paragraph or None,
        "ends": [
            {"what": one.what, "on": _day(one.on), "months": one.months, "paragraph": one.paragraph,
             "of_mandate": one.of_mandate}
            for one in resolution.ends
        ],
        "chapter_vii": _chapter_seven(resolution),
        "reports": [
            {"what": one.what, "value": one.value, "paragraph": one.paragraph} for one in resolution.reports
        ],
        "citations": list(dict.fromkeys(one.symbol for one in resolution.citations)),
        "cited_in": [{"symbol": one.symbol, "paragraph": one.paragraph} for one in resolution.citations],
        "by_reference": [
            {"paragraph": one.paragraph, "symbol": one.symbol, "named": list(one.named),
             "at_hand": bool(one.found), "texts": list(one.found)}
            for one in resolution.by_reference
        ],
        "findings": [finding.as_json() for finding in findings],
    }  # fmt: skip


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "marker": one.marker,
        "level": one.level,
        "verbs": list(one.verbs),
        "text": one.text,
        "parent": one.parent or None,
        "heading": one.heading or None,
        "line": one.line,
    }


def _ceiling(one: Ceiling) -> dict[str, Any]:
    return {
        "category": one.category,
        "strength": one.strength,
        "paragraph": one.paragraph,
        "included": one.included,
        "temporary": one.temporary,
        "from": _day(one.from_on),
        "until": _day(one.until_on),
    }


def _chapter_seven(resolution: Resolution) -> dict[str, Any]:
    """none, recalled, for named paragraphs, or the whole resolution."""
    if resolution.chapter_vii == ("all",):
        return {"scope": "whole", "paragraphs": []}
    if resolution.chapter_vii:
        return {"scope": "paragraphs", "paragraphs": list(resolution.chapter_vii)}
    return {"scope": "recalled" if resolution.chapter_vii_recalled else "none", "paragraphs": []}


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
