"""Words that a municipality added to the word list from Slack: a term, and what it means in words of the documents."""

from datetime import datetime

from index.db.database import utc_text
from index.db.gateway import Reader, Writer
from index.state.audit import Act, record
from index.state.persons import Person
from index.store.writing import count_up

WEIGHT = 0.9  # of what somebody here has said, against 1 for the word itself
AddedRow = tuple[str, str, tuple[str, ...], float]


def added_words(db: Reader) -> tuple[AddedRow, ...]:
    """Language, term, meanings and weight of each, as the rows of the word list's files."""
    rows = db.rows("SELECT language, term, means FROM own_words ORDER BY language, term")
    return tuple((language, term, tuple(means.split(",")), WEIGHT) for language, term, means in rows)


def add_word(db: Writer, language: str, term: str, means: tuple[str, ...], by: Person, now: datetime) -> None:
    """Keep what a term means, in place of what was said of it before. Joins the open transaction."""
    sql = (
        "INSERT INTO own_words (language, term, means, added_by, name, added_at)"
        " VALUES (:language, :term, :means, :by, :name, :at) ON CONFLICT (language, term)"
        " DO UPDATE SET means = excluded.means, added_by = excluded.added_by, name = excluded.name,"
        " added_at = excluded.added_at"
    )
    values = {"language": language, "term": term.lower(), "means": ",".join(means)}
    db.write(sql, **values, by=by.id, name=by.name, at=utc_text(now))
    record(db, Act("word_added", by.id, by.name, detail=f"{term} = {', '.join(means)}"), now)
    count_up(db)


def drop_word(db: Writer, language: str, term: str, by: Person, now: datetime) -> bool:
    """Take a term off the word list again; False when it is not there. Joins the open transaction."""
    gone = bool(
        db.write("DELETE FROM own_words WHERE language = :language AND term = :term", language=language, term=term)
    )
    if gone:
        record(db, Act("word_removed", by.id, by.name, detail=term), now)
        count_up(db)
    return gone
