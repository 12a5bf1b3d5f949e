"""Over what an answer was looked for: how many documents, of whom, how new, and what of them was not read."""

from collections.abc import Iterable, Iterator

from index.search.coverage import CoveredDocument
from index.search.search_facade import Library
from index.search.tokenizer import tokens_of, words
from questions.query import Query
from records import Answer, Coverage

# Intents that count, and the records that a document must have to be counted over; none: any of it will do.
COUNTING: dict[str, frozenset[str]] = {
    "search": frozenset({"proposals", "statuses"}),
    "total": frozenset({"proposals", "statuses"}),
    "status_list": frozenset({"statuses"}),
    "changes": frozenset({"statuses"}),
    "milestones": frozenset({"milestones"}),
    "unknown": frozenset(),
}
_MONEY = frozenset({"saving", "cost", "cost_service", "cost_construction", "investment"})
MOST_COLUMNS = 5


def coverage(query: Query, made: Answer, library: Library) -> Coverage | None:
    """What the answer covers; None for one that neither counts nor finds nothing, and asks for no column that was not
    read."""
    places = tuple(name for one in query.of("municipality") if not one.negated for name in one.values)
    over = [one for one in library.covered if _counts(one, query, made, places)]
    columns = tuple(_columns(query, over, library))[:MOST_COLUMNS]
    if made.intent not in COUNTING and not columns and not _says_nothing(made):
        return None
    days = [one.as_of for one in over if one.as_of]
    return Coverage(
        documents=len(over),
        municipalities=places or tuple(sorted({name for one in over for name in one.municipalities})),
        newest=max(days, default=None),
        loaded=max((one.loaded for one in over), default=None),
        unread_columns=columns,
        unread_tables=0 if made.total else sum(one.has_unread_tables for one in _asked(library.covered, places)),
    )


def _says_nothing(made: Answer) -> bool:
    return not (made.total or made.hits or made.cases or made.milestones or made.figures or made.quotes or made.facts)


def _asked(documents: Iterable[CoveredDocument], places: tuple[str, ...]) -> list[CoveredDocument]:
    return [one for one in documents if not places or one.municipalities & set(places)]


def _counts(one: CoveredDocument, query: Query, made: Answer, places: tuple[str, ...]) -> bool:
    needed = COUNTING.get(made.intent, frozenset())
    if query.rows == "case" and made.intent in ("search", "total"):
        needed = COUNTING["status_list"]
    kinds = {kind for limit in query.of("source") if not limit.negated for kind in limit.values}
    return (
        (not needed or bool(one.records & needed)) and (not kinds or one.kind in kinds) and bool(_asked([one], places))
    )


def _columns(query: Query, over: Iterable[CoveredDocument], library: Library) -> Iterator[tuple[str, str]]:
    """The columns that were not read and that the question may be about: by their words, or because it asks for
    money."""
    stop = library.lexicon.stop
    asked = {token for word in words(query.text) if word not in stop for token in tokens_of(word)}
    of_money = bool(_MONEY & {*(one.field for one in query.filters), *_measured(query)})
    for document in over:
        for column in document.unread:
            said = {token for word in words(column.heading) if word not in stop for token in tokens_of(word)}
            if said & asked or (column.has_money and of_money):
                yield document.name, column.heading


def _measured(query: Query) -> Iterator[str]:
    if query.measure and query.measure.field:
        yield query.measure.field
    if query.order:
        yield query.order.field
