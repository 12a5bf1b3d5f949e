"""Which intent the words of a question call for."""

from questions.query import Query

# What no list and no sum answers: a day, a reason, a place, a thing that is no row of a list.
TOLD = frozenset({"when", "why", "where", "thing"})
OPEN = TOLD | {"who", "how_much", "what"}
_LISTING = frozenset({"list", "which", "what"})
NAMED = frozenset({"municipality", "committee", "area", "budget_year", "administration", "type", "source"})


def intent_of(query: Query) -> str:
    """The one intent of a question; the first rule that fits decides."""
    return next((intent for intent, fits in INTENTS if fits(query)), "search")


def _prose(query: Query) -> bool:
    """A question in words for what a document says, not for a list of proposals."""
    open_question = bool(query.asks & OPEN)
    numbers = [one for one in query.filters if one.field not in NAMED]
    about = query.topic or (query.asks & TOLD and query.said)
    counted = bool(query.rows and query.measure and query.measure.what == "count")  # "hvor mange forslag om …"
    return open_question and not (query.codes or numbers or query.order or counted) and bool(about)


def _says_nothing(query: Query) -> bool:
    """Is nothing named that the documents could hold ("hvad skal vi have til frokost")?"""
    return not (query.topic or query.filters or query.codes or query.order or query.measure or query.rows)


def _all(query: Query) -> bool:
    """Are all of them asked for ("vis alle sager")?"""
    return not query.topic and query.asks <= _LISTING


def _whose(query: Query) -> bool:
    """Is nothing said but whose a case is ("hvem har BC08")? Who did something to it is another question."""
    return bool(query.codes) and query.asks == {"who"} and not query.filters and len(query.said) == len(query.codes)


def _counts_nothing(query: Query) -> bool:
    """Is a number asked for of what nothing names ("hvor mange får har Faxe", where "får" is taken for the verb)?"""
    said = query.topic or query.codes or query.order or query.measure or query.rows
    return query.asks == {"how_much"} and not said and all(one.field in NAMED for one in query.filters)


INTENTS = (
    ("help", lambda q: _says_nothing(q) and ("help" in q.asks or not q.asks)),
    ("unknown", lambda q: _says_nothing(q) and bool(q.asks) and q.asks <= OPEN | {"list", "which"}),
    ("unknown", _counts_nothing),
    ("changes", lambda q: "changes" in q.asks and (q.codes or not q.topic or len(q.topic) <= 4)),
    (
        "compare",
        lambda q: (
            "compare" in q.asks or (len(q.codes) > 1 and "milestones" not in q.asks and "responsible" not in q.asks)
        ),
    ),
    ("responsible", lambda q: "responsible" in q.asks or _whose(q)),
    (
        "milestones",
        lambda q: "milestones" in q.asks and bool(q.codes or q.of("due") or not (q.filters or "how_much" in q.asks)),
    ),
    ("status", lambda q: bool(q.codes)),
    ("total", lambda q: q.measure is not None and (q.measure.is_share or not _prose(q))),
    (
        "status_list",
        lambda q: bool(
            any(map(q.speaks_of, ("colour", "state", "meaning")))
            or (q.rows == "case" and (q.filters or q.order or _all(q)))
        ),
    ),
    ("status", lambda q: "status" in q.asks and bool(q.topic)),
    ("passage", _prose),
)
