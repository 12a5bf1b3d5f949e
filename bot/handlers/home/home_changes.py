"""What changed on a person's cases since they looked: their colours in new reports, and what others did to them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.handlers.cases.case_names import case_label_of
from bot.handlers.context import Context
from index.state.audit import Audit
from records import CaseView
from templates import say
from templates.views import ValueLine

TOLD = (
    "owner_set", "note_attached", "correction_made", "correction_accepted", "correction_rejected", "due_done",
    "due_snoozed", "due_not_mine",
)  # fmt: skip


def changes_since(
    views: Mapping[str, CaseView], person: str, since: datetime, context: Context, language: str
) -> list[ValueLine]:
    """A line each: the colours first, then the acts of others, the last one first."""
    new = {one.name for one in context.queries.library.store.documents() if one.loaded_at >= since}
    names = {key: case_label_of(key, context) for key in views}
    found = [ValueLine(names[key], text) for key, view in views.items() for text in _coloured(view, new, language)]
    for row in Audit(context.people.file).of_cases(views, since):
        act = row.act
        if act.person != person and act.action in TOLD and act.case_key:
            action = say(f"audit.{act.action}", language)
            values = {"action": action, "name": act.name or act.person, "date": context.here(row.done_at).date()}
            found.append(ValueLine(names[act.case_key], say("home.act", language, **values)))
    return list(dict.fromkeys(found))


def _coloured(view: CaseView, new: set[str], language: str) -> Iterator[str]:
    """The rows whose colour a new report changed."""
    for way in view.past:
        before, now = _last_two(way)
        if now and before and now.source.document in new and before.colour != now.colour:
            colours = {"before": before.colour or "none", "after": now.colour or "none"}
            yield say("home.coloured", language, date=now.as_of, **colours)


def _last_two(way: Sequence[object]) -> tuple:  # type: ignore[type-arg]
    return (way[-2], way[-1]) if len(way) > 1 else (None, None)
