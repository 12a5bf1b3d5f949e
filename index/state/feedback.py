"""What people thought of answers, and the questions that found nothing: for whoever looks after the words."""

from dataclasses import dataclass
from datetime import datetime

from index.db.database import Database, utc_text

REASONS = ("wrong", "missing", "long")
UNLISTED = "unlisted"  # of somebody who sees documents that not everybody may: the question may tell of them
LONGEST = 200  # signs of a question that are kept


@dataclass(frozen=True, slots=True)
class Unhelpful:
    """An answer that did not help: the key of its card, why (one of REASONS, "" unsaid), and when that was said."""

    card: str
    reason: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found nothing: its words, its language, how often it was asked, and when last."""

    words: str
    language: str
    times: int
    when: datetime


class Feedback:
    """The tables of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def rate(self, card: str, person: str, helpful: bool, now: datetime, reason: str = "") -> None:
        """What a person thinks of an answer; the last word counts."""
        sql = (
            "INSERT INTO feedback (card_key, person, helpful, said_at, reason)"
            " VALUES (:card, :person, :helpful, :at, :reason) ON CONFLICT (card_key, person)"
            " DO UPDATE SET helpful = excluded.helpful, said_at = excluded.said_at, reason = excluded.reason"
        )
        with self._file.writer() as db:
            db.write(sql, card=card, person=person, helpful=int(helpful), at=utc_text(now), reason=reason)

    def unhelpful(self, most: int) -> list[Unhelpful]:
        """The last ones first."""
        sql = (
            "SELECT card_key, reason, said_at FROM feedback WHERE helpful = 0 AND reason <> :unlisted"
            " ORDER BY said_at DESC, card_key, person LIMIT :most"
        )
        rows = self._file.reader().rows(sql, most=most, unlisted=UNLISTED)
        return [Unhelpful(card, reason, datetime.fromisoformat(at)) for card, reason, at in rows]

    def found_nothing(self, words: str, language: str, now: datetime) -> None:
        """Keep the words of a question, without who asked it."""
        plain = " ".join(words.split())[:LONGEST]
        sql = (
            "INSERT INTO unanswered (words, language, times, asked_at) VALUES (:words, :language, 1, :at)"
            " ON CONFLICT (words) DO UPDATE SET times = unanswered.times + 1, asked_at = :at"
        )
        with self._file.writer() as db:
            db.write(sql, words=plain, language=language, at=utc_text(now))

    def unanswered(self, most: int) -> list[Unanswered]:
        """Those that were asked most often first."""
        sql = (
            "SELECT words, language, times, asked_at FROM unanswered"
            " ORDER BY times DESC, asked_at DESC, words LIMIT :most"
        )
        rows = self._file.reader().rows(sql, most=most)
        return [Unanswered(said, of, times, datetime.fromisoformat(at)) for said, of, times, at in rows]

    def settle(self, words: str) -> None:
        """The question has been seen to."""
        with self._file.writer() as db:
            db.write("DELETE FROM unanswered WHERE words = :words", words=words)
