"""A page as a Word file: real headings, lists and tables, so that offices can carry on writing in it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from bluehelm.foundation.languages import say
from bluehelm.foundation.pages import Block, CellMap, Chart, Page, SeriesChart, Timeline
from bluehelm.review.chart_tables import table_of
from bluehelm.review.draw_charts import draw
from bluehelm.review.page_as_json import Json, block_as_json, page_as_json
from bluehelm.review.page_labels import labels_in
from bluehelm.review.write_pdf import alt_text, layout_of

FONT = "Calibri"
CHART_FONT = "DejaVu Sans, sans-serif"
BLUE, INK, SOFT = "1A5C96", "1F2933", "55606C"
TONES = {"plain": INK, "bad": "A12A1C", "good": "1D6B45", "grey": SOFT}
PAGE_WIDTH_CM, MARGIN_CM = 21.0, 1.8
NUMBERS_A_ROW = 4
SCALE = 2.0


def page_as_docx(page: Page, language: str) -> bytes:
    """The whole Word file; the same page makes the same text, and the only moment in it is the page's own."""
    said = page_as_json(page, language)
    document = _new_document(page, said, language)
    for section, shown in zip(page.sections, said["sections"], strict=True):
        document.add_heading(shown["heading"], level=1)
        for block, block_said in zip(section.blocks, shown["blocks"], strict=True):
            _write(document, block, block_said, shown["heading"], language)
    for text in said["small_print"]:
        _paragraph(document, text, size=7.5, colour=SOFT)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _new_document(page: Page, said: Json, language: str) -> Any:
    """An empty A4 document with our styles, its title and the moment it looks from."""
    from docx import Document
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(PAGE_WIDTH_CM), Cm(29.7)
        section.left_margin = section.right_margin = Cm(MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(9.5)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 18), ("Heading 1", 12.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
        style.font.color.rgb = RGBColor.from_string(BLUE if name != "Title" else INK)
        _east_asian_font(style)
    moment = datetime.combine(page.known_on or page.as_of, time(), UTC)
    core = document.core_properties
    core.title, core.author, core.language = said["title"], "Bluehelm", language
    core.created = core.modified = moment
    document.add_heading(said["title"], level=0)
    _paragraph(document, said["subtitle"], size=11, colour=SOFT)
    label = labels_in(language)
    if page.known_on:
        _paragraph(document, f"{label['known_on']} {say(page.known_on, language)}", size=9, colour=SOFT)
    if page.public:
        _paragraph(document, label["public"], size=9, colour=BLUE)
    return document


def _east_asian_font(style: Any) -> None:
    """Takes away the theme font that would win over ours."""
    from docx.oxml.ns import qn

    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _paragraph(document: Any, text: str, *, size: float = 9.5, colour: str = INK, bold: bool = False) -> Any:
    paragraph = document.add_paragraph()
    _run(paragraph, text, size=size, colour=colour, bold=bold)
    return paragraph


def _run(paragraph: Any, text: str, *, size: float, colour: str = INK, bold: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(colour)


def _write(document: Any, block: Block, said: Json, heading: str, language: str) -> None:
    kind = said["kind"]
    if kind == "paragraph":
        _paragraph(document, said["text"], colour=TONES[said["tone"]], bold=said["tone"] == "bad")
    elif kind == "decisions":
        _decisions(document, said, labels_in(language))
    elif kind == "numbers":
        _numbers(document, said)
    elif kind == "table":
        _captioned(document, said, heading)
    elif kind == "compared_texts":
        _compared(document, said)
    elif isinstance(block, Chart):
        _picture(document, block, said, language)
    if said.get("note"):
        _paragraph(document, said["note"], size=8, colour=SOFT)


def _decisions(document: Any, said: Json, label: dict[str, str]) -> None:
    if not said["decisions"]:
        _paragraph(document, label["nothing_due"], colour=SOFT)
    for one in said["decisions"]:
        paragraph = document.add_paragraph()
        _run(paragraph, f"{one['by']}  ", size=9.5, colour=BLUE, bold=True)
        _run(paragraph, one["text"], size=9.5, bold=True)
        below = f"{label['decided_by']}{label['colon']}{one['decided_by']}. "
        below += f"{label['waiting']}{label['colon']}{one['cost_of_waiting']['text']} ({one['item']})"
        paragraph.add_run().add_break()
        _run(paragraph, below, size=8.5, colour=SOFT)


def _numbers(document: Any, said: Json) -> None:
    """Large numbers side by side, as cells of a table without lines."""
    numbers = said["numbers"]
    for start in range(0, len(numbers), NUMBERS_A_ROW):
        row = numbers[start : start + NUMBERS_A_ROW]
        table = document.add_table(rows=1, cols=len(row))
        for cell, one in zip(table.rows[0].cells, row, strict=True):
            first = cell.paragraphs[0]
            _run(first, one["text"], size=16, colour=TONES[one["tone"]], bold=True)
            _run(cell.add_paragraph(), one["label"], size=9)
            small = " · ".join(filter(None, (one["context"], one["figure"])))
            if small:
                _run(cell.add_paragraph(), small, size=7.5, colour=SOFT)
    document.add_paragraph()


def _compared(document: Any, said: Json) -> None:
    """Texts in two versions: words taken out are struck through, words put in are underlined."""
    for one in said["texts"]:
        _paragraph(document, one["label"], bold=True).paragraph_format.keep_with_next = True
        paragraph = document.add_paragraph()
        for words in one["words"]:
            run = paragraph.add_run(words["text"] + " ")
            run.font.strike, run.font.underline = words["kind"] == "out", words["kind"] == "in"
        for remark in one["remarks"]:
            _paragraph(document, remark, size=8, colour=SOFT)


def _captioned(document: Any, said: Json, heading: str) -> None:
    if said["caption"] != heading:
        _paragraph(document, said["caption"], bold=True).paragraph_format.keep_with_next = True
    _table(document, said)


def _table(document: Any, said: Json) -> None:
    """A table with a heading row that repeats on every page; a thin line below each row.

    It is written as one piece of XML: through Word's object model a long table would take seconds.
    """
    from docx.oxml import parse_xml
    from docx.shared import Cm

    widths = _widths(said)
    rows = [_heading_row(said, widths), *(_row(row, said["columns"], widths) for row in said["rows"])]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    xml = f"<w:tbl {NAMESPACE}>{_TABLE_PROPERTIES}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))
    document.add_paragraph().paragraph_format.space_after = Cm(0.1)


NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TWIPS_PER_CM = 567
_LINE = '<w:{place} w:val="single" w:sz="4" w:color="DFE4EA"/>'
_TABLE_PROPERTIES = (
    '<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>'
    + _LINE.format(place="bottom")
    + _LINE.format(place="insideH")
    + '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
)
SIZES = {"reference": 7.0, "heading": 7.5}


def _widths(said: Json) -> list[int]:
    """Widths of the columns in twentieths of a point."""
    shares = layout_of(said)["widths"]
    whole = (PAGE_WIDTH_CM - 2 * MARGIN_CM) * TWIPS_PER_CM
    return [round(whole * one / sum(shares)) for one in shares]


def _heading_row(said: Json, widths: list[int]) -> str:
    cells = "".join(
        _cell(_run_xml(column["heading"], 7.5, SOFT, bold=True), width, numeric=column["numeric"])
        for column, width in zip(said["columns"], widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: Json, columns: list[Json], widths: list[int]) -> str:
    cells = "".join(
        _cell(_runs(one, row["tone"], numeric=column["numeric"]), width, numeric=column["numeric"])
        for one, column, width in zip(row["cells"], columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(runs: str, width: int, *, numeric: bool) -> str:
    side = '<w:jc w:val="right"/>' if numeric else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="20"/>{side}</w:pPr>{runs}</w:p></w:tc>'
    )


def _runs(said: Json, row_tone: str, *, numeric: bool) -> str:
    tone = said["tone"] if said["tone"] != "plain" else row_tone if numeric or row_tone == "grey" else "plain"
    colour = TONES[tone] if said["known"] else SOFT
    size = SIZES.get(said["form"], 8.5)
    shown = _run_xml(said["text"], size, colour, bold=tone in ("bad", "good"), italic=not said["known"])
    return shown + (_run_xml(f"  {said['figure']}", 6.5, SOFT) if said["figure"] else "")


def _run_xml(text: str, size: float, colour: str, *, bold: bool = False, italic: bool = False) -> str:
    from xml.sax.saxutils import escape

    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return (
        f'<w:r><w:rPr>{marks}<w:color w:val="{colour}"/><w:sz w:val="{round(size * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _picture(document: Any, chart: Chart, said: Json, language: str) -> None:
    """The picture with its words for those who do not see it, and unless it is long its numbers below."""
    import vl_convert
    from docx.shared import Cm

    _paragraph(document, said["caption"], bold=True).paragraph_format.keep_with_next = True
    png = vl_convert.svg_to_png(draw(chart, language, CHART_FONT), scale=SCALE)
    document.add_picture(BytesIO(png), width=Cm(16 if isinstance(chart, Timeline) else 12))
    shape = document.inline_shapes[-1]
    shape._inline.docPr.set("descr", alt_text(chart, language))
    if not isinstance(chart, SeriesChart | CellMap):
        _table(document, block_as_json(table_of(chart, language), language))
