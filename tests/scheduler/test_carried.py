"""What people have answered, in the ids of a reminder's blocks: as much as there is room for, and nothing unsaid."""

from datetime import UTC, date, datetime

import pytest

from index.state.persons import Person
from index.state.reminders import DONE, NOT_MINE, SNOOZED, TAKEN, Mark
from scheduler.posts.carried import CarriedAnswer, read_answers, with_answers
from templates import Card, limits
from templates.carried_words import words_in

AT, DAY = datetime(2025, 8, 14, 8, 0, tzinfo=UTC), date(2025, 8, 14)
BY = Person("U0ANNE", "")


def answer(number: int, mark: str = DONE, **more: object) -> CarriedAnswer:
    said = Mark(mark, BY, AT, DAY, **more)  # type: ignore[arg-type]
    return CarriedAnswer((f"{number:016x}", DAY), said)


def card(blocks: int) -> Card:
    return Card([{"type": "section", "text": {"type": "plain_text", "text": str(one)}} for one in range(blocks)], "x")


def ids(made: Card) -> list[str]:
    return [block["block_id"] for block in made.blocks if "block_id" in block]


@pytest.mark.parametrize(
    "said",
    [
        answer(1),
        answer(1, SNOOZED, until=date(2026, 1, 5)),
        answer(1, NOT_MINE, to=Person("C0KEID", "")),
        CarriedAnswer(None, Mark(TAKEN, BY, AT, DAY)),
        CarriedAnswer(("a" * 16, DAY), Mark(DONE, BY, AT, DAY), has_note=True),
    ],
)
def test_what_was_said_is_read_as_it_was(said: CarriedAnswer) -> None:
    assert read_answers(words_in(with_answers(card(2), [said]).blocks)) == ([said], True)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9, 40])
def test_what_there_is_no_room_for_is_said_to_be_missing(count: int) -> None:
    made = with_answers(card(6), [answer(number) for number in range(count)])
    found, are_all = read_answers(words_in(made.blocks))
    assert len(set(ids(made))) == len(ids(made))
    assert all(len(one) <= limits.IDENTIFIER for one in ids(made))
    assert found == [answer(number) for number in range(len(found))]
    assert are_all == (len(found) == count)
    assert len(found) >= min(count, 12)


def test_what_cannot_be_read_is_no_answer() -> None:
    names = ["sagsbot:0|a,b,c", "sagsbot:1|x,20250814,z,U1,1,20250814,,", "Xy1="]
    assert read_answers(words_in([{"block_id": name} for name in names])) == ([], False)


def test_a_card_without_answers_is_as_it_was() -> None:
    assert with_answers(card(2), []) == card(2)
