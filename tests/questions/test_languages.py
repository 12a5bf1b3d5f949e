"""A further language is a file of phrases: its questions limit what the Danish ones limit."""

import pytest

from questions.language import language_of
from tests.questions.test_reading import understood

PAIRS = [
    ("forslag med innsparing over 2 mill. kroner", "forslag med besparelse over 2 mio. kr."),
    ("tiltak som koster mindre enn en halv million", "tiltag der koster mindre end en halv million"),
    ("gevinst mellom 1 og 2 mill.", "gevinst mellem 1 og 2 mio."),
    ("saker der kostnaden ikke overstiger 250 tusen kroner", "sager hvor udgiften ikke overstiger 250 tusind kroner"),
    ("spareforslag på minst sju millioner", "spareforslag på mindst syv millioner"),
    ("tilbakebetalingstid på høyst tre år", "tilbagebetalingstid på højst tre år"),
    ("kan du vise meg saker fullt innfaset senest i 2025?", "kan du vise mig sager fuldt indfaset senest i 2025?"),
    ("saker fra budsjettår 2024 eller senere", "sager fra budgetår 2024 eller senere"),
    ("vedtatte forslag i Solrød", "vedtagne forslag i Solrød"),
    ("forslag fra Gladsaxe som ikke ble vedtatt", "forslag fra Gladsaxe som ikke blev vedtaget"),
    ("hvilke saker er grønne?", "hvilke sager er grønne?"),
    ("saker som ikke er gule", "sager der ikke er gule"),
    ("saker på området utsatte voksne", "sager på området udsatte voksne"),
    ("saker om funksjonshemmede i rødt", "sager om handicappede i rødt"),
    ("innovasjonsforslag uten kostnader", "innovationsforslag uden omkostninger"),
    ("saker som er forsinket mer enn 6 måneder", "sager der er forsinket mere end 6 måneder"),
    ("saker som går som planlagt", "sager der går som planlagt"),
    ("kostnader ikke oppgitt", "omkostninger ikke oplyst"),
]


def ids(text: str) -> set[str]:
    return {one.id for one in understood(text).filters}


@pytest.mark.parametrize(("norwegian", "danish"), PAIRS)
def test_a_norwegian_question_limits_as_the_danish_one(norwegian: str, danish: str) -> None:
    """The same limits, and no others."""
    assert ids(norwegian) == ids(danish) != set()


@pytest.mark.parametrize(("norwegian", "danish"), [
    ("hvor mange forslag har Favrskov?", "hvor mange forslag har Favrskov?"),
    ("samlet innsparing for vedtatte forslag", "samlet besparelse for vedtagne forslag"),
    ("de tre dyreste tiltakene", "de tre dyreste tiltag"),
    ("hvem har ansvaret for BC12?", "hvem har ansvaret for BC12?"),
    ("hva er endret siden desember?", "hvad er ændret siden december?"),
    ("robottiltak i Solrød", "robottiltag i Solrød"),
])  # fmt: skip
def test_a_norwegian_question_asks_as_the_danish_one(norwegian: str, danish: str) -> None:
    """The same intent, sum, order and topic."""
    one, other = understood(norwegian), understood(danish)
    assert (one.intent, one.measure, one.order, one.topic) == (other.intent, other.measure, other.order, other.topic)


def test_a_word_of_two_languages_is_one_way_to_read() -> None:
    """Both say "senest": the readings of the other year are not crowded out."""
    assert ids("sager fra budget 2020 fuldt indfaset senest i 2020") == {
        "budget_year:exactly:2020.0-None",
        "phase_in_year:at_most:2020.0-None",
    }


@pytest.mark.parametrize("text", ["IF04", "IF-04", "if04", "AT07 2025"])
def test_the_letters_of_a_code_are_of_no_language(text: str) -> None:
    assert language_of(text) is None


def test_small_words_tell_the_language() -> None:
    assert (language_of("status of IF04"), language_of("hvad koster IF04?")) == ("en", "da")
