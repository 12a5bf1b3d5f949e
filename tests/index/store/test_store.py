"""The store: what goes in comes out exactly, whole or not at all."""

import dataclasses
import sqlite3
import sys
import threading
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.db import migrations, serialization
from index.db.database import DatabaseFile, Unusable
from index.db.gateway import Writer
from index.store import store as store_module
from index.store.originals import Original
from index.store.store import Store
from index.store.writing import TABLES
from records import (
    Document,
    Figure,
    Finding,
    Link,
    Loaded,
    Milestone,
    Passage,
    Proposal,
    Refused,
    Source,
    StatusRow,
)
from tests import new_databases
from tests.processes import Start, run

NOW = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
NAME = "rapport.txt"
HERE = Source(NAME, 12, 3)

PLAIN = Proposal("Køge", "Færre vikarer", Source(NAME, 1))
FULL = Proposal(
    municipality="København",
    title="Robotter; DROP TABLE proposals; --",
    source=HERE,
    code="BC08",
    budget_year=2023,
    affected=("Socialforvaltningen", "Ældre"),
    saving_tkr=1200.5,
    adopted=False,
    lasting_change={2022: -450.0, 2023: -1200.5},
    confidential=True,
    summary='Siger "nej"\n{{ 7 * 7 }} \x00 æøå',
    overview={"title": "Robot", "years": {2022: -450.0}, "day": date(2024, 2, 29), "at": HERE, "list": (1, "to", None)},
    places=(HERE, Source(NAME, 40)),
    evidence={"saving_tkr": Source(NAME, 44)},
)
MILESTONE = Milestone(
    "København", "BC08", "Robotter", "Indkøb", "Faktura", "Chefen", "juni og december 2022", HERE,
    all_dues=((date(2022, 6, 1), date(2022, 6, 30)), (date(2022, 12, 1), date(2022, 12, 31))), group="implementering",
)  # fmt: skip
STATUS = StatusRow(
    "København", "TV01", "TV01", 2023, "Teknik", "Robotter", "Effektivisering", "Implementeret", "green", "words", "",
    HERE, saving_tkr=-1200.5, as_of=date(2024, 12, 31),
)  # fmt: skip
EVERYTHING = Loaded(
    NAME, "status", "Status", "København", date(2024, 12, 31),
    proposals=(PLAIN, FULL),
    milestones=(MILESTONE,),
    statuses=(STATUS, dataclasses.replace(STATUS, code=None, adopted=True, colour=None)),
    figures=(Figure("Pulje", "Rest", "Service", 41.0, "mio. kr.", HERE),),
    passages=(Passage("Et afsnit.", HERE, 14, "Overskrift", "København", "BC08", "Robotter"),),
    findings=(Finding("total_mismatch", HERE, {"printed": 12, "years": (2022, 2023)}),),
)  # fmt: skip
LINK = Link("København", "BC08", "Robotter", "TV01", "Robotter", 2023, "Teknik", "title", 0.97)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sagsbot.db")


def dump(store: Store) -> list[str]:
    return list(store.file.connection().iterdump())


def test_every_record_comes_back_exactly(store: Store) -> None:
    """A record that was put in is read as an equal record, whatever is in its fields."""
    store.replace(EVERYTHING, "d1", NOW)
    for name in TABLES:
        assert tuple(getattr(store, name)().values()) == getattr(EVERYTHING, name)


def test_the_tables_hold_every_field(store: Store) -> None:
    """A field that is added to a record needs a migration: each has its column."""
    for table in (*TABLES.values(), serialization.LINKS):
        columns = set(store.reader().columns(table.name))
        assert columns - {"id", "document_id"} == set(table.columns)


def test_a_document_is_described(store: Store) -> None:
    store.replace(EVERYTHING, "d1", NOW, baseline=True)
    (document,) = store.documents()
    assert (document.name, document.sha256, document.kind, document.title) == (NAME, "d1", "status", "Status")
    assert (document.as_of, document.loaded_at, document.baseline) == (date(2024, 12, 31), NOW, True)
    assert document.counts == {
        "proposals": 2, "milestones": 1, "statuses": 2, "figures": 1, "passages": 1, "findings": 1
    }  # fmt: skip


def test_the_same_file_changes_nothing(store: Store) -> None:
    """Name and digest as before: nothing is written, not even the time of loading."""
    store.replace(EVERYTHING, "d1", NOW)
    before = dump(store)
    again = store.replace(EVERYTHING, "d1", datetime(2027, 1, 1, tzinfo=UTC))
    assert (again.state, again.known_as) == ("unchanged", NAME)
    assert dump(store) == before


def test_the_same_file_under_another_name_is_recognised(store: Store) -> None:
    store.replace(EVERYTHING, "d1", NOW)
    again = store.replace(dataclasses.replace(EVERYTHING, document="kopi.txt"), "d1", NOW)
    assert (again.state, again.known_as) == ("unchanged", NAME)
    assert len(store.documents()) == 1


def test_a_changed_file_replaces_its_own_records_only(store: Store) -> None:
    """The records of another document stay, the old ones of this go, and no row id is used twice."""
    other = dataclasses.replace(EVERYTHING, document="anden.txt", proposals=(PLAIN,))
    store.replace(EVERYTHING, "d1", NOW)
    store.replace(other, "d2", NOW)
    old = set(store.proposals())
    outcome = store.replace(dataclasses.replace(EVERYTHING, proposals=(FULL,)), "d3", NOW)
    assert outcome.state == "replaced"
    assert list(store.proposals().values()) == [PLAIN, FULL]
    assert max(store.proposals()) > max(old)


@pytest.mark.parametrize("broken", ["links", "follow", "value", "text"])
def test_a_load_that_fails_leaves_the_database_as_it_was(store: Store, broken: str) -> None:
    """Whatever breaks, and however late, nothing of the new document is there and all of the old is."""

    class Broken(Exception):
        pass

    def fail(*_: object) -> tuple[Link, ...]:
        raise Broken

    store.replace(EVERYTHING, "d1", NOW)
    before = dump(store)
    changed = {
        "value": (dataclasses.replace(PLAIN, budget_year=10**30),),
        "text": (dataclasses.replace(PLAIN, summary="\ud800"),),
    }.get(broken, (FULL,))
    failing = Store(store.file.path, **{{"links": "find_links"}.get(broken, "follow"): fail})
    with pytest.raises((Broken, Refused)):
        failing.replace(dataclasses.replace(EVERYTHING, proposals=changed), "d2", NOW)
    assert dump(store) == before


def test_links_are_found_anew_in_the_municipalities_that_changed(tmp_path: Path) -> None:
    """The finder gets the proposals and status rows of one municipality, of all documents; what it gives replaces the
    municipality's links."""
    asked = []

    def find(proposals: Collection[Proposal], statuses: Collection[StatusRow]) -> tuple[Link, ...]:
        asked.append((len(proposals), len(statuses)))
        return (LINK,)

    store = Store(tmp_path / "a.db", find_links=find)
    store.replace(EVERYTHING, "d1", NOW)
    store.replace(Loaded("b.txt", "ideas", "B", proposals=(FULL, PLAIN)), "d2", NOW)
    store.replace(Loaded("c.txt", "ideas", "C", proposals=(PLAIN,)), "d3", NOW)
    assert asked == [(1, 2), (2, 2)]
    assert list(store.links().values()) == [LINK]
    assert store.links_of("København", "TV01") == store.links_of("København", "BC08") == store.links()


def test_the_follower_hears_of_the_change_inside_the_transaction(tmp_path: Path) -> None:
    heard = []

    def follow(db: Writer, changed: Collection[int]) -> None:
        heard.append(
            (
                set(changed),
                store.file.in_transaction,
                len(dict(serialization.read_records(db, serialization.PROPOSALS))),
            )
        )

    store = Store(tmp_path / "a.db", follow=follow)
    outcome = store.replace(EVERYTHING, "d1", NOW)
    store.replace(EVERYTHING, "d1", NOW)
    assert heard == [({outcome.document_id}, True, 2)]


def test_look_ups(store: Store) -> None:
    """By id in the order asked for, by case, by due day."""
    store.replace(EVERYTHING, "d1", NOW)
    first, second = store.proposals()
    assert list(store.proposals([second, 999, first])) == [second, first]
    assert store.proposal(second) == FULL
    assert store.proposal(999) is None
    assert list(store.milestones_of("København", "BC08", "").values()) == [MILESTONE]
    assert store.milestones_of("Køge", "BC08", "") == {}
    assert store.milestones_of("København", None, "Robotter") == {}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2022, 6, 30), date(2022, 6, 30), 1),
        (date(2022, 7, 1), date(2022, 12, 30), 0),
        (date(2022, 1, 1), date(2022, 12, 31), 1),
    ],
)
def test_milestones_by_due_day(store: Store, first: date, last: date, found: int) -> None:
    """Any of the due days counts, both ends included, and a milestone comes once."""
    store.replace(EVERYTHING, "d1", NOW)
    assert len(store.milestones_due(first, last)) == found


@pytest.mark.parametrize(("first", "last"), [(1, 3), (250, 260), (256, 256), (257, 257), (598, 700), (0, 1), (5, 4)])
def test_lines_can_be_quoted(store: Store, first: int, last: int) -> None:
    """Lines of a document are found by number, from 1, across the blocks in which they are kept."""
    lines = [f"linje {number}" for number in range(1, 601)]
    store.replace(EVERYTHING, "d1", NOW, original=Original(Document("x", lines)))
    assert store.lines(NAME, first, last) == tuple(lines[max(first, 1) - 1 : last])
    assert store.lines("andet.txt", first, last) == ()


@pytest.mark.parametrize("hostile", ["x'); DROP TABLE documents; --", '"; DELETE FROM proposals; "', "%s {0} ?1"])
def test_sql_in_names_is_text(store: Store, hostile: str) -> None:
    loaded = Loaded(hostile, hostile, hostile, proposals=(Proposal(hostile, hostile, Source(hostile), code=hostile),))
    store.replace(loaded, hostile, NOW)
    store.replace(EVERYTHING, "d1", NOW)
    assert store.proposals()[1].title == hostile
    assert store.milestones_of(hostile, hostile, hostile) == {}
    assert len(store.documents()) == 2


ANOTHER_PROCESS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from index.store import store as store_module
from index.store.originals import Original
from index.store.store import Store
from records import Loaded, Proposal, Source
name = sys.argv[2]
loaded = Loaded(name, "ideas", name, proposals=(Proposal("Ribe", name, Source(name)),) * 50)
Store(Path(sys.argv[1])).replace(loaded, name, datetime(2026, 1, 1, tzinfo=UTC))
"""


@pytest.mark.slow
def test_the_load_of_another_process_is_seen(store: Store) -> None:
    """An open store sees it at the next read, and its revision tells that it changed."""
    revision = store.revision()
    assert run(sys.executable, "-c", ANOTHER_PROCESS, store.file.path, "ny.txt").returncode == 0
    assert len(store.proposals()) == 50
    assert store.revision() == revision + 1


def test_processes_that_start_together_wait_for_each_other(tmp_path: Path, start: Start) -> None:
    """Four processes make and fill the same new file: all documents are in it, whole."""
    path = tmp_path / "ny.db"
    running = [start(sys.executable, "-c", ANOTHER_PROCESS, path, f"{number}.txt") for number in range(4)]
    assert [process.ended() for process in running] == [0, 0, 0, 0]
    assert [document.counts["proposals"] for document in Store(path).documents()] == [50, 50, 50, 50]


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from index.store import store as store_module
from index.store.originals import Original
from index.store.store import Store
from records import Loaded, Proposal, Source
def die(db, changed):
    os.kill(os.getpid(), signal.SIGKILL)
loaded = Loaded("rapport.txt", "ideas", "x", proposals=(Proposal("Ribe", "Ny", Source("rapport.txt")),) * 20_000)
Store(Path(sys.argv[1]), follow=die).replace(loaded, "d9", datetime(2026, 1, 1, tzinfo=UTC))
"""


@pytest.mark.slow
def test_a_load_that_is_killed_leaves_the_database_as_it_was(store: Store) -> None:
    """The power goes after the last record and before the end of the transaction: nothing of it is there."""
    store.replace(EVERYTHING, "d1", NOW)
    before = dump(store)
    killed = run(sys.executable, "-c", KILLED, store.file.path)
    assert killed.returncode < 0
    assert dump(store) == before
    assert store.file.damage() is None


@pytest.mark.slow
def test_a_full_disk_changes_nothing(store: Store) -> None:
    """The reason is named, and there is room again when there is room again."""
    store.replace(EVERYTHING, "d1", NOW)
    before = dump(store)
    [(pages,)] = store.reader().rows("PRAGMA page_count")
    store.reader().rows(f"PRAGMA max_page_count = {pages + 1}")
    large = dataclasses.replace(EVERYTHING, proposals=(FULL,) * 1000)
    with pytest.raises(Unusable) as refused:
        store.replace(large, "d2", NOW)
    assert (refused.value.reason, dump(store)) == ("full", before)
    store.reader().rows("PRAGMA max_page_count = 1000000")
    assert store.replace(large, "d2", NOW).state == "replaced"


def test_readers_do_not_wait_for_a_writer_and_a_second_writer_is_told(store: Store) -> None:
    """While one writes, the others read what was there before; who cannot wait any longer gets the reason."""
    store.replace(EVERYTHING, "d1", NOW)
    other = DatabaseFile(store.file.path, wait_s=0)
    with store.file.writer() as db:
        db.write("DELETE FROM proposals")
        assert other.reader().one("SELECT count(*) FROM proposals") == (2,)
        with pytest.raises(Unusable) as refused, other.writer():
            pass
    assert refused.value.reason == "locked"


def test_threads_have_their_own_connections(store: Store) -> None:
    """Writers in several threads wait for each other, and none is lost."""

    def load(number: int) -> None:
        name = f"{number}.txt"
        store.replace(Loaded(name, "ideas", name, proposals=(PLAIN,) * 20), name, NOW)

    threads = [threading.Thread(target=load, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(store.documents()), len(store.proposals()), store.revision()) == (6, 120, 6)


def test_a_read_transaction_sees_one_state(store: Store) -> None:
    store.replace(EVERYTHING, "d1", NOW)
    with store.file.reading():
        before = store.documents()
        other = threading.Thread(target=store.replace, args=(Loaded("b.txt", "ideas", "B"), "d2", NOW))
        other.start()
        other.join()
        assert store.documents() == before
    assert len(store.documents()) == 2


def test_a_record_is_read_once_in_a_read_transaction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question meets the same records several times; of very many not all are kept, and their order stays."""
    many = tuple(dataclasses.replace(PLAIN, title=f"Nr. {number}") for number in range(5))
    store.replace(dataclasses.replace(EVERYTHING, proposals=many), "d1", NOW)
    first, *others = store.proposals()
    assert store.proposals([first])[first] is not store.proposals([first])[first]
    monkeypatch.setattr(store_module, "MOST_READ", 2)
    with store.file.reading():
        known = store.proposals([first])[first]
        assert store.proposal(first) is known
        wanted = [*others, first]
        assert list(store.proposals(wanted)) == wanted
        assert store.proposals(wanted)[first] is known
        assert store.proposals([others[0]])[others[0]] is store.proposals([others[0]])[others[0]]
        assert store.proposals([others[1]])[others[1]] is not store.proposals([others[1]])[others[1]]


def test_records_are_kept_until_the_store_changes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next question meets the same records; after a load, and where they would be too many, they are read anew. A
    write transaction sees what it has written."""
    many = tuple(dataclasses.replace(PLAIN, title=f"Nr. {number}") for number in range(5))
    store.replace(dataclasses.replace(EVERYTHING, proposals=many), "d1", NOW)
    first, second, *_ = store.proposals()

    def read(*ids: int) -> list[object]:
        with store.file.reading():
            return list(store.proposals(ids).values())

    assert read(first)[0] is read(first)[0]
    known = read(first)[0]
    store.replace(Loaded("b.txt", "ideas", "B"), "d2", NOW)
    assert read(first)[0] is not known
    assert read(first) == [known]
    with store.file.writer() as db:
        db.write("UPDATE proposals SET title = 'Ny' WHERE id = :id", id=first)
        with store.file.reading():
            assert store.proposals([first])[first].title == "Ny"
        db.write("UPDATE proposals SET title = :title WHERE id = :id", title=many[0].title, id=first)
    monkeypatch.setattr(store_module, "MOST_READ", 2)
    pair = read(first, second)
    assert all(now is not before for now, before in zip(read(first, second), pair, strict=True))


def test_connections_keep_what_they_write(tmp_path: Path) -> None:
    names = ("foreign_keys", "synchronous", "journal_mode", "secure_delete")
    with new_databases.created(), closing(Store(tmp_path / "a.db")) as store:
        pragmas = {name: store.reader().rows(f"PRAGMA {name}")[0][0] for name in names}
        assert pragmas == {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal", "secure_delete": 1}
        assert store.file.in_transaction is False


def not_a_database(path: Path) -> None:
    path.write_text("Dette er et brev. " * 50)


def somebody_elses(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE recipes (name)").connection.close()


def newer(path: Path) -> None:
    db = Store(path).file.connection()
    columns = "(migration_set, name, applied_at)"
    db.execute(f"INSERT INTO _sqlite_migrations {columns} VALUES ('sagsbot', 'm999_later', '2030-01-01')")


def damaged(path: Path) -> None:
    store = Store(path)
    store.replace(EVERYTHING, "d1", NOW)
    store.reader().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 3000 + whole[3100:])


@pytest.mark.parametrize("make", [not_a_database, somebody_elses, newer, damaged])
def test_a_file_that_cannot_be_used_is_refused_and_left_alone(tmp_path: Path, make) -> None:
    """The reason is named, and the file is byte for byte what it was."""
    path = tmp_path / "a.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(Unusable) as refused:
        Store(path)
    assert refused.value.reason == {"not_a_database": "not_a_database", "somebody_elses": "foreign"}.get(
        make.__name__, make.__name__
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("path", "create", "reason"),
    [("no/such/a.db", True, "folder_missing"), ("a.db", False, "missing"), (".", True, "cannot_open")],
)
def test_a_path_that_cannot_be_opened_is_refused(tmp_path: Path, path: str, create: bool, reason: str) -> None:
    with pytest.raises(Unusable) as refused:
        Store(tmp_path / path, create=create)
    assert refused.value.reason == reason


def test_a_mistake_in_sql_is_not_blamed_on_the_file(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.file.writer() as db:
        db.rows("SELECT * FROM nowhere")


def test_migrations_have_names_in_order(store: Store) -> None:
    assert migrations.applied(store.file.connection()) == migrations.NAMES
    assert not migrations.pending(store.file.connection())
