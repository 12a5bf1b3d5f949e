"""The rest of a digest: in its thread, as a post of its own, once for each digest that Slack has."""

from datetime import datetime, timedelta

from index.state.outbox import Outbox, OutboxRow, Post
from index.state.subscriptions import Subscriptions
from index.store.store import Store
from scheduler.poster import in_thread
from scheduler.posts import digest
from scheduler.posts.told_digest import told_digest
from scheduler.settings import SchedulerSettings
from templates import Card, render_digest_rest

NAME = "digest_rest"
LATE = timedelta(days=2)  # a digest that is older is answered no more
# Why there is no thread to post in: the digest was deleted, or nobody may answer it. It still has all behind a button.
NO_THREAD = ("cannot_reply_to_message", "thread_not_found", "message_not_found", "restricted_action_thread_locked")


class DigestRest:
    """What a digest tells beside its sentences, part by part."""

    def __init__(self, store: Store, weekly: digest.WeeklyDigest, settings: SchedulerSettings) -> None:
        self._store, self._weekly, self._settings = store, weekly, settings
        self._outbox, self._subscriptions = Outbox(store.file), Subscriptions(store.file)

    def posts(self, now: datetime) -> list[Post]:
        return rests_due(self._outbox, now)

    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card | None:
        """None when the digest has said it all."""
        told = told_digest(str(kept.post.content[digest.TOLD]))
        if told is None:
            return None
        wanted = digest.wanted_then(told, self._weekly.language_of(told.place), self._subscriptions)
        made = digest.compose_told(self._store, told, wanted, (self._settings.zone, self._settings.work))
        return render_digest_rest(made, wanted.language)


def rests_due(outbox: Outbox, now: datetime) -> list[Post]:
    """One for each digest that went out lately and told something, unless it was put before."""
    sent = (kept for kind in (digest.NAME, digest.ON_DEMAND) for kept in outbox.sent_since(kind, now - LATE))
    return [_rest_of(kept) for kept in sent if _is_open(kept) and not outbox.row(_key(kept))]


def _is_open(kept: OutboxRow) -> bool:
    return bool(kept.channel and kept.ts and kept.post.content.get(digest.TOLD))


def _key(kept: OutboxRow) -> str:
    return f"{kept.key}:rest"


def _rest_of(kept: OutboxRow) -> Post:
    to = in_thread(str(kept.channel), str(kept.ts))
    return Post(_key(kept), NAME, to, {digest.TOLD: kept.post.content[digest.TOLD]})
