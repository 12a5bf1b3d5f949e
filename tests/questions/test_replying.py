"""Answers to a reminder in words: what is read, what is left, and what is never guessed."""

from datetime import date

import pytest

from index.search.lexicon import lexicon
from questions.names import Known
from questions.replying import MilestoneReply, read_reply

TODAY = date(2026, 11, 20)  # a Friday
UNITS = ["Skoleafdelingen", "Center for Økonomi"]


def read(text: str) -> MilestoneReply | None:
    return read_reply(text, TODAY, Known(), lexicon(), UNITS)


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
        ("ikke færdig før marts", "later", "2027-03-31"),
        ("færdig i går", "done", "2026-11-19"),
        ("vi blev færdige i mandags", "done", "2026-11-16"),
        ("moved to early spring", "later", "2027-03-31"),
        ("nået den 12. november", "done", "2026-11-12"),
        ("er nået i oktober", "done", "2026-10-31"),
        ("klaret", "done", ""),
        ("den er ikke færdig endnu", "not_done", ""),
        ("postponed to March", "later", "2027-03-31"),
        ("not before 1 May 2027", "later", "2027-05-01"),
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


def test_whose_it_is() -> None:
    found = read("ikke min, det er Center for Økonomi")
    assert found
    assert (found.mark, found.unit, found.left) == ("not_mine", "Center for Økonomi", ())


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


def test_two_things_at_once_are_not_mixed() -> None:
    found = read("færdig, men slutrapporten er udskudt til marts")
    assert found
    assert found.mark == ""


@pytest.mark.parametrize(
    "text", ["hvornår er den færdig?", "hvad er udskudt", "status på IF04", "tak", "robotforslag under 1 mio. kr."]
)
def test_what_is_no_answer_is_none(text: str) -> None:
    assert read(text) is None


def test_what_is_not_understood_is_kept_as_words() -> None:
    found = read("ikke min, spørg Bo")
    assert found
    assert found.left == ("spørg", "Bo")
