"""Is the bot well, for whoever watches over it: /healthz in a word and /metrics in numbers, without names.

Of a process for several tenants each number has the tenant as a label.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from index.db.engine import Unusable
from index.state.inbox import Inbox
from index.state.outbox import Outbox
from index.state.posting import BEHIND, Posting
from index.state.reminders import Reminders
from index.store.store import Store

TICK_OVERDUE = timedelta(seconds=100)  # three ticks and some, before or after now: a beat to come is a clock set back
OUTBOX_OLD = timedelta(minutes=15)
PROBLEMS = NO_TICK, OLD_POSTS, RESTORED, DEAF = "no_tick", "old_posts", "restored", "not_connected"
OF_TENANTS = NOT_RUNNING, NO_DATABASE = "not_running", "no_database"  # of one among several
PROBLEM, HEALTHY = "1 for what is wrong", "1 when nothing is wrong"
ANSWER_S = 5.0  # so long a tenant's database is waited for


@dataclass(frozen=True, slots=True)
class HealthReport:
    """`is_of_use`: whoever restarts a process that is of none does no harm. `body` is told as JSON."""

    is_of_use: bool
    body: Mapping[str, object]


class Health:
    """What one database says of those that work on it. `is_connected`: can Slack reach this process at all?"""

    def __init__(self, store: Store, is_connected: Callable[[], bool] = lambda: True) -> None:
        self._store, self._is_connected = store, is_connected
        self._outbox, self._reminders, self._inbox = Outbox(store.file), Reminders(store.file), Inbox(store.file)
        self._posting = Posting(store.file)

    def problems(self, now: datetime) -> list[str]:
        """What is wrong: "no_tick" (the clock stands still), "old_posts" (posts do not get out), "restored" (they wait
        until what Slack has was compared), "not_connected" (no connection of Socket Mode is open)."""
        beat, oldest = self._reminders.heartbeat("tick"), self._outbox.oldest()
        found = [] if beat and abs(now - beat[0]) <= TICK_OVERDUE else [NO_TICK]
        found += [OLD_POSTS] if oldest and now - oldest > OUTBOX_OLD else []
        found += [RESTORED] if self._posting.life().state == BEHIND else []
        return found if self._is_connected() else [*found, DEAF]

    def report(self, now: datetime) -> HealthReport:
        problems = self.problems(now)
        return HealthReport(not problems, {"ok": not problems, "problems": problems})

    def metrics(self, now: datetime) -> bytes:
        """In the text format of Prometheus."""
        return _as_text(self.numbers(now))

    def numbers(self, now: datetime) -> Iterator[Metric]:
        yield _by_state("sagsbot_outbox_rows", "Posts by what became of them", self._outbox.counts())
        yield _by_state("sagsbot_inbox_rows", "Requests of Slack by what became of them", self._inbox.counts())
        beat, problems = self._reminders.heartbeat("tick"), self.problems(now)
        yield _age("sagsbot_outbox_oldest_seconds", "How long the oldest post has waited", self._outbox.oldest(), now)
        yield _age("sagsbot_inbox_oldest_seconds", "How long the oldest request has waited", self._inbox.oldest(), now)
        if beat:
            yield _age("sagsbot_tick_age_seconds", "Time since the clock last ticked", beat[0], now)
        yield from self._documents(now)
        yield _by_state("sagsbot_problem", PROBLEM, {one: int(one in problems) for one in PROBLEMS}, "kind")
        yield GaugeMetricFamily("sagsbot_healthy", HEALTHY, 0 if problems else 1)
        yield _by_state("sagsbot_build_info", "1 for the version that runs", {version("sagsbot"): 1}, "version")

    def _documents(self, now: datetime) -> Iterator[Metric]:
        documents = self._store.documents()
        yield GaugeMetricFamily("sagsbot_documents", "Documents that are loaded", len(documents))
        findings = sum(one.counts.get("findings", 0) for one in documents)
        yield GaugeMetricFamily("sagsbot_findings", "Findings in them", findings)
        if documents:
            newest = max(one.loaded_at for one in documents)
            yield _age("sagsbot_newest_document_seconds", "Time since a document was last loaded", newest, now)
        if days := [(now.date() - one.as_of).days for one in documents if one.as_of]:
            yield GaugeMetricFamily("sagsbot_newest_report_days", "Days since the day of the newest report", min(days))


Asked = tuple[list[str], list[Metric]]  # what is wrong, and the numbers


class TenantHealth:
    """What is said of one tenant among several, by a thread of its own: a database that does not answer holds up nobody
    else's, and no more than one connection is kept for this."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: Health | None = None  # while it runs
        self._thread = ThreadPoolExecutor(1, "health")
        self._asked: Future[Asked] | None = None

    def ask(self, now: datetime) -> "Future[Asked]":
        """One question at a time."""
        if self._asked is None or self._asked.done():
            self._asked = self._thread.submit(self._ask, now)
        return self._asked

    def _ask(self, now: datetime) -> Asked:
        found = self.found
        try:
            return (found.problems(now), [*found.numbers(now)]) if found else ([NOT_RUNNING], [])
        except Unusable:
            return [NO_DATABASE], []


@dataclass(frozen=True, slots=True)
class HealthOfTenants:
    """What is said of all tenants of a process, or of one."""

    tenants: tuple[TenantHealth, ...]

    def report(self, now: datetime) -> HealthReport:
        """The process is of use as long as one tenant is well: whoever restarts it for another stops that one too."""
        found = {name: problems for name, (problems, _) in self._ask(now).items()}
        wrong = sorted({one for problems in found.values() for one in problems})
        return HealthReport(not all(found.values()), {"ok": not wrong, "problems": wrong, "tenants": found})

    def metrics(self, now: datetime) -> bytes:
        families = dict[str, Metric]()
        for name, (problems, numbers) in self._ask(now).items():
            for one in [*numbers, *_told_by_the_process(problems, bool(numbers))]:
                family = families.setdefault(one.name, Metric(one.name, one.documentation, one.type))
                for sample in one.samples:
                    family.add_sample(sample.name, {**sample.labels, "tenant": name}, sample.value)
        return _as_text(families.values())

    def _ask(self, now: datetime) -> dict[str, Asked]:
        """All at once."""
        until = time.monotonic() + ANSWER_S
        asked = {one.name: one.ask(now) for one in self.tenants}
        return {name: _in_time(answer, until) for name, answer in asked.items()}


def _in_time(answer: "Future[Asked]", until: float) -> Asked:
    try:
        return answer.result(max(0.0, until - time.monotonic()))
    except TimeoutError:
        return [NO_DATABASE], []


def _told_by_the_process(problems: list[str], is_answered: bool) -> Iterator[Metric]:
    """What no database tells, and what is told where none answers."""
    kinds = OF_TENANTS if is_answered else (*PROBLEMS, *OF_TENANTS)
    yield _by_state("sagsbot_problem", PROBLEM, {one: int(one in problems) for one in kinds}, "kind")
    if not is_answered:
        yield GaugeMetricFamily("sagsbot_healthy", HEALTHY, 0)


def _as_text(families: Iterable[Metric]) -> bytes:
    registry = CollectorRegistry()
    registry.register(_Numbers(list(families)))
    return generate_latest(registry)


class _Numbers(Collector):
    def __init__(self, found: list[Metric]) -> None:
        self._found = found

    def collect(self) -> Iterator[Metric]:
        return iter(self._found)


def _age(name: str, about: str, since: datetime | None, now: datetime) -> Metric:
    """In seconds; 0 where nothing waits."""
    return GaugeMetricFamily(name, about, (now - since).total_seconds() if since else 0.0)


def _by_state(name: str, about: str, counts: dict[str, int], label: str = "state") -> Metric:
    family = GaugeMetricFamily(name, about, labels=[label])
    for state, count in sorted(counts.items()):
        family.add_metric([state], count)
    return family
