"""What the edge of a page may and may not take away from tables and from the text above them."""

from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from loaders.files.pdf import breaks, paging
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from tests.loaders.files.test_pdf_layout import Draws, drawn

NINE = range(1, 10)

HEIGHT = 800.0


def text(words: str, page: int, top: float) -> PdfRow:
    return PdfRow((PdfCell((CellLine(words),)),), page, Box(50, top, 300, top + 10), 10.0)


def row(cells: str, page: int, top: float, table: int) -> PdfRow:
    made = tuple(PdfCell((CellLine(one),)) if one else PdfCell() for one in cells.split("|"))
    return PdfRow(made, page, Box(50, top, 300, top + 10), 0.0, table, tuple(50.0 + 60 * at for at in range(len(made))))


def read(*pages: list[PdfRow]) -> list[str]:
    return ["|".join(cell.text for cell in one.cells) for one in paging.whole([(HEIGHT, page) for page in pages])]


def test_a_form_that_is_printed_again_keeps_the_text_above_its_boxes() -> None:
    """Title and text were printed before, but they do not stand above the table that seems to go on."""
    first = [
        text("Fanø Kommune", 1, 200),
        text("Robotter", 1, 220),
        row("Skoler|☐", 1, 240, 1),
        row("Ældre|☒", 1, 260, 1),
    ]
    other = [
        text("Ærø Kommune", 1, 400),
        text("Vagtplan", 1, 420),
        row("Skoler|☒", 1, 440, 2),
        row("Ældre|☐", 1, 460, 2),
    ]
    again = [
        text("Fanø Kommune", 2, 200),
        text("Robotter", 2, 220),
        row("Skoler|☐", 2, 240, 3),
        row("Ældre|☒", 2, 260, 3),
    ]
    assert read([*first, *other], again)[-4:] == ["Fanø Kommune", "Robotter", "Skoler|☐", "Ældre|☒"]


def test_a_caption_and_head_that_are_repeated_are_said_once() -> None:
    """A table that goes on is one table."""
    first = [text("Tabel 1", 1, 200), row("Navn|År", 1, 240, 1), row("Robotter|2025", 1, 260, 1)]
    more = [text("Tabel 1 (fortsat)", 2, 200), row("Navn|År", 2, 240, 2), row("Vagtplan|2026", 2, 260, 2)]
    assert read(first, more) == ["Tabel 1", "Navn|År", "Robotter|2025", "Vagtplan|2026"]


def test_a_row_with_a_box_of_its_own_is_no_rest_of_the_row_before() -> None:
    """Two boxes are two rows, though the last row lacks the cells that the others have."""
    rows = ["Børn|☐|Kultur|☐", "Skoler|☐|Teknik|☐", "Unge|☐|Erhverv|☐", "Voksne|☐|Andet|☒"]
    first = [row(cells, 1, 200 + 20 * at, 1) for at, cells in enumerate(rows)]
    assert read(first, [row("Ældre|☐||", 2, 60, 2)])[-2:] == ["Voksne|☐|Andet|☒", "Ældre|☐||"]


def test_a_row_that_a_page_broke_is_one_row() -> None:
    """What every row has and the first on the new page lacks shows that it goes on."""
    rows = ["2023|HA01|Ja", "2024|HA02|Nej", "2024|HA03 om|Nej", "2025|HA04 om en|Ja"]
    first = [row(cells, 1, 200 + 20 * at, 1) for at, cells in enumerate(rows)]
    assert read(first, [row("|fælles vagtplan|", 2, 60, 2)])[-1] == "2025|HA04 om en fælles vagtplan|Ja"


def test_the_rest_of_a_row_close_below_a_repeated_heading_is_no_part_of_it() -> None:
    first = [row("År|Titel|Svar", 1, 180, 1)]
    first += [row(f"202{at}|HA0{at} Fælles|Nej", 1, 200 + 20 * at, 1) for at in range(1, 5)]
    again = row("År|Titel|Svar", 2, 60, 2)
    titled = PdfCell((*again.cells[1].pieces, CellLine("vagtplan for alle")))
    again = replace(again, cells=(again.cells[0], titled, again.cells[2]))
    read_rows = read(first, [again, row("2025|HA05 Robotter|Ja", 2, 90, 2)])
    assert read_rows[-2:] == ["2024|HA04 Fælles vagtplan for alle|Nej", "2025|HA05 Robotter|Ja"]


def test_a_form_that_begins_a_page_is_no_rest_of_the_one_before() -> None:
    """Its first label is that of the form before, whatever its row lacks."""
    rows = ("Titel|Fælles vagtplan||", "Sag|A-1|Budget|2025", "Udgift|Ingen|Sparer|-10", "Note|–||")
    first = [row(cells, 1, 200 + 20 * at, 1) for at, cells in enumerate(rows)]
    more = [row(cells, 2, 60 + 20 * at, 2) for at, cells in enumerate(("Titel|Robotter||", "Sag|A-2|Budget|2024"))]
    assert read(first, more)[3:5] == ["Note|–||", "Titel|Robotter||"]


def test_a_name_below_a_code_at_the_top_of_a_page_is_no_part_of_it() -> None:
    first = [row("Nr.|Forslag|2026", 1, 180, 1), row("A-1|Fælles vagtplan|-100", 1, 200, 1)]
    more = [row("Sundhed||", 2, 60, 2), row("A-2|Robotter|-50", 2, 80, 2)]
    assert read(first, more)[1:] == ["A-1|Fælles vagtplan|-100", "Sundhed||", "A-2|Robotter|-50"]


def test_the_rest_of_the_only_row_of_a_table_goes_on_with_it() -> None:
    """It has none of its figures and answers, and begins with small letters. The page may break a word."""
    first = [
        row("Titel|År|Status|Svar", 1, 180, 1),
        row("HA01 Selvbetjening|2024|Initiativet er implementer|Nej", 1, 200, 1),
    ]
    more = [row("ved ansøgning||et|", 2, 60, 2), row("HA02 Robotter|2025|Som planlagt|Ja", 2, 80, 2)]
    made = paging.whole([(HEIGHT, first), (HEIGHT, more)])
    assert [cell.text for cell in made[1].cells][:2] == ["HA01 Selvbetjening ved ansøgning", "2024"]
    assert [(piece.text, piece.full) for piece in made[1].cells[2].pieces] == [
        ("Initiativet er implementer", True),
        ("et", False),
    ]
    assert len(made) == 3


def test_the_rest_of_a_row_below_a_heading_that_is_read_apart_goes_on_on_each_page() -> None:
    """On every page the heading is a table of its own, with the rest of a row or without, and the rows are another."""
    head = "Nr.|Forslag|Effekt"
    pages = [[row(head, 1, 180, 1), row("A-1|Fælles vagtplan|-100", 1, 200, 1), row("A-2|Robotter i|-50", 1, 220, 1)]]
    for page, rest in ((2, "|hjemmeplejen|"), (3, "|og skoler|")):
        table = 2 * page
        again = [row(head, page, 60, table), row(rest, page, 70, table)]
        pages.append(
            [
                *again,
                *(
                    row(f"A-{page}{at}|{name}", page, 70 + 10 * at, table + 1)
                    for at, name in ((1, "Lys|-5"), (2, "Indkøb|-6"))
                ),
            ]
        )
    assert read(*pages)[1:] == [
        "A-1|Fælles vagtplan|-100",
        "A-2|Robotter i hjemmeplejen|-50",
        "A-21|Lys|-5",
        "A-22|Indkøb og skoler|-6",
        "A-31|Lys|-5",
        "A-32|Indkøb|-6",
    ]


def test_a_page_may_break_a_word_that_is_put_together() -> None:
    """Its parts are no words; the whole is none that the language often has, but is made of such."""
    first = [
        row("Titel|År|Status|Svar", 1, 180, 1),
        row("HA01 Selvbetjening|2024|meldt til brandmyndighede|Nej", 1, 200, 1),
    ]
    made = paging.whole(
        [(HEIGHT, first), (HEIGHT, [row("||rne.|", 2, 60, 2), row("HA02 Robotter|2025|Ja|Ja", 2, 80, 2)])]
    )
    assert (
        breaks.join_cell_lines(made[1].cells[2].pieces, frozenset(), anywhere=False) == "meldt til brandmyndighederne."
    )


def test_what_a_browser_prints_at_the_edges_is_no_text() -> None:
    """The address of a page is neither a title nor an area, and does not part a row that goes on."""
    edges = [
        [text("28.11.2026 13.25", at, 10), text(f"https://intra.kommune.dk/status?id=7 {at}/3", at, 780)]
        for at in (1, 2, 3)
    ]
    assert read([edges[0][0], text("Status", 1, 200), edges[0][1]], [*edges[1]], [*edges[2]]) == ["Status"]


def test_a_foot_that_is_kept_stands_above_its_page() -> None:
    """Once it may be the only title; behind a table that goes on it would be the heading of the rest."""
    foot = [text("Opfølgning på forslag", at, 780) for at in (1, 2, 3)]
    first = [row("År|Titel|Status", 1, 700, 1), row("2024|Vagtplan|Som", 1, 740, 1), foot[0]]
    second = [row("||planlagt", 2, 20, 2), row("2025|Natvagter|Gul", 2, 40, 2), foot[1]]
    assert read(first, second, [text("Slut", 3, 200), foot[2]]) == [
        "Opfølgning på forslag",
        "År|Titel|Status",
        "2024|Vagtplan|Som planlagt",
        "2025|Natvagter|Gul",
        "Slut",
    ]


def begun(column: int, words: str, page: int, top: float) -> PdfRow:
    """A line that stands in a column of the tables above."""
    left = 50.0 + 60 * column
    return PdfRow((PdfCell((CellLine(words),)),), page, Box(left + 2, top, left + 50, top + 10), 10.0)


def test_a_row_that_begins_at_the_foot_of_a_page_with_one_cell_alone() -> None:
    """What its longest cell says there is no text below the table, and no area."""
    first = [
        row("År|Titel|Status", 1, 200, 1),
        row("2024|HA01|Ja", 1, 220, 1),
        begun(2, "Initiativet er", 1, 260),
        begun(2, "næsten", 1, 272),
    ]
    more = [row("2025|HA02|færdigt", 2, 100, 2)]
    assert read(first, more) == ["År|Titel|Status", "2024|HA01|Ja", "2025|HA02|Initiativet er næsten færdigt"]


def test_a_note_below_a_table_is_no_row_of_it() -> None:
    """It stands below the first column, or the next page has no text in its column."""
    first = [row("År|Titel|Status", 1, 200, 1), row("2024|HA01|Ja", 1, 220, 1)]
    for note in (begun(0, "I 1.000 kr.", 1, 260), begun(2, "I 1.000 kr.", 1, 260)):
        assert read([*first, note], [row("2025|HA02|", 2, 100, 2)])[2] == "I 1.000 kr."


def test_a_heading_of_two_rows_that_is_repeated_is_no_part_of_the_row_before() -> None:
    """The row of units joined the last case, and the rest of its remark stood alone."""
    rows = ["Kode|Effekt|Bemærkning", "|t.kr.|", "HA01|10|Kort.", "HA02|20|Kort.", "HA03|30|Udbuddet er"]
    first = [row(cells, 1, 200 + 20 * at, 1) for at, cells in enumerate(rows)]
    again = ["Kode|Effekt|Bemærkning", "|t.kr.|", "||udskudt.", "HA04|40|Kort."]
    more = [row(cells, 2, 60 + 20 * at, 2) for at, cells in enumerate(again)]
    assert read(first, more)[-2:] == ["HA03|30|Udbuddet er udskudt.", "HA04|40|Kort."]


def test_what_stands_in_the_columns_of_a_list_above_it_is_no_row_of_it() -> None:
    """A line with the number of the page, and what stands above that. It is no rest of the last row before it."""
    pages = [
        [
            row(f"Fanø||Side: {page} af 2", page, 30, page),
            row("Nr.|Navn|År", page, 60, page),
            row(f"A{page}|Robotter|2025", page, 80, page),
        ]
        for page in (1, 2)
    ]
    assert read(*pages) == ["Fanø Side: 1 af 2", "Nr.|Navn|År", "A1|Robotter|2025", "A2|Robotter|2025"]


def test_the_head_of_a_page_that_is_set_in_the_columns_of_a_list_is_no_row() -> None:
    """With the number of the page beside its date, as finance systems print it."""

    def page(number: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Courier", 9)
            cases = [(f"{number}00{at}", f"Sag {number}{at} om noget", f"{number}{at}50-", "På plan") for at in NINE]
            for x, text in ((50, "GREVE KOMMUNE"), (400, f"Side {number} Dato 02.02.2026")):
                canvas.drawString(x, 810, text)
            for at, row in enumerate([("Projekt", "Tekst", "Effekt", "Status"), *cases]):
                for x, text in zip((50, 120, 330, 400), row, strict=True):
                    canvas.drawString(x, 770 - 14 * at, text)

        return draw

    lines = [line for line in drawn(page(1), page(2)).lines if line]
    assert sum("GREVE" in line for line in lines) == 1
    assert lines[-9:] == [f"200{at}\tSag 2{at} om noget\t2{at}50-\tPå plan" for at in NINE]


def test_a_title_of_another_year_at_the_top_of_a_page_is_no_head_that_comes_again() -> None:
    pages = [
        [text("Opfølgning Side 1 af 2", 1, 20), text("Vedtaget med budget 2024", 1, 40), row("Bro|1", 1, 200, 1)],
        [text("Opfølgning Side 2 af 2", 2, 20), text("Vedtaget med budget 2025", 2, 40), row("Vej|2", 2, 200, 2)],
    ]
    assert "Vedtaget med budget 2025" in read(*pages)
    assert "Opfølgning Side 2 af 2" not in read(*pages)


def test_what_a_browser_prints_in_two_columns_is_no_row() -> None:
    """The moment and the title above each page, where the table of the page before goes on."""
    head = row("Sag|Område|Status", 1, 100, 2)
    first = [row("03.11.2025 09.31||Overblik - Intra", 1, 20, 1), head, row("Nyt tag|Skole|I drift", 1, 120, 2)]
    again = [row("03.11.2025 09.31||Overblik - Intra", 2, 20, 3), row("Sag|Område|Status", 2, 100, 4)]
    assert read(first, [*again, row("Nye døre|Ældre|Opgivet", 2, 120, 4)]) == [
        "Sag|Område|Status",
        "Nyt tag|Skole|I drift",
        "Nye døre|Ældre|Opgivet",
    ]


def test_a_label_that_comes_again_is_whole() -> None:
    """The title of the next card, on the next page, does not go on with it."""
    card = [row("P-07 Nyt tag||Gul", 1, 200, 1), row("Status|I drift|", 1, 220, 1), row("Note|Se bilag|", 1, 240, 1)]
    other = [
        row("P-08 Nyt hus||Gul", 1, 300, 2),
        row("Status|I drift|", 1, 320, 2),
        row("Note|Aftalt i maj|", 1, 340, 2),
    ]
    again = [row("P-09 Nye døre||Rød", 2, 50, 3), row("Status|Opgivet|", 2, 70, 3)]
    assert read([*card, *other], again)[-3:] == ["Note|Aftalt i maj|", "P-09 Nye døre||Rød", "Status|Opgivet|"]
