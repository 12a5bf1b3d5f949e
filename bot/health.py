"""Is the bot well, for whoever watches over it: /healthz in a word and /metrics in numbers, without names."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from index.state.inbox import Inbox
from index.state.outbox import Outbox
from index.state.posting import BEHIND, Posting
from index.state.reminders import Reminders
from index.store.store import Store

TICK_OVERDUE = timedelta(seconds=100)  # three ticks and some, before or after now: a beat to come is a clock set back
OUTBOX_OLD = timedelta(minutes=15)
PROBLEMS = NO_TICK, OLD_POSTS, RESTORED, DEAF = "no_tick", "old_posts", "restored", "not_connected"


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

    def metrics(self, now: datetime) -> bytes:
        """In the text format of Prometheus."""
        registry = CollectorRegistry()
        registry.register(_Numbers(list(self._numbers(now))))
        return generate_latest(registry)

    def _numbers(self, now: datetime) -> Iterator[Metric]:
        yield _by_state("sagsbot_outbox_rows", "Posts by what became of them", self._outbox.counts())
        yield _by_state("sagsbot_inbox_rows", "Requests of Slack by what became of them", self._inbox.counts())
        beat, problems = self._reminders.heartbeat("tick"), self.problems(now)
        yield _age("sagsbot_outbox_oldest_seconds", "How long the oldest post has waited", self._outbox.oldest(), now)
        yield _age("sagsbot_inbox_oldest_seconds", "How long the oldest request has waited", self._inbox.oldest(), now)
        if beat:
            yield _age("sagsbot_tick_age_seconds", "Time since the clock last ticked", beat[0], now)
        yield from self._documents(now)
        yield _by_state(
            "sagsbot_problem", "1 for what is wrong", {one: int(one in problems) for one in PROBLEMS}, "kind"
        )
        yield GaugeMetricFamily("sagsbot_healthy", "1 when nothing is wrong", 0 if problems else 1)
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
