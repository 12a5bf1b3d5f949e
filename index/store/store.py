"""The store: documents and their records in one database. A document goes in whole or not at all.

Readers give {row id: record}. A row id never returns for another record once its document has been replaced.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from index.db import serialization
from index.db.engine import Address
from index.db.gateway import EVERYTHING, Reader, Scope, Writer
from index.db.opening import open_database
from index.db.serialization import Cell, RecordTable
from index.search.names import write_given_names
from index.state.audit import Act, record
from index.state.persons import NOBODY, Person
from index.store import gaps, layouts, originals, writing
from index.store.held import is_held
from index.store.originals import Original
from index.store.timeline import by_document
from index.store.writing import LINES_A_BLOCK, TABLES, FindLinks, PreparedDocument, WriteResult, no_links
from records import (
    Figure,
    Finding,
    Link,
    Loaded,
    Milestone,
    Passage,
    Proposal,
    Refused,
    StatusRow,
    Understanding,
)
from records.layouts import GivenName, Layouts, TableLayout

MOST_READ = 1_000  # records of a table that are kept of a revision: questions meet the same ones several times

StatusWords = tuple[str, str | None, str | None]  # the words of a status, what they mean, their colour
Follow = Callable[[Writer, Collection[int]], None]


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document that is in the store. `counts` says how many records it has of each kind."""

    id: int
    name: str
    sha256: str
    kind: str
    title: str
    municipality: str | None
    as_of: date | None
    loaded_at: datetime
    baseline: bool
    counts: dict[str, int] = field(default_factory=dict)


def nobody_follows(_db: Writer, _changed: Collection[int]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Loading:
    """A document that is being put in. `baseline`: it belongs to the first of its collection. `batch` names the load
    that it is part of; `replaced` are the status rows whose place it takes."""

    outcome: WriteResult
    digest: str
    when: datetime
    baseline: bool
    batch: str
    replaced: tuple[StatusRow, ...] = ()
    by: Person = NOBODY
    lifted: bool = False


Announce = Callable[["Store", Writer, Loading], None]


def nobody_hears(_store: "Store", _db: Writer, _loading: Loading) -> None:
    return None


class Store:
    """Everything that was loaded into the database at `path`, a file or a server.

    `find_links` gives the links between a municipality's proposals and status rows; `follow(writer, document ids)`
    is told which documents changed, `announce` puts what there is to tell. All run inside the transaction that replaces
    a document. Raises Unusable.
    """

    def __init__(
        self,
        path: Address,
        create: bool = True,
        find_links: FindLinks = no_links,
        follow: Follow = nobody_follows,
        announce: Announce = nobody_hears,
    ) -> None:
        self.file = open_database(path, create)
        self._kept: dict[str, tuple[int, dict[int, Any]]] = {}
        self._find_links = find_links
        self._follow = follow
        self._announce = announce

    def reader(self, scope: Scope = EVERYTHING) -> Reader:
        """Reads over this thread's connection, of what the scope may see."""
        return self.file.reader(scope)

    def close(self) -> None:
        self.file.close()

    def revision(self) -> int:
        """A number that grows with every change, by whatever process. What is kept in memory is good while it stays."""
        return self.file.remembered("revision", self._revision)

    def _revision(self) -> int:
        [(value,)] = self.reader().rows("SELECT value FROM state WHERE key = 'revision'")
        return int(value)

    # ------------------------------------------------------------------ writing

    def known(self, digest: str) -> WriteResult | None:
        """The outcome "unchanged" when exactly this text is in the store already, under this name or another."""
        return writing.unchanged(self.reader(), digest)

    def replace(  # noqa: PLR0913  # what a load knows of a document
        self,
        loaded: Loaded,
        digest: str,
        when: datetime,
        baseline: bool = False,
        original: Original | None = None,
        batch: str = "",
        *,
        by: Person = NOBODY,
        lifted: bool = False,
    ) -> WriteResult:
        """Put a document in, in place of what the store has under its name, or of the same status report under another
        (see `WriteResult`). `digest` is the sha256 of the file, `batch` the name of the load that it is part of:
        without one it is a load of its own. `original` is what it was read from, to be quoted and read again, `by` who
        loads it (nobody: whoever is at the machine). `lifted`: it was held, and may be seen by all who read this store.

        Raises Refused("unstorable") when a value cannot be kept, Unusable when the database fails: nothing changed.
        """
        try:
            entry = writing.pack(loaded, digest, when, baseline, original)
            with self.file.writer() as db:
                loading = Loading(_UNKNOWN, digest, when, baseline, batch or f"{when}-{digest}", by=by, lifted=lifted)
                return self._put(db, entry, loading)
        except (OverflowError, UnicodeEncodeError) as error:  # a number of 20 digits, half a surrogate pair
            raise Refused("unstorable", name=loaded.document) from error

    def read_again(self, document_id: int, loaded: Loaded, original: Original | None = None) -> WriteResult:
        """Put in what the same file holds when it is read in another way. Nobody is told: nothing has happened.
        `original` takes the place of what is kept of the file.

        Raises KeyError when there is no such document, and what `replace` raises.
        """
        held, kept = self.document(document_id), original or self.original(document_id)
        try:
            entry = writing.pack(loaded, held.sha256, held.loaded_at, held.baseline, kept)
            with self.file.writer() as db:
                return self._put_records(db, entry, document_id)
        except (OverflowError, UnicodeEncodeError) as error:
            raise Refused("unstorable", name=loaded.document) from error

    def _put_records(self, db: Writer, entry: PreparedDocument, into: int | None = None) -> WriteResult:
        outcome, municipalities = writing.put(db, entry, into)
        if outcome.state != "unchanged":
            writing.relink(db, municipalities, self._find_links)
            gaps.refresh(db, municipalities)
            self._follow(db, frozenset({outcome.document_id}))
            writing.count_up(db)
        return outcome

    def _put(self, db: Writer, entry: PreparedDocument, loading: Loading) -> WriteResult:
        if same := writing.unchanged(db, entry.digest):
            return same
        if not loading.lifted and is_held(db, entry.name, entry.digest):
            raise Refused("is_held", name=entry.name)
        held = by_document(db) if entry.records["statuses"] else []
        outcome = self._put_records(db, entry)
        if outcome.state == "unchanged":
            return outcome
        act = Act(f"document_{outcome.state}", loading.by.id, loading.by.name, document=outcome.known_as)
        record(db, act, loading.when)
        replaced = writing.replaced(db, held, outcome)
        self._announce(self, db, replace(loading, outcome=outcome, replaced=replaced))
        return outcome

    def correct(self, layouts_of: Iterable[TableLayout], words: Iterable[StatusWords] = ()) -> None:
        """Keep what people say of tables and of the words of a status, in place of what was said of the same before.
        What is loaded already is read again by `read_again`."""
        with self.file.writer() as db:
            for layout in layouts_of:
                layouts.put(db, layout)
            for one in words:
                layouts.put_words(db, *one)

    def give_names(self, given: Iterable[GivenName]) -> None:
        """Keep the names that municipalities use, in place of all that those municipalities gave before."""
        with self.file.writer() as db:
            write_given_names(db, given)
            writing.count_up(db)

    # ------------------------------------------------------------------ reading

    def corrections(self) -> Layouts:
        """What people have said of tables."""
        return layouts.corrections(self.reader())

    def understandings(self, document_id: int) -> tuple[Understanding, ...]:
        """How the tables of a document were understood."""
        return layouts.understandings(self.reader(), document_id)

    def original(self, document_id: int) -> Original | None:
        """What a document was read from: the lines and tables, and the bytes of the file where they are kept. None for
        a document that was loaded before they were."""
        return originals.read_original(self.reader(), document_id)

    def given_municipality(self, document_id: int) -> str | None:
        """The municipality that somebody named when the document was loaded."""
        return originals.given_municipality(self.reader(), document_id)

    def give_municipality(self, document_id: int, municipality: str | None) -> None:
        """Keep whose document it is, as somebody says; None leaves that to the document. It holds when the document is
        read again."""
        with self.file.writer() as db:
            originals.give_municipality(db, document_id, municipality)

    def documents(self) -> tuple[StoredDocument, ...]:
        """All documents, in the order in which they first came in."""
        return tuple(self.document(row_id) for (row_id,) in self.reader().rows("SELECT id FROM documents ORDER BY id"))

    def document(self, row_id: int) -> StoredDocument:
        """The document with this id. Raises KeyError when there is none."""
        db = self.reader()
        row = db.one(_DOCUMENT, id=row_id)
        if row is None:
            raise KeyError(row_id)
        return _stored(row, {name: db.rows(count, id=row_id)[0][0] for name, count in _COUNTS.items()})

    def proposals(self, ids: Iterable[int] | None = None) -> dict[int, Proposal]:
        return self._all(serialization.PROPOSALS, ids)

    def milestones(self, ids: Iterable[int] | None = None) -> dict[int, Milestone]:
        return self._all(serialization.MILESTONES, ids)

    def statuses(self, ids: Iterable[int] | None = None) -> dict[int, StatusRow]:
        return self._all(serialization.STATUSES, ids)

    def figures(self, ids: Iterable[int] | None = None) -> dict[int, Figure]:
        return self._all(serialization.FIGURES, ids)

    def passages(self, ids: Iterable[int] | None = None) -> dict[int, Passage]:
        return self._all(serialization.PASSAGES, ids)

    def findings(self, document_id: int | None = None) -> dict[int, Finding]:
        if document_id is None:
            return self._all(serialization.FINDINGS, None)
        return self._where(serialization.FINDINGS, "document_id = :id", id=document_id)

    def links(self) -> dict[int, Link]:
        return self._all(serialization.LINKS, None)

    def proposal(self, row_id: int) -> Proposal | None:
        return self.proposals([row_id]).get(row_id)

    def status(self, row_id: int) -> StatusRow | None:
        return self.statuses([row_id]).get(row_id)

    def milestones_of(self, municipality: str, code: str | None, title: str) -> dict[int, Milestone]:
        """The milestones of one case: by its code, and by its title only when it has none."""
        if code is not None:
            return self._by_code(serialization.MILESTONES, code, municipality)
        return self._by_title(serialization.MILESTONES, title, municipality)

    def passages_of(self, municipality: str, code: str | None, title: str) -> dict[int, Passage]:
        """The running text of one proposal: by its code, and by its title only when it has none."""
        if code is not None:
            return self._by_code(serialization.PASSAGES, code, municipality)
        return self._by_title(serialization.PASSAGES, title, municipality)

    def milestones_due(self, first: date, last: date) -> dict[int, Milestone]:
        """The milestones with a due day from `first` to `last`, both included."""
        due = "id IN (SELECT milestone_id FROM dues WHERE due_end BETWEEN :first AND :last)"
        return self._where(serialization.MILESTONES, due, first=first.isoformat(), last=last.isoformat())

    def links_of(self, municipality: str, code: str | None) -> dict[int, Link]:
        """The links from or to a code."""
        where = "municipality = :place AND :code IN (from_code, to_code)"
        return self._where(serialization.LINKS, where, place=municipality, code=code)

    def lines(self, document: str, first: int, last: int) -> tuple[str, ...]:
        """The lines `first` to `last` (from 1, both included) of a document as they stand in it; none when unknown."""
        lowest, highest = (max(first, 1) - 1) // LINES_A_BLOCK, (last - 1) // LINES_A_BLOCK
        sql = (
            "SELECT text FROM texts JOIN documents ON id = document_id"
            " WHERE name = :name AND block BETWEEN :lowest AND :highest ORDER BY block"
        )
        blocks = self.reader().rows(sql, name=document, lowest=lowest, highest=highest)
        found = [line for (text,) in blocks for line in text.split("\n")]
        offset = lowest * LINES_A_BLOCK
        return tuple(found[max(first, 1) - 1 - offset : max(last, 0) - offset])

    def _all(self, table: RecordTable[Any], ids: Iterable[int] | None) -> dict[int, Any]:
        if ids is None:
            return dict(serialization.read_records(self.reader(), table))
        wanted, read = list(ids), self._read(table)
        found = serialization.read_ids(self.reader(), table, [row_id for row_id in wanted if row_id not in read])
        both = {row_id: record for row_id in wanted if (record := found.get(row_id) or read.get(row_id))}
        if len(read) + len(found) <= MOST_READ:
            read.update(found)
        return both

    def _read(self, table: RecordTable[Any]) -> dict[int, Any]:
        """The records of this revision that are in memory; nothing outside of a read of one state. Never taken from: a
        thread that found a record there gets it."""
        return self.file.remembered(f"records {table.name}", lambda: self._of_revision(table))

    def _of_revision(self, table: RecordTable[Any]) -> dict[int, Any]:
        if not self.file.is_reading:
            return {}
        revision = self.revision()
        number, read = self._kept.get(table.name, (-1, {}))
        if number != revision or len(read) > MOST_READ // 2:  # room for what one question meets
            read = {}
            self._kept[table.name] = (revision, read)
        return read

    def _where(self, table: RecordTable[Any], where: str, **named: Cell) -> dict[int, Any]:
        return dict(serialization.read_records(self.reader(), table, where, **named))

    def _by_code(self, table: RecordTable[Any], code: str, municipality: str) -> dict[int, Any]:
        return self._where(table, "municipality = :place AND code = :code", place=municipality, code=code)

    def _by_title(self, table: RecordTable[Any], title: str, municipality: str) -> dict[int, Any]:
        where = "municipality = :place AND code IS NULL AND title = :title"
        return self._where(table, where, place=municipality, title=title)


_UNKNOWN = WriteResult("", 0, "")
_DOCUMENT = (
    "SELECT id, name, sha256, kind, title, municipality, as_of, loaded_at, baseline FROM documents WHERE id = :id"
)
_COUNTS = {name: f"SELECT count(*) FROM {name} WHERE document_id = :id" for name in TABLES}  # noqa: S608  # names of ours


def _stored(row: tuple[Any, ...], counts: dict[str, int]) -> StoredDocument:
    row_id, name, digest, kind, title, municipality, as_of, loaded_at, baseline = row
    day, moment = as_of and date.fromisoformat(as_of), datetime.fromisoformat(loaded_at)
    return StoredDocument(row_id, name, digest, kind, title, municipality, day, moment, bool(baseline), counts)
