"""Running text put together again from broken lines."""

import pytest

from loaders.kinds.ideas.wording import TitleSpelling, as_one_line, link, mend, paragraphs

LEARNT = TitleSpelling(
    """Effektivisering af it-drift og it-systemer. Kommunen har e-handel og skemaer til leasingaftaler.
    Kontoret køber konsulentydelser, klubber har klubmatrikler, og Høje-Taastrup er med.""".split("\n")
)


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("effekti1visering", "effektivisering"),
        ("it1kommunikationslinjer", "it-kommunikationslinjer"),
        ("e1handel", "e-handel"),
        ("IT1systemerne", "IT-systemerne"),
        ("Z1klasse", "Z-klasse"),
        ("konsulent1ydelser", "konsulentydelser"),
        ("lea1singaf1taler", "leasingaftaler"),
        ("kontor1og medarbejderniveau", "kontor- og medarbejderniveau"),
        ("en ukendt rol1lator", "en ukendt rollator"),
        ("afsnit 1a, 11 timer, BC1 og 4.1b", "afsnit 1a, 11 timer, BC1 og 4.1b"),
        ("https://kommune.dk/a1b og navn@a1b.dk", "https://kommune.dk/a1b og navn@a1b.dk"),
    ],
)
def test_a_lost_soft_hyphen_is_closed_or_becomes_a_hyphen(printed: str, mended: str) -> None:
    """The document's own spelling decides; an abbreviation keeps its hyphen; other figures are left alone."""
    assert mend(printed, LEARNT) == mended


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("bedre telefon-", "og dataabonnementer", "bedre telefon- og dataabonnementer"),
        ("ny effektiv-", "isering i 2024", "ny effektivisering i 2024"),
        ("på it-", "området", "på it-området"),
        ("i Høje-", "Taastrup", "i Høje-Taastrup"),
        ("budget 2024-", "2027", "budget 2024-2027"),
        ("drift -", "herunder løn", "drift - herunder løn"),
        ("en  linje ", "  til", "en linje til"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    """A divided word is one word again; a hyphen that belongs there stays."""
    assert as_one_line([first, second], LEARNT) == joined


FULL = "En linje som fylder hele bredden på siden, fordi teksten går videre på den næste linje i"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([FULL, "samme afsnit."], f"{FULL} samme afsnit."),
        (["Første afsnit.", "", "Andet afsnit."], "Første afsnit.\nAndet afsnit."),
        (["Afsnittet går over", "", "", "en side."], "Afsnittet går over en side."),
        (
            ["Det gælder:", "• indkøb", "• udbud", "Der spares mest på indkøb."],
            "Det gælder:\n• indkøb\n• udbud\nDer spares mest på indkøb.",
        ),
        (["1. Løn", "2. Drift"], "1. Løn\n2. Drift"),
        (["Afsnit.", "", "Lederløn", "Hvis man samler det."], "Afsnit.\nLederløn\nHvis man samler det."),
        (["Det gælder fra den", "1. januar 2025."], "Det gælder fra den 1. januar 2025."),
        (["Rakat benyttes som", "Bestillingssystem."], "Rakat benyttes som Bestillingssystem."),
        ([], ""),
    ],
)
def test_paragraphs_and_bullets_keep_their_line(lines: list[str], text: str) -> None:
    """Lines that only the page broke are one; paragraphs, bullets and what follows a colon begin a new one."""
    assert paragraphs(lines, LEARNT) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([" Budget 2024.pdf  "], "Budget 2024.pdf"),
        (["https://a.dk/Kataloger", "%20til-", "2027/Katalog.pdf"], "https://a.dk/Kataloger%20til-2027/Katalog.pdf"),
        (["katalog-2024.pdf", "(viborg.dk)"], "katalog-2024.pdf (viborg.dk)"),
        (
            ["https://a.dk/bilag/b0fb-", "0738/?pdf=true", "https://b.dk"],
            "https://a.dk/bilag/b0fb-0738/?pdf=true https://b.dk",
        ),
    ],
)
def test_addresses_are_put_together(lines: list[str], text: str) -> None:
    """An address that breaks at the end of a line has no space inside."""
    assert link(lines) == text
