"""Files and folders → documents in the store. A file that cannot be read is a value, not the end of the load."""

import hashlib
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from stat import S_ISREG

from bot.ingest.reading import Content, read_file, shown_name
from bot.ingest.workers import Readers, readers, workers_for
from bot.settings import COPENHAGEN
from index.db.database import is_part_of
from index.db.engine import Address
from index.search import entries
from index.state.persons import NOBODY, Person
from index.store.originals import Original
from index.store.store import Store, StoredDocument, nobody_hears
from index.store.writing import TABLES, WriteResult
from loaders import kinds, links
from loaders.kinds.tables.unread import GAVE_NOTHING
from loaders.limits import AS_USUAL, Allowance
from records import Document, Finding, Loaded, Refused, Understanding
from records.layouts import NONE
from scheduler.announcements import announcer
from scheduler.settings import SchedulerSettings

log = logging.getLogger(__name__)

NO_CHANNELS = SchedulerSettings(COPENHAGEN)  # without settings: the clock finds whoever gets what has no recipient
REFUSED, READ = "refused", "read"
LARGEST_KEPT = 16 * 1024 * 1024  # bytes of a file that are kept beside what was read from it


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of one file. `state` is "loaded", "replaced", "unchanged" or "refused"; "read" where nothing was to
    be stored.

    A refused file has `refused`; one in the store `document`, as the store knows it; one that was only read the kind
    and the counts of what is in it. `understood` tells of its tables, `nothing` of those
    that gave no record. `seconds` is the time taken, `note` and `other`
    what else there is to tell (`WriteResult`).
    """

    name: str
    state: str
    seconds: float = 0.0
    document: StoredDocument | None = None
    refused: Refused | None = None
    note: str = ""
    other: str = ""
    understood: tuple[Understanding, ...] = ()
    nothing: tuple[Finding, ...] = ()
    read_kind: str | None = None
    read_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str | None:
        return self.document.kind if self.document else self.read_kind

    @property
    def records(self) -> Mapping[str, int]:
        """How many records of each kind the document has, findings among them."""
        return self.document.counts if self.document else self.read_counts


# A document with the sha256 of its file and what it was read from → what became of it.
Hold = Callable[[Store, Loaded, str, Original], LoadResult]


@dataclass(frozen=True, slots=True)
class Load:
    """How to load: the moment that is noted, whether the documents are the first of their collection, whether nothing
    is to be stored (`dry`), and how many processes read (None: as many as are worth it). `paging(page, of)` hears how
    far a long PDF is read, where it is read here and not ahead. Reading a file may take what is `allowed`. Files of up
    to `largest_kept` bytes are kept.
    `municipality` is that of all the documents, whatever they say; `by` who loads them. `hold` takes them in place of
    the store, `confidential` those that have confidential proposals."""

    when: datetime
    baseline: bool = False
    starting: Callable[[str], None] = field(default=lambda name: None)
    paging: Callable[[int, int], None] = field(default=lambda page, of: None)
    dry: bool = False
    workers: int | None = None
    largest_kept: int = LARGEST_KEPT
    allowed: Allowance = AS_USUAL
    municipality: str | None = None
    by: Person = NOBODY
    hold: Hold | None = None
    confidential: Hold | None = None


def store_to_fill(path: Address, told: SchedulerSettings | None = NO_CHANNELS) -> Store:
    """The store as a load needs it: with the finder of links, the search index that follows, and those who are told of
    what turned worse (None: nobody). Raises Unusable."""
    announce = announcer(told) if told else nobody_hears
    return Store(path, find_links=links.find_links, follow=entries.update_entries, announce=announce)


def load_files(store: Store | None, files: Iterable[Path], how: Load) -> Iterator[LoadResult]:
    """Load the files one by one, in their order; each is in the store, whole, when its report comes. What is attached
    to an e-mail is a document, with a report, of its own. Without a store they are only read. Raises Unusable."""
    listed = list(files)
    workers = workers_for(listed) if how.workers is None else how.workers
    # What goes to other processes must be importable: a call back is not.
    layouts = replace(store.corrections() if store else NONE, municipality=how.municipality)
    read = partial(read_file, layouts=layouts, allowed=how.allowed)
    with readers(read if workers > 1 else partial(read, paging=how.paging), workers) as reading:
        run = _Run(store, how, reading)
        for at, path in enumerate(listed):
            how.starting(shown_name(path))
            run.look_ahead(listed[at : at + 1 + workers])
            yield from run.reports(path)


def refreshed(store: Store, reports: Iterable[LoadResult]) -> list[LoadResult]:
    """The reports with what the store has of their documents now: a later document of a load may add findings to an
    earlier one, or take its place."""
    held = {one.id: one for one in store.documents()}
    return [
        replace(report, document=held.get(report.document.id, report.document)) if report.document else report
        for report in reports
    ]


def files(paths: Iterable[Path], database: Address | None = None) -> list[Path]:
    """The files that are meant: those named, and all of each folder, at any depth, but for hidden ones. Each once.

    A path that is not there, and a folder that cannot be looked into, stay in the list, to be refused in their turn.
    The database's own files are no documents of the folder in which it may stand.
    """
    found = (file for path in paths for file in (_inside(path, database) if os.path.isdir(path) else [path]))
    return list({os.path.realpath(file): file for file in found}.values())


def renamed(document: Document, name: str) -> Document:
    """The document under another name: the one that the store has for it."""
    if document.name == name:
        return document
    findings = (replace(one, source=replace(one.source, document=name)) for one in document.findings)
    return replace(document, name=name, findings=tuple(findings))


def _inside(folder: Path, database: Address | None) -> Iterator[Path]:
    closed: list[OSError] = []
    for where, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(where, name) for name in sorted(names) if not name.startswith("."))
        files = (path for path in paths if os.path.isfile(path) and _is_below(path, folder))
        yield from (file for file in files if not (database and is_part_of(file, database)))
    yield from (Path(error.filename) for error in closed)


def _is_below(path: Path, folder: Path) -> bool:
    """Whoever may put a file into the folder must not have any other file of the machine read by linking to it."""
    below = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    if not below:
        log.warning("Left out %s: it is a link to a file outside the folder", shown_name(path))
    return below


class _Run:
    """One load: which names it has met, and what is read ahead for it."""

    def __init__(self, store: Store | None, how: Load, reading: Readers[tuple[Content, ...]]) -> None:
        self._store, self._how, self._reading = store, how, reading
        self._names: dict[str, Path] = {}
        self._digests: dict[Path, str] = {}
        self._batch = ""  # the load's name, by the first document that it stores

    def look_ahead(self, paths: Iterable[Path]) -> None:
        """Begin to read what is not in the store."""
        for path in paths:
            if self._reading.workers > 1 and path not in self._digests:
                with suppress(Refused):  # it is told when its turn comes
                    digest = self._digest(path)
                    if self._known(digest) is None:
                        self._reading.ahead(path)

    def reports(self, path: Path) -> list[LoadResult]:
        started = time.perf_counter()
        try:
            found = self._loaded(path)
        except Refused as refused:
            found = [LoadResult(shown_name(path), REFUSED, refused=refused)]
        first = replace(found[0], seconds=found[0].seconds + time.perf_counter() - started)
        return [first, *found[1:]]

    def _loaded(self, path: Path) -> list[LoadResult]:
        digest = self._digest(path)
        outcome = self._known(digest)
        first = self._names.setdefault(shown_name(path), path)
        if outcome is not None:
            return [self._stored(shown_name(path), outcome)]
        waited = time.perf_counter()
        read = self._reading.result(path)
        waited = time.perf_counter() - waited
        if not read.value:
            raise read.refused or Refused("failed", name=shown_name(path), detail="")
        own, *attached = read.value
        if first is not path and not self._is_another_day(own.loaded):  # the second would push the first out
            raise Refused("same_name", name=shown_name(path), other=str(first))
        # What was read while others were stored took the time that it took.
        seconds = max(read.seconds - waited, 0.0)
        reports = [self._taken(one, hashlib.sha256(one.attached or b"").hexdigest()) for one in attached]
        if own.refused is None or all(report.refused for report in reports):
            reports.insert(0, self._taken(own, digest, path))
        return [replace(reports[0], seconds=seconds), *reports[1:]]

    def _taken(self, one: Content, digest: str, path: Path | None = None) -> LoadResult:
        """A document put into the store, and what became of it. `path` is its file; without one it is attached."""
        if one.document is None or one.loaded is None:
            return LoadResult(one.name, REFUSED, refused=one.refused)
        if self._store is None or self._how.dry:
            return only_read(one.loaded)
        if path is None and (outcome := self._known(digest)):
            return self._stored(one.name, outcome)
        if not self._batch:
            self._batch = f"{self._how.when.astimezone(UTC):%Y%m%dT%H%M%S}-{digest[:8]}"
        kept = Original(one.document, self._content(one, digest, path), self._how.municipality)
        if hold := self._how.hold or (self._how.confidential if _is_confidential(one.loaded) else None):
            return hold(self._store, one.loaded, digest, kept)
        try:
            same = self._store.known(digest)
            if same and self._known(digest) is None:  # another municipality's now
                done = self._read_again(self._store, same, kept, one.loaded)
            else:
                how = self._how
                done = self._store.replace(one.loaded, digest, how.when, how.baseline, kept, self._batch, by=how.by)
        except Refused as refused:
            return LoadResult(one.name, REFUSED, refused=refused)
        return self._stored(one.name, done)

    @staticmethod
    def _read_again(store: Store, same: WriteResult, kept: Original, loaded: Loaded) -> WriteResult:
        """A file that the store has, put in as another municipality's, under the name that it has there."""
        document = renamed(kept.document, same.known_as)
        if document is not kept.document:
            loaded = kinds.read_document(document, replace(store.corrections(), municipality=kept.municipality))
        return store.read_again(same.document_id, loaded, replace(kept, document=document))

    def _content(self, one: Content, digest: str, path: Path | None) -> bytes | None:
        """The bytes to keep: those that were read, if they are few enough and still there."""
        if path is None:
            return one.attached if one.attached and len(one.attached) <= self._how.largest_kept else None
        try:
            if path.stat().st_size > self._how.largest_kept:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None

    def _is_another_day(self, loaded: Loaded | None) -> bool:
        """Is it a status report about another day than the one of its name? Then both are kept."""
        if loaded is None or not loaded.statuses or loaded.as_of is None or self._store is None:
            return False
        named = [one for one in self._store.documents() if one.name == loaded.document]
        return all(one.as_of not in (None, loaded.as_of) for one in named)

    def _digest(self, path: Path) -> str:
        return self._digests.get(path) or self._digests.setdefault(path, _digest(path))

    def _known(self, digest: str) -> WriteResult | None:
        """The outcome for a file that the store has, unless it is to be another municipality's now."""
        known = self._store.known(digest) if self._store and not self._how.hold else None
        if self._store is None or known is None or self._how.municipality is None:
            return known
        return known if self._store.given_municipality(known.document_id) == self._how.municipality else None

    def _stored(self, name: str, outcome: WriteResult) -> LoadResult:
        if self._store is None:
            return LoadResult(name, outcome.state, note=outcome.note, other=outcome.other)
        document = self._store.document(outcome.document_id)
        return LoadResult(
            name,
            outcome.state,
            document=document,
            note=outcome.note,
            other=outcome.other,
            understood=self._store.understandings(outcome.document_id),
            nothing=_nothing(self._store.findings(outcome.document_id).values()),
        )


def _is_confidential(loaded: Loaded) -> bool:
    return any(one.confidential for one in loaded.proposals)


def only_read(loaded: Loaded) -> LoadResult:
    counts = {name: len(getattr(loaded, name)) for name in TABLES}
    return LoadResult(
        loaded.document,
        READ,
        understood=loaded.understandings,
        nothing=_nothing(loaded.findings),
        read_kind=loaded.kind,
        read_counts=counts,
    )


def _nothing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.kind in GAVE_NOTHING)


def _digest(path: Path) -> str:
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for, for ever
            raise Refused("unreadable", name=shown_name(path))
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused("missing", name=shown_name(path)) from error
    except OSError as error:
        raise Refused("unreadable", name=shown_name(path)) from error
