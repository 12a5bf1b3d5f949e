"""Answers to a reminder in words: what is read, what is left, and what is never guessed."""

from datetime import date

import pytest

from index.search.lexicon import lexicon
from questions.names import Known
from questions.replying import MilestoneReply, read_reply

TODAY = date(2026, 11, 20)  # a Friday
UNITS = ["Skoleafdelingen", "Center for Økonomi"]


PEOPLE = ["Mette Holm", "Mette"]


def read(text: str) -> MilestoneReply | None:
    return read_reply(text, TODAY, Known(), lexicon(), UNITS, PEOPLE)


def said(text: str) -> tuple[str, str]:
    """The mark and the last day that it names."""
    found = read(text)
    assert found
    return found.mark, found.days[1].isoformat() if found.days else ""


@pytest.mark.parametrize(
    ("text", "mark", "day"),
    [
        ("udskudt til marts", "later", "2027-03-31"),
        ("Den er desværre rykket til 1. februar 2027", "later", "2027-02-01"),
        ("bliver først klar i uge 12", "later", "2027-03-28"),
        ("we won't finish until May", "later", "2027-05-31"),
        ("please move it to 15 Feb 2027", "later", "2027-02-15"),
        ("færdig i går", "done", "2026-11-19"),
        ("vi blev færdige i mandags", "done", "2026-11-16"),
        ("moved to early spring", "later", "2027-03-31"),
        ("nået den 12. november", "done", "2026-11-12"),
        ("er nået i oktober", "done", "2026-10-31"),
        ("klaret", "done", ""),
        ("den er ikke færdig endnu", "not_done", ""),
        ("postponed to March", "later", "2027-03-31"),
        ("det klarede vi sidste måned", "done", "2026-10-31"),
        ("Vi når det ikke", "not_done", ""),
        ("we finished it yesterday", "done", "2026-11-19"),
        ("utsatt til april", "later", "2027-04-30"),
    ],
)
def test_what_is_said_of_a_milestone(text: str, mark: str, day: str) -> None:
    assert said(text) == (mark, day)


@pytest.mark.parametrize(
    ("text", "cost", "amount"),
    [
        ("200.000 dyrere", "dearer", 200.0),
        ("det bliver 1,5 mio. kr. billigere", "cheaper", 1500.0),
        ("DKK 200,000 more expensive", "dearer", 200.0),
        ("fordyret", "dearer", None),
    ],
)
def test_what_is_said_of_the_cost(text: str, cost: str, amount: float | None) -> None:
    found = read(text)
    assert found
    assert (found.cost, found.amount) == (cost, amount)
    assert bool(found.lacks) == (amount is None)


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("ikke min, det er Center for Økonomi", "Center for Økonomi"),
        ("den ligger hos Skoleafdelingen", "Skoleafdelingen"),
        ("det er Mette Holm", "Mette Holm"),
        ("Mette har overtaget sagen", "Mette"),
        ("wrong person, ask Mette Holm", "Mette Holm"),
        ("ikke min", ""),
    ],
)
def test_whose_it_is(text: str, to: str) -> None:
    found = read(text)
    assert found
    assert (found.mark, found.to, found.lacks) == ("not_mine", to, "")


@pytest.mark.parametrize(
    "text", ["ikke min, spørg Bo", "den hører under Byggeriet", "det er Mette Holm og Skoleafdelingen"]
)
def test_whose_it_is_is_asked_where_nobody_knows_the_name(text: str) -> None:
    """The next in the chain is no answer to "it is Bo's"."""
    found = read(text)
    assert found
    assert (found.mark, found.to, found.lacks) == ("not_mine", "", "who")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vi forventer at blive færdige i december", "2026-12-31"),
        ("bliver færdig på mandag", "2026-11-23"),
        ("should be ready by end of January", "2027-01-31"),
        ("færdig i morgen", "2026-11-21"),
    ],
)
def test_what_is_yet_to_come_is_not_done(text: str, day: str) -> None:
    assert said(text) == ("later", day)


@pytest.mark.parametrize(
    "text",
    [
        "måske i marts",
        "det bliver nok først til foråret",
        "ikke 200.000 dyrere",
        "kan ikke udskydes til marts",
        "er ikke længere forsinket",
        "ikke udskudt, vi er færdige",
        "hvis byrådet siger ja, er den klaret",
        "ansvarlig er Skoleafdelingen, og de er færdige",
        "ikke mit bord, men måske Skoleafdelingens",
        "alle skoler på nær to blev færdige i oktober",
    ],
)
def test_a_doubt_a_not_and_a_condition_are_a_note_at_most(text: str) -> None:
    found = read(text)
    assert found is None or found.mark == "note"


@pytest.mark.parametrize(
    "text", ["halvt færdig", "næsten færdig", "vi mangler evalueringen", "ikke helt færdig", "halvdelen er lavet i går"]
)
def test_what_is_done_in_part_is_not_done(text: str) -> None:
    assert said(text) == ("not_done", "")


@pytest.mark.parametrize(
    "text",
    ["fristen blev udskudt i oktober", "udskudt til marts 2025", "færdig i december", "færdig i november"],
)
def test_a_day_that_may_be_another_is_asked_for(text: str) -> None:
    """When it was put off, a day that has been, a month of last year or the next, a month that is not over."""
    found = read(text)
    assert found
    assert found.lacks == "day"


@pytest.mark.parametrize("text", ["mindst 200.000 dyrere", "200.000 dyrere, i alt 1,2 mio. kr."])
def test_an_amount_that_may_be_another_is_asked_for(text: str) -> None:
    found = read(text)
    assert found
    assert (found.amount, found.lacks) == (None, "amount")


@pytest.mark.parametrize(
    "text",
    [
        "udsat til efter sommerferien",
        "udskudt på ubestemt tid",
        "udskudt",
        "færdig ved juletid",
        "moved to after the summer",
    ],
)
def test_a_day_that_is_not_understood_whole_is_no_day(text: str) -> None:
    """A word beside it may turn it round: then nothing can be noted, and it is asked for."""
    found = read(text)
    assert found
    assert (found.days, found.lacks) == (None, "day")


@pytest.mark.parametrize(
    "text",
    [
        "We will not make it before summer",
        "ikke færdig før marts",
        "vi når det ikke inden påske",
        "not before 1 May 2027",
        "it won't be done by March",
        "ikke ferdig før sommeren",
    ],
)
def test_a_day_before_which_it_is_not_done_is_no_new_day(text: str) -> None:
    """It may be that day or any later one: nothing is put off to it."""
    found = read(text)
    assert found
    assert (found.mark, found.days, found.lacks) == ("later", None, "new_day")


def test_two_things_at_once_are_not_mixed() -> None:
    found = read("færdig, men slutrapporten er udskudt til marts")
    assert found
    assert found.mark == "note"


@pytest.mark.parametrize(
    "text", ["hvornår er den færdig?", "hvad er udskudt", "status på IF04", "tak", "robotforslag under 1 mio. kr."]
)
def test_what_is_no_answer_is_none(text: str) -> None:
    assert read(text) is None


def test_what_is_not_understood_is_kept_as_words() -> None:
    found = read("Bo siger, at den er udskudt til marts")
    assert found
    assert found.left == ("Bo", "siger")
