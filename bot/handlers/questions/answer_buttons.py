"""The buttons of an answer: parts taken off, the other reading, pages, cases opened. The card is edited in place."""

import re
from collections.abc import Callable
from dataclasses import replace

from slack_bolt import App

from bot.case_queries import Question
from bot.handlers.context import Desk, Handler, handled
from bot.handlers.questions import answer_card
from bot.handlers.questions.answer_card import Place, lay
from bot.slack.client import Slack
from bot.slack.request import Asked
from templates import ids, render_notice, say

OnPlace = Callable[[Asked, Place, Desk, Slack], None]


def at_place(handler: OnPlace) -> Handler:
    """A handler that is given where its button leads. A button that leads nowhere any longer says so."""

    def run(asked: Asked, desk: Desk, slack: Slack) -> None:
        place = answer_card.place_of(asked, desk)
        if place is None:
            language = desk.language(asked)
            slack.privately(asked, render_notice(say("doors.stale", language), language))
        else:
            handler(asked, place, desk, slack)

    return run


def register(app: App, desk: Desk) -> None:
    for action in (ids.NEXT, ids.PREVIOUS, ids.BACK):
        app.action(action)(handled(at_place(go), desk))
    app.action(re.compile(f"^{ids.PART}:"))(handled(at_place(take_off), desk))
    app.action(ids.SWAP)(handled(at_place(swap), desk))
    app.action(ids.RESET)(handled(at_place(reset), desk))
    app.action(ids.OPEN)(handled(at_place(open_case), desk))
    app.action(re.compile(f"^{ids.CHOOSE}:"))(handled(at_place(open_case), desk))


def go(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    slack.replace(asked, lay(desk, place, asked))


def take_off(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    _asked_anew(asked, place, desk, slack, {*place.card.off, asked.value.partition("#")[2]}, place.card.swapped)


def swap(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    # Limits that were taken off had other names before the turn.
    _asked_anew(asked, place, desk, slack, set(), not place.card.swapped)


def reset(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    _asked_anew(asked, place, desk, slack, set(), False)


def _asked_anew(asked: Asked, place: Place, desk: Desk, slack: Slack, off: set[str], swapped: bool) -> None:
    question = Question(place.card.question, place.card.language, frozenset(off), swapped)
    card = answer_card.new_card(question, asked, desk)
    slack.replace(asked, lay(desk, replace(place, card=card, first=0), asked))


def open_case(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    """In place of the list where only this person sees it; a list that others look at stays as it is."""
    if place.private:
        slack.replace(asked, lay(desk, place, asked))
    else:
        slack.privately(asked, lay(desk, replace(place, private=True), asked))
