"""What a person wrote, at any door, → the card that answers it."""

from bot.handlers import subwords
from bot.handlers.context import Context
from bot.handlers.questions.answer_card import question_card
from bot.handlers.reminders import plan
from bot.handlers.subscriptions import subscribe
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import Card


def card_for(request: Request, context: Context) -> Card:
    """A sub-word's card, else the answer to a question."""
    known = subwords.read_subword(request.text, context.language(request))
    return known(request, context) if callable(known) else question_card(known, request, context)


def answer_request(request: Request, context: Context, slack: SlackClient) -> None:
    """What asks something of Slack first, or says more than a card, is done; the rest is a card."""
    if doing := subscribe.acting(request.text) or plan.acting(request.text):
        doing(request, context, slack)
    else:
        slack.answer(request, card_for(request, context))
