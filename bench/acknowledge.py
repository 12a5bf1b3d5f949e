"""How soon Slack has its acknowledgement when many ask at once: over HTTP and over Socket Mode, in one run.

    python bench/acknowledge.py [--at-once 50] [--rounds 20] [--proposals 10000] [--cores 2]

The bot is `sagsbot serve` in a process of its own, on a database of generated proposals; the local Slack is this
process. In each round so many people ask at the same moment, half with the command and half in direct messages, other
people every round. The time of an acknowledgement is what Slack would see: from sending a request to its answer, the
local Slack's own work on the same cores included. The next round begins when all are answered.
"""

import argparse
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.generate import idea_bank, proposals
from sandbox import LocalSlack, Patience
from sandbox.deliveries import Delivery
from sandbox.state import User

ASKED = tuple((Path(__file__).parent / "asked.txt").read_text(encoding="utf-8").splitlines())
CHANNEL = "C0ALMENT"
PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Measured:
    """One way at one load: milliseconds of every acknowledgement, seconds until each whole round was answered."""

    way: str
    acknowledged_ms: tuple[float, ...]
    failed: int
    answered_s: tuple[float, ...]

    def percentile(self, share: float) -> float:
        ordered = sorted(self.acknowledged_ms)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def measured(way: str, db: Path, at_once: int, rounds: int) -> Measured:
    """`way` is "http" or "socket"."""
    sent: list[Delivery] = []
    with LocalSlack(patience=Patience(waiting_s=PATIENCE_S)) as slack, served(slack, db, way):
        done = [_round(slack, number, at_once, sent) for number in range(rounds)]
    failed = sum(one.status != "acknowledged" for one in sent)
    return Measured(way, tuple(one.ms for one in sent), failed, tuple(done))


def _round(slack: LocalSlack, number: int, at_once: int, sent: list[Delivery]) -> float:
    """So many new people ask; returns the seconds until all have their answer. What was sent is added to `sent`."""
    slack.deliveries.sent.clear()
    people = [f"U0{number:03d}X{one:04d}" for one in range(at_once)]
    with slack.workspace.changing():
        for who in people:
            slack.workspace.people[who] = User(who, who, who.lower())
            slack.workspace.conversation(CHANNEL).members.append(who)
    begun = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda pair: _ask(slack, *pair), zip(people, itertools.cycle(ASKED), strict=False)))
    for index, who in enumerate(people):
        slack.said(*_place(who, index))
    seconds = time.perf_counter() - begun
    slack.settle()
    # Slack also tells of what the bot itself said: that is no question.
    sent += [one for one in slack.deliveries.sent if not one.payload.get("event", {}).get("bot_id")]
    return seconds


def _place(who: str, index: int) -> tuple[str, str]:
    return ("@bot" if index % 2 else CHANNEL), who


def _ask(slack: LocalSlack, who: str, question: str) -> None:
    channel, _ = _place(who, int(who[-4:]))
    if channel == CHANNEL:
        slack.slash_as(who, channel, f"/sag {question}")
    else:
        slack.post_as(who, channel, question)


@contextmanager
def served(slack: LocalSlack, db: Path, way: str) -> Iterator[None]:
    """The bot, ready."""
    settings = {
        **os.environ,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.app.bot_token,
        "SLACK_APP_TOKEN": slack.app.app_token,
        "SLACK_SIGNING_SECRET": slack.app.signing_secret,
        "SAGSBOT_DB": str(db),
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", "0"]
    command += ["--socket-mode"] if way == "socket" else []
    with subprocess.Popen(command, env=settings, stderr=subprocess.PIPE, text=True) as process:
        try:
            _ready(slack, process, way)
            yield
        finally:
            process.terminate()


def _ready(slack: LocalSlack, process: "subprocess.Popen[str]", way: str) -> None:
    assert process.stderr
    if way == "socket":
        slack.wait_until(lambda: bool(slack.backend.sockets.connections))
        return
    port = next(found for line in process.stderr if (found := re.search(r"port (\d+)", line)))
    slack.deliver_to(f"http://127.0.0.1:{port[1]}/slack/events")


def loaded(folder: Path, number: int) -> Path:
    document, db = folder / "ideas.txt", folder / "bench.db"
    document.write_text(idea_bank(proposals(number)), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "bot", "load", str(document), "--db", str(db)], check=True, stdout=subprocess.DEVNULL
    )
    return db


def table(found: Sequence[Measured], at_once: int) -> str:
    lines = [
        "| way | requests | p50 ms | p99 ms | longest ms | failed | all answered s |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in found:
        times = f"{one.percentile(0.5):,.0f} | {one.percentile(0.99):,.0f} | {max(one.acknowledged_ms):,.0f}"
        slowest = max(one.answered_s)
        lines.append(f"| {one.way} | {len(one.acknowledged_ms):,} | {times} | {one.failed} | {slowest:.1f} |")
    return "\n".join([f"{at_once} at once:", "", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description="Time acknowledgements of the Slack app.")
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--proposals", type=int, default=10_000)
    parser.add_argument("--cores", type=int, default=2)
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: given.cores]))
    with tempfile.TemporaryDirectory() as folder:
        db = loaded(Path(folder), given.proposals)
        found = [measured(way, db, given.at_once, given.rounds) for way in ("http", "socket")]
    print(table(found, given.at_once))


if __name__ == "__main__":
    main()
