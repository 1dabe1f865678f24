"""Bad input to the reader of resolutions: each is handled or refused with a finding, never in silence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bluehelm.cli.main import app
from bluehelm.foundation.findings import Finding, Severity
from bluehelm.foundation.languages import finding_in, untranslated
from bluehelm.mandate.read_resolution import read_resolution
from bluehelm.mandate.resolution import Resolution
from bluehelm.mandate.text_faults import TEXT_FAULTS
from made_documents import (
    HEAD,
    LINES,
    OPERATIVE,
    PREAMBLE,
    broken_word_file,
    encrypted_pdf,
    pdf_file,
    scanned_pdf,
    text_file,
    word_file,
    word_file_with_changes,
    word_file_without_a_document,
    zip_bomb,
)

FRENCH = (
    "Le Conseil de sécurité,",
    "Rappelant ses résolutions sur la situation en Atlantide et la nécessité de protéger les civils,",
    "Considérant que la situation dans la région continue de menacer la paix et la sécurité internationales,",
    "1. Décide de proroger le mandat de la mission jusqu'au 31 mars 2032 et de la soutenir;",
    "2. Prie le Secrétaire général de lui faire rapport tous les six mois sur la résolution;",
    "3. Décide de rester activement saisi de la question pour la suite de ses travaux.",
)


def read(path: Path | str) -> tuple[Resolution | None, list[Finding]]:
    return read_resolution(path)


def ids(findings: Sequence[Finding]) -> list[str]:
    return [one.check for one in findings]


def outline(resolution: Resolution | None) -> list[tuple[str, str]]:
    assert resolution is not None
    return [(one.id, one.text) for one in resolution.operative]


def test_the_sound_text_is_read_without_a_finding(tmp_path: Path) -> None:
    resolution, found = read(text_file(tmp_path))
    assert found == []
    assert resolution is not None
    assert resolution.symbol == "S/RES/9001 (2031)"
    assert resolution.expires_on == date(2032, 3, 31)
    assert [one.id for one in resolution.operative][3:6] == [
        "para_3__point_a",
        "para_3__point_a__point_i",
        "para_3__point_a__point_ii",
    ]
    assert [(one.category, one.strength, one.included) for one in resolution.ceilings] == [
        ("military", 4500, False),
        ("observers", 120, True),
        ("police", 600, False),
    ]


@pytest.mark.parametrize(
    "make",
    [word_file, pdf_file],
    ids=["Word", "PDF"],
)
def test_a_word_file_and_a_pdf_give_the_structure_of_the_text(make: object, tmp_path: Path) -> None:
    resolution, found = read(make(tmp_path))  # type: ignore[operator]
    assert found == []
    assert outline(resolution) == outline(read(text_file(tmp_path))[0])


def test_a_missing_file_is_said_and_no_traceback_shown(tmp_path: Path) -> None:
    resolution, found = read(tmp_path / "absent.txt")
    assert resolution is None
    assert ids(found) == ["MRD001"]


@pytest.mark.parametrize(
    "make, reason",
    [
        (broken_word_file, "no Word file"),
        (word_file_without_a_document, "no Word file"),
        (encrypted_pdf, "password"),
    ],
)
def test_a_damaged_or_locked_file_is_refused_with_its_reason(
    make: object, reason: str, tmp_path: Path
) -> None:
    resolution, found = read(make(tmp_path))  # type: ignore[operator]
    assert resolution is None
    assert ids(found) == ["MRD001"]
    assert reason in found[0].message


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%%EOF", b"%PDF-1.7 nothing follows", b"", b"\x00\x01\x02"])
def test_a_pdf_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    resolution, found = read(path)
    assert resolution is None
    assert ids(found) == ["MRD001"]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n1. Decides to extend;", b"PK\x03\x04 rest", b"D\x00e\x00c\x00i\x00"]
)
def test_another_format_under_the_name_of_a_text_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "s-res-9001-2031.txt"
    path.write_bytes(content)
    resolution, found = read(path)
    assert resolution is None
    assert ids(found) == ["MRD001"]


def test_a_format_that_is_not_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s-res-9001.doc"
    path.write_bytes(b"old Word")
    assert ids(read(path)[1]) == ["MRD002"]
    assert ids(read(tmp_path)[1]) == ["MRD002"]


@pytest.mark.parametrize("content", ["", "  \n\t\n\n "])
def test_an_empty_text_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(content, encoding="utf-8")
    resolution, found = read(path)
    assert resolution is None
    assert ids(found) == ["MRD003"]
    assert ids(read(word_file(tmp_path, [" "]))[1]) == ["MRD003"]


def test_a_scan_without_a_text_layer_is_refused(tmp_path: Path) -> None:
    resolution, found = read(scanned_pdf(tmp_path))
    assert resolution is None
    assert ids(found) == ["MRD004"]
    assert "3 of 3 pages" in found[0].message


def test_an_enormous_text_and_a_bomb_are_refused_before_they_are_read(tmp_path: Path) -> None:
    long = text_file(tmp_path, [*LINES, "word " * 700_000], name="long.txt")
    assert ids(read(long)[1]) == ["MRD005"]
    bomb = zip_bomb(tmp_path)
    assert bomb.stat().st_size < 1_000_000
    assert ids(read(bomb)[1]) == ["MRD005"]


@pytest.mark.parametrize(
    "lines, language",
    [
        (FRENCH, "French"),
        (("El Consejo de Seguridad,", ("1. Decide prorrogar el mandato de la misión en la región hasta el "
          "fin del año para que las partes se reúnan en la capital de la provincia;")) * 3, "Spanish"),
        (("Совет Безопасности,", "1. Постановляет продлить мандат миссии до конца года;") * 4, "Russian"),
        (("安全理事会,", "1. 决定将任务期限延长至年底并请秘书长提出报告。") * 4, "Chinese"),
    ],
)  # fmt: skip
def test_a_text_in_another_language_is_refused_by_name(
    lines: tuple[str, ...], language: str, tmp_path: Path
) -> None:
    resolution, found = read(text_file(tmp_path, lines))
    assert resolution is None
    assert ids(found) == ["MRD006"]
    assert language in found[0].message


def test_columns_of_two_languages_read_across_or_after_each_other_are_refused(tmp_path: Path) -> None:
    across = [f"{english} {french}" for english, french in zip(LINES[3:], FRENCH * 2, strict=False)]
    after = [*LINES, *FRENCH]
    for lines in (across, after):
        resolution, found = read(text_file(tmp_path, lines))
        assert resolution is None
        assert ids(found) == ["MRD007"]


def test_a_pdf_in_two_columns_of_two_languages_is_refused(tmp_path: Path) -> None:
    pairs = [line for pair in zip(LINES, FRENCH * 3, strict=False) for line in pair]
    assert ids(read(pdf_file(tmp_path, pairs, columns=2))[1]) == ["MRD007"]


@pytest.mark.parametrize(
    "head",
    [
        ("S/PRST/2031/4", "Statement by the President of the Security Council"),
        (("At the 9999th meeting of the Security Council, the President of the Security Council made the "
         "following statement on behalf of the Council:"),),
    ],
)  # fmt: skip
def test_a_presidential_statement_is_refused(head: tuple[str, ...], tmp_path: Path) -> None:
    body = ("“The Security Council reaffirms its commitment to the peace of Atlantis and of its people.",
            "“The Security Council welcomes the agreement that the parties have signed.")  # fmt: skip
    resolution, found = read(text_file(tmp_path, [*head, *body]))
    assert resolution is None
    assert ids(found) == ["MRD008"]


def test_a_statement_cited_in_a_resolution_without_its_head_is_no_statement(tmp_path: Path) -> None:
    cited = "Recalling the statement of its President of 1 May 2030 (S/PRST/2030/7),"
    resolution, _ = read(text_file(tmp_path, [cited, *OPERATIVE]))
    assert resolution is not None
    assert len(resolution.operative) == len(OPERATIVE)


@pytest.mark.parametrize(
    "head",
    [
        ("S/2031/77", "Atlantis and Lemuria: draft resolution"),
        ("Provisional", "S/2031/77"),
        ("Draft resolution", "(in blue)"),
    ],
)
def test_a_draft_is_read_and_said_to_be_one(head: tuple[str, ...], tmp_path: Path) -> None:
    resolution, found = read(text_file(tmp_path, [*head, *PREAMBLE, *OPERATIVE], name="draft.txt"))
    assert resolution is not None
    assert ids(found) == ["MRD009", "MRD013"]
    assert resolution.symbol == ""


def test_a_text_without_operative_paragraphs_is_read_with_doubt(tmp_path: Path) -> None:
    resolution, found = read(text_file(tmp_path, [*HEAD, *PREAMBLE]))
    assert resolution is not None
    assert resolution.operative == ()
    assert ids(found) == ["MRD010"]


def test_a_lost_number_is_said(tmp_path: Path) -> None:
    lines = [line for line in LINES if not line.startswith("4.")]
    resolution, found = read(text_file(tmp_path, lines))
    assert ids(found) == ["MRD011"]
    assert "Paragraph 5 follows paragraph 3" in found[0].message
    assert resolution is not None
    assert resolution.operative[-1].id == "para_5"


def test_a_point_that_continues_nothing_is_said(tmp_path: Path) -> None:
    lines = [line.replace("(b) To", "(k) To") for line in LINES]
    assert ids(read(text_file(tmp_path, lines))[1]) == ["MRD012"]


def test_several_numbers_lost_in_a_row_are_said_and_swallow_nothing(tmp_path: Path) -> None:
    lines = [*LINES[:-1], "12. Decides to remain actively seized of the matter."]
    resolution, found = read(text_file(tmp_path, lines))
    assert ids(found) == ["MRD011"]
    assert resolution is not None
    assert resolution.operative[-1].id == "para_12"


def test_numbers_that_begin_again_are_said_and_their_ids_stay_apart(tmp_path: Path) -> None:
    lines = [*LINES[:-1], "1. Requests the Secretary-General to close the office;", OPERATIVE[-1]]
    resolution, found = read(text_file(tmp_path, lines))
    assert ids(found) == ["MRD024", "MRD011"] or ids(found) == ["MRD011", "MRD024"]
    assert resolution is not None
    assert [one.id for one in resolution.operative][-2:] == ["part_2__para_1", "part_2__para_5"]


def test_a_text_without_symbol_takes_it_from_the_name_of_the_file_or_says_so(tmp_path: Path) -> None:
    named, found = read(text_file(tmp_path, LINES[2:]))
    assert named is not None
    assert named.symbol == "S/RES/9001 (2031)"
    assert found == []
    nameless, found = read(text_file(tmp_path, LINES[2:], name="text.txt"))
    assert nameless is not None
    assert (nameless.symbol, ids(found)) == ("", ["MRD013"])


def test_a_text_that_does_not_open_as_a_resolution_is_read_with_doubt(tmp_path: Path) -> None:
    lines = ["Some notes on a mission in the field", *OPERATIVE]
    resolution, found = read(text_file(tmp_path, lines))
    assert resolution is not None
    assert ids(found) == ["MRD014"]


def test_a_term_in_months_without_a_first_day_is_not_guessed(tmp_path: Path) -> None:
    lines = ["The Security Council,", "1. Decides to extend the mandate of UNATL for a period of six months;"]
    resolution, found = read(text_file(tmp_path, lines))
    assert resolution is not None
    assert resolution.expires_on is None
    assert ids(found) == ["MRD015"]
    counted, found = read_resolution(text_file(tmp_path, lines), adopted_on=date(2031, 8, 31))
    assert counted is not None
    assert (counted.expires_on, counted.expires_stated, found) == (date(2032, 2, 29), False, [])


def test_tasks_by_reference_are_looked_up_in_a_text_beside_it_or_said_to_be_missing(tmp_path: Path) -> None:
    mandate = "the mandate as set out in paragraph 3 of resolution 9001 (2031);"
    points = f"2. Decides that UNATL shall carry out {mandate}"
    lines = ["Resolution 9002 (2031)", *PREAMBLE, "1. Welcomes the report;", points]
    pointing = text_file(tmp_path, lines, name="s-res-9002-2031.txt")
    assert ids(read(pointing)[1]) == ["MRD016"]
    text_file(tmp_path)
    done = CliRunner().invoke(app, ["mandate", "read", str(pointing), "--format", "json"])
    assert done.exit_code == 0
    shown = json.loads(done.stdout)
    assert shown["findings"] == []
    assert shown["by_reference"][0]["texts"][-1].startswith("To support the delivery of relief")


def test_letters_that_cannot_be_decoded_are_counted(tmp_path: Path) -> None:
    path = text_file(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"Atlantis", b"Atl\xffntis", 1))
    resolution, found = read(path)
    assert resolution is not None
    assert ids(found) == ["MRD017"]
    assert "1 letters" in found[0].message


def test_the_old_encoding_of_windows_is_read_right(tmp_path: Path) -> None:
    path = text_file(tmp_path)
    path.write_bytes("\r\n".join(LINES).replace("Atlantis", "Côte d’Atlantis").encode("cp1252"))
    resolution, found = read(path)
    assert found == []
    assert resolution is not None
    assert "Côte d’Atlantis" in resolution.preambular[0].text


def test_a_text_cut_off_in_mid_sentence_is_said(tmp_path: Path) -> None:
    resolution, found = read(text_file(tmp_path, [*LINES[:-1], "5. Decides to remain actively"]))
    assert resolution is not None
    assert ids(found) == ["MRD018"]


def test_the_day_of_a_known_resolution_is_taken_from_the_corpus_and_said(tmp_path: Path) -> None:
    lines = ["The Security Council,", "1. Decides to extend the mandate of MINURSO for six months;"]
    resolution, found = read(text_file(tmp_path, lines, name="s-res-2044.txt"))
    assert resolution is not None
    assert (resolution.symbol, resolution.adopted_on) == ("S/RES/2044 (2012)", date(2012, 4, 24))
    assert ids(found) == ["MRD019"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Minutes of a meeting", "The group met in the morning and talked about the road to the airport."],
        ["The General Assembly,", "1. Decides to convene the conference in the spring of the year;"],
        ["a,b,c", "1,2,3"],
    ],
)
def test_what_is_no_resolution_of_the_council_is_refused(lines: list[str], tmp_path: Path) -> None:
    resolution, found = read(text_file(tmp_path, lines, name="other.txt"))
    assert resolution is None
    assert ids(found) == ["MRD020"]


def test_several_resolutions_in_one_file_are_refused(tmp_path: Path) -> None:
    second = [line.replace("9001", "9002") for line in LINES]
    resolution, found = read(text_file(tmp_path, [*LINES, *second]))
    assert resolution is None
    assert ids(found) == ["MRD021"]
    assert "S/RES/9001 (2031), S/RES/9002 (2031)" in found[0].message


def test_tracked_changes_are_read_as_accepted_and_said(tmp_path: Path) -> None:
    resolution, found = read(word_file_with_changes(tmp_path))
    assert resolution is not None
    assert resolution.expires_on == date(2031, 9, 30)
    assert ids(found) == ["MRD022"]
    assert found[0].message.startswith("2 tracked changes")


def test_a_page_without_text_among_others_is_named(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(pdf_file(tmp_path)))
    writer.insert_page(PdfReader(scanned_pdf(tmp_path, 1)).pages[0], 0)
    path = tmp_path / "s-res-9001-2031-with-scan.pdf"
    writer.write(path)
    resolution, found = read(path)
    assert resolution is not None
    assert ids(found) == ["MRD023"]
    assert "Pages without text: 1." in found[0].message


def test_page_furniture_in_mid_paragraph_leaves_no_trace(tmp_path: Path) -> None:
    broken = list(LINES)
    place = next(n for n, line in enumerate(broken) if line.startswith("4."))
    head, _, tail = broken[place].partition("encourages ")
    broken[place : place + 1] = [head, "31-04321", "3/7", "S/RES/9001 (2031)", "", "encourages " + tail]
    resolution, found = read(text_file(tmp_path, broken))
    assert found == []
    assert outline(resolution) == outline(read(text_file(tmp_path, name="plain-9001-2031.txt"))[0])


def test_every_finding_of_a_text_says_what_why_and_remedy_and_in_french(tmp_path: Path) -> None:
    path = text_file(tmp_path, ["Notes", *OPERATIVE[:3], "(k) To do", "7. Decides to"], name="notes.txt")
    _, found = read(path)
    assert {"MRD011", "MRD012", "MRD013", "MRD014", "MRD018"} <= set(ids(found))
    for one in found:
        assert one.place.file == "notes.txt"
        assert one.why
        assert one.remedy
        assert untranslated(one, "fr") == []
        assert finding_in(one, "fr").message != one.message


@pytest.mark.parametrize("fault", TEXT_FAULTS, ids=lambda fault: str(fault.id))
def test_every_fault_of_reading_a_text_has_its_french(fault: object) -> None:
    templates = [getattr(fault, name) for name in ("looks_for", "message", "why", "remedy")]
    from bluehelm.foundation.languages import catalogue

    assert [one for one in templates[1:] if one not in catalogue("fr")] == []


def test_several_files_are_read_and_a_refused_one_sets_the_exit_code(tmp_path: Path) -> None:
    good, bad = text_file(tmp_path), text_file(tmp_path, FRENCH, name="fr.txt")
    done = CliRunner().invoke(app, ["mandate", "read", str(good), str(bad), "--format", "json"])
    assert done.exit_code == 1
    first, second = json.loads(done.stdout)
    assert first["symbol"] == "S/RES/9001 (2031)"
    assert second["findings"][0]["check"] == "MRD006"
    assert "paragraphs" not in second


def test_what_is_refused_is_an_error_and_what_is_doubted_is_none(tmp_path: Path) -> None:
    for lines, refused in ((FRENCH, True), (LINES[2:], False)):
        resolution, found = read(text_file(tmp_path, lines, name="x.txt"))
        assert (resolution is None) is refused
        assert any(one.severity is Severity.ERROR for one in found) is refused
