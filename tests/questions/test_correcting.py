"""What somebody takes back in the same breath is replaced by what stands behind it, and told; nothing is held twice."""

from dataclasses import replace

import pytest

from questions.names import Known
from questions.query import Query
from questions.reading import read_question
from questions.selection import NotUnderstood, read_selection
from tests.questions.test_reading import KNOWN, LEXICON, TODAY

GREVE = replace(KNOWN, municipalities=("Greve", "Solrød", "Køge"))


def understood(text: str, language: str = "da", known: Known = GREVE) -> Query:
    return read_question(text, TODAY, known, LEXICON, language)


def ids(made: Query) -> set[str]:
    return {one.id for one in made.filters} | {f"code:{one.code}:{one.year or ''}" for one in made.codes}


@pytest.mark.parametrize(
    ("text", "language", "held", "replaced"),
    [
        ("røde sager i 2025, nej vent, 2024", "da", "colour:red budget_year:exactly:2024.0-None", "2025"),
        ("forslag over 1 mio., jeg mener 2 mio.", "da", "saving:over:2000.0-None", "1 mio."),
        ("forslag over 1 mio. – eller rettere: under 1 mio.", "da", "saving:under:1000.0-None", "over 1 mio."),
        ("red cases in 2024, I mean 2025", "en", "colour:red budget_year:exactly:2025.0-None", "2024"),
        ("forslag i Greve, undskyld Solrød", "da", "municipality:Solrød", "Greve"),
        ("vedtagne forslag i Greve, undskyld, Solrød, over 1 mio.", "da",
         "adopted:true municipality:Solrød saving:over:1000.0-None", "Greve"),
        ("forslag i Greve nej Solrød", "da", "municipality:Solrød", "Greve"),
        ("gule sager, rettelse: røde sager", "da", "colour:red", "gule"),
        ("red cases, scratch that, green cases", "en", "colour:green", "red"),
        ("vedtagne forslag i Greve, nej ikke vedtagne", "da", "adopted:false municipality:Greve", "vedtagne"),
        ("hvad sparer BC08, jeg mener BC42?", "da", "code:BC42:", "BC08"),
        ("status på HA06 2022, jeg mener 2025", "da", "code:HA06:2025", "2022"),
        ("sager i 2025, ikke 2025 men 2024", "da", "budget_year:exactly:2024.0-None", "2025"),
        ("cases in 2025, not 2025 but 2024", "en", "budget_year:exactly:2024.0-None", "2025"),
        ("røde sager i 2024 i stedet for 2025", "da", "colour:red budget_year:exactly:2024.0-None", "2025"),
        ("red cases in 2022, no, 2023, no wait, 2024", "en", "colour:red budget_year:exactly:2024.0-None", "2022 2023"),
        ("røde sager. Nej vent, gule, de røde har jeg set", "da", "colour:yellow", "røde de røde har jeg set"),
        ("forslag fra Greve. Nej vent, Køge, ikke Greve", "da", "municipality:Køge", "Greve ikke Greve"),
        ("forslag fra Greve, nej ikke Greve, Køge", "da", "municipality:Køge", "Greve"),
        ("cheapest proposals in Greve, or rather the most expensive ones", "en", "municipality:Greve", "cheapest"),
        ("den samlede udgift, undskyld besparelsen, for forslag i Solrød", "da", "municipality:Solrød", "udgift"),
        ("proposals with a saving over 1m, make that a cost over 2m", "en", "cost:over:2000.0-None", "saving over 1m"),
    ],
)  # fmt: skip
def test_what_stands_behind_the_correction_replaces_its_like(
    text: str, language: str, held: str, replaced: str
) -> None:
    made = understood(text, language)
    assert not made.missing
    assert ids(made) == set(held.split())
    assert " ".join(made.replaced) == replaced
    assert not made.topic


def test_a_month_keeps_its_year_and_a_number_its_unit() -> None:
    (due,) = understood("milepæle i juni 2025, jeg mener juli").of("due")
    assert due == understood("milepæle i juli 2025").of("due")[0]
    assert understood("de tre dyreste forslag, undskyld, fem").order == understood("de fem dyreste forslag").order
    assert understood("top 5 dyreste forslag, nej top 3").order == understood("top 3 dyreste forslag").order


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("røde sager, nej vent, over 2 mio. kr.", "da"),
        ("forslag i Greve, rettelse: 2024", "da"),
        ("red cases, or rather, Solrød", "en"),
    ],
)
def test_a_correction_of_nothing_like_it_is_not_understood(text: str, language: str) -> None:
    """Whatever it was to replace, neither the one nor the other is answered."""
    made = understood(text, language)
    assert [one.kind for one in made.missing] == ["correction"]


@pytest.mark.parametrize(
    ("text", "language", "held"),
    [
        ("undskyld, hvilke sager er røde?", "da", "colour:red"),
        ("hvilke sager er røde? undskyld forstyrrelsen", "da", "colour:red"),
        ("hvilke sager er røde, jeg mener det haster", "da", "colour:red"),
        ("forslag i Greve, drop dem der er vedtaget", "da", "municipality:Greve adopted:false"),
        ("nej tak, bare de røde sager", "da", "colour:red"),
        ("er sagerne røde, ja eller nej?", "da", "colour:red"),
        ("forslag hvor vedtaget: nej", "da", "adopted:false"),
        ("red cases, no yellow ones", "en", "colour:red colour:not:yellow"),
        ("sorry, which cases are red?", "en", "colour:red"),
        ("sager i 2025, ikke gule men røde", "da", "budget_year:exactly:2025.0-None colour:red colour:not:yellow"),
        ("ikke under 1 mio. men under 2 mio. i besparelse", "da",
         "saving:at_least:1000.0-None saving:under:2000.0-None"),
    ],
)  # fmt: skip
def test_words_that_also_correct_are_left_as_they_are_elsewhere(text: str, language: str, held: str) -> None:
    made = understood(text, language)
    assert not made.missing
    assert ids(made) == set(held.split())
    assert not made.replaced
    assert not made.ignored


def test_a_subscription_corrects_as_a_question_does() -> None:
    assert read_selection("røde sager i 2025, nej vent, 2024", GREVE, LEXICON) == read_selection(
        "røde sager i 2024", GREVE, LEXICON
    )
    with pytest.raises(NotUnderstood):
        read_selection("røde sager, nej vent, 2024", GREVE, LEXICON)
