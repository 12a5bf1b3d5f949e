"""The kinds of posts: how each is rendered as a message. A new kind is one module and one line here."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Protocol

from index.state.outbox import Content, OutboxRow, Post
from scheduler.posts import initial_summary, notice, personal, reminder, status_alert, unanswered
from scheduler.posts.post_part import PostPart
from scheduler.posts.render_context import RenderContext
from templates import Card


class PostType(Protocol):
    """What the module of a kind holds. `card` renders what several posts to one recipient tell, oldest first; None
    when nothing of it holds any longer. Only a kind that MERGES is given more than one. `told_parts` are what a post
    tells, in the order of the list LISTED of its content ("": it is one whole)."""

    NAME: str
    MERGES: bool
    LISTED: str

    def told_parts(self, post: Post) -> Sequence[PostPart]: ...

    def card(self, contents: Sequence[Content], context: RenderContext) -> Card | None: ...


_KINDS = (reminder, notice, status_alert, initial_summary, personal, unanswered)
KINDS: dict[str, PostType] = {kind.NAME: kind for kind in _KINDS}


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


def post_parts(post: Post) -> Sequence[PostPart]:
    """What a post tells; of a kind that is not known, or not as it should be, the whole."""
    kind = KINDS.get(post.kind)
    try:
        return kind.told_parts(post) if kind else (PostPart(post.key),)
    except (LookupError, TypeError, ValueError):
        return (PostPart(post.key),)


def untold_content(post: Post, told: Container[int]) -> Content:
    """The content of a post but for the parts of these numbers."""
    name = KINDS[post.kind].LISTED
    return {**post.content, name: [one for number, one in enumerate(post.content[name]) if number not in told]}
