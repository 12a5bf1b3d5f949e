"""When a person looked at the Home tab: what came after the visit before is new to them."""

from datetime import datetime, timedelta

from index.db.database import Database, utc_text

VISIT = timedelta(hours=1)  # so long a visit is one, however often the tab is drawn

_LOOK = (
    "INSERT INTO looks (person, looked_at, before_at) VALUES (:person, :at, :before) ON CONFLICT (person)"
    " DO UPDATE SET looked_at = excluded.looked_at, before_at = excluded.before_at"
)


class Looks:
    """The table of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def look(self, person: str, now: datetime) -> datetime | None:
        """Note that a person looks now; returns when the visit before was, None for the first one."""
        last, before = self._known(person)
        if last and last <= now < last + VISIT:
            return before
        with self._file.writer() as db:
            db.write(_LOOK, person=person, at=utc_text(now), before=utc_text(last) if last else None)
        return last

    def _known(self, person: str) -> tuple[datetime | None, datetime | None]:
        row = self._file.reader().one("SELECT looked_at, before_at FROM looks WHERE person = :person", person=person)
        last, before = row or (None, None)
        return tuple(datetime.fromisoformat(one) if one else None for one in (last, before))  # type: ignore[return-value]
