"""A question from the command line or from Slack → the answer as one JSON value (PRODUCT, section 5)."""

import logging
import os
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from answers import answer
from bot.export import store_json
from index.db.database import Unusable
from index.search.search_facade import Library
from records import Coverage, Hit, Part, Reading, Source
from templates import Card, render, render_error

log = logging.getLogger(__name__)


def answer_question(library: Library, text: str, now: datetime, before: Sequence[str] = ()) -> dict[str, Any]:
    """The answer with its card, as the value that `ask --json` prints. `before` are the questions of the same
    conversation."""
    begun = time.perf_counter()
    library.catch_up()
    with library.store.file.reading():
        found = answer(text, library, now.date(), before=before)
        card = render(found)
        results = [result(hit) for hit in found.hits]
        nearest = [result(hit) for hit in found.nearest]
    return {
        "question": text,
        "language": found.language,
        "intent": found.intent,
        "reading": _reading(found.reading),
        "ignored": list(found.ignored),
        "carried": [_part(part) for part in found.carried],
        "alternatives": [_reading(one) for one in found.alternatives],
        "total": found.total,
        "results": results,
        "nearest": nearest,
        "coverage": _coverage(found.coverage),
        "facts": [{"label": fact.label, "value": fact.value, "source": source(fact.source)} for fact in found.facts],
        "text": card.text,
        "blocks": card.blocks,
        "ms": round((time.perf_counter() - begun) * 1000, 2),
    }


def answer_or_say(
    library: Library, text: str, now: datetime, language: str, before: Sequence[str] = ()
) -> dict[str, Any]:
    """As `answer_question`; a question that breaks the program is told so, with a reference that is in the log.

    The other questions of a batch must not be lost with it.
    """
    try:
        return answer_question(library, text, now, before)
    except Unusable:
        raise
    except Exception:  # one question must not end the rest, whatever is wrong with it
        reference = os.urandom(4).hex().upper()
        log.exception("No answer (reference %s)", reference)
        return unanswered(text, language, render_error(language, reference))


def unanswered(text: str, language: str, card: Card) -> dict[str, Any]:
    """The value of a question that got no answer: its line is never missing from a batch."""
    lists = ("ignored", "carried", "alternatives", "results", "nearest", "facts")
    nothing = {"intent": "unknown", "reading": {"parts": []}, "total": 0, **{name: [] for name in lists}}
    nothing["coverage"] = None
    return {"question": text, "language": language, **nothing, "text": card.text, "blocks": card.blocks, "ms": 0}


def source(place: Source | None) -> dict[str, Any] | None:
    return None if place is None else store_json.plain_place(place)


_ALWAYS = ("municipality", "code", "budget_year", "area", "title", "document")
_WHERE_KNOWN = ("saving_tkr", "cost_tkr", "phase_in_year", "adopted", "status", "colour")


def result(hit: Hit) -> dict[str, Any]:
    """A hit as a flat object; what is not stated is left out."""
    found = {name: getattr(hit, name) for name in _ALWAYS}
    found |= {name: value for name in _WHERE_KNOWN if (value := getattr(hit, name)) is not None}
    found["source"] = source(hit.source)
    if hit.also:
        found["also"] = [{name: getattr(other, name) for name in _ALWAYS if name != "document"} for other in hit.also]
    return found


def _coverage(found: Coverage | None) -> dict[str, Any] | None:
    """Over what the answer counts, or says that there is nothing."""
    if found is None:
        return None
    columns = [{"document": document, "column": column} for document, column in found.unread_columns]
    days = {
        name: day.isoformat() if day else None for name, day in (("newest", found.newest), ("loaded", found.loaded))
    }
    return {
        "documents": found.documents,
        "municipalities": list(found.municipalities),
        **days,
        "unread_columns": columns,
        "unread_tables": found.unread_tables,
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {"parts": [_part(part) for part in reading.parts]}


def _part(part: Part) -> dict[str, Any]:
    return {"id": part.id, "kind": part.kind, "removable": part.removable, **_plain(part.values)}


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
