"""The colour of a status from the paint of its cell: what counts, what only decorates, and what disagrees."""

import pytest

from loaders.files.pdf import hues
from loaders.kinds import statuses
from records import Document, StatusRow
from templates import catalogue

HEADING = "Budgetår\tTitel på forslag\tType\tStatus juni 2024\tBemærkning"
PLANNED, SLIPPED = "Forløber som planlagt", "Tidsplanen er skredet mere end 6 mdr."
COLUMNS, STATUS = 5, 3


def report(*said: str, fills: dict[tuple[int, int], str], above: str = "Plejehjem") -> Document:
    """A report with a row for each status; the rows are the lines from 3 on, the heading is line 2."""
    rows = [f"2024\tPL0{at}: Sag {at}\tInvesteringsforslag\t{status}\t" for at, status in enumerate(said, 1)]
    lines = ("Opfølgning i Aarhus Kommune; Juni 2024", above, HEADING, *rows)
    return Document("status.pdf", lines, (1,) * len(lines), fills)


def rows(
    *said: str, fills: dict[tuple[int, int], str], above: str = "Plejehjem"
) -> list[tuple[str | None, str | None]]:
    loaded = statuses.load(report(*said, fills=fills, above=above))
    return [(row.colour, row.colour_from) for row in loaded.statuses]


def whole(line: int, colour: str) -> dict[tuple[int, int], str]:
    return {(line, place): colour for place in range(COLUMNS)}


def test_paint_goes_before_words() -> None:
    """The cell is red although the words would make it yellow; a cell without paint is read from its words."""
    found = rows(SLIPPED, SLIPPED, fills={(3, STATUS): "red"})
    assert found == [("red", "fill"), ("yellow", "words")]


def test_paint_and_words_that_disagree_are_a_finding() -> None:
    """Both are shown, and the paint counts."""
    loaded = statuses.load(report(PLANNED, PLANNED, fills={(3, STATUS): "yellow", (4, STATUS): "green"}))
    (found,) = [one for one in loaded.findings if one.kind == "fill_differs"]
    assert (found.source.line, found.source.page) == (4, 1)
    assert "gul" in catalogue.say("findings.fill_differs", "da", **found.values)
    assert PLANNED in catalogue.say("findings.fill_differs", "en", **found.values)


def test_a_legend_and_a_painted_heading_count_for_nothing() -> None:
    """Paint above the table, and a heading in the colour of the house, say nothing of a case."""
    legend = {(1, 0): "red", (1, 1): "green"}
    assert rows(PLANNED, fills={**legend, **whole(2, "red")}, above="Rød\tGrøn") == [("green", "words")]


def test_bands_of_one_colour_are_decoration() -> None:
    """Every second row in pale green is no status; rows in several colours are one."""
    assert rows(SLIPPED, SLIPPED, fills=whole(4, "green")) == [("yellow", "words")] * 2
    assert rows(SLIPPED, SLIPPED, fills=whole(3, "red") | whole(4, "green")) == [("red", "fill"), ("green", "fill")]


def test_a_column_painted_like_its_heading_is_decoration() -> None:
    fills = {(line, STATUS): "green" for line in (2, 3, 4)}
    assert rows(SLIPPED, SLIPPED, fills=fills) == [("yellow", "words")] * 2


def test_a_strip_beside_the_row_is_its_colour() -> None:
    """The only painted cell of a row counts, wherever it stands."""
    assert rows(SLIPPED, PLANNED, fills={(3, 0): "red", (4, 0): "green"}) == [("red", "fill"), ("green", "fill")]


@pytest.mark.parametrize(
    ("shades", "name"),
    [
        (("FF0000", "C00000", "FFC7CE", "FF5050", "8B0000", "F4CCCC"), "red"),
        (("FFFF00", "FFC000", "FFEB9C", "FFF2CC", "FFE699"), "yellow"),
        (("ED7D31", "F4B084", "F8CBAD", "FCE4D6", "F79646"), "orange"),
        (("00B050", "92D050", "C6EFCE", "E2EFDA", "006100", "A9D08E"), "green"),
        (("D9E2F3", "4472C4", "D9D9D9", "000000", "7030A0", "F2F2F2"), ""),
        (("FFFFFF", "FEFEFE"), "white"),
    ],
)
def test_any_shade_has_its_name(shades: tuple[str, ...], name: str) -> None:
    """From the palest fill of a spreadsheet to the darkest; blue, violet and grey are no status."""
    read = {shade: tuple(int(shade[at : at + 2], 16) / 255 for at in (0, 2, 4)) for shade in shades}
    assert {shade: hues.name(rgb) for shade, rgb in read.items()} == dict.fromkeys(shades, name)


def test_print_colours_and_greys_are_read_too() -> None:
    """CMYK and grey stand in files that were made for printing; a pattern has no colour."""
    assert [hues.name((0, 1, 1, 0)), hues.name((0.5, 0, 1, 0)), hues.name((0, 0.2, 1, 0))] == ["red", "green", "yellow"]
    assert [hues.name((0.5,)), hues.name((1.0,)), hues.name(None), hues.name((0.1, 0.2))] == ["", "white", "", ""]


def test_a_row_keeps_its_page() -> None:
    row: StatusRow = statuses.load(report(PLANNED, fills={})).statuses[0]
    assert (row.source.page, row.source.line) == (1, 4)
