"""Where proposals begin and end: heading, caption and title label stand in any order, and one may be missing."""

import pytest

from loaders.kinds.proposals.layout import extents, is_subtitle
from loaders.kinds.proposals.lines import spoken
from records import Document

HEADING = "INVESTERINGSFORSLAG"
TABLE = "Tabel 1. Forslagets samlede økonomiske konsekvenser"
TITLE = "Forslagets titel: AB01 Fælles vaskeri"
TEXT = "Der vaskes for meget."
LAST = "10. Hvem er hørt?"


def starts(*text: str) -> list[int]:
    lines = spoken(Document("x", text), 0, len(text))
    return [extent.start for extent in extents(lines)]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ([HEADING, TABLE, TEXT, TITLE, HEADING, TITLE, TABLE], [0, 4]),
        ([TITLE, TABLE, TEXT, TITLE, TABLE], [0, 3]),
        ([TABLE, TITLE, TEXT, TABLE, TITLE], [0, 3]),
        ([HEADING, TABLE, TITLE, TEXT, TITLE, TABLE], [0, 4]),
        ([HEADING, TITLE, TABLE, TEXT, TABLE, TITLE], [0, 4]),
        ([TITLE, TEXT, LAST, TABLE, TITLE], [0, 3]),
        ([TEXT, HEADING, TITLE], [1]),
        (["TVÆRGÅENDE EFFEKTIVISERINGSFORSLAG", TABLE, TITLE, HEADING, TITLE], [0, 3]),
        ([TEXT, TEXT], []),
    ],
)
def test_a_proposal_begins_where_an_anchor_comes_again(text: list[str], begins: list[int]) -> None:
    """The three anchors belong to one proposal until one of them, or anything after the last section, comes again."""
    assert starts(*text) == begins


@pytest.mark.parametrize(
    "label", [["Forslagets ti-", "tel:", "", "AB01 Vask"], ["Forslagets ", "titel: ", "AB01 Vask"]]
)
def test_a_broken_title_label_is_still_one(label: list[str]) -> None:
    """A label may be broken over two lines, in the middle of a word or not."""
    assert starts(TABLE, *label, TEXT, *label) == [0, len([line for line in (TABLE, *label, TEXT) if line])]


def test_the_round_below_a_heading_is_no_text() -> None:
    """The line that names the round of proposals belongs to the heading."""
    lines = spoken(Document("x", (HEADING, "OFS  2030-2031 ", TEXT)), 0, 3)
    assert [is_subtitle(lines, at) for at in range(4)] == [False, True, False, False]
