"""A question → how it is understood. Pure: the same words on the same day are always read alike."""

import re
from dataclasses import replace
from datetime import date

from index.search.lexicon import Lexicon
from questions.asking import ASKING, asks_of, measure_of, order_of, rows_of
from questions.names import NAME_READERS, Known
from questions.numbers import amount_filters, bare_year_filters, payback_filters, year_filters
from questions.query import BETWEEN, Code, Filter, Query
from questions.scanner import USED, Scanner
from questions.since import since_filters
from questions.states import adopted_filters, colour_filters, other_filters, status_filters
from records import codes
from records.dates import read_period

LONGEST = 2000
_CASE = r"\b(?:sag(?:en|er|erne|s)?|cases?)\b"


def read_question(text: str, today: date, known: Known, lexicon: Lexicon, language: str = "da") -> Query:
    """`text` as a Query. Names in `known` are those of the documents; `lexicon` knows the words that are no topic."""
    question = re.sub(r"\s+", " ", text[:LONGEST]).strip()
    question = re.sub(r"(?<=[a-zæøå])-(?=(?:forslag|sager?|cases?|proposals?)\b)", " ", question)  # "Viborg-forslag"
    scanner = Scanner(question, language)
    named = _codes(scanner, known)
    asks = asks_of(scanner)
    filters = _filters(scanner, known, asks, today)
    rows = rows_of(scanner)
    measure = measure_of(scanner)
    order = None if measure and not measure.group else order_of(scanner)
    if rows == "case" or named or measure or order:
        filters += bare_year_filters(scanner) if not _has(filters, "budget_year", "due") else []
    filters += (
        bare_year_filters(scanner) if filters and not _has(filters, "budget_year", "phase_in_year", "due") else []
    )
    query = Query(
        text=question,
        language=language,
        topic=_topic(scanner, lexicon),
        filters=tuple(filters),
        codes=named,
        order=order,
        measure=measure,
        asks=asks,
        said=_topical(scanner.text, lexicon, language),
        rows=rows,
        truncated=len(text) > LONGEST,
    )
    return replace(query, intent=intent_of(query, scanner))


def _has(filters: list[Filter], *fields: str) -> bool:
    return any(f.field in fields for f in filters)


def _codes(scanner: Scanner, known: Known) -> tuple[Code, ...]:
    found = []
    for ref in codes.find(scanner.original):
        scanner.use(ref.start, ref.end)
        found.append(Code(ref.code, ref.year))
    return tuple(dict.fromkeys(found))


def _filters(scanner: Scanner, known: Known, asks: frozenset[str], today: date) -> list[Filter]:
    found = since_filters(scanner, today) if "changes" in asks else []
    found += payback_filters(scanner) + other_filters(scanner) + amount_filters(scanner)
    if "milestones" in asks or "responsible" in asks:
        found += due_filters(scanner, today)
    found += year_filters(scanner)
    for reader in NAME_READERS:
        found += reader(scanner, known)
    found += adopted_filters(scanner)
    found += status_filters(scanner) + colour_filters(scanner)
    return found


def due_filters(scanner: Scanner, today: date) -> list[Filter]:
    """When milestones fall due: a period of the question, or before today where "overdue" is asked for."""
    if scanner.take(r"\b(?:overskred(?:et|ne)|forfaldne|overdue|past due)\b"):
        return [Filter("due", (), "overdue", None, float(today.toordinal() - 1))]
    period = read_period(scanner.rest.replace(USED, " "), today)
    if period is None:
        return []
    start, end = period
    scanner.take_all_of(
        r"\b(?:(?:i|de|det|den|the|in|within|inden for|before|før|inden|by|senest)\s+)*(?:næste|kommende|next|coming|denne|dette|this|seneste)\s+"
        r"(?:\d+\s+)?(?:dage?|uger?|måneder?|kvartal|år|halvår|days?|weeks?|months?|quarter|year|måned|uge)\b|"
        r"\b(?:(?:i|in|før|before|inden|by|senest|efter|after|fra|from)\s+)?(?:\d{1,2}\.?\s+)?(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|"
        r"november|december|january|february|march|may|june|july|october|q[1-4]|\d\.\s*(?:kvartal|halvår))\s*(?:20\d\d)?\b|\b(?:i|in)\s+20\d\d\b"
    )
    return [Filter("due", (), BETWEEN, float(start.toordinal()), float(end.toordinal()))]


def _topic(scanner: Scanner, lexicon: Lexicon) -> tuple[str, ...]:
    """The words that are left when all else was understood, without those that carry no topic."""
    return _topical(scanner.rest.replace(USED, " "), lexicon, scanner.language)


def _topical(text: str, lexicon: Lexicon, language: str) -> tuple[str, ...]:
    """The words of a text that carry a topic. A term of several words keeps all of them: "home help" is no call for help."""
    heads = [_head(word) for word in re.findall(r"[^\W_]+(?:[-/][^\W_]+)*", text)]
    found: list[str] = []
    at = 0
    while at < len(heads):
        size, _ = lexicon.longest(heads[at:], language)
        if size > 1:
            found += heads[at : at + size]
        elif heads[at] not in lexicon.stop and heads[at] not in ASKING and len(heads[at]) > 1:
            found.append(heads[at])
        at += max(size, 1) if size > 1 else 1
    return tuple(found)


def _head(word: str) -> str:
    """A compound with "forslag" without it: "robotforslag" asks about robots."""
    match = re.fullmatch(r"(\w{3,}?)s?-?(?:forslag(?:et|ene)?|forslags|tiltag(?:ene)?)", word)
    if not match:
        return word
    return match[1]


def intent_of(query: Query, scanner: Scanner) -> str:
    """The one intent of a question; the first rule that fits decides."""
    return next((intent for intent, fits in INTENTS if fits(query)), "search")


def _prose(query: Query) -> bool:
    """A question in words for what a document says, not for a list of proposals."""
    open_question = bool(query.asks & {"when", "why", "who", "how_much", "what"})
    numbers = [
        f
        for f in query.filters
        if f.field not in ("municipality", "committee", "area", "budget_year", "administration", "type", "source")
    ]
    return open_question and not query.codes and not numbers and not query.order and bool(query.topic)


INTENTS = (
    ("help", lambda q: "help" in q.asks or not (q.topic or q.filters or q.codes or q.order or q.measure or q.asks)),
    ("changes", lambda q: "changes" in q.asks and (q.codes or not q.topic or len(q.topic) <= 4)),
    (
        "compare",
        lambda q: (
            "compare" in q.asks or (len(q.codes) > 1 and "milestones" not in q.asks and "responsible" not in q.asks)
        ),
    ),
    ("responsible", lambda q: "responsible" in q.asks),
    (
        "milestones",
        lambda q: "milestones" in q.asks and bool(q.codes or q.of("due") or not (q.filters or "how_much" in q.asks)),
    ),
    ("status", lambda q: bool(q.codes)),
    ("total", lambda q: q.measure is not None and not _prose(q)),
    ("status_list", lambda q: bool(q.of("colour") or q.of("state") or (q.rows == "case" and (q.filters or q.order)))),
    ("status", lambda q: "status" in q.asks and bool(q.topic)),
    ("passage", _prose),
)
