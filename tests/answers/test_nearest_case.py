"""A field of the one case that comes near, whatever the one who asks calls it; unknown where another may be meant."""

from datetime import date
from pathlib import Path

import pytest

from answers import answer
from index.search.search_facade import Library
from records import Answer, Loaded, Milestone, Passage, Source
from templates import render
from tests.sample_store import NOW, TODAY, proposal, sample_library

WORDS = "Borgerservice i Lejre lader en voicebot tage opkald. Botten stiller om til den rette medarbejder."


def _passage(municipality: str, title: str, text: str, line: int = 1) -> Passage:
    source = Source("lejre.txt", line)
    return Passage(text, source, line, title, municipality=municipality, title=title)


def _goal(goal: str, measured_by: str, year: int) -> Milestone:
    title, days = "Brug af voicebot i borgerservice", ((date(year, 10, 1), date(year, 12, 31)),)
    return Milestone(
        "Lejre", None, title, goal, measured_by, "HR", f"Q4 i {year}", Source("lejre.txt", year), all_dues=days
    )


def _other(number: int) -> Passage:
    return _passage("Hvidovre", "Andet", "Regnskabet er aflagt.", 100 + number)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = sample_library(tmp_path_factory.mktemp("nearest"))
    ideas = Loaded(
        "lejre.txt",
        "ideas",
        "Idébank",
        proposals=(
            proposal("Lejre", "Brug af voicebot i borgerservice", 1, summary=WORDS, cost_tkr=160.0, saving_tkr=400.0),
            proposal("Lejre", "Fælles ledelse af dagtilbud", 30, summary="Dagtilbud får én leder.", saving_tkr=90.0),
            proposal("Hvidovre", "Dosispakket medicin", 60, summary="Medicin kommer i poser.", saving_tkr=70.0),
            *(proposal("Hvidovre", f"Regnskab {one}", 100 + one, summary="Det er aflagt.") for one in range(40)),
        ),
        milestones=(
            _goal("Systemet er i drift", "Opkald besvares af botten", 2022),
            _goal("Flytning af telefonerne til Greve", "Telefonerne er modtaget", 2023),
            _goal("Gevinsten er realiseret", "Regnskab", 2024),
        ),
        passages=(
            _passage("Lejre", "Brug af voicebot i borgerservice", f"{WORDS} Det gamle Zenitel lukkes."),
            *map(_other, range(60)),
        ),
    )
    made.store.replace(ideas, ideas.document, NOW)
    return made


def words(found: Answer) -> list[str]:
    return next((list(note.values["words"]) for note in found.notes if note.kind == "nearest_case"), [])


@pytest.mark.parametrize(
    "question",
    [
        "hvad sparer Lejre når en gummisnakker tager imod opkald",
        "Lejre gummisnakker opkald, udgift",
        "hvad sparer Lejre på opkald til gummisnakkeren",
    ],
)
def test_a_word_that_no_document_and_no_word_list_knows_tells_no_other_thing(library: Library, question: str) -> None:
    """Of the municipality that is named one case alone holds the rest: it is told, and that its texts do not say the
    word."""
    found = answer(question, library, TODAY)
    assert [hit.title for hit in found.hits] == ["Brug af voicebot i borgerservice"]
    assert any(one.startswith("gummisnakker") for one in words(found))


@pytest.mark.parametrize(
    "question",
    [
        "hvad koster opkald om medicin i Lejre",  # documents tell of the other thing
        "hvad sparer Lejre på opkald i svømmehallen",  # a word list knows the other thing
        "hvad koster gummisnakkeren i Lejre",  # nothing else is said
        "hvad koster gummisnakkeren til opkald i Lejre",  # the very thing that is priced
        "hvad koster opkald i 2031 i Lejre",  # a year is never a layman's word
        "hvad koster gummisnakkeren til opkald",  # nobody named the municipality
    ],
)
def test_what_may_be_another_thing_is_not_told(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())


def test_words_that_a_sum_leaves_out_may_name_the_nearest_case(library: Library) -> None:
    found = answer("hvor meget tjener Lejre på at lade en voicebot tage opkald", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Brug af voicebot i borgerservice"]


def test_a_word_that_tells_next_to_nothing_empties_no_list(library: Library) -> None:
    """It is said that nothing is about it as well; a number of such proposals is none."""
    found = answer("forslag om voicebot til folk", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Brug af voicebot i borgerservice"]
    assert {note.kind: note.values for note in found.notes}["listed_without"] == {"words": ["folk"]}
    assert "»folk«" in render(found).text
    assert not answer("hvor mange forslag om voicebot til folk", library, TODAY).total


@pytest.mark.parametrize("question", ["forslag om skøjtebaner til folk", "forslag om voicebot i dagtilbud"])
def test_a_list_is_about_every_word_that_tells(library: Library, question: str) -> None:
    assert not answer(question, library, TODAY).hits


@pytest.mark.parametrize(
    "question",
    [
        "hvornår skal Zenitel være lukket for opkald",
        "hvornår lukker det gamle Zenitel og er færdig med opkald",
    ],
)
def test_of_a_case_that_its_texts_name_the_goals_say_when(library: Library, question: str) -> None:
    """None of the goals holds most of the words: the case holds them between its texts."""
    found = answer(question, library, TODAY)
    assert [one.goal for one in found.milestones] == ["Systemet er i drift"]


def test_a_place_that_a_goal_says_chooses_among_the_goals_of_a_case(library: Library) -> None:
    found = answer("deadline for at få voicebottens telefoner til Greve", library, TODAY)
    assert [one.goal for one in found.milestones] == ["Flytning af telefonerne til Greve"]


def test_a_title_that_holds_all_that_is_said_is_the_one_that_is_meant(tmp_path: Path) -> None:
    """Another case holds the words as well, and none of them in its title."""
    library = sample_library(tmp_path)
    summary = "En voicebot afprøves. Borgerservice har mange opkald, og de ansatte har travlt hele dagen med dem alle."
    ideas = Loaded(
        "bots.txt",
        "ideas",
        "Idébank",
        proposals=(
            proposal("Lejre", "Brug af voicebot i borgerservice", 1, summary="Den svarer.", cost_tkr=160.0),
            proposal("Hvidovre", "Telefoni", 30, summary=summary, cost_tkr=90.0),
            *(proposal("Hvidovre", f"Regnskab {one}", 100 + one, summary="Det er aflagt.") for one in range(40)),
        ),
    )
    library.store.replace(ideas, ideas.document, NOW)
    found = answer("hvad får vi ud af en taleautomat i borgerservice, hvad koster det", library, TODAY)
    assert [hit.title for hit in found.hits] == ["Brug af voicebot i borgerservice"]
