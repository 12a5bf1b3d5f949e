"""Two clocks on one database, killed and stopped again and again: every post is there once.

On a server nobody knows at once that a process has ended: the lease has to run out. It is short here. The long form
starts the server anew as well:

    make soak ROUNDS=25 ARGS="tests/bot/test_two_clocks.py -n0"
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.slack.sender import carried_marks
from index.db.engine import ServerAddress, Unusable
from index.db.opening import open_database
from index.state.outbox import SENT, Outbox, Post
from index.store.store import Store
from sandbox import LocalSlack
from scheduler.poster import mark_of
from tests import postgresql, soak
from tests.processes import Child, Start
from tests.waiting import PATIENT, pause

ROUNDS = soak.times(4)
RESTARTS = 10 if soak.IS_SOAK else 0
LIMIT_S = 0 if soak.IS_SOAK else 300
REST_S = 150.0
PLACES = ("#besparelser", "#alment", "#ledelse")
NOTICE = {"about": "refused", "error": "is_archived", "recipient": "C0GONE"}
# The clock as a process, whose lease lasts seconds; all that is measured against it is shorter in the same measure.
CLOCK = """
import sys
from datetime import timedelta
from bot import clock, serve
from bot.settings import read_settings
from index.state import leases
from scheduler import delivery, tick

leases.LENGTH, delivery.HELD_UP = timedelta(seconds=6), timedelta(seconds=2)
tick.LATEST = timedelta(seconds=8)
clock.running.__wrapped__.__defaults__ = (0.5,)
import os
serve.run_clock(read_settings(os.environ), lambda: print("ready", flush=True))
"""


@pytest.fixture
def own_server() -> Iterator[postgresql.Server]:
    """Not the one of the other tests: this one is stopped."""
    if postgresql.programs() is None:
        pytest.skip("no PostgreSQL")
    with postgresql.server() as running:
        yield running


def a_clock(start: Start, slack: LocalSlack, address: ServerAddress) -> Child:
    settings = {
        **os.environ,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.app.bot_token,
        "SAGSBOT_DATABASE_URL": address.url,
        "SAGSBOT_ALERT_CHANNEL": slack.channel(PLACES[0]),
    }
    child = start(sys.executable, "-c", CLOCK, env=settings)
    child.line("ready")
    return child


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(LIMIT_S)
def test_two_clocks_that_are_killed_post_each_post_once(own_server: postgresql.Server, start: Start) -> None:
    address, dice = ServerAddress.of(own_server.database("clocks")), random.Random(soak.SEED)
    Store(address).close()
    with LocalSlack(patience=PATIENT) as slack:
        clocks = [a_clock(start, slack, address) for _ in range(2)]
        for number in range(ROUNDS):
            put(slack, address, number)
            pause(dice.uniform(0.1, 2.0))
            hit = dice.randrange(2)
            if dice.random() < 0.3:
                hold_up(clocks[hit], dice)
            else:
                clocks[hit].kill()
                clocks[hit] = a_clock(start, slack, address)
            if RESTARTS and number % (ROUNDS // RESTARTS) == 0:
                own_server.restart()
        end = time.monotonic() + REST_S
        while not settled(address):
            assert time.monotonic() < end, [one.stderr[-2000:] for one in clocks]
            pause(1)
        for one in clocks:
            one.signal(signal.SIGTERM)
            one.ended()
        with closing(open_database(address)) as file:
            keys = [str(key) for (key,) in file.reader().rows("SELECT key FROM outbox")]
        there = posted(slack)
    assert len(keys) == ROUNDS * len(PLACES)
    assert {there[mark_of(key)] for key in keys} == {1}


def put(slack: LocalSlack, address: ServerAddress, number: int) -> None:
    with closing(open_database(address)) as file:
        for to in PLACES:
            key = f"clocks:{number}:{to}"
            Outbox(file).add(Post(key, "notice", slack.channel(to), NOTICE), datetime.now(UTC))


def hold_up(child: Child, dice: random.Random) -> None:
    """For longer than the lease lasts, or not: another has taken it when this one goes on, or has not."""
    child.signal(signal.SIGSTOP)
    pause(dice.choice((1.0, 8.0)))
    child.signal(signal.SIGCONT)


def settled(address: ServerAddress) -> bool:
    try:
        with closing(open_database(address)) as file:
            return set(Outbox(file).counts()) == {SENT}
    except Unusable:
        return False


def posted(slack: LocalSlack) -> Counter[str]:
    messages = [m for c in slack.workspace.conversations.values() for m in c.messages if m.metadata]
    return Counter(mark for m in messages for mark in carried_marks({"metadata": m.metadata}))
