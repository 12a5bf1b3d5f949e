"""What one person is told that another has done: of a case of theirs, or of reminders that they get now."""

from collections.abc import Sequence
from datetime import date

from index.state.outbox import Content, Post
from scheduler.posts.post_part import PostPart
from scheduler.posts.render_context import RenderContext
from templates import Card, ids, render_notice, say
from templates.controls import Button, Row

NAME, MERGES, LISTED = "personal", False, ""
DAYS = ("first", "last")  # what of the values are days


def told_parts(post: Post) -> list[PostPart]:
    """By all that it says: the number of a change may be given to another one after a restore."""
    said = ":".join(f"{name}={value}" for name, value in sorted(post.content.items()))
    return [PostPart(f"{post.key}:{said}")]


def card(contents: Sequence[Content], context: RenderContext) -> Card:
    """`about` is "owner_lost" or "owner_got" (with `case`, `by`, `owner` and the `change`), "stand_in" or
    "stood_in" (with `of`, `by`, `first` and `last`)."""
    told, language = contents[0], context.language
    values = {name: date.fromisoformat(value) if name in DAYS else value for name, value in told.items()}
    rows: list[Row] = []
    if told["about"] == "owner_lost":
        rows = [[Button(ids.OWNER_BACK, say("personal.back", language), str(told["change"]))]]
    return render_notice(say(f"personal.{told['about']}", language, **values), language, rows)
