"""Careless and hostile use of the command line: a clear sentence each, the rest goes on, nothing lost."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.export import store_json
from loaders import files, kinds
from records import Refused
from tests import soak
from tests.processes import ROOT, SAGSBOT, Start, run

pytestmark = pytest.mark.slow

SAMPLES = ROOT / "samples"
COLLECTION = sorted(SAMPLES.glob("*.txt"))
LETTER = SAMPLES / "budgetmateriale-2026-2029.txt"
FULL = Path("/dev/full")
Sagsbot = Callable[..., Result]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bad") / "sagsbot.db"
    assert CliRunner().invoke(main, ["load", *map(str, COLLECTION), "--db", str(path)]).exit_code == 0
    return path


@pytest.fixture
def sagsbot(tmp_path: Path, collection: Path, monkeypatch: pytest.MonkeyPatch) -> Sagsbot:
    """Runs a command against a loaded database of its own, away from the checkout."""
    shutil.copy(collection, tmp_path / "sagsbot.db")
    monkeypatch.setenv("SAGSBOT_DB", str(tmp_path / "sagsbot.db"))
    monkeypatch.delenv("SAGSBOT_LANGUAGE", raising=False)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **more: CliRunner().invoke(main, [str(one) for one in arguments], **more)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a database."""
    with sqlite3.connect(path) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: db.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def said(done: Result) -> str:
    """What a failed command said on stderr; it says it in sentences, and stdout stays clean."""
    assert (done.exit_code, done.stdout, isinstance(done.exception, SystemExit)) == (1, "", True)
    assert done.stderr.strip().endswith((".", "?"))
    return done.stderr


# ---------------------------------------------------------------- documents


@pytest.mark.parametrize(
    ("data", "danish", "english"),
    [
        (b"", "er tom", "is empty"),
        (bytes(range(256)) * 40, "hverken tekst", "neither text"),
        (b"The council was asked to think of the matter and this is it. " * 20, "ikke på dansk", "not in Danish"),
        (
            "Pisk æggene med sukker, og rør mel i. Bag det på en rist. ".encode() * 9,
            "ligner ikke",
            "does not look like",
        ),
        (b"1.000 - 2,5 ?!\n" * 50, "ingen ord", "no words"),
    ],
    ids=["empty", "binary", "english", "recipe", "figures"],
)
def test_what_cannot_be_read_is_told_and_changes_nothing(
    sagsbot: Sagsbot, tmp_path: Path, data: bytes, danish: str, english: str
) -> None:
    """One JSON value, a sentence in the language of the messages, and every row as before."""
    path = tmp_path / "fil.txt"
    path.write_bytes(data)
    before = content(tmp_path / "sagsbot.db")
    for language, sentence in (("da", danish), ("en", english)):
        done = sagsbot("load", path, "--json", env={"SAGSBOT_LANGUAGE": language})
        (document,) = json.loads(done.stdout)["documents"]
        assert (done.exit_code, document["state"]) == (1, "refused")
        assert sentence in document["message"]
        assert document["message"] in done.stderr
    assert content(tmp_path / "sagsbot.db") == before


@pytest.mark.parametrize(
    ("change", "findings"),
    [
        (lambda data: data.decode().encode("cp1252"), []),
        (lambda data: data[:800] + b"\0" + data[800:], ["nul"]),
        (lambda data: data[:800] + b"\xff" + data[800:], ["unreadable_letter"]),
    ],
    ids=["Windows-1252", "a NUL", "a broken byte"],
)
def test_what_can_be_read_is_read(
    sagsbot: Sagsbot, tmp_path: Path, change: Callable[[bytes], bytes], findings: list[str]
) -> None:
    """What the bytes lost before they came here is a finding; the passages are those of the whole letter."""
    (tmp_path / "a.db").unlink(missing_ok=True)
    (tmp_path / "brev.txt").write_bytes(change(LETTER.read_bytes()))
    (document,) = json.loads(sagsbot("load", "brev.txt", "--db", "a.db", "--json").stdout)["documents"]
    assert (document["state"], document["records"]["passages"]) == ("loaded", 9)
    assert [one["kind"] for one in json.loads(sagsbot("export", "findings", "--db", "a.db").stdout)] == findings


def test_a_bad_path_stops_no_other(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """A name that no file system takes, and one below a file, are refused in their turn."""
    paths = ["x" * 300, LETTER / "x.txt", LETTER]
    done = sagsbot("load", *paths, "--db", "a.db", "--json")
    assert done.exit_code == 0
    assert [one["state"] for one in json.loads(done.stdout)["documents"]] == ["refused", "refused", "loaded"]


def test_what_may_not_be_read_is_named(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """A closed file and a closed folder among good ones are refused, not passed over."""
    folder = tmp_path / "docs"
    (folder / "lukket").mkdir(parents=True)
    for path in (folder / "brev.txt", folder / "hemmelig.txt"):
        shutil.copy(LETTER, path)
    for path in (folder / "lukket", folder / "hemmelig.txt"):
        path.chmod(0)
    if os.access(folder / "hemmelig.txt", os.R_OK):
        pytest.skip("this user may read everything")
    states = {
        one["document"]: one["state"] for one in json.loads(sagsbot("load", folder, "--json").stdout)["documents"]
    }
    assert states == {"brev.txt": "unchanged", "hemmelig.txt": "refused", "lukket": "refused"}
    assert "kan ikke åbnes" in said(sagsbot("ask", "hvad?", "--db", folder / "lukket" / "a.db"))
    (folder / "lukket").chmod(0o700)


def test_the_database_is_no_document_of_its_folder(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """Who loads the folder in which the database stands is not told that the database is no text."""
    shutil.copy(LETTER, tmp_path / "brev.txt")
    done = sagsbot("load", ".", "--json")
    assert [one["document"] for one in json.loads(done.stdout)["documents"]] == ["brev.txt"]


def test_ctrl_c_in_the_middle_of_a_load(sagsbot: Sagsbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents before it are in, whole; the load says so, and can be done again."""
    read = kinds.read_document
    stop: list[BaseException] = [KeyboardInterrupt()]

    def reading(document, *said):  # type: ignore[no-untyped-def]
        if document.name == COLLECTION[2].name and stop:
            raise stop.pop()
        return read(document, *said)

    monkeypatch.setattr(kinds, "read_document", reading)
    assert said(sagsbot("load", *COLLECTION, "--db", "a.db")).strip().startswith("Afbrudt. De dokumenter")
    names = [one["name"] for one in json.loads(sagsbot("export", "documents", "--db", "a.db").stdout)]
    assert names == [path.name for path in COLLECTION[:2]]
    again = json.loads(sagsbot("load", *COLLECTION, "--db", "a.db", "--json").stdout)["documents"]
    assert [one["state"] for one in again] == ["unchanged"] * 2 + ["loaded"] * (len(COLLECTION) - 2)
    stop.append(KeyboardInterrupt())
    assert said(sagsbot("load", *COLLECTION, "--db", "b.db", "--dry-run")).strip() == "Afbrudt. Intet er gemt."


def test_two_loads_at_the_same_time(tmp_path: Path, start: Start) -> None:
    """Each waits for the other: both end well, and every document is in the database once."""
    load = [*SAGSBOT, "load", *COLLECTION, "--db", tmp_path / "a.db", "--json"]
    both = [start(*load) for _ in range(2)]
    assert [(process.ended(), process.stderr) for process in both] == [(0, "")] * 2
    states = [[one["state"] for one in json.loads(process.stdout)["documents"]] for process in both]
    assert all(sorted(pair) == ["loaded", "unchanged"] for pair in zip(*states, strict=True))


PIECES = ((0, 0.5), (0.5, 1), (0.2, 0.3), (0, 0.1), (0.9, 1), (0.45, 0.55), (0.61, 0.62))


def pieces(path: Path) -> list[bytes]:
    """Parts of a file, cut anywhere: between entries, in a table, in a word, in a letter."""
    data = path.read_bytes()
    return [data[int(first * len(data)) : int(last * len(data))] for first, last in PIECES]


def refused_or_told(data: bytes) -> bool:
    """Whether half a document is refused with a reason, or read with a sentence and a line for each finding."""
    try:
        document = files.document_from("halv.txt", data)
        found = kinds.read_document(document).findings
    except Refused:
        return True
    return all(
        1 <= (one.source.line or 1) <= len(document.lines)
        and {store_json._sentence(one, language) for language in ("da", "en")}.isdisjoint({one.kind})
        for one in found
    )


@pytest.mark.parametrize("path", COLLECTION, ids=lambda path: path.name)
def test_half_a_document(path: Path) -> None:
    assert all(map(refused_or_told, pieces(path)))


@pytest.mark.documents
def test_half_a_real_document(documents: Path) -> None:
    assert all(refused_or_told(data) for path in sorted(documents.glob("*.txt")) for data in pieces(path))


def test_questions_to_half_a_collection(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """What is left of a cut folder is loaded and answered from."""
    folder = tmp_path / "halve"
    folder.mkdir()
    for path in COLLECTION:
        (folder / path.name).write_bytes(pieces(path)[0])
    assert sagsbot("load", folder, "--db", "a.db").exit_code == 0
    asked = "status på VH01\nrobotter under 1 mio. kr.\nmilestones due in 2026\nsamlet effekt pr. udvalg\n"
    done = sagsbot("ask", "--batch", "-", "--json", "--db", "a.db", input=asked)
    assert [bool(json.loads(line)["text"]) for line in done.stdout.splitlines()] == [True] * 4


@pytest.mark.soak
@pytest.mark.parametrize("piece", ["Kommunen har budget til det.\n", "Kommunen har budget til det. ", " "])
def test_fifty_megabytes(sagsbot: Sagsbot, tmp_path: Path, piece: str) -> None:
    """A file of that size (here two megabytes) that is no document is refused, be it lines or one line."""
    path, megabytes = tmp_path / "stor.txt", 50 if soak.IS_SOAK else 2
    path.write_text("Kommunen og budgettet\n" + piece * (megabytes * 1024 * 1024 // len(piece)), encoding="utf-8")
    done = run(*SAGSBOT, "load", path, "--db", tmp_path / "a.db")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.startswith("stor.txt ")


# ---------------------------------------------------------------- questions

HOSTILE = (
    "?!.,;",
    "'; DROP TABLE documents; --",
    "robot' OR '1'='1",
    "{{ ''.__class__ }}{% include 'x' %}",
    "(" * 1999,
    "over " + "9" * 400 + " mio. kr.",
    "milepæle i uge 99 9999",
    "om 999999999 måneder",
    "status på HA٠٦",
    "<!channel> <@U1> &amp;",
    "a\x00b\x1b[31m",
    "机器人项目",
    "ikke " * 300,
)


@pytest.mark.parametrize("now", ["1900-01-01", "2199-12-31T23:59"])
def test_hostile_questions_are_answered(sagsbot: Sagsbot, tmp_path: Path, now: str) -> None:
    """One JSON value a line, at either end of time, and no question changes a row or runs as a template."""
    before = content(tmp_path / "sagsbot.db")
    done = sagsbot("ask", "--batch", "-", "--json", "--now", now, input="\n".join(HOSTILE))
    assert (done.exit_code, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [question.strip() for question in HOSTILE]
    assert all(answer["text"].strip() and "type 'str'" not in answer["text"] for answer in answers)
    assert content(tmp_path / "sagsbot.db") == before


def test_an_answer_is_one_line_for_every_reader_of_lines(sagsbot: Sagsbot) -> None:
    """Unicode knows more ends of lines than JSON does."""
    done = sagsbot("ask", "robot\u2028robot\u0085robot\u2029robot", "--json")
    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout)["question"] == "robot\u2028robot\u0085robot\u2029robot"


@pytest.mark.parametrize(("language", "sentence"), [("da", "højst 2.000 tegn"), ("en", "at most 2,000 characters")])
def test_a_pasted_document_is_no_question(sagsbot: Sagsbot, language: str, sentence: str) -> None:
    """It fails with a sentence; --json has its one value all the same."""
    done = sagsbot("ask", "robot " * 1700, "--json", env={"SAGSBOT_LANGUAGE": language})
    assert (done.exit_code, json.loads(done.stdout)["intent"]) == (1, "unknown")
    assert sentence in done.stderr


# ---------------------------------------------------------------- arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "hvad?", "--now", "9999-12-31"),
        ("ask", "hvad?", "--now", "0001-01-01T00:00+14:00"),
        ("ask", "hvad?", "--now", ""),
        ("ask", "hvad?", "--db", ""),
        ("ask", "--batch", "nowhere.txt"),
        ("ask", "--batch", "."),
        ("load", ""),
        ("export", "links", "--out", ""),
        ("export", "links", "--out", "."),
        ("export", "links", "statuses"),
    ],
)
def test_nonsense_is_wrong_use(sagsbot: Sagsbot, arguments: tuple[str, ...]) -> None:
    done = sagsbot(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error: " in done.stderr


@pytest.mark.parametrize("db", [".", "x" * 300, "brev.txt/a.db", os.devnull])
@pytest.mark.parametrize("arguments", [("ask", "hvad?"), ("export", "links"), ("load", LETTER)])
def test_a_place_that_can_hold_no_database(sagsbot: Sagsbot, arguments: tuple[object, ...], db: str) -> None:
    """A folder, a name too long, a path below a file, a device: the sentence names the path."""
    Path("brev.txt").write_text("Kære alle", encoding="utf-8")
    for language in ("da", "en"):
        assert Path(db).name in said(sagsbot(*arguments, "--db", db, env={"SAGSBOT_LANGUAGE": language}))


@pytest.mark.parametrize("arguments", [("ask", "hvad?"), ("export", "links"), ("load", LETTER)])
def test_somebody_elses_database_is_left_alone(sagsbot: Sagsbot, tmp_path: Path, arguments: tuple[object, ...]) -> None:
    path = tmp_path / "opskrifter.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipes (name)")
    before = path.read_bytes()
    assert "ikke sagsbots" in said(sagsbot(*arguments, "--db", path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("out", ["sagsbot.db", "./sagsbot.db-wal", "navn.db"])
def test_an_export_is_not_written_over_the_database(sagsbot: Sagsbot, tmp_path: Path, out: str) -> None:
    """Not by its own name, not beside it where SQLite writes, not through a link."""
    (tmp_path / "navn.db").symlink_to(tmp_path / "sagsbot.db")
    before = (tmp_path / "sagsbot.db").read_bytes()
    assert "hører til databasen" in said(sagsbot("export", "links", "--out", out))
    assert (tmp_path / "sagsbot.db").read_bytes() == before


# ---------------------------------------------------------------- streams


def shell(command: str, db: Path, language: str = "da") -> tuple[int, str, str]:
    """A line of the shell as it is typed; `sagsbot` is the command line on `db`."""
    environment = {**os.environ, "SAGSBOT_DB": str(db), "SAGSBOT_LANGUAGE": language}
    typed = f'sagsbot() {{ "{sys.executable}" -m bot "$@"; }}; {command}'
    done = run("sh", "-c", typed, env=environment)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no device here that is always full")
@pytest.mark.parametrize("command", ["ask robot", "ask robot --json", "export links", "check", "--help"])
def test_no_room_for_what_is_printed(collection: Path, command: str) -> None:
    code, _, errors = shell(f"sagsbot {command} > {FULL}", collection)
    assert (code, "Traceback" in errors) == (1, False)
    assert errors.startswith("Det kunne ikke lade sig gøre")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("sagsbot ask --batch - --json <&-", 2),
        ("sagsbot export links >&-", 1),
        ("sagsbot ask robot --json >&-", 1),
        ("sagsbot ask robot 2>&-", 0),
        ("sagsbot demo --terminal --documents samples <&-", 0),
        ("{ yes robot | head -500; } | sagsbot ask --batch - --json | head -c 1 >/dev/null", 0),
    ],
)
def test_streams_that_are_closed(collection: Path, command: str, code: int) -> None:
    """Nothing to read from or nowhere to print is a sentence at most."""
    ended, _, errors = shell(command, collection)
    assert (ended, "Traceback" in errors) == (code, False)


def test_errors_go_to_stderr_alone(tmp_path: Path) -> None:
    """The streams of a process, in a language that is not the first; the next test has the other commands."""
    code, output, errors = shell("sagsbot export links --json", tmp_path / "nej.db", "en")
    assert (code, output, errors.count("\n")) == (1, "", 1)
    assert "sagsbot load" in errors


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "arguments", [("ask", "robot", "--json"), ("export", "links", "--json"), ("ask", "--batch", "-", "--json")]
)
def test_an_error_is_one_sentence_in_either_language(
    sagsbot: Sagsbot, tmp_path: Path, arguments: tuple[str, ...], language: str
) -> None:
    told = said(sagsbot(*arguments, env={"SAGSBOT_DB": str(tmp_path / "nej.db"), "SAGSBOT_LANGUAGE": language}))
    assert (told.count("\n"), "sagsbot load" in told) == (1, True)
