"""What becomes of posts that Slack does not take, or may have lost: another recipient, another try, or a notice."""

from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date, datetime

from index.state.audit import Audit
from index.state.outbox import Outbox, OutboxRow, Post
from index.state.posting import Posting
from index.state.reminders import RESTORED, UNREAD, Due, Reminders
from scheduler.delivery import CANNOT_RENDER
from scheduler.poster import OwnPost, Refusal, conversation_of
from scheduler.posts import digest_rest, notice, reminder, unanswered
from scheduler.posts.carried import read_answers
from scheduler.rules.due import OLD, DueMilestone
from scheduler.settings import SchedulerSettings
from templates.views.names import code_label


class Undelivered:
    """Decides it for one sender. `computed` names the types that may bring a picture; `put_due` queues again what a
    moment calls for; `watched` are the due days of a day."""

    def __init__(
        self,
        outbox: Outbox,
        rules: SchedulerSettings,
        computed: Container[str],
        put_due: Callable[[datetime], None],
        watched: Callable[[date], Iterable[DueMilestone]] = lambda today: (),
    ) -> None:
        self._rules, self._computed, self._put_due, self._watched = rules, computed, put_due, watched
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
        fixers = [one for one in (self._rules.alert_channel, *self._rules.admins) if one]
        if rows[0].post.kind == notice.NAME:
            following = fixers[fixers.index(to) + 1 :] if to in fixers else fixers
            return bool(following) and refusal.about != "message" and self._elsewhere(keys, following[0], refusal, now)
        # A conversation that takes no message at all takes no notice either; one whose message is bad does.
        if others := [one for one in fixers if one != to or refusal.about == "message"]:
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

    def answered(self, post: OwnPost, now: datetime) -> None:
        """The database was put back, and a message shows what people have answered: that is kept, each once."""
        self._outbox.hold_turn()
        answers, are_all = read_answers(post.carried)
        told = [
            one
            for row in self._outbox.at(post.channel, post.ts)
            if row.post.kind == reminder.NAME
            for one in reminder.reminder_items(row.post.content)
        ]
        old = [one.due for one in told if one.rule == OLD]
        if not are_all or any(one.due is None and not old for one in answers):
            self._reminders.note_unread(post.channel, post.ts, now)
        cases = self._cases(now) | {one.due: (one.case, one.name) for one in told}
        for answer in answers:
            for due in [answer.due] if answer.due else old:
                case = cases.get(due, (None, due[0]))
                self._reminders.restore_mark(due, answer.mark, case, answer.has_note, now)

    def _cases(self, now: datetime) -> dict[Due, tuple[str, str]]:
        """Of each due day that the documents have: the key of its case, and how it is called."""
        found = {}
        for one in self._watched(now.astimezone(self._rules.zone).date()):
            case = one.case.case
            found[one.due] = (case.key, code_label(case.code, case.budget_year) or case.title)
        return found

    def _restored(self, since: datetime) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        """What was taken from messages since a moment, and the messages that could not be read."""
        rows = [row.act for row in Audit(self._outbox.file).rows(since) if row.act.action == RESTORED]
        taken, unread = list[dict[str, object]](), dict[tuple[str, str], dict[str, object]]()
        for act in rows:
            what, *said = act.detail.split(" ", 4)
            if what == UNREAD:
                day = datetime.fromtimestamp(float(said[1]), self._rules.zone).date().isoformat()
                unread[said[0], said[1]] = {"place": said[0], "date": day}
                continue
            due, until, note, case = said
            days: dict[str, object] = {"due": due, "until": None if until == "-" else until}
            taken.append({**days, "mark": what, "note": note != "-", "case": case, "name": act.name or act.person})
        return taken, list(unread.values())

    def compared(self, posting: Posting, now: datetime) -> None:
        """The database was put back, and all that Slack had meanwhile is known: somebody is told what is lost."""
        life, found = posting.life(), posting.compared()
        noticed = (life.noticed_at or now).isoformat()
        content: dict[str, object] = {
            "about": "restored",
            "since": life.since.astimezone(self._rules.zone).isoformat() if life.since else None,
            "found": sum(one.found for one in found),
            "answered": [one.place for one in found if one.answered],
            **dict(zip(("restored", "lost"), self._restored(life.noticed_at or now), strict=True)),
        }
        self._outbox.add(Post(f"notice:restored:{noticed}", notice.NAME, self._rules.elsewhere(), content), now)
