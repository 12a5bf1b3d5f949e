"""Follow-up tables: found wherever they stand, ended where they end, put together where a page split them."""

import pytest

from loaders.kinds.proposals import followup, milestones
from loaders.kinds.proposals.headings import known_headings
from loaders.kinds.proposals.lines import Line, spoken
from records import Document

HEADER = """\
Opfølgningsmål Hvordan måles
opfølgningsmålet?

Hvem er ansvarlig for
opfølgning?

Hvornår gennemføres op-
følgningen?
"""
FIRST = """\
Milepæle for implementering og anvendelse af investeringsmidler
Maskinerne er købt

Kvittering foreligger

Driften Juni 2031
"""
SECOND = """\
Realisering af effektiviseringer

Der bruges mindre sæbe

Måling hver fjerde uge

Driften Ultimo 2031
"""
PROSE = " og den sidste del af sætningen, som begyndte på siden før og her går over hele sidens bredde."


def lines(text: str) -> list[Line]:
    document = Document("x", tuple(text.split("\n")))
    return spoken(document, 0, len(document.lines))


def rows(text: str) -> list[tuple[str | None, str, str]]:
    found = lines(text)
    follow = milestones.read_follow_up(found, 0, len(found), known_headings(found), frozenset())
    return [(row.group, row.goal, row.when) for row in follow.rows]


BOTH = [
    ("implementering", "Maskinerne er købt", "Juni 2031"),
    ("effektivisering", "Der bruges mindre sæbe", "Ultimo 2031"),
]


@pytest.mark.parametrize(
    "after",
    [
        "9. Risikovurdering\nRisikoen er lav.",
        "Her angives om forslaget udspringer af et innovationsforslag:\n☐Ja",
        "☒Nej",
        " Ja/Nej/Ikke relevant Dato for godkendelse",
        PROSE,
        "* Målt i en hverdag.",
        "Tabel 5. Vasketøj",
    ],
)
def test_a_table_ends_where_something_else_begins(after: str) -> None:
    """A heading, a box, the hearing table, another table, a note or running text over the page ends the table."""
    assert rows(f"8. Opfølgning\n\n{HEADER}\n{FIRST}\n{SECOND}{after}") == BOTH


def test_a_header_may_be_spaced_apart() -> None:
    """The header is known by its letters, over as many lines as it takes; a lost question mark does no harm."""
    spaced = HEADER.replace("opfølgningsmålet?", "opfølgnings-\n\nmålet").replace("Hvem er", "Hvem\n\ner")
    assert rows(f"{spaced}\n{FIRST}\n{SECOND}") == BOTH


def test_two_tables_are_both_read() -> None:
    """A table that is printed again with its header on the next page goes on."""
    assert rows(f"{HEADER}\n{FIRST}\nSide 3 af 4\n\n{HEADER}\n{SECOND}") == BOTH


def test_without_headings_there_is_no_group() -> None:
    """Rows before any group heading belong to none."""
    assert rows(f"{HEADER}\n{FIRST.split(chr(10), 1)[1]}") == [(None, "Maskinerne er købt", "Juni 2031")]


def test_a_goal_that_sounds_like_a_heading_is_a_goal() -> None:
    """Only a whole line is a group heading."""
    goal = "Realisering af lavere forbrug\n\nMåling\n\nDriften Medio 2032"
    assert rows(f"{HEADER}\n{FIRST}\n{goal}")[1] == ("implementering", "Realisering af lavere forbrug", "Medio 2032")


def test_rows_that_a_page_cut_off_are_found_behind_the_hearing() -> None:
    """A heading without rows says that they stand at the end of the next page's text."""
    heading, _, rest = SECOND.partition("\n")
    hearing = "10. Hvem er hørt?\n Ja/Nej Dato\n\nHR-kredsen\n\nIkke relevant"
    assert rows(f"{HEADER}\n{FIRST}\n{heading}\n{PROSE}\n{hearing}\n\n{rest}") == BOTH


def test_a_lost_end_is_known() -> None:
    """Where those rows are nowhere, the table is told to be cut."""
    found = lines(f"{HEADER}\n{FIRST}\n{SECOND.partition(chr(10))[0]}\n{PROSE}")
    assert milestones.read_follow_up(found, 0, len(found), known_headings(found), frozenset()).cut


def test_a_letter_on_a_year_is_a_slip() -> None:
    """The day is read without it, the cell stays as printed, and the row says so."""
    found = lines(f"{HEADER}\n{FIRST.replace('Juni 2031', 'Juni 2031v')}")
    (row,) = milestones.read_follow_up(found, 0, len(found), known_headings(found), frozenset()).rows
    assert (row.when, row.misprint, row.due.dues[0][1].isoformat()) == ("Juni 2031v", True, "2031-06-30")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Milepæle for implementering og anvendelse af investeringsmidler", "implementering"),
        ("Milepæle/implementering", "implementering"),
        ("Milepæle", "implementering"),
        ("Realisering af effektivisering", "effektivisering"),
        ("Realisering af gevinster", "effektivisering"),
        ("Realisering af årsværk reduktion", None),
        ("Milepæle nås i 2031", None),
    ],
)
def test_group_headings(text: str, group: str | None) -> None:
    """Two kinds of heading, in the spellings of the form."""
    assert followup.group_of(text) == group
