"""What a form brings along: the card that it was opened from, to be found again when it is sent."""

import json
from dataclasses import replace

from bot.handlers.context import Desk
from bot.handlers.questions.answer_card import Place, place_of
from bot.slack.request import Asked


def with_place(asked: Asked, place: Place) -> str:
    return json.dumps(
        {
            "value": place.value(),
            "channel": asked.channel,
            "thread": asked.thread,
            "message": asked.message,
            "response_url": asked.response_url,
            "private": asked.private,
            "ephemeral": asked.ephemeral,
        }
    )


def brought(asked: Asked, desk: Desk) -> tuple[Asked, Place | None]:
    """The wish as if it stood on the card that the form came from, and where that card is."""
    about = json.loads(asked.about or "{}")
    value = about.pop("value", "")
    there = replace(asked, value=value, view=None, **about)
    return there, place_of(there, desk)
