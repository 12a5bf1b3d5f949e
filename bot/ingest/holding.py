"""Documents that not everybody may see: their audience sees them in a store of its own, and all when the embargo lifts.

The store that all others read never has them: what is not there cannot be found, counted, suggested or told.
"""

import logging
import threading
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.access import is_allowed
from bot.access.audiences import CONFIDENTIAL, SEE, limited_actions
from bot.case_queries import CaseQueries
from bot.ingest.loading import REFUSED, Hold, LoadResult, only_read, store_to_fill
from bot.ingest.reading import MISTAKES
from bot.settings import Settings
from index.db.copies import backup
from index.store.held import Held, HeldDocument
from index.store.originals import Original
from index.store.store import Store
from loaders import kinds
from records import Loaded, Refused
from scheduler.settings import SchedulerSettings

HELD = "held"
log = logging.getLogger(__name__)

MOST_VIEWS = 8  # that are kept at once


def hold(audience: Collection[str], lifts_at: datetime | None, now: datetime, baseline: bool = False) -> Hold:
    """A load that keeps documents for an audience, until a moment (None: for good)."""

    def keep(store: Store, loaded: Loaded, digest: str, original: Original) -> LoadResult:
        name = loaded.document
        if store.known(digest):
            return LoadResult(name, REFUSED, refused=Refused("already_public", name=name))
        found = HeldDocument(name, digest, tuple(audience), lifts_at, original, baseline)
        Held(store.file).keep(found, now)
        return replace(only_read(loaded), state=HELD)

    return keep


def hold_confidential(settings: Settings, now: datetime, baseline: bool = False) -> Hold | None:
    """A load that keeps documents with confidential proposals for those who may see these; None where everybody may."""
    if is_allowed(SEE, (), limits=limited_actions(settings)):
        return None
    keep = hold([CONFIDENTIAL], None, now, baseline)

    def kept(store: Store, loaded: Loaded, digest: str, original: Original) -> LoadResult:
        return replace(keep(store, loaded, digest, original), note="held_confidential")

    return kept


def release(store: Store, told: SchedulerSettings, now: datetime) -> list[str]:
    """Load what is everybody's now, with alerts. Returns the names. Whatever interrupts it, each is loaded once: what
    is in the store already is unchanged there."""
    due = Held(store.file).lifted(now)
    if not due:
        return []
    with closing(store_to_fill(store.file.address, told)) as filling:
        for one in due:
            try:
                put_held(filling, one, now)
            except (Refused, *MISTAKES):  # it stays held, and is tried again
                log.exception("%s cannot be loaded now that its embargo is over", one.name)
            else:
                Held(store.file).drop(one.sha256)
    return [one.name for one in due]


def put_held(store: Store, one: HeldDocument, now: datetime) -> None:
    """Put a held document into a store, read as it is understood there."""
    layouts = replace(store.corrections(), municipality=one.original.municipality)
    loaded = kinds.read_document(one.original.document, layouts)
    store.replace(loaded, one.sha256, now, one.baseline, one.original, f"held-{one.sha256[:12]}", lifted=True)


class StoreViews:
    """The store together with some of what is held, for those who may see that. A view is a copy in a folder that only
    this account can read; it is created when first asked for and anew when anything was loaded."""

    def __init__(self, queries: CaseQueries) -> None:
        self._queries, self._store = queries, queries.library.store
        self._folder = TemporaryDirectory(prefix="sagsbot-")
        self._lock = threading.Lock()
        self._made: dict[frozenset[int], tuple[int, CaseQueries]] = {}
        self._count = 0

    def close(self) -> None:
        self._folder.cleanup()

    def queries(self, held: Collection[int]) -> CaseQueries:
        """Questions to the store with these held documents in it."""
        wanted, revision = frozenset(held), self._store.revision()
        with self._lock:
            known = self._made.get(wanted)
            if known is None or known[0] != revision:
                known = self._made[wanted] = (revision, self._new(wanted))
                for old in list(self._made)[: -MOST_VIEWS or None]:
                    del self._made[old]
        return known[1]

    def _new(self, held: Collection[int]) -> CaseQueries:
        self._count += 1
        Path(self._folder.name, f"{self._count - 2 * MOST_VIEWS}.db").unlink(
            missing_ok=True
        )  # nobody reads it any more
        path = Path(self._folder.name, f"{self._count}.db")
        backup(self._store.file, path)
        view = store_to_fill(path, None)
        for one in Held(self._store.file).documents(held):
            try:
                put_held(view, one, one.held_at or self._queries.clock())
            except (Refused, *MISTAKES):
                log.exception("%s cannot be read any longer", one.name)
        return CaseQueries(self._queries.library.over(view), self._queries.clock)
