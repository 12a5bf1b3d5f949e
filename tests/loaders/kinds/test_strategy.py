"""Notes with tables in their text: figures in the right column, however torn the heading is, and what adds up."""

from pathlib import Path

import pytest

from loaders import files
from loaders.kinds import strategy
from loaders.kinds.strategy import cells, headings, layout
from records import Document, Loaded
from templates import say

BEFORE = (
    "Det fremgår af tabel 1, hvordan midlerne i Odense Kommune er fordelt på de enkelte udvalg i budgettet.\n"
    "Fordelingen er vedtaget af byrådet, og der følges op til foråret.\n\n"
)
POOL = """Tabel 1. Status på puljen
Mio. kr. i 2024 p/l

Investeringer

Service Anlæg
Nye idéer

(service)
I alt

Midler i puljen 2024   110 300 20* 430

Udmøntet til forslag 70,0 100,0 3,0 173,0

Reserveret til analyser   7,0 7,0

Rest i puljen 2024  40,0 200,0 10,0 250,0

*Heraf er 10 mio. kr. reserveret til næste år.
"""
YEARS = """Tabel 2. Effektiviseringer fordelt på udvalg

 Antal
egne/

tværgåen
de

Effektiviseringer, drift Bidrag til
måltallets
opgørelse 2025 1.000 kr. 2025 p/l 2025 2026 2027

Revisionen 0/0 . . . .

Børne- og
Ungdomsudvalget 5/1

9.724 19.332 22.702
9.955

Kultur- og Fritidsudvalget* 1/0 140 140 140 .

I alt, forslag 7 9.864 19.472 22.842 9.955
Note: Tværgående forslag står ved det udvalg, der har fremsat dem.
"""


def document(body: str) -> Document:
    return files.document_from("notat.txt", (BEFORE + body).encode())


def load(body: str) -> Loaded:
    return strategy.load(document(body))


def figures(body: str) -> dict[tuple[str, str], float]:
    return {(figure.row, figure.column): figure.value for figure in load(body).figures}


def kinds(body: str) -> list[str]:
    return [finding.kind for finding in load(body).findings]


def test_every_cell_is_a_figure_with_its_row_and_column() -> None:
    """A heading over two columns is said with each; a star is no part of the number, a year belongs to the label."""
    read = figures(POOL)
    assert read["Midler i puljen 2024", "Investeringer Service"] == 110
    assert read["Midler i puljen 2024", "Nye idéer (service)"] == 20
    assert read["Udmøntet til forslag", "I alt"] == 173
    assert len(read) == 14


def test_blank_cells_are_placed_by_meaning() -> None:
    """Two numbers under four columns: the one place where sums across and down come out."""
    read = {column: value for (row, column), value in figures(POOL).items() if row == "Reserveret til analyser"}
    assert read == {"Nye idéer (service)": 7, "I alt": 7}
    assert kinds(POOL) == []


def test_what_cannot_be_placed_is_said() -> None:
    """Without a row to balance it a lone pair fits two columns; only what is sure becomes a figure."""
    body = "Tabel 1. Puljen\nMio. kr.\nService Anlæg I alt\nMidler 100,0 50,0 150,0\nUdmøntet 30,0 30,0\n"
    assert kinds(body) == ["figure_unplaced"]
    assert {column for row, column in figures(body) if row == "Udmøntet"} == {"I alt"}


def test_a_table_of_years_keeps_years_numbers_and_signs_apart() -> None:
    """ "5/1" is two numbers, a point is none, and a column stands right of the years where its name does."""
    read = figures(YEARS)
    assert read["Børne- og Ungdomsudvalget", "Antal egne"] == 5
    assert read["Børne- og Ungdomsudvalget", "Antal tværgående"] == 1
    assert read["Børne- og Ungdomsudvalget", "Effektiviseringer, drift 2025"] == 9724
    assert read["Børne- og Ungdomsudvalget", "Bidrag til måltallets opgørelse 2025"] == 9955
    assert read["I alt, forslag", "Antal egne/tværgående"] == 7
    assert ("Kultur- og Fritidsudvalget", "Bidrag til måltallets opgørelse 2025") not in read


def test_a_figure_knows_unit_and_line() -> None:
    """The unit is the table's, but for numbers of things and rows in other prices; the line is the value's own."""
    pool = load(POOL + "Rest i puljen 2024 i 2025 p/l 41,0 205,0 10,3 256,3\n").figures
    years = load(YEARS).figures
    assert {figure.unit for figure in years} == {"antal", "1.000 kr. 2025 p/l"}
    assert {figure.unit for figure in pool} == {"mio. kr. i 2024 p/l"}
    by_value = {figure.value: figure.source.line for figure in years}
    lines = document(YEARS).lines
    assert "9.724" in lines[(by_value[9724] or 0) - 1]
    assert "9.955" in lines[(by_value[9955] or 0) - 1]


def test_a_row_in_other_prices_says_so() -> None:
    """A label may name another price level than the table."""
    body = POOL.replace("\n*Heraf", "Rest i puljen 2024 i 2025 p/l  41,0 205,0 10,3 256,3\n\n*Heraf")
    units = {figure.row: figure.unit for figure in load(body).figures}
    assert units["Rest i puljen 2024 i 2025 p/l"] == "mio. kr. i 2025 p/l"
    assert units["Rest i puljen 2024"] == "mio. kr. i 2024 p/l"


@pytest.mark.parametrize(
    ("heading", "width", "columns"),
    [
        (["Udvalg 2024 2025 I alt"], 3, ("2024", "2025", "I alt")),
        (["Drift Anlæg I alt"], 3, ("Drift", "Anlæg", "I alt")),
        (["Forslag", "Investering Varig effekt Tilbagebetaling (år)"], 3,
         ("Investering", "Varig effekt", "Tilbagebetaling (år)")),
        (["Børne- og Ungeområdet Ældre"], 2, ("Børne- og Ungeområdet", "Ældre")),
        (["Investerin", "ger I alt"], 2, ("Investeringer", "I alt")),
        (["Måltal", "2024 2025", "2026"], 3, ("Måltal 2024", "Måltal 2025", "Måltal 2026")),
        (["Udvalg\t2024\t.\tI alt"], 3, ("2024", "", "I alt")),
        (["Drift"], 2, ("Drift", "")),
        ([], 1, ("",)),
    ],
)  # fmt: skip
def test_column_names_are_put_together_again(heading: list[str], width: int, columns: tuple[str, ...]) -> None:
    """Capital letters begin a name, words that stand whole in the text mend broken ones, years are columns."""
    assert headings.read_table_heading(heading, "", width, {"investeringer"}).columns == columns


@pytest.mark.parametrize(
    ("caption", "heading", "unit"),
    [
        ("Puljen", ["Mio. kr. i 2021 p/l", "Drift"], "mio. kr. i 2021 p/l"),
        ("Puljen", ["Drift 1.000 kr. 2022 p/l 2022 2023"], "1.000 kr. 2022 p/l"),
        ("Puljen, 1.000 kr. 2024-priser", ["Drift"], "1.000 kr. 2024-priser"),
        ("Puljen (t.kr.)", ["Drift"], "t.kr."),
        ("Puljen", ["Drift"], ""),
    ],
)
def test_the_unit_stands_in_the_heading_or_the_caption(caption: str, heading: list[str], unit: str) -> None:
    """It is kept as printed, price level and all."""
    assert headings.read_table_heading(heading, caption, 1, ()).unit == unit


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tabel 1. Status på puljen", ("1", "Status på puljen")),
        ("Tabel 2: Fordeling", ("2", "Fordeling")),
        ("Tabel 3 Fordeling på udvalg", ("3", "Fordeling på udvalg")),
        ("Tabel 3 viser fordelingen på udvalg.", None),
        ("Det fremgår af tabel 1.", None),
    ],
)
def test_a_caption_is_no_sentence_about_a_table(line: str, expected: tuple[str, str] | None) -> None:
    """A point after the number or a capital letter makes a caption."""
    assert layout.caption(line) == expected


TABBED = (
    "Tabel 1. Fordeling, 1.000 kr. 2024 p/l\n\nUdvalg\tDrift\tAnlæg\tI alt\nBørneudvalget\t1.200\t\t1.200\n"
    "By- og Kulturudvalget\t\t300\t300\nI alt\t1.200\t300\t1.500\n\nDet er et godt resultat.\n"
)


@pytest.mark.parametrize(
    "body", [TABBED, TABBED.replace("\n", " |\n").replace("\t", " | ").replace(" |\n |\n", "\n\n")]
)
def test_cells_that_are_parted_need_no_guess(body: str) -> None:
    """Tabs or pipes show where a cell is blank."""
    read = figures(body)
    assert read["Børneudvalget", "Drift"] == 1200
    assert read["By- og Kulturudvalget", "Anlæg"] == 300
    assert len(read) == 7


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("70,0 100,0 3,0 173,0", "70,0 100,0 3,0 178,0", "row_sum_differs"),
        ("40,0 200,0 10,0 250,0", "40,0 209,0 10,0 259,0", "column_sum_differs"),
        ("70,0 100,0 3,0 173,0", "70,0 100,0 3,0 173,1", None),
        ("*Heraf er 10 mio. kr.", "*Heraf er 240,1 mio. kr.", "text_differs"),
        ("*Heraf er 10 mio. kr.", "*Heraf er 180 mio. kr.", "text_adds"),
        ("*Heraf er 10 mio. kr.", "*Heraf er 40 mio. kr.", None),
    ],
)
def test_what_does_not_add_up_is_said(old: str, new: str, kind: str | None) -> None:
    """One in the last place is rounding in a table; in the text it is named with the cells that it comes from."""
    assert (kind in kinds(POOL.replace(old, new))) if kind else kinds(POOL.replace(old, new)) == []


def test_a_sum_is_told_in_the_reader_s_numbers() -> None:
    """What the document says is quoted as it stands; figures that are counted are printed as each language does."""
    (finding,) = load(POOL.replace("*Heraf er 10 mio. kr.", "*Heraf er 240,1 mio. kr.")).findings
    told = {language: say(f"findings.{finding.kind}", language, **finding.values) for language in ("da", "en")}
    assert ("»240,1 mio. kr.«" in told["da"], "“240,1 mio. kr.”" in told["en"]) == (True, True)
    kept = {**finding.values, "sum": ["40,5", " + ", 199.5]}  # as a list from the database, or words of an older one
    assert "40,5 + 199.5" in say(f"findings.{finding.kind}", "en", **kept)


def test_text_around_tables_stays_text() -> None:
    """Footnotes and notes belong to the text; rows of a table do not."""
    loaded = load(POOL + "\nEfter tabellen fortsætter teksten om budgettet for næste år.\n\n" + YEARS)
    passages = [passage.text for passage in loaded.passages]
    assert any(text.startswith("*Heraf er 10 mio. kr.") for text in passages)
    assert any(text.startswith("Note: Tværgående forslag") for text in passages)
    assert not any("9.724" in text or "Udmøntet" in text for text in passages)
    assert loaded.municipality == "Odense"


CATALOGUE = """Tabel 1. Forslag
Nr.\tForslag\tUdvalg\tBesparelse, mio. kr.\tInvestering, mio. kr.
A1\tFærre biler i hjemmeplejen\tSocialudvalget\t0,3\t2,4
A2\tFælles indkøb af møbler\tTeknikudvalget\t2,4\t
"""


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (POOL, True),
        (YEARS, True),
        (CATALOGUE, False),
        ("Tabel 1. Antal borgere\nBorgere Huse\nNord 12 8\nSyd 13 9\n", False),
        ("Midlerne er fordelt: Børneudvalget 3 mio. kr., Kulturudvalget 4 mio. kr.\n", False),
    ],
)
def test_a_note_with_a_table_of_money_is_recognised(body: str, known: bool) -> None:
    """Danish text with a captioned table whose unit is money, and no list of proposals with what each saves."""
    assert strategy.recognises(document(body)) is known


def test_half_a_note_keeps_its_whole_rows() -> None:
    """What stands before the cut is read."""
    read = figures(POOL[: POOL.index("3,0 173,0")])
    assert read["Midler i puljen 2024", "I alt"] == 430


def test_a_wide_or_long_table_is_not_puzzled_over() -> None:
    """Placing blanks tries every place; beyond a size it is left undone and said."""
    wide = cells.FigureRow("x", (layout.Value("1", 0),), sure=False)
    heading = headings.Heading(tuple(f"K{n}" for n in range(40)), "kr.")
    table = layout.Printed("1", "x", (), (("x", wide.cells),), 0, 1)  # type: ignore[arg-type]
    assert [row.sure for row in cells.rows(table, heading)] == [False]


@pytest.mark.documents
def test_the_real_note_is_read_whole(documents: Path) -> None:
    """Both tables with all their cells, and no sum in doubt but those that the text gives otherwise."""
    loaded = strategy.load(files.document(documents / "strategi-status-2021.txt"))
    assert {(figure.table.split()[0], figure.unit) for figure in loaded.figures} == {
        ("Status", "mio. kr. i 2021 p/l"),
        ("Status", "mio. kr. i 2022 p/l"),
        ("Effektiviseringer", "antal"),
        ("Effektiviseringer", "1.000 kr. 2022 p/l"),
    }
    assert len(loaded.figures) == 70
    assert loaded.municipality == "København"
    assert sorted(finding.kind for finding in loaded.findings) == ["text_adds", "text_differs"]


def test_a_captioned_table_of_cases_is_a_list_of_cases() -> None:
    """Whatever its cases are called, as long as it says how they go."""
    head = "Sagsnr.\tSag\tInvestering\tBesparelse\tStatus"
    rows = ("S1\tFærre ture med kold mad\t350\t-325\tEfter planen", "S2\tFælles køkken\t565\t-865\tAfsluttet")
    lines = (
        BEFORE,
        "Tabel 1. Antal sager",
        "",
        "Status\tAntal",
        "Efter planen\t1",
        "Afsluttet\t1",
        "",
        "Tabel 2. Sager. Beløb i 1.000 kr.",
        "",
        head,
        *rows,
    )
    document = files.document_from("note.txt", "\n".join(lines).encode())
    assert not strategy.recognises(document)
