"""Answers to a reminder in words: what is read, what is left, and what is never guessed."""

from datetime import date

import pytest

from index.search.lexicon import lexicon
from questions.milestone_reply import MilestoneReply
from questions.names import Known
from questions.replying import read_reply

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
        ("klar 1. marts", "later", "2027-03-01"),
        ("færdig i december", "later", "2026-12-31"),
        ("ready 1 March", "later", "2027-03-01"),
        ("afleveret i fredags", "done", "2026-11-13"),
        ("done last Friday", "done", "2026-11-13"),
        ("færdig fredag", "done", "2026-11-20"),
        ("klar 1. september", "done", "2026-09-01"),
    ],
)
def test_what_is_said_of_a_milestone(text: str, mark: str, day: str) -> None:
    assert said(text) == (mark, day)


@pytest.mark.parametrize(
    ("text", "mark", "day"),
    [
        ("klar i går, sparet 20.000 kr.", "done", "2026-11-19"),
        ("sparet 20.000 kr., klar i går", "done", "2026-11-19"),
        ("klar 1. marts 2027, sparet 20.000 kr.", "later", "2027-03-01"),
        ("bliver klar 1. marts, sparet 20.000 kr.", "later", "2027-03-01"),
    ],
)
def test_a_day_and_an_amount_in_one_answer_are_both_read(text: str, mark: str, day: str) -> None:
    found = read(text)
    assert found
    assert (said(text), found.cost, found.amount) == ((mark, day), "cheaper", 20.0)


@pytest.mark.parametrize(
    ("text", "lacks"), [("klar 1. marts, sparet 20.000 kr.", "day"), ("sparet 20.000 kr. 1. marts", "amount")]
)
def test_a_day_that_may_be_of_either_year_is_asked_for_and_not_lost(text: str, lacks: str) -> None:
    found = read(text)
    assert found
    assert found.lacks == lacks


@pytest.mark.parametrize(
    ("text", "cost", "amount"),
    [
        ("200.000 dyrere", "dearer", 200.0),
        ("det bliver 1,5 mio. kr. billigere", "cheaper", 1500.0),
        ("DKK 200,000 more expensive", "dearer", 200.0),
        ("fordyret", "dearer", None),
        ("we're 150k over", "dearer", 150.0),
        ("150.000 over", "dearer", 150.0),
        ("we came in DKK 50,000 under", "cheaper", 50.0),
        ("sparede 50.000 på det", "cheaper", 50.0),
        ("vi har sparet 1,2 mio. kr.", "cheaper", 1200.0),
        ("sparede 50.000 mindre end ventet", "cheaper", None),
        ("sparede 50.000 om året", "cheaper", None),
    ],
)
def test_what_is_said_of_the_cost(text: str, cost: str, amount: float | None) -> None:
    found = read(text)
    assert found
    assert (found.cost, found.amount) == (cost, amount)
    assert bool(found.lacks) == (amount is None)


@pytest.mark.parametrize(
    ("text", "to", "lacks"),
    [
        ("ikke min, det er Center for Økonomi", "Center for Økonomi", ""),
        ("den ligger hos Skoleafdelingen", "Skoleafdelingen", ""),
        ("det er Mette Holm", "Mette Holm", ""),
        ("Mette har overtaget sagen", "Mette", ""),
        ("wrong person, ask Mette Holm", "Mette Holm", ""),
        ("ikke min", "", ""),
        ("ikke min, spørg Bo", "", "who"),
        ("den hører under Byggeriet", "", "who"),
        ("det er Mette Holm og Skoleafdelingen", "", "who"),
    ],
)
def test_whose_it_is(text: str, to: str, lacks: str) -> None:
    """Where nobody knows the name it is asked: the next in the chain is no answer to "it is Bo's"."""
    found = read(text)
    assert found
    assert (found.mark, found.to, found.lacks) == ("not_mine", to, lacks)


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
        "måske to uger senere",
        "ikke to uger senere",
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


@pytest.mark.parametrize("text", ["mindst 200.000 dyrere", "200.000 dyrere, i alt 1,2 mio. kr."])
def test_an_amount_that_may_be_another_is_asked_for(text: str) -> None:
    found = read(text)
    assert found
    assert (found.amount, found.lacks) == (None, "amount")


@pytest.mark.parametrize(
    "text",
    [
        "fristen blev udskudt i oktober",
        "udskudt til marts 2025",
        "afleveret 1. marts",
        "blev klar i december",
        "færdig i november",
    ],
)
def test_a_day_that_may_be_another_is_asked_for(text: str) -> None:
    """When it was put off, a day that has been, a month of last year or the one before, a month that is not over."""
    found = read(text)
    assert found
    assert found.lacks == "day"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("udsat til efter sommeren", "day"),
        ("udsat til efter valget", "day"),
        ("udskudt på ubestemt tid", "day"),
        ("udskudt", "day"),
        ("færdig ved juletid", "day"),
        ("moved to after the summer", "day"),
        ("We will not make it before summer", "new_day"),
        ("ikke færdig før marts", "new_day"),
        ("vi når det ikke inden påske", "new_day"),
        ("not before 1 May 2027", "new_day"),
        ("it won't be done by March", "new_day"),
        ("ikke ferdig før sommeren", "new_day"),
    ],
)
def test_a_day_that_is_not_understood_whole_is_asked_for(text: str, lacks: str) -> None:
    """A word beside it may turn it round; a day before which it is not may be any later one: nothing can be noted."""
    found = read(text)
    assert found
    assert (found.days, found.lacks) == (None, lacks)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("udskudt til efter sommerferien", "2027-08-31"),
        ("udskudt til efter sommerferien 2028", "2028-08-31"),
        ("bliver klar inden jul", "2026-12-24"),
        ("færdig inden jul", "2026-12-24"),
        ("først klar efter nytår", "2027-01-31"),
        ("rykket til efter efterårsferien", "2027-10-31"),
        ("moved to after the summer holidays", "2027-08-31"),
        ("udskudt til om to uger", "2026-12-04"),
    ],
)
def test_a_time_named_by_a_holiday_is_a_day(text: str, day: str) -> None:
    """Which one is read back; a holiday that falls on another day each year is asked for."""
    assert said(text) == ("later", day)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("rykket en måned", (1, "month")),
        ("to uger senere", (2, "week")),
        ("vi rykker det 14 dage", (14, "day")),
        ("udskudt med yderligere to måneder", (2, "month")),
        ("forsinket tre uger", (3, "week")),
        ("klar to uger senere", (2, "week")),
        ("det bliver et halvt år senere", (1, "half")),
        ("vi har brug for en måned mere", (1, "month")),
        ("postponed by two weeks", (2, "week")),
        ("we need two more weeks", (2, "week")),
        ("delayed half a year", (1, "half")),
        ("utsatt to uker", (2, "week")),
    ],
)
def test_how_much_later_is_counted_from_the_deadline(text: str, span: tuple[int, str]) -> None:
    found = read(text)
    assert found
    assert (found.mark, found.span, found.days, found.lacks, found.left) == ("later", span, None, "", ())


@pytest.mark.parametrize(
    "text",
    [
        "rykket mindst en måned",
        "rykket en måned frem",
        "rykket et par uger",
        "rykket halvanden måned",
        "rykket 3 arbejdsdage",
        "rykket en måned til marts",
        "udskudt to måneder fra 1. marts",
        "blev færdig to uger senere",
    ],
)
def test_how_much_later_is_asked_for_where_a_word_beside_it_may_change_it(text: str) -> None:
    found = read(text)
    assert found
    assert (found.span, found.lacks) == (None, "day")


@pytest.mark.parametrize("text", ["det varer to år", "sagen er to år gammel", "rykket to uger?", "merudgift i to år"])
def test_an_amount_of_time_alone_puts_nothing_off(text: str) -> None:
    found = read(text)
    assert found is None or (found.mark, found.span) == ("", None)


def test_two_things_at_once_are_not_mixed() -> None:
    found = read("færdig, men slutrapporten er udskudt til marts")
    assert found
    assert found.mark == "note"


@pytest.mark.parametrize(
    "text",
    [
        "hvornår er den færdig?",
        "færdig i går?",
        "udskudt til marts?",
        "are we 150k over?",
        "hvad er udskudt",
        "status på IF04",
        "tak",
        "robotforslag under 1 mio. kr.",
        "hvilke sager er over 150.000",
        "over 150k",
        "150k over 3 år",
    ],
)
def test_what_is_no_answer_is_none(text: str) -> None:
    """A question is no report, whatever words are in it."""
    assert read(text) is None


def test_what_is_not_understood_is_kept_as_words() -> None:
    found = read("Bo siger, at den er udskudt til marts")
    assert found
    assert found.left == ("Bo", "siger")
