"""Subscriptions: made by writing a filter, listed, stopped once. And the digest, to oneself or to the channel now."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.digests import Wanted, compose_digest, compose_of, digest_card, next_digest, red_list, send, stop_button
from bot.handlers.cases import case_actions
from bot.handlers.context import Desk, handled
from bot.handlers.questions.answer_actions import CLOSED
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import Place, lay
from bot.rules import work
from bot.slack.client import Slack
from bot.slack.request import Asked
from index.state.subscriptions import ALERTS, DIGEST, Subscription, Subscriptions, Wish
from records.digests import Digest
from scheduler.filters import Known, NotUnderstood, from_json, read, relabelled, to_json, written
from scheduler.rules.workdays import WorkDays
from templates import Card, ids, render_notice, render_page, say
from templates.controls import Row
from templates.views import Entry, Section

Acting = Callable[[Asked, Desk, Slack], None]
MOST = 10  # of each kind in the list: every one of them has a button below it
NAMED_AREAS = 8
WHAT = {
    **dict.fromkeys(("digest", "overblik", "ugeoverblik", "ugentligt", "weekly"), DIGEST),
    **dict.fromkeys(("alarm", "alarmer", "advarsler", "ændringer", "alert", "alerts"), ALERTS),
}
NOW = ("nu", "now")
SUBSCRIBE = ("abonner", "abonnér", "abonnere", "subscribe")


def register(app: App, desk: Desk) -> None:
    app.action(re.compile(f"^{ids.STOP_SUBSCRIPTION}:"))(handled(stop, desk))
    app.action(ids.DIGEST_NOW)(handled(show_now, desk))
    app.action(ids.DIGEST_RED)(handled(at_place(open_red), desk))


# ---------------------------------------------------------------- making one


def subscribe(asked: Asked, desk: Desk, slack: Slack) -> None:
    """The channel where it is written, or in a direct message the person, hears of the cases that are described."""
    said = _described(asked)
    first, _, rest = said.partition(" ")
    what = WHAT.get(first.casefold(), "")
    known = _known(asked, desk)
    if not (rest if what else said):
        slack.answer(asked, _notice("subscribe_how", asked, desk, examples=_examples(asked, desk)))
        return
    try:
        wanted = read(rest if what else said, known)
    except NotUnderstood as told:
        slack.answer(asked, _not_understood(told.part, known, asked, desk))
    else:
        wanted = relabelled(wanted, lambda owner: slack.name(owner.value))
        slack.answer(asked, _subscribed(Wish(_place(asked), what or DIGEST, said, to_json(wanted)), asked, desk, slack))


def _not_understood(part: str, known: Known, asked: Asked, desk: Desk) -> Card:
    values = {"part": part, "areas": sorted(known.areas)[:NAMED_AREAS]}
    return _notice("subscribe_not_understood", asked, desk, examples=_examples(asked, desk), **values)


def _examples(asked: Asked, desk: Desk) -> str:
    return say("filter.examples", desk.language(asked))


def _subscribed(wish: Wish, asked: Asked, desk: Desk, slack: Slack) -> Card:
    """How it was read, how many cases meet it now, when it is heard of first, and what keeps it from coming."""
    language, wanted = desk.language(asked), from_json(wish.rule)
    key, new = _table(desk).subscribe(wish, asked.person, desk.now())
    digest = compose_of(desk.archive.library.store, wanted, desk.now(), None, (_work(desk), language))
    values = {
        "rule": written(wanted, language),
        "cases": digest.cases,
        "date": next_digest(desk.now(), _work(desk)).date(),
        "new": new,
        "channel": wish.place == asked.channel,
    }
    text = say(f"doors.subscribed_{wish.what}", language, **values)
    if wish.place == asked.channel and not slack.is_in(asked.channel):
        text = f"{text} {say('doors.not_in_yet', language)}"
    kept = _table(desk).get(key)
    return render_notice(text, language, [[stop_button(kept, language, False)]] if kept else [])


def _described(asked: Asked) -> str:
    """What stands behind the sub-word, with the mentions of people as Slack writes them."""
    typed = str(asked.body.get("text") or asked.body.get("event", {}).get("text") or asked.text)
    bots = [str(one.get("user_id")) for one in asked.body.get("authorizations") or ()]
    for bot in bots:
        typed = re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", " ", typed)
    named = re.sub(r"<#[^<>|]+\|?([^<>]*)>", r"\1", typed)
    return " ".join(unescape(named).split()).partition(" ")[2].strip()


def _known(asked: Asked, desk: Desk) -> Known:
    library = desk.archive.library
    with desk.archive.reading():
        return Known(library.names("section"), library.names("committee"), (asked.person.id, asked.person.name))


# ---------------------------------------------------------------- listing and stopping


def listed(asked: Asked, desk: Desk) -> Card:
    """What this channel and this person subscribe to, each with who made it and when, its next run and a button that
    stops it; and the cases that the person follows."""
    language, found, followed = desk.language(asked), _mine(asked, desk), desk.people.followed(asked.person.id)
    if not found and not followed:
        return _notice("follow_nothing", asked, desk)
    sections: list[Section] = []
    rows: list[Row] = []
    if found:
        entries = tuple(_entry(one, asked, desk, language) for one in found[:MOST])
        sections.append(Section(say("doors.subscriptions", language), (), entries, len(found)))
        rows += [[stop_button(one, language, True)] for one in found[:MOST]]
    if followed:
        section, buttons = case_actions.followed_section(followed[: MOST if found else 2 * MOST], asked, desk)
        sections.append(replace(section, total=len(followed)))
        rows += buttons
    return render_page(say("doors.subscriptions_of_you", language), sections, language, rows)


def _mine(asked: Asked, desk: Desk) -> list[Subscription]:
    """Those of the channel first, then those of the person."""
    places = dict.fromkeys([_place(asked), asked.person.id])
    return [one for place in places for one in _table(desk).of(place)]


def _entry(one: Subscription, asked: Asked, desk: Desk, language: str) -> Entry:
    rule = written(from_json(one.rule), language)
    values = {"name": one.made.name or one.made.person, "moment": desk.at(one.made.when)}
    when = next_digest(desk.now(), _work(desk)).date()
    lines = (
        say("doors.subscription_made", language, channel=one.place != asked.person.id, **values),
        say(f"doors.subscription_next_{one.what}", language, date=when),
    )
    return Entry(say(f"doors.subscription_{one.what}", language, rule=rule), lines)


def stop(asked: Asked, desk: Desk, slack: Slack) -> None:
    """Once: a second press says who did it, and when."""
    language, table = desk.language(asked), _table(desk)
    key = int(asked.value) if asked.value.isdecimal() else 0
    done = table.stop(key, asked.person, desk.now())
    one = table.get(key)
    if one is None or one.stopped is None:
        card = render_notice(say("doors.stale", language), language)
    else:
        values = {"rule": written(from_json(one.rule), language), "name": one.stopped.name or one.stopped.person}
        said = "subscription_stopped" if done else "subscription_stopped_before"
        text = say(f"doors.{said}", language, moment=desk.at(one.stopped.when), **values)
        card = render_notice(text, language)
    slack.privately(asked, card)


# ---------------------------------------------------------------- the digest


def acting(text: str) -> Acting | None:
    """What "abonner …", "digest" and "digest nu" do; None for any other text."""
    words = [word.strip(":!?.") for word in text.casefold().split()]
    if words and words[0] in SUBSCRIBE:
        return subscribe
    if words[:1] not in (["digest"], ["overblik"], ["ugeoverblik"]):
        return None
    if len(words) == 1:
        return preview
    return post_now if len(words) == 2 and words[1] in NOW else None


def preview(asked: Asked, desk: Desk, slack: Slack) -> None:
    """The digest that this place would get now, to the person alone."""
    _show(_wanted(_place(asked), desk, asked), asked, desk, slack)


def show_now(asked: Asked, desk: Desk, slack: Slack) -> None:
    """The same from a button on a digest, of the place that the digest is of."""
    _show(_wanted(asked.value or _place(asked), desk, asked), asked, desk, slack)


def _show(wanted: Wanted, asked: Asked, desk: Desk, slack: Slack) -> None:
    digest = compose_digest(desk.archive.library.store, wanted, desk.now(), _work(desk))

    def lay(image: str | None) -> Card:
        return _card(digest, wanted, desk, image)

    send(slack, digest, wanted.language, lay, lambda card: slack.alone(asked, card))


def post_now(asked: Asked, desk: Desk, slack: Slack) -> None:
    """To all in the channel, where digests belong; elsewhere what to write so that they do. In a direct message it is
    the preview."""
    place, language = _place(asked), desk.language(asked)
    if place == asked.person.id:
        preview(asked, desk, slack)
        return
    wanted = _wanted(place, desk, asked)
    if not wanted.subscriptions and place not in (desk.settings.digest_channel, desk.settings.alert_channel):
        slack.answer(asked, render_notice(say("doors.digest_nowhere", language), language))
        return
    digest = compose_digest(desk.archive.library.store, wanted, desk.now(), _work(desk))
    try:
        send(slack, digest, wanted.language, lambda image: _card(digest, wanted, desk, image), _to(slack, place))
    except SlackApiError as error:
        if error.response.get("error") not in CLOSED:
            raise
        slack.privately(asked, render_notice(say("doors.not_in_channel", language), language))
    else:
        if asked.response_url:
            slack.privately(asked, render_notice(say("doors.digest_posted", language), language))


def _to(slack: Slack, channel: str) -> Callable[[Card], str]:
    return lambda card: slack.post(channel, card)


def _card(digest: Digest, wanted: Wanted, desk: Desk, image: str | None) -> Card:
    red = red_list(desk.people, wanted.language, desk.now())
    return digest_card(digest, wanted, next_digest(desk.now(), _work(desk)), red, image)


def open_red(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """The list of the red cases, to the one who pressed: the digest stays as it is."""
    slack.privately(asked, lay(desk, replace(place, private=True), asked))


def _wanted(place: str, desk: Desk, asked: Asked) -> Wanted:
    language = desk.people.language(place) or desk.language(asked)
    return Wanted(place, language, tuple(_table(desk).of(place, DIGEST)))


# ---------------------------------------------------------------- small things


def _place(asked: Asked) -> str:
    """The channel; in a direct message, and where there is no channel, the person."""
    return asked.person.id if not asked.channel or asked.channel.startswith("D") else asked.channel


def _table(desk: Desk) -> Subscriptions:
    return Subscriptions(desk.archive.library.store.file)


def _work(desk: Desk) -> WorkDays:
    return work(desk.settings)


def _notice(key: str, asked: Asked, desk: Desk, **values: object) -> Card:
    language = desk.language(asked)
    return render_notice(say(f"doors.{key}", language, **values), language)
