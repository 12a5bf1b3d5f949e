"""The clock against the local Slack: what breaks on the way, and that each reminder is there once all the same."""

import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot import clock
from bot.health import NO_TICK, OLD_POSTS, Health
from bot.ingest import loading
from bot.settings import Settings
from bot.slack.outside import InsidePoster
from bot.slack.sender import SlackPoster
from index.state.leases import Turn
from index.state.outbox import ASKED, PARKED, PENDING, SENDING, SENT, UNKNOWN, OutboxRow, Post
from index.state.reminders import Unit
from index.store.store import Store
from sandbox import LocalSlack
from sandbox.state import Message
from scheduler.comparing import SETTLE
from scheduler.delivery import ASK_AFTER, Sender
from scheduler.poster import HistoryPage, Outcome, Sent
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler, TickResult
from templates import Card, render_notice
from tests import soak
from tests.local_bot import actions, text_of
from tests.processes import run
from tests.sandbox import sandbox_bot
from tests.scheduler import test_status_alert
from tests.scheduler.played_year import DAY, ZONE, at, filled, milestone
from tests.waiting import CEILING_S, PATIENT, until

pytestmark = pytest.mark.slow

DUE = at("2025-08-14T08:30")  # a Thursday
ALERTS, OTHER, ADMIN = "C0BESPAREL", "C0ALMENT", "U0ADMIN"
UNIT = "Center for Byggeri"
SECOND = timedelta(seconds=1)


class Office:
    """A clock whose time is the workspace's, and whose pauses move it."""

    def __init__(self, slack: LocalSlack, store: Store, rules: SchedulerSettings | None = None) -> None:
        self.slack, self.store = slack, store
        self.work = Scheduler(
            store, rules or SchedulerSettings(ZONE, alert_channel=self.channel("#besparelser"), admins=(ADMIN,))
        )
        self.outbox, self.paused = self.work.outbox, 0.0
        self.begin()

    def begin(self) -> None:
        """As a process begins to post."""
        self.sender: Sender = self.work.sender(SlackPoster(sandbox_bot.client(self.slack)), self.slack.now)

    def channel(self, name: str) -> str:
        return self.slack.channel(name)

    def at(self, moment: datetime) -> "Office":
        self.slack.move_clock(moment)
        return self

    def tick(self, later: timedelta = timedelta(0)) -> TickResult:
        self.slack.advance(later.total_seconds())
        return self.work.tick(self.slack.now(), self.sender, self.pause)

    def pause(self, seconds: float) -> None:
        self.paused += seconds
        self.slack.advance(seconds)

    def posts(self, channel: str = "#besparelser") -> list[Message]:
        return [one for one in self.slack.messages(channel) if one.author == self.slack.app.user and one.metadata]

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [one for one in self.slack.backend.wire.after(0) if one["name"] == method]

    def rows(self) -> list[OutboxRow]:
        return self.outbox.waiting()

    def states(self) -> list[str]:
        return [kept.state for kept in self.rows()]

    def once(self) -> Message:
        """The one message in the channel; everything is sent, and the row knows where."""
        (message,) = self.posts()
        assert self.rows() == []
        rows = self.outbox.at(message.channel, message.ts)
        assert rows
        assert {kept.state for kept in rows} == {SENT}
        return message


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(patience=PATIENT) as made:
        made.move_clock(DUE)
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    rows = [milestone("2025-08-14"), milestone("2025-08-14", "B2", responsible=UNIT)]
    with closing(filled(tmp_path / "clock.db", rows)) as made:
        yield made


@pytest.fixture
def office(slack: LocalSlack, store: Store) -> Office:
    made = Office(slack, store)
    made.work.queue(at("2025-08-13T09:00"))  # the clock has run before: nothing is old
    return made


BEFORE = 1  # history is asked before the first message to a conversation

# ---------------------------------------------------------------- T01, T14: nobody knows whether it is there


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize(
    "fault",
    [
        {"effect": "drop"},
        {"effect": "status", "status": 500},
        {"effect": "status", "status": 503},
        {"effect": "html"},
        {"effect": "truncated"},
        {"effect": "error", "error": "internal_error"},
        {"effect": "error", "error": "fatal_error"},
    ],
    ids=lambda fault: "-".join(str(value) for value in fault.values()),
)
def test_without_a_clear_answer_history_is_asked_before_any_second_post(
    office: Office, fault: dict[str, Any], stored: bool
) -> None:
    office.slack.fault("chat.postMessage", stored=stored, **fault)
    office.tick()
    assert (office.states(), len(office.posts())) == ([UNKNOWN], int(stored))
    office.tick(SETTLE + SECOND)
    office.once()
    assert len(office.calls("chat.postMessage")) == (1 if stored else 2)
    assert len(office.calls("conversations.history")) == BEFORE + 1


def test_history_that_lags_is_not_proof(office: Office) -> None:
    """Eight seconds of lag are less than what is waited before history is asked."""
    office.slack.fault("chat.postMessage", "drop", stored=True)
    office.slack.fault("conversations.history", "delay", seconds=8, count=-1)
    office.tick()
    for _ in range(6):
        office.tick(timedelta(seconds=3))
    office.once()


def test_a_tick_at_a_moment_to_come_finds_its_own_post(office: Office) -> None:
    """Somebody plays next week; Slack's own clock stamps the message with today."""
    office.sender.poster = SlackPoster(sandbox_bot.client(office.slack), office.slack.now)
    office.slack.fault("chat.postMessage", "drop", stored=True)
    for moment in ("2025-08-21T08:30", "2025-08-21T08:31"):
        office.sender.clock = lambda moment=moment: at(moment)
        office.work.tick(at(moment), office.sender, lambda seconds: None)
    office.once()


def test_history_that_fails_for_a_day_makes_a_person_look(office: Office) -> None:
    """Never a blind second post: both buttons, in the channel for alerts."""
    office.slack.fault("chat.postMessage", "drop", stored=True)
    office.tick()
    office.slack.fault("conversations.history", "status", status=503, count=-1)
    for _ in range(23):
        office.tick(timedelta(hours=1))
        assert UNKNOWN in office.states()
    office.tick(timedelta(hours=1))
    assert office.states() == [ASKED]
    message, notice = office.posts()
    assert actions(notice) == ["post_is_there", "post_again"]
    assert timedelta(hours=24) >= ASK_AFTER
    assert len([one for one in office.posts() if one.ts == message.ts]) == 1


def test_history_that_is_asked_too_often_is_left_alone_for_as_long_as_it_says(office: Office) -> None:
    """Two doubtful posts: after the first 429 the second is not asked for; a minute later both are found."""
    office.work.reminders.set_units([Unit(UNIT, office.channel("#alment"))])
    office.slack.fault("chat.postMessage", "drop", stored=True, count=2)
    office.tick()
    assert office.states() == [UNKNOWN, UNKNOWN]
    office.slack.fault("conversations.history", "ratelimited", retry_after="60")
    before = len(office.calls("conversations.history"))
    office.tick(SETTLE + SECOND)
    office.tick(timedelta(seconds=40))
    assert len(office.calls("conversations.history")) == before + 1
    office.tick(timedelta(seconds=30))
    assert office.rows() == []
    assert [len(office.posts(name)) for name in ("#besparelser", "#alment")] == [1, 1]


# ---------------------------------------------------------------- T03: killed on the way

CHILD = """
import os, signal, sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from slack_sdk import WebClient
from bot.slack.sender import SlackPoster
from index.state.leases import Turn
from index.state.outbox import Outbox
from index.store.store import Store
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler

path, url, token, channel, moment, when = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

post = SlackPoster.post
def dying(self, *given):
    if when == "before":
        die()
    sent = post(self, *given)
    if when == "stored":
        die()
    return sent

SlackPoster.post = dying
if when == "answered":
    Outbox.sent = die
now = datetime.fromisoformat(moment)
with closing(Store(Path(path))) as store:
    lease = Turn(store.file).take()
    assert lease
    work = Scheduler(store, SchedulerSettings(ZoneInfo("Europe/Copenhagen"), alert_channel=channel))
    slack = SlackPoster(WebClient(token, base_url=url, retry_handlers=[]))
    work.tick(now, work.sender(slack, lambda: now, lease=lease), lambda seconds: True)
"""


@pytest.mark.parametrize(("when", "there"), [("before", 0), ("stored", 1), ("answered", 1)])
def test_killed_around_the_call_there_is_one_message_after_the_start(office: Office, when: str, there: int) -> None:
    """SIGKILL to a real process; the turn is free at once, and the next sender looks before it posts."""
    slack, path = office.slack, office.store.file.path
    told = [
        str(path),
        slack.api_url,
        slack.app.bot_token,
        office.channel("#besparelser"),
        slack.now().isoformat(),
        when,
    ]
    child = run(sys.executable, "-c", CHILD, *told)
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert (office.states(), len(office.posts())) == ([SENDING], there)
    turn = Turn(office.store.file)
    assert turn.take()
    office.begin()
    assert office.states() == [UNKNOWN]
    office.tick()
    assert office.states() == [UNKNOWN]  # history may not have it yet
    office.tick(SETTLE + SECOND)
    office.once()
    turn.leave()


# ---------------------------------------------------------------- T08: several processes


def ticking(office: Office) -> clock.Ticking:
    """The clock of a process of its own: its own connections, its own turn."""
    read = Settings(
        db=office.store.file.path,
        alert_channel=office.channel("#besparelser"),
        slack_api_url=office.slack.api_url,
        slack_bot_token=office.slack.app.bot_token,
    )
    return clock.Ticking(Store(read.db), read, office.slack.now, clock.poster(read))


def test_of_two_that_tick_at_the_due_second_one_posts(office: Office) -> None:
    """Both queue, at once and again and again; there is one message."""
    both, ready = [ticking(office), ticking(office)], threading.Barrier(2)

    def five_ticks(one: clock.Ticking) -> None:
        ready.wait(CEILING_S)
        for _ in range(5):
            one.tick()

    threads = [threading.Thread(target=five_ticks, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(CEILING_S)
    office.once()
    assert len(office.calls("chat.postMessage")) == 1
    for one in both:
        one.stop()
        one.leave()


def test_who_stands_by_takes_over_when_the_other_has_ended(office: Office) -> None:
    first, second = ticking(office), ticking(office)
    first.tick()
    office.at(at("2025-08-21T08:30"))
    second.tick()
    assert (office.states(), len(office.posts())) == ([PENDING], 1)
    first.stop()
    second.tick()
    assert office.states() == [PENDING]  # what the first has on its way is not known yet
    first.leave()
    second.tick()
    assert (office.states(), len(office.posts())) == ([], 2)
    second.stop()
    second.tick()
    assert len(office.posts()) == 2
    second.leave()


class Slow:
    """Each post waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go_on, self.posts = threading.Event(), threading.Event(), 0

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Outcome:
        self.begun.set()
        assert self.go_on.wait(CEILING_S)
        self.posts += 1
        return Sent(to, f"{self.posts}.0")

    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage:
        return HistoryPage(())

    def channels(self) -> tuple[str, ...]:
        return ()


def test_a_clock_that_is_set_back_goes_on_ticking(store: Store) -> None:
    """After a step back APScheduler's next moment is an hour away, as here."""
    ticking = clock.Ticking(store, Settings(db=store.file.path), lambda: DUE, None)
    with clock.running(ticking, every_s=0.05) as scheduler:
        job = scheduler.get_jobs()[0]
        later = datetime.now().astimezone() + timedelta(hours=1)
        job.modify(next_run_time=later)
        until(lambda: (scheduler.get_job(job.id).next_run_time or later) < later - timedelta(minutes=1))


def test_at_its_end_a_clock_finishes_one_post_and_only_then_leaves_the_turn(store: Store) -> None:
    """Else another would look for what is still on its way, and not find it."""
    slow, path = Slow(), store.file.path
    read = Settings(db=path, alert_channel="CALL")
    one = clock.Ticking(store, read, lambda: DUE, slow)
    for number in range(3):
        one._work.outbox.add(_notice(f"n{number}", "C1"), DUE)
    left = threading.Event()

    def live() -> None:
        with clock.running(one, every_s=3600):
            assert slow.begun.wait(CEILING_S)
        left.set()

    thread, other = threading.Thread(target=live), Turn(store.file)
    thread.start()
    assert slow.begun.wait(CEILING_S)
    assert one._stopped.wait(CEILING_S)
    assert not other.take()
    assert not left.is_set()
    slow.go_on.set()
    thread.join(CEILING_S)
    assert left.is_set()
    assert other.take()
    other.leave()
    assert slow.posts <= 2  # to C1 and CALL, and no second one to C1 without a pause
    assert one._work.outbox.counts()[PENDING] >= 2


# ---------------------------------------------------------------- T09, T18: off, and clocks that jump

LATE = "Forsinket: skulle være sendt"


@pytest.mark.parametrize(
    ("off", "late", "rules"),
    [
        (timedelta(seconds=2.3), False, "i dag"),
        (timedelta(minutes=5), False, "i dag"),
        (timedelta(days=4), True, "2 milepæle er overskredet"),
        (timedelta(weeks=3, days=1), True, "2 milepæle er overskredet"),
    ],
    ids=["2.3s", "5min", "4days", "3weeks"],
)
def test_what_was_missed_while_off_comes_once_and_says_that_it_is_late(
    office: Office, off: timedelta, late: bool, rules: str
) -> None:
    office.tick(off)
    shown = text_of(office.once())
    assert (LATE in shown) is late
    assert rules in shown
    for _ in range(4):
        office.tick(timedelta(minutes=30))
    office.once()


def test_what_lay_in_the_outbox_for_days_is_one_message_that_says_so(office: Office) -> None:
    """Queued on three days without a sender, posted as one."""
    for moment in ("2025-08-14T08:30", "2025-08-21T08:30", "2025-08-28T08:30"):
        office.work.tick(at(moment), None, lambda seconds: None)
    assert office.states() == [PENDING] * 3
    office.at(at("2025-08-29T10:00")).tick()
    message = office.once()
    assert len(office.outbox.at(message.channel, message.ts)) == 3
    assert text_of(message).count(LATE) == 1  # once for both milestones


def test_a_clock_that_jumps_doubles_nothing(office: Office) -> None:
    """An hour on and back, a day back, ten years on and back again."""
    office.tick()
    for moment in ("2025-08-14T09:30", "2025-08-14T08:30", "2025-08-13T08:45", "2025-08-14T12:00"):
        office.at(at(moment)).tick()
        office.once()
    office.at(at("2035-08-15T09:00")).tick()
    after = len(office.posts())
    assert after == 2
    office.at(at("2025-08-14T14:00")).tick()
    assert len(office.posts()) == after
    assert len(set(office.outbox.counts())) == 1


def test_the_clock_is_well_while_many_posts_go_out_and_not_when_it_stands(office: Office) -> None:
    """A tick that posts for minutes goes on telling that it lives."""
    channel, health, seen = office.channel("#alment"), Health(office.store), list[list[str]]()
    for number in range(150):
        office.outbox.add(_notice(f"n{number:03}", channel), office.slack.now())

    def watched(seconds: float) -> None:
        office.pause(seconds)
        seen.append(health.problems(office.slack.now()))

    office.work.tick(office.slack.now(), office.sender, watched)
    assert len(seen) > 140
    assert [found for found in seen if found] == []
    now = office.slack.now()
    assert health.problems(now + timedelta(seconds=75)) == []
    assert health.problems(now + timedelta(seconds=121)) == [NO_TICK]


# ---------------------------------------------------------------- T13: too fast


@pytest.mark.parametrize(("header", "seconds"), [("20", 20), (None, 30), ("20.5", 20.5), ("3600", 3600), ("soon", 30)])
def test_a_limit_is_waited_for_in_its_channel_and_others_go_on(
    office: Office, header: str | None, seconds: float
) -> None:
    """The tick ends; it does not wait for the channel. No limit is so short that a slow machine ends it in the tick."""
    office.work.reminders.set_units([Unit(UNIT, office.channel("#alment"))])
    office.slack.fault("chat.postMessage", "ratelimited", retry_after=header)
    office.tick()
    posted = len(office.posts("#alment")) + len(office.posts())
    assert posted == 1
    assert office.paused <= 2
    (kept,) = office.rows()
    assert (kept.state, kept.reason) == (PENDING, "ratelimited")
    office.outbox.add(_notice("later", kept.post.recipient or ""), office.slack.now())
    office.tick()
    assert len(office.posts("#alment")) + len(office.posts()) == 1  # nor is anything else in this channel
    office.tick(timedelta(seconds=seconds + 1))
    assert office.rows() == []
    assert len(office.posts("#alment")) + len(office.posts()) == 3
    assert not office.slack.workspace.warnings


def _notice(key: str, to: str) -> Post:
    return Post(key, "notice", to, {"about": "refused", "error": "not_in_channel", "recipient": key})


# ---------------------------------------------------------------- T17: zones

ZONES = (
    "Europe/Copenhagen",
    "Atlantic/Azores",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Pacific/Chatham",
    "Asia/Kathmandu",
)


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(available_timezones()) if soak.IS_SOAK else ZONES)
def test_each_local_day_has_its_reminder_at_half_past_eight(tmp_path: Path, name: str) -> None:
    """Also on and around the days on which clocks change, in summer and in winter."""
    zone = ZoneInfo(name)
    changes = [
        day
        for day in (DUE.date() + n * DAY for n in range(-230, 140))
        if _offset(zone, day) != _offset(zone, day + DAY)
    ]
    days = sorted({day + n * DAY for day in (*changes, DUE.date()) for n in range(-1, 3)})
    with closing(filled(tmp_path / "a.db", [milestone([day.isoformat() for day in days])])) as store:
        work, told = Scheduler(store, SchedulerSettings(zone, alert_channel="CALL")), Counter[str]()
        work.queue(datetime(2024, 12, 1, tzinfo=zone))
        for day in days:
            begin = datetime(day.year, day.month, day.day, tzinfo=zone)
            moments = [begin.timestamp() + 1800 * n for n in range(50)]
            for moment in (datetime.fromtimestamp(one, zone) for one in moments):
                work.queue(moment)
                for kept in work.outbox.tell():
                    assert (moment.hour, moment.minute) == (8, 30), (name, moment)
                    told[kept.key] += 1
                    assert kept.key.endswith(moment.date().isoformat())
        open_days = [day for day in days if work.rules.work.is_open(day)]
        assert {key[-10:] for key in told} >= {day.isoformat() for day in open_days}
        assert set(told.values()) == {1}


def _offset(zone: ZoneInfo, day: Any) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()


# ---------------------------------------------------------------- T22, T23: what a person must fix


@pytest.mark.parametrize(
    ("error", "fix"),
    [
        ("not_in_channel", "Invitér mig"),
        ("channel_not_found", "kanalens id"),
        ("is_archived", "arkiveret"),
        ("restricted_action", "lukket for andre"),
        ("messages_tab_disabled", "Beskeder"),
        ("channel_id_changed", "Prøv igen"),
    ],
)
def test_a_channel_that_takes_nothing_is_one_notice_and_waits(office: Office, error: str, fix: str) -> None:
    """The rest goes on; after the fix each post is there once."""
    channel = office.channel("#alment")
    office.work.computed["plain"] = Plain()
    office.sender.poster = Refusing(office, channel, error)
    for number in range(3):
        office.outbox.add(Post(f"r{number}", "plain", channel, {}), office.slack.now())
    office.tick()
    notices = [one for one in office.posts() if "afviser beskeder" in text_of(one)]
    assert len(notices) == 1
    assert fix in text_of(notices[0])
    assert error in text_of(notices[0])
    assert [(kept.state, kept.reason) for kept in office.rows()] == [(PARKED, error)] * 3
    office.begin()
    assert office.outbox.resume(office.slack.now(), channel) == 3
    office.tick(timedelta(minutes=1))
    assert office.rows() == []
    assert len(office.posts("#alment")) == 3


class Refusing(SlackPoster):
    """One channel gives an error, as long as this is the poster."""

    def __init__(self, office: Office, channel: str, error: str) -> None:
        super().__init__(sandbox_bot.client(office.slack))
        self._slack, self._channel, self._error = office.slack, channel, error

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Outcome:
        if to == self._channel:
            self._slack.fault("chat.postMessage", "error", error=self._error)
        return super().post(to, card, marks)


class Plain:
    """A kind of post that says its own key."""

    def posts(self, now: datetime) -> list[Post]:
        return []

    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card:
        return render_notice(kept.key, "da")


def test_when_the_channel_for_alerts_takes_nothing_an_administrator_is_told(office: Office) -> None:
    office.sender.poster = Refusing(office, office.channel("#besparelser"), "is_archived")
    office.outbox.add(_notice("earlier", office.channel("#besparelser")), office.slack.now() - timedelta(hours=1))
    office.tick()
    assert office.posts() == []
    heard = [one for one in office.slack.messages("@bot", "Administrator") if one.author == office.slack.app.user]
    assert len(heard) == 2
    assert all("arkiveret" in text_of(one) or "earlier" in text_of(one) for one in heard)
    assert office.states() == [PARKED]


@pytest.mark.parametrize(
    "error", ["account_inactive", "token_revoked", "invalid_auth", "missing_scope", "token_expired"]
)
def test_a_token_that_is_not_taken_stops_all_drops_nothing_and_shows(office: Office, error: str) -> None:
    """Three reminders wait; health is red; with a new token they go out, once, as one late message."""
    office.slack.fault("*", "error", error=error, count=-1)
    for moment in ("2025-08-14T08:30", "2025-08-21T08:30", "2025-08-28T08:30"):
        office.at(at(moment)).tick()
        before = len(office.calls("chat.postMessage"))
        office.tick(timedelta(seconds=30))
        assert len(office.calls("chat.postMessage")) == before  # the circuit is open for a minute
    assert office.states() == [PENDING] * 3
    assert OLD_POSTS in Health(office.store).problems(office.slack.now())
    with office.slack.workspace.lock:
        office.slack.backend.script.clear()
    office.at(at("2025-08-29T08:30")).tick()
    assert LATE in text_of(office.once())
    assert Health(office.store).problems(office.slack.now()) == []


# ---------------------------------------------------------------- T24: Slack is down


def test_two_hours_down_and_two_hundred_posts(office: Office) -> None:
    """After that all is there once, oldest first, and never faster than a message a second in a channel."""
    channels = [office.channel(name) for name in ("#besparelser", "#alment", "#ledelse")]
    office.slack.fault("*", "status", status=503, count=-1)
    for number in range(200):
        office.outbox.add(_notice(f"n{number:03}", channels[number % 3]), office.slack.now() + number * SECOND)
    for _ in range(12):
        office.tick(timedelta(minutes=10))
    assert all(not office.posts(name) for name in ("#besparelser", "#alment", "#ledelse"))
    with office.slack.workspace.lock:
        office.slack.backend.script.clear()
    for _ in range(6):
        office.tick(timedelta(minutes=2))
    assert office.rows() == []
    shown = {name: [text_of(one) for one in office.posts(name)] for name in ("#besparelser", "#alment", "#ledelse")}
    for number, name in enumerate(("#besparelser", "#alment", "#ledelse")):
        told = [text.split("til ")[1].split(" ")[0] for text in shown[name] if "til n" in text]
        assert told == [f"n{one:03}" for one in range(number, 200, 3)]
    assert not office.slack.workspace.warnings


# ---------------------------------------------------------------- T31: red, green, red while the sender is down


def test_each_transition_to_red_is_there_once_although_nobody_posted_meanwhile(
    slack: LocalSlack, tmp_path: Path
) -> None:
    """Four reports, each loaded twice, within a minute: green, red, green, red are two alerts, in their order."""
    row = next(one for one in test_status_alert.DECEMBER.read_text("utf-8").splitlines() if "FU02" in one)
    status = "Tidsplanen er skredet mere end 6 mdr. og økonomien er skredet med mere end 1 mio. kr."
    reports = [test_status_alert.JUNE, test_status_alert.DECEMBER]
    for month, line in (("juni", row.replace(status, "Forløber som planlagt")), ("december", row)):
        changes = [(one, f"{each} 2026") for one, each in (("december 2025", month), ("December 2025", month.title()))]
        known = [one for one in changes if one[0] in test_status_alert.DECEMBER.read_text("utf-8")]
        reports.append(test_status_alert.changed(tmp_path, f"{month}.txt", *known, (row, line)))
    slack.move_clock(test_status_alert.WHEN)
    with closing(loading.store_to_fill(tmp_path / "red.db")) as store:
        office = Office(slack, store)
        for seconds, report in enumerate([one for one in reports for _ in range(2)]):
            test_status_alert.load(store, report, when=test_status_alert.WHEN + seconds * SECOND)
        assert office.posts() == []
        slack.fault("chat.postMessage", "drop", stored=True, count=2)
        for _ in range(4):
            office.tick(timedelta(seconds=15))
        alerts = [kept for one in office.posts() for kept in office.outbox.at(one.channel, one.ts)]
        red = [kept for kept in alerts if kept.post.kind == "red"]
        assert [("FU02 (2024)" in test_status_alert.names(kept)) for kept in red] == [True, True]
        assert [kept for kept in office.rows() if kept.post.kind == "red"] == []


def test_no_client_that_writes_repeats_a_call_by_itself(tmp_path: Path) -> None:
    """After a broken connection Slack may have the message: the SDK's own clients send it again."""
    slack = clock.client(Settings(db=tmp_path / "a.db", slack_bot_token="xoxb-a"))
    assert slack is not None
    assert slack.retry_handlers == []


def test_before_the_clock_posts_it_is_asked_who_reads_there(tmp_path: Path) -> None:
    assert isinstance(clock.poster(Settings(db=tmp_path / "a.db", slack_bot_token="xoxb-a")), InsidePoster)


def test_a_tick_that_comes_late_is_made_up_for_once(store: Store) -> None:
    """APScheduler drops by itself what is a second late, and runs what it missed as often as it was missed."""
    ticking = clock.Ticking(store, Settings(db=store.file.path), lambda: DUE, None)
    with clock.running(ticking, every_s=3600) as scheduler:
        (job,) = scheduler.get_jobs()
        assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
