"""What somebody asked for was not answered, and could not be told on the spot: it is told by the outbox."""

from collections.abc import Sequence

from index.state.outbox import Content, Post
from scheduler.posts.post_part import PostPart
from scheduler.posts.render_context import RenderContext
from templates import Card, render_notice, say

NAME, MERGES, LISTED = "unanswered", False, ""


def told_parts(post: Post) -> list[PostPart]:
    return [PostPart(post.key)]


def card(contents: Sequence[Content], context: RenderContext) -> Card:
    """`about` is "cut_off" (by the end of the program, each time) or "unreachable" (Slack took not even the error).
    `moment` says when that was, `reference` is the one in log and inbox."""
    told = contents[0]
    text = say(f"unanswered.{told['about']}", context.language, moment=told["moment"], reference=told["reference"])
    return render_notice(text, context.language)
