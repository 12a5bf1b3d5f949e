"""The buttons of an answer: parts taken off, the other reading, pages, cases opened. The card is edited in place."""

import re
from collections.abc import Callable
from dataclasses import replace

from slack_bolt import App

from bot.case_queries import Question
from bot.handlers.context import Context, Handler, handled
from bot.handlers.questions import answer_card
from bot.handlers.questions.answer_card import CardPlace, card_at
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import Card, ids, render_notice, say

OnPlace = Callable[[Request, CardPlace, Context, SlackClient], None]


def at_place(handler: OnPlace) -> Handler:
    """A handler that is given where its button leads. A button that leads nowhere any longer says so."""

    def run(request: Request, context: Context, slack: SlackClient) -> None:
        place = answer_card.place_of(request, context)
        if place is None:
            language = context.language(request)
            slack.privately(request, render_notice(say("doors.stale", language), language))
        else:
            handler(request, place, context, slack)

    return run


def at_public_case(handler: OnPlace) -> Handler:
    """A handler of what everybody sees of a case: its owner, followers, notes and corrections. What only some may see
    yet has none of them, for they would tell the others."""

    def run(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
        if is_public(place.case, context):
            handler(request, place, context, slack)
        else:
            slack.privately(request, not_public(request, context))

    return at_place(run)


def is_public(key: str, context: Context) -> bool:
    """Does a document that everybody may see have the case?"""
    case = context.people.case(key)
    with context.queries.reading():
        return case is not None and context.queries.view(case) is not None


def not_public(request: Request, context: Context) -> Card:
    language = context.language(request)
    return render_notice(say("doors.not_public", language), language)


def register(app: App, context: Context) -> None:
    for action in (ids.NEXT, ids.PREVIOUS, ids.BACK):
        app.action(action)(handled(at_place(go), context))
    app.action(re.compile(f"^{ids.PART}:"))(handled(at_place(take_off), context))
    app.action(re.compile(f"^{ids.READING}:"))(handled(at_place(choose_reading), context))
    app.action(ids.SWAP)(handled(at_place(swap), context))
    app.action(ids.RESET)(handled(at_place(reset), context))
    app.action(ids.OPEN)(handled(at_place(open_case), context))
    app.action(re.compile(f"^{ids.CHOOSE}:"))(handled(at_place(open_case), context))


def go(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    slack.replace(request, card_at(context, place, request))


def take_off(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    _asked_anew(request, place, context, slack, {*place.card.off, request.value.partition("#")[2]}, place.card.swapped)


def choose_reading(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """Parts that were taken off were those of another reading."""
    _asked_anew(request, place, context, slack, {request.value.partition("#")[2]}, False)


def swap(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    # Limits that were taken off had other names before the turn.
    _asked_anew(request, place, context, slack, set(), not place.card.swapped)


def reset(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    _asked_anew(request, place, context, slack, set(), False)


def _asked_anew(
    request: Request, place: CardPlace, context: Context, slack: SlackClient, off: set[str], swapped: bool
) -> None:
    question = Question(place.card.question, place.card.language, frozenset(off), swapped, place.card.before)
    card = answer_card.new_card(question, request, context)
    slack.replace(request, card_at(context, replace(place, card=card, first=0), request))


def open_case(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """In place of the list where only this person sees it; a list that others look at stays as it is."""
    if place.private:
        slack.replace(request, card_at(context, place, request))
    else:
        slack.privately(request, card_at(context, replace(place, private=True), request))
