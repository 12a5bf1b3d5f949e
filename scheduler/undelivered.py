"""What becomes of posts that Slack does not take, or may have lost: another recipient, another try, or a notice."""

from collections.abc import Callable, Container, Sequence
from datetime import datetime

from index.state.outbox import Outbox, OutboxRow, Post
from index.state.posting import Posting
from index.state.reminders import Reminders
from scheduler.delivery import CANNOT_RENDER
from scheduler.poster import Refusal, conversation_of
from scheduler.posts import digest_rest, notice, reminder, unanswered
from scheduler.settings import SchedulerSettings


class Undelivered:
    """Decides it for one sender. `computed` names the types that may bring a picture; `put_due` queues again what a
    moment calls for."""

    def __init__(
        self, outbox: Outbox, rules: SchedulerSettings, computed: Container[str], put_due: Callable[[datetime], None]
    ) -> None:
        self._rules, self._computed, self._put_due = rules, computed, put_due
        self._outbox, self._reminders = outbox, Reminders(outbox.file)

    def refused(self, rows: Sequence[OutboxRow], refusal: Refusal, now: datetime) -> bool:
        """A person who has left: the reminders go to the next in the chain. Else one notice a recipient and reason; a
        notice goes to the next who can fix it. Returns whether the rows have gone another way. Raises TurnLost."""
        self._outbox.hold_turn()
        to, keys = conversation_of(rows[0].post.recipient or ""), [kept.key for kept in rows]
        if rows[0].post.kind == digest_rest.NAME and refusal.error in digest_rest.NO_THREAD:
            self._outbox.void(keys, refusal.error, now)
            return True
        if refusal.about == "person":
            return self._replace(rows, to, now)
        may_have_picture = rows[0].post.kind in self._computed and refusal.error != CANNOT_RENDER
        if refusal.about == "message" and may_have_picture and rows[0].tries == 0:
            self._outbox.later(keys, now, refusal.error, now)  # without its picture
            return True
        mends = [one for one in (self._rules.alert_channel, *self._rules.admins) if one]
        if rows[0].post.kind == notice.NAME:
            following = mends[mends.index(to) + 1 :] if to in mends else mends
            return bool(following) and refusal.about != "message" and self._elsewhere(keys, following[0], refusal, now)
        # A conversation that takes no message at all takes no notice either; one whose message is bad does.
        if others := [one for one in mends if one != to or refusal.about == "message"]:
            day = now.astimezone(self._rules.zone).date().isoformat()
            content = {"about": "refused", "error": refusal.error, "recipient": to}
            self._outbox.add(Post(f"notice:{refusal.error}:{to}:{day}", notice.NAME, others[0], content), now)
        return False

    def _elsewhere(self, keys: Sequence[str], to: str, refusal: Refusal, now: datetime) -> bool:
        self._outbox.redirect(keys, to, now)
        self._outbox.later(keys, now, refusal.error, now)
        return True

    def _replace(self, rows: Sequence[OutboxRow], gone: str, now: datetime) -> bool:
        keys, to = [kept.key for kept in rows], self._rules.elsewhere()
        self._reminders.has_gone(gone, now)
        if rows[0].post.kind == reminder.NAME:
            self._reminders.take_back(keys)
            self._outbox.void(keys, "gone", now)
            self._put_due(now)
            return True
        if rows[0].post.kind == unanswered.NAME:  # nobody else asked
            self._outbox.void(keys, "gone", now)
            return True
        if not to or to == gone:
            return False
        return self._elsewhere(keys, to, Refusal("gone", "person"), now)

    def lost(self, rows: Sequence[OutboxRow], now: datetime) -> None:
        """Nobody could find out whether it is in Slack: a person is asked."""
        self._outbox.hold_turn()
        first = rows[0]
        content = {
            "about": "lost",
            "key": first.sent_with or first.key,
            "kind": first.post.kind,
            "recipient": conversation_of(first.post.recipient or ""),
            "date": first.made_at.astimezone(self._rules.zone).date().isoformat(),
        }
        self._outbox.add(Post(f"notice:lost:{first.key}", notice.NAME, self._rules.elsewhere(), content), now)

    def compared(self, posting: Posting, now: datetime) -> None:
        """The database was put back, and all that Slack had meanwhile is known: somebody is told what is lost."""
        life, found = posting.life(), posting.compared()
        noticed = (life.noticed_at or now).isoformat()
        content = {
            "about": "restored",
            "since": life.since.astimezone(self._rules.zone).isoformat() if life.since else None,
            "found": sum(one.found for one in found),
            "answered": [one.place for one in found if one.answered],
        }
        self._outbox.add(Post(f"notice:restored:{noticed}", notice.NAME, self._rules.elsewhere(), content), now)
