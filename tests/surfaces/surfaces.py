"""The surfaces of the golden set as they are shown: cards of the sample documents, posts of the clock, screens."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

from bot.case_queries import CaseQueries, Question
from bot.handlers.cases import correction_review
from bot.handlers.context import Context
from bot.handlers.home.home_tab import home_view
from bot.handlers.questions.answer_card import question_card
from bot.handlers.questions.sources import source_card
from bot.handlers.reminders.replies import answer_reply
from bot.handlers.subscriptions import subscribe
from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN, Settings
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.search.search_facade import Library
from index.state.inbox import Inbox
from index.state.people import CaseKey, People, Person
from index.state.reminders import Reminders, Unit
from records import Refused
from scheduler.settings import BEGAN, SchedulerSettings
from scheduler.tick import Scheduler
from templates import Card, render_error, render_refused
from tests.surfaces.measure import Wanted

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden.toml"
TODAY = datetime(2026, 11, 20, 9, 0, tzinfo=COPENHAGEN)
ADMIN, OWNER, MANAGER, STAFF = "U0ADMIN", "U0PROJEKT", "U0CHEF", "U0OEKONOM"
ALARM, DIGESTS, ROOM = "C0ALARM", "C0LEDELSE", "C0BESPAREL"
RULES = SchedulerSettings(COPENHAGEN, alert_channel=ALARM, digest_channel=DIGESTS, admins=(ADMIN,))
BY = Person(ADMIN, "Kontorchef")
PICTURE = "F0PICTURE"  # Slack's id of the file of a picture


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@dataclass(frozen=True, slots=True)
class Surface:
    """One entry of the golden set."""

    name: str
    language: str
    wanted: Wanted
    card: Callable[["Town"], Card]


class Town:
    """The sample documents as they come in one after the other, and the people who read of them."""

    def __init__(self, path: Path) -> None:
        self.store = loading.store_to_fill(path, RULES)
        self.people, self.reminders = People(self.store.file), Reminders(self.store.file)
        self.clock, self.now = Scheduler(self.store, RULES), TODAY
        self.posts: dict[str, Card] = {}
        self.messages: dict[str, tuple[datetime, str]] = {}  # when a post was sent, and its time stamp in Slack
        self._fill()
        settings = Settings(admins=(ADMIN,))
        queries = CaseQueries(Library(self.store), lambda: self.now)
        self.context = Context(queries, self.people, Inbox(self.store.file), settings)

    def _fill(self) -> None:
        reports = ("status-juni-2025.txt", "status-december-2025.txt")
        plans = [one for one in (ROOT / "samples").glob("*.txt") if one.name not in reports]
        self.reminders.beat(BEGAN, at("2025-06-20T09:00"))
        self._load(at("2025-06-20T09:00"), *plans)
        self._load(at("2025-08-04T09:00"), ROOT / "samples/status-juni-2025.txt")
        self._tick("first", at("2025-08-04T09:00"))
        for code, year, title, owner in (
            ("IF04", None, "Robotter til rutineopgaver i økonomi og løn", OWNER),
            ("FU02", 2024, "Fritidsjob til unge i udsatte boligområder", OWNER),
        ):
            case = CaseKey("Struer", code, year, title)
            self.people.know(case)
            self.people.own(case.key, Person(owner, "Projektleder"), BY, at("2025-08-05T09:00"))
        self.reminders.set_unit(Unit("Skoleafdelingen", ROOM, "", MANAGER), BY, at("2025-08-05T09:00"))
        self._tick("old", at("2025-08-05T09:00"))
        self._tick("due", at("2025-08-29T09:00"))
        self._tick("digest_first", at("2025-09-08T08:05"))
        self._load(at("2026-02-02T09:00"), ROOT / "samples/status-december-2025.txt")
        self._tick("alert", at("2026-02-02T09:05"))
        self._tick("digest", at("2026-02-09T08:05"))
        self._tick("late", at("2026-02-10T09:05"))

    def _load(self, when: datetime, *files: Path) -> None:
        for _ in loading.load_files(self.store, files, Load(when)):
            pass

    def _tick(self, name: str, now: datetime) -> None:
        """What a moment brings, as cards by kind and recipient; it counts as sent."""
        self.clock.queue(now)
        rows = self.clock.outbox.waiting()
        by_place: dict[tuple[str, str], list[Any]] = {}
        for row in rows:
            by_place.setdefault((row.post.kind, row.post.recipient or "nobody"), []).append(row)
        for (kind, who), few in by_place.items():
            for language in ("en", "da"):
                self.people.speak(who, language, who, now)
                if card := self.clock.compose(few, now, language, sending=True):
                    self.posts[f"{name}:{kind}:{who}:{language}"] = card
        for number, ((kind, who), few) in enumerate(by_place.items()):
            stamp, keys = f"{now.timestamp():.0f}.{number:06}", [row.key for row in few]
            self.clock.outbox.claim(keys, now)
            self.clock.outbox.sent(keys, ALARM if who == "nobody" else who, stamp, now)
            self.messages[f"{name}:{kind}:{who}"] = now, stamp


# ---------------------------------------------------------------- what is shown


def asked(town: Town, text: str, language: str) -> Card:
    """The card of a question that somebody asks in a channel, for that person alone."""
    command = "/case" if language == "en" else "/sag"
    request = Request(Person(STAFF, "Økonom"), ROOM, text, command, private=True, ephemeral=True)
    return question_card(text, request, town.context)


def posted(town: Town, text: str, language: str) -> Card:
    """A post of the clock, by its moment, kind and recipient."""
    return town.posts[f"{text}:{language}"]


def screen(town: Town, text: str, language: str) -> Card:
    """What a modal or the Home tab shows."""
    name, _, who = text.partition(":")
    return _SCREENS[name](town, who, language)


def _home(town: Town, who: str, language: str) -> Card:
    town.people.speak(who, language, who, TODAY)
    view: Any = home_view(Request(Person(who, who), private=True), town.context, cast(SlackClient, Nobody()))
    return Card(view["blocks"], "")


def _command(card: Callable[[Request, Context], Card]) -> Callable[[Town, str, str], Card]:
    def shown(town: Town, who: str, language: str) -> Card:
        command = "/case" if language == "en" else "/sag"
        return card(Request(Person(who, who), ROOM, "", command, private=True, ephemeral=True), town.context)

    return shown


class Nobody:
    """A Slack that knows no names, and keeps what it is told to say."""

    def __init__(self) -> None:
        self.said: list[Card] = []

    def name(self, who: str) -> str:
        return who

    def unfit(self, who: str) -> str | None:
        return None

    def privately(self, request: Request, card: Card) -> None:
        self.said.append(card)


def replied(town: Town, post: str, text: str, language: str) -> Card:
    """What is read back to the owner who answers a reminder in its thread, on the day when it came."""
    (when, stamp), slack = town.messages[post], Nobody()
    town.people.speak(OWNER, language, OWNER, when)
    event = {"text": text, "user": OWNER, "channel": OWNER, "ts": stamp}
    request = Request(
        Person(OWNER, "Projektleder"), OWNER, text, thread=stamp, in_thread=stamp, private=True, body={"event": event}
    )
    town.now = when
    try:
        assert answer_reply(request, town.context, cast(SlackClient, slack)), text
    finally:
        town.now = TODAY
    return slack.said[-1]


def _source(town: Town, about: str, language: str) -> Card:
    with town.context.queries.reading():
        answer = town.context.queries.answer(Question(about, language))
        return source_card(answer, town.context.queries, language, "card:0:")


_SCREENS: dict[str, Callable[[Town, str, str], Card]] = {
    "home": _home,
    "source": _source,
    "corrections": _command(correction_review.corrections_card),
    "subscriptions": _command(subscribe.subscriptions_card),
    "error": lambda town, who, language: render_error(language, "K7Q2"),
    "refused": lambda town, who, language: render_refused(Refused("scanned", name="bilag.pdf", pages=4), language),
}
_MAKERS = {"question": asked, "post": posted, "screen": screen}


def golden() -> Iterator[Surface]:
    for kind, entries in tomllib.loads(GOLDEN.read_text(encoding="utf-8")).items():
        for one in entries:
            name, language = one["show"], one.get("language", "da")
            maker = partial(replied, post=one["to"]) if kind == "reply" else _MAKERS[kind]
            wanted = Wanted(tuple(one["wants"]), one.get("action", kind != "screen"), kind != "screen")
            shown = partial(_shown, maker, name, language)
            if one.get("picture"):
                name, shown = f"{name} with its picture", partial(_pictured, shown)
            yield Surface(name, language, wanted, shown)


def _shown(maker: Callable[..., Card], name: str, language: str, town: Town) -> Card:
    return maker(town, text=name, language=language)


def _pictured(shown: Callable[[Town], Card], town: Town) -> Card:
    """The card as it is sent: with its picture."""
    card = shown(town)
    assert card.picture
    return replace(card.picture.place(PICTURE), picture=card.picture)
