"""Letters and running text: paragraphs, headings that only their form gives away, words split at the end of a line."""

import textwrap
from pathlib import Path

import pytest

from loaders import files, prose
from loaders.kinds import letter
from records import Document

LETTER = """ Børn og Unges budgetmateriale 2025-2028

Hermed fremsendes Børn og Unges bidrag til budget-

forslaget for 2025-

2028.

Flere unge i uddannelse

Der arbejdes på tværs i Viborg Kommune med en række indsatser, der skal få flere

unge i gang. Byrådet har afsat 4 mio. kr. årligt i tre år.

Selve ordningen evalueres i 2026.

Samarbejde om skolernes it og en fælles tilgang til læring med digi-

tale midler

IT-

området er under pres, og lærings- og mentorforløb koster mere end ventet.

Med venlig hilsen

Anne Andersen /     Bo Bentsen
"""


def document(body: str) -> Document:
    return files.document_from("brev.txt", body.encode())


def test_paragraphs_stand_under_their_headings() -> None:
    """A short line without a point, before a line that opens a sentence, is a heading; it may take two lines."""
    passages = letter.load(document(LETTER)).passages
    assert [passage.heading for passage in passages] == [
        "Børn og Unges budgetmateriale 2025-2028",
        "Flere unge i uddannelse",
        "Flere unge i uddannelse",
        "Samarbejde om skolernes it og en fælles tilgang til læring med digitale midler",
        "Med venlig hilsen",
    ]


def test_a_passage_knows_its_first_and_last_line() -> None:
    """What is quoted can be found again in the file."""
    passage = letter.load(document(LETTER)).passages[1]
    assert (passage.source.line, passage.last_line) == (11, 13)
    assert passage.text.startswith("Der arbejdes på tværs i Viborg Kommune")
    assert "4 mio. kr. årligt" in passage.text


def test_the_letter_has_a_title_and_a_municipality() -> None:
    """The title is what the text opens with; the municipality is named in it."""
    loaded = letter.load(document(LETTER))
    assert (loaded.kind, loaded.title) == ("letter", "Børn og Unges budgetmateriale 2025-2028")
    assert loaded.municipality == "Viborg"
    assert loaded.findings == ()


LONG = "Investeringer i en tidlig og tværgående indsats som middel mod ulighed og mistrivsel blandt børn og unge"


@pytest.mark.parametrize("width", [50, 80, 10_000])
@pytest.mark.parametrize("gap", [1, 2])
def test_the_form_of_the_text_does_not_matter(width: int, gap: int) -> None:
    """Wrapped or not, with or without blank lines between lines: headings and paragraphs stay what they are."""
    written = [
        ("Tema 1: Skoler", "Skolerne får flere penge til bøger og til it i de næste tre år. " * 4),
        (LONG, "Udvalget følger op på indsatsen hvert år, og byrådet får en samlet status. " * 5),
        ("Klima", "Klimaplanen fylder mere i budgettet end før, og den koster en del i de første år. " * 3),
    ]
    blocks = [[block] if block == heading == LONG else textwrap.wrap(block, width) for heading, body in written
              for block in (heading, body)]  # fmt: skip
    document = files.document_from("a.txt", ("\n" * gap).join(line for block in blocks for line in block).encode())
    found = prose.passages(document, range(len(document.lines)))
    assert [(passage.heading, passage.text) for passage in found] == [(one, other.strip()) for one, other in written]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Borgmeste-", "rens Afdeling"], "Borgmesterens Afdeling"),
        (["lærings-", "og mentorforløb"], "lærings- og mentorforløb"),
        (["i Budget 2023-", "2026."], "i Budget 2023-2026."),
        (["fokus på IT-", "området"], "fokus på IT-området"),
        (["genbrug af it-", "udstyr"], "genbrug af it-udstyr"),
        (["den Fæl-", "les Lederuddannelse"], "den Fælles Lederuddannelse"),
        (["Kultur- og", "Fritidsudvalget"], "Kultur- og Fritidsudvalget"),
        (["for pengene -", "udarbejde modeller"], "for pengene - udarbejde modeller"),
        (["effekti\u00ad", "visering"], "effektivisering"),
        (["en aftale med a-", "kasserne"], "en aftale med a-kasserne"),
    ],
)
def test_words_split_at_the_end_of_a_line_are_put_together(lines: list[str], whole: str) -> None:
    """The hyphen goes where the line break put it, and stays where the word has one."""
    assert prose.join_lines(lines) == whole


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        (LETTER, []),
        (LETTER[: LETTER.index("i tre år.")], ["stops_in_middle"]),
        (LETTER[LETTER.index("unge i gang") :].replace("Byrådet har", "Viborg Kommune har"), ["begins_in_middle"]),
        (LETTER.replace("Viborg Kommune", "kommunen"), ["no_municipality"]),
    ],
)
def test_half_a_letter_says_that_it_is_half(body: str, kinds: list[str]) -> None:
    """What is there is kept; where the text begins or stops in the middle of a sentence is a finding."""
    findings = letter.load(document(body)).findings
    assert [finding.kind for finding in findings] == kinds


def test_bullets_belong_to_the_line_that_announces_them() -> None:
    """Bullets end without a point, and are neither headings nor paragraphs of their own."""
    lines = [
        "Materialet til byrådet omfatter:",
        "\uf0b7 Forslag til budget 2025",
        "\uf0b7 Noter",
        "Nedenfor følger resten.",
    ]
    body = "\n\n".join(lines) + "\n"
    texts = [passage.text for passage in letter.load(document(body)).passages]
    assert len(texts) == 2
    assert texts[1] == "Nedenfor følger resten."


@pytest.mark.parametrize(
    ("body", "known"),
    [
        (LETTER, True),
        ("Kære byråd\n\nVi har et forslag til budgettet i kommunen, som udvalget bør se på.\n", True),
        ("Hi all\n\nThe committee has agreed on the budget of the municipality and the savings for 2025.\n", False),
        ("Kjære kommune\n\nVi har et forslag til budsjettet som utvalget bør se på av hensyn til økonomi.\n", False),
        ("Opskrift på boller\n\nMel og smør røres sammen, og dejen hæver til det dobbelte.\n", False),
    ],
)
def test_only_danish_text_about_a_municipality_is_a_letter(body: str, known: bool) -> None:
    """Prose is recognised by its words: the language, and what a municipality writes about."""
    assert letter.recognises(document(body)) is known


@pytest.mark.documents
def test_the_real_letter_is_read_in_sections(documents: Path) -> None:
    """Every heading of the letter has its paragraphs, and the split words are whole."""
    loaded = letter.load(files.document(documents / "aarhus-budgetmateriale-2023-2026.txt"))
    assert loaded.municipality == "Aarhus"
    assert len({passage.heading for passage in loaded.passages}) == 7
    fund = next(passage for passage in loaded.passages if "outcomefond" in passage.text)
    assert fund.heading.endswith("mental mistrivsel, andre vilde sociale problemer")
    assert (fund.source.line, fund.last_line) == (120, 131)
    assert "allerede igangsatte projekter" in fund.text
