"""Killed again and again at random moments, with faults on every wire: each question is answered once, or told.

What Slack gives up after four tries never reaches the bot, and is counted apart.

`sagsbot serve` runs in a process of its own against the local Slack. People ask without a pause, each once; posts and a
load wait too. A fifth of all calls and deliveries goes wrong. Long form, with its figures:

    make soak ROUNDS=25 ARGS="tests/bot/test_rounds_of_kills.py -n0 -s"
"""

import json
import os
import random
import re
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.slack.inbox import request_key
from bot.slack.sender import carried_marks
from index.db.engine import Address, ServerAddress
from index.db.opening import open_database
from index.state.inbox import Inbox
from index.state.outbox import VOID, Outbox, Post
from index.store.store import Store
from sandbox import LocalSlack, using
from sandbox.deliveries import Delivery
from sandbox.faults import Fault, Script
from sandbox.state import Message, User
from scheduler.poster import mark_of
from templates import ids, say
from tests import soak
from tests.local_bot import ROOT
from tests.processes import SAGSBOT, Child, Start, children
from tests.waiting import PATIENT, pause

ROUNDS = soak.times(3)
LIMIT_S = 0 if soak.IS_SOAK else 540  # a hang must end before the run does; the long form is watched
SHARE = 0.2  # of calls and deliveries goes wrong
PAUSE_S = 60 / 50  # between two questions
LONGEST_S = 6.0  # before a kill
QUIET_S = 900.0 if soak.IS_SOAK else 300.0  # after the last start; looking for a post takes ticks
NEXT_S = 301  # of Slack's clock: the longest that an event waits for its next attempt
ADMIN, CHANNEL, REPORT = "U0ADMIN", "#besparelser", "status-december-2025.txt"
KINDS = ("mention", "mention", "direct", "command")
BAD = (
    {"effect": "drop", "stored": True}, {"effect": "drop"}, {"effect": "status", "status": 503, "stored": True},
    {"effect": "status", "status": 500}, {"effect": "html", "stored": True}, {"effect": "truncated", "stored": True},
    {"effect": "error", "error": "internal_error", "stored": True}, {"effect": "error", "error": "fatal_error"},
    {"effect": "ratelimited", "retry_after": "1"}, {"effect": "hang", "seconds": 1, "stored": True},
)  # fmt: skip
BAD_DELIVERIES = ("lose", "unheard", "duplicate", "late")
AT_THE_START = ("auth.test", "api.test")  # a bot that cannot start is started again, by whoever runs it
TOLD = [
    say(name, "da", text="", moment="", reference="")[:40]
    for name in ("doors.soon", "doors.perhaps", "doors.unproven", "unanswered.cut_off", "unanswered.unreachable")
] + [say("errors.title", "da")]


class RandomFaults(Script):
    """A fifth of everything, until it is told to stop."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self.dice, self.on = dice, True

    def take(self, method: str) -> Fault | None:
        if not self.on or method in AT_THE_START or self.dice.random() >= SHARE:
            return None
        if method in ("event", "command", "interactive"):
            return Fault(method, self.dice.choice(BAD_DELIVERIES), seconds=1)
        return Fault.read({"method": method, **self.dice.choice(BAD)})


@dataclass
class Asked:
    """A question of somebody who asks nothing else. `delivery` is a command's."""

    kind: str
    person: str
    message: Message | None = None
    delivery: Delivery | None = None


@dataclass
class Town:
    """The local Slack, the database of the bot, and what was asked and posted."""

    slack: LocalSlack
    path: Address
    dice: random.Random
    asked: list[Asked] = field(default_factory=list)
    shared: int = 1
    ended: threading.Event = field(default_factory=threading.Event)

    # ---- what people do

    def ask(self) -> None:
        kind, number = self.dice.choice(KINDS), len(self.asked)
        person = f"U0K{number:05}"
        with self.slack.workspace.changing():
            self.slack.workspace.people[person] = User(person, f"Person {number}", person.lower())
            self.slack.workspace.conversation(CHANNEL).members.append(person)
        one = Asked(kind, person)
        if kind == "command":
            with self.slack.workspace.changing():
                one.delivery = using.slash(self.slack.deliveries, person, CHANNEL, "/sag hvilke sager er røde?")
        else:
            where, text = (CHANNEL, "@sagsbot hvilke sager er røde?") if kind == "mention" else ("@bot", "røde")
            one.message = self.slack.post_as(person, where, text)
        self.asked.append(one)

    def keep_asking(self) -> None:
        while not self.ended.wait(PAUSE_S):
            self.ask()

    def share(self) -> None:
        report = (ROOT / "samples" / REPORT).read_bytes()
        self.slack.upload_as(ADMIN, "@bot", REPORT, report)

    def press_load(self) -> None:
        """Press the newest offer; share it again where it is told that something failed."""
        said = [one for one in self.slack.messages("@bot", ADMIN) if one.author == self.slack.app.user]
        for one in reversed(said):
            button = next((e for b in one.body.get("blocks", ()) for e in b.get("elements", ()) if _loads(e)), None)
            if button:
                with self.slack.workspace.changing():
                    using.press(self.slack.deliveries, ADMIN, one, button["action_id"], button["value"])
                return
        if sum(map(is_told, said)) >= self.shared:
            self.shared += 1
            self.share()

    # ---- what is there

    def said_to(self, one: Asked) -> list[Message]:
        """Everything of the bot's that belongs to a question."""
        ts = one.message.ts if one.message else None
        there = self.slack.messages(CHANNEL, one.person)
        mine = [m for m in there if m.only_for == one.person or (ts and m.body.get("thread_ts") == ts)]
        return [m for m in [*mine, *self.slack.messages("@bot", one.person)] if m.author == self.slack.app.user]

    def figures(self) -> dict[str, dict[str, int]]:
        """By kind of question: what became of it."""
        found: dict[str, Counter[str]] = {}
        for one in self.asked:
            told = [is_told(message) for message in self.said_to(one)]
            found.setdefault(one.kind, Counter())[self.outcome(one)] += 1
            found[one.kind]["told beside it"] += int(len(set(told)) > 1)
        return {kind: dict(count) for kind, count in found.items()}

    def outcome(self, one: Asked) -> str:
        told = [is_told(message) for message in self.said_to(one)]
        if told:
            return "doubled" if told.count(False) > 1 else "answered" if False in told else "told"
        if any(notice["person"] == one.person for notice in self.slack.workspace.notices):
            return "refused by Slack"
        return "given up by Slack" if {d.status for d in self.deliveries_of(one)} == {"failed"} else "silence"

    def traces(self, what: str) -> list[str]:
        """Of every question that this became of: what the local Slack and the inbox know of it."""
        with closing(open_database(self.path)) as file:
            rows = {str(row[0]): row for row in file.reader().rows(_INBOX)}
        return [line for one in self.asked if self.outcome(one) == what for line in self._trace(one, rows)]

    def _trace(self, one: Asked, rows: Mapping[str, Sequence[object]]) -> Iterator[str]:
        yield f"{one.kind} of {one.person}: said {[m.body for m in self.said_to(one)]}"
        for delivery in self.deliveries_of(one):
            yield f"  delivered {delivery.summary()}, kept as {rows.get(request_key(delivery.payload))}"

    def deliveries_of(self, one: Asked) -> list[Delivery]:
        sent, ts = list(self.slack.deliveries.sent), one.message.ts if one.message else None
        return [d for d in sent if d is one.delivery or (ts and d.payload.get("event", {}).get("ts") == ts)]

    def posted(self) -> Counter[str]:
        """How often each mark of the clock's stands in Slack."""
        messages = [m for c in self.slack.workspace.conversations.values() for m in c.messages if m.metadata]
        return Counter(mark for m in messages for mark in carried_marks({"metadata": m.metadata}))


_INBOX = "SELECT key, state, tries, came_at, ended_at, reference, worker FROM inbox"


def _loads(element: dict[str, object]) -> bool:
    return str(element.get("action_id", "")).split(":")[0] == ids.LOAD


def is_told(message: Message) -> bool:
    """Is it a sentence about the answer, and not the answer?"""
    return any(words in json.dumps(message.body, ensure_ascii=False) for words in TOLD)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with a_town(tmp_path / "sagsbot.db") as made:
        yield made


@contextmanager
def a_town(path: Address) -> Iterator[Town]:
    """A database with a plan whose milestones are due, and a report that is still to be loaded."""
    dice = random.Random(soak.SEED)
    files = [ROOT / "samples" / name for name in ("status-juni-2025.txt", "investeringsforslag-2025.txt")]
    with closing(loading.store_to_fill(path)) as store:
        for _ in loading.load_files(store, files, Load(datetime.now(UTC) - timedelta(days=30), baseline=True)):
            pass
    with LocalSlack(patience=PATIENT) as slack:
        slack.backend.script = slack.deliveries.script = RandomFaults(dice)
        slack.deliveries.sent = deque()  # all of them: which Slack has given up is told by none of the messages
        yield Town(slack, path, dice)


@contextmanager
def asking(town: Town) -> Iterator[None]:
    """People who ask without a pause, in a thread of their own."""
    thread = threading.Thread(target=town.keep_asking, daemon=True)
    thread.start()
    try:
        yield
    finally:
        town.ended.set()
        thread.join()


def settings_of(town: Town) -> dict[str, str]:
    there = town.path
    where = {"SAGSBOT_DATABASE_URL": there.url} if isinstance(there, ServerAddress) else {"SAGSBOT_DB": str(there)}
    return {
        **os.environ,
        **where,
        "SLACK_API_URL": town.slack.api_url,
        "SLACK_BOT_TOKEN": town.slack.app.bot_token,
        "SLACK_SIGNING_SECRET": town.slack.app.signing_secret,
        "SAGSBOT_ADMINS": ADMIN,
        "SAGSBOT_ALERT_CHANNEL": town.slack.channel(CHANNEL),
    }


def serve(town: Town, start: Start) -> Child:
    child = start(*SAGSBOT, "serve", "--port", "0", env=settings_of(town))
    port = re.findall(r"port (\d+)", child.line(r"port \d+", "stderr"))[0]
    town.slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
    return child


def put_posts(town: Town, number: int) -> None:
    """What the clock has to say, in the channel and to a person."""
    told = {"about": "refused", "error": "is_archived", "recipient": "C0GONE"}
    with closing(open_database(town.path)) as file:
        for to in (town.slack.channel("#alment"), "U0KONTORCHEF"):
            Outbox(file).add(Post(f"kills:{number}:{to}", "notice", to, told), datetime.now(UTC))


def unsettled(town: Town) -> dict[str, object]:
    """What still goes on: in the inbox, in the outbox, on its way to the bot (at once, or at the next attempt)."""
    with closing(open_database(town.path)) as file:
        inbox = {state: count for state, count in Inbox(file).counts().items() if state in ("new", "working")}
        outbox = [f"{row.key} {row.state} {row.reason}" for row in Outbox(file).waiting()]
    on_their_way = [one.summary() for one in list(town.slack.deliveries.sent) if one.status in ("sending", "waiting")]
    found = {"inbox": inbox, "outbox": outbox, "deliveries": on_their_way, "not loaded": not is_loaded(town)}
    return {name: what for name, what in found.items() if what}


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(LIMIT_S)
def test_each_question_is_answered_once_or_told_whenever_it_is_killed(town: Town) -> None:
    script = town.slack.backend.script
    assert isinstance(script, RandomFaults)
    begun = time.monotonic()
    with children() as start, asking(town):
        for number in range(ROUNDS):
            put_posts(town, number)
            child = serve(town, start)
            if number == 1:
                town.share()
            pause(town.dice.uniform(0.2, LONGEST_S))
            if number > 1 and not is_loaded(town):
                town.press_load()
            pause(town.dice.uniform(0.0, 1.0))
            child.kill()
        town.ended.set()
        script.on = False
        serve(town, start)
        quiet(town)
    figures = town.figures()
    posts, doubled, lost = outbox_of(town)
    print(
        json.dumps(
            {
                "rounds": ROUNDS,
                "seconds": round(time.monotonic() - begun),
                "questions": figures,
                "posts": posts,
                "posts doubled": doubled,
                "posts lost": lost,
            },
            ensure_ascii=False,
        )
    )
    assert (doubled, lost) == ([], [])
    for kind, count in figures.items():
        assert not count.get("silence"), "\n".join([str(figures), *town.traces("silence")])
        assert kind == "command" or not count.get("doubled"), figures  # a private answer cannot be looked up
    with closing(Store(town.path)) as store:
        assert [one.name for one in store.documents()].count(REPORT) == 1


def quiet(town: Town) -> None:
    """Until all is handled: events come again after one and five minutes of Slack's clock, posts are looked for."""
    end = time.monotonic() + QUIET_S
    while left := unsettled(town):
        assert time.monotonic() < end, f"it does not come to rest: {left}"
        if any(one.status == "waiting" for one in list(town.slack.deliveries.sent)):
            town.slack.advance(NEXT_S)
        if not is_loaded(town):
            town.press_load()
        pause(1)


def is_loaded(town: Town) -> bool:
    with closing(Store(town.path)) as store:
        return REPORT in [one.name for one in store.documents()]


def outbox_of(town: Town) -> tuple[int, list[str], list[str]]:
    """How many rows there are, those that stand in Slack more than once, and those that do not."""
    there = town.posted()
    with closing(open_database(town.path)) as file:
        rows = file.reader().rows("SELECT key, state FROM outbox")
    doubled = [str(key) for key, _ in rows if there[mark_of(str(key))] > 1]
    lost = [str(key) for key, state in rows if state != VOID and not there[mark_of(str(key))]]
    return len(rows), doubled, lost
