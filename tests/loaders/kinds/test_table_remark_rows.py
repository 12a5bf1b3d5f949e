"""Remarks below cases, wherever they were read into, and codes that a narrow cell broke: no cases, no statuses."""

from loaders import files, kinds
from records import Loaded

TITLE = "Opfølgning på effektiviseringer i Vejle Kommune, status pr. 30. juni 2026, t.kr."
HEAD = "Nr.\tTiltag\tOmråde\tBesparelse\tStatus\tUddybning"


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


def test_a_row_that_only_remarks_on_the_case_above_is_none() -> None:
    """Also where its words stand in several columns, or the table has a column for remarks."""
    rows = (
        "A1\tNyt tag\tÆldre\t-100\tForsinket\tSe bilag.",
        "\tBemærkning: Byrådet har bedt om en ny\tsag i oktober.\t\t\t",
        "A2\tNye vinduer\tSkole\t-200\tI drift\t",
        "\tBemærkning: Byrådet har bedt om en ny sag.\t\t\t\t",
        "A3\tNye døre\tSkole\t-300\tI drift\t",
    )
    loaded = read(TITLE, "", HEAD, *rows)
    assert [row.title for row in loaded.statuses] == ["Nyt tag", "Nye vinduer", "Nye døre"]
    assert [one.kind for one in loaded.findings].count("row_unread") == 2


def test_a_remark_with_its_label_behind_a_status_is_a_remark() -> None:
    rows = (
        "A1\tNyt tag\tÆldre\t-100\tForsinket Bemærkning: Byrådet vil have en ny sag.",
        "A2\tNye vinduer\tSkole\t-200\tI drift Bemærkning: Følges op i maj.",
        "A3\tNye døre\tSkole\t-300\tOpgivet",
    )
    loaded = read(TITLE, "", "Nr.\tTiltag\tOmråde\tBesparelse\tStatus", *rows)
    assert [(row.status, row.remark) for row in loaded.statuses] == [
        ("Forsinket", "Byrådet vil have en ny sag."),
        ("I drift", "Følges op i maj."),
        ("Opgivet", ""),
    ]


def test_a_code_that_is_broken_behind_its_hyphen_goes_on_in_the_next_row() -> None:
    rows = (
        "ODD-24-106\tNyt tag\tÆldre\t-100\tForsinket\t",
        "ODD-\tOmlægning af PPR til\tSkole\t-200\tI drift\tByrådet sagde nej den 27.",
        "24-107\tlokale teams\t\t\t\tmarts 2025.",
        "ODD-24-108\tNye døre\tSkole\t-300\tOpgivet\t",
    )
    loaded = read(TITLE, "", HEAD, *rows)
    assert [(row.code_as_printed, row.title, row.remark) for row in loaded.statuses] == [
        ("ODD-24-106", "Nyt tag", ""),
        ("ODD-24-107", "Omlægning af PPR til lokale teams", "Byrådet sagde nej den 27. marts 2025."),
        ("ODD-24-108", "Nye døre", ""),
    ]
