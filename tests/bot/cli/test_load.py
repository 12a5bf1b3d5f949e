"""`sagsbot load` and `sagsbot export`: what is printed where, and the exit codes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.export import EXPORTS
from bot.export.store_json import EXPORTS as KNOWN
from tests.processes import FROM_THE_START, run

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
LETTER = SAMPLES / "budgetmateriale-2026-2029.txt"
Sagsbot = Callable[..., Result]


@pytest.fixture
def sagsbot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sagsbot:
    """Runs a command against a database of its own."""
    monkeypatch.setenv("SAGSBOT_DB", str(tmp_path / "sagsbot.db"))
    monkeypatch.delenv("SAGSBOT_LANGUAGE", raising=False)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_load_prints_a_table(sagsbot: Sagsbot) -> None:
    done = sagsbot("load", LETTER)
    assert (done.exit_code, done.stderr) == (0, "")
    assert LETTER.name in done.stdout
    assert "Indlæst: 1." in done.stdout


def test_load_json_is_one_value_and_nothing_else(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """stdout holds the JSON, stderr the sentence about the file that was refused; something was loaded, so it is 0."""
    (tmp_path / "tom.txt").write_bytes(b"")
    done = sagsbot("load", LETTER, tmp_path / "tom.txt", "--json")
    assert done.exit_code == 0
    value = json.loads(done.stdout)
    assert [(one["document"], one["state"]) for one in value["documents"]] == [
        (LETTER.name, "loaded"), ("tom.txt", "refused")
    ]  # fmt: skip
    assert value["documents"][1]["message"] in done.stderr
    assert value["findings"] == sum(one["findings"] for one in value["documents"])


def test_load_that_loads_nothing_fails(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """Exit code 1 when no file could be loaded, and when there is no file at all."""
    (tmp_path / "docs").mkdir()
    for path in (tmp_path / "docs", tmp_path / "nowhere.txt"):
        done = sagsbot("load", path)
        assert done.exit_code == 1
        assert done.stderr.strip()
    assert json.loads(sagsbot("load", tmp_path / "nowhere.txt", "--json").stdout)["documents"][0]["state"] == "refused"


def test_what_is_loaded_already_is_no_failure(sagsbot: Sagsbot) -> None:
    sagsbot("load", LETTER)
    done = sagsbot("load", LETTER)
    assert done.exit_code == 0
    assert "Uændret: 1." in done.stdout


def test_every_export(sagsbot: Sagsbot) -> None:
    """Each is a JSON list on stdout, and a CSV table as bytes."""
    sagsbot("load", LETTER)
    assert tuple(KNOWN) == EXPORTS
    for what in EXPORTS:
        assert isinstance(json.loads(sagsbot("export", what).stdout), list)
        assert sagsbot("export", what, "--format", "csv").stdout_bytes.startswith(b"\xef\xbb\xbf")


def test_export_to_a_file(sagsbot: Sagsbot, tmp_path: Path) -> None:
    sagsbot("load", LETTER)
    out = tmp_path / "documents.csv"
    done = sagsbot("export", "documents", "--format", "csv", "--out", out, "--json")
    assert json.loads(done.stdout) == {"what": "documents", "file": str(out), "rows": 1}
    assert LETTER.name in out.read_text(encoding="utf-8-sig")
    assert sagsbot("export", "documents", "--out", tmp_path / "no" / "such.json").exit_code == 1


@pytest.mark.parametrize("arguments", [("export", "documents"), ("ask", "hvad?")])
def test_a_database_that_is_not_there(sagsbot: Sagsbot, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Reading does not make one; the sentence says how to get one."""
    done = sagsbot(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "sagsbot load" in done.stderr
    assert not (tmp_path / "sagsbot.db").exists()


@pytest.mark.parametrize("arguments", [("export", "documents"), ("load", LETTER), ("ask", "hvad?")])
def test_a_file_that_is_no_database(sagsbot: Sagsbot, tmp_path: Path, arguments: tuple[object, ...]) -> None:
    (tmp_path / "sagsbot.db").write_text("Kære alle. " * 100, encoding="utf-8")
    done = sagsbot(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.strip().endswith("Angiv en anden fil med --db.")


@pytest.mark.parametrize(
    "arguments",
    [
        ("load",),
        ("export",),
        ("export", "secrets"),
        ("export", "links", "--format", "xml"),
        ("export", "links", "--format", "csv", "--json"),
        ("ask",),
        ("ask", "hvad?", "--batch", "-"),
        ("ask", "hvad?", "--now", "i morgen"),
        ("sing",),
    ],
)
def test_wrong_use_is_2(sagsbot: Sagsbot, arguments: tuple[str, ...]) -> None:
    done = sagsbot(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr


def test_all_bad_settings_are_told_at_once(sagsbot: Sagsbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSBOT_TIMEZONE", "Mars")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "canary")
    done = sagsbot("export", "links")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 2
    assert "canary" not in done.stderr


def test_a_damaged_database_is_told_and_not_traced(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """Damage in the middle of the file shows when it is read; that too is a sentence."""
    path = tmp_path / "sagsbot.db"
    sagsbot("load", LETTER)
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    done = sagsbot("export", "documents")
    assert done.exit_code == 1
    assert "beskadiget" in done.stderr


@pytest.mark.slow
def test_from_a_shell(tmp_path: Path) -> None:
    """A folder with æøå and spaces, an environment that knows only ASCII."""
    folder = tmp_path / "Økonomi og børn"
    folder.mkdir()
    shutil.copy(LETTER, folder / "bæredygtigt budget.txt")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "SAGSBOT_DB": str(tmp_path / "a.db")}
    first = run(*FROM_THE_START, "load", folder, "--json", env=environment)
    assert json.loads(first.stdout)["documents"][0]["document"] == "bæredygtigt budget.txt"
    table = run(*FROM_THE_START, "load", folder, env=environment)
    assert "bæredygtigt" in table.stdout
    exported = run(*FROM_THE_START, "export", "documents", env=environment)
    assert [one["name"] for one in json.loads(exported.stdout)] == ["bæredygtigt budget.txt"]
