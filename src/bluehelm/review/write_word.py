"""A page as a Word document: headings, paragraphs and tables with true styles, pictures with their words."""

from __future__ import annotations

import io
from datetime import datetime, time
from functools import singledispatch
from typing import Any

from bluehelm.foundation.languages import printable, say
from bluehelm.foundation.pages import (
    Block,
    ComparedTexts,
    Decisions,
    Numbers,
    Page,
    Paragraph,
    Section,
    Table,
)
from bluehelm.review.chart_tables import table_of
from bluehelm.review.draw_charts import draw
from bluehelm.review.page_as_json import Json, block_as_json
from bluehelm.review.page_labels import as_sentence, label
from bluehelm.review.write_pdf import alt_text

FONT = "Calibri"
DRAWN_IN = "Liberation Sans"
INK, SOFT, BLUE, BAD, GOOD = "1F2933", "55606C", "1A5C96", "A12A1C", "1D6B45"
TONES = {"plain": INK, "bad": BAD, "good": GOOD, "grey": SOFT}
TEXT_POINTS, SMALL_POINTS = 9.5, 8
MARGIN_CM, WIDTH_CM = 1.8, 17.4
SHARPNESS = 2.5


def page_as_word(page: Page, language: str) -> bytes:
    """The whole page as a .docx file; the same page gives the same document."""
    document = _blank(page, language)
    document.add_heading(_clean(say(page.title, language)), level=0)
    _small(document, say(page.subtitle, language), SOFT)
    for section in page.sections:
        _section(document, section, language)
    for said in page.small_print:
        _small(document, say(said, language), SOFT)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _clean(text: str) -> str:
    return printable(text)


def _blank(page: Page, language: str) -> Any:
    """An empty A4 document with the house's styles."""
    from docx import Document
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    paper = document.sections[0]
    paper.page_width, paper.page_height = Cm(21), Cm(29.7)
    paper.left_margin = paper.right_margin = Cm(MARGIN_CM)
    paper.top_margin = paper.bottom_margin = Cm(1.5)
    for name, points in (("Normal", TEXT_POINTS), ("Title", 16), ("Heading 1", 12)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(points)
        style.font.color.rgb = RGBColor.from_string(INK if name != "Heading 1" else BLUE)
        style.paragraph_format.space_after = Pt(3)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(8)
    _set_fonts(document)
    core = document.core_properties
    core.title, core.author, core.language = _clean(say(page.title, language)), "Bluehelm", language
    core.created = core.modified = datetime.combine(page.as_of, time())
    return document


def _set_fonts(document: Any) -> None:
    """Word reads the font of headings from the theme unless each of its scripts is told otherwise."""
    from docx.oxml.ns import qn

    for name in ("Title", "Heading 1"):
        fonts = document.styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)


def _section(document: Any, section: Section, language: str) -> None:
    document.add_heading(_clean(as_sentence(say(section.heading, language))), level=1)
    for block in section.blocks:
        _write(block, document, language)


def _small(document: Any, text: str, colour: str, *, points: float = SMALL_POINTS, bold: bool = False) -> Any:
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    run = paragraph.add_run(_clean(text))
    run.font.size, run.bold = Pt(points), bold
    run.font.color.rgb = RGBColor.from_string(colour)
    return paragraph


@singledispatch
def _write(block: Block, document: Any, language: str) -> None:
    """A picture, with its table below for those who do not see it."""
    _caption(document, as_sentence(say(block.caption, language)))  # type: ignore[union-attr]
    _picture(document, block, language)
    said = block_as_json(table_of(block, language), language)
    _table_rows(document, said)
    _note(document, block_as_json(block, language))


@_write.register
def _paragraph(block: Paragraph, document: Any, language: str) -> None:
    _small(document, as_sentence(say(block.text, language)), TONES[block.tone], points=TEXT_POINTS)


@_write.register
def _table(block: Table, document: Any, language: str) -> None:
    said = block_as_json(block, language)
    _caption(document, said["caption"])
    _table_rows(document, said)
    _note(document, said)


@_write.register
def _numbers(block: Numbers, document: Any, language: str) -> None:
    from docx.shared import Pt, RGBColor

    said = block_as_json(block, language)["numbers"]
    table = document.add_table(rows=1, cols=len(said))
    for cell, one in zip(table.rows[0].cells, said, strict=True):
        large = cell.paragraphs[0].add_run(_clean(one["text"]))
        large.font.size, large.bold = Pt(15), True
        large.font.color.rgb = RGBColor.from_string(TONES[one["tone"]])
        cell.add_paragraph(_clean(one["label"]))
        if one["context"]:
            run = cell.add_paragraph().add_run(_clean(one["context"]))
            run.font.size, run.font.color.rgb = Pt(SMALL_POINTS), RGBColor.from_string(SOFT)


@_write.register
def _decisions(block: Decisions, document: Any, language: str) -> None:
    for one in block_as_json(block, language)["decisions"]:
        said = f"{one['by']}: {one['text']} ({label('decided_by', language)}: {one['decided_by']})"
        document.add_paragraph(_clean(said), style="List Bullet")


@_write.register
def _compared(block: ComparedTexts, document: Any, language: str) -> None:
    for one in block_as_json(block, language)["texts"]:
        _small(document, one["label"], INK, bold=True)
        paragraph = document.add_paragraph()
        for words in one["words"]:
            run = paragraph.add_run(_clean(words["text"]) + " ")
            run.font.strike, run.font.underline = words["kind"] == "out", words["kind"] == "in"


def _caption(document: Any, text: str) -> None:
    paragraph = _small(document, text, INK, bold=True)
    paragraph.paragraph_format.keep_with_next = True


def _note(document: Any, said: Json) -> None:
    if said["note"]:
        _small(document, said["note"], SOFT)


def _picture(document: Any, block: Any, language: str) -> None:
    import vl_convert
    from docx.shared import Cm

    png = vl_convert.svg_to_png(draw(block, language, DRAWN_IN), scale=SHARPNESS)
    shown = document.add_picture(io.BytesIO(png), width=Cm(WIDTH_CM * 0.8))
    properties = shown._inline.docPr
    properties.set("descr", _clean(alt_text(block, language)))


def _table_rows(document: Any, said: Json) -> None:
    """A table whose first row repeats on every page; numbers stand at the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    columns = said["columns"]
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Light List Accent 1"
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)
    rows = [
        [one["heading"] for one in columns],
        *([one["text"] for one in row["cells"]] for row in said["rows"]),
    ]
    for number, texts in enumerate(rows):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        tone = said["rows"][number - 1]["tone"] if number else "plain"
        for cell, column, text in zip(cells, columns, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column["numeric"] else WD_ALIGN_PARAGRAPH.LEFT
            _cell(paragraph, text, tone, head=number == 0)


def _cell(paragraph: Any, text: str, tone: str, *, head: bool) -> None:
    from docx.shared import Pt, RGBColor

    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(_clean(text))
    run.font.size, run.bold = Pt(SMALL_POINTS), head
    if tone != "plain" and not head:
        run.font.color.rgb = RGBColor.from_string(TONES[tone])
