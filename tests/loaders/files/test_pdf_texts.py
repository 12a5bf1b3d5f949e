"""Tables without lines are read from their texts: each is whole in one cell, and what leaves a choice is not read."""

from itertools import count

import pytest

from loaders import vocabulary
from loaders.files.pdf import breaks, layout, lexicon, texts
from loaders.files.pdf.shapes import Glyph, Page
from loaders.files.pdf.tables import CellLine, PdfRow
from loaders.files.pdf.words import word_lines
from loaders.kinds.statuses import flow

SIZE, WIDTH = 10.0, 5.0
XS = (20.0, 70.0, 180.0, 260.0, 330.0)
MORE = (400.0, 440.0, 480.0, 520.0)  # a table of many columns
HEAD = ("År", "Titel", "Investering", "Effekt", "Bemærkning")


class Printer:
    """Paints texts as programs do: a text after the other, sign by sign."""

    def __init__(self) -> None:
        self.glyphs: list[Glyph] = []
        self._order = count(1)

    def text(self, x: float, top: float, *lines: str) -> None:
        for at, line in enumerate(lines):
            next(self._order)
            for place, sign in enumerate(line):
                left, high = x + place * WIDTH, top + at * 12
                self.glyphs.append(Glyph(sign, left, high, left + WIDTH, high + SIZE, SIZE, order=next(self._order)))

    def row(self, top: float, *texts: tuple[str, ...]) -> None:
        for x, lines in zip((*XS, *MORE), (*texts, *(("Nej",) for _ in MORE)), strict=True):
            self.text(x, top, *lines)

    def rows(self) -> list[PdfRow]:
        return layout.rows(Page(1, 600, 800, self.glyphs), 1)


def cells(row: PdfRow) -> list[str]:
    return [cell.text for cell in row.cells][: len(XS)]


def test_a_text_that_reaches_over_the_next_cell_stays_whole() -> None:
    """The kind of a case is longer than its column, and printed over the next text."""
    printer = Printer()
    printer.row(20, *((head,) for head in HEAD))
    printer.row(40, ("2024",), ("HA01 En meget lang titel på et forslag",), ("4 150",), ("-5 788",), ("Ingen.",))
    printer.row(60, ("2025",), ("HA02 Kort",), ("1 050",), ("-405",), ("Forsinket.",))
    read = [cells(row) for row in printer.rows() if row.table]
    assert read[1] == ["2024", "HA01 En meget lang titel på et forslag", "4 150", "-5 788", "Ingen."]


def test_rows_whose_cells_stand_in_their_middle_are_told_by_their_texts() -> None:
    """The lines of neighbouring cells stand between each other, and the next row is close."""
    printer = Printer()
    printer.row(20, *((head,) for head in HEAD))
    for top, year in ((40, "2024"), (75, "2025")):
        for x, (down, lines) in zip(
            XS,
            (
                (12, (year,)),
                (6, ("HA01 Flere", "botilbud")),
                (12, ("4.150",)),
                (12, ("-405",)),
                (0, ("Den er", "forsinket", "igen.")),
            ),
            strict=True,
        ):
            printer.text(x, top + down, *lines)
    read = [cells(row) for row in printer.rows() if row.table]
    assert read[1:] == [
        [year, "HA01 Flere botilbud", "4.150", "-405", "Den er forsinket igen."] for year in ("2024", "2025")
    ]


def test_the_name_of_an_area_close_above_a_row_is_no_part_of_its_first_cell() -> None:
    printer = Printer()
    printer.row(20, *((head,) for head in HEAD))
    for top, area in ((40, "Handicap"), (80, "Voksne")):
        printer.text(20, top, area)
        printer.row(top + 12, ("2024",), ("HA01 Flere", "botilbud"), ("4.150",), ("-405",), ("Ingen.",))
    read = printer.rows()
    assert [row.text for row in read if not row.table] == ["Handicap", "Voksne"]
    assert [cells(row)[0] for row in read if row.table] == ["År", "2024", "2024"]


def test_a_heading_over_some_columns_names_them_and_no_area() -> None:
    printer = Printer()
    printer.text(225, 8, "Økonomi")
    printer.row(20, *((head,) for head in HEAD))
    printer.row(40, ("2024",), ("HA01",), ("4.150",), ("-405",), ("Ingen.",))
    printer.row(60, ("2025",), ("HA02",), ("1.050",), ("-788",), ("Ingen.",))
    read = printer.rows()
    assert cells(read[0]) == ["År", "Titel", "Økonomi Investering", "Økonomi Effekt", "Bemærkning"]
    assert all(row.table for row in read)


def test_a_heading_that_is_printed_again_is_no_row() -> None:
    """Its columns still stand to the left of the figures below them."""
    printer = Printer()
    for top in (20, 60):
        for x, head in zip((*XS[:2], 160, *XS[3:], *MORE), (*HEAD, *(("Ja?",) * 4)), strict=True):
            printer.text(x, top, "".join(head))
        printer.row(top + 20, ("2024",), ("HA01",), ("",), ("-405",), ("Ingen.",))
        printer.text(220, top + 20, "4.150")
    assert [cells(row)[2] for row in printer.rows() if row.table] == ["Investering", "4.150"] * 2


def test_figures_of_two_cells_are_never_one() -> None:
    """They nearly touch, and were painted apart."""
    printer = Printer()
    printer.row(20, *((head,) for head in HEAD))
    for top in (40, 60):
        for x, text in zip((20, 70, 180, 260, 291), ("2024", "HA01", "4.150", "-5.788", "2026"), strict=True):
            printer.text(x, top, text)
    read = [" ".join(cells(row)).split() for row in printer.rows() if row.table]
    assert all("-5.788" in row and "2026" in row for row in read[1:])


def test_texts_that_a_spreadsheet_paints_last_stay_in_their_rows() -> None:
    """Those of several lines are painted after all others, column by column or not; the rows stand close."""
    printer = Printer()
    printer.row(20, *((head,) for head in HEAD))
    for top, code in ((40, "2024"), (64, "2025"), (88, "2026")):
        for x, text in zip((*XS, *MORE), (code, "", "4.150", "-405", "Ingen.", *("Nej",) * 4), strict=True):
            if text:
                printer.text(x, top, text)
    for top, code in ((40, "HA01"), (64, "HA02"), (88, "HA03")):
        printer.text(70, top, f"{code} Flere", "botilbud")
    read = [cells(row) for row in printer.rows() if row.table]
    assert [row[:3] for row in read[1:]] == [
        [year, f"{code} Flere botilbud", "4.150"]
        for year, code in (("2024", "HA01"), ("2025", "HA02"), ("2026", "HA03"))
    ]


def test_the_cells_that_are_painted_last_are_no_row_of_their_own() -> None:
    """Two of the few cells of a row have several lines, as no other row has."""
    printer = Printer()
    rows = [["Nr.", "Titel", "Status", "Udgift", "Effekt", "Hvem"]]
    rows += [
        [f"A{at}", "", "Slut", "9", "-5", ""] if at == 2 else [f"A{at}", "Lys", "Slut", "9", "-5", "Bo"]
        for at in (1, 2, 3)
    ]
    for at, row in enumerate(rows):
        for x, text in zip((20, 70, 180, 300, 360, 420), row, strict=True):
            if text:
                printer.text(x, 20 + 40 * at, text)
    printer.text(70, 100, "Flere", "botilbud")
    printer.text(420, 100, "Kultur og", "skoler")
    read = [[cell.text for cell in row.cells] for row in printer.rows() if row.table]
    rows[2][1], rows[2][5] = "Flere botilbud", "Kultur og skoler"
    assert read == rows


def test_a_name_that_is_painted_right_before_a_code_is_none_of_its_lines() -> None:
    """As a spreadsheet paints the name of an area, and the first cell of the row below it."""
    printer = Printer()
    printer.row(20, *((head,) for head in HEAD))
    for top, area, code in ((40, "Handicap", "HA01"), (66, "Voksne", "UD2")):
        printer.text(20, top, area, code)
        for x, text in zip((*XS[2:], *MORE), ("4.150", "-405", "Ingen.", *("Nej",) * 4), strict=True):
            printer.text(x, top + 12, text)
    for top in (52, 78):
        printer.text(70, top, "Flere botilbud")
    read = printer.rows()
    assert [row.text for row in read if not row.table] == ["Handicap", "Voksne"]
    assert [cells(row)[:3] for row in read if row.table][1:] == [
        [code, "Flere botilbud", "4.150"] for code in ("HA01", "UD2")
    ]


def test_a_sign_with_a_space_behind_it_stays_with_its_figure() -> None:
    """Other figures begin where the digits behind the sign do; nothing is drawn."""
    printer = Printer()
    effects = ("Effekt", "- 1.810", "640", "455", "300", "- 120")
    for at, effect in enumerate(effects):
        first = ("A1", "Færre", "Følger planen") if at else ("Nr.", "Titel", "Status")
        for x, text in zip((20, 70, 180, 335 - WIDTH * len(effect)), (*first, effect), strict=True):
            printer.text(x, 20 + 20 * at, text)
    assert [cells(row)[-1] for row in printer.rows() if row.table] == list(effects)


def test_rows_of_cells_are_no_running_text() -> None:
    """Where their columns are not known, their figures are not guessed from the order of the words."""
    row = "2024\tHA01 Flere botilbud\tInvesteringsforslag\tForløber som planlagt\t10 100\t- 5 788\t2026\tNej\tNej"
    assert not flow.recognises([row] * 4)


def test_a_small_word_at_the_end_of_a_full_line_is_a_word() -> None:
    """Also in a cell that breaks words at any letter."""
    known = frozenset({"egen", "bolig", "flere"})
    lines = (CellLine("Flere botilbud", full=True), CellLine("i egen bolig"))
    assert breaks.join_cell_lines(lines, known, anywhere=True) == "Flere botilbud i egen bolig"
    assert not lexicon.is_apart("affaldssortering", "en", known)
    stressed = (CellLine("kom ét", full=True), CellLine("konditionsmæssigt tilbud."))
    assert breaks.join_cell_lines(stressed, known, anywhere=True) == "kom ét konditionsmæssigt tilbud."


def test_a_space_that_is_painted_at_the_end_of_a_line_parts_two_words() -> None:
    """Word and LibreOffice paint it where it fits; a browser paints none, so that its lack says little by itself."""
    spaced = (CellLine("opgaver for", full=True, spaced=True), CellLine("fagudvalget"))
    assert breaks.join_cell_lines(spaced, frozenset(), anywhere=True) == "opgaver for fagudvalget"
    part = (CellLine("Vandbesparen", full=True), CellLine("de armaturer"))
    assert breaks.join_cell_lines(part, frozenset(), anywhere=False, spaces=True) == "Vandbesparende armaturer"
    words = (CellLine("Hjemtagning", full=True), CellLine("af specialtilbud"))
    assert breaks.join_cell_lines(words, frozenset(), anywhere=False, spaces=True) == "Hjemtagning af specialtilbud"


def test_a_name_in_the_genitive_is_no_part_of_the_word_behind_it() -> None:
    lines = (CellLine("Lukning af"), CellLine("Kildemosens", full=True), CellLine("botilbud"))
    assert breaks.join_cell_lines(lines, frozenset(), anywhere=False) == "Lukning af Kildemosens botilbud"
    lines = (CellLine("Robotstøvs", full=True), CellLine("ugere på", spaced=True), CellLine("plejehjem"))
    assert breaks.join_cell_lines(lines, frozenset(), anywhere=False, spaces=True) == "Robotstøvsugere på plejehjem"
    first = (CellLine("Energibes", full=True), CellLine("parende foranstaltninger"))
    assert breaks.join_cell_lines(first, frozenset(), anywhere=False) == "Energibesparende foranstaltninger"
    first = (CellLine("Kildemosens", full=True), CellLine("botilbud lukkes"))
    assert breaks.join_cell_lines(first, frozenset(), anywhere=False) == "Kildemosens botilbud lukkes"
    plan = (CellLine("plan for", full=True), CellLine("fagudvalget"))
    assert breaks.join_cell_lines(plan, frozenset(), anywhere=True) == "plan for fagudvalget"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("i fem områder ad", "gangen."), "i fem områder ad gangen."),
        (("Specialundervis", "ningstilbud", "samles"), "Specialundervisningstilbud samles"),
        (("understøtte", "en klar retning"), "understøtte en klar retning"),
        (("ejendomme", "er over"), "ejendomme er over"),
        (("Skemaer og ejendom", "me"), "Skemaer og ejendomme"),
    ],
)
def test_a_word_is_joined_by_what_may_follow_and_begin(lines: tuple[str, ...], text: str) -> None:
    """No ending with a vowel stands behind an "e", no word begins with "ning", and "ad" is a word."""
    found = [CellLine(line, full=at + 1 < len(lines)) for at, line in enumerate(lines)]
    assert breaks.join_cell_lines(found, vocabulary.danish(), anywhere=False) == text


def test_the_words_of_a_line_know_the_space_behind_them() -> None:
    print_ = Printer()
    print_.text(20, 100, "plan for ", "udvalget")
    assert [line.words[-1].spaced for line in word_lines(print_.glyphs)] == [True, False]


def test_a_text_close_behind_a_figure_and_its_space_is_another() -> None:
    """Spreadsheets end figures with a space as wide as the bracket of others; a space within a text is as wide as it is
    painted."""
    for gap, count_of_texts in ((2.0, 2), (0.0, 1)):
        printer = Printer()
        printer.text(20, 20, "420 ")
        printer.text(20 + 4 * WIDTH + gap, 20, "Realiseret")
        assert len(texts.of(printer.glyphs)) == count_of_texts


def test_halves_that_are_no_words_are_one_wherever_the_line_ends() -> None:
    """Where both together are a usual word, or the second begins as no word does."""
    one = (CellLine("foranstalt"), CellLine("ninger i gang"))
    assert breaks.join_cell_lines(one, frozenset({"foranstalt", "ninger"}), anywhere=False) == "foranstaltninger i gang"
    one = (CellLine("Voksenha"), CellLine("ndicapområdets rammer"))
    assert breaks.join_cell_lines(one, frozenset(), anywhere=False) == "Voksenhandicapområdets rammer"
    two = (CellLine("Kontakt til"), CellLine("borgere i gang"))
    assert breaks.join_cell_lines(two, frozenset(), anywhere=False) == "Kontakt til borgere i gang"
