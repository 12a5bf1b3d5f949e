"""What a person wrote, at any door, → the card that answers it."""

from bot.handlers import subwords
from bot.handlers.context import Desk
from bot.handlers.questions.answer_card import question_card
from bot.handlers.reminders import plan
from bot.handlers.subscriptions import subscribe
from bot.slack.client import Slack
from bot.slack.request import Asked
from templates import Card


def card_for(asked: Asked, desk: Desk) -> Card:
    """A sub-word's card, else the answer to a question."""
    known = subwords.read(asked.text, desk.language(asked))
    return known(asked, desk) if callable(known) else question_card(known, asked, desk)


def answer(asked: Asked, desk: Desk, slack: Slack) -> None:
    """What asks something of Slack first, or says more than a card, is done; the rest is a card."""
    if doing := subscribe.acting(asked.text) or plan.acting(asked.text):
        doing(asked, desk, slack)
    else:
        slack.answer(asked, card_for(asked, desk))
