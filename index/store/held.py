"""Documents that not everybody may see yet: kept whole, in no table that anything else reads."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.db.database import Database, utc_text
from index.db.gateway import Reader
from index.state.audit import Act, record
from index.state.persons import NOBODY, Person
from index.store.originals import Original, compressed, uncompressed


def is_held(db: Reader, name: str, sha256: str) -> bool:
    """Is a file, or another of its name, for some people only?"""
    sql = "SELECT 1 FROM held WHERE name = :name OR sha256 = :sha256"
    return db.one(sql, name=name, sha256=sha256) is not None


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document for its `audience` (ids of channels, groups and people) until it `lifts_at` (None: for good). `id` is
    0, and `held_at` None, until it is kept."""

    name: str
    sha256: str
    audience: tuple[str, ...]
    lifts_at: datetime | None
    original: Original
    baseline: bool = False
    held_at: datetime | None = None
    id: int = 0


def open_confidential(db: Reader) -> list[str]:
    """The documents with confidential proposals that everybody may read."""
    sql = (
        "SELECT DISTINCT documents.name FROM documents JOIN proposals ON proposals.document_id = documents.id"
        " WHERE proposals.confidential = 1 ORDER BY documents.name"
    )
    return [str(name) for (name,) in db.rows(sql)]


class Held:
    """The table of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def keep(self, one: HeldDocument, now: datetime, by: Person = NOBODY) -> None:
        """Keep a document, in place of one of the same name or the same file."""
        audience, lifts = json.dumps(one.audience), one.lifts_at and utc_text(one.lifts_at)
        about = (one.name, one.sha256, audience, lifts, int(one.baseline), utc_text(now))
        cells = compressed(one.original)
        with self._file.writer() as db:
            db.write("DELETE FROM held WHERE name = :name OR sha256 = :sha256", name=one.name, sha256=one.sha256)
            db.copy("held", _COLUMNS, [(*about, *cells)])
            record(db, Act("document_held", by.id, by.name, document=one.name, detail=audience), now)

    def drop(self, sha256: str) -> None:
        """It is everybody's now, or nobody's."""
        with self._file.writer() as db:
            db.write("DELETE FROM held WHERE sha256 = :sha256", sha256=sha256)

    def audiences(self) -> dict[int, tuple[tuple[str, ...], datetime | None]]:
        """Whom each document is for, and until when, by its id."""
        rows = self._file.reader().rows("SELECT id, audience, lifts_at FROM held ORDER BY id")
        return {key: (tuple(json.loads(ids)), datetime.fromisoformat(at) if at else None) for key, ids, at in rows}

    def documents(self, ids: Collection[int]) -> list[HeldDocument]:
        return self._read("id IN :ids", ids=sorted(ids))

    def lifted(self, now: datetime) -> list[HeldDocument]:
        """Those whose embargo is over, the earliest first."""
        return self._read("lifts_at IS NOT NULL AND lifts_at <= :now", now=utc_text(now))

    def _read(self, where: str, **named: object) -> list[HeldDocument]:
        sql = f"SELECT id, {', '.join(_COLUMNS)} FROM held WHERE {where} ORDER BY lifts_at NULLS FIRST, id"  # noqa: S608  # ours
        return [_held(row) for row in self._file.reader().rows(sql, **named)]


_COLUMNS = tuple("name sha256 audience lifts_at baseline held_at document content municipality".split())


def _held(row: tuple[Any, ...]) -> HeldDocument:
    row_id, name, sha256, audience, lifts, baseline, at, *cells = row
    moment, held_at = datetime.fromisoformat(lifts) if lifts else None, datetime.fromisoformat(at)
    original = uncompressed((cells[0], cells[1], cells[2]))
    return HeldDocument(name, sha256, tuple(json.loads(audience)), moment, original, bool(baseline), held_at, row_id)


class AudienceMembers:
    """Who is in which channel or group, as Slack last said."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def set(self, audience: str, people: Iterable[str], now: datetime) -> None:
        """All who are in it now, in place of those before."""
        with self._file.writer() as db:
            db.write("DELETE FROM audience_members WHERE audience = :audience", audience=audience)
            db.copy("audience_members", ("audience", "person"), [(audience, one) for one in set(people)])
            asked = (
                "INSERT INTO audiences_asked (audience, asked_at) VALUES (:audience, :now)"
                " ON CONFLICT (audience) DO UPDATE SET asked_at = excluded.asked_at"
            )
            db.write(asked, audience=audience, now=utc_text(now))

    def has(self, audience: str, person: str, since: datetime | None = None) -> bool | None:
        """Is the person in it? None when Slack was not asked, or not since a moment."""
        db = self._file.reader()
        asked = db.one("SELECT asked_at FROM audiences_asked WHERE audience = :audience", audience=audience)
        if asked is None or (since and asked[0] < utc_text(since)):
            return None
        sql = "SELECT 1 FROM audience_members WHERE audience = :audience AND person = :person"
        return db.one(sql, audience=audience, person=person) is not None
