"""A card → the arguments of a message."""

from typing import Any

from slack_sdk.webhook import WebhookResponse

from templates import Card, limits


class NotDelivered(Exception):
    """Slack did not take an answer at a response_url."""


def message(card: Card) -> dict[str, Any]:
    """`blocks` and, for phones and screen readers, `text`: escaped, short enough, with no previews of links."""
    text = limits.escape(limits.cut(card.text, limits.TEXT))
    return {"blocks": card.blocks, "text": text, "unfurl_links": False, "unfurl_media": False}


def delivered(response: WebhookResponse) -> None:
    """Raises NotDelivered: `respond` itself tells nobody that Slack refused."""
    if response.status_code != 200:
        raise NotDelivered(f"{response.status_code} {response.body[:100]}")
