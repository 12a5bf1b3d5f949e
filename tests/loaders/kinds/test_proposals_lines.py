"""Lines of a catalogue: what is furniture, how lines are parted, and how broken words come together."""

import pytest

from loaders.kinds.proposals.lines import is_furniture, join_text, letters, spoken, words_of_lines
from records import Document


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["implemente-", "ring af løsningen"], "implementering af løsningen"),
        (["Service- ", "og anlægsrammen"], "Service- og anlægsrammen"),
        (["handle-", "eller betalingsansvar"], "handle- eller betalingsansvar"),
        (["Flytning til Høje-", "Taastrup"], "Flytning til Høje-Taastrup"),
        (["i perioden Q2-", "Q4 2031"], "i perioden Q2-Q4 2031"),
        (["indkøb af IT-", "udstyr"], "indkøb af IT-udstyr"),
        (["nedlægge p-", "automater"], "nedlægge p-automater"),
        (["Fælles", "  regler   for alle "], "Fælles regler for alle"),
        (["fra 3 -", "4 hold"], "fra 3 - 4 hold"),
        (["", "tomt", ""], "tomt"),
    ],
)
def test_lines_become_running_text(lines: list[str], whole: str) -> None:
    """A hyphen at a line's end goes where a word was broken, and stays where it belongs to the word."""
    assert join_text(lines) == whole


@pytest.mark.parametrize(
    ("lines", "elsewhere", "whole"),
    [
        (["i Service-", "Now"], "ServiceNow er kendt", "i ServiceNow"),
        (["fra end-to-", "end test"], "en end-to-end test", "fra end-to-end test"),
        (["lukning af STAR-", "BAS"], "Starbas lukkes", "lukning af STARBAS"),
    ],
)
def test_the_documents_own_words_decide(lines: list[str], elsewhere: str, whole: str) -> None:
    """A word that stands unbroken somewhere in the document says whether its hyphen is real."""
    assert join_text(lines, words_of_lines([elsewhere])) == whole


@pytest.mark.parametrize(
    ("text", "furniture"),
    [("Side 3 af 5 ", True), ("  side 12", True), ("1/4", False), ("Side om side står de", False), ("2031", False)],
)
def test_page_numbers_are_furniture(text: str, furniture: bool) -> None:
    """Only a side note is dropped; a lone date or year may be a whole cell."""
    assert is_furniture(text) is furniture


def test_gaps_between_lines_are_told_apart() -> None:
    """Next line, one or more empty lines, an empty paragraph, a new page: each parts lines in its own way."""
    document = Document("x", ("a ", "b", "", "c", "", "", "d", " ", "", "e", " f", "Side 2 af 3", "g"))
    assert [(line.text, line.gap) for line in spoken(document, 0, 13)] == [
        ("a", "blank"),
        ("b", "line"),
        ("c", "blank"),
        ("d", "far"),
        ("e", "space"),
        ("f", "page"),
        ("g", "line"),
    ]


def test_pages_of_a_pdf_part_lines() -> None:
    """Where page numbers are known, the first line of a page is the one whose number changes."""
    document = Document("x", ("a", "b", "c"), (1, 1, 2))
    assert [line.gap for line in spoken(document, 0, 3)] == ["blank", "line", "page"]


def test_labels_are_compared_by_their_letters() -> None:
    """Breaks, hyphens and points never decide what a label says."""
    assert letters("Fremstillende for-\n valtning:") == "fremstillendeforvaltning"
