"""What waits for a person today: the reminders that were sent to them, and that nobody has answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.handlers.context import Context
from bot.rules import scheduler
from index.state.outbox import Content, OutboxRow
from index.state.reminders import Due
from scheduler.posts import reminder
from scheduler.posts.reminder_item import ReminderItem
from scheduler.posts.render_context import RenderContext
from templates import Card


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person, oldest first, and the posts that asked it."""

    items: tuple[ReminderItem, ...]
    rows: tuple[OutboxRow, ...]
    context: RenderContext

    def where(self, due: Due) -> tuple[str, str]:
        """The message that asked it last: channel and time stamp."""
        asking = [row for row in self.rows if any(one.due == due for one in reminder.reminder_items(row.post.content))]
        return next(((row.channel or "", row.ts or "") for row in reversed(asking) if row.ts), ("", ""))


def waiting_for(person: str, context: Context, language: str) -> Waiting:
    work = scheduler(context.queries.library.store, context.settings)
    rows = [row for row in work.outbox.sent_to(person) if row.post.kind == reminder.NAME]
    if not rows:
        return Waiting((), (), RenderContext(language, context.here(context.now())))
    over = frozenset(case.key for case in work.post_queue.cases() if case.closing)
    laid = replace(work.render_context(rows, context.now(), language), over=over)
    owned = set(context.people.owned(person))
    found = reminder.waiting(_contents(rows), laid, person)
    return Waiting(tuple(one for one in found if one.why != "owner" or one.case in owned), tuple(rows), laid)


def _contents(rows: Sequence[OutboxRow]) -> list[Content]:
    return [row.post.content for row in rows]


def everything(found: Waiting, language: str) -> Card | None:
    """All of it, each with its buttons, for a modal; None where nothing waits any longer."""
    laid = replace(found.context, language=language, sent_at=None)
    return reminder.modal_of(found.items, laid) if found.items else None
