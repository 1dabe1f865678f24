"""Documents made for tests: a resolution of our own as text, Word file and PDF, whole and spoilt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

HEAD = ("Resolution 9001 (2031)", "Adopted by the Security Council at its 9999th meeting, on 15 March 2031")
PREAMBLE = (
    "The Security Council,",
    "Recalling its previous resolutions on the situation in Atlantis, in particular resolution 8990 (2030),",
    "Determining that the situation in Atlantis continues to constitute a threat to the peace of the region,",
    "Acting under Chapter VII of the Charter of the United Nations,",
)
OPERATIVE = (
    "1. Decides to extend the mandate of UNATL until 31 March 2032;",
    (
        "2. Decides that UNATL shall comprise up to 4,500 military personnel, including 120 military "
        "observers, and 600 police personnel;"
    ),
    "3. Decides that the mandate of UNATL shall include the following tasks:",
    "(a) Protection of civilians:",
    "(i) To protect civilians under threat of physical violence;",
    "(ii) To report on the violations of the ceasefire;",
    "(b) To support the delivery of relief to the people who need it;",
    (
        "4. Requests the Secretary-General to report to the Council every six months, and encourages all "
        "Member States to contribute to the trust fund that was set up for this purpose;"
    ),
    "5. Decides to remain actively seized of the matter.",
)
LINES = (*HEAD, *PREAMBLE, *OPERATIVE)


def text_file(folder: Path, lines: Sequence[str] = LINES, name: str = "s-res-9001-2031.txt") -> Path:
    """A plain text with a paragraph a line."""
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def word_file(folder: Path, lines: Sequence[str] = LINES, name: str = "s-res-9001-2031.docx") -> Path:
    """A Word file with numbers typed into the paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / name
    document.save(str(path))
    return path


def word_file_with_automatic_numbers(folder: Path) -> Path:
    """A Word file in which Word prints the numbers of the operative paragraphs, and the text has none."""
    document = Document()
    for line in (*HEAD, *PREAMBLE):
        document.add_paragraph(line)
    for line in ("Decides to extend the mandate of UNATL until 31 March 2032;", "Decides to remain seized."):
        document.add_paragraph(line, style="List Number")
    path = folder / "s-res-9001-2031.docx"
    document.save(str(path))
    return path


def word_file_with_changes(folder: Path) -> Path:
    """A Word file in which a stretch is put in and another taken out, neither accepted yet."""
    document = Document()
    for line in LINES:
        document.add_paragraph(line)
    extended = next(one for one in document.paragraphs if "extend the mandate" in one.text)
    extended.runs[0].text = "1. Decides to extend the mandate of UNATL until "
    _changed(extended._p, "ins", "t", "30 September 2031;")
    _changed(extended._p, "del", "delText", "31 March 2032;")
    path = folder / "draft.docx"
    document.save(str(path))
    return path


def _changed(paragraph: object, tag: str, words: str, text: str) -> None:
    change, run, held = OxmlElement(f"w:{tag}"), OxmlElement("w:r"), OxmlElement(f"w:{words}")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "a post")
    held.text = text
    run.append(held)
    change.append(run)
    paragraph.append(change)  # type: ignore[attr-defined]


def pdf_file(
    folder: Path, lines: Sequence[str] = LINES, name: str = "s-res-9001-2031.pdf", *, columns: int = 1
) -> Path:
    """A PDF with a text layer, set as a page of a resolution is, with a head and page numbers."""
    body = "\n\n".join(_escaped(line) for line in lines)
    text = (
        '#set page("a5", header: align(right)[S/RES/9001 (2031)], '
        'footer: align(left)[31-04321 #h(1fr) #context counter(page).display("1/1", both: true)])\n'
        f"#set text(9pt)\n#columns({columns})[{body}]\n"
    )
    path = folder / name
    path.write_bytes(typst.compile(text.encode("utf-8")))
    return path


def _escaped(line: str) -> str:
    return '#"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scanned_pdf(folder: Path, n_pages: int = 3) -> Path:
    """A PDF of pages that hold a drawing and no text."""
    page = "#rect(width: 100%, height: 80%, fill: gray)\n#pagebreak(weak: true)\n"
    path = folder / "scan.pdf"
    path.write_bytes(typst.compile((page * n_pages).encode("utf-8")))
    return path


def encrypted_pdf(folder: Path) -> Path:
    """A PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(pdf_file(folder, name="open.pdf")))
    writer.encrypt("secret", algorithm="RC4-128")
    path = folder / "locked.pdf"
    writer.write(path)
    return path


def zip_bomb(folder: Path, megabytes: int = 200) -> Path:
    """A Word file of some kilobytes whose parts unpack to hundreds of megabytes."""
    path = word_file(folder, name="bomb.docx")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/more.xml", "w") as more,
    ):
        for _ in range(megabytes):
            more.write(b" " * 1_000_000)
    return path


def broken_word_file(folder: Path) -> Path:
    """The first half of a Word file."""
    content = word_file(folder, name="whole.docx").read_bytes()
    path = folder / "broken.docx"
    path.write_bytes(content[: len(content) // 2])
    return path


def word_file_without_a_document(folder: Path) -> Path:
    """A packed file that has the name of a Word file and nothing in it that Word would know."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("readme.txt", "nothing")
    path = folder / "empty-package.docx"
    path.write_bytes(made.getvalue())
    return path
