"""Exactly once, whatever happens: random sequences of posts, faults, stops and time against the sender.

A model that must hold, and design errors that it must catch: a machine that catches nothing holds nothing.
"""

import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from index.db.database import DatabaseFile
from index.db.engine import Database, ServerAddress
from index.db.opening import open_database
from index.state.leases import TurnLost
from index.state.outbox import ASKED, PARKED, SENT, VOID, Content, Outbox, OutboxRow, Post
from index.state.posting import CURRENT
from scheduler import delivery
from scheduler.comparing import SETTLE, InMemory
from scheduler.delivery import Sender, SenderHooks
from scheduler.poster import (
    HistoryPage,
    NotThere,
    Outcome,
    OwnPost,
    Refusal,
    Trouble,
    Unsure,
    answered_ts,
    conversation_of,
    mark_of,
)
from scheduler.posts import digest, digest_rest
from scheduler.posts.post_part import PostPart
from templates import Card
from tests import soak
from tests.machines import Machine, first_error, invariant, one_of, play, rule, some_of
from tests.slack_in_memory import Clock, FakeSlack, Killed

CHANNELS = ("C1", "U2")
ELSEWHERE = "CALL"
DIGESTS = (digest.NAME, digest.ON_DEMAND)
PLAYS, MOST_PLAYS = 150, 1000  # of the machine itself, and until an error that was planted must be found
ON_A_SERVER = 15  # plays there, where each statement is a round trip
FAULTS = (
    "ok", "drop_before", "drop_after", "internal_before", "internal_after", "limited:2", "limited:90", "hang", "hang",
    "killed_before", "killed_after", "bad_form",
)  # fmt: skip
STOPS = tuple(
    f"{when}_{what}" for when in ("before", "after") for what in ("claim", "sent", "later", "unknown", "park")
)


class Stopping(Outbox):
    """An outbox whose process may end just before or just after it has noted something."""

    stop: str | None = None

    def _at(self, point: str) -> None:
        if self.stop == point:
            self.stop = None
            raise Killed

    def claim(self, keys: Sequence[str], now: datetime, after_ts: str | None = None) -> int | None:
        self._at("before_claim")
        claimed = super().claim(keys, now, after_ts)
        self._at("after_claim")
        return claimed

    def sent(self, keys: Sequence[str], channel: str, ts: str, now: datetime) -> None:
        self._at("before_sent")
        super().sent(keys, channel, ts, now)
        self._at("after_sent")

    def later(self, keys: Sequence[str], until: datetime, reason: str | None, now: datetime) -> None:
        self._at("before_later")
        super().later(keys, until, reason, now)
        self._at("after_later")

    def unknown(self, keys: Sequence[str], until: datetime, reason: str, now: datetime) -> None:
        self._at("before_unknown")
        super().unknown(keys, until, reason, now)
        self._at("after_unknown")

    def park(self, keys: Sequence[str], reason: str, now: datetime, state: str = PARKED) -> None:
        self._at("before_park")
        super().park(keys, reason, now, state)
        self._at("after_park")


@pytest.fixture(scope="module", autouse=True)
def database() -> Iterator[None]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        Sending.file = DatabaseFile(Path(folder) / "machine.db")
        yield
        Sending.file.close()


@dataclass
class OurClock:
    """The clock of the machine that posts: Slack's, and how wrong ours is."""

    slack: Clock
    wrong: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return self.slack() + self.wrong

    def advance(self, seconds: float) -> None:
        self.slack.advance(seconds)


class Copy(NamedTuple):
    """The tables as they were, what they had been told to tell, and the number outside."""

    tables: dict[str, list[tuple[Any, ...]]]
    kept: frozenset[str]
    number: int | None


TABLES = ("outbox", "posting", "told_marks", "compared")


class Sending(Machine):
    """Posts to a channel, a person and nobody; each name is to be in Slack once."""

    file: Database
    sender_class: type[Sender] = Sender
    held_up: Sender | None = None

    def begin(self) -> None:
        with self.file.writer() as db:
            for table in TABLES[:1] + TABLES[2:]:
                db.write(f"DELETE FROM {table}")
            db.write("UPDATE posting SET number = 0, state = 'current', since = NULL, noticed_at = NULL")
        self.slack = FakeSlack(Clock())
        self.clock = OurClock(self.slack.clock)
        self.outside = InMemory()
        self.names: set[str] = set()
        self.kept: set[str] = set()
        self.unanswerable: set[str] = set()  # what stands below a message that was deleted may never come
        self.puts = 0
        self.copy = self.copied()
        self.start()

    def start(self) -> None:
        """A process that begins to post; no process starts within a second."""
        self.clock.advance(1)
        self.outbox = Stopping(self.file, self.next_fence())
        self.slack.faults.clear()
        self.recover()
        hooks = SenderHooks(
            self.compose,
            _batches,
            lambda: ELSEWHERE,
            self.refused,
            lambda rows, now: None,
            parts=_parts,
            without=_without,
        )
        self.held_up = getattr(self, "sender", None)
        self.sender = self.sender_class(
            self.outbox, self.slack, hooks, self.clock, outside=self.outside, steady=self.steady
        )

    def next_fence(self) -> int | None:
        """The number of a process that takes the turn, whoever had it."""
        with self.file.writer() as db:
            db.write("UPDATE leases SET owner = 'me', fence = fence + 1, expires_at = ''")
            row = db.one("SELECT fence FROM leases")
        assert row
        return int(row[0])

    def steady(self) -> float:
        return self.slack.clock().timestamp()

    def recover(self) -> None:
        self.outbox.recover(self.clock(), self.clock() + SETTLE)

    def compose(self, rows: Sequence[OutboxRow]) -> Card:
        first = rows[0]
        if first.post.kind in DIGESTS:  # what it told is noted as it goes out
            told = {**first.post.content, digest.TOLD: self.rest_name(first.key)}
            self.outbox.rewrite(first.key, told, self.clock())
        if first.post.kind == digest_rest.NAME:
            return Card([], str(first.post.content[digest.TOLD]))
        return Card([], " ".join(name for kept in rows for name in kept.post.content["names"]))

    def refused(self, rows: Sequence[OutboxRow], refusal: Refusal, now: datetime) -> bool:
        keys = [kept.key for kept in rows]
        kind = rows[0].post.kind
        if refusal.about == "message" and kind in DIGESTS and rows[0].tries == 0:
            self.outbox.later(keys, now, refusal.error, now)  # without its picture
            return True
        if kind == digest_rest.NAME and refusal.error in digest_rest.NO_THREAD:
            self.outbox.void(keys, refusal.error, now)
            return True
        if refusal.about != "person":
            return False
        self.outbox.redirect(keys, ELSEWHERE, now)
        self.outbox.later(keys, now, "gone", now)
        return True

    # ---- what may happen

    def put(self, name: str, kind: str, to: str | None) -> bool:
        return self.outbox.add(Post(name, kind, to, {"names": [name]}), self.clock())

    @rule(number=one_of(*range(13)), kind=one_of("one", "merged"))
    def enqueue(self, number: int, kind: str) -> None:
        """The same again changes nothing."""
        name, to = f"{kind}-{number}", (*CHANNELS, None)[number % 3]
        assert self.put(name, kind, to) == (name not in self.kept)
        self.names.add(name)
        self.kept.add(name)

    @rule(numbers=some_of(*range(9), least=1, most=4), to=one_of(*CHANNELS, None))
    def remind(self, numbers: Collection[int], to: str | None) -> None:
        """Several at once, each given once; what is given together depends on the day, as does the key."""
        new = sorted({f"item-{number}-{to}" for number in numbers} - self.kept)
        if new:
            self.puts += 1
            self.outbox.add(Post(f"many:{self.puts}", "many", to, {"names": new}), self.clock())
            self.names |= set(new)
            self.kept |= set(new)

    @rule(press=one_of(*range(6)), kind=one_of(*DIGESTS), to=one_of(*CHANNELS))
    def put_digest(self, press: int, kind: str, to: str) -> None:
        """A week's, or one that somebody asks for now; the same request may be handled again after a stop."""
        name = f"{kind}-{press}-{to}"
        self.outbox.add(Post(self.digest_key(name), kind, to, {"names": [name]}), self.clock())
        self.names.add(name)
        self.kept.add(name)

    def digest_key(self, name: str) -> str:
        return name

    def rest_name(self, key: str) -> str:
        return f"rest-of-{key}"

    def put_rests(self) -> None:
        """In the thread of each digest that Slack has, with each tick."""
        for post in self.rests():
            self.outbox.add(post, self.clock())
            name = str(post.content[digest.TOLD])
            self.names.add(name)
            self.kept.add(name)
            if answered_ts(str(post.recipient)) in self.slack.deleted:
                self.unanswerable.add(name)

    def rests(self) -> list[Post]:
        return digest_rest.rests_due(self.outbox, self.clock())

    @rule(number=one_of(*range(4)))
    def delete_digest(self, number: int) -> None:
        """Below a message that was deleted nobody can answer any longer; an answer that is there keeps it."""
        found = [one for one in self.slack.messages if one.text.startswith(DIGESTS)]
        if number >= len(found):
            return
        ts = found[number].ts
        if ts not in {answered_ts(one.channel) for one in self.slack.messages}:
            self.slack.deleted.add(ts)
            self.unanswerable.add(self.rest_name(found[number].text))

    @rule(lag=one_of(0.0, 3.0, 9.0, 9.0), trouble=one_of(None, None, "timeout", "limited"))
    def history(self, lag: float, trouble: str | None) -> None:
        self.slack.lag, self.slack.trouble = lag, trouble

    @rule(to=one_of(*CHANNELS, ELSEWHERE), count=one_of(1, 2, 7))
    def talk(self, to: str, count: int) -> None:
        self.slack.talk(to, count)

    @rule(error=one_of(None, "not_in_channel", "user_disabled", "token_revoked"))
    def weather(self, error: str | None) -> None:
        """One thing at a time is wrong with the channel, the person or the token, until it is fixed."""
        self.slack.closed = {"C1": error} if error == "not_in_channel" else {}
        self.slack.gone = {"U2"} if error == "user_disabled" else set()
        self.slack.token = error if error == "token_revoked" else None

    @rule(seconds=one_of(0, 1, 1, 5, 9, 11, 30, 61, 3600, 90_000))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(hours=one_of(-24, -1, 1, 24, 87_600))
    def clock_is_set(self, hours: int) -> None:
        """Ours, while it runs; what Slack says is by its own. It is put right again the next time."""
        self._send(1, [], None)
        self.clock.wrong = timedelta(0) if self.clock.wrong else timedelta(hours=hours)
        self._send(1, [], None)

    def clock_is_put_right(self) -> None:
        self._send(1, [], None)
        self.clock.wrong = timedelta(0)
        self._send(1, [], None)

    # ---- a copy of the database, and one put back

    def copied(self) -> Copy:
        db = self.file.reader()
        columns = {name: ", ".join(f'"{column}"' for column in db.columns(name)) for name in TABLES}
        tables = {name: db.rows(f"SELECT {columns[name]} FROM {name}") for name in TABLES}
        return Copy(tables, frozenset(self.kept), self.outside.number)

    @rule()
    def back_up(self) -> None:
        self.copy = self.copied()

    @rule(outside=one_of(True, False))
    def restore(self, outside: bool) -> None:
        """`outside`: the number is there still; else it was put back too, or is lost."""
        with self.file.writer() as db:
            for name, rows in self.copy.tables.items():
                db.write(f"DELETE FROM {name}")
                db.copy(name, db.columns(name), rows)
        if not outside:  # of a whole disk, which takes its time
            self.outside.number = self.copy.number
            self.clock.advance(SETTLE.total_seconds())
        self.kept = set(self.copy.kept)
        self.names = self.kept | set(self.counted())
        self.start()

    @rule(rounds=one_of(1, 2, 3), faults=some_of(*FAULTS, most=3))
    def send(self, rounds: int, faults: list[str]) -> None:
        self._send(rounds, faults, None)

    @rule(fault=one_of(*FAULTS), stop=one_of(*STOPS))
    def send_and_stop(self, fault: str, stop: str) -> None:
        self._send(1, [fault], stop)

    def _send(self, rounds: int, faults: list[str], stop: str | None) -> None:
        self.put_rests()
        self.slack.faults.extend(faults)
        self.outbox.stop = stop
        try:
            for _ in range(rounds):
                self.sender.round(self.clock())
                self.clock.advance(1)
        except Killed:
            self.start()
        finally:
            self.outbox.stop = None

    @rule()
    def restart(self) -> None:
        self.start()

    @rule()
    def who_was_held_up_goes_on(self) -> None:
        """The process before was taken for dead, and is not."""
        if self.held_up:
            with suppress(TurnLost, Killed):
                self.held_up.round(self.clock())

    @rule()
    def mend(self) -> None:
        """The person who got a notice presses "try again", or says whether it is there."""
        self.outbox.resume(self.clock())
        self.answer()

    def answer(self) -> None:
        marks = {one.mark: one for one in self.slack.messages if one.marks}
        for kept in self.outbox.waiting():
            if kept.state == ASKED:
                there = marks.get(mark_of(kept.sent_with or kept.key))
                if there:
                    self.outbox.sent([kept.key], there.channel, there.ts, self.clock())
                else:
                    self.outbox.later([kept.key], self.clock(), "not_there", self.clock())

    # ---- what must hold

    def counted(self) -> Counter[str]:
        return Counter(name for one in self.slack.messages for name in one.text.split())

    @invariant
    def nothing_is_there_twice(self) -> None:
        assert not [name for name, count in self.counted().items() if count > 1]
        assert not self.slack.too_fast

    @invariant
    def every_row_has_a_state_and_its_reason(self) -> None:
        for kept in self.outbox.waiting():
            assert kept.reason or kept.state in ("pending", "sending"), kept

    def end(self) -> None:
        """All is mended, and time passes: everything is there once, and known to be."""
        self.outbox.stop = None
        self.slack.faults.clear()
        if self.clock.wrong:
            self.clock_is_put_right()
        self.slack.trouble = None
        self.weather(None)
        self.start()
        for wait in (*[7] * 60, *[3600] * 30):
            self.put_rests()
            self.answer()
            self.outbox.resume(self.clock())
            if not self.outbox.waiting():
                break
            self.sender.round(self.clock())
            self.clock.advance(wait)
        self.nothing_is_there_twice()
        assert self.names - self.unanswerable <= set(self.counted()) <= self.names
        assert set(self.outbox.counts()) <= {SENT, VOID}


def _batches(rows: Sequence[OutboxRow]) -> Iterator[Sequence[OutboxRow]]:
    first = rows[0]
    merges = first.post.kind in ("merged", "many")
    yield [kept for kept in rows if kept.post.kind == first.post.kind] if merges else [first]


def _parts(post: Post) -> Sequence[PostPart]:
    """What is made when it goes out is known by its key alone."""
    if post.kind in (*DIGESTS, digest_rest.NAME):
        return [PostPart(post.key)]
    return [PostPart(name) for name in post.content["names"]]


def _without(post: Post, told: Collection[int]) -> Content:
    return {"names": [name for number, name in enumerate(post.content["names"]) if number not in told]}


# ---------------------------------------------------------------- planted errors


class RetryOnTimeout(Sender):
    """What Slack may have is posted again at once."""

    def _noted(self, to: str, rows: Sequence[OutboxRow], outcome: Outcome, now: datetime) -> Sequence[OutboxRow]:
        if isinstance(outcome, Unsure):
            self.outbox.later([kept.key for kept in rows], now, outcome.reason, now)
            return []
        return super()._noted(to, rows, outcome, now)


class MarkSentFirst(Sender):
    """Noted as sent before Slack is asked."""

    def _post(self, to: str, rows: Sequence[OutboxRow], now: datetime) -> Sequence[OutboxRow]:
        keys = [kept.key for kept in rows]
        card = self.hooks.compose(rows)
        assert card is not None
        self.outbox.claim(keys, now)
        self.outbox.sent(keys, to, "", now)
        self.poster.post(to, card, [mark_of(key) for key in keys])
        self.pace[to] = now + delivery.A_CHANNEL
        return rows


class NoSettle(Sender):
    """History is asked at once after a call that said neither yes nor no."""

    def _noted(self, to: str, rows: Sequence[OutboxRow], outcome: Outcome, now: datetime) -> Sequence[OutboxRow]:
        if isinstance(outcome, Unsure):
            self.outbox.unknown([kept.key for kept in rows], now, outcome.reason, now)
            return []
        return super()._noted(to, rows, outcome, now)


class SettleFromTheStart(Sender):
    """The wait before history is asked is counted from the round's start, however long the call took."""

    def round(self, now: datetime) -> list[OutboxRow]:
        self.clock = lambda: now
        return super().round(now)


class NoComparison(Sender):
    """A database that was put back posts on."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.comparison.is_current = lambda to, now: True  # type: ignore[method-assign]
        self.comparison.posting.settle()


class LastMark(Sender):
    """A message carries the mark of its last row alone."""

    def _marks(self, rows: Sequence[OutboxRow]) -> tuple[str, ...]:
        return (mark_of(rows[-1].key),)


class TooLongIsMissing(Sender):
    """What is not among the first messages of a history is not there."""

    def _find(self, to: str, mark: str, after: str) -> OwnPost | NotThere | Trouble:
        page = self.poster.page(to, after)
        if not isinstance(page, HistoryPage):
            return page
        return next((one for one in page.posts if mark in one.marks), NotThere())


class NoUniqueKey(Sending):
    """Each time that something is put it is a row of its own."""

    def put(self, name: str, kind: str, to: str | None) -> bool:
        self.puts += 1
        self.outbox.add(Post(f"{name}#{self.puts}", kind, to, {"names": [name]}), self.clock())
        return name not in self.kept


class NoFence(Sending):
    """Whoever was held up goes on as if it still had the turn."""

    def next_fence(self) -> None:
        return


class NoRecovery(Sending):
    """What was on its way when the process ended stays so."""

    def recover(self) -> None:
        return


class DigestForEachTry(Sending):
    """A request that is handled again asks for a digest of its own."""

    def digest_key(self, name: str) -> str:
        self.puts += 1
        return f"{name}#{self.puts}"


class RestForEachTick(Sending):
    """What is to stand in a thread is put under a name of its own each time that it is found missing."""

    def rests(self) -> list[Post]:
        self.puts += 1
        return [replace(post, key=f"{post.key}#{self.puts}") for post in super().rests()]


class LookedUpInHistory(Sender):
    """An answer in a thread is looked for where it never stands."""

    def _find(self, to: str, mark: str, after: str) -> OwnPost | NotThere | Trouble:
        return super()._find(conversation_of(to), mark, after)


class ThreadsNotCompared(Sender):
    """Before the first answer in a thread nobody asks what stands there."""

    def __post_init__(self) -> None:
        super().__post_init__()
        is_current = self.comparison.is_current
        self.comparison.is_current = lambda to, now: is_current(conversation_of(to), now)  # type: ignore[method-assign]


class WithRetry(Sending):
    sender_class = RetryOnTimeout


class WithMarkFirst(Sending):
    sender_class = MarkSentFirst


class WithSettleFromTheStart(Sending):
    sender_class = SettleFromTheStart


class WithoutSettle(Sending):
    sender_class = NoSettle


class WithoutComparison(Sending):
    sender_class = NoComparison


class WithLastMark(Sending):
    sender_class = LastMark


class WithTooLongAsMissing(Sending):
    sender_class = TooLongIsMissing


class WithHistoryAlone(Sending):
    sender_class = LookedUpInHistory


class WithoutThreadsCompared(Sending):
    sender_class = ThreadsNotCompared


@pytest.mark.parametrize("outside", [True, False])
def test_what_a_later_life_sent_along_is_not_told_again(outside: bool) -> None:
    """A message was in doubt when the copy was made; sent again, something else came along with it."""
    made = Sending()
    made.begin()
    made.remind({3}, "U2")
    made.send(1, ["internal_before"])
    made.remind({2, 7}, "U2")
    made.back_up()
    made.time_passes(30)
    made.send(2, [])
    assert made.counted().keys() == made.names
    made.restore(outside)
    made.end()


def test_what_a_later_life_sent_elsewhere_is_not_told_again() -> None:
    """A message to a person was in doubt when the copy was made; a later life found the person gone, and sent it to the
    channel for what nobody gets. The copy would have looked for it where it never came."""
    made = Sending()
    made.begin()
    made.enqueue(4, "one")
    made.send(3, ["drop_before", "internal_after"])
    made.back_up()
    made.weather("user_disabled")
    made.time_passes(30)
    made.send(3, [])
    assert [one.channel for one in made.slack.messages] == [ELSEWHERE]
    made.restore(True)
    made.time_passes(30)
    made.send(3, [])
    made.time_passes(30)
    made.send(3, [])
    made.end()


def test_what_stands_before_a_found_post_is_not_told_again() -> None:
    """A post was in doubt when the copy was made, and was not in Slack; a later life sent another before it sent that
    one. What the copy finds by its mark is no proof that it knows what stands before."""
    made = Sending()
    made.begin()
    made.put_digest(0, digest.ON_DEMAND, "U2")
    made.send(1, ["killed_before"])
    made.enqueue(1, "merged")
    made.back_up()
    made.send(1, [])
    made.time_passes(30)
    made.send(2, [])
    assert [one.text for one in made.slack.messages] == ["merged-1", "digest_now-0-U2"]
    made.restore(False)
    made.time_passes(30)
    made.send(3, [])
    made.end()


def test_what_stands_before_the_time_that_is_looked_at_is_not_told_again() -> None:
    """A later life had sent it more than an hour before the copy tried to: that is no post of the copy's own."""
    made = Sending()
    made.begin()
    made.put_digest(0, digest.ON_DEMAND, "C1")
    made.send(1, [])
    made.back_up()
    made.send(2, [])
    made.restore(True)
    made.weather("not_in_channel")
    made.time_passes(3600)
    made.time_passes(61)
    made.send(3, [])
    made.send(3, ["drop_before"])
    made.weather(None)
    made.end()


def test_an_answer_in_a_thread_says_nothing_of_its_channel() -> None:
    """A later life had posted in the channel. The copy posts in a thread there first: that is newer than all of the
    channel, whose history shows none of it."""
    made = Sending()
    made.begin()
    made.put_digest(0, digest.ON_DEMAND, "C1")
    made.send(1, [])
    made.back_up()
    made.enqueue(0, "one")
    made.time_passes(1)
    made.send(1, [])
    assert [one.text for one in made.slack.messages] == ["digest_now-0-C1", "one-0"]
    made.restore(False)
    made.send(2, [])
    made.enqueue(0, "one")
    made.end()


def test_what_was_posted_by_a_clock_that_was_ahead_is_found() -> None:
    """Where history could not be read when it was posted, and can be since: it is known for a post of this database."""
    made = Sending()
    made.begin()
    made.slack.unreadable = {"C1"}
    made.clock_is_set(24)
    made.enqueue(0, "one")
    made.send(1, ["drop_after"])
    assert made.counted() == {"one-0": 1}
    made.slack.unreadable = set()
    made.end()
    assert made.sender.comparison.posting.life().state == CURRENT


def test_what_cannot_be_looked_for_holds_up_nothing_else() -> None:
    """Without the scope to read history nobody knows whether a message is there; a person is asked after a day."""
    made = Sending()
    made.begin()
    made.slack.unreadable = {"C1", "U2"}
    made.enqueue(0, "one")
    made.send(1, ["drop_before"])
    made.time_passes(11)
    made.enqueue(1, "one")
    made.send(1, [])
    assert made.counted() == {"one-1": 1}
    made.time_passes(90_000)
    made.send(1, [])
    assert made.outbox.counts() == {SENT: 1, ASKED: 1}


def test_below_a_message_that_was_deleted_nothing_is_looked_for() -> None:
    """It was not known whether an answer there was posted: no thread, so there is none, and there never will be."""
    made = Sending()
    made.begin()
    made.put_digest(0, digest.ON_DEMAND, "C1")
    made.send(1, [])
    made.time_passes(1)
    made.send(1, ["drop_before"])
    made.delete_digest(0)
    made.time_passes(11)
    made.send(2, [])
    assert made.outbox.counts() == {SENT: 1, VOID: 1}


@pytest.mark.slow
@pytest.mark.soak
def test_each_post_is_there_exactly_once_whatever_happens() -> None:
    for number in range(soak.times(PLAYS)):
        play(Sending, number)


@pytest.mark.slow
@pytest.mark.soak
def test_each_post_is_there_exactly_once_on_a_server(ready_address: ServerAddress) -> None:
    class OnServer(Sending): ...

    with closing(open_database(ready_address)) as OnServer.file:
        for number in range(soak.times(ON_A_SERVER)):
            play(OnServer, number)


ERRORS = (
    NoFence,
    WithRetry,
    WithMarkFirst,
    NoUniqueKey,
    DigestForEachTry,
    RestForEachTick,
    WithHistoryAlone,
    WithoutThreadsCompared,
    NoRecovery,
    WithoutSettle,
    WithSettleFromTheStart,
    WithoutComparison,
    WithLastMark,
    WithTooLongAsMissing,
)


@pytest.mark.slow
@pytest.mark.parametrize("machine", ERRORS, ids=lambda machine: machine.__name__)
def test_the_machine_catches_each_error_of_design(machine: type[Sending]) -> None:
    assert first_error(machine, MOST_PLAYS) is not None
