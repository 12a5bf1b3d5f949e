"""A picture → one of Slack's files, for an image block. What is said in words does not depend on it."""

import logging
import time
from collections.abc import Callable

from slack_sdk import WebClient

from bot.slack.outcomes import UNREACHABLE
from templates import Card

log = logging.getLogger(__name__)

# Slack looks a file through before it shows it; until then it has no type, and a block that names it is refused.
WAITS_S = (0.5, 1.0, 2.0, 4.0)


def with_picture(client: WebClient, card: Card) -> Card:
    """The card with its picture, stored in Slack; the card alone where there is none to show."""
    image = upload_image(client, card.picture.name, card.picture.png) if card.picture else None
    return card.picture.place(image) if card.picture and image else card


def upload_image(client: WebClient, name: str, png: bytes, rest: Callable[[float], None] = time.sleep) -> str | None:
    """Slack's id of the picture, private to the bot until a message shows it; None when there is none to show."""
    try:
        file = client.files_upload_v2(filename=name, content=png)["file"]
        for wait in (*WAITS_S, None):
            if client.files_info(file=file["id"])["file"].get("mimetype"):
                return str(file["id"])
            if wait is not None:
                rest(wait)
    except UNREACHABLE as error:
        log.warning("No picture: %s", error)
    else:
        log.warning("No picture: Slack was not ready with %s", file["id"])
    return None
