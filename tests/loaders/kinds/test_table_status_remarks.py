"""A status with its remark in one cell is told apart below a heading that names both, and nowhere else."""

import pytest

from loaders import files, kinds
from loaders.kinds.tables.entries import TableEntry
from loaders.kinds.tables.status_remarks import with_remark_apart
from records import Loaded


@pytest.mark.parametrize(
    ("text", "status", "remark"),
    [
        ("Standset Egnede lokaler er ikke fundet.", "Standset", "Egnede lokaler er ikke fundet."),
        ("Udskudt til 2026 Ny udbudsplan er lagt.", "Udskudt til 2026", "Ny udbudsplan er lagt."),
        ("Følger tidsplanen 72 borgere er med.", "Følger tidsplanen", "72 borgere er med."),
        ("Forsinket: 72 borgere er med.", "Forsinket", "72 borgere er med."),
        ("Udskudt til 2026 33 borgere er med.", "Udskudt til 2026", "33 borgere er med."),
        ("Udskudt til 2026", "Udskudt til 2026", ""),
        ("Gennemført", "Gennemført", ""),
        ("Afventer Region Sjælland", "Afventer Region Sjælland", ""),
    ],
)
def test_a_status_and_its_remark_are_told_apart(text: str, status: str, remark: str) -> None:
    for heading in ("Status og bemærkning", "Status / bemærkninger"):
        read = with_remark_apart(TableEntry(1, {"status": text}), heading)
        assert (read["status"], read["remark"]) == (status, remark)


def test_a_column_of_statuses_is_as_it_is_printed() -> None:
    text = "Standset Egnede lokaler er ikke fundet."
    assert with_remark_apart(TableEntry(1, {"status": text}), "Status")["status"] == text
    own = {"status": text, "remark": "Se bilag"}
    assert with_remark_apart(TableEntry(1, own), "Status og bemærkning").texts == own


@pytest.mark.parametrize("heading", ["Status/bemærkning", "Stade og kommentar"])
def test_a_column_of_both_is_that_of_the_status_where_no_other_is(heading: str) -> None:
    """Also where most of its cells are sentences."""
    found = read(
        "Opfølgning på besparelser i Vejle Kommune, status pr. 30. juni 2026",
        "",
        f"Nr.\tForslag\tBesparelse (t.kr.)\t{heading}",
        "A1\tFælles rengøring\t-120\tForsinket Der er ikke fundet en leverandør.",
        "A2\tNyt vagtsystem\t-340\tGennemført Ordningen er indarbejdet i budgettet.",
        "A3\tSamlet kørsel\t-560\tGennemført",
    )
    assert [(one.code, one.status, one.remark) for one in found.statuses] == [
        ("A1", "Forsinket", "Der er ikke fundet en leverandør."),
        ("A2", "Gennemført", "Ordningen er indarbejdet i budgettet."),
        ("A3", "Gennemført", ""),
    ]


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))
