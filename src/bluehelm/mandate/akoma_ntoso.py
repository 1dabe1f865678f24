"""A resolution as Akoma Ntoso 3.0, the OASIS standard for parliamentary and legal texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from bluehelm.mandate.resolution import Paragraph, Resolution

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DAY = date(1, 1, 1)
_CITED = re.compile(r"\b(\d{1,4})\s*\(((?:19|20)\d\d)\)")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def akoma_ntoso(resolution: Resolution) -> str:
    """The resolution as an Akoma Ntoso document that is valid by the schema of the standard.

    Rule: a resolution is a statement; ids are those of the paragraphs, eId and path convert both ways.
    Gap: the profile of the United Nations (AKN4UN) was not available; this is the plain standard.
    """
    root = ET.Element("akomaNtoso", xmlns=NAMESPACE)
    statement = ET.SubElement(root, "statement", name="resolution")
    uri = _uri(resolution)
    _meta(statement, resolution, uri, "!main")
    _preface(statement, resolution)
    _preamble(statement, resolution)
    _body(statement, resolution)
    _annexes(statement, resolution, uri)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _number(resolution: Resolution) -> str:
    found = re.search(r"S/RES/(\d+)", resolution.symbol)
    return found[1] if found else "unknown"


def _day(resolution: Resolution) -> tuple[str, str]:
    """The day of adoption and what is known of it: the schema asks for a day even where there is none."""
    if resolution.adopted_on is not None:
        return resolution.adopted_on.isoformat(), "adoption"
    if resolution.year is not None:
        return f"{resolution.year:04d}-01-01", "year-of-adoption"
    return UNKNOWN_DAY.isoformat(), "unknown"


def _uri(resolution: Resolution) -> str:
    return f"/akn/un/statement/deliberation/sc/{_day(resolution)[0]}/res-{_number(resolution)}"


def _meta(parent: ET.Element, resolution: Resolution, uri: str, part: str) -> None:
    meta = ET.SubElement(parent, "meta")
    identification = ET.SubElement(meta, "identification", source="#bluehelm")
    day, known = _day(resolution)
    expression = f"{uri}/eng@{day}"
    work = _level(identification, "FRBRWork", f"{uri}/{part}", uri, (day, known, "#sc"))
    ET.SubElement(work, "FRBRcountry", value="un")
    ET.SubElement(work, "FRBRsubtype", value="resolution")
    ET.SubElement(work, "FRBRnumber", value=_number(resolution), showAs=resolution.title or "Resolution")
    of_text = _level(identification, "FRBRExpression", f"{expression}/{part}", expression, (day, known, "#sc"))
    ET.SubElement(of_text, "FRBRlanguage", language="eng")
    _level(
        identification, "FRBRManifestation", f"{expression}/{part}.xml", f"{expression}.xml", (day, "markup", "#bluehelm")
    )
    references = ET.SubElement(meta, "references", source="#bluehelm")
    for identifier, home, shown in (("sc", "un/sc", "Security Council"), ("bluehelm", "bluehelm", "Bluehelm")):
        href = f"/ontology/organizations/{home}"
        ET.SubElement(references, "TLCOrganization", eId=identifier, href=href, showAs=shown)


def _level(parent: ET.Element, name: str, this: str, uri: str, made: tuple[str, str, str]) -> ET.Element:
    day, known, author = made
    level = ET.SubElement(parent, name)
    ET.SubElement(level, "FRBRthis", value=this)
    ET.SubElement(level, "FRBRuri", value=uri)
    ET.SubElement(level, "FRBRdate", date=day, name=known)
    ET.SubElement(level, "FRBRauthor", href=author)
    return level


def _preface(parent: ET.Element, resolution: Resolution) -> None:
    preface = ET.SubElement(parent, "preface")
    title = ET.SubElement(ET.SubElement(preface, "longTitle", eId="longTitle_1"), "p")
    kind = ET.SubElement(title, "docType")
    kind.text, kind.tail = "Resolution", " "
    ET.SubElement(title, "docNumber").text = resolution.symbol.removeprefix("S/RES/") or "unknown"
    if resolution.adopted_on is not None:
        line = ET.SubElement(preface, "p")
        line.text = "Adopted by the Security Council on "
        day = resolution.adopted_on
        ET.SubElement(line, "docDate", date=day.isoformat()).text = f"{day.day} {day:%B %Y}"


def _preamble(parent: ET.Element, resolution: Resolution) -> None:
    preamble = ET.SubElement(parent, "preamble", eId="preamble")
    formula = ET.SubElement(preamble, "formula", name="enactingFormula", eId="formula_1")
    ET.SubElement(formula, "p").text = "The Security Council,"
    paragraphs = resolution.preambular
    if not paragraphs:
        return
    recitals = ET.SubElement(preamble, "recitals", eId="recs_1")
    made: dict[str, ET.Element] = {}
    for one in paragraphs:
        if one.parent in made:
            _item(made, one)
        else:
            made[one.id] = ET.SubElement(recitals, "recital", eId=one.id)
            _words(made[one.id], one.text)


def _item(made: dict[str, ET.Element], point: Paragraph) -> None:
    """A point of a preambular paragraph: recitals hold lists of blocks."""
    above = made[point.parent]
    held = above.find("blockList")
    if held is None:
        held = ET.SubElement(above, "blockList", eId=f"{point.parent}__list_1")
    made[point.id] = ET.SubElement(held, "item", eId=point.id)
    ET.SubElement(made[point.id], "num").text = point.marker
    _words(made[point.id], point.text)


def _body(parent: ET.Element, resolution: Resolution) -> None:
    body = ET.SubElement(parent, "mainBody", eId="body")
    paragraphs = _after_preamble(resolution.paragraphs)
    with_points = {one.parent for one in paragraphs if one.parent}
    made: dict[str, ET.Element] = {}
    section, pending = body, ""
    for place, one in enumerate(paragraphs):
        if one.kind == "heading" and _stands_among_points(paragraphs, place):
            pending = one.text
        elif one.kind == "heading":
            above = section if section is not body and len(section) == 1 else body
            section = ET.SubElement(above, "section", eId=one.id)
            ET.SubElement(section, "heading").text = _clean(one.text)
        else:
            above = _list_of(made[one.parent], one.parent) if one.parent in made else section
            made[one.id] = _numbered(above, one, pending, has_points=one.id in with_points)
            pending = ""
    _fill_the_empty(body)


def _after_preamble(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Operative paragraphs with the headings among them; headings of the preamble lead nothing here."""
    first = next((n for n, one in enumerate(paragraphs) if one.kind == "operative"), len(paragraphs))
    while first > 0 and paragraphs[first - 1].kind == "heading":
        first -= 1
    return [one for one in paragraphs[first:] if one.kind in {"operative", "heading"}]


def _stands_among_points(paragraphs: Sequence[Paragraph], place: int) -> bool:
    following = next((one for one in paragraphs[place + 1 :] if one.kind != "heading"), None)
    return following is not None and bool(following.parent)


def _numbered(above: ET.Element, one: Paragraph, heading: str, *, has_points: bool) -> ET.Element:
    element = ET.SubElement(above, "point" if one.parent else "paragraph", eId=one.id)
    if one.marker:
        ET.SubElement(element, "num").text = one.marker if one.parent else f"{one.marker}."
    if heading:
        ET.SubElement(element, "heading").text = _clean(heading)
    if has_points:
        held = ET.SubElement(element, "list", eId=f"{one.id}__list_1")
        _words(ET.SubElement(held, "intro"), one.text)
    else:
        _words(ET.SubElement(element, "content"), one.text)
    return element


def _list_of(element: ET.Element, identifier: str) -> ET.Element:
    held = element.find("list")
    return held if held is not None else ET.SubElement(element, "list", eId=f"{identifier}__list_1")


def _fill_the_empty(body: ET.Element) -> None:
    """A section or body must hold something; one without paragraphs holds an empty one."""
    for element in [*body.iter("section")]:
        if len(element) == 1:
            ET.SubElement(ET.SubElement(element, "content"), "p")
    if len(body) == 0:
        ET.SubElement(ET.SubElement(ET.SubElement(body, "paragraph", eId="para_0"), "content"), "p")


def _annexes(parent: ET.Element, resolution: Resolution, uri: str) -> None:
    annexes: dict[str, list[Paragraph]] = {}
    for one in resolution.paragraphs:
        if one.kind == "annex":
            annexes.setdefault(one.id.partition("__")[0], []).append(one)
    if not annexes:
        return
    attachments = ET.SubElement(parent, "attachments")
    for identifier, paragraphs in annexes.items():
        document = ET.SubElement(ET.SubElement(attachments, "attachment", eId=f"att_{identifier}"), "doc", name="annex")
        _meta(document, resolution, uri, f"!{identifier}")
        body = ET.SubElement(document, "mainBody", eId=f"{identifier}__body")
        for one in paragraphs:
            element = ET.SubElement(body, "paragraph", eId=one.id)
            if one.marker:
                ET.SubElement(element, "num").text = one.marker
            _words(ET.SubElement(element, "content"), one.text)


def _words(above: ET.Element, text: str) -> None:
    """A block of text in which resolutions cited are references."""
    block = ET.SubElement(above, "p")
    text = _clean(text)
    if "resolution" not in text.lower():
        block.text = text
        return
    last: ET.Element | None = None
    begin = 0
    for found in _CITED.finditer(text):
        before = text[begin : found.start()]
        if last is None:
            block.text = before
        else:
            last.tail = before
        last = ET.SubElement(block, "ref", href=f"/akn/un/statement/deliberation/sc/{found[2]}/res-{found[1]}")
        last.text, begin = found[0], found.end()
    if last is None:
        block.text = text
    else:
        last.tail = text[begin:]


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
