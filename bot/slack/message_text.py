"""What a person wrote, out of what Slack sends for it."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

_MENTION = re.compile(r"<[@!][^<>]*>")
_UNKNOWN = re.compile(r"(?<![\w<>/|])[@#][\w.-]*\w")
_LINK = re.compile(r"<(?:#|(?=[a-z]{2,10}:))([^<>|]+)(?:\|([^<>]*))?>")


def mentioned(text: str) -> list[str]:
    """The ids of the persons that a text mentions, in their order."""
    return re.findall(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>", text)


def typed_text(body: Mapping[str, Any]) -> str:
    """What was typed, with mentions of people and channels as Slack writes them."""
    return str(body.get("text") or (body.get("event") or {}).get("text") or "")


def people_named(body: Mapping[str, Any], said: str | None = None) -> list[str]:
    """Whom a message names, each once, but for the bot that it is addressed to. A command is addressed to none: there
    the bot is named only when it is meant. `said` is the part of the message that counts (None: all of it)."""
    asked = {str(one.get("user_id")) for one in body.get("authorizations") or ()}
    named = mentioned(typed_text(body) if said is None else said)
    return list(dict.fromkeys(one for one in named if one not in asked))


def unknown_names(body: Mapping[str, Any]) -> list[str]:
    """The people and channels that were typed, and of whom Slack made no mention: "@okonomen", "#besparelse"."""
    return _UNKNOWN.findall(re.sub(r"<[^<>]*>", " ", typed_text(body)))


def question(text: str) -> str:
    """The plain words: mentions away, a link or channel by its label, entities as signs."""
    without = _MENTION.sub(" ", text)
    named = _LINK.sub(lambda found: found[2] or found[1], without)
    return " ".join(unescape(named).split())
