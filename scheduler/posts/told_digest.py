"""Which digest stands in Slack: what fixes its content, so that a button on it opens what it told, no newer one."""

from dataclasses import dataclass
from datetime import UTC, datetime

MOST = 120  # signs: an option of a menu takes 150, with the name of what it opens
NONE, OF_NOW = "-", "*"


@dataclass(frozen=True, slots=True)
class ToldDigest:
    """The digest of a place: made `at` a moment, `since` the one before, of so many `documents`, by the `subscriptions`
    of these ids (None: those that the place has when it is opened)."""

    place: str
    at: datetime
    since: datetime | None
    documents: int
    subscriptions: tuple[int, ...] | None = ()

    @property
    def value(self) -> str:
        """As the value of a button. Of more subscriptions than it has room for it keeps none."""
        since = f"{self.since.timestamp():.6f}" if self.since else NONE
        head = f"{self.place} {self.at.timestamp():.6f} {since} {self.documents}"
        ids = ",".join(map(str, self.subscriptions or ())) if self.subscriptions is not None else OF_NOW
        return f"{head} {ids or NONE}" if len(head) + len(ids) < MOST else f"{head} {OF_NOW}"


def told_digest(value: str) -> ToldDigest | None:
    """None for the value of a button of an earlier version, which is the place alone."""
    try:
        place, at, since, documents, ids = value.split(" ")
        few = None if ids == OF_NOW else () if ids == NONE else tuple(map(int, ids.split(",")))
        return ToldDigest(place, _moment(at), None if since == NONE else _moment(since), int(documents), few)
    except ValueError:
        return None


def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(float(text), UTC)
