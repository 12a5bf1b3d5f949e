"""What people have answered to a reminder, carried by its message: read from there where the database was put back.

It says no more than the message does: which due day, what was said, by whom, when, until when, handed to whom.
`templates/carried_words.py` puts it where nobody is shown it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from index.state.persons import Person
from index.state.reminders import DONE, NOT_MINE, REOPENED, SNOOZED, TAKEN, Due, Mark
from templates import Card
from templates.carried_words import with_words

_LETTERS = {DONE: "d", SNOOZED: "s", NOT_MINE: "n", TAKEN: "t", REOPENED: "r"}
_MARKS = {letter: mark for mark, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """`due` is None for all that was overdue at first. The text of a note is not carried, `has_note` says that there
    was one; names are not either."""

    due: Due | None
    mark: Mark
    has_note: bool = False


def with_answers(card: Card, answers: Iterable[CarriedAnswer]) -> Card:
    """The card with its answers, as many as there is room for."""
    return with_words(card, [_written(one) for one in answers])


def _written(one: CarriedAnswer) -> str:
    mark = one.mark
    due = (one.due[0], _day(one.due[1])) if one.due else ("", "")
    what = _LETTERS[mark.mark] + ("*" if one.has_note else "")
    until = _day(mark.until) if mark.until else ""
    return ",".join((*due, what, mark.by.id, f"{mark.at.timestamp():.0f}", _day(mark.on), until, mark.to.id))


def read_answers(words: Sequence[str]) -> tuple[list[CarriedAnswer], bool]:
    """The answers among the words that a message carries, and whether they are all; what cannot be read is none."""
    found = [answer for one in words for answer in _read(one)]
    return found, len(found) == len(words)


def _read(written: str) -> Iterator[CarriedAnswer]:
    try:
        milestone, due, what, by, at, on, until, to = written.split(",")
        mark = Mark(
            _MARKS[what[:1]],
            Person(by, ""),
            datetime.fromtimestamp(int(at), UTC),
            date.fromisoformat(on),
            date.fromisoformat(until) if until else None,
            to=Person(to, ""),
        )
        yield CarriedAnswer((milestone, date.fromisoformat(due)) if milestone else None, mark, what.endswith("*"))
    except (KeyError, ValueError):
        return


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
