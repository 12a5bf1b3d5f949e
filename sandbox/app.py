"""The app as it is installed in the workspace: what its manifest would say, and its secrets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SCOPES = (
    "app_mentions:read assistant:write channels:history channels:join channels:read chat:write commands files:read "
    "files:write groups:history groups:read im:history im:read im:write mpim:history mpim:read mpim:write "
    "reactions:write team:read usergroups:read users:read users:read.email"
)
COMMANDS = {"/sag": "Spørg om en sag", "/case": "Ask about a case"}
EVENTS = ("app_mention", "app_home_opened", "file_shared", "member_joined_channel", "message.im")


@dataclass
class Installation:
    """Tokens look like Slack's so that they are hidden like Slack's. `events` are the subscriptions."""

    id: str = "A0SAGSBOT"
    user: str = "U0SAGSBOT"
    bot: str = "B0SAGSBOT"
    name: str = "Sagsbot"
    bot_token: str = "xoxb-local-slack"  # noqa: S105  # it opens nothing but this workspace
    app_token: str = "xapp-local-slack"  # noqa: S105
    signing_secret: str = "local-signing-secret"  # noqa: S105
    verification: str = "local-verification"
    scopes: set[str] = field(default_factory=lambda: set(SCOPES.split()))
    events: set[str] = field(default_factory=lambda: set(EVENTS))
    commands: Mapping[str, str] = field(
        default_factory=lambda: {"/sag": "Spørg om en sag", "/case": "Ask about a case"}
    )
    shortcuts: Mapping[str, str] = field(default_factory=dict)  # callback_id → its name in the menu
    message_shortcuts: Mapping[str, str] = field(default_factory=dict)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What never shows in a log."""
        return (self.bot_token, self.app_token, self.signing_secret, self.verification)
