"""The digest of a place: shown to a person, posted for all, and opened where a button on it is pressed."""

import logging
from collections.abc import Callable
from dataclasses import replace

from slack_bolt import App
from slack_sdk.errors import SlackApiError

from bot.handlers.context import Context, handled
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import CardPlace, card_at
from bot.handlers.subscriptions.subscribe import place_of, refused_outside, subscription_table, work_days
from bot.slack.client import SlackClient
from bot.slack.images import with_picture
from bot.slack.request import Request
from index.state.outbox import Outbox, Post
from index.state.subscriptions import DIGEST
from records.digests import Digest
from scheduler.posts.digest import (
    ON_DEMAND,
    Wanted,
    come_since,
    compose_told,
    digest_card,
    next_digest,
    told_now,
    wanted_then,
)
from scheduler.posts.told_digest import ToldDigest, told_digest
from templates import Card, ids, render_digest, render_digest_part, render_notice, say
from templates.formats import joined
from templates.forms import text_view, waiting_view

NOW = ("nu", "now")
NOT_TAKEN = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")

log = logging.getLogger(__name__)


def register(app: App, context: Context) -> None:
    app.action(ids.DIGEST_NOW)(handled(show_now, context))
    app.action(ids.DIGEST_ALL)(handled(show_whole, context))
    app.action(ids.DIGEST_BEHIND)(handled(show_behind, context))
    app.action(ids.DIGEST_RED)(handled(at_place(open_red), context))


def is_now(text: str) -> bool:
    return text.casefold().strip(":!?. ") in NOW


def preview(request: Request, context: Context, slack: SlackClient) -> None:
    """The digest that this place would get now, to the person alone."""
    _show(_wanted(place_of(request), context, request), request, context, slack)


def show_now(request: Request, context: Context, slack: SlackClient) -> None:
    """The same from a button on a digest, of the place that the digest is of."""
    _show(_wanted(request.value or place_of(request), context, request), request, context, slack)


def show_whole(request: Request, context: Context, slack: SlackClient) -> None:
    """All that a digest told, in a modal: every line with its place."""
    _open(request.value, lambda digest, language: render_digest(digest, language).text, request, context, slack)


def show_behind(request: Request, context: Context, slack: SlackClient) -> None:
    """What is behind one number of a digest, in a modal."""
    name, _, value = request.value.partition(" ")
    _open(value, lambda digest, language: render_digest_part(digest, name, language), request, context, slack)


def _open(
    value: str, printed: Callable[[Digest, str], str], request: Request, context: Context, slack: SlackClient
) -> None:
    view_id = slack.open(request, waiting_view(context.language(request)))
    told, wanted = _told(value, request, context)
    store = context.queries.library.store
    digest = compose_told(store, told, wanted, (context.settings.timezone, work_days(context)))
    text = joined([_changed(told, wanted.language, context), printed(digest, wanted.language)], "\n\n")
    slack.fill(view_id, text_view(say("forms.digest", wanted.language), text, wanted.language))


def _told(value: str, request: Request, context: Context) -> tuple[ToldDigest, Wanted]:
    """The digest that a button is on; of one of an earlier version the one that the place would get now."""
    told = told_digest(value)
    wanted = _wanted(told.place if told else value or place_of(request), context, request)
    if told is None:
        return told_now(context.queries.library.store, wanted, context.now()), wanted
    return told, wanted_then(told, wanted.language, subscription_table(context))


def _changed(told: ToldDigest, language: str, context: Context) -> str:
    """What has come in since the digest was told, and is counted here."""
    names = come_since(context.queries.library.store, told)
    if names is None:
        return say("digest.changed_since", language)
    return say("digest.come_since", language, names=names) if names else ""


def _show(wanted: Wanted, request: Request, context: Context, slack: SlackClient) -> None:
    _send(slack, _card(wanted, context), lambda card: slack.alone(request, card))


def post_now(request: Request, context: Context, slack: SlackClient) -> None:
    """To all in the channel, where digests belong; elsewhere what to write so that they do. In a direct message it is
    the preview."""
    to, language = place_of(request), context.language(request)
    if to == request.person.id:
        preview(request, context, slack)
        return
    if refused_outside(request, context, slack):
        return
    wanted = _wanted(to, context, request)
    if not wanted.subscriptions and to not in (context.settings.digest_channel, context.settings.alert_channel):
        slack.answer(request, render_notice(say("doors.digest_nowhere", language), language))
        return
    if not slack.is_in(to):
        slack.privately(request, render_notice(say("doors.not_in_channel", language), language))
        return
    post = Post(f"digest-now:{to}:{slack.key}", ON_DEMAND, to, {})
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
    store = context.queries.library.store
    told = told_now(store, wanted, context.now())
    digest = compose_told(store, told, wanted, (context.settings.timezone, work_days(context)))
    return digest_card(digest, wanted, next_digest(context.now(), work_days(context)), told)


def open_red(request: Request, card: CardPlace, context: Context, slack: SlackClient) -> None:
    """The list of the red cases, from a digest of an earlier version: to the one who pressed."""
    slack.privately(request, card_at(context, replace(card, private=True), request))


def _wanted(of: str, context: Context, request: Request) -> Wanted:
    language = context.people.language(of) or context.language(request)
    return Wanted(of, language, tuple(subscription_table(context).of(of, DIGEST)))
