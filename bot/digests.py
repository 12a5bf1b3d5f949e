"""The digest of a place: its cases, since when, its card with buttons and picture. For the clock and for people."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from slack_sdk.errors import SlackApiError

from bot import ids, pictures
from bot.handlers.replying import Slack
from bot.settings import Settings
from index.outbox import Outbox
from index.people import People, SlackCard
from index.reminders import Reminders
from index.store import Store
from index.subscriptions import DIGEST, Subscription, Subscriptions
from records.digests import Digest
from scheduler.digest import compose
from scheduler.filters import EVERYTHING, Filter, from_json, written
from scheduler.filters.tree import Or
from scheduler.standing import papers, standings
from scheduler.workdays import WorkDays
from templates import Card, render_digest, say
from templates.controls import Button, Remark, Row
from templates.picture import picture

log = logging.getLogger(__name__)

Laying = Callable[[str | None], Card]

AT = time(8, 0)
KIND = "digest"
NOT_TAKEN = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a place gets, in its language: the cases of all its subscriptions together; of none every case."""

    place: str
    language: str
    subscriptions: tuple[Subscription, ...] = ()

    @property
    def filter(self) -> Filter:
        rules = list(dict.fromkeys(from_json(one.rule) for one in self.subscriptions))
        if not rules or EVERYTHING in rules:
            return EVERYTHING
        return rules[0] if len(rules) == 1 else Or(tuple(rules))


def all_wanted(subscriptions: Subscriptions, people: People, settings: Settings) -> list[Wanted]:
    """Every place that gets the weekly digest: those that subscribe, and the channel of the settings."""
    by_place: dict[str, list[Subscription]] = {settings.digest_channel: []} if settings.digest_channel else {}
    for one in subscriptions.active(DIGEST):
        by_place.setdefault(one.place, []).append(one)
    return [
        Wanted(place, people.language(place) or settings.language, tuple(found)) for place, found in by_place.items()
    ]


def red_list(people: People, language: str, now: datetime) -> str:
    """The value of a button that opens the list of red cases, in this language."""
    card = SlackCard(f"digest-red-{language}", say("asked.red", language), language, "", "")
    people.keep_card(card, now)
    return f"{card.key}:0:"


def compose_digest(store: Store, wanted: Wanted, now: datetime, work: WorkDays) -> Digest:
    """What a place would be told now, since the weekly digest that it got last. `now` has the municipality's zone."""
    since = last_digest(Outbox(store.file), wanted.place)
    return compose_of(store, wanted.filter, now, since, (work, wanted.language))


def compose_of(store: Store, rule: Filter, now: datetime, since: datetime | None, how: tuple[WorkDays, str]) -> Digest:
    """The digest of the cases that meet a rule, told in a language, from one state of the store."""
    work, language = how
    with store.file.reading():
        cases = standings(store, Reminders(store.file).memory(), work, now.date())
        return compose(cases, papers(store), now, since, rule, language)


def last_digest(outbox: Outbox, place: str) -> datetime | None:
    """When the place last got its weekly digest."""
    return max((one.made_at for one in outbox.sent_to(place) if one.post.kind == KIND), default=None)


def next_digest(now: datetime, work: WorkDays) -> datetime:
    """Monday at eight, or the first working day of the week: the next one that is still to come."""
    for weeks in range(60):
        day = work.monday(now.date() + timedelta(weeks=weeks))
        moment = datetime.combine(day, AT, now.tzinfo)
        if moment > now:
            return moment
    raise ValueError("no working day in a year")


def digest_card(digest: Digest, wanted: Wanted, next_run: datetime, red: str = "", image: str | None = None) -> Card:
    """The card of a digest with its buttons. `red` is the value of the button that opens the list of red cases (none
    without it), `image` Slack's id of the picture."""
    return render_digest(digest, wanted.language, list(_rows(digest, wanted, next_run, red)), image)


def _rows(digest: Digest, wanted: Wanted, next_run: datetime, red: str) -> Sequence[Row]:
    language = wanted.language
    opening = [Button(ids.DIGEST_RED, say("buttons.digest_red", language), red)] if red and digest.red else []
    now = [Button(ids.DIGEST_NOW, say("buttons.digest_now", language), wanted.place)]
    stops = [stop_button(one, language, len(wanted.subscriptions) > 1) for one in wanted.subscriptions[:5]]
    return [[*opening, *now, *stops], Remark(say("doors.digest_next", language, date=next_run.date()))]


def stop_button(one: Subscription, language: str, named: bool) -> Button:
    rule = written(from_json(one.rule), language)
    label = say("buttons.stop_named" if named else "buttons.stop_subscription", language, name=rule)
    return Button(f"{ids.STOP_SUBSCRIPTION}:{one.id}", label, str(one.id), about=label)


def send(slack: Slack, digest: Digest, language: str, lay: Laying, say_it: Callable[[Card], str]) -> str:
    """Say a digest with its picture, or without one where Slack has none; gives what `say_it` gives (a time stamp).
    `lay` gives the card with a picture of this id.

    Only a message that Slack refused for its form is said again: nothing of it stands there.
    """
    png = picture(digest, language)
    image = pictures.upload(slack.client, say("digest.picture_name", language), png) if png else None
    if image:
        try:
            return say_it(lay(image))
        except SlackApiError as error:
            if error.response.get("error") not in NOT_TAKEN:
                raise
            log.warning("The digest goes without its picture: %s", error.response.get("errors"))
    return say_it(lay(None))
