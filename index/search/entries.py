"""What is searched as one: each proposal and each status row is an entry; entries of one case share a `case_id`.

Entries follow the records in the same transaction. A status row lends its case's budget year, adoption and colour to
the proposal that a link joins it with, and borrows committee and payback from it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from index.db.gateway import Reader, Writer
from index.search.names import given_names, write_given_names, write_names
from index.search.postings import IndexedUnit, write_postings
from index.search.provenance import way_of_indexing
from index.search.text_words import are_current, forget_words
from index.search.wordlist import word_set
from index.store.timeline import timeline
from records import meanings, names

LONGEST_MEANS = 50  # letters
# An idea bank says on each page what its proposals are, whatever one of them calls itself in its title.
_PROPOSALS = """
INSERT INTO entries (document_id, kind, record_id, municipality, code, budget_year, title, type, committee,
    administration, saving_tkr, cost_tkr, phase_in_year, payback_service_years, payback_total_years, adopted,
    confidential, cross_cutting, price_level, source, cost_service_tkr, cost_construction_tkr)
SELECT document_id, 'proposal', id, municipality, code, budget_year, title,
    COALESCE((
        SELECT :ideas FROM documents WHERE documents.id = document_id AND documents.kind = 'ideas'
        AND (proposals.type IS NULL OR substr(proposals.title, 1, length(proposals.type)) = proposals.type)
    ), type),
    committee, administration,
    saving_tkr, cost_tkr, phase_in_year, payback_service_years, payback_total_years, adopted, confidential,
    0, price_level,
    (SELECT documents.kind FROM documents WHERE documents.id = document_id), cost_service_tkr, cost_construction_tkr
FROM proposals WHERE document_id = :id ORDER BY id
"""
# A printed minus is a saving and a plus an extra cost, but where the report prints its savings without a sign.
_STATUSES = """
INSERT INTO entries (document_id, kind, record_id, municipality, code, budget_year, title, type, committee, saving_tkr,
    cost_tkr, phase_in_year, adopted, confidential, cross_cutting, status, colour, area, as_of,
    price_level, source)
SELECT document_id, 'status', id, municipality, code, budget_year, title, type, committee,
    CASE WHEN plus_saves = 1 THEN saving_tkr ELSE -saving_tkr END, investment_tkr, phase_in_year,
    adopted, 0, 0, status, colour, area, as_of, price_level,
    (SELECT documents.kind FROM documents WHERE documents.id = document_id)
FROM statuses WHERE document_id = :id ORDER BY id
"""
_PROPOSAL_TEXT = """
SELECT e.id, p.title, p.code, p.areas, p.measures, p.committee, p.administration, p.summary, p.municipality
FROM entries e JOIN proposals p ON p.id = e.record_id WHERE e.document_id = :id AND e.kind = 'proposal' ORDER BY e.id
"""
_STATUS_TEXT = """
SELECT e.id, s.title, s.code, s.area, s.remark, s.handling, s.consequence
FROM entries e JOIN statuses s ON s.id = e.record_id WHERE e.document_id = :id AND e.kind = 'status' ORDER BY e.id
"""


def update_entries(db: Writer, changed: Collection[int]) -> None:
    """Bring entries and search index in step with the records of `changed` documents. Joins the open transaction."""
    touched = _municipalities(db, changed)
    _renew_given_names(db)
    for document_id in changed:
        db.write("DELETE FROM entries WHERE document_id = :id", id=document_id)
        db.write(_PROPOSALS, id=document_id, ideas=names.TYPE_OF_IDEAS)
        db.write(_STATUSES, id=document_id)
        _cross(db, document_id)
        _label(db, document_id)
        _index(db, document_id)
    forget_words(db)
    _group(db, touched | _municipalities(db, changed))


def catch_up(db: Writer) -> None:
    """Index anew the words of the documents that were indexed in another way. Joins the open transaction."""
    sql = "SELECT id FROM documents WHERE indexed <> :way ORDER BY id"
    behind = [row[0] for row in db.rows(sql, way=way_of_indexing())]
    _renew_given_names(db)
    for document_id in behind:
        _index(db, document_id)
    _group(db, _municipalities(db, behind))


def is_behind(db: Reader) -> bool:
    """Are there documents that were indexed in another way, by an older version or a newer one?"""
    return db.one("SELECT 1 FROM documents WHERE indexed <> :way LIMIT 1", way=way_of_indexing()) is not None


def _renew_given_names(db: Writer) -> None:
    """The words of the names that municipalities gave, where they were found in another way."""
    if not are_current(db):
        write_given_names(db, given_names(db))


def _index(db: Writer, document_id: int) -> None:
    """The words of a document's units, and the names that it holds."""
    db.write("DELETE FROM segments WHERE document_id = :id", id=document_id)
    write_postings(db, document_id, "entry", _units(db, document_id))
    write_postings(db, document_id, "passage", _passages(db, document_id))
    write_postings(db, document_id, "milestone", _milestones(db, document_id))
    write_postings(db, document_id, "remark", _remarks(db, document_id))
    write_postings(db, document_id, "figure", _figures(db, document_id))
    write_names(db, document_id)
    _mean(db, document_id)
    db.write("UPDATE documents SET indexed = :way WHERE id = :id", way=way_of_indexing(), id=document_id)


def _mean(db: Writer, document_id: int) -> None:
    """What the statuses of a document mean: what a person has said of the words, else all that they say."""
    sql = (
        "SELECT e.id, s.status, s.meaning FROM entries e JOIN statuses s ON s.id = e.record_id"
        " WHERE e.document_id = :id AND e.kind = 'status' ORDER BY e.id"
    )
    rows = db.rows(sql, id=document_id)
    meant = [{"id": entry, "meaning": ";".join(_meanings(status, given)) or None} for entry, status, given in rows]
    db.many("UPDATE entries SET meaning = :meaning WHERE id = :id", meant)


def _meanings(status: str, given: str | None) -> tuple[str, ...]:
    said = meanings.all_meanings(status)
    return said if given is None or given in said[:1] else (given,)


def _municipalities(db: Reader, documents: Collection[int]) -> set[str]:
    sql = "SELECT DISTINCT municipality FROM entries WHERE document_id IN :ids"
    return {name for (name,) in db.rows(sql, ids=list(documents))}


def _cross(db: Writer, document_id: int) -> None:
    """Mark the proposals of which an overview says that they cut across administrations."""
    sql = "SELECT id, overview FROM proposals WHERE document_id = :id AND overview IS NOT NULL"
    found = [row_id for row_id, overview in db.rows(sql, id=document_id) if json.loads(overview).get("cross_cutting")]
    sql = "UPDATE entries SET cross_cutting = 1 WHERE kind = 'proposal' AND record_id IN :ids"
    db.write(sql, ids=found)


def _listed(cell: str | None) -> list[str]:
    return list(json.loads(cell)) if cell else []


def _label(db: Writer, document_id: int) -> None:
    rows: list[tuple[int, str, str]] = []
    sql = (
        "SELECT entries.id, p.areas, p.measures, p.affected FROM entries JOIN proposals p ON p.id = record_id"
        " WHERE entries.document_id = :id AND entries.kind = 'proposal' ORDER BY entries.id"
    )
    for entry, areas, measures, affected in db.rows(sql, id=document_id):
        rows += [(entry, "area", area) for area in _listed(areas)]
        rows += [(entry, "measure", family) for family in {names.measure_family(m) for m in _listed(measures)}]
        rows += [(entry, "affected", name) for name in _listed(affected)]
    db.copy("labels", ("entry_id", "kind", "value"), rows)
    db.write(
        "INSERT INTO labels (entry_id, kind, value) SELECT id, 'area', area FROM entries"
        " WHERE document_id = :id AND kind = 'status' AND trim(area) <> ''",
        id=document_id,
    )


def _units(db: Reader, document_id: int) -> Iterator[IndexedUnit]:
    """The entries with their text by field: title, label, summary, body."""
    bodies: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    sql = "SELECT municipality, code, title, text FROM passages WHERE document_id = :id ORDER BY id"
    for municipality, code, title, text in db.each(sql, id=document_id):
        if code or title:
            bodies[municipality, code or title].append(text)
    for entry, title, code, areas, measures, committee, administration, summary, municipality in db.each(
        _PROPOSAL_TEXT, id=document_id
    ):
        label = " . ".join(filter(None, (*_listed(areas), *_listed(measures), committee, administration)))
        texts = bodies.get((municipality, code or title), [])
        said = " . ".join((summary, *_used(texts) * 2))  # as what a summary says twice
        yield IndexedUnit(entry, (f"{title} {code or ''}", label, said, "\n".join(texts)))
    for entry, title, code, area, remark, handling, consequence in db.each(_STATUS_TEXT, id=document_id):
        yield IndexedUnit(entry, (f"{title} {code or ''}", area, remark, f"{handling} {consequence}"))


@cache
def _means() -> re.Pattern[str]:
    phrases = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(word_set("means.txt")))
    return re.compile(rf"\b(?:{phrases})\s+([^.,;:]{{3,{LONGEST_MEANS}}})", re.IGNORECASE)


def _used(texts: Iterable[str]) -> list[str]:
    """What a proposal is carried out with, as its texts say ("ved hjælp af robotteknologi")."""
    return [used for text in texts for used in _means().findall(text)]


def _passages(db: Reader, document_id: int) -> Iterator[IndexedUnit]:
    sql = "SELECT id, heading, title, text FROM passages WHERE document_id = :id ORDER BY id"
    for row_id, heading, title, text in db.each(sql, id=document_id):
        yield IndexedUnit(row_id, ("", f"{heading} {title or ''}", text, ""))


def _milestones(db: Reader, document_id: int) -> Iterator[IndexedUnit]:
    """A milestone is found by its goal first, then by how it is measured, who does it, and the case that it is of."""
    sql = "SELECT id, goal, responsible, measured_by, title, code FROM milestones WHERE document_id = :id ORDER BY id"
    for row_id, goal, responsible, measured_by, title, code in db.each(sql, id=document_id):
        yield IndexedUnit(row_id, (goal, responsible, measured_by, f"{title} {code or ''}"))


def _remarks(db: Reader, document_id: int) -> Iterator[IndexedUnit]:
    """What status rows say in prose, under their title."""
    sql = (
        "SELECT id, title, code, area, remark, handling, consequence FROM statuses WHERE document_id = :id"
        " AND remark || handling || consequence <> '' ORDER BY id"
    )
    for row_id, title, code, area, *texts in db.each(sql, id=document_id):
        yield IndexedUnit(row_id, (f"{title} {code or ''}", area, "\n".join(filter(None, texts)), ""))


def _figures(db: Reader, document_id: int) -> Iterator[IndexedUnit]:
    """The cells of tables, by what stands around them."""
    sql = 'SELECT id, "row", "column", "table", unit FROM figures WHERE document_id = :id ORDER BY id'
    for row_id, *texts in db.each(sql, id=document_id):
        yield IndexedUnit(row_id, tuple(texts))


Key = tuple[object, ...]


def _group(db: Writer, touched: Collection[str]) -> None:
    """Give every entry its case, and what the entries of one case lend each other. No case leaves its municipality,
    so nothing changes outside those that were touched."""
    db.write("UPDATE entries SET case_id = id WHERE case_id IS NULL")
    # Municipalities with status rows, and those whose proposals still hold what rows that are gone have lent them.
    sql = "SELECT DISTINCT municipality FROM entries WHERE kind = 'status' OR status IS NOT NULL OR case_id <> id"
    sql += " ORDER BY municipality"
    for (municipality,) in db.rows(sql):
        if municipality in touched:
            _group_municipality(db, municipality)


def _group_municipality(db: Writer, municipality: str) -> None:
    _reset(db, municipality)
    _mark(db, municipality)
    members: dict[Key, list[int]] = defaultdict(list)
    sql = "SELECT id, kind, code, budget_year, title FROM entries WHERE municipality = :place ORDER BY id"
    for entry, kind, code, year, title in db.rows(sql, place=municipality):
        name = code or title.casefold()
        key: Key = ("case", name, year) if kind == "status" else ("proposal", name)
        members[key].append(entry)
    _join(db, members, _links(db, municipality))


CURRENT, EARLIER, GONE = 1, 0, 2  # in the newest report; replaced by a newer row; no longer reported, and so the last


def _mark(db: Writer, municipality: str) -> None:
    """Tell the rows of the newest reports from those of earlier ones."""
    found = timeline(db, municipality)
    current, gone = found.current, found.gone
    sql = "SELECT id, record_id FROM entries WHERE kind = 'status' AND municipality = :place ORDER BY id"
    marks = [
        {"id": entry, "current": CURRENT if row in current else GONE if row in gone else EARLIER}
        for entry, row in db.rows(sql, place=municipality)
    ]
    db.many("UPDATE entries SET current = :current WHERE id = :id", marks)


def _reset(db: Writer, municipality: str) -> None:
    """Take back what was lent, as the links may have changed."""
    db.write(
        "UPDATE entries SET case_id = id, current = 1, (budget_year, adopted) ="
        " (SELECT budget_year, adopted FROM proposals WHERE id = record_id), status = NULL, colour = NULL,"
        " meaning = NULL"
        " WHERE municipality = :place AND kind = 'proposal'",
        place=municipality,
    )
    db.write(
        "UPDATE entries SET case_id = id, current = 1, administration = NULL, payback_service_years = NULL,"
        " payback_total_years = NULL WHERE municipality = :place AND kind = 'status'",
        place=municipality,
    )


def _links(db: Reader, municipality: str) -> list[tuple[Key, Key]]:
    sql = "SELECT from_code, from_title, to_code, to_title, to_budget_year FROM links WHERE municipality = :place"
    sql += " ORDER BY id"
    return [
        (("proposal", code or title.casefold()), ("case", to_code or to_title.casefold(), year))
        for code, title, to_code, to_title, year in db.rows(sql, place=municipality)
    ]


def _join(db: Writer, members: dict[Key, list[int]], links: Iterable[tuple[Key, Key]]) -> None:
    case = {key: min(entries) for key, entries in members.items()}
    for proposal, followed in links:
        if proposal in members and followed in members:
            case[followed] = case[proposal] = min(case[followed], case[proposal])
            _lend(db, members[proposal], members[followed])
    rows = [{"case": case[key], "id": entry} for key, entries in members.items() for entry in entries]
    db.many("UPDATE entries SET case_id = :case WHERE id = :id", rows)


def _lend(db: Writer, proposals: list[int], statuses: list[int]) -> None:
    """The newest row lends; one that is no longer reported lends no status: what it said is over."""
    sql = "SELECT id FROM entries WHERE id IN :ids ORDER BY current = 1 DESC, as_of DESC NULLS LAST, id DESC LIMIT 1"
    [(newest,)] = db.rows(sql, ids=statuses)
    db.write(_LEND_STATUS, newest=newest, proposals=proposals)
    db.write(_LEND_COMMITTEE, proposal=max(proposals), statuses=statuses)


_LEND_STATUS = (
    "UPDATE entries SET (budget_year, adopted, status, colour, meaning) = (SELECT budget_year, adopted,"
    " CASE current WHEN 1 THEN status END, CASE current WHEN 1 THEN colour END, CASE current WHEN 1 THEN meaning END"
    " FROM entries WHERE id = :newest) WHERE id IN :proposals"
)
_LEND_COMMITTEE = (
    "UPDATE entries SET committee = coalesce(committee, (SELECT committee FROM entries WHERE id = :proposal)),"
    " (administration, payback_service_years, payback_total_years) = (SELECT administration,"
    " payback_service_years, payback_total_years FROM entries WHERE id = :proposal) WHERE id IN :statuses"
)
