"""Several tenants in one database on a server: nothing of one is ever in what another sees."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ingest.loading import Load, load_files, store_to_fill
from index.db import copies, copying, dialect, migrations
from index.db.database import DatabaseFile
from index.db.engine import ServerAddress, Unusable
from index.db.opening import exists, is_in_use, open_database
from index.db.tenancy import MARK
from index.state.audit import Act, record
from index.state.leases import Turn
from index.state.outbox import Outbox, Post
from index.state.reminders import Reminders, Unit
from index.store.store import Store
from tests import postgresql
from tests.bot import engines
from tests.soak import SEED, times

OF_ALL = {"sagsbot_steps"}  # which steps the tables have had: nothing of anybody
PLAIN = "sagsbot_plain"  # a role that is no superuser
SAMPLE = engines.SAMPLES / "status-december-2025.txt"
Of = Callable[[str], ServerAddress]


def plain(server: postgresql.Server, name: str, role: str = PLAIN) -> ServerAddress:
    """A new database that a role of no special rights owns."""
    import psycopg

    url = server.database(name)
    with psycopg.connect(url, autocommit=True) as db:
        if not db.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            db.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS")
        db.execute(f'ALTER DATABASE "{name}" OWNER TO {role}')
    return ServerAddress.of(url.replace("//sagsbot@", f"//{role}@"))


@pytest.fixture
def of(server: postgresql.Server, request: pytest.FixtureRequest) -> Of:
    """The address of a tenant in a new database."""
    address = plain(server, f"test_{abs(hash(request.node.nodeid))}")
    return lambda tenant: replace(address, tenant=tenant)


_CONNECTIONS: dict[str, Any] = {}  # by URL: a server takes longer to make one than to ask


@pytest.fixture(autouse=True)
def closed_at_the_end() -> Iterator[None]:
    yield
    while _CONNECTIONS:
        _CONNECTIONS.popitem()[1].close()


def rows(address: ServerAddress, sql: str, tenant: str | None = None) -> list[Any]:
    """Read past the product, as the role of the address, in a transaction of its own."""
    import psycopg

    if address.url not in _CONNECTIONS:
        _CONNECTIONS[address.url] = psycopg.connect(address.url, autocommit=True)
    db = _CONNECTIONS[address.url]
    with db.transaction():
        if tenant is not None:
            db.execute("SELECT set_config('sagsbot.tenant', %s, true)", [tenant])
        return db.execute(sql).fetchall()


def tables(address: ServerAddress) -> list[str]:
    found = rows(address, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    return [name for (name,) in found if name not in OF_ALL]


def said(address: ServerAddress | Path) -> str:
    asked = ["hvilke sager er røde", "status på VH04", "samlet besparelse pr. kommune", "forfaldne milepæle"]
    with closing(Store(address)) as store:
        return json.dumps([engines.exports(store), engines.answers(store, asked)], default=str)


def fill(address: ServerAddress | Path, *paths: Path) -> None:
    with closing(store_to_fill(address)) as store:
        for report in load_files(store, list(paths), Load(engines.NOW, baseline=True, workers=1)):
            assert report.state == "loaded", report


def test_every_table_belongs_to_tenants(of: Of) -> None:
    """By the catalogue: a column, a policy in force for the owner too, and the tenant first in every key and index."""
    open_database(of("a")).close()
    secured = "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid WHERE relrowsecurity"
    assert len(tables(of("a"))) > 40
    assert {name for (name,) in rows(of("a"), f"{secured} AND relforcerowsecurity")} == {*tables(of("a"))}
    columns = "SELECT table_name, column_default FROM information_schema.columns WHERE column_name = 'tenant'"
    found = dict(rows(of("a"), f"{columns} AND is_nullable = 'NO'"))
    assert {*found} == {*tables(of("a"))}
    assert all("sagsbot.tenant" in default for default in found.values())
    keys = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('p', 'u', 'f')"
    ours = "connamespace = 'public'::regnamespace AND conname <> 'sagsbot_steps_pkey'"
    for name, text in rows(of("a"), f"{keys} AND {ours}"):
        assert text.count("(tenant") == (2 if text.startswith("FOREIGN") else 1), name
    for name, text in rows(of("a"), "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"):
        assert "(tenant" in text or name == "sagsbot_steps_pkey", text


def test_without_a_tenant_there_is_nothing_and_nothing_can_be_written(of: Of) -> None:
    import psycopg

    fill(of("a"), SAMPLE)
    assert rows(of("a"), "SELECT count(*) FROM documents", "a") == [(1,)]
    for table in tables(of("a")):
        for tenant in (None, "", "b"):
            assert rows(of("a"), f'SELECT count(*) FROM "{table}"', tenant) == [(0,)], table
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                rows(of("a"), f"INSERT INTO \"{table}\" (tenant) VALUES ('a') RETURNING 1", tenant)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(of("a"), "INSERT INTO state (key, value) VALUES ('x', 1) RETURNING 1")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(of("a"), "UPDATE state SET tenant = 'b' RETURNING 1", "a")


def test_the_same_document_of_two_tenants_is_two(of: Of, tmp_path: Path) -> None:
    """Each as if it were alone: the same answers, ids that begin at 1, and no change when the other loads or writes."""
    fill(tmp_path / "a.db", SAMPLE)
    fill(of("a"), SAMPLE)
    assert not exists(of("b"))
    fill(of("b"), SAMPLE)
    assert said(of("a")) == said(of("b")) == said(tmp_path / "a.db")
    fill(of("b"), *(path for path in engines.SAMPLES.glob("*.txt") if path != SAMPLE))
    assert said(of("a")) == said(tmp_path / "a.db") != said(of("b"))
    for tenant in ("a", "b"):
        with closing(open_database(of(tenant))) as file:
            assert file.reader().one("SELECT min(id) FROM documents") == (1,)


def test_state_and_turns_are_a_tenants_own(of: Of) -> None:
    """Writers, leases, posts and keys of one stand in nobody else's way."""
    with closing(open_database(of("a"))) as one, closing(open_database(of("b"))) as other:
        with one.writer() as db, other.writer() as too:
            for writer in (db, too):
                record(writer, Act("unit_set", "U1", "Anna"), engines.NOW)
                writer.write("UPDATE state SET value = value + 1")
        first, second = Turn(one), Turn(other)
        assert first.take()
        assert not is_in_use(of("b"))
        assert second.take()
        for file in (one, other):
            Outbox(file).add(Post("n", "notice", "C0KEID", {"about": "x"}), engines.NOW)
            assert file.reader().one("SELECT value FROM state") == (1,)
            assert file.reader().rows("SELECT id FROM audit") == [(1,)]
        Reminders(one).set_units([Unit("KEID")])
        assert Reminders(other).units() == []
        first.leave()
        second.leave()


def test_who_sees_all_is_refused_where_there_are_several(of: Of, server: postgresql.Server) -> None:
    """A superuser may have a database with one tenant, and nobody else's begins while it is there."""
    whole = of("a").url.replace(f"//{PLAIN}@", "//sagsbot@")
    open_database(of("a")).close()
    with closing(open_database(ServerAddress.of(whole, "a"))) as seeing:
        seeing.reader().one("SELECT 1")
        with pytest.raises(Unusable) as found:
            open_database(of("b"))
        assert found.value.reason == "sees_all"
    open_database(of("b")).close()
    for tenant in ("a", "b", "c"):
        with pytest.raises(Unusable) as found:
            open_database(ServerAddress.of(whole, tenant))
        assert found.value.reason == "sees_all"


def test_a_role_that_only_reads_and_writes_rows_is_enough(of: Of) -> None:
    import psycopg

    open_database(of("a")).close()
    with psycopg.connect(of("a").url, autocommit=True) as db:
        name = "sagsbot_rows"
        with psycopg.connect(of("a").url.replace(f"//{PLAIN}@", "//sagsbot@"), autocommit=True) as root:
            if not root.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
                root.execute(f"CREATE ROLE {name} LOGIN")
        db.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        db.execute(f"REVOKE INSERT, UPDATE, DELETE ON sagsbot_steps FROM {name}")
    address = ServerAddress.of(of("a").url.replace(f"//{PLAIN}@", f"//{name}@"), "b")
    fill(address, SAMPLE)
    assert said(address) == said(of("b"))


@pytest.mark.long
def test_a_copy_of_one_is_put_back_beside_the_others(of: Of, tmp_path: Path) -> None:
    """Also its log, which is only added to; ids go on where they were."""
    for tenant in ("a", "b"):
        fill(of(tenant), SAMPLE)
        with closing(open_database(of(tenant))) as file, file.writer() as db:
            record(db, Act("unit_set", "U1", tenant), engines.NOW)
    before = said(of("a")), said(of("b"))
    with closing(open_database(of("a"))) as file:
        copies.backup(file, tmp_path / "copy.db")
        Reminders(file).set_units([Unit("Ny")])
    assert said(tmp_path / "copy.db") == before[0]
    for tenant in ("a", "c"):
        copies.restore(tmp_path / "copy.db", of(tenant), engines.NOW + timedelta(days=1), lambda file: None)
    assert (said(of("a")), said(of("b")), said(of("c"))) == (*before, before[0])
    for tenant, name in (("a", "a"), ("b", "b"), ("c", "a")):
        with closing(open_database(of(tenant))) as file:
            assert file.reader().rows("SELECT name FROM audit WHERE action = 'unit_set'") == [(name,)]
            assert file.reader().next_id("documents") == 2
            assert Reminders(file).units() == []


def test_a_copy_that_is_not_finished_stops_its_own_tenant_alone(of: Of, tmp_path: Path) -> None:
    fill(tmp_path / "a.db", SAMPLE)

    def begin() -> Iterator[copying.TableCopied]:
        with (
            closing(open_database(tmp_path / "a.db")) as source,
            closing(open_database(of("a"), unfinished=True)) as target,
        ):
            yield from copying.copy_database(source, target)

    going = begin()
    assert not next(going).was_there
    going.close()
    with pytest.raises(Unusable) as found:
        open_database(of("a"))
    assert found.value.reason == "unfinished_copy"
    open_database(of("b")).close()
    assert next(iter(list(begin()))).was_there
    assert said(of("a")) == said(tmp_path / "a.db")


def test_a_database_from_before_tenants_is_that_of_the_default_one(of: Of, tmp_path: Path) -> None:
    """As the version before made it, with all of the samples: nothing is lost, ids go on, nobody else sees it."""
    with closing(store_to_fill(tmp_path / "a.db")) as store:
        engines.fill(store, engines.SAMPLES)
        with store.file.writer() as db:
            record(db, Act("unit_set", "U1", "Anna"), engines.NOW)
            db.set_next_id("documents", 1000)
    as_before_tenants(of("default"), tmp_path / "a.db")
    with closing(open_database(of("b"))) as file:
        assert file.reader().rows("SELECT id FROM documents") == []
    assert said(of("default")) == said(tmp_path / "a.db")
    with closing(open_database(of("default"))) as file:
        assert file.lacking() == []
        assert file.reader().next_id("documents") == 1000
        with file.writer() as db:
            record(db, Act("unit_set", "U1", "Anna"), engines.NOW)
            ids = [one for (one,) in db.rows("SELECT id FROM audit ORDER BY id")]
            assert ids == [*range(1, len(ids) + 1)]
    test_every_table_belongs_to_tenants(of)


def as_before_tenants(address: ServerAddress, filled: Path) -> None:
    """The tables and rows of a file on a server, without tenants."""
    import psycopg

    with psycopg.connect(address.url) as there, closing(DatabaseFile(filled)) as file:
        there.execute('CREATE TABLE sagsbot_steps (name TEXT COLLATE "C" PRIMARY KEY)')
        for name in migrations.NAMES:
            there.execute("INSERT INTO sagsbot_steps VALUES (%s)", [name])
            for one in dialect.step(name):
                there.execute(one)
        for table in copying.shapes():
            there.execute(f'DELETE FROM "{table.name}"')
            names = ", ".join(f'"{column}"' for column in table.columns)
            with there.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as going:
                for row in file.reader().rows(table.ordered):
                    going.write_row(row)
            if table.counted:
                following = file.reader().next_id(table.name)
                there.execute("SELECT setval(%s, %s, false)", [f"{table.name}_id_seq", following])


@pytest.fixture
def later_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Adds a step of tomorrow."""

    def add(text: str) -> None:
        (tmp_path / "m999_later.sql").write_text(text, encoding="utf-8")
        for path in Path(migrations.__file__).parent.glob("*.sql"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
        monkeypatch.setattr(dialect, "STEPS_SQL", tmp_path)
        monkeypatch.setattr(migrations, "NAMES", [*migrations.NAMES, "m999_later"])

    yield add
    dialect.counted.cache_clear()
    dialect.seeds.cache_clear()


def test_a_later_step_is_taken_for_every_tenant(of: Of, later_step: Callable[[str], None]) -> None:
    for tenant in ("a", "b"):
        open_database(of(tenant)).close()
    later_step(
        "CREATE TABLE later (id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL UNIQUE);\n"
        "INSERT INTO later (word) VALUES ('x');\n"
        "UPDATE state SET value = 5;\n"
        "CREATE INDEX later_word ON later (word);\n"
    )
    with pytest.MonkeyPatch.context() as patched:
        wanted = frozenset({*tables(of("a")), "later"})
        patched.setattr("index.db.postgresql._tables_wanted", lambda: wanted)
        for tenant in ("b", "a"):
            with closing(open_database(of(tenant))) as file:
                assert file.reader().rows("SELECT id, word FROM later") == [(1, "x")]
                assert file.reader().one("SELECT value FROM state") == (5,)
    assert MARK in {name for (name,) in rows(of("a"), "SELECT name FROM sagsbot_steps")}
    test_every_table_belongs_to_tenants(of)


@pytest.mark.long
@pytest.mark.soak
def test_whatever_one_does_among_many_it_sees_nothing_of_theirs(of: Of, tmp_path: Path) -> None:
    """Each of the others has the same document with words of its own, and writes meanwhile."""
    others = [f"t{number}" for number in range(min(times(3), 97))]
    text = SAMPLE.read_text(encoding="utf-8")
    fill(of("a"), SAMPLE)
    for other in others:
        (tmp_path / f"hemmelig-{other}.txt").write_text(
            text.replace("besparelse", f"qzhemmelig{other}"), encoding="utf-8"
        )
        fill(of(other), tmp_path / f"hemmelig-{other}.txt")
    chosen = random.Random(SEED)
    with closing(Store(of("a"))) as store:
        asked = list(engines.questions(store))
        alone = json.dumps(engines.exports(store), default=str)
        answers = {text: json.dumps(engines.answers(store, [text])) for text in chosen.sample(asked, 20)}
        for _ in range(times(40)):
            with closing(open_database(of(chosen.choice(others)))) as other, other.writer() as db:
                db.write("UPDATE state SET value = value + 1")
            question = chosen.choice([*answers, f"qzhemmelig{chosen.choice(others)}"])
            found = json.dumps(engines.answers(store, [question]))
            assert found == answers.get(question, found), question
            assert "hemmelig-" not in found
            if question not in answers:
                assert json.loads(found)[0]["total"] == 0
        assert json.dumps(engines.exports(store), default=str) == alone
        assert "hemmelig" not in alone
