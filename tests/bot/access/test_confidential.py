"""Confidential proposals where a municipality holds them: for everybody but the admins the document is not there."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.cli.viewing import documents_of
from bot.export.answer_json import answer_question
from bot.ingest import loading
from bot.ingest.holding import hold_confidential
from bot.ingest.loading import Load
from bot.settings import Settings
from index.store.store import Store
from tests.local_bot import ROOT, TODAY

ADMIN, BO = "U0ADMIN", "U0BO"
NAME = "investeringsforslag-2025.txt"
ASKED = (
    "status på IF02", "fortrolige forslag", "hvor mange forslag er der?", "samlet besparelse", "kørsel til dagtilbud",
    "største besparelse i 2026", "hvilke dokumenter er der?", "IF20", "hvor mange fortrolige forslag?",
)  # fmt: skip
WHEN = datetime(2026, 11, 1, tzinfo=UTC)


def loaded(path: Path, settings: Settings, leave_out: str = "") -> Path:
    files = sorted(loading.files([ROOT / "samples"]), key=lambda one: one.name == NAME)  # it is put in last in a view
    files = [one for one in files if one.name != leave_out]
    with closing(loading.store_to_fill(path)) as store:
        done = {
            one.name: one
            for one in loading.load_files(store, files, Load(WHEN, confidential=hold_confidential(settings, WHEN)))
        }
    if not leave_out:
        assert done[NAME].state == ("held" if settings.hold_confidential else "loaded")
        assert done[NAME].note == ("held_confidential" if settings.hold_confidential else "")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("confidential")
    loaded(made / "held.db", Settings(admins=(ADMIN,), hold_confidential=True))
    loaded(made / "without.db", Settings(), NAME)
    loaded(made / "open.db", Settings())
    return made


def told(path: Path, viewer: str | None, hold: bool = True) -> list[str]:
    settings = Settings(db=path, admins=(ADMIN,), hold_confidential=hold)
    with documents_of(settings, viewer, TODAY) as library:
        return [str({**answer_question(library, one, TODAY), "ms": 0}) for one in ASKED]


def test_others_are_answered_as_if_the_document_were_not_there(folder: Path) -> None:
    """Counts and sums, repaired codes and the list of documents included."""
    assert told(folder / "held.db", BO) == told(folder / "without.db", BO)
    assert "dagtilbud" in told(folder / "held.db", ADMIN)[0]


def test_admins_are_answered_with_it(folder: Path) -> None:
    assert told(folder / "held.db", ADMIN) == told(folder / "open.db", BO)


def test_where_it_is_not_held_everybody_sees_the_line(folder: Path) -> None:
    """Also of a document that was held, once the setting is taken back."""
    assert told(folder / "open.db", BO, hold=False) == told(folder / "held.db", BO, hold=False)


def test_no_table_that_is_read_has_a_word_of_it(folder: Path) -> None:
    with closing(Store(folder / "held.db")) as store:
        assert NAME not in [one.name for one in store.documents()]


def test_the_load_says_why_it_is_held(tmp_path: Path) -> None:
    environment = {"SAGSBOT_HOLD_CONFIDENTIAL": "ja", "SAGSBOT_ADMINS": ADMIN}
    arguments = ["load", str(ROOT / "samples" / NAME), "--db", str(tmp_path / "a.db")]
    done = CliRunner().invoke(main, arguments, env=environment)
    assert done.exit_code == 0, done.output
    assert "kan kun læses af administratorerne" in " ".join(done.output.split())


def test_the_check_names_what_was_loaded_before_the_setting(folder: Path) -> None:
    """Nothing is taken out by itself: whoever runs it is told which documents everybody may still read."""

    def checked(name: str, hold: str) -> str:
        environment = {"SAGSBOT_HOLD_CONFIDENTIAL": hold, "SAGSBOT_ADMINS": ADMIN}
        return CliRunner().invoke(main, ["check", "--db", str(folder / name)], env=environment).output

    assert NAME in checked("open.db", "ja")
    assert "SAGSBOT_HOLD_CONFIDENTIAL" in checked("open.db", "ja")
    assert NAME not in checked("open.db", "") + checked("held.db", "ja")
