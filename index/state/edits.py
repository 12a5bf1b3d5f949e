"""In which order the edits of a message were begun, whichever process makes them: the newest is to stand there."""

import threading
from datetime import datetime

from index.db.database import Database, utc_text
from index.state.inbox import KEPT

Place = tuple[str, str]  # channel, time stamp
TURNS = 64


class Edits:
    """The rows of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file
        self._turns = tuple(threading.Lock() for _ in range(TURNS))

    def turn(self, place: Place) -> threading.Lock:
        """Whose threads edit a message do it one after the other; which of them last is for the order to say."""
        return self._turns[hash(place) % TURNS]

    def begin(self, place: Place, request: str, now: datetime) -> int:
        """The number of an edit that `request` asks for. One that is handled again has the number that it had. What no
        request can ask for any longer is dropped."""
        channel, ts = place
        with self._file.writer() as db:
            db.write("DELETE FROM edits WHERE begun_at < :before", before=utc_text(now - KEPT))
            db.write(_BEGIN, channel=channel, ts=ts, request=request, now=utc_text(now))
            row = db.one(_NUMBER, channel=channel, ts=ts, request=request)
        return int(row[0]) if row else 0

    def is_newest(self, place: Place, number: int) -> bool:
        channel, ts = place
        row = self._file.reader().one(_NEWEST, channel=channel, ts=ts)
        return row is None or row[0] is None or int(row[0]) <= number


_HERE = "channel = :channel AND ts = :ts"
_NEWEST = f"SELECT max(number) FROM edits WHERE {_HERE}"  # noqa: S608  # a condition of ours
_NUMBER = f"SELECT number FROM edits WHERE {_HERE} AND request = :request"  # noqa: S608
_BEGIN = f"""
INSERT INTO edits (channel, ts, request, number, begun_at)
SELECT :channel, :ts, :request, coalesce(max(number), 0) + 1, :now FROM edits WHERE {_HERE}
ON CONFLICT DO NOTHING
"""  # noqa: S608
