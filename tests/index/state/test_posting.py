"""What the database knows of the messages that stand in Slack."""

from datetime import UTC, datetime
from pathlib import Path

from index.db.database import DatabaseFile
from index.state.outbox import Outbox, Post
from index.state.posting import Posting

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_the_newest_message_is_known_by_who_got_it_and_by_where_it_stands(tmp_path: Path) -> None:
    """A direct message goes to a person and stands in a channel: its history is compared by either."""
    file = DatabaseFile(tmp_path / "a.db")
    outbox, posting = Outbox(file), Posting(file)
    for key, to, channel, ts in (("a", "U0ANNE", "D0ANNE", "1.1"), ("b", "U0ANNE", "D0ANNE", "2.2")):
        outbox.add(Post(key, "notice", to, {}), NOW)
        outbox.claim([key], NOW)
        outbox.sent([key], channel, ts, NOW)
    assert [posting.newest_in(place) for place in ("U0ANNE", "D0ANNE", "C0ELSE")] == ["2.2", "2.2", None]


def test_how_many_messages_were_claimed_never_falls(tmp_path: Path) -> None:
    """What Slack shows may prove a later life of the database, and says nothing of the number when it names none."""
    file = DatabaseFile(tmp_path / "a.db")
    outbox, posting = Outbox(file), Posting(file)
    outbox.add(Post("a", "notice", "U0ANNE", {}), NOW)
    outbox.claim(["a"], NOW)
    claimed = posting.life().number
    assert claimed > 0
    for said, known in ((0, claimed), (claimed + 5, claimed + 5), (claimed, claimed + 5)):
        posting.behind(NOW, said)
        assert posting.life().number == known
