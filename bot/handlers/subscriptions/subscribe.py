"""Subscriptions: made by writing a filter, listed, stopped once."""

import re
from dataclasses import replace
from html import unescape

from slack_bolt import App

from answers import known_names, own_phrases
from bot.handlers.cases import case_actions
from bot.handlers.context import Context, handled
from bot.rules import work
from bot.slack.client import SlackClient
from bot.slack.request import Request
from filters.trees import Tree, from_json, relabelled, to_json
from index.state.subscriptions import ALERTS, DIGEST, Subscription, Subscriptions, Wish
from questions.names import Known
from questions.selection import NotUnderstood, read_selection
from questions.vocabulary import vocabulary
from scheduler.posts.digest import (
    compose_of,
    next_digest,
    stop_button,
    written_rule,
)
from scheduler.rules.workdays import WorkDays
from templates import Card, ids, render_notice, render_page, say
from templates.controls import Row
from templates.views import CardEntry, Section, ValueLine
from templates.views.selections import written

MOST = 10  # subscriptions in the list: every one of them has a button below it
MOST_FOLLOWED = 20  # cases in the list, a line each
NAMED_AREAS = 8
WHAT = {
    **dict.fromkeys(("digest", "overblik", "ugeoverblik", "ugentligt", "weekly"), DIGEST),
    **dict.fromkeys(("alarm", "alarmer", "advarsler", "ændringer", "alert", "alerts"), ALERTS),
}


def register(app: App, context: Context) -> None:
    app.action(re.compile(f"^{ids.STOP_SUBSCRIPTION}:"))(handled(stop_subscription, context))


# ---------------------------------------------------------------- making one


def subscribe(request: Request, context: Context, slack: SlackClient) -> None:
    """The channel where it is written, or in a direct message the person, hears of the cases that are described."""
    if place_of(request) == request.channel and refused_outside(request, context, slack):
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
        if strange := case_actions.strange_code(said, request, context):
            slack.answer(request, strange)
            return
        wanted = relabelled(wanted, slack.name)
        wish = Wish(place_of(request), what or DIGEST, said, to_json(wanted))
        slack.answer(request, _subscribed(wish, request, context, slack))


def refused_outside(request: Request, context: Context, slack: SlackClient) -> bool:
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
    key, new = subscription_table(context).subscribe(wish, request.person, context.now())
    digest = compose_of(context.queries.library.store, wanted, context.now(), None, (work_days(context), language))
    values = {
        "rule": written(wanted, language),
        "cases": digest.cases,
        "date": next_digest(context.now(), work_days(context)).date(),
        "new": new,
        "channel": wish.place == request.channel,
    }
    text = say(f"doors.subscribed_{wish.what}", language, **values)
    if wish.place == request.channel and not slack.is_in(request.channel):
        text = f"{text} {say('doors.not_in_yet', language)}"
    kept = subscription_table(context).get(key)
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
    language, found = context.language(request), subscriptions_of(request, context)
    followed = context.people.followed(request.person.id)
    sections: list[Section] = []
    rows: list[Row] = []
    if found:
        entries = tuple(_entry(one, request, context, language) for one in found[:MOST])
        sections.append(Section(say("doors.subscriptions", language), (), entries, len(found)))
        rows += [[stop_button(one, language, True)] for one in found[:MOST]]
    if followed:
        section, menu = case_actions.followed_section(followed[:MOST_FOLLOWED], request, context)
        left = len(followed) - MOST_FOLLOWED
        more = (ValueLine("", say("ui.more", language, count=left)),) if left > 0 else ()
        sections.append(replace(section, items=(*section.items, *more)))
        rows.append([menu])
    return sections, rows


def subscriptions_of(request: Request, context: Context) -> list[Subscription]:
    """Those of the channel first, then those of the person."""
    places = dict.fromkeys([place_of(request), request.person.id])
    return [one for place in places for one in subscription_table(context).of(place)]


def _entry(one: Subscription, request: Request, context: Context, language: str) -> CardEntry:
    rule = written_rule(one, language)
    values = {"name": one.made.name or one.made.person, "moment": context.at(one.made.when)}
    when = next_digest(context.now(), work_days(context)).date()
    lines = (
        say("doors.subscription_made", language, channel=one.place != request.person.id, **values),
        say(f"doors.subscription_next_{one.what}", language, date=when),
    )
    return CardEntry(say(f"doors.subscription_{one.what}", language, rule=rule), lines)


def stop_subscription(request: Request, context: Context, slack: SlackClient) -> None:
    """Once: a second press says who did it, and when."""
    language, table = context.language(request), subscription_table(context)
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
        values = {"rule": written_rule(one, language), "name": one.stopped.name or one.stopped.person}
        said = "subscription_stopped" if done else "subscription_stopped_before"
        text = say(f"doors.{said}", language, moment=context.at(one.stopped.when), **values)
        card = render_notice(text, language)
    slack.privately(request, card)


def _may_stop(one: Subscription, request: Request, context: Context) -> bool:
    """That of a channel is the channel's, whoever made it; that of a person is theirs alone."""
    if one.place.startswith(("U", "W")):
        return context.may(request, "subscriptions.stop_of_person", mine=(one.place,))
    return context.may(request, "subscriptions.stop_of_channel")


# ---------------------------------------------------------------- small things


def place_of(request: Request) -> str:
    """The channel; in a direct message, and where there is no channel, the person."""
    return request.person.id if not request.channel or request.channel.startswith("D") else request.channel


def subscription_table(context: Context) -> Subscriptions:
    return Subscriptions(context.queries.library.store.file)


def work_days(context: Context) -> WorkDays:
    return work(context.settings)


def _notice(key: str, request: Request, context: Context, **values: object) -> Card:
    language = context.language(request)
    return render_notice(say(f"doors.{key}", language, **values), language)
