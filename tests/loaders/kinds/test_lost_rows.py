"""A row with a name and an amount that ended in no record is said, however it was lost."""

import pytest

from loaders import files, kinds
from records import Finding

TITLE = "Status på besparelser, Odder Kommune, november 2026, beløb i 1.000 kr."
HEAD = "Forslag\tBudgetår\tBesparelse\tStatus"
ROWS = ("Færre biler\t2026\t-300\tForsinket", "Fælles indkøb\t2026\t-150\tForsinket", "Nyt lys\t2025\t-75\tI drift")


def lost(*lines: str) -> list[Finding]:
    document = files.document_from("status.txt", "\n".join([TITLE, "", HEAD, *ROWS, "", *lines]).encode())
    return [one for one in kinds.read_document(document).findings if one.kind == "rows_lost"]


@pytest.mark.parametrize(
    "line",
    [
        "Færre kvadratmeter 2024 1.335 -985 Gul",
        "Ny aftale om forsikringer 2024 335 3.985 Ikke påbegyndt",
        "OD-05 Konkurrenceudsættelse af rengøring 150 -2.940 Forsinket Klagenævnet har sagen.",
    ],
)
def test_a_row_that_became_text_is_said(line: str) -> None:
    (one,) = lost(line)
    assert (one.values["count"], one.source.line) == (1, 8)


def test_rows_that_follow_each_other_are_said_once() -> None:
    (one,) = lost("Færre kvadratmeter 2024 1.335 -985 Gul", "Ny kantine 2024 1.200 -385 Rød")
    assert one.values["count"] == 2


@pytest.mark.parametrize(
    "line",
    [
        "I alt 2026 1.200 -525",
        "Besparelserne er på 525 i 2026 og 600 i 2027.",
        "Beløb i 1.000 kr. i 2026 og 2027",
        "Odder, den 28. august 2026",
        "Se også punkt 14 i budgetaftalen for 2026",
        "Nyt lys kostede 1.200 i 2025, og det er fint for kommunen",
    ],
)
def test_what_is_no_row_is_not(line: str) -> None:
    assert lost(line) == []
