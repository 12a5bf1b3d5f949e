"""Running text: paragraphs under their headings, sentences put together over what stood between, tables as one text."""

import pytest

from loaders.kinds.proposals.headings import heading, known_headings
from loaders.kinds.proposals.lines import spoken
from loaders.kinds.proposals.sections import SectionParagraph, paragraphs
from records import Document

LONG = "Vasketøjet hentes hver morgen og køres til det nye vaskeri, som ligger ved havnen og har"
MORE = "plads til alle maskinerne. Det vaskes samme dag og køres tilbage, så snart det er blevet"


def read(*text: str) -> list[SectionParagraph]:
    document = Document("x", text)
    lines = spoken(document, 0, len(text))
    return paragraphs(lines, known_headings(lines), frozenset())


def texts(*text: str) -> list[str]:
    return [paragraph.text for paragraph in read(*text)]


def test_paragraphs_stand_under_their_headings() -> None:
    """A paragraph knows its section and its first and last line."""
    found = read("1. Baggrund og formål ", LONG, "tørt.", " ", "Det er nyt.", "2. Økonomi", "Det koster lidt.")
    assert found == [
        SectionParagraph(f"{LONG} tørt.", "Baggrund og formål", 1, 2),
        SectionParagraph("Det er nyt.", "Baggrund og formål", 4, 4),
        SectionParagraph("Det koster lidt.", "Økonomi", 6, 6),
    ]


def test_a_sentence_goes_on_over_a_page() -> None:
    """What a page break, a table or a title block parted is one sentence again."""
    assert texts(LONG, "", "Side 2 af 4", "", " " + MORE, "tørt.") == [f"{LONG} {MORE} tørt."]
    assert texts("Der er behov for nye vaskema-", "", "", "skiner.") == ["Der er behov for nye vaskemaskiner."]


def test_a_text_with_empty_lines_between_all_lines() -> None:
    """Where every line is followed by an empty one, only a short line or an empty paragraph ends a paragraph."""
    spaced = [part for line in (LONG, MORE, LONG, MORE, "tørt.", " ", "Nyt afsnit.") for part in (line, "")]
    assert texts(*spaced) == [f"{LONG} {MORE} {LONG} {MORE} tørt.", "Nyt afsnit."]


def test_items_of_a_list_are_paragraphs() -> None:
    """A bullet begins a paragraph; boxes belong to their question."""
    assert texts("Vi vil:", "- vaske", "- tørre", "Er det nyt?", "☐Ja", "", "☒Nej ") == [
        "Vi vil:",
        "- vaske",
        "- tørre Er det nyt? ☐Ja ☒Nej",
    ]


def test_a_table_is_one_text_under_its_caption() -> None:
    """The text after the table stands under the section again, with the words that head it."""
    found = read(
        "3. Økonomi",
        "Tabel 2. Varige ændringer, service ",
        "1.000 kr. 2031 p/l 2030 2031",
        "Sæbe -100 -100",
        "",
        "Maskiner",
        "",
        LONG,
        "tørt.",
    )
    assert [(part.heading, part.text) for part in found] == [
        ("Tabel 2. Varige ændringer, service", "1.000 kr. 2031 p/l 2030 2031 Sæbe -100 -100"),
        ("Økonomi: Maskiner", f"{LONG} tørt."),
    ]
    assert (found[0].first, found[0].last) == (1, 3)


def test_the_hearing_is_one_text() -> None:
    """Who was heard is a table without a caption."""
    assert [(part.heading, part.text) for part in read("10. Hvem er hørt?", " Ja/Nej", "", "HR-kredsen", "Ja")] == [
        ("Hvem er hørt?", "Ja/Nej HR-kredsen Ja")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3. Økonomi", "Økonomi"),
        ("9.  Risikovurdering", "Risikovurdering"),
        ("Opfølgning", "Opfølgning"),
        ("opfølgning?", None),
        ("4. kvartal 2031", None),
        ("2. Vi vasker", None),
        ("Økonomien er god.", None),
    ],
)
def test_section_headings(text: str, name: str | None) -> None:
    """The form's own headings, numbered or not; a date or an item of a list is none."""
    assert heading(text, known_headings([])) == name


def test_a_numbered_heading_that_recurs_is_known() -> None:
    """A municipality's own sections are told by coming again in one proposal after another."""
    document = Document("x", ("4. Klima og miljø", "Det er godt.") * 3)
    assert heading("4. Klima og miljø", known_headings(spoken(document, 0, 6))) == "Klima og miljø"
