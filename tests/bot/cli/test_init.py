"""`sagsbot init`: a folder to run the bot from."""

import json
import stat
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.shipped import shipped_files


def test_a_new_folder_has_all_that_came_with_the_program(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--json"])
    told = json.loads(done.output)
    assert (done.exit_code, told["kept"], told["written"]) == (0, [], len(shipped_files()))
    for name in (".env", "manifest.yaml", "docs/setup.md", "samples/idebank-2026.txt"):
        assert (tmp_path / "new" / name).is_file()


def test_the_settings_are_for_nobody_else(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path)])
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600


def test_what_is_there_already_is_left_as_it_is(tmp_path: Path) -> None:
    """Tokens that were filled in survive a second time."""
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-mine\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["init", str(tmp_path)], env={"SAGSBOT_LANGUAGE": "en"})
    assert "1 was there already" in done.output
    assert (tmp_path / ".env").read_text(encoding="utf-8") == "SLACK_BOT_TOKEN=xoxb-mine\n"
