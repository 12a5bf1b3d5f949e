"""A sheet that is wider than a page: the rest of its columns is on other pages, told by the heights of the rows."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.files.pdf import across
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

HEIGHTS = (30.0, 13.0, 26.0, 13.0, 13.0, 39.0, 13.0)
CASES = [("AB01", "Vagtplan"), ("AB02", "Lokaler"), ("AB03", "Porto"), ("AB04", "Mad"), ("AB05", "IT"), ("AB06", "Bil")]
FIGURES = [("-100", "2026"), ("-200", "2027"), ("", ""), ("-300", "2026"), ("-90", "2025"), ("-75", "2026")]


def sheet(rows: Sequence[Sequence[str]], page: int, table: int = 1, heights: Sequence[float] = HEIGHTS) -> list[PdfRow]:
    """The rows of a page; those without any text are not there, as when a page was read."""
    xs, found, top = tuple(40.0 + 90 * at for at in range(len(rows[0]))), [], 100.0
    for texts, height in zip(rows, heights, strict=True):
        cells = tuple(PdfCell((CellLine(text),)) if text else PdfCell() for text in texts)
        box, ends = Box(40, top, 40 + 90 * len(xs), top + height), tuple(x + 90 for x in xs)
        found += [PdfRow(cells, page, box, 0.0, table, xs, ends)] if any(texts) else []
        top += height
    return found


def lines(texts: Sequence[str], page: int) -> list[PdfRow]:
    """Lines of text, each at the top of the row that it stands in."""
    tops = [100 + sum(HEIGHTS[:at]) + 1 for at in range(len(texts))]
    return [
        PdfRow((PdfCell((CellLine(text),)),), page, Box(42, top, 90, top + 10), 10.0)
        for text, top in zip(texts, tops, strict=True)
        if text
    ]


def read(*pages: list[PdfRow]) -> list[list[str]]:
    found = across.with_all_columns([(800.0, page) for page in pages])
    return [["|".join(cell.text for cell in row.cells) for row in rows] for _, rows in found]


def test_the_rest_of_the_columns_is_put_to_the_rows_at_its_heights() -> None:
    """Also where a row of the rest is blank, over several pages, and with a last column that is only lines."""
    first = sheet([("Kode", "Titel"), *CASES], 1)
    rest = sheet([("Besparelse", "Fra"), *FIGURES], 2, 2)
    who = lines(["Ansvarlig", "HR", "Vej", "", "Indkøb", "IT", "Byg"], 3)
    made, *others = read(first, rest, who)
    assert made[:4] == [
        "Kode|Titel|Besparelse|Fra|Ansvarlig",
        "AB01|Vagtplan|-100|2026|HR",
        "AB02|Lokaler|-200|2027|Vej",
        "AB03|Porto|||",
    ]
    assert others == [[], []]
    more = sheet([("Kode", "Titel"), *CASES], 2)
    downwards = read(first, more, rest, sheet([("Besparelse", "Fra"), *FIGURES], 4, 2))
    assert downwards[0][1] == downwards[1][1] == "AB01|Vagtplan|-100|2026"
    assert downwards[2:] == [[], []]


def test_the_codes_that_are_printed_again_stand_once() -> None:
    first = sheet([("Kode", "Titel"), *CASES], 1)
    again = sheet([("Kode", "År", "Sparet"), *((code, "2026", "-90") for code, _ in CASES)], 2, 2)
    assert read(first, again)[0][:2] == ["Kode|Titel|År|Sparet", "AB01|Vagtplan|2026|-90"]


def test_the_columns_of_several_tables_of_a_page_are_on_the_next() -> None:
    """With the names of the cases again, and what stands above the tables, of which the page cuts off the rest."""

    def page(columns: Sequence[int], number: int, above: str) -> list[PdfRow]:
        whole = [("Kode", "Titel", "Sparet", "Fra"), *(one + other for one, other in zip(CASES, FIGURES, strict=True))]
        rows = sheet([tuple(row[at] for at in columns) for row in whole], number, 2 * number)
        head = replace(rows[0], box=Box(40, 300, 220, 330), table=2 * number + 1)
        low = [
            replace(row, table=2 * number + 1, box=Box(40, row.box.top + 200, 220, row.box.bottom + 200))
            for row in rows[4:]
        ]
        title = PdfRow((PdfCell((CellLine(above),)),), number, Box(42, 80, 90, 90), 10.0)
        return [title, *rows[:4], head, *low]

    made, other = read(page((0, 1, 2), 1, "Opfølgning på forslag"), page((0, 1, 3), 2, "Opfølgni"))
    assert made[:3] == ["Opfølgning på forslag", "Kode|Titel|Sparet|Fra", "AB01|Vagtplan|-100|2026"]
    assert made[5:7] == ["Kode|Titel|Sparet|Fra", "AB04|Mad|-300|2026"]
    assert other == []


def test_the_forms_of_the_next_page_are_no_rest_of_columns() -> None:
    """Their labels stand on a page more than once, as no names of cases do."""
    labels = [(label, value, more, value) for (label, more), value in zip(CASES, "abcdef", strict=True)]

    def page(number: int) -> list[PdfRow]:
        rows = sheet([("Navn", "", "Sted", "Ja"), *labels], number, 2 * number)
        low = [replace(row, table=2 * number + 1, box=Box(40, row.box.top + 200, 220, row.box.bottom + 200))
               for row in rows]  # fmt: skip
        return [*rows, *low]

    assert [len(rows) for rows in read(page(1), page(2))] == [14, 14]


def test_what_only_nearly_fits_stays_apart() -> None:
    """A row at another height, another table of cases in rows that are all as high, rows without names of columns."""
    first = sheet([("Kode", "Titel"), *CASES], 1)
    rest = sheet([("Besparelse", "Fra"), *FIGURES], 2, 2)
    lower = sheet([("Besparelse", "Fra"), *FIGURES], 2, 2, (30.0, 13.0, 26.0, 13.0, 20.0, 32.0, 13.0))
    even = [13.0] * len(HEIGHTS)
    other = sheet([("Nr.", "Navn", "År"), *(("CD1", "Robotter", "2026") for _ in CASES)], 2, 2, even)
    for page, second in ((first, lower), (sheet([("Kode", "Titel"), *CASES], 1, 1, even), other), (first, rest[1:])):
        assert [len(rows) for rows in read(page, second)] == [len(page), len(second)]


def test_the_card_of_the_next_case_is_no_rest_of_columns() -> None:
    """Its labels come again, as codes may; but there is one column of values, as on the page before."""
    labels = [label for label, _ in CASES]
    cards = [
        sheet([("Område", area), *((label, value) for label in labels)], page, page)
        for page, (area, value) in enumerate((("Ældre", "Ja"), ("Skole", "Nej")), 1)
    ]
    assert read(*cards)[1][:2] == ["Område|Skole", "AB01|Nej"]
