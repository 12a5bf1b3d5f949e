"""`sagsbot access`, `audit`, `what-about` and `forget`, as they are typed."""

import csv
import io
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.access import rights
from bot.cli import main
from index.db.database import DatabaseFile
from index.state.people import CaseKey, People
from tests import local_bot


def run(*arguments: str, language: str = "da", admins: str = "") -> str:
    done = CliRunner().invoke(main, arguments, env={"SAGSBOT_LANGUAGE": language, "SAGSBOT_ADMINS": admins})
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return local_bot.samples(tmp_path)


@pytest.mark.parametrize(("language", "everybody"), [("da", "alle"), ("en", "everybody")])
def test_who_may_stands_in_one_column_in_the_language(language: str, everybody: str) -> None:
    lines = run("access", language=language).splitlines()[2:]
    ends = {line.rsplit("  ", 1)[1] for line in lines}
    assert everybody in ends
    assert not ends & ({"alle", "everybody"} - {everybody})
    assert len({line.rindex("  ") for line in lines}) == 1, lines


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_table_of_rights_is_printed(language: str) -> None:
    """A line for each, all in words; without admins it says so."""
    lines = run("access", language=language).splitlines()
    assert len(lines) == 2 + len(rights())
    assert not [line for line in lines if "_" in line.replace("SAGSBOT_ADMINS", "")]
    assert len(run("access", language=language, admins="U0ADMIN").splitlines()) == 1 + len(rights())


def test_the_table_of_rights_as_json() -> None:
    by_name = {f"{one['data']}.{one['action']}": one["roles"] for one in json.loads(run("access", "--json"))}
    assert by_name.keys() == {one.name for one in rights()}
    assert "everybody" in by_name["documents.load"]
    named = json.loads(run("access", "--json", admins="U0ADMIN"))
    assert next(one["roles"] for one in named if one["action"] == "load") == ["admin"]


def test_the_log_tells_which_documents_were_loaded(db: Path) -> None:
    rows = json.loads(run("audit", "--db", str(db), "--json"))
    assert {row["action"] for row in rows} == {"dokument indlæst"}
    assert ["status-december-2025.txt"] in [row["documents"] for row in rows]
    assert {row["name"] for row in rows} == {"fra kommandolinjen"}


def test_the_log_as_csv_goes_to_a_journal(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "log.csv"
    run("audit", "--db", str(db), "--csv", "--out", str(out))
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(json.loads(run("audit", "--db", str(db), "--json")))
    assert {"time", "municipality", "code", "documents"} <= set(rows[0])


def test_the_log_from_a_day_on(db: Path) -> None:
    assert run("audit", "--db", str(db), "--since", "2090-01-01") == "Loggen er tom.\n"


def test_a_person_is_asked_for_and_forgotten(db: Path) -> None:
    """By the id, however it was copied."""
    with closing(DatabaseFile(db)) as file:
        people = People(file)
        people.follow(people.know(CaseKey("Sandvig", "VH04", 2024, "")), "U0ANNE", datetime(2026, 1, 1, tzinfo=UTC))
    assert json.loads(run("what-about", "<@U0ANNE|anne>", "--db", str(db), "--json")).keys() == {"follows"}
    assert "1 række (follows)" in run("forget", "@U0ANNE", "--db", str(db))
    assert json.loads(run("what-about", "U0ANNE", "--db", str(db), "--json")) == {}


def test_a_name_is_no_person(db: Path) -> None:
    """A name may be several people's: nobody is forgotten by guess."""
    assert CliRunner().invoke(main, ["forget", "Anne", "--db", str(db)]).exit_code == 2


@pytest.mark.parametrize("command", [("audit", "--csv"), ("layouts", "export"), ("export", "proposals")])
def test_what_is_written_to_a_file_never_takes_the_place_of_the_database(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """`--out` with the database itself is refused by every command that writes a file, and it stays as it was."""
    own = local_bot.samples(tmp_path)
    before = own.read_bytes()
    done = CliRunner().invoke(main, [*command, "--db", str(own), "--out", str(own)], env={"SAGSBOT_LANGUAGE": "da"})
    assert done.exit_code != 0
    assert own.read_bytes()[:16] == before[:16] == b"SQLite format 3\0"
