"""Is the database the one that posted last? Held against a number outside it, and against what Slack has.

Before the first message to a conversation its newest own post must be one that the database knows. A database that was
put back, by a restore, a copy or a snapshot, does not know what was posted meanwhile: then nothing is sent until the
history of every conversation was read, and what stands there is not told again.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

from index.state.outbox import Outbox, OutboxRow
from index.state.posting import BEHIND, COMPARED, CURRENT, Place, Posting
from scheduler.poster import HistoryPage, OwnPost, Poster, RateLimited, Refusal, Trouble, mark_of, stamp
from scheduler.posts import reminder

log = logging.getLogger(__name__)

LOOK_BACK = timedelta(hours=1)  # before a claim: our clock may be ahead of Slack's
SETTLE = timedelta(seconds=10)  # history may lag behind: not found at once is not proof
AT_ONCE = 5  # conversations in a round
LOOK_AGAIN = timedelta(seconds=60)
AT_MOST = timedelta(days=31)  # how far back a conversation is read of which nothing is known
EVER = "0"
MAY_NOT_READ = "missing_scope"  # the token may post, and may not read history
MOST_PAGES = 20  # of a conversation in which nothing of ours is found, while nothing speaks for a restore


class OutsideNumber(Protocol):
    """How many messages were claimed, kept outside the database."""

    def read(self) -> int | None: ...
    def write(self, number: int) -> None: ...


class InMemory:
    """Remembers for as long as the process lives, so it proves nothing."""

    number: int | None = None

    def read(self) -> int | None:
        return self.number

    def write(self, number: int) -> None:
        self.number = number


@dataclass
class _Reading:
    """A conversation whose history is being read: how far, and what was not known of it."""

    after: str
    cursor: str = ""
    pages: int = 0
    ended: bool = False
    closed: bool = False
    at: str = ""
    whole: bool = False  # read on where a message is known: what was answered to it may not be
    unknown: list[OwnPost] = field(default_factory=list)
    carrying: list[OwnPost] = field(default_factory=list)


class Comparison:
    """Of one sender. `marks` are those of a message made of some rows, `answered` hears of each message that carries
    what people have answered. What it has read so far is lost with it, what it has compared is kept."""

    def __init__(
        self,
        outbox: Outbox,
        poster: Callable[[], Poster],
        elsewhere: Callable[[], str | None],
        compared: Callable[[Posting, datetime], None],
        marks: Callable[[Sequence[OutboxRow]], Collection[str]],
        answered: Callable[[OwnPost, datetime], None] = lambda post, now: None,
    ) -> None:
        self.posting, self._outbox = Posting(outbox.file, outbox.fence), outbox
        self._poster, self._elsewhere, self._compared = poster, elsewhere, compared
        self._marks, self._answered = marks, answered
        self._current: dict[str, str] = {}
        self._readings: dict[str, _Reading] = {}
        self._channels: tuple[str, ...] | None = None
        self.waits_until: datetime | None = None
        self.token: Refusal | None = None

    def begin(self, outside: OutsideNumber, now: datetime) -> None:
        """Hold the number in the database against the one outside."""
        number, known = self.posting.life().number, outside.read() or 0
        if known > number:
            log.error("The database has claimed %s messages, but %s were: it was put back", number, known)
            self.posting.behind(now, known)
        elif number > known:
            outside.write(number)
        if self.is_behind():
            self.waits_until = now + SETTLE  # what was posted just before may not show yet

    def clock_was_set(self, now: datetime) -> None:
        """Nobody knows how long history has been waited for: it is waited for anew."""
        if self.waits_until is not None:
            self.waits_until = now + SETTLE

    def is_behind(self) -> bool:
        return self.posting.life().state == BEHIND

    def waits(self, now: datetime) -> bool:
        """Has Slack been asked too often, or does it not answer?"""
        return self.waits_until is not None and now < self.waits_until

    # ------------------------------------------------------------------ one conversation

    def is_current(self, to: str, now: datetime) -> bool:
        """Whether all that the clock has posted in a conversation is known; asked once for each. False as well while
        Slack does not say, and when all of them are to be compared. What one does not take may have gone elsewhere, so
        that place is asked first."""
        return all(self._is_current(place, now) for place in dict.fromkeys(_named((self._elsewhere(), to))))

    def _is_current(self, to: str, now: datetime) -> bool:
        if to in self._current:
            return True
        if self.waits(now) or (read := self._read(to, now)) is None:
            return False
        if not read.closed:  # what cannot be read now may be later
            self._current[to] = read.at
        if not read.unknown:
            return True
        log.error("%s has messages that the database does not know of: it was put back", to)
        if self._is_news(now):
            self.posting.behind(now)
            self.posting.tell(_found(read))
            self._current.pop(to, None)  # it is read anew with all others, further back
            return False
        self._keep(to, read, now)
        return not self.is_behind()

    def newest_in(self, to: str) -> str | None:
        """A moment before whatever is posted to a conversation next, by Slack's own clock: that of its newest message,
        else that of the comparison, else of that of any other conversation. None where Slack does not say."""
        return self.posting.newest_in(to) or self._current.get(to) or max(self._current.values(), default="") or None

    def _is_news(self, now: datetime) -> bool:
        """Not when all was compared lately: it is one conversation more of the same."""
        life = self.posting.life()
        return life.state == CURRENT or (
            life.state == COMPARED and life.noticed_at is not None and now - life.noticed_at > AT_MOST
        )

    def _read(self, to: str, now: datetime) -> _Reading | None:
        """Read on, until a message is found that is known; None while Slack does not say."""
        reading = self._readings.setdefault(to, self._reading(to, now))
        while not reading.ended:
            page = self._poster().page(to, reading.after, reading.cursor)
            if not isinstance(page, HistoryPage):
                if self._is_closed(page, now):
                    reading.closed = reading.ended = True
                    break
                return None
            if page.cursor and page.at and reading.after == EVER and self.is_behind():
                reading.after = stamp(datetime.fromtimestamp(float(page.at), UTC) - AT_MOST)  # by Slack's own clock
            else:
                self._take(to, reading, page)
        return self._readings.pop(to)

    def _take(self, to: str, reading: _Reading, page: HistoryPage) -> None:
        reading.pages, reading.cursor, reading.at = reading.pages + 1, page.cursor, reading.at or page.at
        for post in page.posts:
            if post.carried:
                reading.carrying.append(post)
            if self._outbox.at(post.channel, post.ts):
                reading.ended = not reading.whole
                if reading.ended:
                    return
            elif not self._is_on_its_way(to, post):  # which says nothing of what stands before it
                reading.unknown.append(post)
        too_far = reading.pages >= MOST_PAGES and not reading.unknown and not self.is_behind()
        reading.ended = not page.cursor or too_far

    def _reading(self, to: str, now: datetime) -> _Reading:
        """From the newest message on that is known; where all is compared, from the oldest reminder on that somebody
        may have answered since the copy was made."""
        newest = self.posting.newest_in(to) or EVER
        oldest = self.posting.oldest_in(to, reminder.NAME, stamp(now - AT_MOST)) if self.is_behind() else None
        return _Reading(min(newest, just_before(oldest)), whole=True) if oldest else _Reading(newest)

    def _is_on_its_way(self, to: str, post: OwnPost) -> bool:
        """Is it on its way to this very conversation, where it will be looked for? What stands elsewhere, or earlier,
        or tells more than what is on its way, was sent by another life of the database."""
        messages = by_message(row for row in self._outbox.on_their_way() if self._goes_to(row, to, post))
        return any(mark_of(key) in post.marks and post.marks <= {*self._marks(rows)} for key, rows in messages.items())

    def _goes_to(self, row: OutboxRow, to: str, post: OwnPost) -> bool:
        place = row.channel or row.post.recipient or self._elsewhere()
        return place in (to, post.channel) and float(post.ts) >= float(looked_for_after(row))

    def _is_closed(self, said: Trouble, now: datetime) -> bool:
        """Is it a conversation in which nothing can be read, whoever waits? Then nothing can be posted there either."""
        if isinstance(said, Refusal) and said.error != MAY_NOT_READ:
            self.token = said if said.about == "token" else None
            if self.token is None:
                return True
        elif isinstance(said, Refusal):  # may post, may not read
            return not self.is_behind()
        seconds = said.seconds if isinstance(said, RateLimited) else LOOK_AGAIN.total_seconds()
        self.waits_until = now + timedelta(seconds=seconds)
        log.warning("What Slack has cannot be compared yet: %s", said)
        return False

    def _keep(self, to: str, read: _Reading, now: datetime) -> None:
        for post in read.carrying:
            self._answered(post, now)
        lost = sum(post.answered and not post.carried for post in read.unknown)
        self.posting.compare(to, _found(read), lost)

    def heed(self, post: OwnPost, rows: Sequence[OutboxRow], now: datetime) -> None:
        """A message of rows that were in doubt was found. What it tells besides is not told again: then a later life of
        the database has sent it."""
        if post.marks <= {*self._marks(rows)}:
            return
        log.error("%s has a message that tells more than the database knows of: it was put back", post.channel)
        self.posting.tell({mark: Place(post.channel, post.ts) for mark in post.marks})
        if self._is_news(now):
            self.posting.behind(now)

    # ------------------------------------------------------------------ all of them

    def step(self, now: datetime) -> None:
        """Compare some conversations more; with the last of them sending may go on."""
        if self.waits(now):
            return
        places = self._places(now)
        if places is None:
            return
        done = {one.place for one in self.posting.compared()}
        for to in [place for place in places if place not in done][:AT_ONCE]:
            read = self._read(to, now)
            if read is None:
                return
            self._keep(to, read, now)
            self._current |= {} if read.closed else {to: read.at}
            done.add(to)
        if done >= set(places):
            self._compared(self.posting, now)
            self.posting.settle()

    def _places(self, now: datetime) -> list[str] | None:
        """Every channel that the bot is in, and everybody who may have got something."""
        if self._channels is None:
            found = self._poster().channels()
            if not isinstance(found, tuple):
                if not self._is_closed(found, now):
                    return None
                found = ()
            self._channels = found
        return list(dict.fromkeys(_named((*self._channels, self._elsewhere(), *self.posting.places()))))


def _found(read: _Reading) -> dict[str, Place]:
    """The marks of what was not known, and where each stands."""
    return {mark: Place(post.channel, post.ts) for post in read.unknown for mark in post.marks}


def looked_for_after(row: OutboxRow) -> str:
    """The time stamp from which on a message that may be in Slack is looked for."""
    return row.after_ts or stamp((row.claimed_at or row.made_at) - LOOK_BACK)


def just_before(ts: str) -> str:
    """A time stamp that Slack's messages from this one on are newer than."""
    return f"{float(ts) - 0.001:.6f}"


def by_message(rows: Iterable[OutboxRow]) -> dict[str, list[OutboxRow]]:
    """Rows that were posted as one message, by its key."""
    found: dict[str, list[OutboxRow]] = {}
    for kept in rows:
        found.setdefault(kept.sent_with or kept.key, []).append(kept)
    return found


def _named(places: Iterable[str | None]) -> Iterator[str]:
    yield from (place for place in places if place)
