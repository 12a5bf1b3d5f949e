"""A database that is put back, by command, copy or snapshot, in the local Slack: nothing comes twice or is lost."""

import json
import re
import shutil
import sqlite3
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.clock import MessageNumber, Ticking
from bot.settings import Settings
from bot.slack.sender import SlackPoster, carried_marks
from index.db import copies
from index.db.database import DatabaseFile, Unusable
from index.state.audit import Audit
from index.state.leases import Turn
from index.state.outbox import Post
from index.state.persons import Person
from index.state.posting import BEHIND, COMPARED, CURRENT, Posting
from index.state.reminders import DONE, NOT_MINE, RESTORED, SNOOZED, Due, Mark, Reminders, Unit
from index.store.store import Store
from sandbox import LocalSlack
from sandbox.state import Conversation, Message
from scheduler.poster import mark_of
from scheduler.posts import post_parts, reminder
from scheduler.posts.post_part import PostPart
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests import soak
from tests.local_bot import text_of
from tests.sandbox import sandbox_bot
from tests.scheduler.played_year import DAY, ZONE, at, filled, milestone
from tests.waiting import PATIENT

PLACES = 20 if soak.IS_SOAK else 8
BEGIN, COPIED, PUT_BACK, END = date(2025, 8, 4), date(2025, 8, 11), date(2025, 9, 2), date(2025, 9, 12)
ADMIN = "U0ADMIN"


class Town:
    """PLACES channels that each answer for a unit, and a clock that ticks each morning."""

    def __init__(self, slack: LocalSlack, path: Path) -> None:
        self.slack, self.path, self.number = slack, path, MessageNumber(Path(f"{path}.posted"))
        channels = [f"C0ENHED{number:02}" for number in range(PLACES)]
        with slack.workspace.changing():
            for name in channels:
                made = Conversation(name, name.lower(), "channel", [slack.app.user, ADMIN])
                slack.workspace.conversations[name] = made
        with closing(filled(path, rows())) as store:
            Reminders(store.file).set_units(Unit(f"Enhed {at}", name) for at, name in enumerate(channels))

    def play(self, first: date, last: date, ticks: int = 10) -> None:
        """One process, from a morning to another."""
        rules = SchedulerSettings(ZONE, alert_channel=self.slack.channel("#besparelser"), admins=(ADMIN,))
        with closing(Store(self.path)) as store:
            work, sender = Scheduler(store, rules), None
            while first <= last:
                self.slack.move_clock(at(f"{first.isoformat()}T08:30"))
                poster = SlackPoster(sandbox_bot.client(self.slack), self.slack.now)
                sender = sender or work.sender(poster, self.slack.now, self.number)
                for _ in range(ticks):
                    work.tick(self.slack.now(), sender, self.slack.advance)
                    self.slack.advance(30)
                first += DAY

    def answer(self, marks: Mapping[int, Mark], write: Callable[[str], str] = str) -> dict[Due, Mark]:
        """What somebody says of reminders, by their number; their messages are edited, as by a button. `write` makes
        the ids of their blocks."""
        rules = SchedulerSettings(ZONE, admins=(ADMIN,))
        with closing(Store(self.path)) as store:
            work, said = Scheduler(store, rules), dict[Due, Mark]()
            rows = [row for number in range(PLACES) for row in work.outbox.sent_to(f"C0ENHED{number:02}")]
            for number, mark in marks.items():
                row = rows[-1 - number]
                due = reminder.reminder_items(row.post.content)[0].due
                work.reminders.mark(due, mark)
                card = work.compose(work.outbox.at(str(row.channel), str(row.ts)), self.slack.now())
                assert card
                ids = [{**one, "block_id": write(one["block_id"])} if "block_id" in one else one for one in card.blocks]
                client = sandbox_bot.client(self.slack)
                client.chat_update(channel=str(row.channel), ts=str(row.ts), text=card.text, blocks=ids)
                said[due] = mark
        return said

    def told(self) -> Counter[str]:
        """How often each reminder that any life of the database has put stands in Slack."""
        lives = [self.path, *self.path.parent.glob(f"{self.path.name}.2*")]
        names = {mark_of(part.name): part.name for path in lives for part in put(path)}
        return Counter(names[mark] for one in self.messages() for mark in marks(one) if mark in names)

    def notice(self) -> str:
        """All that is told of the restore."""
        (found,) = [one for one in self.slack.messages("#besparelser") if "gendannet fra en kopi" in one.body["text"]]
        return text_of(found)

    def messages(self) -> list[Message]:
        conversations = self.slack.workspace.conversations.values()
        return [one for conversation in conversations for one in conversation.messages if one.metadata]


def rows() -> list[object]:
    """Four milestones a unit, due on different days."""
    days = [BEGIN + timedelta(days=6 + 5 * number) for number in range(4)]
    return [
        milestone(day.isoformat(), f"B{number}{nth}", f"Mål {nth}", responsible=f"Enhed {number}")
        for number in range(PLACES)
        for nth, day in enumerate(days)
    ]


def put(path: Path) -> list[PostPart]:
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT key, kind, recipient, content FROM outbox WHERE kind = 'reminder'").fetchall()
    return [part for key, kind, to, content in found for part in post_parts(Post(key, kind, to, json.loads(content)))]


def marks(message: Message) -> frozenset[str]:
    return carried_marks({"metadata": message.metadata})


Sagsbot = Callable[..., Result]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with LocalSlack(patience=PATIENT) as slack:
        slack.move_clock(at(f"{BEGIN.isoformat()}T07:00"))
        yield Town(slack, tmp_path / "sagsbot.db")


@pytest.fixture
def sagsbot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sagsbot:
    for name in ("SLACK_BOT_TOKEN", "SLACK_API_URL", "SAGSBOT_LANGUAGE", "SAGSBOT_ADMINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAGSBOT_DB", str(tmp_path / "sagsbot.db"))
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


def by_command(town: Town, sagsbot: Sagsbot, copy: Path) -> None:
    assert sagsbot("restore", copy).exit_code == 0


def by_copy(town: Town, sagsbot: Sagsbot, copy: Path) -> None:
    """Its number outside is there still."""
    town.path.rename(f"{town.path}.20250902")
    for ending in ("-wal", "-shm"):
        Path(f"{town.path}{ending}").unlink(missing_ok=True)
    shutil.copy(copy, town.path)


def by_snapshot(town: Town, sagsbot: Sagsbot, copy: Path) -> None:
    """The number outside was put back with it, or never came along."""
    by_copy(town, sagsbot, copy)
    Path(f"{town.path}.posted").unlink()


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("way", [by_command, by_copy, by_snapshot], ids=lambda way: way.__name__)
def test_a_restore_doubles_nothing_and_loses_nothing(
    town: Town, sagsbot: Sagsbot, tmp_path: Path, way: Callable[[Town, Sagsbot, Path], None]
) -> None:
    """Many conversations, three weeks later: each reminder stands there once, also those that fell due meanwhile."""
    town.play(BEGIN, COPIED)
    copy = tmp_path / "copy.db"
    assert sagsbot("backup", copy).exit_code == 0
    town.play(COPIED + DAY, PUT_BACK)
    before = town.told()
    assert set(before.values()) == {1}
    way(town, sagsbot, copy)
    town.play(PUT_BACK, END)
    after = town.told()
    assert set(after.values()) == {1}
    assert set(before) < set(after)
    with closing(DatabaseFile(town.path)) as file:
        assert Posting(file).life().state == COMPARED
    assert "ejere" in town.notice()


@pytest.mark.slow
@pytest.mark.soak
def test_all_conversations_are_compared_within_a_minute(town: Town, sagsbot: Sagsbot, tmp_path: Path) -> None:
    """Of Slack's clock: posts go out again with the second tick."""
    town.play(BEGIN, COPIED)
    copy = tmp_path / "copy.db"
    assert sagsbot("backup", copy).exit_code == 0
    town.play(COPIED + DAY, PUT_BACK)
    by_command(town, sagsbot, copy)
    town.play(PUT_BACK + DAY, PUT_BACK + DAY, ticks=2)
    with closing(DatabaseFile(town.path)) as file:
        posting = Posting(file)
        assert (posting.life().state, len(posting.compared()) > PLACES) == (COMPARED, True)


ANNE = Person("U0ANNE", "Anne Holm")
ANSWERS = {
    DONE: Mark(DONE, ANNE, at("2025-08-14T10:00:30"), date(2025, 8, 13), note="Blev billigere"),
    SNOOZED: Mark(SNOOZED, ANNE, at("2025-08-14T10:01"), date(2025, 8, 14), date(2025, 10, 6)),
    NOT_MINE: Mark(NOT_MINE, ANNE, at("2025-08-14T10:02"), date(2025, 8, 14), to=Person("U0BO", "Bo")),
}


@pytest.mark.slow
def test_what_people_have_answered_since_the_copy_is_taken_from_the_reminders(
    town: Town, sagsbot: Sagsbot, tmp_path: Path
) -> None:
    """Of reminders that the copy knows and of those that came later; who answered what stands in the notice."""
    town.play(BEGIN, COPIED)
    copy = tmp_path / "copy.db"
    assert sagsbot("backup", copy).exit_code == 0
    town.play(COPIED + DAY, date(2025, 8, 14))
    answered = town.answer(dict(enumerate(ANSWERS.values())))
    by_command(town, sagsbot, copy)
    town.play(date(2025, 8, 15), PUT_BACK)
    with closing(Store(town.path)) as store:
        reminders = Reminders(store.file)
        for due, mark in answered.items():
            (found,) = [one for one in reminders.marks(due) if one.mark == mark.mark]
            assert (found.by.id, found.on, found.until, found.to.id) == (ANNE.id, mark.on, mark.until, mark.to.id)
        assert len([row for row in Audit(store.file).rows() if row.act.action == RESTORED]) == len(answered)
    notice = town.notice()
    assert re.search(r"B\d\d, frist .*: udført \(U0ANNE; noten er tabt, spørg om den\)", notice)
    assert "udsat til 6. oktober 2025 (U0ANNE)" in notice
    assert "ikke min (U0ANNE)" in notice
    assert "ikke kunne læses" not in notice
    assert set(town.told().values()) == {1}


@pytest.mark.slow
def test_an_answer_that_cannot_be_read_is_said_to_be_lost(town: Town, sagsbot: Sagsbot, tmp_path: Path) -> None:
    town.play(BEGIN, COPIED)
    copy = tmp_path / "copy.db"
    assert sagsbot("backup", copy).exit_code == 0
    town.play(COPIED + DAY, date(2025, 8, 14))
    town.answer({0: ANSWERS[DONE]}, lambda name: name.replace(",d", ",?"))
    by_command(town, sagsbot, copy)
    town.play(date(2025, 8, 15), date(2025, 8, 18))
    notice = town.notice()
    assert "ikke kunne læses: C0ENHED07 (13. august 2025)" in notice


@pytest.mark.slow
def test_a_stop_is_no_restore(town: Town) -> None:
    """Stopped and started, also on another machine that has no number: what is known is not compared with anything."""
    town.play(BEGIN, COPIED)
    Path(f"{town.path}.posted").unlink()
    town.play(COPIED + DAY, PUT_BACK)
    with closing(DatabaseFile(town.path)) as file:
        assert Posting(file).life().state == CURRENT
    assert set(town.told().values()) == {1}


# ---------------------------------------------------------------- the commands


def test_a_copy_has_what_was_written_last_and_is_one_file(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """Made while the database is open and its log is full."""
    with closing(Store(tmp_path / "sagsbot.db")) as store:
        Reminders(store.file).set_units([Unit("KEID", "C0KEID")])
        done = sagsbot("backup", tmp_path / "copy.db", "--json")
        assert (done.exit_code, json.loads(done.stdout)["bytes"] > 0) == (0, True)
    assert sorted(one.name for one in tmp_path.glob("copy.db*")) == ["copy.db"]
    with closing(sqlite3.connect(tmp_path / "copy.db")) as db:
        assert db.execute("SELECT unit FROM units").fetchall() == [("KEID",)]


@pytest.mark.skipif(sys.platform == "win32", reason="its files have other rights")
def test_a_copy_is_for_whoever_made_it_and_the_restored_for_whom_it_was(sagsbot: Sagsbot, tmp_path: Path) -> None:
    database, copy = tmp_path / "sagsbot.db", tmp_path / "copy.db"
    with closing(Store(database)):
        sagsbot("backup", copy)
    database.chmod(0o640)
    assert sagsbot("restore", copy).exit_code == 0
    assert [stat.S_IMODE(one.stat().st_mode) for one in (copy, database)] == [0o600, 0o640]


def test_a_restore_keeps_the_database_before(sagsbot: Sagsbot, tmp_path: Path) -> None:
    path = tmp_path / "sagsbot.db"
    with closing(Store(path)):
        sagsbot("backup", tmp_path / "copy.db")
    with closing(Store(path)) as store:
        Reminders(store.file).set_units([Unit("KEID", "C0KEID")])
    done = sagsbot("restore", tmp_path / "copy.db", "--json")
    assert done.exit_code == 0, done.output
    with closing(Store(path)) as store, closing(Store(Path(json.loads(done.stdout)["before"]))) as before:
        assert (Reminders(store.file).units(), len(Reminders(before.file).units())) == ([], 1)
        assert Posting(store.file).life().state == BEHIND
    assert sagsbot("restore", "--send-anyway").exit_code == 0
    with closing(Store(path)) as store:
        assert Posting(store.file).life().state == COMPARED
    assert "intet at afgøre" in sagsbot("restore", "--send-anyway").stdout


def test_what_is_in_use_is_not_replaced(sagsbot: Sagsbot, tmp_path: Path) -> None:
    """Neither while somebody may post nor while somebody has it open."""
    path = tmp_path / "sagsbot.db"
    with closing(Store(path)) as store:
        sagsbot("backup", tmp_path / "copy.db")
        store.documents()
        done = sagsbot("restore", tmp_path / "copy.db")
        assert (done.exit_code, "optaget" in done.stderr) == (1, True)
    with closing(Store(path)) as store:
        turn = Turn(store.file)
        assert turn.take()
        done = sagsbot("restore", tmp_path / "copy.db")
        turn.leave()
    assert (done.exit_code, "Stop den først" in done.stderr) == (1, True)
    assert sagsbot("restore", tmp_path / "copy.db").exit_code == 0


@pytest.mark.parametrize("what", ["none", "text", "foreign", "half"])
def test_what_is_no_whole_copy_is_refused(sagsbot: Sagsbot, tmp_path: Path, what: str) -> None:
    """The database stays as it is."""
    path, copy = tmp_path / "sagsbot.db", tmp_path / "copy.db"
    with closing(filled(path, rows()[:50])):
        sagsbot("backup", copy)
    whole = copy.read_bytes()
    copy.unlink()
    if what == "text":
        copy.write_text("ikke en database\n" * 100, encoding="utf-8")
    elif what == "foreign":
        with closing(sqlite3.connect(copy)) as db:
            db.execute("CREATE TABLE t (x)")
    elif what == "half":
        copy.write_bytes(whole[: len(whole) // 2])
    before = path.read_bytes()
    done = sagsbot("restore", copy)
    assert (done.exit_code, done.stdout) == (1, "")
    assert str(copy) in done.stderr
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*unfinished*"))


def test_a_damaged_database_is_replaced_all_the_same(sagsbot: Sagsbot, tmp_path: Path) -> None:
    path = tmp_path / "sagsbot.db"
    with closing(filled(path, rows())):
        sagsbot("backup", tmp_path / "copy.db")
    damage(path)
    assert sagsbot("restore", tmp_path / "copy.db").exit_code == 0
    with closing(Store(path)) as store:
        assert store.file.damage() is None


def damage(path: Path) -> None:
    """Every second page after the first few is somebody else's."""
    with path.open("rb+") as file:
        for page in range(6, path.stat().st_size // 4096, 2):
            file.seek(page * 4096)
            file.write(b"\xa5" * 4096)


def damage_unread(path: Path) -> None:
    """One page that no tick reads: of the words that questions are looked for by."""
    with closing(sqlite3.connect(path)) as db:
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'postings'")
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xa5" * 4096)


@pytest.mark.slow
@pytest.mark.parametrize("harm", [damage, damage_unread])
def test_nothing_goes_out_of_a_damaged_database(
    town: Town, sagsbot: Sagsbot, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None]
) -> None:
    """One sentence, which says how to go on, and exit code 1; not one post."""
    with closing(Store(town.path)) as store:
        store.reader().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    harm(town.path)
    monkeypatch.setenv("SLACK_BOT_TOKEN", town.slack.app.bot_token)
    monkeypatch.setenv("SLACK_API_URL", town.slack.api_url)
    monkeypatch.setenv("SAGSBOT_ALERT_CHANNEL", town.slack.channel("#besparelser"))
    done = sagsbot("tick", "--now", "2025-08-11T09:00")
    assert done.exit_code == 1
    assert "sagsbot restore" in done.stderr
    assert "Traceback" not in done.stderr
    assert town.messages() == []


@pytest.mark.slow
def test_damage_while_it_runs_ends_all_posting(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """At the first page that cannot be read; also when it is well again, for the file is checked at the next start."""
    with closing(Store(town.path)) as store:
        settings = Settings(db=town.path, alert_channel=town.slack.channel("#besparelser"))
        poster = SlackPoster(sandbox_bot.client(town.slack), town.slack.now)
        ticking = Ticking(store, settings, town.slack.now, poster)
        ticking.tick()
        town.slack.move_clock(at("2025-08-08T09:00"))
        store.reader().rows("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        whole = town.path.read_bytes()
        damage(town.path)
        ticking.tick()
        assert "damaged" in caplog.text
        town.path.write_bytes(whole)
        store.close()
        ticking.tick()
        assert town.messages() == []
        ticking.stop()
        ticking.leave()


@pytest.mark.parametrize("command", [["ask", "hvilke sager er røde?"], ["export", "milestones"], ["units", "export"]])
def test_a_damaged_database_is_a_sentence_and_no_traceback(
    sagsbot: Sagsbot, tmp_path: Path, command: list[str]
) -> None:
    with closing(filled(tmp_path / "sagsbot.db", rows())) as store:
        store.reader().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    damage(tmp_path / "sagsbot.db")
    done = sagsbot(*command)
    assert done.exit_code in (0, 1)  # what a command needs may be whole
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_a_copy_that_is_cut_off_leaves_the_one_before(tmp_path: Path) -> None:
    """A copy that cannot be finished is not there under its name."""
    with closing(Store(tmp_path / "sagsbot.db")) as store:
        copies.backup(store.file, tmp_path / "copy.db")
        before = (tmp_path / "copy.db").read_bytes()
        with pytest.raises(Unusable):
            copies.backup(store.file, tmp_path / "no folder" / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == before
