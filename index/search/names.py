"""Which names of the documents a question says: municipalities, areas, units, rows of tables, titles, by their words.

Nothing is read but what holds a word of the question, so it takes as long with 100,000 titles as with ten.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.db.gateway import Reader, Writer
from index.search.postings import FIELDS, Ints, Postings
from index.search.ranking import inverse_frequency
from index.search.tokenizer import PART, spelled, stem, tokens_of, words
from records.layouts import GivenName

KINDS = (
    *("municipality", "administration", "type", "committee", "area", "section", "affected", "measure", "unit"),
    *("table", "row", "column"),
)
TITLE = "title"
# How much of a word of a name is said: by itself, inside a compound of the question, by a part of it.
ITSELF, INSIDE, A_PART = 1.0, 0.8, 0.5
GAP = 3  # other words that may stand between two words of one name
MOST_TITLES = 40  # titles that are looked at, those first that hold the most telling words

# Where the names of a document stand: the kind, the column, the table.
_TOLD = (
    *(("municipality", "municipality", "entries"), ("administration", "administration", "entries")),
    *(("type", "type", "entries"), ("committee", "committee", "entries"), ("section", "area", "entries")),
    *(("unit", "responsible", "milestones"), ("unit", "responsible", "statuses"), ("unit", "responsible", "proposals")),
    *(("table", "table", "figures"), ("row", "row", "figures"), ("column", "column", "figures")),
)
_LABELLED = (
    "SELECT labels.kind, labels.value FROM labels JOIN entries ON entries.id = entry_id"
    " WHERE document_id = :id AND labels.kind IN ('area', 'affected') ORDER BY entry_id, labels.kind, labels.value"
)
_MEASURES = "SELECT measures FROM proposals WHERE document_id = :id AND measures IS NOT NULL ORDER BY id"


@dataclass(frozen=True, slots=True)
class SaidName:
    """A name that the words from `start` to `end` (not included) of a question say, wholly or halfway.

    `kind` is one of KINDS or "title"; `municipality` is that whose abbreviation was said, "" for a name. `share` says
    how much of the name's words were said (0–1), for a title by how telling they are; `weight` how many words of it.
    `ids` are the entries that have the title.
    """

    kind: str
    value: str
    start: int
    end: int
    share: float
    weight: float
    ids: tuple[int, ...] = ()
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a question as stems, each with the stems of its parts; None for a word that names nothing."""

    stems: tuple[str | None, ...]
    parts: tuple[frozenset[str], ...]

    def tokens(self) -> set[str]:
        """The terms that a name which is said may hold."""
        whole = {one for one in self.stems if one}
        return whole | {PART + one for one in whole} | {one for parts in self.parts for one in parts}

    def places(self, word: str) -> list[tuple[int, float]]:
        """Where a word of a name is said, and how much of it."""
        own, *inner = tokens_of(word)
        within = {one.removeprefix(PART) for one in inner}
        found = []
        for place, (one, parts) in enumerate(zip(self.stems, self.parts, strict=True)):
            if one and (worth := ITSELF * (one == own) or INSIDE * (own in parts) or A_PART * (one in within)):
                found.append((place, worth))
        return found


def said(typed: Sequence[str], stop: Collection[str]) -> Said:
    """The words of a question, one token each, without those of `stop`."""
    keys = [None if word in stop else stem(spelled(word)) for word in map(str.lower, typed)]
    parts = [tokens_of(word.lower())[1:] if key else () for word, key in zip(typed, keys, strict=True)]
    return Said(tuple(keys), tuple(frozenset(one.removeprefix(PART) for one in group) for group in parts))


# ------------------------------------------------------------------ writing


def write_names(db: Writer, document_id: int) -> None:
    """The names that a document holds, with their words. Joins the open transaction."""
    db.write("DELETE FROM names WHERE document_id = :id", id=document_id)
    told = dict.fromkeys((document_id, kind, value) for kind, value in _told(db, document_id) if value.strip(" "))
    db.copy("names", ("document_id", "kind", "value"), told)
    held = db.rows("SELECT id, value FROM names WHERE document_id = :id ORDER BY id", id=document_id)
    _write_tokens(db, ((name, value) for name, value in held))


def _told(db: Reader, document_id: int) -> Iterator[tuple[str, str]]:
    """The kind and the value of every name in a document, as often as it stands there."""
    for kind, column, table in _TOLD:
        sql = f'SELECT "{column}" FROM {table} WHERE document_id = :id AND "{column}" IS NOT NULL ORDER BY id'  # noqa: S608
        yield from ((kind, value) for (value,) in db.rows(sql, id=document_id))
    yield from ((kind, value) for kind, value in db.rows(_LABELLED, id=document_id))
    for (measures,) in db.rows(_MEASURES, id=document_id):
        yield from (("measure", value) for value in json.loads(measures))


def write_given_names(db: Writer, given: Iterable[GivenName]) -> None:
    """The names that municipalities have given, in place of all that those municipalities gave before. Joins the open
    transaction."""
    listed = list(given)
    for municipality in {one.municipality for one in listed}:
        db.write("DELETE FROM names WHERE document_id IS NULL AND municipality = :place", place=municipality)
    for one in listed:
        short = json.dumps(one.abbreviations, ensure_ascii=False)
        name_id = db.insert(_GIVEN, kind=one.kind, name=one.name, place=one.municipality, short=short)
        _write_tokens(db, [(name_id, " ".join((one.name, *one.abbreviations)))])


_GIVEN = "INSERT INTO names (kind, value, municipality, abbreviations) VALUES (:kind, :name, :place, :short)"


def _write_tokens(db: Writer, held: Iterable[tuple[int, str]]) -> None:
    tokens = [(token, name) for name, value in held for token in {t for word in words(value) for t in tokens_of(word)}]
    db.copy("name_tokens", ("token", "name_id"), tokens)


# ------------------------------------------------------------------ reading


def names_of(db: Reader, kind: str) -> tuple[str, ...]:
    """The distinct names of a kind, in the order in which they were met."""
    rows = db.rows("SELECT value FROM names WHERE kind = :kind GROUP BY value ORDER BY min(id)", kind=kind)
    return tuple(row[0] for row in rows)


def given_names(db: Reader) -> tuple[GivenName, ...]:
    """The names that municipalities have given."""
    rows = db.rows("SELECT municipality, kind, value, abbreviations FROM names WHERE document_id IS NULL ORDER BY id")
    return tuple(GivenName(place, kind, value, tuple(json.loads(short))) for place, kind, value, short in rows)


_SAID = (
    "SELECT kind, value, municipality, abbreviations FROM name_tokens JOIN names ON id = name_id"
    " WHERE token IN :tokens AND kind IN :kinds ORDER BY token, id"
)


def names_said(db: Reader, asked: Said, kinds: Collection[str], stop: Collection[str]) -> list[SaidName]:
    """The names of `kinds` that hold a word of the question."""
    rows = list(dict.fromkeys(db.rows(_SAID, tokens=sorted(asked.tokens()), kinds=list(kinds))))
    found = [_named(kind, value, asked, stop) for kind, value in dict.fromkeys(row[:2] for row in rows)]
    for kind, value, municipality, short in rows:
        if municipality:
            found += [_abbreviated(kind, value, municipality, one, asked) for one in json.loads(short)]
    return [one for one in found if one]


def _abbreviated(kind: str, value: str, municipality: str, abbreviation: str, asked: Said) -> SaidName | None:
    """A name by its abbreviation, which is a word of the question as it stands."""
    said_as = tuple(stem(spelled(piece)) for piece in _pieces(abbreviation.lower()))
    size = len(said_as)
    starts = (at for at in range(len(asked.stems) - size + 1) if asked.stems[at : at + size] == said_as)
    start = next(starts, None) if size else None
    if start is None:
        return None
    return SaidName(kind, value, start, start + size, 1.0, float(size), municipality=municipality)


def titles_said(
    db: Reader, postings: Postings, asked: Said, current: NDArray[np.bool_], stop: Collection[str]
) -> list[SaidName]:
    """The titles of current entries that hold words of the question, those with the most telling words."""
    total, title = len(postings.units), FIELDS.index("title")
    worth = np.zeros(total)
    for matches in postings.find(sorted(asked.tokens())).values():
        rows = matches.rows[matches.counts[:, title] > 0]
        worth[rows] += inverse_frequency(total, len(rows))
    worth *= current
    likely = np.argsort(-worth, kind="stable")[:MOST_TITLES]
    return _titles(db, postings, asked, postings.units[likely[worth[likely] > 0]], stop)


def _titles(db: Reader, postings: Postings, asked: Said, ids: Ints, stop: Collection[str]) -> list[SaidName]:
    held = defaultdict(list)
    for entry, title in db.rows("SELECT id, title FROM entries WHERE id IN :ids ORDER BY id", ids=ids.tolist()):
        held[title].append(entry)
    terms = {stem(word) for title in held for word in words(title)}
    holding = postings.holding(sorted(terms))
    telling = {term: inverse_frequency(len(postings.units), holding.get(term, 1)) for term in terms}
    found = (_named(TITLE, title, asked, stop, telling, tuple(entries)) for title, entries in held.items())
    return [one for one in found if one]


def _named(
    kind: str,
    value: str,
    asked: Said,
    stop: Collection[str],
    telling: dict[str, float] | None = None,
    ids: tuple[int, ...] = (),
) -> SaidName | None:
    """How a question says a name: by the words of it that stand nearest together."""
    own = [word for word in dict.fromkeys(_pieces(value)) if word not in stop] or _pieces(value)
    worth = [telling.get(stem(word), 1.0) if telling else 1.0 for word in own]
    places = [(place, number, share) for number, word in enumerate(own) for place, share in asked.places(word)]
    best = max((_run(run, worth) for run in _runs(sorted(places))), default=None)
    if best is None:
        return None
    said_worth, weight, start, end = best
    return SaidName(kind, value, -start, end, round(said_worth / sum(worth), 3), round(weight, 3), ids)


def _pieces(value: str) -> list[str]:
    """The words of a name; those that a hyphen joins each by itself."""
    return [word for part in value.replace("-", " ").replace("/", " ").split() for word in words(part)]


def _runs(places: Sequence[tuple[int, int, float]]) -> Iterable[list[tuple[int, int, float]]]:
    run: list[tuple[int, int, float]] = []
    for place in places:
        if run and place[0] - run[-1][0] > GAP + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _run(run: Sequence[tuple[int, int, float]], worth: Sequence[float]) -> tuple[float, float, int, int]:
    """What a run of words says of a name: each of its words once, by the place that says most of it."""
    best: dict[int, tuple[float, int]] = {}
    for place, number, share in run:
        best[number] = max(best.get(number, (0.0, 0)), (share, -place))
    said_worth = sum(share * worth[number] for number, (share, _) in best.items())
    taken = [-place for _, place in best.values()]
    return said_worth, sum(share for share, _ in best.values()), -min(taken), max(taken) + 1
