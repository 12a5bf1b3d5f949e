"""What the clock remembers: due days that it has seen, reminders that were given, what people answered, who stands in
for whom, which unit is whose. Days are local, moments UTC."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from index.db.database import Database, utc_text
from index.db.gateway import Reader, Writer
from index.state.audit import Act, record
from index.state.outbox import Post, put
from index.state.people import Person
from index.state.persons import NOBODY

RESTORED, UNREAD = "answer_restored", "unread"  # in the audit log
DONE, SNOOZED, NOT_MINE, TAKEN, REOPENED = "done snoozed not_mine taken reopened".split()

# A due day of a milestone: the milestone's key, and the day.
Due = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of a due day, on a local day: "done", "snoozed" until a day, "not_mine", "taken". `to` is
    the person or the channel that "not_mine" hands it to, by name the person or the unit."""

    mark: str
    by: Person
    at: datetime
    on: date
    until: date | None = None
    note: str = ""
    to: Person = NOBODY


@dataclass(frozen=True, slots=True)
class Given:
    """A reminder that was given: its rule, and the day that the rule names."""

    rule: str
    day: date


@dataclass(frozen=True, slots=True)
class StandIn:
    """Who gets what is meant for a person, from `first` to `last`, both included."""

    person: str
    stand_in: Person
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Unit:
    """Who answers for what a document calls `unit`: a channel, a person, the manager above."""

    unit: str
    channel: str | None = None
    person: str | None = None
    manager: str | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that decides about reminders and that is not in the documents, as it was at one moment."""

    seen: dict[Due, date] = field(default_factory=dict)
    given: dict[Due, frozenset[Given]] = field(default_factory=dict)
    marks: dict[Due, tuple[Mark, ...]] = field(default_factory=dict)
    owners: dict[str, Person] = field(default_factory=dict)
    stand_ins: tuple[StandIn, ...] = ()
    units: tuple[Unit, ...] = ()
    gone: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()


class Reminders:
    """The tables of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self.file = file

    def memory(self) -> Memory:
        with self.file.reading() as db:
            given: defaultdict[Due, set[Given]] = defaultdict(set)
            for milestone, due, rule, day in db.rows(_REMINDED):
                given[milestone, date.fromisoformat(due)].add(Given(rule, date.fromisoformat(day)))
            owners = db.rows("SELECT case_key, person, owner_name FROM owners ORDER BY case_key")
            posts = db.rows("SELECT key FROM outbox WHERE kind = 'reminder'")
            return Memory(
                {(m, date.fromisoformat(due)): date.fromisoformat(day) for m, due, day in db.rows(_SEEN)},
                {due: frozenset(found) for due, found in given.items()},
                _marks(db),
                {case: Person(person, name) for case, person, name in owners},
                tuple(self.stand_ins()),
                tuple(self.units()),
                frozenset(person for (person,) in db.rows("SELECT person FROM gone_people")),
                frozenset(key for (key,) in posts),
            )

    # ------------------------------------------------------------------ what the clock did

    @staticmethod
    def see(db: Writer, dues: Iterable[Due], today: date) -> None:
        """Note due days that the clock sees for the first time. Joins the open transaction."""
        rows = [{**_named(due), "today": today.isoformat()} for due in dues]
        db.many(
            "INSERT INTO seen_dues (milestone, due, seen_on) VALUES (:milestone, :due, :today) ON CONFLICT DO NOTHING",
            rows,
        )

    @staticmethod
    def give(db: Writer, due: Due, given: Iterable[Given], outbox_key: str) -> None:
        """Note reminders that a post gives. Joins the open transaction."""
        rows = [{**_named(due), "rule": one.rule, "day": one.day.isoformat(), "post": outbox_key} for one in given]
        db.many(_GIVEN, rows)

    @staticmethod
    def was_given(db: Reader, due: Due, given: Given) -> bool:
        """Whether somebody has given a reminder already. Asked in the open transaction, it stays so."""
        sql = "SELECT 1 FROM reminded WHERE milestone = :milestone AND due = :due AND rule = :rule AND day = :day"
        return db.one(sql, **_named(due), rule=given.rule, day=given.day.isoformat()) is not None

    def take_back(self, outbox_keys: Sequence[str]) -> None:
        """Posts that nobody could get have reminded nobody."""
        with self.file.writer() as db:
            db.many("DELETE FROM reminded WHERE outbox_key = :key", [{"key": key} for key in outbox_keys])

    # ------------------------------------------------------------------ what people say

    def mark(self, due: Due, mark: Mark, case_key: str | None = None) -> Mark | None:
        """Keep what a person says of a due day of a case. A day that is done stays so until it is opened again:
        then who did it comes back, and nothing is kept."""
        until = mark.until.isoformat() if mark.until else None
        row = (due[0], due[1].isoformat(), mark.mark, mark.by.id, mark.by.name, utc_text(mark.at))
        with self.file.writer() as db:
            done = done_of(_marks(db, due).get(due, ()))
            if done and mark.mark != REOPENED:
                return done
            handed = (mark.to.id, mark.to.name)
            db.copy("due_marks", _MARK, [(*row, mark.on.isoformat(), until, mark.note, *handed)])
            detail = " ".join(filter(None, (due[1].isoformat(), until and f"→ {until}")))
            record(db, Act(f"due_{mark.mark}", mark.by.id, mark.by.name, case_key, detail=detail), mark.at)
        return None

    def restore_mark(self, due: Due, mark: Mark, case: tuple[str | None, str], has_note: bool, now: datetime) -> bool:
        """Keep what a message in Slack shows that a person has said, after the database was put back; False when it is
        known, or something newer is. `case` is its key and how it is called; people are called what the audit log
        calls them."""
        with self.file.writer() as db:
            second = mark.at.replace(microsecond=0)
            if any(one.at.replace(microsecond=0) >= second for one in _marks(db, due).get(due, ())):
                return False
            until = mark.until.isoformat() if mark.until else None
            name, to_name = _name_of(db, mark.by.id), _name_of(db, mark.to.id)
            said = (mark.mark, mark.by.id, name, utc_text(mark.at), mark.on.isoformat(), until, "")
            db.copy("due_marks", _MARK, [(due[0], due[1].isoformat(), *said, mark.to.id, to_name)])
            detail = " ".join((mark.mark, due[1].isoformat(), until or "-", "note" if has_note else "-", case[1]))
            record(db, Act(RESTORED, mark.by.id, name, case[0], detail=detail), now)
        return True

    def note_unread(self, channel: str, ts: str, now: datetime) -> None:
        """A message in Slack shows that something was answered, and not what."""
        with self.file.writer() as db:
            record(db, Act(RESTORED, "", "", detail=f"{UNREAD} {channel} {ts}"), now)

    def marks(self, due: Due) -> tuple[Mark, ...]:
        return _marks(self.file.reader(), due).get(due, ())

    # ------------------------------------------------------------------ who gets it

    def stand_in(self, found: StandIn, by: str, now: datetime, by_name: str = "", tell: Iterable[Post] = ()) -> None:
        """Keep who stands in, in place of whoever did; `tell` goes to the outbox with it."""
        about, first, last = found.stand_in, found.first.isoformat(), found.last.isoformat()
        with self.file.writer() as db:
            whom = {"person": found.person, "stand_in": about.id, "stand_in_name": about.name}
            db.write(_STAND_IN, **whom, first=first, last=last, by=by, at=utc_text(now))
            act = Act("stand_in_set", by, by_name, None, None, about.id, about.name, f"{first} – {last}")
            record(db, act, now)
            for post in tell:
                put(db, post, now)

    def no_stand_in(self, person: str, by: Person | None = None, now: datetime | None = None) -> bool:
        """False when there was none."""
        with self.file.writer() as db:
            gone = bool(db.write("DELETE FROM stand_ins WHERE person = :person", person=person))
            if gone and by and now:
                record(db, Act("stand_in_ended", by.id, by.name, about=person), now)
        return gone

    def stand_ins(self) -> list[StandIn]:
        rows = self.file.reader().rows(
            "SELECT person, stand_in, stand_in_name, first, last FROM stand_ins ORDER BY person"
        )
        return [
            StandIn(person, Person(other, name), date.fromisoformat(first), date.fromisoformat(last))
            for person, other, name, first, last in rows
        ]

    def units(self) -> list[Unit]:
        rows = self.file.reader().rows("SELECT unit, channel, person, manager FROM units ORDER BY unit")
        return [Unit(*row) for row in rows]

    def set_units(self, units: Iterable[Unit], now: datetime | None = None) -> None:
        """The whole table, in place of the one before."""
        rows = [asdict(one) for one in units]
        with self.file.writer() as db:
            db.write("DELETE FROM units")
            db.many(_UNIT, rows)
            if now:
                record(db, Act("units_imported", "", "", detail=str(len(rows))), now)

    def set_unit(self, unit: Unit, by: Person, now: datetime) -> None:
        with self.file.writer() as db:
            db.write(_UNIT, **asdict(unit))
            record(db, Act("unit_set", by.id, by.name, detail=unit.unit), now)

    def drop_unit(self, name: str, by: Person, now: datetime) -> bool:
        """False when there is none of this name."""
        with self.file.writer() as db:
            gone = bool(db.write("DELETE FROM units WHERE unit = :unit", unit=name))
            if gone:
                record(db, Act("unit_removed", by.id, by.name, detail=name), now)
        return gone

    def has_gone(self, person: str, now: datetime) -> None:
        """A person who is not in Slack any longer gets nothing more."""
        with self.file.writer() as db:
            sql = "INSERT INTO gone_people (person, found_at) VALUES (:person, :at) ON CONFLICT DO NOTHING"
            db.write(sql, person=person, at=utc_text(now))

    def is_gone(self, person: str) -> bool:
        return self.file.reader().one("SELECT 1 FROM gone_people WHERE person = :person", person=person) is not None

    def is_back(self, person: str) -> None:
        """Who does something in Slack is there. Nothing is written for one who never was away."""
        if not self.is_gone(person):
            return
        with self.file.writer() as db:
            db.write("DELETE FROM gone_people WHERE person = :person", person=person)

    # ------------------------------------------------------------------ heartbeats

    def beat(self, name: str, now: datetime, detail: str = "") -> None:
        with self.file.writer() as db:
            db.write(BEATEN, name=name, at=utc_text(now), detail=detail)

    def heartbeat(self, name: str) -> tuple[datetime, str] | None:
        """When something last happened, and what was said of it."""
        row = self.file.reader().one("SELECT beat_at, detail FROM heartbeats WHERE name = :name", name=name)
        return (datetime.fromisoformat(row[0]), row[1]) if row else None


_SEEN = "SELECT milestone, due, seen_on FROM seen_dues ORDER BY milestone, due"
_REMINDED = "SELECT milestone, due, rule, day FROM reminded ORDER BY milestone, due, rule, day"
_GIVEN = (
    "INSERT INTO reminded (milestone, due, rule, day, outbox_key)"
    " VALUES (:milestone, :due, :rule, :day, :post) ON CONFLICT DO NOTHING"
)
BEATEN = (
    "INSERT INTO heartbeats (name, beat_at, detail) VALUES (:name, :at, :detail)"
    " ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at, detail = excluded.detail"
)
_UNIT = (
    "INSERT INTO units (unit, channel, person, manager) VALUES (:unit, :channel, :person, :manager) ON CONFLICT (unit)"
    " DO UPDATE SET channel = excluded.channel, person = excluded.person, manager = excluded.manager"
)
_STAND_IN = (
    "INSERT INTO stand_ins (person, stand_in, stand_in_name, first, last, set_by, set_at)"
    " VALUES (:person, :stand_in, :stand_in_name, :first, :last, :by, :at) ON CONFLICT (person)"
    " DO UPDATE SET stand_in = excluded.stand_in, stand_in_name = excluded.stand_in_name, first = excluded.first,"
    " last = excluded.last, set_by = excluded.set_by, set_at = excluded.set_at"
)
_MARK = (
    "milestone",
    "due",
    "mark",
    "person",
    "name",
    "marked_at",
    "on_day",
    "until",
    "note",
    "handed_to",
    "handed_name",
)


def _name_of(db: Reader, person: str) -> str:
    """The newest name of a person in the audit log, else the id; nobody has none."""
    sql = "SELECT name FROM audit WHERE person = :person AND name <> '' ORDER BY id DESC LIMIT 1"
    row = db.one(sql, person=person) if person else None
    return str(row[0]) if row else person


def _named(due: Due) -> dict[str, str]:
    return {"milestone": due[0], "due": due[1].isoformat()}


def _marks(db: Reader, due: Due | None = None) -> dict[Due, tuple[Mark, ...]]:
    where = "WHERE milestone = :milestone AND due = :due" if due else ""
    sql = f"SELECT {', '.join(_MARK)} FROM due_marks {where} ORDER BY id"  # noqa: S608  # names of ours
    found: defaultdict[Due, list[Mark]] = defaultdict(list)
    for row in db.rows(sql, **(_named(due) if due else {})):
        found[row[0], date.fromisoformat(row[1])].append(_mark(row[2:]))
    return {one: tuple(marks) for one, marks in found.items()}


def _mark(row: Sequence[Any]) -> Mark:
    mark, person, name, at, on, until, note, *handed = row
    moment, day = datetime.fromisoformat(at), date.fromisoformat(on)
    end = date.fromisoformat(until) if until else None
    return Mark(mark, Person(person, name), moment, day, end, note, Person(*handed))


def done_of(marks: Iterable[Mark]) -> Mark | None:
    """Who says that it is done, unless it was opened again."""
    done: Mark | None = None
    for one in marks:
        done = one if one.mark == DONE else None if one.mark == REOPENED else done
    return done


def handed_on(marks: Iterable[Mark]) -> tuple[frozenset[str], Person]:
    """Who says that it is not theirs, and whom the last of them handed it to (NOBODY: the next in the chain). To whom
    it is handed back it is theirs again."""
    not_by, to = set[str](), NOBODY
    for one in marks:
        if one.mark == NOT_MINE:
            not_by.add(one.by.id)
            to = one.to
            not_by.discard(to.id)
    return frozenset(not_by), to
