"""Two programs on one database, as at a deploy: what one handles the other leaves alone, until the one has ended."""

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from slack_bolt import App

from bot.app import build_app
from bot.settings import Settings
from bot.slack.inbox import take_up, taking_up
from index.db.database import DatabaseFile
from index.db.presence import FilePresence
from index.state.inbox import Inbox
from index.store.store import Store
from tests import slack_http
from tests.bot.slack.test_inbox import BODY, Slow
from tests.slack_http import SECRET, TOKEN, SlackDouble
from tests.waiting import until

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DatabaseFile]:
    with closing(DatabaseFile(tmp_path / "sagsbot.db")) as made:
        yield made


def test_a_worker_lives_for_as_long_as_its_process(tmp_path: Path) -> None:
    """What one that was killed leaves behind is no heartbeat."""
    with closing(FilePresence(tmp_path / "a.db")) as one, closing(FilePresence(tmp_path / "a.db")) as other:
        assert one.is_alive(one.name)
        assert one.is_alive(other.name)
        assert not one.is_alive("")
    with closing(FilePresence(tmp_path / "a.db")) as third:
        assert not third.is_alive(other.name)
        (tmp_path / "a.db.worker-killed").touch()
        assert not third.is_alive("killed")
        assert [one.name for one in tmp_path.iterdir()] == [f"a.db.worker-{third.name}"]


@pytest.mark.skipif(sys.platform == "win32", reason="no file that is open is removed there")
def test_a_worker_whose_file_is_removed_makes_it_anew(tmp_path: Path) -> None:
    with closing(FilePresence(tmp_path / "a.db")) as one, closing(FilePresence(tmp_path / "a.db")) as other:
        (tmp_path / f"a.db.worker-{one.name}").unlink()
        one.beat()
        assert other.is_alive(one.name)
        assert not other.has_ended(one.name)


def test_what_another_handles_is_left_alone(file: DatabaseFile) -> None:
    """Both what it has begun and what still waits for one of its threads; once it has ended all of it is taken."""
    mine, other = Inbox(file, "mine"), Inbox(file, "other")
    for key in ("begun", "new"):
        other.keep(key, BODY, NOW)
    other.begin("begun")
    mine.keep("own", BODY, NOW)
    assert mine.unfinished(lambda worker: True) == []
    assert {one.key for one in mine.unfinished(lambda worker: worker == "mine")} == {"begun", "new"}
    assert mine.unfinished(lambda worker: worker == "mine") == []
    assert mine.begin("begun") == 2


def test_a_question_at_a_deploy_is_answered_once(file: DatabaseFile) -> None:
    """The new program starts while the old one thinks; then the old one is killed in the middle of another."""
    with slack_http.running() as slack, closing(FilePresence(file.path)) as new, closing(Store(file.path)) as store:
        old, slow = FilePresence(file.path), Slow(library=SimpleNamespace(store=store))
        kept = Inbox(file, old.name)
        for key, text in (("event:Ev1", "langsom"), ("event:Ev2", "afbrudt")):
            event = {"type": "app_mention", "text": text, "user": "U0ANNE", "channel": "C0ALL", "ts": f"{key[-1]}.0"}
            kept.keep(key, {**BODY, "event_id": key[6:], "event": event}, NOW)
            kept.begin(key)
        inbox = Inbox(file, new.name)
        app = _app(slack, slow, file, inbox)
        assert take_up(app, inbox, new) == 0
        kept.done("event:Ev1", NOW)
        with taking_up(app, inbox, new, every_s=0.05):
            old.close()
            until(lambda: slow.asked and not {"new", "working"} & set(inbox.counts()))
        assert slow.asked == ["afbrudt"]
        assert len(slack.messages()) == 1


def _app(slack: SlackDouble, slow: Slow, file: DatabaseFile, inbox: Inbox) -> App:
    settings = Settings(slack_bot_token=TOKEN, slack_signing_secret=SECRET, slack_api_url=slack.url)
    return build_app(settings, slow, file, inbox=inbox)  # type: ignore[arg-type]
