"""What a form brings along: the card that it was opened from, to be found again when it is sent."""

import json
from dataclasses import replace

from bot.handlers.context import Context
from bot.handlers.questions.answer_card import CardPlace, place_of
from bot.slack.request import Request


def with_place(request: Request, place: CardPlace) -> str:
    return json.dumps(
        {
            "value": place.value(),
            "channel": request.channel,
            "thread": request.thread,
            "message": request.message,
            "response_url": request.response_url,
            "private": request.private,
            "ephemeral": request.ephemeral,
        }
    )


def brought(request: Request, context: Context) -> tuple[Request, CardPlace | None]:
    """The wish as if it stood on the card that the form came from, and where that card is."""
    about = json.loads(request.about or "{}")
    value = about.pop("value", "")
    there = replace(request, value=value, view=None, **about)
    return there, place_of(there, context)
