"""Names with a slip of the pen are read as the names they are, and it is told; what a text holds is no slip."""

from dataclasses import replace

import pytest

from questions.name_slips import without_name_slips
from questions.vocabulary import vocabulary
from tests.questions.test_reading import KNOWN

NAMED = replace(
    KNOWN,
    municipalities=("Brøndby", "Holbæk", "Favrskov"),
    areas=("Ældre & Sundhed", "Daginstitutioner", "Kultur & Fritid"),
    sections=("Borgere med Handicap",),
)


def mended(text: str, *held: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    return without_name_slips(text, NAMED, vocabulary(), lambda word: word in held)


@pytest.mark.parametrize(
    ("text", "read", "slips"),
    [
        ("Brønby, over 1 mio", "Brøndby, over 1 mio", (("Brønby", "Brøndby"),)),
        ("forslag fra favrskv", "forslag fra Favrskov", (("favrskv", "Favrskov"),)),
        ("the savings in Holbek", "the savings in Holbæk", (("Holbek", "Holbæk"),)),
        ("forslag i Ældre & Sunhed", "forslag i Ældre & Sundhed", (("Sunhed", "Sundhed"),)),
        ("forslag under daginstutioner", "forslag under Daginstitutioner", (("daginstutioner", "Daginstitutioner"),)),
        ("Økonomiudvlagets forslag", "Økonomiudvalgets forslag", (("Økonomiudvlagets", "Økonomiudvalgets"),)),
        ("roskile og holbek", "Roskilde og Holbæk", (("roskile", "Roskilde"), ("holbek", "Holbæk"))),
    ],
)
def test_a_slip_in_a_name(text: str, read: str, slips: tuple[tuple[str, str], ...]) -> None:
    assert mended(text) == (read, slips)


@pytest.mark.parametrize("text", [
    "forslag i Brøndby", "Brøndbys forslag", "sager om handicap", "hvilke sager er røde", "which cases are red",
    "hvad koster robotstøvsugere", "status på HA06", "Aula 2.0",
])  # fmt: skip
def test_what_is_no_slip_stays(text: str) -> None:
    assert mended(text) == (text, ())


def test_what_a_text_holds_is_no_slip() -> None:
    assert mended("forslag om Sunhed", "sunhed") == ("forslag om Sunhed", ())
