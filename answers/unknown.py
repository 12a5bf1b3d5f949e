"""What the documents do not say: what was asked, and the nearest that is there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import numpy as np

from answers.cases import named_years
from answers.economy import wanted_labels
from answers.hits import hits
from answers.parts import reading_of
from answers.quoting import near_quotes
from answers.selecting import NEAREST, limits, select
from filters.fields import FIELDS, FLAG, MEANT, NUMBERS
from index.search.conditions import stated
from index.search.entry import Entry
from index.search.search_facade import Library
from questions.query import Code, Query
from records import Answer, Hit, Note, Quote
from records.codes import nearest_codes

_STATED = frozenset({*NUMBERS, FLAG, MEANT})  # kinds of fields of which many records say nothing
# What a question names and no document holds: no passage comes near that.
NOT_THERE = frozenset({"code", "year", "month", "municipality", "case_year", "report", "column"})


def answer(query: Query, library: Library, today: date) -> Answer:
    """A plain "not in the documents", with the cases that come nearest."""
    what = " ".join(query.topic) or query.text[:200]
    said = near(query, library)
    note = Note("not_sure" if said else "not_in_documents", {"what": what})
    asked = wanted_labels(query.asks & {"saving", "cost", "payback"}, ())
    return replace(_unknown(query, today, _nearest(query, library), note), near_quotes=said, asked=asked)


def missing(query: Query, library: Library, today: date) -> Answer:
    """The question names what no document holds: what there is in its place, and the cases that it may have meant."""
    notes = [Note(f"missing_{one.kind}", {"text": one.text, "exists": list(one.exists)}) for one in query.missing]
    codes = [*(code.code for code in query.codes), *(name for one in query.missing for name in one.exists)]
    named = [entry.id for code in codes for entry in library.by_code(code)]
    made = _unknown(query, today, _hits(library, named) if named else _nearest(query, library), *notes)
    return (
        made if any(one.kind in NOT_THERE for one in query.missing) else replace(made, near_quotes=near(query, library))
    )


def near(query: Query, library: Library) -> tuple[Quote, ...]:
    """The passages that come nearest: of the municipalities that are named, else those that name them."""
    among = library.passages_in(limits(query))
    found = near_quotes(query, library, among)
    if found or among is None:
        return found
    places = [name for limit in query.of("municipality") for name in limit.values]
    every = near_quotes(query, library)
    return tuple(one for one in every if not places or any(name in one.text for name in places))


def not_there(query: Query, made: Answer, what: str, *notes: Note) -> Answer:
    """The cases are there, but not what was asked of them: they are only the nearest."""
    names = list(dict.fromkeys(hit.code or hit.title for hit in made.hits[:NEAREST]))
    asked = query.topic or ((query.thing,) if query.thing else query.said[:1])  # its title may hold the other words
    more = max(0, len(made.hits) - NEAREST)
    said = notes or (Note("not_said_of", {"what": what, "topic": " ".join(asked), "names": names, "more": more}),)
    kept = [note for note in made.notes if note.kind in ("confidential", "premise")]
    return _unknown(query, made.today, tuple(made.hits[:NEAREST]), *said, *kept)


def unstated(query: Query, library: Library, today: date) -> Answer | None:
    """A limit that nothing is known to meet, since what meets the others says nothing of its field (of a yes or no, not
    all of it): whether it is so of none of them is not known. None where there is no such limit."""
    asked = limits(query)
    named = [one for one in asked if FIELDS[one.field].kind not in _STATED and one.field != "colour"]
    for one in asked:
        for others in ([two for two in asked if two is not one], named) if one not in named else ():
            left = select(replace(query, filters=tuple(others), order=None), library).every
            silent = left[~np.isin(left, library.columns.ids[stated(one.field, library.columns)])]
            if len(silent) and (FIELDS[one.field].kind == FLAG or len(silent) == len(left)):
                count, every = (len(library.first_of_cases(of)) for of in (silent, left))
                values = {"field": one.field, "count": count, "every": every}
                return _unknown(query, today, (), Note("stated_by_none", values))
    return None


def nothing_of(query: Query, library: Library, today: date) -> Answer:
    """A code that names no case, or none of that year; with those that are nearest to it."""
    known = {code: library.by_code(code.code) for code in query.codes}
    year = min(named_years(query), default=None)
    notes = [
        _no_such_year(replace(code, year=code.year or year), entries) if entries else _no_such_code(code, library)
        for code, entries in known.items()
    ]
    near = [entry.id for entries in known.values() for entry in entries]
    return _unknown(query, today, _hits(library, near), *notes)


def _no_such_year(code: Code, entries: Iterable[Entry]) -> Note:
    years = sorted({entry.budget_year for entry in entries if entry.budget_year})
    return Note("no_such_year", {"code": code.code, "year": code.year, "years": years})


def _no_such_code(code: Code, library: Library) -> Note:
    return Note("no_such_code", {"code": code.code, "alike": nearest_codes(code.code, library.names("code"))})


def strange_codes(query: Query, library: Library) -> tuple[Note, ...]:
    """The codes that name no case, beside others that do, with those that are nearest to them."""
    return tuple(_no_such_code(code, library) for code in query.codes if not library.by_code(code.code))


def _nearest(query: Query, library: Library) -> tuple[Hit, ...]:
    if not query.topic:
        return ()
    selection = select(replace(query, filters=limits(query), codes=(), order=None), library)
    return _hits(library, [*selection.ids[:NEAREST].tolist(), *selection.near[:NEAREST].tolist()])


def _hits(library: Library, ids: Iterable[int]) -> tuple[Hit, ...]:
    first = library.first_of_cases(np.array(list(ids), np.int64))
    return tuple(hits(library, first[:NEAREST]))


def _unknown(query: Query, today: date, near: tuple[Hit, ...], *notes: Note) -> Answer:
    return Answer(query.text, query.language, "unknown", today, reading_of(query), nearest=near, notes=notes)
