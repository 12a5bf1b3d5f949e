"""What people did and said about cases and cards: who follows and owns, notes, corrections, languages, presses.

A case is known here by a key made of its identity, so it is the same case after its documents are loaded again. Persons
and channels are Slack's ids; `name` is how Slack called the person then. Times are UTC.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from index.db.database import Database, utc_text
from index.db.gateway import Row, Writer
from index.state.audit import Act, record
from index.state.notes import AttachedMessage, Notes
from index.state.owners import Owners
from index.state.persons import Attribution, Person
from records import StatusRow

__all__ = [
    "AttachedMessage", "Attribution", "CaseKey", "Correction", "People", "Person", "Ruling", "StoredCard", "case_of",
    "know",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The identity of a case: municipality, code and budget year; without a code its title."""

    municipality: str
    code: str | None
    budget_year: int | None
    title: str

    @property
    def key(self) -> str:
        name = self.code or self.title
        text = "\n".join((self.municipality, name, str(self.budget_year or "")))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an admin decided about a correction."""

    accepted: bool
    said: Attribution


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody says a printed figure should be. `field` is the label of the fact; `printed` what stood in the
    document then. Without a `ruling` nobody has decided about it; `id` is 0 until it is kept."""

    field: str
    printed: str
    corrected: str
    why: str
    said: Attribution
    ruling: Ruling | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class StoredCard:
    """A question whose card stands in Slack: what its buttons need to ask it again. `off` marks the parts of the
    reading that were taken off, `swapped` says that saving and cost changed places. `before` are the questions before
    it in the same conversation, which is that of a person in a `thread` (None: not one to go on from)."""

    key: str
    question: str
    language: str | None
    person: str
    channel: str
    off: tuple[str, ...] = ()
    swapped: bool = False
    before: tuple[str, ...] = ()
    thread: str | None = None


def case_of(row: StatusRow) -> CaseKey:
    """The case that a status row tells of."""
    return CaseKey(row.municipality, row.code, row.budget_year, row.title)


def know(db: Writer, cases: Iterable[CaseKey]) -> None:
    """Remember what keys stand for, in the transaction that is open."""
    rows = [{"key": one.key, **asdict(one)} for one in cases]
    db.many(_KNOW, rows)


_KNOW = (
    "INSERT INTO case_keys (key, municipality, code, budget_year, title)"
    " VALUES (:key, :municipality, :code, :budget_year, :title) ON CONFLICT DO NOTHING"
)
_CARD = "key, question, language, off, swapped, person, channel, before, thread"
_KEEP = (
    f"INSERT INTO slack_cards ({_CARD}, made_at)"  # noqa: S608  # names of ours
    " VALUES (:key, :question, :language, :off, :swapped, :person, :channel, :before, :thread, :made_at)"
    " ON CONFLICT DO NOTHING"
)


def _card(row: tuple[Any, ...]) -> StoredCard:
    key, question, language, off, swapped, person, channel, before, thread = row
    taken_off = tuple(off.split())
    return StoredCard(
        key, question, language, person, channel, taken_off, bool(swapped), tuple(json.loads(before)), thread
    )


class People:
    """The tables of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self.file = file
        self.owners, self.attached = Owners(file), Notes(file)

    def _write(self, sql: str, **named: object) -> bool:
        """Run one statement in a transaction of its own; True when it changed something."""
        with self.file.writer() as db:
            return bool(db.write(sql, **named))

    def _read(self, sql: str, **named: object) -> list[Row]:
        return self.file.reader().rows(sql, **named)

    # ------------------------------------------------------------------ cases and cards

    def know(self, case: CaseKey) -> str:
        """Remember what a key stands for, and give it."""
        self.know_all([case])
        return case.key

    def know_all(self, cases: Iterable[CaseKey]) -> None:
        """Remember what several keys stand for; nothing is written when all are known."""
        wanted = {case.key: case for case in cases}
        known = self._read("SELECT key FROM case_keys WHERE key IN :keys", keys=list(wanted))
        new = [wanted[key] for key in wanted.keys() - {key for (key,) in known}]
        if new:
            with self.file.writer() as db:
                know(db, new)

    def case(self, key: str) -> CaseKey | None:
        rows = self._read("SELECT municipality, code, budget_year, title FROM case_keys WHERE key = :key", key=key)
        return CaseKey(*rows[0]) if rows else None

    def keep_card(self, card: StoredCard, now: datetime) -> None:
        lists = {"off": " ".join(card.off), "before": json.dumps(card.before, ensure_ascii=False)}
        self._write(_KEEP, **{**asdict(card), **lists, "swapped": int(card.swapped), "made_at": utc_text(now)})

    def card(self, key: str) -> StoredCard | None:
        return next(map(_card, self._read(f"SELECT {_CARD} FROM slack_cards WHERE key = :key", key=key)), None)  # noqa: S608

    def asked_before(self, person: str, channel: str, thread: str, since: datetime) -> StoredCard | None:
        """What a person asked last in a thread, if that was not before `since`."""
        where = "person = :person AND channel = :channel AND thread = :thread AND made_at >= :since"
        sql = f"SELECT {_CARD} FROM slack_cards WHERE {where} ORDER BY made_at DESC LIMIT 1"  # noqa: S608
        rows = self._read(sql, person=person, channel=channel, thread=thread, since=utc_text(since))
        return next(map(_card, rows), None)

    # ------------------------------------------------------------------ following and owning

    def follow(self, case_key: str, person: str, now: datetime) -> bool:
        """False when the person follows it already."""
        sql = "INSERT INTO follows (case_key, person, since) VALUES (:case, :person, :since) ON CONFLICT DO NOTHING"
        return self._write(sql, case=case_key, person=person, since=utc_text(now))

    def unfollow(self, case_key: str, person: str) -> bool:
        """False when the person does not follow it."""
        return self._write(f"DELETE {_FOLLOW}", case=case_key, person=person)

    def follows(self, case_key: str, person: str) -> bool:
        return bool(self._read(f"SELECT 1 {_FOLLOW}", case=case_key, person=person))

    def followed(self, person: str) -> list[str]:
        """The cases that a person follows, first followed first."""
        sql = "SELECT case_key FROM follows WHERE person = :person ORDER BY since, case_key"
        return [key for (key,) in self._read(sql, person=person)]

    def followers(self, case_key: str) -> list[str]:
        sql = "SELECT person FROM follows WHERE case_key = :case ORDER BY since, person"
        return [who for (who,) in self._read(sql, case=case_key)]

    def own(self, case_key: str, owner: Person, by: Person, now: datetime) -> None:
        """Make `owner` the owner of a case, in place of whoever was."""
        self.owners.change(case_key, owner, by, now)

    def owner(self, case_key: str) -> tuple[Person, Attribution] | None:
        """The owner, and who said so when."""
        return self.owners.owner(case_key)

    def owned(self, person: str) -> list[str]:
        return self.owners.owned(person)

    # ------------------------------------------------------------------ what is said of a case

    def add_note(self, note: AttachedMessage, author: str) -> bool:
        """Attach a message to a case; False when it is attached already."""
        return self.attached.add(replace(note, author=replace(note.author, id=author)))

    def notes(self, case_key: str) -> list[AttachedMessage]:
        return self.attached.of(case_key)

    def correct(self, correction: Correction) -> None:
        said = correction.said
        row = (said.case_key, correction.field, correction.printed, correction.corrected, correction.why)
        columns = ("case_key", "field", "printed", "corrected", "why", "person", "name", "said_at")
        with self.file.writer() as db:
            db.copy("corrections", columns, [(*row, said.person, said.name, utc_text(said.when))])
            detail = f"{correction.field}: {correction.printed} → {correction.corrected}"
            record(db, Act("correction_made", said.person, said.name, said.case_key, detail=detail), said.when)

    def corrections(self, case_key: str) -> list[Correction]:
        """All corrections of a case, oldest first: the last of a field is the one that counts."""
        sql = f"{_CORRECTIONS} WHERE case_key = :case ORDER BY id"
        return [_correction(row) for row in self._read(sql, case=case_key)]

    def unsettled(self) -> list[Correction]:
        """The corrections of all cases that nobody has decided about, oldest first."""
        return [_correction(row) for row in self._read(f"{_CORRECTIONS} WHERE ruled_at IS NULL ORDER BY id")]

    def settled(self, most: int) -> list[Correction]:
        """Those that were decided about last, the last one first."""
        sql = f"{_CORRECTIONS} WHERE ruled_at IS NOT NULL ORDER BY ruled_at DESC, id DESC LIMIT :most"
        return [_correction(row) for row in self._read(sql, most=most)]

    def correction(self, correction_id: int) -> Correction | None:
        return next(map(_correction, self._read(_ONE_CORRECTION, id=correction_id)), None)

    def settle(self, correction_id: int, accepted: bool, by: Person, now: datetime) -> bool:
        """Decide about a correction; False when somebody has already."""
        ruling = {"accepted": int(accepted), "by": by.id, "name": by.name, "at": utc_text(now)}
        with self.file.writer() as db:
            first = bool(db.write(_RULE, id=correction_id, **ruling))
            if first and (about := next(map(_correction, db.rows(_ONE_CORRECTION, id=correction_id)), None)):
                action = "correction_accepted" if accepted else "correction_rejected"
                detail = f"{about.field}: {about.printed} → {about.corrected}"
                record(db, Act(action, by.id, by.name, about.said.case_key, detail=detail), now)
        return first

    # ------------------------------------------------------------------ languages and presses

    def speak(self, about: str, language: str | None, person: str, now: datetime) -> None:
        """The language of a person or a channel; None takes the choice back."""
        if language is None:
            self._write("DELETE FROM languages WHERE about = :about", about=about)
        else:
            sql = (
                "INSERT INTO languages (about, language, set_by, set_at)"
                " VALUES (:about, :language, :person, :at) ON CONFLICT (about)"
                " DO UPDATE SET language = excluded.language, set_by = excluded.set_by, set_at = excluded.set_at"
            )
            self._write(sql, about=about, language=language, person=person, at=utc_text(now))

    def language(self, about: str) -> str | None:
        rows = self._read("SELECT language FROM languages WHERE about = :about", about=about)
        return str(rows[0][0]) if rows else None

    def press(self, what: str, by: Person, now: datetime) -> Attribution | None:
        """None for the first press of `what`; else who was first, and when."""
        sql = (
            "INSERT INTO presses (what, person, name, pressed_at)"
            " VALUES (:what, :by, :name, :at) ON CONFLICT DO NOTHING"
        )
        if self._write(sql, what=what, by=by.id, name=by.name, at=utc_text(now)):
            return None
        (row,) = self._read("SELECT person, name, pressed_at FROM presses WHERE what = :what", what=what)
        return _said("", *row)

    @contextmanager
    def pressed(self, what: str) -> Iterator[None]:
        """What is done for a press; when it fails the press is taken back."""
        try:
            yield
        except BaseException:
            self.unpress(what)
            raise

    def unpress(self, what: str) -> None:
        """What was pressed came to nothing: it can be pressed again."""
        self._write("DELETE FROM presses WHERE what = :what", what=what)


_FOLLOW = "FROM follows WHERE case_key = :case AND person = :person"
_RULE = (
    "INSERT INTO rulings (correction_id, accepted, person, name, ruled_at)"
    " VALUES (:id, :accepted, :by, :name, :at) ON CONFLICT DO NOTHING"
)
_CORRECTIONS = (
    "SELECT id, case_key, field, printed, corrected, why, corrections.person, corrections.name, said_at, accepted,"
    " rulings.person, rulings.name, ruled_at FROM corrections LEFT JOIN rulings ON correction_id = id"
)
_ONE_CORRECTION = f"{_CORRECTIONS} WHERE id = :id"


def _correction(row: tuple[Any, ...]) -> Correction:
    row_id, key, field, printed, corrected, why, person, name, said_at, accepted, *by = row
    ruling = None if accepted is None else Ruling(bool(accepted), _said(key, *by))
    return Correction(field, printed, corrected, why, _said(key, person, name, said_at), ruling, row_id)


def _said(case_key: str, person: str, name: str, when: str) -> Attribution:
    return Attribution(case_key, person, name, datetime.fromisoformat(when))
