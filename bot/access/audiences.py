"""Who may see which documents that are held: people by their id, channels and groups by who is in them."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from bot.access import Asker
from bot.settings import Settings
from index.db.database import Database
from index.store.held import AudienceMembers, Held

BELIEVED = timedelta(minutes=5)
CONFIDENTIAL = "confidential"  # the audience of documents with confidential proposals, where these are held
# Who is in a channel or group; None where Slack does not say.
Ask = Callable[[str], Collection[str] | None]


SEE = "confidential_proposals.see"


def limited_actions(settings: Settings) -> tuple[str, ...]:
    """The actions that an installation limits to fewer."""
    return (SEE,) if settings.hold_confidential else ()


class Audiences:
    """The audiences of one database. Without `ask` what Slack said last is taken, however old."""

    def __init__(self, file: Database, settings: Settings, ask: Ask | None = None) -> None:
        self._held, self._members, self._ask, self._settings = Held(file), AudienceMembers(file), ask, settings

    def seen_by(self, person: str, now: datetime) -> frozenset[int]:
        """The held documents that somebody sees where nobody else looks."""
        return self._seen(now, lambda ids: any(self._is_in(one, person, now) for one in ids))

    def seen_in(self, channel: str, now: datetime) -> frozenset[int]:
        """Those that may be shown in a channel: its own alone, whoever asks."""
        return self._seen(now, lambda ids: bool(channel) and channel in ids)

    def _seen(self, now: datetime, meant: Callable[[Collection[str]], bool]) -> frozenset[int]:
        """What is meant for somebody, and what is everybody's from this moment on."""
        found = self._held.audiences()
        return frozenset(key for key, (ids, lifts) in found.items() if (lifts and lifts <= now) or meant(ids))

    def all(self) -> frozenset[int]:
        return frozenset(self._held.audiences())

    def _is_in(self, audience: str, person: str, now: datetime) -> bool:
        if audience == CONFIDENTIAL:
            return Asker(person, self._settings.admins, limits=limited_actions(self._settings)).may(SEE)
        if audience.startswith(("U", "W")):
            return audience == person
        known = self._members.has(audience, person, now - BELIEVED if self._ask else None)
        if known is None and self._ask:
            people = self._ask(audience)
            self._members.set(audience, people or (), now)  # nobody, where Slack does not say
            return person in (people or ())
        return bool(known)
