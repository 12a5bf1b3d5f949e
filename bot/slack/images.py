"""A picture → one of Slack's files, for an image block. What is said in words does not depend on it."""

import logging
import time
from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack.outcomes import UNREACHABLE, outcome
from scheduler.poster import Unsure
from templates import Card

log = logging.getLogger(__name__)

# Slack looks a file through before it shows it; until then it has no type, and a block that names it is refused.
WAITS_S = (0.5, 1.0, 2.0, 4.0)
REPEATS_S = (0.5, 2.0)


def with_picture(client: WebClient, card: Card) -> Card:
    """The card with its picture, stored in Slack; the card alone where there is none to show."""
    image = upload_image(client, card.picture.name, card.picture.png) if card.picture else None
    return card.picture.place(image) if card.picture and image else card


def upload_image(client: WebClient, name: str, png: bytes, rest: Callable[[float], None] = time.sleep) -> str | None:
    """Slack's id of the picture, private to the bot until a message shows it; None when there is none to show."""
    try:
        file = _again(lambda: client.files_upload_v2(filename=name, content=png), rest)["file"]
        for wait in (*WAITS_S, None):
            if _again(lambda: client.files_info(file=file["id"]), rest)["file"].get("mimetype"):
                return str(file["id"])
            if wait is not None:
                rest(wait)
    except UNREACHABLE as error:
        log.warning("No picture: %s", error)
    else:
        log.warning("No picture: Slack was not ready with %s", file["id"])
    return None


def _again(call: Callable[[], SlackResponse], rest: Callable[[float], None]) -> SlackResponse:
    """A file that no message shows is seen by nobody, so what Slack may have or not is sent again. Nothing else is: the
    words go out without the picture, and wait for nothing."""
    for wait in REPEATS_S:
        try:
            return call()
        except UNREACHABLE as error:
            if not isinstance(outcome(error), Unsure):
                raise
            rest(wait)
    return call()
