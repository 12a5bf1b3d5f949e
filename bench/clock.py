"""How long a tick takes, and how long it takes to drain: 10,000 milestones that are due on one day, 1,000 owners.

    python bench/clock.py [--milestones 10000] [--owners 1000]

Slack is a stand-in that takes every message; time is moved by hand, a round a second, as the clock does it.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.ingest import loading
from bot.settings import COPENHAGEN
from index.state.people import People, Person
from index.store.store import Store
from records import Loaded, Milestone, Proposal, Source
from scheduler.poster import HistoryPage, Sent
from scheduler.rules.watched_cases import watched_cases
from scheduler.settings import SchedulerSettings
from scheduler.tick import ROUND, Scheduler
from templates import Card

DUE = date(2027, 3, 31)
NOW = datetime(2027, 3, 1, 8, 30, tzinfo=COPENHAGEN)  # 30 days ahead


class Takes:
    """Takes everything, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Sent:
        self.count += 1
        return Sent(f"D{to}", str(self.count))

    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage:
        return HistoryPage(())

    def channels(self) -> tuple[str, ...]:
        return ()


def fill(store: Store, milestones: int, owners: int) -> None:
    """One document; ten milestones a case, each case with an owner."""
    cases, name = milestones // 10, "forslag.txt"
    proposals = tuple(
        Proposal("Sandvig", f"Forslag nummer {at}", Source(name, at + 1), code=f"QX{at:05}") for at in range(cases)
    )
    rows = tuple(
        Milestone("Sandvig", f"QX{at % cases:05}", f"Forslag nummer {at % cases}", f"Mål nummer {at}", "Optælling",
                  "Økonomi", "31. marts 2027", Source(name, at + 1), all_dues=((DUE, DUE),))
        for at in range(milestones)
    )  # fmt: skip
    store.replace(Loaded(name, "proposals", "Forslag", "Sandvig", proposals=proposals, milestones=rows), "0" * 64, NOW)
    people, admin = People(store.file), Person("U0ADMIN", "Administrator")
    for at, case in enumerate(watched_cases(store)):
        people.know(case.case)
        people.own(case.key, Person(f"U{at % owners:05}", "Ejer"), admin, NOW)


def memory() -> float:
    """The highest so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Scheduler, now: datetime) -> float:
    begun = time.perf_counter()
    work.queue(now)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--milestones", type=int, default=10_000)
    parser.add_argument("--owners", type=int, default=1_000)
    how = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(loading.store_to_fill(Path(folder) / "clock.db")) as store:
        fill(store, how.milestones, how.owners)
        work, slack, now = Scheduler(store, SchedulerSettings(COPENHAGEN)), Takes(), NOW
        first, before = timed(work, now), memory()
        changed, again = timed(work, now + timedelta(seconds=30)), timed(work, now + timedelta(seconds=60))
        sender, begun, rounds = work.sender(slack, lambda: now), time.perf_counter(), 0
        while work.outbox.fronts():
            sender.round(now)
            now, rounds = now + ROUND, rounds + 1
        took = time.perf_counter() - begun
    print(f"{how.milestones:,} milestones due, {how.owners:,} owners")
    print(f"first tick {first:.2f} s · nothing to put {changed:.3f} s · nothing changed since {again:.4f} s")
    print(f"{slack.count:,} messages in {rounds} rounds (seconds of Slack's time), {took:.1f} s of work")
    print(f"memory {before:.0f} MB after the tick, {memory():.0f} MB after all was sent")


if __name__ == "__main__":
    main()
