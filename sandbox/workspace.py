"""A workspace in memory. Whoever reads or changes it holds its lock; whoever waits for a change waits on the same."""

import re
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sandbox.app import Installation
from sandbox.clock import Clock, Patience
from sandbox.refusals import ApiError
from sandbox.state import Answering, Conversation, File, Json, Message, Trigger, User, View

TEAM, TEAM_NAME, DOMAIN = "T0SANDVIG", "Sandvig", "sandvig"
RESPONSE_S, RESPONSE_USES = 30 * 60, 5

PEOPLE = (
    ("U0KONTORCHEF", "Kontorchef", "kontorchef"),
    ("U0PROJEKTLED", "Projektleder", "projektleder"),
    ("U0OEKONOM", "Økonom", "oekonom"),
    ("U0ADMIN", "Administrator", "administrator"),
)
CHANNELS = (
    ("C0ALMENT", "alment", "channel", "Det, der angår alle", True),
    ("C0BESPAREL", "besparelser", "channel", "Spareforslag og opfølgning", True),
    ("C0OEKONOMI", "økonomi", "channel", "Her er botten ikke inviteret", False),
    ("C0LEDELSE", "ledelse", "private", "Kun for ledelsen", True),
)


class Workspace:
    """`emit` is told every event that the bot may have subscribed to: (its subscription, the event)."""

    def __init__(self, app: Installation | None = None, patience: Patience = Patience()) -> None:  # noqa: B008  # frozen
        self.app, self.clock, self.patience = app or Installation(), Clock(), patience
        self.lock = threading.Condition(threading.RLock())
        self.version = 0
        self.base = ""  # the server's own address, once it has one
        self.people: dict[str, User] = {}
        self.conversations: dict[str, Conversation] = {}
        self.groups: dict[str, list[str]] = {}  # user group → people
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.files: dict[str, File] = {}
        self.triggers: dict[str, Trigger] = {}
        self.answering: dict[str, Answering] = {}
        self.prompts: dict[str, Json] = {}  # channel → {"title", "prompts"}
        self.statuses: dict[str, str] = {}  # "channel/thread" → what the bot says that it is doing
        self.titles: dict[str, str] = {}  # "channel/thread" → title
        self.notices: list[Json] = []  # what Slack itself tells a person
        self.warnings: deque[str] = deque(maxlen=200)  # what works, but badly: no text, too fast
        self.emit: Callable[[str, Json], None] = lambda subscription, event: None
        self._ids, self._last_ts = 0, 0.0
        self._run = secrets.token_hex(2).upper()
        self._settle_in()

    def _settle_in(self) -> None:
        bot = self.app.user
        self.people[bot] = User(bot, self.app.name, "sagsbot", is_bot=True)
        for who, name, handle in PEOPLE:
            self.people[who] = User(who, name, handle, f"{handle}@sandvig.example", is_admin=who == "U0ADMIN")
        everybody = [who for who, _, _ in PEOPLE]
        for where, name, kind, topic, invited in CHANNELS:
            members = [*everybody, bot] if invited else everybody.copy()
            self.conversations[where] = Conversation(where, name, kind, members, topic, created=self.clock.now())

    # ---- change and wait

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock; afterwards everybody who waits looks again."""
        with self.lock:
            yield
            self.version += 1
            self.lock.notify_all()

    def wait_until(self, true: Callable[[], bool], seconds: float = 10) -> bool:
        """Wait for something to become true, looking at every change; False when it did not in time."""
        until = time.monotonic() + seconds
        with self.lock:
            while not true():
                left = until - time.monotonic()
                if left <= 0:
                    return False
                self.lock.wait(min(left, 0.25))
            return True

    def move_clock(self, moment: datetime | None) -> None:
        with self.changing():
            self.clock.move_to(moment)

    def advance(self, seconds: float) -> None:
        with self.changing():
            self.clock.advance(seconds)

    # ---- names of things

    def new_id(self, prefix: str) -> str:
        self._ids += 1
        # A bot that keeps its database meets many workspaces: what it has seen in one must not look like another's.
        return f"{prefix}0{self._run}{self._ids:06d}"

    def new_ts(self) -> str:
        """Later than every other, to the microsecond, even when the clock was moved back."""
        self._last_ts = max(self.clock.now(), self._last_ts + 0.000002)
        return f"{self._last_ts:.6f}"

    def person(self, name: str) -> User:
        """By id, name or handle. Raises Refusal user_not_found."""
        found = self.people.get(name) or next((p for p in self.people.values() if name in (p.name, p.handle)), None)
        if found is None:
            raise ApiError("user_not_found")
        return found

    def conversation(self, name: str) -> Conversation:
        """By id, by name with or without its #, or by a person's id for the direct messages with the bot."""
        if name in self.conversations:
            return self.conversations[name]
        if name in self.people:
            return self.direct(name)
        plain = name.removeprefix("#")
        found = next((c for c in self.conversations.values() if c.name == plain and plain), None)
        if found is None:
            raise ApiError("channel_not_found")
        return found

    def direct(self, *people: str) -> Conversation:
        """The direct messages between the bot and these people, created when first asked for."""
        members = sorted({self.person(name).id for name in people} | {self.app.user})
        kind = "im" if len(members) <= 2 else "mpim"
        for conversation in self.conversations.values():
            if conversation.kind == kind and sorted(conversation.members) == members:
                return conversation
        key = self.new_id("D" if kind == "im" else "G")
        self.conversations[key] = Conversation(key, "", kind, members, created=self.clock.now())
        return self.conversations[key]

    def message(self, channel: str, ts: str) -> Message:
        """Raises Refusal message_not_found."""
        for message in self.conversation(channel).messages:
            if message.ts == ts:
                return message
        raise ApiError("message_not_found")

    def view(self, key: str) -> View:
        """By id or external_id. Raises Refusal not_found."""
        views = [*self.homes.values(), *(view for stack in self.modals.values() for view in stack)]
        for view in views:
            if key and key in (view.id, view.content.get("external_id")):
                return view
        raise ApiError("not_found")

    # ---- what a person's click gives the bot

    def new_trigger(self, person: str, view: str | None = None) -> str:
        key = f"{self.new_id('1')}.{secrets.token_hex(8)}"
        self.triggers[key] = Trigger(person, self.clock.now() + self.patience.trigger_s, view)
        return key

    def use_trigger(self, key: str) -> Trigger:
        """Once, and soon. Raises Refusal as views.open does."""
        trigger = self.triggers.get(key)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if self.clock.now() > trigger.expires:
            raise ApiError("expired_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        trigger.used = True
        return trigger

    def new_response_url(self, person: str, channel: str, original: str | None = None) -> str:
        key = secrets.token_urlsafe(18)
        self.answering[key] = Answering(person, channel, self.clock.now() + RESPONSE_S, original)
        return f"{self.base}/response/{key}"

    def use_response_url(self, key: str) -> Answering:
        """Five times in half an hour. Raises Refusal."""
        found = self.answering.get(key)
        if found is None:
            raise ApiError("no_service", 404)
        if self.clock.now() > found.expires:
            raise ApiError("expired_url", 404)
        if found.uses >= RESPONSE_USES:
            raise ApiError("used_url", 404)
        found.uses += 1
        return found

    def tell(self, person: str, channel: str, text: str) -> None:
        """What Slack itself shows a person, such as that an app did not answer."""
        self.notices.append({"person": person, "channel": channel, "text": text, "at": self.clock.now()})

    def fresh_hash(self) -> str:
        return f"{self.clock.now():.0f}.{secrets.token_hex(4)}"


_MENTION = re.compile(r"@([\w-]+)")
_CHANNEL = re.compile(r"(?<![\w&])#([\w-]+)")
_LINK = re.compile(r"https?://[^\s<>]+")


def typed(workspace: Workspace, text: str, named: bool = False) -> str:
    """What Slack makes of what a person types: `&`, `<`, `>` escaped, @handles, #channels and addresses marked.
    `named`: with the handle beside the id, as in a command whose text is escaped (`should_escape`)."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    handles = {person.handle: person.id for person in workspace.people.values()}

    def mention(found: re.Match[str]) -> str:
        name = found[1]
        return f"<@{handles[name]}{f'|{name}' if named else ''}>" if name in handles else found[0]

    def channel(found: re.Match[str]) -> str:
        named = next((one for one in workspace.conversations.values() if one.name == found[1]), None)
        return f"<#{named.id}|{named.name}>" if named else found[0]

    return _LINK.sub(lambda m: f"<{m[0]}>", _CHANNEL.sub(channel, _MENTION.sub(mention, escaped)))
