"""What is told before a question, or after it, limits nothing; what the question points back at does."""

from dataclasses import replace

import pytest

from questions.query import Query
from questions.reading import read_question
from tests.questions.test_reading import KNOWN, LEXICON, TODAY

GREVE = replace(KNOWN, municipalities=("Greve", "Solrød"))


def understood(text: str, language: str = "da") -> Query:
    return read_question(text, TODAY, GREVE, LEXICON, language)


def ids(made: Query) -> set[str]:
    return {one.id for one in made.filters}


@pytest.mark.parametrize(
    ("told", "question", "language"),
    [
        ("Byrådet siger, at de har skåret dybt på skolerne, men", "hvilke forslag er vedtaget?", "da"),
        ("Min chef spørger, om nogen har lagt penge i veje, så", "kan du finde de forslag, der er vedtaget?", "da"),
        ("Fordi vi selv skal beslutte noget om robotter,", "vil jeg gerne vide, hvilke forslag der er vedtaget", "da"),
        ("Min kollega er på ferie.", "Hvilke forslag er vedtaget?", "da"),
        ("We are drafting a memo about roads, so", "could you list the proposals that were adopted?", "en"),
        ("We might merge our own team, which is why", "I'm looking for the proposals that were adopted", "en"),
        ("My manager wants to know what is slipping.", "Which proposals were adopted?", "en"),
        ("Jeg prøver at finde ud af, hvornår det gik galt.", "Hvilke forslag er vedtaget?", "da"),
        ("We are short on time before the meeting.", "Among the adopted proposals, which saves the most?", "en"),
        ("Til brug for et § 20-svar:", "hvilke forslag er vedtaget?", "da"),
        ("Vi laver en tidslinje over, hvornår pengene kom, og", "hvilke forslag er vedtaget?", "da"),
    ],
)
def test_what_is_told_before_a_question_limits_nothing(told: str, question: str, language: str) -> None:
    made = understood(f"{told} {question}", language)
    assert ids(made) == {"adopted:true"}
    assert not made.topic
    assert not made.missing
    assert made.background


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeg har fået at vide, at Greve ikke fik alle idéer igennem. Hvilke af deres forslag er vedtaget?", "da"),
        ("I was told that Greve turned down several ideas. Which of them were adopted?", "en"),
        ("Vi sidder i Greve. Hvilke forslag er vedtaget?", "da"),
        ("Vi vil spare, så blandt forslag i Greve, hvilke er vedtaget?", "da"),
    ],
)
def test_a_question_is_about_the_municipality_that_was_told_of(text: str, language: str) -> None:
    assert ids(understood(text, language)) == {"municipality:Greve", "adopted:true"}


def test_a_question_that_names_its_own_is_of_that() -> None:
    assert ids(understood("Greve har haft travlt. Hvilke forslag i Solrød er vedtaget?")) == {
        "municipality:Solrød",
        "adopted:true",
    }


def test_a_question_that_lists_nothing_is_of_what_was_told_of() -> None:
    made = understood("Greve har flere forslag om robotter. Hvad giver de tilsammen om året?")
    assert ids(made) == {"municipality:Greve"}
    assert made.topic == ("robotter",)
    assert made.measure


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bortset fra Greve, hvilke forslag er vedtaget?", {"municipality:not:Greve", "adopted:true"}),
        ("Blandt sager, der er røde, hvilke er i Greve?", {"colour:red", "municipality:Greve"}),
        ("Forslag i Greve, der er vedtaget: hvilke er på skoleområdet?", {"municipality:Greve", "adopted:true"}),
        (
            "Til skoleområdet: hvilke forslag i Greve er vedtaget?",
            {"municipality:Greve", "adopted:true", "area:Skoler"},
        ),
        ("Er der forslag i Greve, der er vedtaget?", {"municipality:Greve", "adopted:true"}),
    ],
)
def test_what_may_limit_is_never_passed_over(text: str, found: set[str]) -> None:
    made = understood(text)
    assert found <= ids(made)
    assert not made.background


def test_a_request_that_names_nothing_is_about_what_was_said() -> None:
    made = understood("Min leder vil vide, hvor mange forslag fra Greve der er vedtaget. Kan du hjælpe med det?")
    assert ids(made) == {"municipality:Greve", "adopted:true"}
    assert made.measure


def test_what_is_told_after_a_question_limits_nothing() -> None:
    made = understood("Hvilke forslag i Greve er vedtaget? Det er bare til en sammenligning, så et rundt tal er fint.")
    assert ids(made) == {"municipality:Greve", "adopted:true"}
    assert not made.missing
    assert made.background


def test_a_limit_behind_the_question_holds() -> None:
    made = understood("Hvilke forslag er der i Greve? Jeg vil kun se dem, der er vedtaget.")
    assert ids(made) == {"municipality:Greve", "adopted:true"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeg skal bruge et tal til en politiker, hun vil høre hvor slemt det er. Hvilke forslag er vedtaget?", "da"),
        ("We plan the 2027 budget, and what went wrong is no use to me. Which proposals were adopted?", "en"),
    ],
)
def test_what_is_wanted_and_why_limits_nothing(text: str, language: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"adopted:true"}
    assert not made.missing


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi holder en workshop, og de gider ikke lange lister. Så bare de forslag, der er vedtaget.", "da"),
        ("Vores borgmester har læst avisen. Så: de forslag, der er vedtaget.", "da"),
        ("Vi har haft en lang diskussion. Det jeg gerne vil se, er de forslag, der er vedtaget.", "da"),
        ("I promised a journalist an answer, so let me have the proposals that were adopted. She is kind.", "en"),
        ("Hvilke forslag er vedtaget? Baggrunden er, at vi vil vide, hvad det løber op i.", "da"),
        ("There was an argument at lunch. Which proposals were adopted? The loser buys cake.", "en"),
    ],
)
def test_a_list_is_asked_for_without_a_question(text: str, language: str) -> None:
    made = understood(text, language)
    assert ids(made) == {"adopted:true"}
    assert not made.missing


def test_a_question_that_names_nothing_is_about_what_was_told() -> None:
    known = replace(GREVE, tells=lambda word: word == "bernstorffsgade")
    text = "Bernstorffsgade says implemented but I heard it was dropped, so what is the story?"
    assert "bernstorffsgade" in read_question(text, TODAY, known, LEXICON, "en").said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Greve har vi allerede været igennem, så dem må du gerne springe over, men hvilke forslag er vedtaget?", "da"),
        ("I have already spoken with Greve, so leave them out please, which proposals are adopted?", "en"),
        (
            "I am preparing for a client who has seen all of Greve, so leaving that out, which proposals are adopted?",
            "en",
        ),
    ],
)
def test_what_we_are_told_to_leave_out_before_the_question_is_left_out(text: str, language: str) -> None:
    assert ids(understood(text, language)) == {"adopted:true", "municipality:not:Greve"}


def test_what_somebody_is_without_leaves_out_nothing() -> None:
    text = "Jeg sidder i Greve uden hjælp. Hvilke forslag er vedtaget?"
    assert "municipality:not:Greve" not in ids(understood(text))


def test_a_question_without_a_subject_of_its_own_is_of_what_was_told() -> None:
    """An average over all cases would be another figure."""
    text = "I take only the red cases and forget about those from Greve, for others have them: what is the mean saving?"
    made = understood(text, "en")
    assert {one.id for one in made.filters} == {"colour:red", "municipality:not:Greve"}


def test_what_is_left_out_before_the_question_leaves_out_nothing_else() -> None:
    text = (
        "Looking only at the adopted ones, and leaving Greve out because it would win, which municipality saves most?"
    )
    assert {one.id for one in understood(text, "en").filters} == {"adopted:true", "municipality:not:Greve"}
