"""The overview: one entry a line or over several, stars and their notes, unit and order of columns from the header."""

import pytest

from loaders.kinds.proposals import overview
from loaders.kinds.proposals.lines import spoken
from records import Document

OVERVIEW = """\
Nr. Forslag
Service Anlæg År
ØU * AB01 Fælles vaskeri 0,4 2,3 0,5 6
BUU AB02
Nye porte til skoler og insti-
tutioner

1,0 0,0 0,2 (0,5) 2
ØU ** AB03
FORTROLIGT Lys i parkerne

0,1 0,2 0,7 1,5
Bilag 2. Oversigt
Mio. kr. 2030 p/l
SOU AB04 Varme i vand 3,0 0,0 1,0 3
I alt 4,5 2,5 2,4 (0,5)
* Tværgående forslag fremgår af bilag 1.
** Fortrolige forslag fremgår af bilag 3."""


def read(text: str) -> overview.Overview:
    document = Document("x", tuple(text.split("\n")))
    return overview.read_overview(spoken(document, 0, len(document.lines)), frozenset())


def test_entries_over_one_or_more_lines() -> None:
    """A title may go over lines and break in a word; its numbers stand behind it or on a line of their own."""
    assert [(entry.committee, entry.code, entry.title, entry.line) for entry in read(OVERVIEW).entries] == [
        ("ØU", "AB01", "Fælles vaskeri", 2),
        ("BUU", "AB02", "Nye porte til skoler og institutioner", 3),
        ("ØU", "AB03", "Lys i parkerne", 8),
        ("SOU", "AB04", "Varme i vand", 14),
    ]


def test_amounts_are_thousands() -> None:
    """The header says millions; the effect on transfers stands in brackets."""
    money = read(OVERVIEW).entries[1].money
    assert (money.service, money.construction, money.saving, money.transfers) == (1000.0, 0.0, 200.0, 500.0)
    assert [entry.payback_years for entry in read(OVERVIEW).entries] == [6.0, 2.0, 1.5, 3.0]
    assert read(OVERVIEW).price_level == "2030"


def test_the_header_says_which_column_is_which() -> None:
    """Where construction is printed before service, so are the numbers."""
    money = read(OVERVIEW.replace("Service Anlæg", "Anlæg Service")).entries[0].money
    assert (money.service, money.construction) == (2300.0, 400.0)


def test_stars_mean_what_their_notes_say() -> None:
    """A note below the entries says which are cross-cutting and which confidential."""
    marks = [(entry.cross_cutting, entry.confidential) for entry in read(OVERVIEW).entries]
    assert marks == [(True, False), (False, False), (False, True), (False, False)]


def test_the_printed_sum_is_read() -> None:
    """The sum is no entry; it is kept to be held against the entries."""
    sums = read(OVERVIEW).sums
    assert sums is not None
    assert (sums.cost, sums.saving, sums.transfers, read(OVERVIEW).sums_line) == (7000.0, 2400.0, 500.0, 15)


def test_an_entry_without_numbers_is_told() -> None:
    """What looks like an entry and cannot be read is not dropped."""
    assert read(OVERVIEW.replace("1,0 0,0 0,2 (0,5) 2", "ikke opgjort")).unread == ((3, "BUU AB02"),)


@pytest.mark.parametrize("text", ["", "Der vaskes.", "KK UD08 Vask af 4,0 5"])
def test_other_text_is_no_overview(text: str) -> None:
    """Codes in running text make no overview."""
    assert read(text) == overview.Overview()
