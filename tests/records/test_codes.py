"""Codes in titles and questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.codes import find, key, misprint_of, normal, split


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ha 06", "HA06"),
        ("HA-06", "HA06"),
        ("HA06(2025)", "HA06"),
        ("HA06 (2025)", "HA06"),
        ("HA06 2025", "HA06"),
        ("ha 06/2025", "HA06"),
        ("ha/si 08", "HA/SI08"),
        ("BSU - 022", "BSU022"),
        ("BSU – 022", "BSU022"),
        ("HA/S108", "HA/S108"),
        ("TVO2", "TVO2"),
        ("æou-013", "ÆOU013"),
        ("1.2.3", "1.2.3"),
    ],
)
def test_normal(code: str, expected: str):
    """Codes are compared without case, spaces, hyphens and year; no character is guessed."""
    assert normal(code) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("HA06(2025) - Bedre rammer", ("HA06", 2025, "Bedre rammer")),
        ("HA06 (2025): Bedre rammer", ("HA06", 2025, "Bedre rammer")),
        ("HA06 2025 - Bedre rammer", ("HA06", 2025, "Bedre rammer")),
        ("HA06/2025: Bedre rammer", ("HA06", 2025, "Bedre rammer")),
        ("TV11 (2025) Reduktion af udgifter", ("TV11", 2025, "Reduktion af udgifter")),
        ("BU/SI01 - Faglig omstilling - Overgang", ("BU/SI01", None, "Faglig omstilling - Overgang")),
        ("HA/S108 - Driftsoptimering", ("HA/S108", None, "Driftsoptimering")),
        ("HA01: Livet er ikke snorlige", ("HA01", None, "Livet er ikke snorlige")),
        ("BC04 Nye løsninger", ("BC04", None, "Nye løsninger")),
        ("BC12Forbedret lejemål", ("BC12", None, "Forbedret lejemål")),
        ("HA06–Bedre rammer", ("HA06", None, "Bedre rammer")),
        ("HA 06 - Bedre rammer", ("HA 06", None, "Bedre rammer")),
        ("HA-06 Bedre rammer", ("HA-06", None, "Bedre rammer")),
        ("HA06", ("HA06", None, "")),
    ],
)
def test_split_case_titles(title: str, expected: tuple[str, int | None, str]):
    """A title's code and bracketed year come off whatever stands between them and the title."""
    assert split(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("BSU - 022 Et dagtilbud på to matrikler", ("BSU - 022", None, "Et dagtilbud på to matrikler")),
        ("ØK - 006 Optimering af IT", ("ØK - 006", None, "Optimering af IT")),
        ("LKFU 021 Callcentret", ("LKFU 021", None, "Callcentret")),
        ("MAG13 Færre møder", ("MAG13", None, "Færre møder")),
        ("R18 - Brugerbetaling", ("R18", None, "Brugerbetaling")),
        ("SU-E-03 Rengøring", ("SU-E-03", None, "Rengøring")),
        ("1.2.3 Rengøring", ("1.2.3", None, "Rengøring")),
    ],
)
def test_split_catalogue_titles(title: str, expected: tuple[str, int | None, str]):
    """The codes of a municipality's own catalogue are kept as printed."""
    assert split(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Aula 2.0",
        "Covid 19 og hjemmearbejde",
        "COVID 19 - senfølger",
        "Bernstorffsgade 15-17",
        "ESCO 4 – energi",
        "R18 brugere",
        "OFS 2022 noget",
        "BUDGET 2024 - tiltag",
        "B2024 - tiltag",
        "KL 2024",
        "GULD10 hjemtages",
        "CO2-reduktion",
        "10. klasse",
        "Nr. 23 Investere i job",
        "1.2 Titel",
        "1.5.2022 Møde",
        "Livet er ikke snorlige",
        "HA",
        "06",
        "",
    ],
)
def test_titles_without_a_code(title: str):
    """A word with a number, a budget and a date are no codes."""
    assert split(title) == (None, None, title)


@pytest.mark.parametrize(
    ("question", "code", "year", "said"),
    [
        ("status på HA06(2025)", "HA06", 2025, "HA06(2025)"),
        ("HA06 2025", "HA06", 2025, "HA06 2025"),
        ("HA06 fra 2025", "HA06", 2025, "HA06 fra 2025"),
        ("HA06 (budget 2025)", "HA06", 2025, "HA06 (budget 2025)"),
        ("ha 06/2025", "HA06", 2025, "ha 06/2025"),
        ("ha06-2025?", "HA06", 2025, "ha06-2025"),
        ("sag HA-06", "HA06", None, "HA-06"),
        ("sag bc 12", "BC12", None, "bc 12"),
        ("BC 12", "BC12", None, "BC 12"),
        ("ha/si08", "HA/SI08", None, "ha/si08"),
        ("BC12's milepæle", "BC12", None, "BC12"),
        ("BC12s milepæle", "BC12", None, "BC12"),
        ("hvad er status på HA06?", "HA06", None, "HA06"),
        ("vis bsu - 022", "BSU022", None, "bsu - 022"),
        ("hvad er R18", "R18", None, "R18"),
        ("BC05 til 2 mio. kr.", "BC05", None, "BC05"),
    ],
)
def test_find(question: str, code: str, year: int | None, said: str):
    """A code may be written any way, with or without its year; the span takes the year with it."""
    (ref,) = find(question)
    assert (ref.code, ref.year, question[ref.start : ref.end]) == (code, year, said)


@pytest.mark.parametrize("question", ["sammenlign HA06 og HA07", "HA06/HA07", "ha06, ha07"])
def test_find_several(question: str):
    """Codes beside each other are all found."""
    assert [ref.code for ref in find(question)] == ["HA06", "HA07"]


@pytest.mark.parametrize(
    "question",
    [
        "under 5 år",
        "Q2 2022",
        "uge 12",
        "budget 2022",
        "i 2025",
        "de 30 forslag",
        "top 10",
        "top10",
        "covid19",
        "OFS 2022",
        "10 mio",
        "kl. 10.30",
        "1.000 kr.",
        "pris - 30 mio",
        "the 39 proposals",
        "all 39",
        "ofs2022",
        "over 12 mdr.",
        "jan 12",
        "de 12",
        "om 14 dage",
        "next 30 days",
        "forslag på 12 mio.",
        "fra 10 til 20",
        "",
    ],
)
def test_ordinary_words_with_numbers(question: str):
    """Words that count something, times and budgets are no codes."""
    assert find(question) == ()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("HA/S108", "HA/SI08"),
        ("TVO2", "TV02"),
        ("8U01", "BU01"),
        ("HA06", None),
        ("BU02", None),
        ("XY01", None),
    ],
)
def test_misprint(code: str, expected: str | None):
    """A code with a character that looks alike is the known one, when it fits the others less well than that does."""
    assert misprint_of(code, {"HA/SI08", "HA06", "SI01", "TV02", "TV03", "BU01"}) == expected


def test_a_good_code_is_no_misprint():
    """The well-formed one of two that look alike is not called a misprint, and two candidates are none."""
    assert misprint_of("SI01", {"S101", "SI03", "SI04"}) is None
    assert misprint_of("BOO1", {"BO01", "B001", "BO02", "B002"}) is None


@given(st.text(alphabet="HAhaSI/0185 -()25:.Øæ\n", max_size=30))
def test_any_text_can_be_read(text: str):
    """Whatever is printed, reading it gives spans inside the text and never an error."""
    assert all(0 <= ref.start < ref.end <= len(text) for ref in find(text))
    code, _, rest = split(text)
    assert (code or "") in text
    assert rest in text
    misprint_of(text, {"HA06", "HA/SI08"})


@pytest.mark.parametrize("typed", ["TKMU022", "tkmu-22", "TKMU - 022", "tkmu 22"])
def test_a_code_has_one_form_to_be_found_by(typed: str) -> None:
    """Case, spaces, hyphens and leading zeros are no part of it; a zero inside is."""
    assert key(typed) == key("TKMU - 022")
    assert key("HA10") != key("HA1")
    assert key("HA101") != key("HA11")
