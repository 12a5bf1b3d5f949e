"""What people have answered to a reminder, carried by its message: read from there where the database was put back.

It stands in the ids of the message's blocks, which nobody is shown and only who can read the message can read. It says
no more than the message does: which due day, what was said, by whom, when, until when, handed to whom.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from index.state.persons import Person
from index.state.reminders import DONE, NOT_MINE, REOPENED, SNOOZED, TAKEN, Due, Mark
from scheduler.poster import CARRIED
from templates import Card, limits

_LETTERS = {DONE: "d", SNOOZED: "s", NOT_MINE: "n", TAKEN: "t", REOPENED: "r"}
_MARKS = {letter: mark for mark, letter in _LETTERS.items()}
_CUT = "+"  # there was no room for all


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """`due` is None for all that was overdue at first. The text of a note is not carried, `has_note` says that there
    was one; names are not either."""

    due: Due | None
    mark: Mark
    has_note: bool = False


def with_answers(card: Card, answers: Iterable[CarriedAnswer]) -> Card:
    """The card with its answers, as many as its blocks have room for."""
    packed, room = _packed([_written(one) for one in answers]), len(card.blocks)
    if len(packed) > room:
        packed = [*packed[: room - 1], _CUT]
    ids = [f"{CARRIED}{number}|{one}" for number, one in enumerate(packed)]
    blocks = [{**block, "block_id": name} for block, name in zip(card.blocks, ids, strict=False)]
    return replace(card, blocks=[*blocks, *card.blocks[len(ids) :]])


def _packed(written: Sequence[str]) -> list[str]:
    room, found = limits.IDENTIFIER - len(CARRIED) - 4, list[str]()
    for one in written:
        if found and len(found[-1]) + 1 + len(one) <= room:
            found[-1] += f"|{one}"
        else:
            found.append(one)
    return found


def _written(one: CarriedAnswer) -> str:
    mark = one.mark
    due = (one.due[0], _day(one.due[1])) if one.due else ("", "")
    what = _LETTERS[mark.mark] + ("*" if one.has_note else "")
    until = _day(mark.until) if mark.until else ""
    return ",".join((*due, what, mark.by.id, f"{mark.at.timestamp():.0f}", _day(mark.on), until, mark.to.id))


def read_answers(block_ids: Iterable[str]) -> tuple[list[CarriedAnswer], bool]:
    """The answers that a message carries, and whether they are all; what cannot be read is none of them."""
    written = [one for name in block_ids if name.startswith(CARRIED) for one in name.split("|")[1:]]
    found = [answer for one in written if one != _CUT for answer in _read(one)]
    return found, len(found) == len(written)


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
