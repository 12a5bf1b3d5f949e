"""A number counts a thing only where the sentence says that it is of that thing."""

import pytest

from answers.needs import need_of
from answers.number_of import NumberOf
from index.search.concepts import Concept, Way

NEED = need_of("hvor mange gårdmænd er der?")
GARDENERS = Concept("gårdmænd", "gårdmænd", (Way(("gaardmand",), 1.0), Way(("gaardmaend",), 1.0)))


def counted(*places: str) -> NumberOf:
    assert NEED
    return NumberOf(NEED, (GARDENERS,), places)


@pytest.mark.parametrize(
    "text",
    [
        "Korpset består af ca. 160 gårdmænd.",
        "Der er tre fastansatte gårdmænd.",
        "Antallet af gårdmænd er i dag 160.",
        "160 (heraf 12 nye) gårdmænd",
    ],
)
def test_a_number_beside_the_thing_counts_it(text: str) -> None:
    assert counted().held(text)


@pytest.mark.parametrize(
    "text",
    [
        "der er en ny takst for gårdmænd",
        "Dertil kommer et lille gårdmandskorps af gårdmænd.",
        "Der afsættes en ny gårdmænd.",
        "Der er gårdmænd nok og en god takst",
        "Gårdmænd får nye maskiner fra 2023.",
        "Der købes 40 maskiner, som over en årrække skal lette det daglige arbejde for korpsets gårdmænd.",
        "Korpset består af 160 personer.",
    ],
)
def test_a_year_or_the_number_of_something_else_does_not(text: str) -> None:
    assert not counted().held(text)


def test_how_many_a_municipality_has_is_said_of_it() -> None:
    assert counted("Solrød").held("Solrød Kommune har 160 gårdmænd.")
    assert not counted("Solrød").held("Holdet er på 6 gårdmænd.")
