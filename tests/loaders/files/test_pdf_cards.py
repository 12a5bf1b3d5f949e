"""Cards beside each other are read card by card, and lines of labels and values as rows."""

from dataclasses import replace
from itertools import count

import pytest

from loaders.files.pdf import frames, layout
from loaders.files.pdf.shapes import Glyph, Page, Stroke

SIZE, WIDTH = 10.0, 5.0
LABELS = ("Status", "Besparelse i 1.000 kr.", "Ansvarlig")


class Printer:
    """Paints texts one after the other, sign by sign."""

    def __init__(self) -> None:
        self.glyphs: list[Glyph] = []
        self._order = count(1)

    def text(self, x: float, top: float, line: str) -> None:
        next(self._order)
        for place, sign in enumerate(line):
            left = x + place * WIDTH
            self.glyphs.append(Glyph(sign, left, top, left + WIDTH, top + SIZE, SIZE, order=next(self._order)))

    def card(self, x: float, top: float, name: str, *values: str) -> None:
        self.text(x, top, name)
        for at, (label, value) in enumerate(zip(LABELS, values, strict=True), 1):
            self.text(x, top + 12 * at, f"{label}: {value}")

    def read(self) -> list[str]:
        return [row.text for row in layout.rows(Page(1, 600, 800, self.glyphs), 1)]


@pytest.mark.parametrize("beside", [2, 3])
def test_cards_beside_each_other_are_read_one_by_one(beside: int) -> None:
    """However many stand beside each other; what is printed above them is no part of one."""
    page, places = Printer(), [20.0, 215.0, 410.0][:beside]
    page.text(20, 40, "Status for budgetreduktioner i Skive Kommune, oktober 2026, alle sager på fælles områder")
    for row in range(2):
        for at, x in enumerate(places):
            page.card(x, 100 + 80 * row, f"HA{row}{at} Vagtplan", "Forsinket", f"-{row}{at}0", "HR")
    found = page.read()
    assert found[0].startswith("Status for budgetreduktioner")
    assert [line[:4] for line in found if line.endswith("Vagtplan")] == [
        f"HA{row}{at}" for at in range(beside) for row in range(2)
    ]
    assert found.count("Status: Forsinket") == found.count("Ansvarlig: HR") == 2 * beside


def test_a_table_in_which_a_text_comes_again_is_no_cards() -> None:
    page = Printer()
    for at, area in enumerate(("Kultur", "Kultur", "Social", "Teknik", "Teknik")):
        for x, text in ((20, area), (120, f"Robotter {at}"), (320, area), (420, "2027")):
            page.text(x, 100 + 20 * at, text)
    assert page.read()[:2] == ["Kultur Robotter 0 Kultur 2027", "Kultur Robotter 1 Kultur 2027"]


def test_labels_and_values_that_stand_close_are_rows() -> None:
    """A label and its value are painted one after the other; a line below a value goes on with it."""
    page = Printer()
    page.text(20, 80, "HA01 Fælles vagtplan")
    for at, (label, value) in enumerate(
        [("Status", "Forsinket"), ("Ansvarlig", "Leder af"), ("", "HR"), ("År", "2027")]
    ):
        for x, text in ((20, label), (200, value)):
            if text:
                page.text(x, 92 + 12 * at, text)
    found = layout.rows(Page(1, 600, 800, page.glyphs), 1)
    cells = [[cell.text for cell in row.cells] for row in found if row.table]
    assert cells[-3:] == [["Status", "Forsinket"], ["Ansvarlig", "Leder af HR"], ["År", "2027"]]


def test_frames_beside_each_other_are_read_one_by_one() -> None:
    """Also with round corners, a line within them, and a last one that stands alone. Cells that touch are no frames."""

    def frame(x0: float, top: float, corner: float = 6.0) -> list[Stroke]:
        x1, foot = x0 + 200, top + 90
        across = [Stroke(x0 + corner, y, x1 - corner, y) for y in (top, foot)]
        return [*across, *(Stroke(x, top + corner, x, foot - corner) for x in (x0, x1))]

    def letters(x0: float, top: float) -> list[Glyph]:
        return [Glyph("A", x0 + 10, top + 10 + 20 * at, x0 + 16, top + 18 + 20 * at, 8.0, order=at) for at in range(4)]

    places = [(40, 50), (260, 50), (40, 160)]
    lines = [one for x0, top in places for one in frame(x0, top)] + [Stroke(50, 110, 230, 110)]
    page = Page(1, 600, 800, [one for place in places for one in letters(*place)], lines)
    found = frames.beside_each_other(page)
    assert [(box.x0, box.top) for box in found] == [(40, 50), (260, 50), (40, 160)]
    own = frames.alone(page, found[0])
    assert len(own.glyphs) == 4
    assert own.strokes == [Stroke(50, 110, 230, 110)]
    assert not frames.without(page, found).glyphs
    touching = [*frame(40, 50, 0), *frame(240, 50, 0)]
    assert not frames.beside_each_other(replace(page, strokes=touching))
