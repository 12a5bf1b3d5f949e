"""Status rows whose cells were written one after the other: what stands in a cell tells where it begins."""

import textwrap
from pathlib import Path

import pytest

from loaders import files
from loaders.kinds import statuses
from loaders.kinds.statuses import flow
from records import Loaded

HEADING = (
    "Vedtaget budgetår Titel på forslag inkl. nr. Forslagstype Status juni 2024 Bemærkning juni 2024 Samlet investering"
    " 1000. kr. Samlet effektivisering ved fuld indfasning, 1000. kr. 2025 p/l År for fuld implementering Håndtering"
)
ROWS = (
    "2023 PL04: Fælles vagtplan Investeringforslag Forløber som planlagt 1.200 -850 2025 Nej Nej",
    "2024 PL/SK07(2024) - Natvagter på tværs Investeringsforslag Tidsplanen er skredet mere end 6 mdr. Udbud er udskudt"
    " til 2025 og 2026. 2.400 -1.050 2026 Indhentes i 2025 som rammebesparelse. Nej Ja Mindre budget i 2025.",
    "2024 Selvbetjening i Ældrecentret Innovationsforslag Initiativet er implementeret. 300 Nej Nej",
    "2024 PL09 - Færre biler Effektiviseringsforslag Initiativet implementeres ikke som tiltænkt -420 2025 Nej Nej",
)


def load(*rows: str, area: str = "Plejehjem", heading: str = HEADING) -> Loaded:
    lines = ["Status; Juni 2024", "", area, "", heading, *rows]
    return statuses.load(files.document_from("status.txt", "\n".join(lines).encode()))


def test_the_cells_of_a_row_come_apart() -> None:
    """Kind, status, numbers and answers part the text between them; years in a sentence are no number."""
    read = load(*ROWS).statuses[1]
    assert (read.code, read.title, read.type) == ("PL/SK07", "Natvagter på tværs", "Investeringsforslag")
    assert (read.status, read.remark) == (
        "Tidsplanen er skredet mere end 6 mdr.",
        "Udbud er udskudt til 2025 og 2026.",
    )
    assert (read.investment_tkr, read.saving_tkr, read.phase_in_year) == (2400, -1050, 2026)
    assert (read.handling, read.consequence) == ("Indhentes i 2025 som rammebesparelse.", "Mindre budget i 2025.")
    assert (read.compensated_before, read.needs_approval, read.price_level) == ("Nej", "Ja", "2025")


def test_blank_cells_are_told_by_the_number_that_is_there() -> None:
    """A lone number is an investment, but a saving where it has a minus or the proposal has no investment."""
    read = load(*ROWS).statuses
    assert (read[2].investment_tkr, read[2].saving_tkr, read[2].phase_in_year) == (300, None, None)
    assert (read[3].investment_tkr, read[3].saving_tkr, read[3].phase_in_year) == (None, -420, 2025)


@pytest.mark.parametrize("width", [30, 60, 90])
def test_rows_may_be_wrapped(width: int) -> None:
    """A row begins where year, title, kind and status follow each other, not at every year that begins a line."""
    wrapped = ["\n".join(textwrap.wrap(row, width, break_on_hyphens=False)) for row in ROWS]
    plain = load(*ROWS).statuses
    read = load(*wrapped).statuses
    assert [(row.title, row.remark, row.consequence) for row in read] == [
        (row.title, row.remark, row.consequence) for row in plain
    ]


@pytest.mark.parametrize(
    "between",
    [
        ["### Hjemmepleje", HEADING],
        ["", "Hjemmepleje", "", HEADING],
        ["Hjemmepleje", HEADING],
        ["Hjemmepleje"],
        ["", "Hjemmepleje", ""],
    ],
)
def test_areas_part_the_rows(between: list[str]) -> None:
    """The name of an area is no consequence of the row above it."""
    read = load(*ROWS[:2], *between, *ROWS[2:]).statuses
    assert [row.area for row in read] == ["Plejehjem", "Plejehjem", "Hjemmepleje", "Hjemmepleje"]
    assert read[1].consequence == "Mindre budget i 2025."


def test_text_with_years_is_no_report() -> None:
    """Some rows must say all that a row says."""
    lines = ["2024 blev et godt år for kommunen, og", "2025 bliver bedre."] * 20
    assert not flow.recognises(lines)
    assert not flow.recognises(ROWS[:2])
    assert flow.recognises(ROWS)


@pytest.mark.documents
@pytest.mark.parametrize("width", [0, 40, 50, 60, 70, 80, 90])
def test_the_real_report_without_its_tabs_is_the_same(documents: Path, width: int) -> None:
    """The same rows come out when the tabs are lost and the lines are wrapped."""
    data = (documents / "status-december-2024.txt").read_text(encoding="utf-8")
    lines = [" ".join(line.split()) if "\t" in line else line for line in data.split("\n")]
    flat = "\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) if width else line for line in lines)
    plain = statuses.load(files.document_from("a.txt", data.encode())).statuses
    read = statuses.load(files.document_from("a.txt", flat.encode())).statuses
    keys = "code budget_year area title status remark investment_tkr saving_tkr handling consequence as_of".split()
    assert [[getattr(row, key) for key in keys] for row in read] == [
        [getattr(row, key) for key in keys] for row in plain
    ]
