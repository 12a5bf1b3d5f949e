"""What people tell of themselves while they ask limits nothing, anywhere; what limits is never passed over."""

from dataclasses import replace

import pytest

from questions.query import Query
from questions.reading import read_question
from tests.questions.test_reading import KNOWN, LEXICON, TODAY

TITLES = frozenset({"robotter", "robots", "parkering", "parking", "kantine", "canteen"})
NAMED = replace(KNOWN, municipalities=("Greve", "Odense", "Solrød"), tells=TITLES.__contains__)

QUESTIONS = {
    "da": [
        "vedtagne idéer i Greve med en besparelse over 2 mio. kr.",
        "Hvor mange forslag i Solrød er ikke vedtaget?",
        "gule sager fra budget 2025",
    ],
    "en": [
        "adopted ideas in Greve saving over 2 million",
        "How many proposals in Solrød are not adopted?",
        "yellow cases from budget 2025",
    ],
}
ASIDES = {
    "da": [
        "Mødet går i gang så bare listen",
        "jeg står på en stige med telefonen i hånden",
        "skynd dig",
        "jeg skal bruge det til en note inden vi når Odense",
        "dem har vi været igennem på ledermødet",
        "min datter ringer hele tiden",
        "borgmesteren sidder og venter i bilen",
        "er på farten",
        "vi er bagud",
        "ingen romaner tak",
        "hun gider ikke høre om de små",
        "det er til formanden",
        "spar mig for lange forklaringer",
        "vi mødes klokken ni",
        "jeg er ikke på kontoret",
        "alle kommuner",
        "klokken ringer om fire minutter",
        "spørg mig ikke hvorfor",
    ],
    "en": [
        "I'm late, no essays",
        "im already late",
        "both numbers please, I'm in the lift",
        "my train is leaving",
        "the mayor is standing behind me",
        "this is for the mayor so no long text",
        "we reach Odense in a minute",
        "walking to the next room",
        "got a clash at eleven",
        "ignore the spelling",
        "somebody mixed that up last time and it was not fun",
        "she has no time at all and reads only what I put in front of her",
        "I need it standing up",
        "one number is fine",
        "my laptop has three percent left",
        "typing this under the table",
        "we talked for an hour, and nobody could remember",
    ],
}
SAID = [(language, one) for language, asides in ASIDES.items() for one in asides]


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, NAMED, LEXICON, language)


def meaning(made: Query) -> tuple[object, ...]:
    limits = frozenset(one.id for one in made.filters)
    return limits, made.codes, made.order, made.measure, made.topic, made.missing, made.intent


def ids(made: Query) -> set[str]:
    return {one.id for one in made.filters}


@pytest.mark.parametrize(("language", "aside"), SAID)
def test_an_aside_before_or_behind_a_question_changes_nothing(language: str, aside: str) -> None:
    for question in QUESTIONS[language]:
        alone = meaning(understood(question, language))
        assert not alone[5]
        for said in (f"{aside}. {question}", f"{question.rstrip('.')}. {aside}", f"{question}, {aside} :)"):
            assert meaning(understood(said, language)) == alone, said


@pytest.mark.parametrize(("language", "aside"), SAID)
def test_an_aside_inside_a_question_changes_nothing(language: str, aside: str) -> None:
    for whole in QUESTIONS[language][:1]:
        words = whole.split()
        alone = meaning(understood(whole, language))
        for front, rest in ((words[:4], words[4:]), (words[:2], words[2:])):
            for left, right in ((", ", ", "), (" (", ") "), (" - ", " - ")):
                said = f"{' '.join(front)}{left}{aside}{right}{' '.join(rest)}"
                assert meaning(understood(said, language)) == alone, said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Røde sager i Greve. Jeg sidder i toget", "da"),
        ("Red cases in Greve. My phone is dying", "en"),
    ],
)
def test_what_was_passed_over_is_told(text: str, language: str) -> None:
    assert understood(text, language).background == (text.split(". ")[1],)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Idéer i Greve. Jeg skal bruge dem der koster over 1 mio.", "da", {"cost:over:1000.0-None"}),
        ("Idéer i Greve, vi har kun brug for de vedtagne", "da", {"adopted:true"}),
        ("Cases in Greve, my boss wants only the red ones", "en", {"colour:red"}),
        ("Røde sager, jeg kigger på dem i Greve", "da", {"municipality:Greve"}),
        ("Ideas that were adopted, she asked for the ones in Greve", "en", {"municipality:Greve"}),
        ("Vedtagne idéer, vi bor i Greve", "da", {"municipality:Greve"}),
        ("Forslag i Greve, de skal være vedtaget", "da", {"adopted:true"}),
        ("Forslag, min chef vil ikke have dem fra Greve", "da", {"municipality:not:Greve"}),
        ("Vedtagne idéer over 1 mio., Greve behøver I ikke tage med", "da", {"municipality:not:Greve"}),
        ("Vedtagne idéer, jeg gider ikke noget under 1 mio.", "da", {"adopted:true", "saving:at_least:1000.0-None"}),
        ("Adopted ideas, I don't want anything under 1 million", "en", {"saving:at_least:1000.0-None"}),
        ("Vedtagne idéer fra Greve og intet andet, tak", "da", {"municipality:Greve", "adopted:true"}),
        ("Adopted ideas from Greve and nothing else", "en", {"municipality:Greve", "adopted:true"}),
        ("Vedtagne idéer, Greve må du gerne udelade", "da", {"municipality:not:Greve"}),
        ("Vedtagne idéer. Dem under 1 mio. i besparelse gider jeg ikke se", "da", {"saving:at_least:1000.0-None"}),
        ("Proposals saving at least 2 million, every committee except SUD", "en", {"committee:not:SUD"}),
        ("greve min. 500 t.kr. i effekt", "da", {"municipality:Greve", "saving:at_least:500.0-None"}),
        ("Proposals, committee SUD, saving under 300.000", "en", {"committee:SUD"}),
    ],
)
def test_a_limit_is_never_passed_over(text: str, language: str, found: set[str]) -> None:
    made = understood(text, language)
    assert found <= ids(made)
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("Vedtagne forslag i Greve, jeg skal bruge noget om parkering", "da", "parkering"),
        ("Adopted ideas in Greve, she is asking about parking", "en", "parking"),
        ("Adopted ideas in Greve, it must be robots", "en", "robots"),
        ("Greve, robotter", "da", "robotter"),
    ],
)
def test_what_titles_are_told_apart_by_is_no_aside(text: str, language: str, topic: str) -> None:
    made = understood(text, language)
    assert topic in {*made.topic, *made.ignored, *(one.text for one in made.missing)}
    assert not made.background


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sager i Greve, de er færdigforhandlede", "da"),
        ("Cases in Greve, they are negotiated", "en"),
        ("Sager i Greve, ikke de store", "da"),
        ("Forslag i Greve, hvor skatten er sat ned", "da"),
    ],
)
def test_what_is_said_of_the_listed_is_not_passed_over(text: str, language: str) -> None:
    made = understood(text, language)
    assert not made.background
    assert made.missing or made.ignored or made.topic


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Idéer i Greve over 600.000, altså omkostningen ikke besparelsen", "da", "cost:over:600.0-None"),
        ("Idéer i Greve over 600.000, ikke besparelsen men omkostningen", "da", "cost:over:600.0-None"),
        (
            "Ideas in Greve that cost more than 5 million, and I mean the cost and not the saving",
            "en",
            "cost:over:5000.0-None",
        ),
        ("Ideas in Greve over 5 million, I mean the saving, not the cost", "en", "saving:over:5000.0-None"),
    ],
)
def test_the_field_that_is_meant_may_be_said_behind_the_number(text: str, language: str, found: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"municipality:Greve", found}
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Samlet besparelse for forslag i Greve, i 1.000 kr er fint", "da"),
        ("Total saving of the proposals in Greve, in 1,000 kr is fine", "en"),
    ],
)
def test_the_unit_of_an_answer_is_no_limit(text: str, language: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"municipality:Greve"}
    assert made.measure
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Del de vedtagne forslag op på år for fuld indfasning", "da"),
        ("Fordel de vedtagne forslag på indfasningsår", "da"),
        ("Adopted proposals by phase-in year, which year has the most?", "en"),
    ],
)
def test_a_list_is_split_by_the_year_of_phasing_in(text: str, language: str) -> None:
    made = understood(text, language)
    assert made.measure
    assert made.measure.group == "phase_in_year"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Average saving per idea, Greve or Solrød, which is higher?", "en"),
        ("Gennemsnitlig besparelse pr. idé, Greve eller Solrød, hvem er højere?", "da"),
    ],
)
def test_which_of_two_is_higher_sorts(text: str, language: str) -> None:
    made = understood(text, language)
    assert made.measure
    assert (made.measure.what, made.measure.group) == ("average", "municipality")
    assert made.order
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Idéer i Greve der sparer 2 til 6 mio. kr., hverken de helt små eller de helt store", "da"),
        ("Ideas in Greve saving between 2 and 6 million. Not the smaller ones, not the bigger ones", "en"),
    ],
)
def test_sizes_say_a_stated_range_again(text: str, language: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"municipality:Greve", "saving:between:2000.0-6000.0"}
    assert not made.missing
    assert not made.order
