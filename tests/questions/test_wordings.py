"""Limits said in words that people use beside the plainest ones: each is read as what it says, and nothing is lost."""

from dataclasses import replace

import pytest

from questions.query import Query
from questions.reading import read_question
from tests.questions.test_reading import KNOWN, LEXICON, TODAY

PLACES = replace(
    KNOWN,
    municipalities=("Greve", "Solrød"),
    measures=("Digitalisering", "Indkøb", "Udbud"),
    # Titles are told apart by what they are about, and by no verb of theirs.
    tells=lambda word: word in ("robotter", "skoler", "hjemmepleje"),
)


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, PLACES, LEXICON, language)


def ids(made: Query) -> set[str]:
    return {one.id for one in made.filters}


LIMITED = [
    # What is more or less than an amount.
    ("forslag der ikke sparer så meget som 200.000 kr.", "da", {"saving:under:200.0-None"}),
    ("proposals that don't even save 1 million kr a year", "en", {"saving:under:1000.0-None"}),
    ("forslag hvor besparelsen kommer op over 500.000 kr.", "da", {"saving:over:500.0-None"}),
    ("cases requiring an investment of DKK 5 million at the very most", "en", {"cost:at_most:5000.0-None"}),
    ("sager med en lille investering (under 5 mio. kr.)", "da", {"cost:under:5000.0-None"}),
    ("proposals that do not quite save DKK 2 million", "en", {"saving:under:2000.0-None"}),
    # What is a cost.
    ("ideas where the price of carrying it through is above 1 million kr", "en", {"cost:over:1000.0-None"}),
    ("cases that set us back less than 500,000 kr", "en", {"cost:under:500.0-None"}),
    ("sager der sluger mere end 5 mio. kr.", "da", {"cost:over:5000.0-None"}),
    ("sager der kan føres ud i livet for højst 5 mio. kr.", "da", {"cost:at_most:5000.0-None"}),
    ("cases that can be put in place for DKK 1 million at the most", "en", {"cost:at_most:1000.0-None"}),
    # When a saving is there in full: "færdig" is no state of a case there.
    ("sager med 2024 som tidligste år for fuld indfasning", "da", {"phase_in_year:at_least:2024.0-None"}),
    ("sager med 2026 som seneste år for fuld indfasning", "da", {"phase_in_year:at_most:2026.0-None"}),
    ("sager hvor indfasningen ikke er færdig før 2025", "da", {"phase_in_year:at_least:2025.0-None"}),
    ("cases where the phasing-in isn't completed until 2025", "en", {"phase_in_year:at_least:2025.0-None"}),
    ("cases where the phasing in is completed by the end of 2025", "en", {"phase_in_year:at_most:2025.0-None"}),
    ("sager der kommer helt op at køre i 2025 eller tidligere", "da", {"phase_in_year:at_most:2025.0-None"}),
    ("proposals where 2025 is the first year with the full saving", "en", {"phase_in_year:exactly:2025.0-None"}),
    ("sager hvor fuld virkning ikke indtræder før 2026", "da", {"phase_in_year:at_least:2026.0-None"}),
    ("sager der køres helt ind i 2025 eller før", "da", {"phase_in_year:at_most:2025.0-None"}),
    # What was decided of it: the "not" belongs to its own verb, wherever the place stands.
    ("forslag der ikke kom med i budgettet fra Solrød", "da", {"adopted:false", "municipality:Solrød"}),
    ("forslag fra Greve som savner politisk opbakning", "da", {"adopted:false", "municipality:Greve"}),
    ("sager under effektiviseringskategorien", "da", {"type:Effektiviseringsforslag"}),
    # Two limits that are denied, each by its own "not".
    (
        "sager der ikke står i grønt, hvor prisen ikke overstiger 5 mio.",
        "da",
        {"colour:not:green", "cost:at_most:5000.0-None"},
    ),
    # Of two numbers each has the field of its own clause.
    (
        "ideas with a gain that is larger than 200,000 where it costs less than 300,000 to get started",
        "en",
        {"saving:over:200.0-None", "cost:under:300.0-None"},
    ),
    (
        "forslag der sparer over 3 mio. kr. om året, men koster under 20 mio. kr.",
        "da",
        {"saving:over:3000.0-None", "cost:under:20000.0-None"},
    ),
    (
        "proposals that save over 1.2 million a year and cost less than 3 million",
        "en",
        {"saving:over:1200.0-None", "cost:under:3000.0-None"},
    ),
    # A whole saving that is "i hus" is no case that is done.
    ("sager hvor vi har hele besparelsen i hus senest i 2026", "da", {"phase_in_year:at_most:2026.0-None"}),
    ("sager der bliver færdigindfaset i 2025 eller et af de følgende år", "da", {"phase_in_year:at_least:2025.0-None"}),
    ("cases that won't be fully up and running before 2024", "en", {"phase_in_year:at_least:2024.0-None"}),
    ("proposals that shave more than 0.5m a year off the budget", "en", {"saving:over:500.0-None"}),
    ("cases with any status colour but green", "en", {"colour:not:green"}),
    # Adopted or not, and by whom: a council is nobody whom an answer is for.
    ("forslag hos Greve som kommunalbestyrelsen ikke har besluttet", "da", {"municipality:Greve", "adopted:false"}),
    ("forslag hos greve som byrådet har vedtaget", "da", {"municipality:Greve", "adopted:true"}),
    ("proposals that got a yes from the politicians", "en", {"adopted:true"}),
    ("forslag der er nikket igennem politisk", "da", {"adopted:true"}),
    ("forslag der ikke kunne samle flertal", "da", {"adopted:false"}),
    ("forslag med vedtagelsen på plads", "da", {"adopted:true"}),
    ("proposals that made it through politically", "en", {"adopted:true"}),
    ("proposals without political adoption", "en", {"adopted:false"}),
    # The type, however it is written down.
    ("sager der er rubriceret som investering", "da", {"type:Investeringsforslag"}),
    ("sager hvor der under type står effektivisering", "da", {"type:Effektiviseringsforslag"}),
    ("sager der har innovation som forslagstype", "da", {"type:Innovationsforslag"}),
    ("cases classed as efficiency improvements", "en", {"type:Effektiviseringsforslag"}),
    ("cases with innovation as the proposal type", "en", {"type:Innovationsforslag"}),
    ("cases where it says investment under type", "en", {"type:Investeringsforslag"}),
    # Whose they are, and what follows a name.
    ("proposals over 1 million that Greve has contributed", "en", {"saving:over:1000.0-None", "municipality:Greve"}),
    ("forslag hvis effekt er under 1 mio., som Greve har fundet på", "da", {"saving:under:1000.0-None", "municipality:Greve"}),  # noqa: E501
    ("chefen spørger efter de sager hvis omkostninger er lavere end 1 mio.", "da", {"cost:under:1000.0-None"}),
    ("which cases are we following up on from budget year 2025", "en", {"budget_year:exactly:2025.0-None"}),
    ("proposals under the committee SUD", "en", {"committee:SUD"}),
    ("forslag med Indkøb eller Udbud som tiltag", "da", {"measure:indkoeb:udbud"}),
    ("ideas of the type of measure Indkøb, Digitalisering or Udbud", "en", {"measure:digitalisering:indkoeb:udbud"}),
    ("forslag der hører til Ældre & Sundhed", "da", {"area:Ældre & Sundhed"}),
    # What a limit is without goes no farther than its own words.
    (
        "cases outside the green category that take full effect no sooner than 2023",
        "en",
        {"colour:not:green", "phase_in_year:at_least:2023.0-None"},
    ),
    ("cases for my overview with red status", "en", {"colour:red"}),
    ("red and yellow together, how many cases is that?", "en", {"colour:red:yellow"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "wanted"), LIMITED)
def test_everyday_wordings_limit_as_the_plain_ones_do(text: str, language: str, wanted: set[str]) -> None:
    made = understood(text, language)
    assert ids(made) == wanted
    assert made.topic == ()
    assert made.missing == ()


@pytest.mark.parametrize(("text", "language"), [("vis alle sager", "da"), ("which cases are there", "en")])
def test_all_cases_are_those_that_are_followed_up(text: str, language: str) -> None:
    """A list of every proposal would be another one."""
    assert understood(text, language).intent == "status_list"


@pytest.mark.parametrize("text", ["forslag hvis besparelse er over 1 mio.", "de sager, hvis farve er rød"])
def test_whose_begins_a_clause_and_asks_for_nobody(text: str) -> None:
    assert "who" not in understood(text).asks


def test_how_many_are_counted_however_they_are_put_together() -> None:
    made = understood("gule og røde tilsammen, hvor mange bliver det?")
    assert made.measure
    assert made.measure.what == "count"


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("forslag, når vi holder dem på Ældre & Sundhed udenfor", "da", {"area:not:Ældre & Sundhed"}),
        ("forslag, hvis man ikke tæller dem med, som er fuldt indfaset i 2027", "da", {"phase_in_year:not:exactly:2027.0-None"}),  # noqa: E501
        ("cases under 3 million in cost, the yellow one not included", "en", {"cost:under:3000.0-None", "colour:not:yellow"}),  # noqa: E501
        ("sager over 10 mio. i udgift, de røde kan du godt lade ligge", "da", {"cost:over:10000.0-None", "colour:not:red"}),  # noqa: E501
        ("the chair asked me (don't ask why) for the adopted proposals", "en", {"adopted:true"}),
        ("sager i Borgere med Hanidcap", "da", {"area:Borgere med Handicap"}),
    ],
)  # fmt: skip
def test_what_is_left_out_is_left_out_however_it_is_said(text: str, language: str, wanted: set[str]) -> None:
    assert ids(understood(text, language)) == wanted


@pytest.mark.parametrize("text", ["which budget year has the most followed-up cases", "which year has most red cases"])
def test_the_year_with_the_most_cases_is_a_group(text: str) -> None:
    made = understood(text, "en")
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("count", "budget_year")


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("proposals not fully phased in until 2025 or later", "en", {"phase_in_year:at_least:2025.0-None"}),
        ("forslag fuldt indfaset i 2026 eller et af årene før", "da", {"phase_in_year:at_most:2026.0-None"}),
        ("proposals fully phased in any year other than 2024 or 2025", "en", {"phase_in_year:not:in:2024:2025"}),
        ("proposals where the full saving comes through in 2026", "en", {"phase_in_year:exactly:2026.0-None"}),
        ("cases reaching their full effect in 2024", "en", {"phase_in_year:exactly:2024.0-None"}),
        ("cases that are not implemented but running as planned", "en", {"state:not:implemented", "state:as_planned"}),
        ("proposals besides the adopted ones", "en", {"adopted:false"}),
        ("sager med en pris på 5 mio. eller derunder som er investeringssager", "da", {"cost:at_most:5000.0-None", "type:Investeringsforslag"}),  # noqa: E501
        ("the total investment of cases from 2023, but not those above 8 million", "en", {"budget_year:exactly:2023.0-None", "cost:at_most:8000.0-None"}),  # noqa: E501
        ("adopted proposals minus those fully phased in in 2026 and those in 2027", "en", {"adopted:true", "phase_in_year:not:exactly:2026.0-None", "phase_in_year:not:exactly:2027.0-None"}),  # noqa: E501
        ("I am writing a note and would like to see the proposals that were adopted, which save more than 3 million", "en", {"adopted:true", "saving:over:3000.0-None"}),  # noqa: E501
        ("sager i dag som er grønne", "da", {"colour:green"}),
    ],
)  # fmt: skip
def test_small_words_turn_nothing_round(text: str, language: str, wanted: set[str]) -> None:
    assert ids(understood(text, language)) == wanted


def test_a_number_is_not_taken_exactly_where_an_or_is_not_understood() -> None:
    made = understood("forslag fuldt indfaset i 2026 eller så")
    assert [one.kind for one in made.missing] == ["number"]


@pytest.mark.parametrize(
    "text",
    [
        "bortset fra 2024, hvilket indfasningsår har så flest forslag?",
        "which municipality except Greve has most proposals",
    ],
)
def test_what_is_left_out_leaves_the_groups(text: str) -> None:
    made = understood(text)
    assert made.measure
    assert made.measure.group in ("phase_in_year", "municipality")
    assert made.missing == ()


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("proposals that didn't make it through the council", "en", {"adopted:false"}),
        ("forslag hvor vi som det mindste får sparet 1 mio. kr.", "da", {"saving:at_least:1000.0-None"}),
        ("forslag hvor investeringen kan holdes inden for 1,5 mio.", "da", {"cost:at_most:1500.0-None"}),
        ("sager hvor hele besparelsen ikke er på plads før 2025", "da", {"phase_in_year:at_least:2025.0-None"}),
        ("find de sager i opfølgningen som stammer fra 2022-budgettet", "da", {"budget_year:exactly:2022.0-None", "source:statuses"}),  # noqa: E501
    ],
)  # fmt: skip
def test_more_everyday_wordings(text: str, language: str, wanted: set[str]) -> None:
    assert ids(understood(text, language)) == wanted


def test_whose_names_are_compared_may_be_said_in_the_genitive() -> None:
    made = understood("hvilken kommunes forslag sparer mest i alt?")
    assert made.measure
    assert made.measure.group == "municipality"
