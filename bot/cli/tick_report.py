"""What a tick did, as JSON and as text (PRODUCT, section 5)."""

from datetime import datetime
from typing import Any

from index.state.outbox import OutboxRow
from scheduler.tick import Scheduler, TickResult
from templates import say


def as_json(done: TickResult, work: Scheduler, now: datetime) -> dict[str, Any]:
    """`queued`, `delivered` and `held`, each `{key, kind, to, text}`; what is held also says why."""
    return {
        "queued": [_post(kept, work, now) for kept in done.queued],
        "delivered": [_post(kept, work, now) for kept in done.delivered],
        "held": [{**_post(kept, work, now), "state": kept.state, "reason": kept.reason} for kept in done.held],
    }


def _post(kept: OutboxRow, work: Scheduler, now: datetime) -> dict[str, Any]:
    card = work.compose([kept], now, work.rules.language)
    return {
        "key": kept.key,
        "kind": kept.post.kind,
        "to": kept.post.recipient or work.elsewhere(),
        "text": card.text if card else "",
    }


def as_text(done: TickResult, work: Scheduler, now: datetime) -> str:
    values = {"queued": len(done.queued), "delivered": len(done.delivered), "held": len(done.held)}
    lines = [say("ticks.summary", work.rules.language, **values)]
    for kept in done.queued:
        told = _post(kept, work, now)
        to = told["to"] or say("reminders.plan_nobody", work.rules.language)
        lines.append(f"\n[{told['kind']} → {to}]\n{told['text']}")
    return "\n".join(lines)
