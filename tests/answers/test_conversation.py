"""A question that leans on those before it: what is carried over is shown, and with nothing to lean on it asks."""

import pytest

from answers import answer
from answers.followups import leaning
from index.search.search_facade import Library
from records import Answer
from tests.sample_store import TODAY, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def asked(library: Library, *texts: str) -> Answer:
    """The answer to the last of several questions of one conversation."""
    return answer(texts[-1], library, TODAY, before=texts[:-1])


def titles(found: Answer) -> list[str]:
    return [hit.title for hit in found.hits]


def parts(found: Answer) -> set[str]:
    return {part.kind for part in found.carried}


def test_only_narrows_the_list_before(library: Library) -> None:
    found = asked(library, "robotforslag", "kun de vedtagne")
    assert set(titles(found)) == {"Brug af robotstøvsugere", "Robotrengøring i idrætshaller"}
    assert parts(found) == {"topic"}
    assert found.question == "kun de vedtagne"


def test_a_new_value_takes_the_place_of_the_old_one(library: Library) -> None:
    found = asked(library, "robotforslag i Greve", "og i Solrød?")
    assert {hit.municipality for hit in found.hits} == {"Solrød"}
    assert parts(found) == {"topic"}


def test_an_order_is_added(library: Library) -> None:
    found = asked(library, "forslag i Solrød", "sorter efter pris")
    assert titles(found)[0] == "Ny struktur for bibliotekerne"
    assert parts(found) == {"municipality"}


@pytest.mark.parametrize("text", ["og hvad koster den?", "and the cost of it?"])
def test_it_is_the_case_before(library: Library, text: str) -> None:
    found = asked(library, "status på HA06 2025", text)
    assert (found.facts[0].label, found.facts[0].value) == ("investment", "7.650")
    assert parts(found) == {"code"}


def test_it_is_the_only_one_of_a_list(library: Library) -> None:
    found = asked(library, "hvilke sager er røde?", "hvorfor?")
    assert "Pladserne er først klar i 2025." in {fact.value for fact in found.facts}


def test_another_case_gets_the_same_question(library: Library) -> None:
    found = asked(library, "hvem er ansvarlig for AB01?", "og HA03 2023?")
    assert found.intent == "responsible"


def test_the_conversation_goes_on_over_several_questions(library: Library) -> None:
    found = asked(library, "robotforslag", "kun de vedtagne", "og i Solrød?")
    assert titles(found) == ["Robotrengøring i idrætshaller"]
    assert parts(found) == {"topic", "adopted"}


def test_a_question_that_names_its_own_thing_begins_anew(library: Library) -> None:
    found = asked(library, "robotforslag i Greve", "hvilke sager er røde?")
    assert titles(found) == ["Plads til flere børn"]
    assert not found.carried


@pytest.mark.parametrize("text", ["og hvad koster den?", "hvorfor?", "what does it cost?"])
def test_with_nothing_to_lean_on_it_asks_which_case(library: Library, text: str) -> None:
    found = asked(library, text)
    assert (found.intent, len(found.hits)) == ("unknown", 0)
    assert [note.kind for note in found.notes] == ["missing_case"]


def test_a_pronoun_is_what_is_meant_only_where_nothing_follows_it() -> None:
    about, whether = leaning().about, leaning().whether
    assert about.search("forslag om det")
    assert about.search("røde sager om den, tak")
    assert not about.search("sager vedrørende den sociale hjemmepleje")
    assert whether.search("er den vedtaget?")
    assert not whether.search("er det muligt at få listet hvad solrød har vedtaget")


ALL = "forslag fra Solrød"
CLEANING, LIBRARIES = "Robotrengøring i idrætshaller", "Ny struktur for bibliotekerne"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((ALL, "hvilken sparer mest?"), ["Ny struktur for bibliotekerne"]),
        ((ALL, "which of them is the most expensive?"), ["Ny struktur for bibliotekerne"]),
        ((ALL, "de to der sparer mest"), ["Ny struktur for bibliotekerne", "Robotrengøring i idrætshaller"]),
        ((ALL, "hvilken sparer mest?", "og den næststørste?"), ["Robotrengøring i idrætshaller"]),
        ((ALL, "sorter med den billigste først", "og nummer to?"), ["Ny struktur for bibliotekerne"]),
        ((ALL, "den med robotrengøring"), ["Robotrengøring i idrætshaller"]),
        (
            ("forslag der sparer over 1 mio. kr. i Solrød", "sænk grænsen til 0,5 mio. kr."),
            ["Robotrengøring i idrætshaller", "Ny struktur for bibliotekerne"],
        ),
        (
            ("vedtagne forslag fra Solrød", "tak!", "hvilke er ikke?"),
            ["Ny struktur for bibliotekerne"],
        ),
        (("forslag fra Greve indfaset i 2025", "og dem fra 2026?"), ["Fælles indkøb af kontorartikler"]),
        (
            ("vedtagne forslag fra Greve", "tag også dem med, der ikke er vedtaget"),
            ["Brug af robotstøvsugere", "Fælles indkøb af kontorartikler"],
        ),
        (
            ("forslag fra Greve der sparer under 0,4 mio.", "nej, jeg mente prisen"),
            ["Brug af robotstøvsugere", "Fælles indkøb af kontorartikler"],
        ),
        (("forslag fra Solrød indfaset i 2026", "og i Greve?", "kun de vedtagne af dem begge"), [CLEANING]),
        (("robotforslag fra Greve", "og i alle kommuner, kun de vedtagne"), ["Brug af robotstøvsugere", CLEANING]),
        (("forslag fra Solrød over 1 mio. kr.", "fjern lige grænsen igen", "ok, kun de vedtagne"), [CLEANING]),
        (("de to dyreste forslag fra Solrød", "nej, dem med størst besparelse"), [CLEANING, LIBRARIES]),
        (("forslag fra Greve", "fjern dem, der ikke er vedtaget"), ["Brug af robotstøvsugere"]),
        (("det dyreste forslag i Solrød", "undskyld, jeg mente Greve"), ["Brug af robotstøvsugere"]),
        (("forslag fra Solrød over 1 mio. kr.", "drop grænsen", "kun de vedtagne"), ["Robotrengøring i idrætshaller"]),
        (
            ("forslag fra Greve", "kun de vedtagne", "vis alle igen"),
            ["Brug af robotstøvsugere", "Fælles indkøb af kontorartikler"],
        ),
    ],
)  # fmt: skip
def test_a_list_is_talked_of(library: Library, texts: tuple[str, ...], found: list[str]) -> None:
    assert sorted(titles(asked(library, *texts))) == sorted(found)


@pytest.mark.parametrize(
    ("texts", "label", "value"),
    [
        (("forslag fra Solrød", "hvor mange er det?"), "count", "3"),
        (("forslag fra Solrød", "kun de vedtagne", "hvor mange er så tilbage?"), "count", "1"),
        (("forslag fra Solrød", "hvilken sparer mest?", "how many is that?"), "count", "3"),
        (("forslag fra Solrød", "hvad sparer de i alt?"), "total", "2.900"),
        (("forslag fra Solrød", "hvad sparer de i alt?", "og hvad koster de?"), "total", "3.250"),
        (("forslag", "de to der sparer mest", "hvad sparer de to tilsammen?"), "total", "6.000"),
        (("forslag fra Solrød", "og tilsammen?"), "total", "2.900"),
        (("forslag fra Solrød", "og i snit?"), "average", "1.450"),
        (("forslag fra Solrød", "Tusind tak. Hvor mange er der egentlig?"), "count", "3"),
        (("hvad koster HA06 2022", "nej undskyld, 2025"), "investment", "7.650"),
        (("status på HA06 2022", "hvad koster den?", "og den fra 2025?"), "investment", "7.650"),
        (("status på HA06 2025", "how much was it supposed to save?"), "saving_printed", "-1.750"),
        (("forslag fra Greve", "hvad koster den første?"), "cost", "100"),
        (("forslag fra Greve", "hvilken er dyrest?", "hvad sparer den?"), "saving", "500"),
        (("forslag fra Greve", "hvilken er dyrest?", "hvad sparer den?", "og hvad sparer de i alt?"), "total", "2.000"),
    ],
)
def test_a_number_is_of_what_is_talked_of(library: Library, texts: tuple[str, ...], label: str, value: str) -> None:
    assert {fact.label: fact.value for fact in reversed(asked(library, *texts).facts)}[label] == value


@pytest.mark.parametrize(
    "text",
    [
        "hvor mange røde sager er der?",
        "how many red cases are there?",
        "forslag om vikarer",
        "status på HA06 2022",
        "hvad sparer Greve i alt?",
    ],
)
def test_what_says_all_of_it_begins_anew(library: Library, text: str) -> None:
    assert titles(asked(library, "forslag fra Solrød", text)) == titles(asked(library, text))


def test_what_is_not_understood_changes_nothing(library: Library) -> None:
    """The next question goes on from where the talk was."""
    strange = asked(library, "forslag fra Solrød", "hæv grænsen til 3 mio.")
    assert strange.intent == "unknown"
    found = asked(library, "forslag fra Solrød", "hæv grænsen til 3 mio.", "kun de vedtagne")
    assert titles(found) == ["Robotrengøring i idrætshaller"]


def test_the_first_of_a_comparison_is_listed(library: Library) -> None:
    """ "Vis dem": those of the municipality that came first."""
    found = asked(library, "hvilken kommune har flest forslag i idébanken?", "vis dem")
    assert {hit.municipality for hit in found.hits} == {"Solrød"}
    assert found.total == 3


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("de to største besparelser i Solrød", "hvilken af dem koster mindst"), ["Ny struktur for bibliotekerne"]),
        (("the two largest savings in Greve and Solrød", "which of the two were adopted"), []),
        (("de to største besparelser i Solrød", "hvilke af de to er vedtaget"), ["Robotrengøring i idrætshaller"]),
    ],
)
def test_what_is_asked_of_the_first_of_a_list_is_asked_of_no_more(
    library: Library, texts: tuple[str, ...], wanted: list[str]
) -> None:
    found = asked(library, *texts)
    assert titles(found) == wanted
    assert "first_of" in parts(found)


def test_the_first_of_a_list_are_those_of_the_place_that_is_named_next(library: Library) -> None:
    texts = ("de to største besparelser i Solrød", "hvilke af dem er vedtaget", "og i Greve?")
    assert titles(asked(library, *texts)) == ["Brug af robotstøvsugere"]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("hvilken kommune har flest forslag", "hvor mange af kommunens forslag er vedtaget"), 1),
        (("which municipality has the most ideas", "how many ideas does it have"), 3),
    ],
)
def test_what_is_asked_of_the_winner_is_of_the_first_group(
    library: Library, texts: tuple[str, ...], count: int
) -> None:
    found = asked(library, *texts)
    assert found.total == count
    assert {hit.municipality for hit in found.hits} == {"Solrød"}


def test_the_others_of_a_place_are_those_that_were_not_listed(library: Library) -> None:
    found = asked(library, "robotforslag i Greve", "kommunens øvrige forslag")
    assert titles(found) == ["Fælles indkøb af kontorartikler"]


@pytest.mark.parametrize("back", ["tilbage til Greve: hvilke af dem er vedtaget", "back to Greve: which were adopted"])
def test_going_back_and_asking_on_is_one_message(library: Library, back: str) -> None:
    assert titles(asked(library, "forslag i Greve", "og i Solrød?", back)) == ["Brug af robotstøvsugere"]


def test_the_proposal_is_the_one_that_was_told_of(library: Library) -> None:
    found = asked(library, "forslag om bibliotekerne", "hvad koster forslaget?")
    assert [fact.value for fact in found.facts if fact.label == "cost"] == ["3.000"]
    assert answer("hvad koster forslaget?", library, TODAY).intent == "unknown"


def test_another_name_keeps_the_only_one_that_is_wanted(library: Library) -> None:
    found = asked(library, "hvad er det dyreste forslag i Solrød", "og i Greve?")
    assert titles(found) == ["Brug af robotstøvsugere"]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("forslag i Greve", "nej, ikke dem, jeg mente Solrød"), 3),
        (("vedtagne forslag i Greve", "tag også Solrød med"), 2),
        (("forslag i Greve", "add Solrød"), 5),
        (("forslag i Greve", "kun de vedtagne", "hov, lige omvendt, dem der ikke er vedtaget"), 1),
        (("forslag med besparelse over 300.000", "hvad hvis vi hæver det til 1 mio.?"), 5),
        (("forslag over 1 mio.", "nej, det var for lavt, sæt den til 2"), 1),
        (("forslag fra 2025 over 1 mio. i besparelse", "fjern grænsen igen"), 2),
    ],
)
def test_what_is_corrected_widened_or_moved_is_the_list_that_was_talked_of(
    library: Library, texts: tuple[str, ...], wanted: int
) -> None:
    found = asked(library, *texts)
    assert found.intent in ("search", "status_list")
    assert found.total == wanted


def test_a_case_with_a_title_of_its_own_is_another_subject(library: Library) -> None:
    found = asked(library, "hvad koster HA06 2025", "og Robotrengøring i idrætshaller, hvad sparer den?")
    assert titles(found) == ["Robotrengøring i idrætshaller"]


def test_the_committee_of_a_case_is_that_of_its_report(library: Library) -> None:
    found = asked(library, "status på HA06 2025", "hvilket udvalg hører den under?")
    assert found.facts[0].label == "committee"


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("forslag i Solrød", "hvilken af dem sparer mest", "og de andre?"), 2),
        (("forslag i Solrød", "hvilke af dem er på Kultur & Fritid", "and the others?"), 1),
        (("forslag i Solrød over 1 mio.", "nej, under"), 1),
        (("forslag i Solrød der koster under 5 mio.", "ups, sparer under 5 mio. mente jeg"), 2),
        (("forslag i Greve under 1 mio.", "kun dem over 600.000"), 0),
        (("forslag fra 2025 over 5 mio. i besparelse", "sæt grænsen ned til 1 mio."), 1),
        (("forslag i Greve", "kun de vedtagne", "tilbage til alle to: hvilke af dem er ikke vedtaget"), 1),
    ],
)
def test_the_others_and_the_limits_are_those_of_what_was_listed(
    library: Library, texts: tuple[str, ...], wanted: int
) -> None:
    assert asked(library, *texts).total == wanted


@pytest.mark.parametrize(
    "texts",
    [
        ("hvilken kommune har flest forslag", "vis vinderens forslag"),
        ("which municipality has the most ideas", "list the winner's ideas"),
    ],
)
def test_the_winner_is_the_first_of_the_groups(library: Library, texts: tuple[str, str]) -> None:
    assert {hit.municipality for hit in asked(library, *texts).hits} == {"Solrød"}


def test_a_code_is_the_case_of_that_code_that_was_listed(library: Library) -> None:
    found = asked(library, "hvilke sager er røde", "og HA06?")
    assert [view.hit.budget_year for view in found.cases] == [2022]


def test_that_proposal_is_the_one_that_was_told_of(library: Library) -> None:
    found = asked(library, "forslag om bibliotekerne", "hvad koster den", "er det forslag vedtaget?")
    assert titles(found) == ["Ny struktur for bibliotekerne"]


def test_a_sum_of_cases_by_their_codes_is_of_these(library: Library) -> None:
    found = asked(library, "status på HA06 2025", "og TV07?", "hvad sparer de to tilsammen?")
    assert found.total == 2


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("forslag i Solrød", "kun dem på Kultur & Fritid", "hvad sparer de i alt", "og de andre?"), 1),
        (("forslag i Greve over 1 mio.", "hvilken sparer mest", "fjern grænsen og vis alle igen"), 2),
        (("hvilken kommune har flest forslag", "vis den kommunes forslag"), 3),
    ],
)
def test_a_sum_between_leaves_what_was_listed(library: Library, texts: tuple[str, ...], wanted: int) -> None:
    assert asked(library, *texts).total == wanted


def test_another_field_that_was_meant_is_that_of_the_sum(library: Library) -> None:
    found = asked(library, "forslag i Greve", "hvad sparer de i alt", "nej, jeg mente udgiften")
    assert [fact.value for fact in found.facts if fact.label == "total"] == ["100"]
