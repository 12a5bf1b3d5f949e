"""What is in a workspace: people, conversations, messages, views and files. Plain records, changed under one lock."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class User:
    """`name` is what others see and how it is called from Python; the bot is a person too. `team` is another workspace
    for people of another organisation, who are in channels that are shared with it."""

    id: str
    name: str
    handle: str
    email: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False
    team: str = ""
    locale: str = "da-DK"
    tz: str = "Europe/Copenhagen"


@dataclass
class Message:
    """`body` is the message as Slack gives it, but for `metadata`. `only_for` is who sees it, None for everybody."""

    ts: str
    channel: str
    body: Json
    stored_at: float
    only_for: str | None = None
    metadata: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    inputs: dict[str, Json] = field(default_factory=dict)  # person → block_id → action_id → what was chosen

    @property
    def author(self) -> str:
        return str(self.body["user"])

    @property
    def thread(self) -> str | None:
        """The `ts` of the message that this one answers."""
        parent = self.body.get("thread_ts")
        return None if parent in (None, self.ts) else str(parent)


@dataclass
class Conversation:
    """`kind` is "channel", "private", "im" or "mpim"."""

    id: str
    name: str
    kind: str
    members: list[str]
    topic: str = ""
    archived: bool = False
    shared: bool = False
    created: float = 0.0
    messages: list[Message] = field(default_factory=list)

    @property
    def channel_type(self) -> str:
        """As events name it."""
        return {"channel": "channel", "private": "group"}.get(self.kind, self.kind)


@dataclass
class View:
    """A modal or an App Home as it was last taken from the bot; `errors` are those of its last submission."""

    id: str
    person: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    errors: Json = field(default_factory=dict)
    inputs: Json = field(default_factory=dict)  # block_id → action_id → what was chosen


@dataclass
class File:
    """`shared_in` is where it was posted; until then nobody but its owner has it."""

    id: str
    name: str
    owner: str
    title: str
    size: int
    content: bytes | None = None
    shared_in: list[str] = field(default_factory=list)
    created: float = 0.0


@dataclass
class Trigger:
    """What lets the bot open a view, for three seconds and once."""

    person: str
    expires: float
    view: str | None = None
    used: bool = False


@dataclass
class Answering:
    """A response_url: where its messages go, and the message that it came from."""

    person: str
    channel: str
    expires: float
    original: str | None = None
    uses: int = 0
