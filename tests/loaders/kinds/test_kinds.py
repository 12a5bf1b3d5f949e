"""Which kind a document is, and what happens to one that is no kind."""

from pathlib import Path

import pytest

from loaders import files
from loaders.files import nuls
from loaders.kinds import KINDS, read_document
from records import Document, Refused
from records.tables import Cell, DocumentTable, TableRow
from tests import once

LETTER = (
    "Kære udvalg\n\nHermed fremsendes kommunens forslag til budget 2025, som byrådet bad om.\n\nMed venlig hilsen\n"
)


def test_a_kind_is_told_by_content() -> None:
    """The name of the file says nothing."""
    assert read_document(files.document_from("status.pdf", LETTER.encode())).kind == "letter"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("The quick brown fox jumps over the lazy dog and the budget of the council is balanced.\n" * 20, "not_danish"),
        ("Der Haushalt der Gemeinde ist nicht das, was die Bürger und die Verwaltung wollen.\n" * 20, "not_danish"),
        ("Skær løgene fint og svits dem i en gryde, indtil de er klare. Kom kødet i, og rør rundt.\n", "unknown_kind"),
        ("?!?! ... ---\n", "no_words"),
    ],
)
def test_what_no_kind_recognises_is_refused(body: str, reason: str) -> None:
    """A document that cannot be read is refused with a reason, never loaded as something."""
    with pytest.raises(Refused) as refused:
        read_document(files.document_from("a.txt", body.encode()))
    assert refused.value.reason == reason


def test_nuls_and_lost_letters_are_findings() -> None:
    """What was lost before the text came here is reported once, with its first line and how often."""
    data = (LETTER * 5).replace("forslag", "for\0slag").encode() + b"\nsidste l\xc3"
    loaded = read_document(files.document_from("a.txt", data))
    found = {finding.kind: finding for finding in loaded.findings}
    assert found["nul"].values == {"count": 5, "lines": 5}
    assert found["nul"].source.line == 3
    assert found["unreadable_letter"].values["count"] == 1
    assert all("\0" not in passage.text and nuls.SHOWN not in passage.text for passage in loaded.passages)


def test_no_record_has_a_nul_whatever_file_it_is_of() -> None:
    """A cell of a table as well: the words stand together again, and what was lost is a finding."""
    table = "Nr.;Titel;Besparelse (t.kr.)\nA1;Fæl\0les kørsel i kommunen;100\nA2;Indkøb af biler;200\n"
    loaded = read_document(files.document_from("a.csv", ("Viborg Kommune\n" + table).encode()))
    assert [one.title for one in loaded.proposals] == ["Fælles kørsel i kommunen", "Indkøb af biler"]
    assert [one.values for one in loaded.findings if one.kind == "nul"] == [{"count": 1, "lines": 1}]


@pytest.mark.parametrize("sign", ["\0", nuls.SHOWN])
def test_a_nul_of_a_reader_is_shown_at_its_place(sign: str) -> None:
    """Also in a cell that another line has, and in the name of what is attached to an e-mail."""
    made = Document(
        f"a{sign}.xlsx", (f"a\tb{sign}c",), tables=(DocumentTable((TableRow((Cell(f"b{sign}c"),), 0, 1),)),)
    )
    seen = nuls.shown(made)
    assert (seen.name, seen.lines, seen.tables[0].rows[0].cells[0].text) == ("a␀.xlsx", ("a\tb␀c",), "b␀c")


def test_every_kind_has_a_name_of_its_own() -> None:
    """The kind is kept with the document, so two kinds cannot share a name."""
    assert len({kind.KIND for kind in KINDS}) == len(KINDS)


@pytest.mark.slow
@pytest.mark.documents
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("aarhus-budgetmateriale-2023-2026.txt", "letter"),
        ("idebank-2024.txt", "ideas"),
        ("investeringsforslag-ofs-2021-2022.txt", "proposals"),
        ("status-december-2024.txt", "statuses"),
        ("strategi-status-2021.txt", "strategy"),
    ],
)
def test_the_real_documents_are_told_apart(documents: Path, name: str, kind: str) -> None:
    """One kind recognises each document first, whole or in its first half."""
    data = (documents / name).read_bytes()
    assert once.read(documents / name).kind == kind
    assert read_document(files.document_from("a.txt", data[: len(data) // 2])).kind == kind
