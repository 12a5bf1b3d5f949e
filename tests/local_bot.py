"""The bot with the sample documents, in a local Slack: over HTTP or over Socket Mode."""

import atexit
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from slack_bolt import App

from bot.app import build_app
from bot.case_queries import CaseQueries
from bot.handlers.rate_limit import RateLimit
from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN, Settings
from bot.slack.sender import EVENT
from index.search.search_facade import Library
from index.state.inbox import Inbox
from index.state.people import People
from index.store.store import Store
from sandbox import LocalSlack
from sandbox.app import Installation
from sandbox.state import Message, View
from templates import ids, limits
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT, until

ROOT = Path(__file__).resolve().parents[1]
TODAY = datetime(2026, 11, 20, 9, 0, tzinfo=COPENHAGEN)
ADMIN, CHEF = "U0ADMIN", "U0KONTORCHEF"
SHORTCUTS = {ids.SEARCH_SHORTCUT: "Søg i sager"}, {ids.NOTE_SHORTCUT: "Knyt til en sag"}


@dataclass
class LocalBot:
    """A local Slack with the bot in it, and what the bot keeps."""

    slack: LocalSlack
    people: People
    path: Path
    now: datetime = TODAY  # what the bot's clock shows
    app: App | None = None
    _said: set[tuple[str, str]] = field(default_factory=set)  # what `says` has returned

    def ask(self, person: str, text: str, channel: str = "#besparelser") -> Message:
        """The newest thing that the bot has said to a person who used the command there."""
        before = len(self.heard(channel, person))
        self.slack.slash_as(person, channel, text)
        return self.slack.said(channel, person, before + 1)[-1]

    def heard(self, channel: str, person: str) -> list[Message]:
        return [one for one in self.slack.messages(channel, person) if one.author == self.slack.app.user]

    def press(self, person: str, on: Message | View, action: str) -> None:
        """A button whose id begins so; the first choice of a menu."""
        element = button(on, action)
        value = element["options"][0]["value"] if "options" in element else None
        delivery = self.slack.press(person, on, element["action_id"], value)
        assert delivery.status == "acknowledged", delivery
        self.settle()

    def settle(self) -> None:
        """Until the bot has handled all that it acknowledged: what comes next must not overtake it."""
        self.slack.settle()
        if self.app:
            sandbox_bot.Listeners.of(self.app).rest()
        until(lambda: not {"new", "working"} & set(Inbox(self.people.file).counts()), "all that was asked is handled")

    def in_modal(self, person: str, words: str) -> View:
        """The person's modal, as soon as it shows these words."""
        who = self.slack.workspace.person(person).id

        def shows() -> bool:
            stack = self.slack.workspace.modals.get(who)
            return bool(stack) and words in text_of(stack[-1])

        self.slack.wait_until(shows)
        return self.slack.modal(person)

    def says(self, channel: str, person: str, words: str) -> Message:
        """What the bot has said to the person with these words, as soon as it has. A message comes once, and again
        when it says something else."""

        def found() -> list[Message]:
            with_words = [one for one in self.heard(channel, person) if words in f"{one.body['text']} {text_of(one)}"]
            return [one for one in with_words if (one.ts, text_of(one)) not in self._said]

        self.slack.wait_until(lambda: bool(found()))
        said = found()[-1]
        self._said.add((said.ts, text_of(said)))
        return said

    def clear(self, homes: bool = True) -> None:
        """Nothing is said or shown, but for the Home tabs where they are to stay."""
        self.settle()
        sandbox_bot.forget(self.slack, self.app, homes)
        self._said.clear()


def blocks(on: Message | View) -> list[dict[str, Any]]:
    return list((on.body if isinstance(on, Message) else on.content).get("blocks", ()))


def elements(on: Message | View) -> list[dict[str, Any]]:
    return [one for block in blocks(on) if block["type"] == "actions" for one in block["elements"]]


def button(on: Message | View, action: str) -> dict[str, Any]:
    return next(one for one in elements(on) if one["action_id"].split(":")[0] == action)


def actions(on: Message | View) -> list[str]:
    return [one["action_id"].split(":")[0] for one in elements(on)]


def text_of(on: Message | View) -> str:
    """Everything that a card or a modal shows."""
    return " ".join(shown(blocks(on)))


def shown(node: Any) -> list[str]:
    if isinstance(node, list):
        return [found for one in node for found in shown(one)]
    if not isinstance(node, dict):
        return []
    own = [node[name] for name in ("text", "caption") if isinstance(node.get(name), str)]
    return own + [found for one in node.values() for found in shown(one)]


def samples(folder: Path) -> Path:
    """A database of the test's own with the sample documents, which are loaded once."""
    return Path(shutil.copy(_samples(), folder / "sagsbot.db"))


@cache
def _samples() -> Path:
    folder = mkdtemp(prefix="sagsbot-samples-")
    atexit.register(shutil.rmtree, folder)
    path = Path(folder) / "sagsbot.db"
    with closing(loading.store_to_fill(path)) as store:
        for _ in loading.load_files(store, loading.files([ROOT / "samples"]), Load(datetime(2026, 11, 1, tzinfo=UTC))):
            pass
    assert not path.with_name("sagsbot.db-wal").exists(), "the file alone is not the whole database"
    return path


@contextmanager
def town(path: Path, transport: str, most: int = 10_000) -> Iterator[LocalBot]:
    """`most`: so often a person may ask in a minute."""
    installation = Installation(shortcuts=SHORTCUTS[0], message_shortcuts=SHORTCUTS[1])
    with ExitStack() as running:
        slack = running.enter_context(LocalSlack(app=installation, patience=PATIENT))
        store = running.enter_context(closing(Store(path)))
        settings = Settings(
            db=path,
            admins=(ADMIN, CHEF),
            slack_api_url=slack.api_url,
            slack_bot_token=slack.app.bot_token,
            slack_signing_secret=slack.app.signing_secret,
            slack_app_token=slack.app.app_token,
        )
        made = LocalBot(slack, People(store.file), path)
        app = build_app(settings, CaseQueries(Library(store), lambda: made.now), store.file, RateLimit(most))
        sandbox_bot.Listeners.of(app)
        made.app = app
        running.enter_context(sandbox_bot.connected(slack, app, transport))
        yield made


def is_post(message: Message) -> bool:
    """Is it one of the clock's, rather than an answer?"""
    return bool(message.metadata) and message.metadata["event_type"] == EVENT


def valid(message: Message) -> list[str]:
    return limits.problems(message.body["blocks"], message.body["text"])
