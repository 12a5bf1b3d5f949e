"""A report comes in → posts about it, in the transaction that puts it into the store.

The first of a collection is one summary, and alerts nobody. One that changes what is current is told to those whom it
concerns: each gets the cases of theirs, the alert channel gets all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from filters.trees import kept_tree, with_own_names
from index.db.gateway import Reader, Writer
from index.state.alerts import is_told, note_told
from index.state.outbox import PENDING, Post, put, rows_beginning, withdraw
from index.state.people import People, case_of, know
from index.state.reminders import Reminders
from index.state.subscriptions import ALERTS, Subscription, Subscriptions
from index.store.store import Announce, Loading, Store
from index.store.timeline import by_document
from records.layouts import GivenName
from records.movements import MovementKind
from scheduler.posts import initial_summary, status_alert
from scheduler.rules.recipients import Chain
from scheduler.rules.status_changes import Compared, Turned, compare, report_rows
from scheduler.rules.traits import Traits, concerns, traits
from scheduler.settings import SchedulerSettings

OWNER, STAND_IN, FOLLOWER, SUBSCRIBES, ALERT_CHANNEL = "owner stand_in follower subscribes alert_channel".split()


@dataclass
class RecipientShare:
    """What one recipient gets: the cases that concern them, and why they do."""

    turned: list[Turned] = field(default_factory=list)
    why: dict[str, None] = field(default_factory=dict)


def announcer(rules: SchedulerSettings) -> Announce:
    """What a store calls for every document that came in."""

    def announce(store: Store, db: Writer, loading: Loading) -> None:
        if loading.outcome.note == "better_copy":  # the same report from another kind of file
            return
        found = compare(by_document(db), loading.outcome.document_id, loading.replaced)
        if found is None:
            return
        summed_up = list(_summaries(db, found, loading))
        if summed_up or (found.before is None and not found.corrected):
            _sum_up(db, found, loading, summed_up)
        elif not loading.baseline:
            _alert(store, db, rules, found, loading)

    return announce


# ---------------------------------------------------------------- the first report


def _summaries(db: Reader, found: Compared, loading: Loading) -> Iterator[tuple[str, str]]:
    """The summaries that this load has put of the same collection: key and state."""
    documents = {name for report in found.series for name in report.documents}
    for kept in rows_beginning(db, f"first:{loading.batch}:"):
        if documents & set(kept.post.content["documents"]):
            yield kept.key, kept.state


def _sum_up(db: Writer, found: Compared, loading: Loading, before: Sequence[tuple[str, str]]) -> None:
    """One summary: of several reports that the load brings it is about the newest, if there is still time."""
    if all(state == PENDING and withdraw(db, key) for key, state in before):
        know(db, (case_of(row) for row in found.report.rows))
        key = f"first:{loading.batch}:{loading.digest[:12]}"
        put(
            db,
            Post(key, initial_summary.NAME, None, initial_summary.summary_content(found, loading.when)),
            loading.when,
        )


# ---------------------------------------------------------------- what turned


def _alert(store: Store, db: Writer, rules: SchedulerSettings, found: Compared, loading: Loading) -> None:
    as_of = found.report.as_of
    worse = [one for one in found.worse if not is_told(db, one.turns(as_of))]
    if not worse:
        return
    told = [*worse, *found.added, *found.gone]
    know(db, (case_of(one.row) for one in told))
    for recipient, share in _shares(store, rules, found, told, loading).items():
        if any(one.moved.kind == MovementKind.WORSE for one in share.turned):
            key = f"red:{loading.batch}:{loading.digest[:12]}:{recipient or 'alerts'}"
            content = status_alert.alert_content(found, share.turned, tuple(share.why), loading.when)
            put(db, Post(key, status_alert.NAME, recipient, content), loading.when)
    note_told(db, (one.turns(as_of)[0] for one in worse), loading.when)


def _shares(
    store: Store, rules: SchedulerSettings, found: Compared, told: Iterable[Turned], loading: Loading
) -> dict[str | None, RecipientShare]:
    shares: dict[str | None, RecipientShare] = defaultdict(RecipientShare)
    audience = _Audience(store, rules, found, loading)
    for one in told:
        for recipient, why in dict(audience.of(one)).items():
            shares[recipient].turned.append(one)
            shares[recipient].why[why] = None
    return shares


class _Audience:
    """Whom a case concerns. Without an alert channel its part has no recipient yet: the clock finds one."""

    def __init__(self, store: Store, rules: SchedulerSettings, found: Compared, loading: Loading) -> None:
        memory = Reminders(store.file).memory()
        self._chain = Chain(memory.owners, memory.units, memory.stand_ins, memory.gone, rules.alert_channel)
        self._today = loading.when.astimezone(rules.zone).date()
        self._people, self._found, self._channel = People(store.file), found, rules.alert_channel
        self._subscriptions = Subscriptions(store.file).active(ALERTS)
        self._given = store.corrections().names

    def of(self, one: Turned) -> Iterator[tuple[str | None, str]]:
        """Who, and why: of one who has several reasons the last counts."""
        yield from ((place, SUBSCRIBES) for place in self._subscribers(one))
        for key in one.keys:
            for person in self._people.followers(key):
                if there := self._chain.present(person, FOLLOWER, self._today):
                    yield there.id, STAND_IN if there.instead_of else FOLLOWER
        if owner := self._owner(one):
            yield owner
        yield self._channel, ALERT_CHANNEL

    def _owner(self, one: Turned) -> tuple[str | None, str] | None:
        key = next((key for key in one.keys if key in self._chain.owners), None)
        there = self._chain.owner_of(key, self._today) if key else None
        return (there.id, STAND_IN if there.instead_of else OWNER) if there else None

    def _subscribers(self, one: Turned) -> tuple[str, ...]:
        """By the case as it is and as it was."""
        owner = next((self._chain.owners[key].id for key in one.keys if key in self._chain.owners), "")
        now = report_rows(self._found.report, one.keys)
        before = report_rows(self._found.before, one.keys) or ((one.moved.before,) if one.moved.before else ())
        cases = (traits(rows, owner) for rows in (now, before) if rows)
        return subscribed_places(self._subscriptions, *cases, given=self._given)


def subscribed_places(
    subscriptions: Iterable[Subscription], *cases: Traits, given: Sequence[GivenName] = ()
) -> tuple[str, ...]:
    """The channels and people that subscribe to the case, each once. Of a case that moved what it was is given as well:
    who follows the red ones hears when one is red no longer."""
    rules = ((one.place, with_own_names(kept_tree(one.rule), given)) for one in subscriptions)
    return tuple(dict.fromkeys(place for place, rule in rules if any(concerns(rule, case) for case in cases)))
