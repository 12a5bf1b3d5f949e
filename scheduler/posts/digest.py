"""The digest of a place: its cases, since when, its card with buttons and picture. Weekly, or when somebody asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from filters.trees import EVERYTHING, Or, Tree, from_json, kept_tree, with_own_names
from index.state.outbox import Outbox, OutboxRow, Post
from index.state.people import People
from index.state.reminders import Memory, Reminders
from index.state.subscriptions import DIGEST, Subscription, Subscriptions
from index.store.store import Store
from records.digests import Digest
from scheduler.posts.digest_cases import papers, standings
from scheduler.posts.told_digest import ToldDigest
from scheduler.rules.digest import compute_digest
from scheduler.rules.workdays import WorkDays
from scheduler.settings import BEGAN, SchedulerSettings
from templates import Card, ids, render_digest, say
from templates.controls import Button, Menu, Remark, Row
from templates.picture import picture
from templates.render import CardPicture
from templates.views.digest_parts import openable
from templates.views.selections import written

NAME, ON_DEMAND = "digest", "digest_now"
TOLD = "told"  # in the content of a digest that went out: what fixes what it told
AT = time(8, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a place gets, in its language: the cases of all its subscriptions together; of none every case."""

    place: str
    language: str
    subscriptions: tuple[Subscription, ...] = ()

    @property
    def filter(self) -> Tree:
        rules = list(dict.fromkeys(kept_tree(one.rule) for one in self.subscriptions))
        if not rules or EVERYTHING in rules:
            return EVERYTHING
        return rules[0] if len(rules) == 1 else Or(tuple(rules))


def all_wanted(subscriptions: Subscriptions, people: People, settings: SchedulerSettings) -> list[Wanted]:
    """Every place that gets the weekly digest: those that subscribe, and the channel of the settings."""
    by_place: dict[str, list[Subscription]] = {settings.digest_channel: []} if settings.digest_channel else {}
    for one in subscriptions.active(DIGEST):
        by_place.setdefault(one.place, []).append(one)
    return [
        Wanted(place, people.language(place) or settings.language, tuple(found)) for place, found in by_place.items()
    ]


def compose_of(store: Store, rule: Tree, now: datetime, since: datetime | None, how: tuple[WorkDays, str]) -> Digest:
    """The digest of the cases that meet a rule, told in a language, from one state of the store. What people have
    called done after `now` was not done then."""
    work, language = how
    with store.file.reading():
        memory = _until(now, Reminders(store.file).memory())
        cases = standings(store, memory, work, now.date())
        meant = with_own_names(rule, store.corrections().names)
        digest = compute_digest(cases, papers(store), now, since, meant, language)
    return digest if meant == rule else replace(digest, filter=written(rule, language))


def _until(now: datetime, memory: Memory) -> Memory:
    marks = {due: tuple(one for one in found if one.at <= now) for due, found in memory.marks.items()}
    return replace(memory, marks=marks)


def told_now(store: Store, wanted: Wanted, now: datetime) -> ToldDigest:
    """What fixes the digest that a place would be told now."""
    since = last_digest(Outbox(store.file), wanted.place)
    ids = tuple(one.id for one in wanted.subscriptions)
    return ToldDigest(wanted.place, now, since, len(store.documents()), ids)


def compose_told(store: Store, told: ToldDigest, wanted: Wanted, how: tuple[tzinfo, WorkDays]) -> Digest:
    """The digest that a place was told, as it was then but for what has come in since."""
    zone, work = how
    since = told.since.astimezone(zone) if told.since else None
    return compose_of(store, wanted.filter, told.at.astimezone(zone), since, (work, wanted.language))


def wanted_then(told: ToldDigest, language: str, table: Subscriptions) -> Wanted:
    """What the place wanted when it was told the digest."""
    if told.subscriptions is None:
        return Wanted(told.place, language, tuple(table.of(told.place, DIGEST)))
    kept = (table.get(one) for one in told.subscriptions)
    return Wanted(told.place, language, tuple(one for one in kept if one))


def come_since(store: Store, told: ToldDigest) -> list[str] | None:
    """The documents that came in after a digest was told, by name; None when others have gone as well."""
    known = store.documents()
    new = [one.name for one in known if one.loaded_at > told.at]
    return new if len(known) - len(new) == told.documents else None


def last_digest(outbox: Outbox, place: str) -> datetime | None:
    """When the place last got its weekly digest."""
    return max((one.made_at for one in outbox.sent_to(place) if one.post.kind == NAME), default=None)


def next_digest(now: datetime, work: WorkDays) -> datetime:
    """Monday at eight, or the first working day of the week: the next one that is still to come."""
    for weeks in range(60):
        day = work.monday(now.date() + timedelta(weeks=weeks))
        moment = datetime.combine(day, AT, now.tzinfo)
        if moment > now:
            return moment
    raise ValueError("no working day in a year")


def digest_card(digest: Digest, wanted: Wanted, next_run: datetime, told: ToldDigest, late: Sequence[Row] = ()) -> Card:
    """The card of a digest with its buttons, which open what it told, and its picture."""
    rows = [*late, _row(digest, wanted, told)]
    following = say("doors.digest_next", wanted.language, date=next_run.date())

    def place(image: str | None) -> Card:
        return render_digest(digest, wanted.language, rows, image, following)

    png = picture(digest, wanted.language)
    shown = CardPicture(say("digest.picture_name", wanted.language), png, place) if png else None
    return replace(place(None), picture=shown)


def _row(digest: Digest, wanted: Wanted, told: ToldDigest) -> Row:
    language = wanted.language
    whole = Button(ids.DIGEST_ALL, say("buttons.digest_all", language), told.value, "primary")
    options = [(label, f"{name} {told.value}") for name, label in openable(digest, language)]
    behind = [Menu(ids.DIGEST_BEHIND, say("buttons.digest_behind", language), tuple(options))] if options else []
    now = Button(ids.DIGEST_NOW, say("buttons.digest_now", language), wanted.place)
    stops = [stop_button(one, language, len(wanted.subscriptions) > 1) for one in wanted.subscriptions[:5]]
    return [whole, *behind, now, *stops]


def written_rule(one: Subscription, language: str) -> str:
    """What is subscribed to, in words: as it was said, where the rule cannot be read any longer."""
    try:
        return written(from_json(one.rule), language)
    except ValueError:
        return one.wish.said


def stop_button(one: Subscription, language: str, named: bool) -> Button:
    label = say(
        "buttons.stop_named" if named else "buttons.stop_subscription", language, name=written_rule(one, language)
    )
    return Button(f"{ids.STOP_SUBSCRIPTION}:{one.id}", label, str(one.id), about=label)


class WeeklyDigest:
    """The weekly digest of every place."""

    def __init__(self, store: Store, settings: SchedulerSettings) -> None:
        self._store, self._settings, self._work = store, settings, settings.work
        self._subscriptions, self._people = Subscriptions(store.file), People(store.file)
        self._reminders, self._outbox = Reminders(store.file), Outbox(store.file)

    def posts(self, now: datetime) -> list[Post]:
        """The digests of this week, from its first working day at eight on; none of a week that began before the clock
        first ticked."""
        local = now.astimezone(self._settings.zone)
        day = self._work.monday(local.date())
        began = self._reminders.heartbeat(BEGAN)
        if local < datetime.combine(day, AT, local.tzinfo) or not self._work.is_open(local.date()):
            return []
        if began and began[0].astimezone(self._settings.zone).date() > day:
            return []
        year, week, _ = day.isocalendar()
        wanted = all_wanted(self._subscriptions, self._people, self._settings)
        content = {"day": day.isoformat()}
        keys = {one.place: f"digest:{year}-W{week:02}:{one.place}" for one in wanted}
        new = [place for place, key in keys.items() if self._outbox.row(key) is None]
        return [Post(keys[place], NAME, place, content) for place in new]

    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card | None:
        """None when a newer one waits, or nobody in the place wants it any longer. After a refusal it goes without its
        picture."""
        local, place = now.astimezone(self._settings.zone), str(kept.post.recipient)
        wanted = {one.place: one for one in all_wanted(self._subscriptions, self._people, self._settings)}.get(place)
        if wanted is None or self._is_old(kept):
            return None
        late = _late(date.fromisoformat(kept.post.content["day"]), local.date(), wanted.language)
        return self.shown(kept, wanted, local, sending, late)

    def shown(self, kept: OutboxRow, wanted: Wanted, local: datetime, sending: bool, late: Sequence[Row] = ()) -> Card:
        told = told_now(self._store, wanted, local)
        digest = compose_told(self._store, told, wanted, (self._settings.zone, self._work))
        if sending and not digest.quiet:
            self._outbox.rewrite(kept.key, {**kept.post.content, TOLD: told.value}, local)
        card = digest_card(digest, wanted, next_digest(local, self._work), told, late)
        return card if sending and kept.tries == 0 else replace(card, picture=None)

    def subscriptions_of(self, place: str) -> tuple[Subscription, ...]:
        return tuple(self._subscriptions.of(place, DIGEST))

    def language_of(self, place: str) -> str:
        return self._people.language(place) or self._settings.language

    def _is_old(self, kept: OutboxRow) -> bool:
        same = (one for one in self._outbox.waiting() if one.post.kind == NAME)
        return any(one.post.recipient == kept.post.recipient and one.made_at > kept.made_at for one in same)


class DigestOnDemand:
    """The digest that somebody asks to be posted now: as its place would get it when it goes out."""

    def __init__(self, weekly: WeeklyDigest, settings: SchedulerSettings) -> None:
        self._weekly, self._zone = weekly, settings.zone

    def posts(self, now: datetime) -> list[Post]:
        return []

    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card:
        place = str(kept.post.recipient)
        wanted = Wanted(place, self._weekly.language_of(place), self._weekly.subscriptions_of(place))
        return self._weekly.shown(kept, wanted, now.astimezone(self._zone), sending)


def _late(day: date, today: date, language: str) -> list[Row]:
    return [] if day == today else [Remark(say("reminders.late", language, date=day))]
