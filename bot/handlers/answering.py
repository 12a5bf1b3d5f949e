"""What a person wrote, at any door, → the card that answers it."""

from bot.handlers import planning, subscribing, subwords
from bot.handlers.asked import Asked
from bot.handlers.desk import Desk
from bot.handlers.laying import question_card
from bot.handlers.replying import Slack
from templates import Card


def card_for(asked: Asked, desk: Desk) -> Card:
    """A sub-word's card, else the answer to a question."""
    known = subwords.read(asked.text, desk.language(asked))
    return known(asked, desk) if callable(known) else question_card(known, asked, desk)


def answer(asked: Asked, desk: Desk, slack: Slack) -> None:
    """What asks something of Slack first, or says more than a card, is done; the rest is a card."""
    if doing := subscribing.acting(asked.text) or planning.acting(asked.text):
        doing(asked, desk, slack)
    else:
        slack.answer(asked, card_for(asked, desk))
