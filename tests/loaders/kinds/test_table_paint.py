"""Bands of a table's style are no status; rows that are painted by how their cases go are."""

import pytest

from loaders.kinds import read_document
from records import Document

WIDTH = 4
HEAD = "Kode\tForslag\tStatus\tEffekt 1.000 kr."
FINE, LATE = "Gennemført", "Forsinket"


def colours(
    statuses: list[str], painted: dict[int, str], cells: range = range(WIDTH)
) -> list[tuple[str | None, str | None]]:
    lines = ["Status, Odder Kommune, november 2026", "", HEAD]
    lines += [f"AB0{at}\tForslag nummer {at}\t{status}\t-{at}00" for at, status in enumerate(statuses, 1)]
    fills = {(2 + at, cell): colour for at, colour in painted.items() for cell in cells}
    loaded = read_document(Document("status.pdf", tuple(lines), (1,) * len(lines), fills))
    return [(row.colour, row.colour_from) for row in loaded.statuses]


@pytest.mark.parametrize("painted", [(1, 3), (2, 4), (1, 2, 3, 4)])
def test_bands_of_one_colour_are_decoration(painted: tuple[int, ...]) -> None:
    found = colours([FINE, LATE, FINE, FINE], dict.fromkeys(painted, "red"))
    assert found == [("green", "words"), ("yellow", "words"), ("green", "words"), ("green", "words")]


@pytest.mark.parametrize("cells", [range(WIDTH), range(2, 3)])
@pytest.mark.parametrize("painted", [{1: "red", 2: "green", 3: "red", 4: "red"}, {2: "red"}, {1: "red", 4: "red"}])
def test_rows_in_several_colours_or_here_and_there_say_how_cases_go(painted: dict[int, str], cells: range) -> None:
    found = colours([FINE] * 4, painted, cells)
    assert [one for one, _ in found] == [painted.get(at, "green") for at in range(1, 5)]


def test_a_status_column_in_one_colour_is_no_band() -> None:
    """Only its cells are painted."""
    assert colours([FINE] * 4, dict.fromkeys(range(1, 5), "yellow"), range(2, 3)) == [("yellow", "fill")] * 4


def test_a_column_without_a_heading_that_only_has_dots_is_the_colour() -> None:
    """Whatever stands in the column for the status beside it."""
    lines = ["Status, Odder Kommune, november 2026", "", "Kode\tForslag\t\tStatus\tEffekt 1.000 kr."]
    lines += [f"AB0{at}\tForslag nummer {at}\t\tKører\t-{at}00" for at in range(1, 5)]
    fills = {(3, 2): "green", (4, 2): "red", (6, 2): "yellow"}
    loaded = read_document(Document("status.pdf", tuple(lines), (1,) * len(lines), fills))
    assert [row.colour for row in loaded.statuses] == ["green", "red", None, "yellow"]


def test_a_light_beside_a_status_is_its_colour_and_no_part_of_it() -> None:
    lines = ["Status, Odder Kommune, november 2026", "", HEAD]
    said = ("🟢 Gennemført", "🔴 Er i gang", "I gang 🟡", "🟨")
    lines += [f"AB0{at}\tForslag nummer {at}\t{status}\t-{at}00" for at, status in enumerate(said, 1)]
    loaded = read_document(Document("status.pdf", tuple(lines), (1,) * len(lines), {}))
    assert [(row.status, row.colour) for row in loaded.statuses] == [
        ("Gennemført", "green"),
        ("Er i gang", "red"),
        ("I gang", "yellow"),
        ("🟨", "yellow"),
    ]
