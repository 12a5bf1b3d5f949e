"""Answers, edits, ephemeral messages and response_urls: random sequences of faults, stops and time against the sender.

A post stands there once, an edit is the newest, what nobody can look up is there at most once, and nothing is dropped
in silence. Design errors are planted that the machine must catch.
"""

import secrets
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookResponse

from bot.slack import answering
from bot.slack.answering import AnswerSender, EditOrder, Unproven
from index.db.database import DatabaseFile
from index.state.edits import Edits
from scheduler.poster import Sent
from templates import Card
from tests import soak
from tests.machines import Machine, first_error, invariant, one_of, play, rule, some_of
from tests.slack_in_memory import Killed

CHANNEL, THREAD = "C1", "1.0"
CARD_TS = "5.0"
FAULTS = (
    "ok", "ok", "drop_before", "drop_after", "internal_before", "internal_after", "html_after", "limited:1",
    "limited:30", "invalid_blocks", "killed_before", "killed_after",
)  # fmt: skip
REFUSALS = ("not_in_channel", "is_archived")
PLAYS, MOST_PLAYS = 300, 1000  # of the machine itself, and until an error that was planted must be found


class Answer(dict[str, Any]):
    """As slack_sdk gives it."""

    status_code = 200
    headers: dict[str, str] = {}  # noqa: RUF012  # as in the SDK


@dataclass
class Stored:
    place: str
    text: str
    metadata: dict[str, Any] | None
    shown_from: float
    ts: str


@dataclass
class FakeSlack:
    """As much of a WebClient as answers need. `faults` are taken by the next calls that send, one each; `lag` is how
    long a message is in no history."""

    now: float = 0.0
    lag: float = 0.0
    looks_fail: int = 0
    closed: str | None = None
    faults: deque[str] = field(default_factory=deque)
    stored: list[Stored] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)  # what the message has said that is edited
    files: int = 0
    content: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)

    def _send(self, store: Callable[[], Any]) -> Any:
        fault = self.faults.popleft() if self.faults else "ok"
        name, _, number = fault.partition(":")
        if name == "killed_before":
            raise Killed
        if name == "drop_before":
            raise ConnectionResetError
        if name == "limited":
            raise self._refused("ratelimited", 429, {"Retry-After": number})
        if name in ("internal_before", "invalid_blocks"):
            raise self._refused("internal_error" if name == "internal_before" else name)
        done = store()
        if name == "killed_after":
            raise Killed
        if name == "drop_after":
            raise ConnectionResetError
        if name in ("internal_after", "html_after"):
            raise self._refused("internal_error" if name == "internal_after" else "Received a page of HTML")
        return done

    def _refused(self, error: str, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
        said = Answer(ok=False, error=error)
        said.status_code, said.headers = status, headers or {}
        return SlackApiError("refused", said)  # type: ignore[no-untyped-call]

    def put(self, place: str, text: str, metadata: dict[str, Any] | None = None) -> Answer:
        ts = f"{self.now:.6f}{len(self.stored)}"
        self.stored.append(Stored(place, text, metadata, self.now + self.lag, ts))
        return Answer(ok=True, channel=CHANNEL, ts=ts)

    # ---- the methods

    def chat_postMessage(self, channel: str, thread_ts: str | None, metadata: Any, text: str, **more: Any) -> Answer:
        if self.closed and channel == CHANNEL:
            raise self._refused(self.closed)
        return self._send(lambda: self.put(thread_ts or channel, text, metadata))  # type: ignore[no-any-return]

    def chat_update(self, text: str, **more: Any) -> Answer:
        def store() -> Answer:
            self.cards.append(text)
            return Answer(ok=True)

        return self._send(store)  # type: ignore[no-any-return]

    def chat_postEphemeral(self, text: str, **more: Any) -> Answer:
        return self._send(lambda: self.put("ephemeral", text))  # type: ignore[no-any-return]

    def send_dict(self, body: dict[str, Any]) -> WebhookResponse:
        self._send(lambda: self.put("url", body["text"]))
        return WebhookResponse(url="", status_code=200, body="ok", headers={})

    # ---- files: an address, the bytes, shared; the address's name is the file's id

    def files_getUploadURLExternal(self, filename: str, length: int) -> Answer:
        def new() -> Answer:
            self.files += 1
            return Answer(upload_url=f"F{self.files}", file_id=f"F{self.files}")

        return self._send(new)  # type: ignore[no-any-return]

    def send_bytes(self, address: str, content: bytes) -> bool:
        def take() -> bool:
            self.content[address] = content.decode()
            return True

        return self._send(take)  # type: ignore[no-any-return]

    def files_completeUploadExternal(self, files: list[dict[str, str]], channel_id: str) -> Answer:
        key = files[0]["id"]

        def share() -> Answer:
            self.shared.add(key)
            return self.put(channel_id, self.content[key])

        return self._send(share)  # type: ignore[no-any-return]

    def files_info(self, file: str) -> Answer:
        if self.looks_fail:
            self.looks_fail -= 1
            raise ConnectionResetError
        return Answer(file={"channels": ["U1"] if file in self.shared else []})

    def conversations_open(self, users: list[str]) -> Answer:
        return Answer(channel={"id": users[0]})

    def conversations_history(self, channel: str, **more: Any) -> Answer:
        return self._page(channel)

    def conversations_replies(self, ts: str, **more: Any) -> Answer:
        return self._page(ts)

    def _page(self, place: str) -> Answer:
        if self.looks_fail:
            self.looks_fail -= 1
            raise ConnectionResetError
        shown = [one for one in self.stored if one.place == place and one.shown_from <= self.now]
        return Answer(messages=[{"ts": one.ts, "metadata": one.metadata} for one in shown])


Act = Callable[[AnswerSender, str], object]
ACTS: dict[str, Act] = {
    "thread": lambda sender, text: sender.post(CHANNEL, Card([], text), THREAD),
    "direct": lambda sender, text: sender.post("U1", Card([], text)),
    "ephemeral": lambda sender, text: sender.ephemeral({"channel": CHANNEL, "user": "U1"}, Card([], text)),
    "url": lambda sender, text: sender.respond("https://x.example", Card([], text), {"response_type": "ephemeral"}),
    "edit": lambda sender, text: sender.edit(CHANNEL, CARD_TS, Card([], text)),
    "file": lambda sender, text: sender.upload("U1", f"{text}.csv", text.encode()),
}
POSTS, EDIT = ("thread", "direct"), "edit"


class Answering(Machine):
    """Requests that are answered one after the other; while one waits, another may edit the same message."""

    file: DatabaseFile
    sender_class: type[AnswerSender] = AnswerSender

    def begin(self) -> None:
        self.slack = _Url.slack = FakeSlack()
        self.edits: list[str] = []  # in the order in which they were begun
        self.unproven: set[str] = set()
        self.refused: set[str] = set()
        self.asked: dict[str, str] = {}
        self.killed: set[str] = set()
        self.meanwhile: deque[str] = deque()
        self.left: deque[str] = deque()
        self.later = False
        with self.file.writer() as db:
            db.write("DELETE FROM edits")
        self.order = self.new_order()

    @rule(lag=one_of(0.0, 3.0, 9.0), fails=one_of(0, 0, 1, 4, 9))
    def history(self, lag: float, fails: int) -> None:
        self.slack.lag, self.slack.looks_fail = lag, fails

    @rule(closed=one_of(None, None, *REFUSALS))
    def weather(self, closed: str | None) -> None:
        self.slack.closed = closed

    @rule(kind=one_of(*ACTS), well=one_of(0, 0, 1, 2), faults=some_of(*FAULTS, most=5), other=one_of(True, False))
    def answer(self, kind: str, well: int, faults: list[str], other: bool) -> None:
        """`well`: so many calls are taken before the faults; `other`: somebody edits the same message while this one
        waits."""
        self.ask(kind, ["ok"] * well + faults, [EDIT] if other and kind == EDIT else [])

    @rule(fault=one_of("ok", "killed_before", "killed_after"))
    def edit_and_stop(self, fault: str) -> None:
        """An edit that is taken up when others were made."""
        self.later = True
        self.ask(EDIT, [fault], [])
        self.later = False

    def ask(self, kind: str, faults: list[str], meanwhile: list[str]) -> None:
        self.slack.faults.extend(faults)
        name = f"{kind}-{len(self.asked)}"
        self.asked[name] = kind
        self.meanwhile = deque(meanwhile)
        self.run(name, again=False)
        self.slack.faults.clear()

    def run(self, name: str, again: bool, tries: int = 3) -> None:
        """What the inbox does: a request that a stop cut off is handled again after the start, three times at most."""
        kind = self.asked[name]
        if kind == EDIT and name not in self.edits:
            self.edits.append(name)
        try:
            if ACTS[kind](self.sender(name, again), name) is False:
                self.refused.add(name)
        except Killed:
            self.killed.add(name)
            self.slack.now += 1
            self.order = self.new_order()
            if kind == EDIT and self.later:
                self.left.append(name)
            elif tries > 1:
                self.run(name, again=True, tries=tries - 1)
            else:
                self.unproven.add(name)
        except Unproven:
            self.unproven.add(name)
        except SlackApiError:
            self.refused.add(name)

    @rule()
    def take_up(self) -> None:
        """What another process left undone when it ended, after what was asked since."""
        while self.left:
            self.run(self.left.popleft(), again=True, tries=1)

    def new_order(self) -> EditOrder:
        return Edits(self.file)

    def sender(self, name: str, again: bool) -> AnswerSender:
        return self.sender_class(self.slack, name, again, sleep=self.sleep, edits=self.order)  # type: ignore[arg-type]

    def sleep(self, seconds: float) -> None:
        self.slack.now += seconds
        if self.meanwhile:
            kind = self.meanwhile.popleft()
            name = f"{kind}-{len(self.asked)}"
            self.asked[name] = kind
            self.run(name, again=False)

    # ---- what must hold

    @invariant
    def nothing_is_there_twice(self) -> None:
        twice = [name for name, count in Counter(one.text for one in self.slack.stored).items() if count > 1]
        # What nobody can look up may come again after a stop, and only then.
        assert not [name for name in twice if self.asked[name] in POSTS or name not in self.killed]

    @invariant
    def nothing_is_dropped_in_silence(self) -> None:
        there = {one.text for one in self.slack.stored}
        due = {name for name, kind in self.asked.items() if kind != EDIT} - self.unproven - self.refused
        assert due <= there

    @invariant
    def what_was_refused_is_not_there(self) -> None:
        """Who is told that it was refused gets it in another way."""
        sure = {name for name in self.refused if self.asked[name] in POSTS or name not in self.killed}
        assert not {one.text for one in self.slack.stored} & sure

    @invariant
    def no_edit_is_put_over_a_newer_one(self) -> None:
        stood = [self.edits.index(one) for one in self.slack.cards]
        assert stood == sorted(stood)

    @invariant
    def the_newest_edit_stands_there(self) -> None:
        if self.edits:
            newest = self.edits[-1]
            open_ends = self.unproven | self.refused | {*self.left}
            assert newest in open_ends or self.slack.cards[-1] == newest


@pytest.fixture(scope="module", autouse=True)
def database() -> Iterator[None]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        Answering.file = DatabaseFile(Path(folder) / "machine.db")
        yield
        Answering.file.close()


@pytest.fixture(autouse=True)
def webhook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "SETTLE_S", 10.0)  # no time passes
    monkeypatch.setattr(answering, "LOOK_AGAIN_S", 10.0)
    monkeypatch.setattr(answering, "send", _Url.send)
    monkeypatch.setattr(answering, "WebhookClient", lambda url, retry_handlers: _Url.slack)


class _Url:
    slack: FakeSlack

    @classmethod
    def send(cls, address: str, content: bytes) -> bool:
        return cls.slack.send_bytes(address, content)


# ---------------------------------------------------------------- planted errors


class NoLook(AnswerSender):
    """What is not known to be there is sent again."""

    def _look(self, channel: str, thread: str | None, mark: str) -> Sent | None:
        return None


class LookedUpInHistory(AnswerSender):
    """Answers in a thread are looked for where they never stand."""

    def _found(self, channel: str, thread: str | None, mark: str) -> Sent | None:
        return super()._found(channel, None, mark)


class NoSettleAfterStop(AnswerSender):
    """What was posted a moment before the stop is not in the history yet."""

    def _before_the_stop(self, channel: str, thread: str | None, mark: str) -> Sent | None:
        return self._look(channel, thread, mark)


class SentBlindly(AnswerSender):
    """What nobody can look up is sent until somebody says yes."""

    def _sent(self, send: Callable[[], Any], look: Callable[[], Any] | None = None) -> Any:
        return super()._sent(send, look or (lambda: None))


class SharedBlindly(AnswerSender):
    """A file is shared again without being asked for."""

    def _is_shared(self, file: str, channel: str) -> bool:
        return False


class Dropped(AnswerSender):
    """What nobody knows is nobody's trouble."""

    def _sent(self, send: Callable[[], Any], look: Callable[[], Any] | None = None) -> Any:
        try:
            return super()._sent(send, look)
        except Unproven:
            return Sent("", "")


class AnyOrder(Edits):
    """The last one that is sent wins."""

    def is_newest(self, place: tuple[str, str], number: int) -> bool:
        return True


class OrderOfOneProcess:
    """Which edit is the newest is forgotten when the process ends."""

    def __init__(self) -> None:
        self._newest = 0

    def begin(self, place: tuple[str, str], request: str, now: datetime) -> int:
        self._newest += 1
        return self._newest

    def is_newest(self, place: tuple[str, str], number: int) -> bool:
        return self._newest == number

    def turn(self, place: tuple[str, str]) -> nullcontext[None]:
        return nullcontext()


class NumberedAnew(Edits):
    """An edit that is handled again is a new one."""

    def begin(self, place: tuple[str, str], request: str, now: datetime) -> int:
        return super().begin(place, f"{request}{secrets.token_hex(4)}", now)


class WithoutLook(Answering):
    sender_class = NoLook


class WithHistoryAlone(Answering):
    sender_class = LookedUpInHistory


class WithoutSettleAfterStop(Answering):
    sender_class = NoSettleAfterStop


class WithBlindSending(Answering):
    sender_class = SentBlindly


class WithSharingBlindly(Answering):
    sender_class = SharedBlindly


class WithSilence(Answering):
    sender_class = Dropped


class WithAnyOrder(Answering):
    def new_order(self) -> EditOrder:
        return AnyOrder(self.file)


class WithOrderOfOneProcess(Answering):
    def new_order(self) -> EditOrder:
        return OrderOfOneProcess()


class WithNumbersAnew(Answering):
    def new_order(self) -> EditOrder:
        return NumberedAnew(self.file)


class WithoutSettle(Answering):
    """History is asked at once."""

    def sleep(self, seconds: float) -> None:
        super().sleep(0.0)


class WithoutMemory(Answering):
    """After a stop a request is a new one."""

    def sender(self, name: str, again: bool) -> AnswerSender:
        return super().sender(name, False)


ERRORS = (
    WithoutLook, WithHistoryAlone, WithoutSettleAfterStop, WithBlindSending, WithSilence, WithAnyOrder, WithoutSettle,
    WithoutMemory, WithOrderOfOneProcess, WithNumbersAnew, WithSharingBlindly,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("machine", ERRORS, ids=lambda machine: machine.__name__)
def test_the_machine_catches_each_error_of_design(machine: type[Answering]) -> None:
    assert first_error(machine, MOST_PLAYS) is not None


@pytest.mark.slow
@pytest.mark.soak
def test_each_answer_is_there_once_whatever_happens() -> None:
    for number in range(soak.times(PLAYS)):
        play(Answering, number)
