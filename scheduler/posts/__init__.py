"""The kinds of posts: how each is laid out as a message. A new kind is one module and one line here."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from index.state.outbox import Content, OutboxRow
from scheduler.posts import initial_summary, notice, personal, reminder, status_alert
from scheduler.posts.render_context import RenderContext
from templates import Card


class PostType(Protocol):
    """What the module of a kind holds. `card` lays out what several posts to one recipient tell, oldest first; None
    when nothing of it holds any longer. Only a kind that MERGES is given more than one."""

    NAME: str
    MERGES: bool

    def card(self, contents: Sequence[Content], context: RenderContext) -> Card | None: ...


KINDS: dict[str, PostType] = {kind.NAME: kind for kind in (reminder, notice, status_alert, initial_summary, personal)}


def render_post(rows: Sequence[OutboxRow], context: RenderContext) -> Card | None:
    """The message that tells what the rows tell. Raises KeyError for a kind that is not known."""
    return KINDS[rows[0].post.kind].card([kept.post.content for kept in rows], context)


def message_batches(rows: Sequence[OutboxRow]) -> Iterator[list[OutboxRow]]:
    """The rows of one recipient as messages: those of a kind that merges are one, in the place of the oldest."""
    taken: set[str] = set()
    for kept in rows:
        if kept.key not in taken:
            same = _same_kind(kept, rows)
            taken |= {one.key for one in same}
            yield same


def _same_kind(first: OutboxRow, rows: Iterable[OutboxRow]) -> list[OutboxRow]:
    kind = KINDS.get(first.post.kind)
    if kind is None or not kind.MERGES:
        return [first]
    return [one for one in rows if one.post.kind == first.post.kind]
