"""A drop folder, files read by several processes, and a load that stores nothing."""

import json
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import load_command, main
from bot.ingest import loading, watch, workers
from bot.ingest.loading import Load, LoadResult
from bot.ingest.watch import Look, Settling, file_batches, is_document
from bot.settings import Settings
from records import Refused
from tests.processes import ROOT, SAGSBOT, Start, descendants, gone
from tests.waiting import until

SAMPLES = ROOT / "samples"
LETTER = SAMPLES / "budgetmateriale-2026-2029.txt"
HOW = Load(datetime(2026, 1, 5, tzinfo=UTC))
DOCUMENTS = sorted(SAMPLES.glob("*.txt"))


# ---------------------------------------------------------------- a file that is being written


def test_a_file_is_taken_when_it_has_stopped_growing() -> None:
    """Two looks that show the same; a file that grows is looked at again, and one that is gone is forgotten."""
    a, b = Path("a.txt"), Path("b.txt")
    looks = iter([{a: Look(1, 1), b: Look(5, 5)}, {a: Look(2, 2), b: Look(5, 5)}, {a: Look(2, 2)}, {}])
    settling = Settling()
    settling.changed([a, b])
    taken = [settling.whole(next(looks).get) for _ in range(4)]
    assert taken == [[], [b], [a], []]


def test_a_file_that_vanishes_is_forgotten() -> None:
    settling = Settling()
    settling.changed([Path("a.txt")])
    assert [settling.whole(lambda path: None), settling.whole(lambda path: Look(1, 1))] == [[], []]


def test_a_file_that_changes_again_is_taken_again() -> None:
    """Every round is a set of what changed; an empty one only lets time pass."""
    a = Path("a.txt")
    rounds: list[set[Path]] = [{a}, set(), set(), {a}, set()]
    assert list(file_batches(rounds, lambda path: Look(1, 1))) == [[a], [a]]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("status.pdf", True),
        ("2026/status.txt", True),
        (".status.txt.swp", False),
        (".skjult/status.txt", False),
        ("status.pdf.part", False),
        ("status.pdf.crdownload", False),
        ("~$status.docx", False),
    ],
)
def test_what_is_a_document_of_a_drop_folder(name: str, is_one: bool) -> None:
    assert is_document(Path("/drop") / name, [Path("/drop")]) is is_one


def test_an_error_of_one_batch_does_not_end_the_watch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty file and a database in the way are said, the next batch is loaded, Ctrl-C ends without a trace."""
    empty = tmp_path / "tom.txt"
    empty.touch()
    broken = tmp_path / "væk" / "a.db"
    read = Settings(db=broken)

    def dropped() -> Iterator[list[Path]]:
        yield [LETTER]
        broken.parent.mkdir()
        yield [empty]
        yield [LETTER]
        raise KeyboardInterrupt

    shown: list[LoadResult] = []
    load_command.load_watched(dropped(), HOW, read, shown.extend)
    said = capsys.readouterr().err
    assert "Mappen til databasen" in said
    assert "tom.txt" in said
    assert said.rstrip().endswith("gemt.")
    assert [one.state for one in shown] == ["refused", "loaded"]


# Starts the rest of its arguments as a shell starts what ends in `&`: the interrupt of the keyboard is not heard.
IN_BACKGROUND = "import os, signal as s, sys; s.signal(s.SIGINT, s.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"


@pytest.mark.parametrize(
    ("before", "number"),
    [((), signal.SIGINT), ((), signal.SIGTERM), ((sys.executable, "-c", IN_BACKGROUND), signal.SIGINT)],
    ids=["interrupt", "terminate", "interrupt in the background"],
)
def test_watching_for_real(tmp_path: Path, start: Start, before: tuple[str, ...], number: signal.Signals) -> None:
    """A folder is loaded, a file that is put in is loaded, Ctrl-C or SIGTERM ends with 0 and a sentence, and a program
    that a shell has started in the background ends in the same way."""
    drop, db = tmp_path / "drop", tmp_path / "a.db"
    drop.mkdir()
    (drop / "brev.txt").write_bytes(LETTER.read_bytes())
    running = start(*before, *SAGSBOT, "load", drop, "--watch", "--json", "--db", db)
    assert "Ctrl-C" in running.line(stream="stderr")
    first = json.loads(running.line())
    (drop / "status.txt").write_bytes((SAMPLES / "status-juni-2025.txt").read_bytes())
    second = json.loads(running.line())
    running.signal(number)
    code = running.ended()
    loaded = [[(one["document"], one["state"]) for one in value["documents"]] for value in (first, second)]
    assert loaded == [[("brev.txt", "loaded")], [("status.txt", "loaded")]]
    assert (code, "Traceback" in running.stderr) == (0, False)
    assert running.stderr.rstrip().endswith("gemt.")


READING = """
import sys, threading
from pathlib import Path
from bot.ingest import workers

def slow(path):
    path.touch()
    threading.Event().wait()

if __name__ == "__main__":
    with workers.readers(slow, 2) as reading:
        reading.ahead(Path(sys.argv[1]))
        reading.result(Path(sys.argv[1]))
"""


def test_the_readers_of_a_killed_program_end(tmp_path: Path, start: Start) -> None:
    """Nobody is left to end them: they see that their parent is gone."""
    program, begun = tmp_path / "program.py", tmp_path / "begun"
    program.write_text(READING, encoding="utf-8")
    running = start(sys.executable, program, begun, env={**os.environ, "PYTHONPATH": str(ROOT)})
    until(begun.exists, "a reader at work")
    below = descendants(running.pid)
    assert below
    running.signal(signal.SIGKILL)
    gone(*below)


# ---------------------------------------------------------------- several processes


@pytest.mark.slow
def test_two_processes_read_what_one_does(tmp_path: Path) -> None:
    """The same reports in the same order, the same records, whoever read them."""
    both = []
    for count in (1, 2):
        with_store = loading.store_to_fill(tmp_path / f"{count}.db")
        how = Load(HOW.when, workers=count)
        done = list(loading.load_files(with_store, [*DOCUMENTS, tmp_path / "væk.txt", DOCUMENTS[0]], how))
        records = (with_store.statuses(), with_store.proposals(), with_store.milestones(), with_store.passages())
        both.append(([(one.name, one.state, one.records) for one in done], records))
    assert both[0] == both[1]


def dies(path: Path) -> str:
    """Takes its process with it for one of the files."""
    if path.name == "dødelig":
        os._exit(9)
    if path.name == "tom":
        raise Refused("empty", name=path.name)
    return path.name


@pytest.mark.long
@pytest.mark.slow
def test_a_process_that_dies_takes_no_other_file_with_it(caplog: pytest.LogCaptureFixture) -> None:
    """Its file is refused after a second try, the others are read; a refusal comes back as what it is."""
    names = ["a", "dødelig", "tom", "b"]
    with workers.readers(dies, 2) as reading:
        for name in names:
            reading.ahead(Path(name))
        found = [reading.result(Path(name)) for name in names]
    assert [one.value for one in found] == ["a", None, None, "b"]
    assert [one.refused and one.refused.reason for one in found] == [None, "failed", "empty", None]
    assert found[2].refused is not None
    assert found[2].refused.values == {"name": "tom"}


@pytest.mark.parametrize(("sizes", "several"), [([10], False), ([10, 10], False), ([3_000_000], False)])
def test_processes_are_started_where_they_are_worth_it(tmp_path: Path, sizes: list[int], several: bool) -> None:
    """Not for one file, nor for a few small ones; PDFs take longer."""
    files = [tmp_path / f"{at}.txt" for at in range(len(sizes))]
    for file, size in zip(files, sizes, strict=True):
        file.write_bytes(b" " * size)
    assert workers.workers_for(files) == 1
    large = tmp_path / "stor.pdf"
    large.write_bytes(b" " * 200_000)
    assert workers.workers_for([large, *files]) == min(2, len(os.sched_getaffinity(0)))


# ---------------------------------------------------------------- nothing stored


def test_a_dry_run_reads_and_stores_nothing(tmp_path: Path) -> None:
    """The same table and JSON, no database; with one, what it has is told and stays as it is."""
    run, db = CliRunner(), tmp_path / "a.db"
    done = run.invoke(main, ["load", *map(str, DOCUMENTS), "--dry-run", "--db", str(db)])
    assert (done.exit_code, db.exists()) == (0, False)
    assert "statusrapport" in done.stdout
    assert done.stdout.rstrip().endswith("Intet er gemt.")
    run.invoke(main, ["load", str(LETTER), "--db", str(db)])
    before = db.read_bytes()
    value = json.loads(run.invoke(main, ["load", *map(str, DOCUMENTS), "--dry-run", "--json", "--db", str(db)]).stdout)
    states = {one["document"]: (one["state"], one["kind"]) for one in value["documents"]}
    assert states[LETTER.name] == ("unchanged", "letter")
    assert states["status-juni-2025.txt"] == ("read", "statuses")
    assert db.read_bytes() == before
    again = run.invoke(main, ["load", str(LETTER), "--dry-run", "--db", str(db)])
    assert again.stdout.rstrip().endswith("Intet er gemt.")


def test_a_dry_run_names_no_command_for_a_table_that_is_not_stored(tmp_path: Path) -> None:
    """Its tables have no number that `layouts set` knows; the same load with a database gives one."""
    run, sheet, db = CliRunner(), tmp_path / "sager.csv", str(tmp_path / "a.db")
    sheet.write_text("Kode;Forslag;Besparelse 2026\nAB01;Færre vikarer;-1200\nAB02;Ny rute;-500\n", encoding="utf-8")
    dry = run.invoke(main, ["load", str(sheet), "--dry-run", "--db", db]).stdout
    assert "layouts" not in dry
    assert "Tilføj --municipality NAVN" in dry
    assert "Er noget forkert? Indlæs først dokumenterne" in dry
    assert "sagsbot layouts set 1.1 --municipality NAVN" in run.invoke(main, ["load", str(sheet), "--db", db]).stdout


def test_a_dry_run_counts_what_a_load_counts(tmp_path: Path) -> None:
    """Of every kind of record, but for the findings that only a whole collection can have."""
    store = loading.store_to_fill(tmp_path / "a.db")
    dry = [one.records for one in loading.load_files(None, DOCUMENTS, Load(HOW.when, dry=True))]
    wet = [one.records for one in loading.load_files(store, DOCUMENTS, HOW)]
    assert [{**one, "findings": 0} for one in dry] == [{**one, "findings": 0} for one in wet]


def test_watch_and_dry_run_do_not_go_together(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["load", str(tmp_path), "--watch", "--dry-run"]).exit_code == 2
    missing = CliRunner().invoke(main, ["load", str(tmp_path / "væk"), "--watch", "--db", str(tmp_path / "a.db")])
    assert (missing.exit_code, "findes ikke" in missing.stderr) == (1, True)


# ---------------------------------------------------------------- what is told of reports


def test_the_table_tells_what_became_of_a_report(tmp_path: Path) -> None:
    """The same report again, corrected, and another day under its name: each in a sentence."""
    store = loading.store_to_fill(tmp_path / "a.db")
    june = (SAMPLES / "status-juni-2025.txt").read_text(encoding="utf-8")
    december = (SAMPLES / "status-december-2025.txt").read_text(encoding="utf-8")
    steps = [
        ("status.txt", june, ("loaded", "")),
        ("kopi.txt", june + "\n\n", ("unchanged", "same_report")),
        ("rettet.txt", june.replace("-720", "-700"), ("replaced", "reissue")),
        ("rettet.txt", december, ("loaded", "set_aside")),
    ]
    for name, text, expected in steps:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (report,) = loading.refreshed(store, loading.load_files(store, [tmp_path / name], HOW))
        assert (report.state, report.note) == expected
    assert [one.name for one in store.documents()] == ["rettet (2025-06-30).txt", "rettet.txt"]


def test_a_folder_for_each_year_with_one_name(tmp_path: Path) -> None:
    """2025/status.txt and 2026/status.txt are two reports; the same load again changes nothing."""
    for year, name in (("2025", "status-juni-2025.txt"), ("2026", "status-december-2025.txt")):
        (tmp_path / "docs" / year).mkdir(parents=True)
        (tmp_path / "docs" / year / "status.txt").write_bytes((SAMPLES / name).read_bytes())
    store = loading.store_to_fill(tmp_path / "a.db")
    files = loading.files([tmp_path / "docs"])
    assert [one.state for one in loading.load_files(store, files, HOW)] == ["loaded", "loaded"]
    assert [one.state for one in loading.load_files(store, files, HOW)] == ["unchanged", "unchanged"]
    assert [one.name for one in store.documents()] == ["status (2025-06-30).txt", "status.txt"]


def test_the_watcher_looks_only_where_it_was_told(tmp_path: Path) -> None:
    """The look at what is no file, or gone, shows nothing."""
    assert watch.look(tmp_path) is None
    assert watch.look(tmp_path / "væk") is None
