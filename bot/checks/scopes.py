"""What the app may do in Slack. The manifest asks for exactly these; the catalogue's section `scopes` says what for."""

from bot.checks.line import MISSING, NOTE

# The scope, and how it stands when it is not there: NOTE where all the rest works without.
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


def granted(header: str) -> frozenset[str]:
    """The scopes in Slack's header `x-oauth-scopes`: names with commas between."""
    return frozenset(name.strip() for name in header.split(",")) - {""}
