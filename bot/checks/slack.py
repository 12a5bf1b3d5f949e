"""Does Slack know the tokens, may the app do what it has to, and is it in its channels? Nothing is written there.

Each token goes to the address of SLACK_API_URL and nowhere else, and stands in no line.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.checks.line import MISSING, NOTE, OK, Check
from bot.settings import Settings
from templates import say

# What the app may do in Slack. The manifest asks for exactly these; the section `scopes` of the catalogue says why.
# The scope, and how it stands when it is missing: NOTE where all the rest works without.
SCOPES = {
    "app_mentions:read": MISSING,
    "assistant:write": NOTE,
    "channels:history": MISSING,
    "channels:read": MISSING,
    "chat:write": MISSING,
    "commands": MISSING,
    "files:read": MISSING,
    "files:write": MISSING,
    "groups:history": MISSING,
    "groups:read": MISSING,
    "im:history": MISSING,
    "im:write": MISSING,
    "usergroups:read": NOTE,
    "users:read": MISSING,
}
WAIT_S = 10


def run(read: Settings, language: str, path: str = "/slack/events") -> Iterator[Check]:
    """The lines about Slack for settings that have a bot token. `path` is where Slack's requests come in over HTTP."""
    quiet = logging.Logger(__name__, logging.CRITICAL)  # the lines say it all
    client = WebClient(
        read.slack_bot_token, base_url=read.slack_api_url, timeout=WAIT_S, retry_handlers=[], logger=quiet
    )
    try:
        yield from _bot(client, read, language)
        yield _door(client, read, path, language)
    except (OSError, HTTPException) as error:
        told = say("check.slack_unreachable", language, address=read.slack_api_url)
        yield Check("slack", MISSING, type(error).__name__, told)


def _bot(client: WebClient, read: Settings, language: str) -> Iterator[Check]:
    """Whose token it is; when Slack knows it, what it may do and where it is."""
    try:
        who = client.auth_test()
    except SlackApiError as refused:
        said = _word(refused)
        yield Check("slack", MISSING, said, say("check.slack_refused", language, error=said))
        return
    yield Check("slack", OK, say("check.slack_ok", language, team=who["team"], user=who["user"]))
    yield from scopes(who.headers, language)
    for name, channel in (("digest", read.digest_channel), ("alert", read.alert_channel)):
        yield _channel(client, name, channel, str(who["user"]), language)


def _word(refused: SlackApiError) -> str:
    """Slack's own word for the error; for an answer that is not Slack's, as a proxy's page, its HTTP status."""
    said = str(refused.response.get("error", ""))
    return said if re.fullmatch(r"[a-z_]{1,80}", said) else f"HTTP {refused.response.status_code}"


# ---------------------------------------------------------------- scopes


def scopes(headers: Mapping[str, str], language: str) -> Iterator[Check]:
    """A line for each scope that is missing, or one that all are there; `headers` are those of Slack's answer."""
    header = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
    if header is None:
        yield Check("scopes", NOTE, say("check.scopes_unknown", language))
        return
    missing = [scope for scope in SCOPES if scope not in granted(header)]
    for scope in missing:
        use = say(f"scopes.{scope}", language)
        yield Check("scopes", SCOPES[scope], scope, say("check.scopes_fix", language, scope=scope, use=use))
    if not missing:
        yield Check("scopes", OK, say("check.scopes_ok", language, count=len(SCOPES)))


# ---------------------------------------------------------------- how Slack reaches the app


def _door(client: WebClient, read: Settings, path: str, language: str) -> Check:
    """Socket Mode where there is an app token, else HTTP. Asking for a connection opens none."""
    if read.slack_app_token is None:
        if read.slack_signing_secret is None:
            return Check("door", MISSING, "SLACK_APP_TOKEN", say("check.door_fix", language))
        return Check("door", OK, say("check.door_http", language, path=path))
    try:
        client.apps_connections_open(app_token=read.slack_app_token)
    except SlackApiError as refused:
        said = _word(refused)
        return Check("door", MISSING, said, say("check.door_refused", language, error=said))
    return Check("door", OK, say("check.door_socket", language))


# ---------------------------------------------------------------- channels


def _channel(client: WebClient, name: str, channel: str | None, user: str, language: str) -> Check:
    """Can the app post in the channel of a setting? `name` is "digest" or "alert"."""
    variable = f"SAGSBOT_{name.upper()}_CHANNEL"
    if channel is None:
        return Check(name, NOTE, say("check.channel_none", language, name=variable), say(f"check.{name}_fix", language))
    try:
        found = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as refused:
        return _unseen(name, channel, variable, _word(refused), language)
    if found.get("is_archived"):
        return Check(name, MISSING, channel, say("check.channel_archived", language, name=variable))
    if found.get("is_ext_shared"):
        return Check(name, MISSING, channel, say("check.channel_shared", language, name=variable))
    if not (found.get("is_member") or found.get("is_im")):
        return Check(name, MISSING, channel, say("check.channel_outside", language, user=user))
    return Check(name, OK, f"#{found['name']}" if found.get("name") else channel)


def _unseen(name: str, channel: str, variable: str, said: str, language: str) -> Check:
    """Without the scopes to look at channels posting may work all the same."""
    if said == "missing_scope":
        return Check(name, NOTE, channel, say("check.channel_unseen", language))
    kind = "channel_not_found" if said == "channel_not_found" else "channel_refused"
    return Check(name, MISSING, channel, say(f"check.{kind}", language, name=variable, error=said))


def granted(header: str) -> frozenset[str]:
    """The scopes in Slack's header `x-oauth-scopes`: names with commas between."""
    return frozenset(name.strip() for name in header.split(",")) - {""}
