"""A notice to whoever looks after the bot: what Slack refuses, and how to fix it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from index.state.outbox import Content, Post
from scheduler.posts.post_part import PostPart
from scheduler.posts.render_context import RenderContext
from templates import Card, ids, render_notice, say
from templates.catalogue import has_sentence
from templates.controls import Button

NAME, MERGES, LISTED = "notice", False, ""
MOST_NAMED = 15  # answers after a restore


def told_parts(post: Post) -> list[PostPart]:
    return [PostPart(post.key)]


def card(contents: Sequence[Content], context: RenderContext) -> Card:
    """`about` is "refused" (with the `error` and the `recipient`), "lost" (with the `key` of the post) or "restored"
    (with when the copy was made, how many messages Slack had, which answers were taken from there, which could not be
    read, where else a message was edited)."""
    told, language = contents[0], context.language
    if told["about"] == "restored":
        since = datetime.fromisoformat(told["since"]) if told["since"] else None
        restored, lost = told.get("restored", ()), told.get("lost", ())  # of an earlier version there are none
        values = {
            "since": since,
            "found": told["found"],
            "answered": told["answered"],
            "restored": [_with_days(one) for one in restored[:MOST_NAMED]],
            "more": len(restored[MOST_NAMED:]),
            "lost": [_with_days(one) for one in lost[:MOST_NAMED]],
        }
        return render_notice(say("notices.restored", language, **values), language)
    if told["about"] == "lost":
        values = {"recipient": told["recipient"], "kind": told["kind"], "date": date.fromisoformat(told["date"])}
        buttons = [
            Button(ids.POST_THERE, say("notices.is_there", language), told["key"]),
            Button(ids.POST_AGAIN, say("notices.again", language), told["key"], "danger"),
        ]
        return render_notice(say("notices.lost", language, **values), language, [buttons])
    error = str(told["error"])
    key = f"notices.fix_{error}"
    fix = say(key, language) if has_sentence(key) else say("notices.fix_other", language)
    text = say("notices.refused", language, recipient=told["recipient"], error=error, fix=fix)
    retry = Button(ids.POST_RETRY, say("notices.retry", language), told["recipient"])
    return render_notice(text, language, [[retry]])


def _with_days(told: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(told[name]) for name in ("due", "until", "date") if told.get(name)}
    return {**told, **days}
