"""What a question asks a value of, which of its words only ask for it, and the texts and goals that say it."""

from datetime import date

import pytest

from answers import answer
from answers.needs import is_aim, is_span, need_of, of_the_past, only_asking
from index.search.entries import update_entries
from index.search.search_facade import Library
from index.store.store import Store
from questions.tokens import tokenized
from records import Figure, Loaded, Milestone, Passage, Source
from templates import render
from tests.sample_store import BANK, NOW, TODAY, proposal, row

STOCKINGS = "Ny praksis for kompressionsstrømper"
PAPER = "Indkøb af kopipapir"
HALL = "Café i kunsthallen"
SHEEP = "Naturpleje med dyr"
ARCHIVE = "Nyt system til arkivet"


def text(municipality: str, title: str, line: int, said: str) -> Passage:
    return Passage(said, Source(BANK, line), line, "", municipality, None, title)


TEXTS = (
    text("Solrød", STOCKINGS, 2, "Det kan gavne borgere, at de beholder kompressionsstrømperne på i 48 timer."),
    text("Greve", PAPER, 22, "Greve havde i 2022 en udgift til 80g kopipapir på 221.453 kr. og køber det samlet."),
    text("Greve", PAPER, 24, "Indkøberne sparer ca. 11 timer ugentligt ved at overtage bestillingen af kopipapir."),
    text("Solrød", HALL, 42, "Kunsthallen bygger en café. I forsøget er der 3 i stedet for 4 nattevagter."),
)
TEXTS += (
    text(
        "Solrød", HALL, 44, "1.000 kr. 2022 2023 2024 Elever i kunsthallens skoletjeneste 3330 Undervisning -763 -1.830"
    ),
)
TEXTS += (
    text(
        "Faxe",
        SHEEP,
        60,
        "Kommunen har får på en række naturarealer. Udgifterne til foder er steget kraftigt siden 2021.",
    ),
    text("Faxe", SHEEP, 62, "De 12 foderautomater fjernes, når fårene flyttes."),
    text(
        "Greve", ARCHIVE, 70, "Som erstatning for Starbas har byens arkiv valgt Asta, et andet arkivsystem fra Norge."
    ),
)
FIGURES = (
    Figure(
        "Bidrag fra investeringsforslag",
        "Socialudvalget",
        "Effektiviseringer, service 2024",
        34426.0,
        "1.000 kr. 2022 p/l",
        Source("note.txt", 3),
    ),
)
GOALS = (
    Milestone(
        "Solrød",
        None,
        HALL,
        "Øget besøgstal på 10% i kunsthallen",
        "Kasseapparat",
        "Kunsthallen",
        "2023",
        Source(BANK, 50),
    ),
    Milestone(
        "Solrød",
        None,
        HALL,
        "Flytning af malerier til Greve",
        "Malerierne er modtaget",
        "Museet",
        "Oktober 2023",
        Source(BANK, 51),
    ),
)


NAMED = (
    ("hvad hedder det system, der erstatter Starbas", True),
    ("navnet på arkivets nye system efter Starbas", True),
    ("navnet på arkivsystemet i Greve", True),
    ("hvad hedder pumpesystemet i svømmehallen i Greve", False),
    ("name of the app for recycling of sheep in Faxe", False),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = (
        proposal("Solrød", STOCKINGS, 1, phase_in_year=2025, adopted=False),
        proposal("Solrød", "Brug af robotstøvsugere", 10),
        proposal("Greve", PAPER, 20, phase_in_year=2027),
        proposal("Solrød", HALL, 40),
        proposal("Greve", "Pumpe i svømmehallen", 60, budget_year=2024, adopted=True),
        proposal("Faxe", SHEEP, 59),
        proposal("Greve", ARCHIVE, 69),
    )
    store = Store(tmp_path_factory.mktemp("things") / "things.db", follow=update_entries)
    store.replace(Loaded(BANK, "ideas", "Idébank", proposals=made, milestones=GOALS, passages=TEXTS), BANK, NOW)
    note = Loaded("note.txt", "strategy", "Notat", "København", figures=FIGURES)
    store.replace(note, "note.txt", NOW)
    trial = row("AB01", 2025, "Afprøvning af kunstig intelligens", 3, status="Forløber som planlagt")
    store.replace(Loaded("s.txt", "statuses", "Status", "Solrød", date(2026, 6, 30), statuses=(trial,)), "s.txt", NOW)
    return Library(store)


@pytest.mark.parametrize(("question", "said"), [
    # how long is no list, whatever stands beside its limits
    ("hvor lang tid skal borgerne beholde strømperne på i det der forslag fra Solrød", "48 timer"),
    # what is done with the money is not what is counted
    ("hvor mange penge brugte Greve på kopipapir i 2022", "221.453 kr."),
    # a number that is written together with its unit is one word
    ("hvad brugte Greve på 80g kopipapir i 2022", "221.453 kr."),
    # "ekstra" only asks; the hours are counted
    ("hvor mange ekstra timer sparer indkøberne ved at overtage bestillingen af kopipapir", "11 timer"),
    # the last noun is the thing, and the number may stand beyond small words
    ("how many night guards are left in the art gallery trial in Solrød", "3 i stedet for 4"),
    ("hvor mange flere besøgende håber kunsthallen på", "10%"),
])  # fmt: skip
def test_a_value_is_that_of_what_is_asked_about(library: Library, question: str, said: str) -> None:
    found = answer(question, library, TODAY)
    assert any(said in quote.text for quote in found.quotes), (found.intent, found.near_quotes)


def test_what_came_of_a_thing_is_said_by_no_goal(library: Library) -> None:
    found = answer("how many visitors came to the kunsthal in 2023", library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())


def test_the_words_of_the_field_are_no_part_of_the_title(library: Library) -> None:
    """ "Slår … fuldt igennem" asks for the year; only the rest names the case."""
    found = answer("hvornår slår Greves indkøb af kopipapir fuldt igennem?", library, TODAY)
    assert [fact.value for fact in found.facts][:1] == ["2027"]


@pytest.mark.parametrize(("question", "words"), [
    ("hvor lang tid holder måtterne", {"lang", "tid"}),
    ("hvilket år er det fuldt implementeret", {"fuldt", "implementeret"}),
    ("effekt ved fuld indfasning", set()),
])  # fmt: skip
def test_words_that_only_ask(question: str, words: set[str]) -> None:
    assert words <= only_asking(question)
    assert words or not only_asking(question)


def test_a_goal_is_what_is_to_come() -> None:
    assert is_aim("what growth is it aiming for")
    assert not is_aim("hvad koster måtterne")
    assert of_the_past("how many visitors came last spring")
    assert not of_the_past("how many young people are supposed to take part")


@pytest.mark.parametrize(("question", "said"), [
    ("who is responsible for moving the paintings to Greve", "Museet"),
    ("hvem er ansvarlig for flytning af malerier til Greve", "Museet"),
    # who sees to it that a goal is met answers for it
    ("who checks that the paintings are moved to Greve", "Museet"),
    ("who follows up on moving the paintings to Greve", "Museet"),
    ("hvem tjekker at malerierne er flyttet til Greve", "Museet"),
    # of the case whose texts hold all of it, the goal that holds some of it
    ("hvem skal følge op på at den nye café i kunsthallen får flere besøgende", "Kunsthallen"),
])  # fmt: skip
def test_a_place_in_a_goal_is_no_limit(library: Library, question: str, said: str) -> None:
    found = answer(question, library, TODAY)
    assert [one.responsible for one in found.milestones] == [said]


def test_a_place_that_no_goal_names_is_a_limit(library: Library) -> None:
    assert not answer("hvem er ansvarlig for flytning af malerier i Ishøj", library, TODAY).milestones


@pytest.mark.parametrize("question", [
    "when must the paintings have been moved to Greve",
    "deadline for moving the paintings to Greve",
    "deadline for flytning af malerierne til Greve",
    "hvad er fristen for flytning af malerierne til Greve",
])  # fmt: skip
def test_a_deadline_is_the_day_of_a_goal(library: Library, question: str) -> None:
    """ "Moved" tells of no report that has changed, where it says what is done to a thing."""
    found = answer(question, library, TODAY)
    assert "Oktober 2023" in " ".join([*(one.when for one in found.milestones), *(one.text for one in found.quotes)])


def test_what_is_aimed_at_is_a_goal(library: Library) -> None:
    found = answer("hvad er målet for besøgende i kunsthallen", library, TODAY)
    assert [one.goal for one in found.milestones] == ["Øget besøgstal på 10% i kunsthallen"]


def test_a_row_that_is_quoted_names_its_case(library: Library) -> None:
    """Whatever the title of the case has of what is asked."""
    found = answer("hvor mange flere besøgende håber kunsthallen på", library, TODAY)
    assert [hit.title for hit in found.hits] == [HALL]


@pytest.mark.parametrize("question", [
    "hvilket apotek leverer kopipapir til Greve",
    "which shop supplies the copy paper in Greve",
])  # fmt: skip
def test_who_delivers_is_a_name(library: Library, question: str) -> None:
    """A text that says what is delivered names nobody."""
    assert not answer(question, library, TODAY).quotes


def test_a_table_in_one_line_counts_nothing(library: Library) -> None:
    found = answer("hvor mange elever bruger kunsthallens skoletjeneste", library, TODAY)
    assert (found.intent, found.quotes) == ("unknown", ())


def test_a_term_of_which_a_word_was_read_as_something_else_is_whole(library: Library) -> None:
    """ "Investment pool" is no pool for swimming."""
    found = answer("how much money was left in the investment pool at the end of 2024", library, TODAY)
    assert (found.intent, len(found.hits)) == ("unknown", 0)


def test_whether_a_case_runs_is_told_of_the_case_that_the_rest_names(library: Library) -> None:
    """What stands beside its title ("for admin work") is no reason to say that nothing is known."""
    found = answer("is the trial with artificial intelligence for admin work on track?", library, TODAY)
    assert [case.hit.code for case in found.cases] == ["AB01"]


@pytest.mark.parametrize("question", [
    "hvor mange får går der på naturarealer i Faxe",  # "en række" is no number
    "hvor mange kroner bruger Faxe på foder",  # nor is a year an amount
    "hvor højt er forbruget af foder i Faxe",
    "antal foder-bøder efter automaterne blev fjernet i Faxe",  # what is counted is the last part
])  # fmt: skip
def test_what_is_no_number_of_it_answers_nothing(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert (found.quotes, found.facts) == ((), ())


def test_when_says_of_what_time_a_question_of_yes_or_no_is(library: Library) -> None:
    assert answer("will anyone pay when the paintings are moved to Greve", library, TODAY).intent != "milestones"
    told = answer("can you tell me when the paintings are moved to Greve", library, TODAY)
    assert "Oktober 2023" in told.quotes[0].text


def test_which_thing_is_the_noun_before_the_verb(library: Library) -> None:
    """ "Older" is not what is asked for, and a compound that ends in it is a system."""
    found = answer("which older system does Asta from Norway replace in the archive", library, TODAY)
    assert ["Starbas" in one.text for one in found.quotes] == [True]


@pytest.mark.parametrize(("question", "begins"), [
    ("er Greves forslag om at skifte pumpen i svømmehallen vedtaget?", "Ja"),
    ("er Solrøds forslag om kompressionsstrømper vedtaget?", "Nej"),
])  # fmt: skip
def test_a_case_that_is_nearly_named_is_told_yes_or_no(library: Library, question: str, begins: str) -> None:
    """And which of the words its texts do not hold."""
    assert f"{begins}: »vedtaget«" in render(answer(question, library, TODAY)).text


def test_the_number_of_a_section_is_no_amount() -> None:
    """ "§ 102" names a thing."""
    assert [(one.text, one.kind) for one in tokenized("§ 102 ydelser")] == [("102", "word"), ("ydelser", "word")]


@pytest.mark.parametrize("question", [
    "hvornår skal malerierne være flyttet til Greve",
    "hvornår skal flytning af malerier være på plads",
    "hvordan måles flytning af malerier",
])  # fmt: skip
def test_the_goal_between_the_words_that_ask_is_the_topic(library: Library, question: str) -> None:
    """It listed every goal there is."""
    found = answer(question, library, TODAY)
    assert "Malerierne er modtaget" in " ".join(
        [*(one.measured_by for one in found.milestones), *(one.text for one in found.quotes)]
    )
    assert len(found.milestones) <= 1


@pytest.mark.parametrize("question", [
    "hvem er ansvarlig for opgaver i kunsthallen fra 2024 og frem",
    "who is responsible for the gallery from 2024 onwards",
])  # fmt: skip
def test_a_period_with_an_open_end_has_its_words(library: Library, question: str) -> None:
    assert render(answer(question, library, TODAY)).text


@pytest.mark.parametrize(("question", "need"), [
    ("hvornår falder antallet af besøgende", "date"),
    ("hvem følger op på ansættelse af projektleder", "person"),
    ("hvem er projektleder på caféen", "name"),
    ("hvor mange kroner koster plejeboligers belægningsprocent", "money"),
    ("antallet af elever", "count"),
])  # fmt: skip
def test_a_noun_asks_only_where_nothing_else_does(question: str, need: str) -> None:
    assert (found := need_of(question)) is not None
    assert found.name == need


def test_a_whole_field_is_said_in_other_words() -> None:
    """ "På børneområdet" says where, and tells little beside what is done there."""
    assert is_span("børneområdet")
    assert not is_span("område")
    assert not is_span("sommer")


def test_what_proposals_of_a_type_contribute_is_a_cell(library: Library) -> None:
    """They are no list, where an amount of them is asked for."""
    found = answer("hvad bidrager socialudvalgets investeringsforslag med i 2024", library, TODAY)
    assert [fact.value for fact in found.facts] == ["34.426 t.kr. 2022 p/l"]


@pytest.mark.parametrize(("question", "named"), NAMED)
def test_what_a_thing_is_called_is_told_by_a_text_that_names_it(library: Library, question: str, named: bool) -> None:
    """The name stands in it in quotation marks or behind what it is; one that the question says itself is none."""
    found = answer(question, library, TODAY)
    need = need_of(question)
    assert need is not None
    assert need.name == "product"
    assert (found.intent in ("passage", "status") and "Asta" in render(found).text) == named
    assert named or not (found.facts or found.quotes)


@pytest.mark.parametrize("question", ["name of the supplier of the system", "navnet på lederen af it-systemet"])
def test_the_name_of_somebody_is_no_name_of_a_system(question: str) -> None:
    need = need_of(question)
    assert need is None or need.name != "product"
