"""Two bots and two clocks on one database on a server, killed while people ask and started again, the server as well.

Every event is answered once or told, every post is there once. On a server nobody knows at once that a process has
ended: its lease and its row have to run out, which take seconds here. The long form:

    make soak ROUNDS=25 ARGS="tests/bot/test_kills_on_server.py -n0 -s"
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from index.db.engine import ServerAddress
from sandbox import LocalSlack
from tests import postgresql, soak
from tests.bot.test_rounds_of_kills import RandomFaults, Town, a_town, asking, outbox_of, put_posts, quiet, settings_of
from tests.processes import Child, Start
from tests.waiting import pause

ROUNDS = soak.times(4)
RESTARTS = 10 if soak.IS_SOAK else 1  # of the server
LIMIT_S = 0 if soak.IS_SOAK else 540
LONGEST_S = 3.0  # before a kill
# A bot or a clock as a process, whose lease and row last seconds; all that is measured against them is shorter as well.
PROGRAM = """
import os, sys
from datetime import timedelta
from bot import clock, serve
from bot.settings import read_settings
from index.db import postgresql
from index.state import leases
from scheduler import delivery, tick

leases.LENGTH, delivery.HELD_UP = timedelta(seconds=6), timedelta(seconds=2)
tick.LATEST, postgresql.LIVES = timedelta(seconds=8), timedelta(seconds=10)
clock.running.__wrapped__.__defaults__ = (0.5,)
read = read_settings(os.environ)
if sys.argv[1] == "clock":
    serve.run_clock(read, lambda: print("port 0", flush=True))
else:
    serve.run(read, 0, lambda port: print("port", port, flush=True))
"""


@dataclass
class Processes:
    """Two of each kind; requests go to a bot that lives."""

    town: Town
    start: Start
    running: dict[tuple[str, int], Child] = field(default_factory=dict)
    ports: dict[int, str] = field(default_factory=dict)

    def begin(self, kind: str, number: int) -> None:
        child = self.start(sys.executable, "-c", PROGRAM, kind, env=settings_of(self.town))
        port = re.findall(r"port (\d+)", child.line(r"port \d+"))[0]
        self.running[kind, number] = child
        if kind == "bot":
            self.ports[number] = port
            self.send_to(number)

    def send_to(self, number: int) -> None:
        self.town.slack.deliver_to(f"http://127.0.0.1:{self.ports[number]}/slack/events")

    def kill(self, kind: str, number: int) -> None:
        self.running.pop((kind, number)).kill()
        if kind == "bot":
            self.send_to(1 - number)


@pytest.fixture
def own_server() -> Iterator[postgresql.Server]:
    """Not the one of the other tests: this one is stopped."""
    if postgresql.programs() is None:
        pytest.skip("no PostgreSQL")
    with postgresql.server() as running:
        yield running


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(LIMIT_S)
def test_each_event_is_answered_once_and_each_post_posted_once(own_server: postgresql.Server, start: Start) -> None:
    begun = time.monotonic()
    with a_town(ServerAddress.of(own_server.database("kills"))) as town:
        without_faults(town.slack)
        processes = Processes(town, start)
        each = [(kind, number) for kind in ("bot", "clock") for number in range(2)]
        for one in each:
            processes.begin(*one)
        restarts = {(at + 1) * ROUNDS // (RESTARTS + 1) for at in range(RESTARTS)}
        with asking(town):
            town.share()
            for number in range(ROUNDS):
                put_posts(town, number)
                pause(town.dice.uniform(0.2, LONGEST_S))
                hit = town.dice.choice(each) if number >= len(each) else each[number]
                processes.kill(*hit)
                if number in restarts:
                    own_server.restart()
                processes.begin(*hit)
        quiet(town)
        figures, (posts, doubled, lost) = town.figures(), outbox_of(town)
        print(json.dumps({"rounds": ROUNDS, "seconds": round(time.monotonic() - begun), "questions": figures}))
        traces = [*town.traces("silence"), *(one.stderr[-2000:] for one in processes.running.values())]
    assert (doubled, lost) == ([], [])
    assert posts >= 2 * ROUNDS  # and what the clock says of the report that was loaded meanwhile
    for kind, count in figures.items():
        assert not count.get("silence"), "\n".join([str(figures), *traces])
        assert kind == "command" or not count.get("doubled"), figures  # a private answer cannot be looked up


def without_faults(slack: LocalSlack) -> None:
    script = slack.backend.script
    assert isinstance(script, RandomFaults)
    script.on = False
