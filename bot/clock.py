"""The clock as a process, or beside the Slack app: it ticks, and one of all that run on a database posts.

APScheduler only ticks, in memory. What is due stands in the database; a tick that was missed changes nothing.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from apscheduler.job import Job
from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient

from bot import log as logs
from bot.ingest.holding import release
from bot.rules import scheduler
from bot.settings import Settings
from bot.slack.client import SlackClient
from bot.slack.outside import InsidePoster
from bot.slack.sender import SlackPoster
from index.db.database import Unusable, explained
from index.db.engine import Database
from index.state.leases import Lease, Turn
from index.store.store import Store
from scheduler.comparing import InMemory, OutsideNumber
from scheduler.delivery import Sender
from scheduler.poster import Poster
from scheduler.tick import Pause, TickResult

log = logging.getLogger(__name__)

TICK_S = 30
DAMAGED = ("damaged", "not_a_database")  # nothing goes out of such a file until it was started and checked anew

Now = Callable[[], datetime]


def client(read: Settings) -> WebClient | None:
    """Slack as the settings name it; None without a token."""
    if not read.slack_bot_token:
        return None
    return WebClient(read.slack_bot_token, base_url=read.slack_api_url, retry_handlers=[], timeout=20)


def poster(read: Settings) -> Poster | None:
    slack = client(read)
    return InsidePoster(SlackPoster(slack), SlackClient(slack).shared_outside) if slack else None


def once(store: Store, read: Settings, now: datetime, pause: Pause = time.sleep) -> TickResult:
    """One tick at a moment; where another process posts, or there is no token, all that is queued is held."""
    work, turn, slack = scheduler(store, read), Turn(store.file), poster(read)
    release(store, work.rules, now)
    try:
        sender = None
        if slack and (lease := turn.take()):
            sender = work.sender(slack, lambda: now, message_number(store.file), lease=lease)
        return work.tick(now, sender, pause)
    finally:
        turn.leave()


class Ticking:
    """The ticks of one process. `now` is the clock on the wall, or the one of a local Slack."""

    def __init__(self, store: Store, read: Settings, now: Now, slack: Poster | None) -> None:
        self._work, self._now, self._slack = scheduler(store, read), now, slack
        self._file, self._turn = store.file, Turn(store.file)
        self._sender: Sender | None = None
        self._lease: Lease | None = None
        self._damaged = False
        self._stopped = threading.Event()
        self._ticked = threading.Event()

    def tick(self) -> None:
        """What fails is told in the log and is tried again at the next tick."""
        self._ticked.set()
        try:
            release(self._work.store, self._work.rules, self._now())
            with explained(self._file.address):
                self._work.tick(self._now(), self._ready(), self._pause)
        except Unusable as error:
            log.error("No tick: %s", error)
            self._damaged = self._damaged or error.reason in DAMAGED

    def begin(self) -> None:
        """A clock that is about to tick is well."""
        self._work.reminders.beat("tick", self._now())

    def wake(self, every_s: float, tick_now: Callable[[], object]) -> None:
        """Calls `tick_now` whenever two rounds have passed without a tick, until told to stop: when the machine's clock
        is set back APScheduler waits for its next moment to come again, and that may be hours."""
        while not self._stopped.wait(2 * every_s):
            if not self._ticked.is_set():
                tick_now()
            self._ticked.clear()

    def stop(self) -> None:
        """No more posts after the one that is on its way."""
        self._stopped.set()

    def leave(self) -> None:
        """Another process may post, now that nothing is on its way any longer."""
        try:
            self._turn.leave()
        except Unusable as error:  # then the lease runs out
            log.error("The turn is not given back: %s", error)

    def _ready(self) -> Sender | None:
        """The sender, once it is this process's turn: another one each time that the turn comes anew."""
        if self._slack is None or self._damaged or self._stopped.is_set():
            return None
        lease = self._work.post_queue.aside(self._turn.take)
        if lease is None:
            self._sender = None
        elif self._sender is None or lease != self._lease:
            number = message_number(self._file)
            self._sender = self._work.sender(self._slack, self._now, number, time.monotonic, lease)
        self._lease = lease
        return self._sender

    def _pause(self, seconds: float) -> bool:
        """Returns whether the clock was told to stop meanwhile."""
        return self._stopped.wait(seconds)


@contextmanager
def running(ticking: Ticking, every_s: float = TICK_S) -> Iterator[BackgroundScheduler]:
    """Ticks in a thread of its own, from now on. A tick that comes late is made up for once."""
    clock = BackgroundScheduler(timezone="UTC")
    job = clock.add_job(
        logs.for_tenant_here(ticking.tick),
        "interval",
        seconds=every_s,
        next_run_time=datetime.now().astimezone(),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    ticking.begin()
    clock.start()
    wake = logs.for_tenant_here(ticking.wake)
    waking = threading.Thread(target=wake, args=(every_s, lambda: _tick_now(job)), daemon=True)
    waking.start()
    try:
        yield clock
    finally:
        ticking.stop()
        waking.join()
        clock.shutdown(wait=True)
        ticking.leave()


def _tick_now(job: Job) -> None:
    log.warning("The clock was set back or the machine slept: ticking anew")
    job.modify(next_run_time=datetime.now().astimezone())


def message_number(file: Database) -> OutsideNumber:
    """Where there is no place beside the database it is remembered only: what Slack has must show that it was put
    back."""
    path = file.beside("posted")
    return MessageNumber(path) if path else InMemory()


class MessageNumber:
    """How many messages were claimed, in `<database>.posted`: a database that was put back has fewer. What cannot be
    read or written proves nothing, and stops nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> int | None:
        try:
            return int(self._path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def write(self, number: int) -> None:
        """In one piece: a stop in between leaves the old number."""
        new = self._path.with_name(f"{self._path.name}.new")
        try:
            new.write_text(str(number), encoding="ascii")
            new.replace(self._path)
        except OSError as error:
            log.warning("The number of messages is not kept outside the database: %s", error)
