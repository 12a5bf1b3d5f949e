"""`sagsbot tick`: what the clock would do at a moment."""

from contextlib import closing
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import click

from bot.cli.arguments import Moment
from bot.cli.base import JSON, parse_moment, with_settings, write_json
from bot.cli.viewing import AS
from bot.settings import Settings
from scheduler.poster import conversation_of
from templates import say

if TYPE_CHECKING:
    from index.state.outbox import OutboxRow
    from scheduler.tick import Scheduler, TickResult


@click.command()
@click.option("--now", type=Moment(), required=True, help="The moment; a day alone is its noon.")
@AS
@JSON
@with_settings
def tick(now: datetime, viewer: str | None, as_json: bool, read: Settings) -> None:
    """Do what the clock would do at a moment, once.

    Reminders and digests that the moment calls for are queued, and posted where SLACK_BOT_TOKEN is set; without it
    they are held. Nothing is queued twice, however often this is run.
    """
    from bot import clock as clocks
    from bot.rules import scheduler
    from index.store.store import Store

    when = parse_moment(_noon(now), read.timezone)
    with closing(Store(read.db, create=False)) as store:
        done = clocks.once(store, read, when)
        if viewer:
            done = done.of(viewer)
        work = scheduler(store, read)
        if as_json:
            write_json(_objects(done, work, when))
        else:
            click.echo(_text(done, work, when))


def _noon(given: datetime) -> datetime:
    """A day that was given without a time means what the whole day brings."""
    bare = given.tzinfo is None and given.time() == time.min
    return given.replace(hour=12) if bare else given


def _objects(done: "TickResult", work: "Scheduler", now: datetime) -> dict[str, Any]:
    """`queued`, `delivered` and `held`, each `{key, kind, to, text}`; what is held also says why."""
    return {
        "queued": [_post(kept, work, now) for kept in done.queued],
        "delivered": [_post(kept, work, now) for kept in done.delivered],
        "held": [{**_post(kept, work, now), "state": kept.state, "reason": kept.reason} for kept in done.held],
    }


def _post(kept: "OutboxRow", work: "Scheduler", now: datetime) -> dict[str, Any]:
    card = work.compose([kept], now, work.rules.language)
    return {
        "key": kept.key,
        "kind": kept.post.kind,
        "to": conversation_of(kept.post.recipient or work.rules.elsewhere() or "") or None,
        "text": card.text if card else "",
    }


def _text(done: "TickResult", work: "Scheduler", now: datetime) -> str:
    values = {"queued": len(done.queued), "delivered": len(done.delivered), "held": len(done.held)}
    lines = [say("ticks.summary", work.rules.language, **values)]
    for kept in done.queued:
        told = _post(kept, work, now)
        to = told["to"] or say("reminders.plan_nobody", work.rules.language)
        lines.append(f"\n[{told['kind']} → {to}]\n{told['text']}")
    return "\n".join(lines)
