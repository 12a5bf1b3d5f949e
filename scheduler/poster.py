"""Slack as far as messages are posted there, and what it may answer. And the marks by which a message is known again.

Slack has no key that keeps it from storing a message twice. Each message carries opaque marks of all that it tells
instead, and the conversation's history is asked for those.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from templates import Card

MARK_LENGTH = 12
MOST_MARKS = 600  # Slack takes 8,000 characters beside a message


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Slack has not taken it, and takes nothing of the kind for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack has not taken it, and will not until somebody fixes what is wrong: `about` is "token", "channel", "person"
    (who is not there any longer) or "message"."""

    error: str
    about: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Slack may have taken it, or not."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """It is not in the conversation's history."""


Outcome = Sent | RateLimited | Refusal | Unsure
Trouble = RateLimited | Refusal | Unsure


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A message of the clock's as history shows it. `answered`: it was edited, as people's answers do; `carried` are
    the words in it that say what was answered (`scheduler/posts/carried.py`)."""

    channel: str
    ts: str
    marks: frozenset[str]
    answered: bool = False
    carried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The own posts of a page of a conversation's history, newest first; `cursor` is "" on the last one, `at` the time
    of Slack's own clock as a time stamp, where it says."""

    posts: tuple[OwnPost, ...]
    cursor: str = ""
    at: str = ""


class Poster(Protocol):
    """Slack, as far as messages are posted there. `to` is a person, a channel or a thread (`in_thread`), whose history
    is that of the answers in it. `after` is a time stamp as Slack's messages have one. No method
    raises for what Slack or the network does."""

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Outcome: ...
    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage | Trouble: ...
    def channels(self) -> tuple[str, ...] | Trouble: ...


def in_thread(channel: str, ts: str) -> str:
    """The thread below a message, as a recipient."""
    return f"{channel}/{ts}"


def conversation_of(to: str) -> str:
    """The channel or the person, also of a thread."""
    return to.partition("/")[0]


def answered_ts(to: str) -> str:
    """The time stamp of the message that a thread stands below; "" for no thread."""
    return to.partition("/")[2]


def mark_of(name: str) -> str:
    """What a message carries in Slack: everybody there can read it, so it tells nothing."""
    return hashlib.sha256(f"sagsbot {name}".encode()).hexdigest()[:MARK_LENGTH]


def stamp(moment: datetime) -> str:
    """A moment as Slack writes it."""
    return f"{moment.timestamp():.6f}"


def marks_of(names: Iterable[str]) -> tuple[str, ...]:
    """The marks of several names, each once, as many as a message can carry."""
    return tuple(dict.fromkeys(mark_of(name) for name in names))[:MOST_MARKS]
