"""Subscriptions: made by writing a filter, listed, stopped once. And the digest, to oneself or to the channel now."""

import logging
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from answers import known_names, own_phrases
from bot.handlers.cases import case_actions
from bot.handlers.context import Context, handled
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import CardPlace, card_at
from bot.rules import work
from bot.slack.client import SlackClient
from bot.slack.images import with_picture
from bot.slack.request import Request
from filters.trees import Tree, from_json, relabelled, to_json
from index.state.outbox import Outbox, Post
from index.state.subscriptions import ALERTS, DIGEST, Subscription, Subscriptions, Wish
from questions.names import Known
from questions.selection import NotUnderstood, read_selection
from questions.vocabulary import vocabulary
from scheduler.posts.digest import (
    ON_DEMAND,
    Wanted,
    compose_digest,
    compose_of,
    digest_card,
    next_digest,
    red_list,
    stop_button,
)
from scheduler.rules.workdays import WorkDays
from templates import Card, ids, render_notice, render_page, say
from templates.controls import Row
from templates.forms import text_view, waiting_view
from templates.views import CardEntry, Section
from templates.views.selections import written

MOST = 10  # of each kind in the list: every one of them has a button below it
NAMED_AREAS = 8
WHAT = {
    **dict.fromkeys(("digest", "overblik", "ugeoverblik", "ugentligt", "weekly"), DIGEST),
    **dict.fromkeys(("alarm", "alarmer", "advarsler", "ændringer", "alert", "alerts"), ALERTS),
}
NOW = ("nu", "now")
NOT_TAKEN = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")

log = logging.getLogger(__name__)


def register(app: App, context: Context) -> None:
    app.action(re.compile(f"^{ids.STOP_SUBSCRIPTION}:"))(handled(stop_subscription, context))
    app.action(ids.DIGEST_NOW)(handled(show_now, context))
    app.action(ids.DIGEST_ALL)(handled(show_whole, context))
    app.action(ids.DIGEST_RED)(handled(at_place(open_red), context))


# ---------------------------------------------------------------- making one


def subscribe(request: Request, context: Context, slack: SlackClient) -> None:
    """The channel where it is written, or in a direct message the person, hears of the cases that are described."""
    if _place(request) == request.channel and _refused_outside(request, context, slack):
        return
    said = _described(request)
    first, _, rest = said.partition(" ")
    what = WHAT.get(first.casefold(), "")
    known = _known(context)
    if not (rest if what else said):
        slack.answer(request, _notice("subscribe_how", request, context, examples=_examples(request, context)))
        return
    try:
        wanted = _read(rest if what else said, known, request, context)
    except NotUnderstood as told:
        slack.answer(request, _not_understood(told, known, request, context))
    else:
        wanted = relabelled(wanted, slack.name)
        wish = Wish(_place(request), what or DIGEST, said, to_json(wanted))
        slack.answer(request, _subscribed(wish, request, context, slack))


def _refused_outside(request: Request, context: Context, slack: SlackClient) -> bool:
    """Where people of other organisations read along there are no digests and no alerts."""
    if not slack.is_shared_outside(request.channel):
        return False
    language = context.language(request)
    slack.privately(request, render_notice(say("doors.shared_outside", language), language))
    return True


def _read(text: str, known: Known, request: Request, context: Context) -> Tree:
    library, writer = context.queries.library, (request.person.id, request.person.name)
    with context.queries.reading():
        return read_selection(text, known, library.lexicon, writer, vocabulary(own_phrases(library)))


def _not_understood(told: NotUnderstood, known: Known, request: Request, context: Context) -> Card:
    values = {"part": told.part, "areas": sorted(known.sections)[:NAMED_AREAS]}
    if told.field:
        return _notice("subscribe_not_of_cases", request, context, part=told.part, field=told.field)
    return _notice("subscribe_not_understood", request, context, examples=_examples(request, context), **values)


def _examples(request: Request, context: Context) -> str:
    return say("filter.examples", context.language(request))


def _subscribed(wish: Wish, request: Request, context: Context, slack: SlackClient) -> Card:
    """How it was read, how many cases meet it now, when it is heard of first, and what keeps it from coming."""
    language, wanted = context.language(request), from_json(wish.rule)
    key, new = _table(context).subscribe(wish, request.person, context.now())
    digest = compose_of(context.queries.library.store, wanted, context.now(), None, (_work(context), language))
    values = {
        "rule": written(wanted, language),
        "cases": digest.cases,
        "date": next_digest(context.now(), _work(context)).date(),
        "new": new,
        "channel": wish.place == request.channel,
    }
    text = say(f"doors.subscribed_{wish.what}", language, **values)
    if wish.place == request.channel and not slack.is_in(request.channel):
        text = f"{text} {say('doors.not_in_yet', language)}"
    kept = _table(context).get(key)
    return render_notice(text, language, [[stop_button(kept, language, False)]] if kept else [])


def _described(request: Request) -> str:
    """What stands behind the sub-word, with the mentions of people as Slack writes them."""
    typed = str(request.body.get("text") or request.body.get("event", {}).get("text") or request.text)
    bots = [str(one.get("user_id")) for one in request.body.get("authorizations") or ()]
    for bot in bots:
        typed = re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", " ", typed)
    named = re.sub(r"<#[^<>|]+\|?([^<>]*)>", r"\1", typed)
    return " ".join(unescape(named).split()).partition(" ")[2].strip()


def _known(context: Context) -> Known:
    with context.queries.reading():
        return known_names(context.queries.library)


# ---------------------------------------------------------------- listing and stopping


def subscriptions_card(request: Request, context: Context) -> Card:
    """What this channel and this person subscribe to, each with who made it and when, its next run and a button that
    stops it; and the cases that the person follows."""
    sections, rows = subscribed_parts(request, context)
    if not sections:
        return _notice("follow_nothing", request, context)
    language = context.language(request)
    return render_page(say("doors.subscriptions_of_you", language), sections, language, rows)


def subscribed_parts(request: Request, context: Context) -> tuple[list[Section], list[Row]]:
    """What this channel and this person subscribe to, the cases that the person follows, and the buttons that stop
    them."""
    language, found = context.language(request), _mine(request, context)
    followed = context.people.followed(request.person.id)
    sections: list[Section] = []
    rows: list[Row] = []
    if found:
        entries = tuple(_entry(one, request, context, language) for one in found[:MOST])
        sections.append(Section(say("doors.subscriptions", language), (), entries, len(found)))
        rows += [[stop_button(one, language, True)] for one in found[:MOST]]
    if followed:
        section, buttons = case_actions.followed_section(followed[: MOST if found else 2 * MOST], request, context)
        sections.append(replace(section, total=len(followed)))
        rows += buttons
    return sections, rows


def _mine(request: Request, context: Context) -> list[Subscription]:
    """Those of the channel first, then those of the person."""
    places = dict.fromkeys([_place(request), request.person.id])
    return [one for place in places for one in _table(context).of(place)]


def _entry(one: Subscription, request: Request, context: Context, language: str) -> CardEntry:
    rule = written(from_json(one.rule), language)
    values = {"name": one.made.name or one.made.person, "moment": context.at(one.made.when)}
    when = next_digest(context.now(), _work(context)).date()
    lines = (
        say("doors.subscription_made", language, channel=one.place != request.person.id, **values),
        say(f"doors.subscription_next_{one.what}", language, date=when),
    )
    return CardEntry(say(f"doors.subscription_{one.what}", language, rule=rule), lines)


def stop_subscription(request: Request, context: Context, slack: SlackClient) -> None:
    """Once: a second press says who did it, and when."""
    language, table = context.language(request), _table(context)
    key = int(request.value) if request.value.isdecimal() else 0
    known = table.get(key)
    if known and not _may_stop(known, request, context):
        slack.privately(request, context.refusal(request, "subscriptions.stop_of_person"))
        return
    done = table.stop(key, request.person, context.now())
    one = table.get(key)
    if one is None or one.stopped is None:
        card = render_notice(say("doors.stale", language), language)
    else:
        values = {"rule": written(from_json(one.rule), language), "name": one.stopped.name or one.stopped.person}
        said = "subscription_stopped" if done else "subscription_stopped_before"
        text = say(f"doors.{said}", language, moment=context.at(one.stopped.when), **values)
        card = render_notice(text, language)
    slack.privately(request, card)


def _may_stop(one: Subscription, request: Request, context: Context) -> bool:
    """That of a channel is the channel's, whoever made it; that of a person is theirs alone."""
    if one.place.startswith(("U", "W")):
        return context.may(request, "subscriptions.stop_of_person", mine=(one.place,))
    return context.may(request, "subscriptions.stop_of_channel")


# ---------------------------------------------------------------- the digest


def is_now(text: str) -> bool:
    return text.casefold().strip(":!?. ") in NOW


def preview(request: Request, context: Context, slack: SlackClient) -> None:
    """The digest that this place would get now, to the person alone."""
    _show(_wanted(_place(request), context, request), request, context, slack)


def show_now(request: Request, context: Context, slack: SlackClient) -> None:
    """The same from a button on a digest, of the place that the digest is of."""
    _show(_wanted(request.value or _place(request), context, request), request, context, slack)


def show_whole(request: Request, context: Context, slack: SlackClient) -> None:
    """What is behind each number of a digest, in a modal: every line with its place."""
    language = context.language(request)
    view_id = slack.open(request, waiting_view(language))
    card = _card(_wanted(request.value or _place(request), context, request), context)
    slack.fill(view_id, text_view(say("forms.digest", language), card.text, language))


def _show(wanted: Wanted, request: Request, context: Context, slack: SlackClient) -> None:
    _send(slack, _card(wanted, context), lambda card: slack.alone(request, card))


def post_now(request: Request, context: Context, slack: SlackClient) -> None:
    """To all in the channel, where digests belong; elsewhere what to write so that they do. In a direct message it is
    the preview."""
    place, language = _place(request), context.language(request)
    if place == request.person.id:
        preview(request, context, slack)
        return
    if _refused_outside(request, context, slack):
        return
    wanted = _wanted(place, context, request)
    if not wanted.subscriptions and place not in (context.settings.digest_channel, context.settings.alert_channel):
        slack.answer(request, render_notice(say("doors.digest_nowhere", language), language))
        return
    if not slack.is_in(place):
        slack.privately(request, render_notice(say("doors.not_in_channel", language), language))
        return
    post = Post(f"digest-now:{place}:{slack.key}", ON_DEMAND, place, {})
    Outbox(context.people.file).add(post, context.now())
    if request.response_url:
        slack.privately(request, render_notice(say("doors.digest_comes", language), language))


def _send(slack: SlackClient, card: Card, say_it: Callable[[Card], object]) -> None:
    """With its picture, or without one where Slack has none. Only a message that Slack refused for its form is said
    again: nothing of it stands there."""
    shown = with_picture(slack.client, card)
    try:
        say_it(shown)
    except SlackApiError as error:
        if shown is card or error.response.get("error") not in NOT_TAKEN:
            raise
        log.warning("The digest goes without its picture: %s", error.response.get("errors"))
        say_it(card)


def _card(wanted: Wanted, context: Context) -> Card:
    digest = compose_digest(context.queries.library.store, wanted, context.now(), _work(context))
    red = red_list(context.people, wanted.language, context.now())
    return digest_card(digest, wanted, next_digest(context.now(), _work(context)), red)


def open_red(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The list of the red cases, to the one who pressed: the digest stays as it is."""
    slack.privately(request, card_at(context, replace(place, private=True), request))


def _wanted(place: str, context: Context, request: Request) -> Wanted:
    language = context.people.language(place) or context.language(request)
    return Wanted(place, language, tuple(_table(context).of(place, DIGEST)))


# ---------------------------------------------------------------- small things


def _place(request: Request) -> str:
    """The channel; in a direct message, and where there is no channel, the person."""
    return request.person.id if not request.channel or request.channel.startswith("D") else request.channel


def _table(context: Context) -> Subscriptions:
    return Subscriptions(context.queries.library.store.file)


def _work(context: Context) -> WorkDays:
    return work(context.settings)


def _notice(key: str, request: Request, context: Context, **values: object) -> Card:
    language = context.language(request)
    return render_notice(say(f"doors.{key}", language, **values), language)
