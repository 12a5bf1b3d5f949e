"""What is kept of people: all of it is known, told to who asks, taken out, and ends by itself."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.audit import Act, Audit, record
from index.state.feedback import Feedback
from index.state.inbox import Inbox
from index.state.looks import Looks
from index.state.notes import AttachedMessage
from index.state.outbox import Outbox, Post
from index.state.people import Attribution, CaseKey, Correction, People, Person, StoredCard
from index.state.personal import expire, forget, kept_of, personal_tables
from index.state.reminders import DONE, Given, Mark, Reminders, StandIn, Unit
from index.state.subscriptions import Subscriptions, Wish
from index.store.own_words import add_word

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
ANNE, BO = Person("U0ANNE", "Anne Andersen"), Person("U0BO", "Bo")
CASE = CaseKey("Sandvig", "VH04", 2024, "Engvej")
# Tables of documents, of the index and of the clock's own memory: no column of theirs is about a person of Slack.
NOT_OF_PEOPLE = set(
    "documents proposals milestones dues statuses figures passages findings links texts state entries labels segments"
    " postings names name_tokens originals understandings layouts status_words case_keys seen_dues alerted heartbeats"
    " posting told_marks audiences_asked edits leases workers words"
    " _sqlite_migrations sqlite_sequence".split()
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[DatabaseFile]:
    with closing(DatabaseFile(tmp_path / "sagsbot.db")) as made:
        yield made


def fill(file: DatabaseFile) -> str:
    """Everything that Anne can leave behind, and something of Bo's."""
    people, reminders, outbox = People(file), Reminders(file), Outbox(file)
    key = people.know(CASE)
    said = Attribution(key, ANNE.id, ANNE.name, NOW)
    for one, other in ((ANNE, BO), (BO, ANNE)):
        people.keep_card(StoredCard(f"card{one.id}", "hvad laver Bo?", "da", one.id, "C0ALL"), NOW)
        people.follow(key, one.id, NOW)
        people.own(key, one, other, NOW)
        Feedback(file).rate(f"card{one.id}", one.id, True, NOW)
        people.speak(one.id, "en", other.id, NOW)
        people.press(f"load:{one.id}x"[:5], one, NOW)
    people.own(key, ANNE, BO, NOW)
    people.attached.add(AttachedMessage("tekst", "C0ALL", "1.0", said, BO))
    people.attached.add(AttachedMessage("tekst", "C0ALL", "2.0", Attribution(key, BO.id, BO.name, NOW), ANNE))
    people.correct(Correction("saving", "1", "2", "fordi", said))
    people.settle(1, True, ANNE, NOW)
    reminders.mark(("m", DAY), Mark(DONE, ANNE, NOW, DAY), key)
    reminders.stand_in(StandIn(ANNE.id, BO, DAY, DAY), ANNE.id, NOW, ANNE.name)
    reminders.set_units([Unit("KEID", "C0ALL", ANNE.id, ANNE.id)])
    reminders.has_gone(ANNE.id, NOW)
    Looks(file).look(ANNE.id, NOW)
    Feedback(file).found_nothing(f"hvem er {ANNE.id}", "da", NOW)
    with file.writer() as db:
        add_word(db, "da", "kørsel", ("transport",), ANNE, NOW)
    table = Subscriptions(file)
    table.subscribe(Wish(ANNE.id, "digest", "alle", "{}"), ANNE, NOW)
    table.subscribe(Wish("C0ALL", "digest", "ejer @Anne", f'{{"value": "{ANNE.id}"}}'), BO, NOW)
    table.stop(table.subscribe(Wish("C0ALL", "alerts", "alle", "{}"), BO, NOW)[0], ANNE, NOW)
    Inbox(file).keep("event:1", {"event": {"user": ANNE.id, "text": "hemmeligt"}}, NOW)
    post = Post(f"reminder:{ANNE.id}:2026-11-20", "reminder", ANNE.id, {"by": ANNE.name, "id": ANNE.id})
    outbox.add(post, NOW)
    outbox.add(Post("notice:1", "notice", BO.id, {"by": ANNE.name, "to": ANNE.id}), NOW)
    with file.writer() as db:
        db.write("INSERT INTO compared VALUES (:anne, 1, 0)", anne=ANNE.id)
        db.write("INSERT INTO audience_members VALUES ('C0ALL', :anne)", anne=ANNE.id)
        about = ("name", "sha256", "audience", "baseline", "held_at", "document")
        db.copy("held", about, [("a", "b", f'["{ANNE.id}"]', 0, "", b"")])
        Reminders.give(db, ("m", DAY), [Given("30", DAY)], post.key)
    return key


def everything(file: DatabaseFile) -> str:
    """All rows of all tables as text."""
    with file.reading() as db:
        names = [name for (name,) in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(str(row) for name in names for row in db.rows(f'SELECT * FROM "{name}"'))


def test_every_column_of_the_schema_is_known(file: DatabaseFile) -> None:
    """A table is either not about people at all, or each of its columns stands in `personal.toml`."""
    with file.reading() as db:
        tables = {name for (name,) in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        listed = {one.name: one.columns for one in personal_tables()}
        found = {name: set(db.columns(name)) for name in listed}
    assert tables == listed.keys() | NOT_OF_PEOPLE
    assert found == listed


def test_all_that_is_kept_is_told(file: DatabaseFile) -> None:
    """Each table that can name a person does in this one, and a stranger is named nowhere."""
    fill(file)
    assert kept_of(file, ANNE.id).keys() == {one.name for one in personal_tables()}
    assert kept_of(file, "U0NOBODY") == {}
    assert kept_of(file, "U0AN_E") == {}  # no pattern of LIKE


def test_a_person_is_forgotten_whole(file: DatabaseFile) -> None:
    """Neither the id nor the name is left in any row of the file; what was done stays, and so do the others."""
    key = fill(file)
    acts = len(list(Audit(file).rows()))
    done = forget(file, ANNE.id, NOW)
    left = everything(file)
    assert ANNE.id not in left
    assert ANNE.name not in left
    assert kept_of(file, ANNE.id) == {}
    assert done.keys() >= {"owners", "notes", "audit", "inbox", "outbox"}
    assert len(list(Audit(file).rows())) == acts + 1
    assert People(file).followed(BO.id) == [key]
    assert People(file).corrections(key)[0].corrected == "2"
    with file.reading() as db:
        assert db.rows("PRAGMA foreign_key_check") == []


def test_who_is_forgotten_is_in_no_file_of_the_database(file: DatabaseFile) -> None:
    """Rows that are deleted would stay in the pages that they leave and in SQLite's log, for whoever reads them."""
    fill(file)
    words = [word.encode() for word in (ANNE.id, ANNE.name, "hemmeligt")]
    assert all(word in bytes_of(file) for word in words)
    forget(file, ANNE.id, NOW)
    assert [word for word in words if word in bytes_of(file)] == []


def bytes_of(file: DatabaseFile) -> bytes:
    return b"".join(path.read_bytes() for path in file.path.parent.iterdir())


def test_what_was_to_be_posted_to_who_is_forgotten_is_not_posted(file: DatabaseFile) -> None:
    fill(file)
    forget(file, ANNE.id, NOW)
    assert [row.post.recipient for row in Outbox(file).waiting()] == [BO.id]


def test_nobody_is_forgotten_with_somebody_else(file: DatabaseFile) -> None:
    fill(file)
    before = everything(file)
    assert forget(file, "U0NOBODY", NOW) == {}
    after = everything(file).splitlines()
    assert [line for line in before.splitlines() if line not in after and "sqlite_sequence" not in line] in (
        [],
        [f"('audit', {len(list(Audit(file).rows())) - 1})"],
    )


def test_what_has_been_kept_long_enough_ends(file: DatabaseFile) -> None:
    """By the clock, once a day, each table after its own time."""
    fill(file)
    Inbox(file).begin("event:1")
    Inbox(file).failed("event:1", "REF", NOW)
    for days in (13, 15, 31, 179, 181, 366, 2000):
        with file.writer() as db:
            record(db, Act("unit_set", "", ""), NOW + timedelta(days=days))
        expire(file, NOW + timedelta(days=days - 1))
        expire(file, NOW + timedelta(days=days))
        left = kept_of(file, ANNE.id)
        for table in personal_tables():
            if table.days:
                assert (table.name in left) == (days < table.days), (table.name, days)


def test_the_card_of_all_alerts_does_not_end(file: DatabaseFile) -> None:
    People(file).keep_card(StoredCard("alert-da", "", "da", "", ""), NOW)
    expire(file, NOW + timedelta(days=9999))
    assert People(file).card("alert-da") is not None


def test_a_clock_that_is_wrong_for_a_day_deletes_nothing(file: DatabaseFile) -> None:
    """Ten years ahead everything would be old. After a stop of ten years it is deleted a day later."""
    fill(file)
    expire(file, NOW)
    kept, ahead = everything(file), NOW + timedelta(days=3653, hours=14, minutes=59)
    for moment in (ahead, ahead + timedelta(minutes=2), ahead + timedelta(hours=23), NOW + timedelta(days=1)):
        expire(file, moment)
        assert "retention" in everything(file)
        assert without_beats(everything(file)) == without_beats(kept)
    expire(file, ahead)
    expire(file, ahead + timedelta(days=1))
    assert "slack_cards" not in kept_of(file, ANNE.id)


def without_beats(rows: str) -> list[str]:
    return [row for row in rows.splitlines() if not row.startswith("('retention'")]


def test_nothing_is_deleted_twice_a_day(file: DatabaseFile) -> None:
    expire(file, NOW + timedelta(days=400))
    fill(file)
    expire(file, NOW + timedelta(days=400, hours=3))
    assert "slack_cards" in kept_of(file, ANNE.id)
