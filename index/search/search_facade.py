"""Everything that answers read: records through the store, topics through the index, names of what is there.

What is kept in memory belongs to one revision of the store; a load by any process makes the next question read anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np

from filters.conditions import FIRST_OF, LARGEST, TOPIC, Condition
from filters.fields import FIELDS
from filters.trees import Tree, tree_of, with_own_names
from index.db.gateway import Row
from index.search.arrays import Floats, Ints, Mask
from index.search.columns import Columns, distinct, distinct_names, places_of_names
from index.search.concepts import Concept, concepts
from index.search.conditions import mask, of_tree
from index.search.coverage import CoveredDocument, passages_of_places
from index.search.entries import catch_up, is_behind
from index.search.entry import COLUMNS, Entry, entry_of
from index.search.lexicon import Lexicon, lexicon
from index.search.names import given_names
from index.search.phrases import apart
from index.search.postings import Postings
from index.search.recent import Key, Recent
from index.search.revision import Revision
from index.search.search import SURE, Ranking, rank_units, told_by
from index.search.spelling import Spelling, spoken_language
from index.search.text_words import TextWords
from index.search.tokenizer import words
from index.store.own_words import AddedRow, added_words
from index.store.store import Store
from index.store.timeline import Timeline
from records import Figure, codes
from records.committees import COMMITTEES
from records.movements import STALE_DAYS
from records.names import area

# an empty name is no name
_LABELS = "SELECT DISTINCT value FROM labels WHERE kind = :kind AND trim(value) <> '' ORDER BY value"
_IN_ORDER = "ORDER BY kind, current, id"


class Library:
    """The reader of one store. Thread-safe: what it keeps is read-only, and each thread has its own connection."""

    def __init__(self, store: Store, own_words: Path | None = None, stale_days: int = STALE_DAYS) -> None:
        self.store = store
        self.stale_days = stale_days
        self.own_words = own_words
        self._revision = Revision(store, -1)
        self._added: tuple[int, tuple[AddedRow, ...]] = (-1, ())

    def over(self, store: Store) -> "Library":
        """The same over another store."""
        return Library(store, self.own_words, self.stale_days)

    @property
    def lexicon(self) -> Lexicon:
        return self._lexicon()

    def _lexicon(self, prose: bool = False) -> Lexicon:
        own, number = self.own_words, self.store.revision()
        if self._added[0] != number:
            self._added = (number, added_words(self.store.reader()))
        return lexicon(own if own and own.suffix == ".csv" else None, prose=prose, added=self._added[1])

    def _current(self) -> Revision:
        number = self.store.revision()
        if self._revision.number != number:
            self.catch_up()
            self._revision = Revision(self.store, number)
        return self._revision

    def catch_up(self) -> None:
        """Index what an older version did not. Not inside a read of one state, which cannot become a write."""
        if not self.store.file.in_transaction and is_behind(self.store.reader()):
            with self.store.file.writer() as db:
                catch_up(db)

    def names(self, kind: str) -> tuple[str, ...]:
        """The distinct names of a kind: one of `index.search.names.KINDS`, or "code"."""
        return self._current().names(kind)

    @property
    def families(self) -> frozenset[str]:
        """The letters by which codes belong together ("BC")."""
        return self._current().families

    def postings(self, of: str) -> Postings:
        """The words of the entries, passages, milestones or remarks."""
        return cast("Postings", getattr(self._current(), of))

    @property
    def answers(self) -> Recent:
        """What was answered lately, of the store as it is now."""
        return self._current().answers

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The cells of the tables of the documents."""
        return self._current().figures

    @property
    def text_words(self) -> TextWords:
        """The stems of the words of texts."""
        return self._current().text_words

    def concepts(self, words: Sequence[str], language: str, of: str = "entries") -> tuple[Concept, ...]:
        """How the words of a topic are understood, with the vocabulary of the entries, passages, milestones or
        remarks."""
        words_of, known = self._lexicon(prose=of in ("passages", "remarks", "milestones")), self.postings(of).vocabulary
        key = ("concepts", of, language, *words)
        return self._current().recent.get(key, lambda: concepts(list(words), language, words_of, known))

    def telling(self, asked: Sequence[Concept], of: str = "entries") -> list[float]:
        """How much each concept tells: the fewer entries (or passages) can hold it, and the rarer its words are in the
        language, the more. An English word that nothing translates tells little: the texts are Danish and may well hold
        what it means."""
        keys: dict[Key, Concept] = {(of, one): one for one in asked}
        return self._current().telling.get_all(
            [(of, one) for one in asked], lambda new: told_by([keys[one] for one in new], self.postings(of))
        )

    def language_of(self, text: str) -> str:
        """ "en" when more words of a short question are English than Danish: those that only one of the languages knows
        count, and terms of several words of the English word list."""
        return spoken_language(words(text), Spelling(self._current().entries.vocabulary, self.lexicon), self.lexicon)

    def rank(self, asked: tuple[Concept, ...], among: Mask | None = None) -> Ranking:
        """Current entries on a topic (of those `among`), best first."""
        among = self._current().shown if among is None else among
        return self._current().recent.get(("rank", asked, among.tobytes()), lambda: self._rank(asked, among))

    def _rank(self, asked: tuple[Concept, ...], among: Mask) -> Ranking:
        ranking = rank_units(self._current().entries, asked, among)
        loose = [unit for concept, units in ranking.phrased for unit in self._loose(concept, units, ranking)]
        return replace(ranking, strong=ranking.strong & ~np.isin(ranking.units, loose)) if loose else ranking

    def _loose(self, concept: Concept, units: Ints, ranking: Ranking) -> set[int]:
        """The units, best first, that say the words of a concept here and there and never together."""
        if not len(units):
            return set()
        best = ranking.units[np.isin(ranking.units, units)]
        phrases = [way.stems for way in concept.ways if way.weight >= SURE and len(way.stems) > 1]
        return apart(self.store.reader(), best.tolist(), phrases, self.lexicon.stop, self.text_words)

    def rank_passages(self, asked: tuple[Concept, ...], among: Sequence[int] | None = None) -> Ranking:
        """Passages on a topic (of those with the ids `among`), best first."""
        return self._rank_prose("passages", asked, among)

    def _rank_prose(self, of: str, asked: tuple[Concept, ...], among: Sequence[int] | None) -> Ranking:
        units = self.postings(of).units
        mask = None if among is None else np.isin(units, np.array(among, np.int64))
        key = (of, asked, None if among is None else tuple(among))
        return self._current().recent.get(key, lambda: rank_units(self.postings(of), asked, mask))

    def rank_milestones(self, asked: tuple[Concept, ...], among: Sequence[int] | None = None) -> Ranking:
        """Milestones (of those with the ids `among`) by their goal, then by their measure, unit and case, best first.
        About the topic are those that say it themselves; those of a case of that name are near."""
        return self._rank_prose("milestones", asked, among)

    def rank_remarks(self, asked: tuple[Concept, ...]) -> Ranking:
        """Status rows of the newest reports by what they say in prose, best first. The units are ids of status rows."""
        revision = self._current()
        reported = np.isin(revision.remarks.units, revision.reported)
        return revision.recent.get(("remarks", asked), lambda: rank_units(revision.remarks, asked, reported))

    def matching(self, conditions: Iterable[Condition], kind: str = "", gone: bool = False) -> Mask:
        """Which of the entries are current and meet all conditions: a mask over `columns.ids`. With `gone` the last
        rows of cases that are no longer reported are among them; of a report that is named, all rows are."""
        columns, conditions = self.columns, tuple(conditions)
        if any(one.field == "report" for one in conditions):
            found = np.ones_like(columns.current)
        else:
            found = columns.current | columns.gone if gone else columns.current.copy()
        if kind:
            found &= columns.named("kind", lambda text: text == kind)
        for condition in conditions:
            found &= of_tree(self._own(condition), self._met)
        return found

    def _met(self, condition: Condition) -> Mask:
        """What meets a condition. A status row that names no administration is of the one below the committee that its
        report is for."""
        if (own := {TOPIC: self._about, FIRST_OF: self._first_of}.get(condition.field)) is not None:
            return own(condition)
        columns, found = self.columns, mask(condition, self.columns)
        above = tuple(name for name, one in COMMITTEES.items() if one.administration in condition.values)
        if condition.field != "administration" or not above:
            return found
        unnamed = columns.named("kind", lambda kind: kind == "status") & ~columns.named("administration", bool)
        below = unnamed & mask(Condition("committee", above), columns)
        return found & ~below if condition.negated else found | below

    def _own(self, condition: Condition) -> Tree:
        """A committee's abbreviation is, in a municipality that has given it, what it stands for there."""
        tree = tree_of(condition)
        committees = "committee" in (condition.field, *(one.field for one in condition.parts))
        return with_own_names(tree, given_names(self.store.reader())) if committees else tree

    def _about(self, topic: Condition) -> Mask:
        """What is about a topic, and what stands under the area of that name."""
        columns = self.columns
        ranking = self.rank(self.concepts(topic.values, topic.label), columns.current | columns.gone)
        found = np.isin(columns.ids, ranking.units[ranking.strong])
        if (named := area(" ".join(topic.values))) in self.names("area"):
            found = found | columns.labelled("area", (named,))
        return ~found if topic.negated else found

    def _first_of(self, condition: Condition) -> Mask:
        """All entries of the cases that a list begins with."""
        field, kind = condition.values
        found = self.matching(condition.parts, kind)
        ids = self.columns.ids[found if kind == "status" or found.any() else self.matching(condition.parts)]
        ids = self.first_of_cases(self.sorted(ids, field, condition.op == LARGEST))[: int(condition.low or 0)]
        return np.isin(self.cases_of(self.columns.ids), self.cases_of(ids), invert=condition.negated)

    @property
    def proposing(self) -> frozenset[str]:
        """The municipalities that the documents have proposals of."""
        return self._current().proposing

    @property
    def covered(self) -> tuple[CoveredDocument, ...]:
        """The documents that there are to answer from, with what of them was not read."""
        return self._current().covered

    @property
    def timeline(self) -> Timeline:
        """The status reports in their order, and every row's way through them."""
        return self._current().timeline

    @property
    def columns(self) -> Columns:
        """The entries by column, of the store as it is now."""
        return self._current().columns

    def sorted(self, ids: Ints, field: str, descending: bool) -> Ints:
        """`ids` by an amount; those that do not state it come last, equals stay in order."""
        values = self.values(ids, field)
        return ids[np.argsort(np.where(np.isnan(values), np.inf, -values if descending else values), kind="stable")]

    def cases_of(self, ids: Ints) -> Ints:
        """The case of each entry."""
        entries, cases = self._current().cases
        if not len(entries) or not len(ids):
            return ids
        at = np.minimum(np.searchsorted(entries, ids), len(entries) - 1)
        return np.where(entries[at] == ids, cases[at], ids)

    @property
    def shared_cases(self) -> frozenset[int]:
        """The cases that have several entries."""
        return self._current().shared_cases

    def first_of_cases(self, ids: Ints) -> Ints:
        """`ids` with only the first entry of each case."""
        if not len(self._current().cases[0]):
            return ids
        return ids[np.sort(np.unique(self.cases_of(ids), return_index=True)[1])]

    def entries(self, ids: Iterable[int]) -> dict[int, Entry]:
        """The entries with these ids, in the order asked for."""
        wanted = [int(one) for one in ids]
        rows = self._entries("id IN :ids ORDER BY id", ids=wanted) if wanted else ()
        found = {row[0]: entry_of(row) for row in rows}
        return {one: found[one] for one in wanted if one in found}

    def members(self, case_ids: Iterable[int]) -> dict[int, list[Entry]]:
        """The entries of each case, proposals first; of rows that are no longer reported the last."""
        wanted = [int(one) for one in case_ids]
        found: dict[int, list[Entry]] = {one: [] for one in wanted}
        for row in self._entries(f"current > 0 AND case_id IN :cases {_IN_ORDER}", cases=wanted):
            found[row[3]].append(entry_of(row))
        return found

    def by_records(self, record_ids: Iterable[int]) -> dict[int, Entry]:
        """The entries of status rows, by the ids of those."""
        rows = self._entries("kind = 'status' AND record_id IN :ids ORDER BY id", ids=[int(one) for one in record_ids])
        return {row[2]: entry_of(row) for row in rows}

    def by_code(self, code: str) -> list[Entry]:
        """The entries of a code, however it is printed; of rows that are no longer reported the last."""
        found = self._of_code(code)
        alike = () if found else (one for one in self._current().codes.get(codes.key(code), ()) if one != code)
        return found or [entry for one in alike for entry in self._of_code(one)]

    def _of_code(self, code: str) -> list[Entry]:
        return [entry_of(row) for row in self._entries(f"current > 0 AND code = :code {_IN_ORDER}", code=code)]

    def by_title(self, municipality: str, title: str) -> list[Entry]:
        """The entries of a municipality that have exactly this title; of rows that are no longer reported the last."""
        where = f"current > 0 AND municipality = :place AND title = :title {_IN_ORDER}"
        return [entry_of(row) for row in self._entries(where, place=municipality, title=title)]

    def _entries(self, where: str, **named: object) -> list[Row]:
        return self.store.reader().rows(f"SELECT {COLUMNS} FROM entries WHERE {where}", **named)  # noqa: S608 - ours

    def values(self, ids: Ints, field: str) -> Floats:
        """An amount of each entry (payback: the service figure, else the total); NaN: not stated."""
        at = self.columns.rows(ids)
        values = np.full(len(ids), np.nan)
        for name in FIELDS[field].columns:
            values = np.where(np.isnan(values), self.columns.numbers(name)[at], values)
        return values

    def grouped(self, ids: Ints, field: str) -> dict[str | None, Ints]:
        """Where in `ids` the entries of each municipality, committee, type, colour, year, area or measure stand."""
        if field in ("area", "measure", "affected"):
            return self._labelled_groups(ids, field)
        at = self.columns.rows(ids)
        if field in ("budget_year", "phase_in_year"):
            years = self.columns.numbers(field)[at]
            stated: dict[str | None, Ints] = {
                str(int(year)): np.flatnonzero(years == year) for year in distinct(years[~np.isnan(years)])
            }
            missing = np.flatnonzero(np.isnan(years))
            return {**stated, **({None: missing} if len(missing) else {})}
        numbers, names = self.columns.texts(field)
        return {(names[number] if number >= 0 else None): rows for number, rows in places_of_names(numbers[at]).items()}

    def _labelled_groups(self, ids: Ints, kind: str) -> dict[str | None, Ints]:
        at = self.columns.rows(ids)
        groups = {name: np.flatnonzero(self.columns.labelled(kind, [name])[at]) for name in self._label_names(kind)}
        rest = np.ones(len(ids), bool)
        for rows in groups.values():
            rest[rows] = False
        found: dict[str | None, Ints] = {name: rows for name, rows in groups.items() if len(rows)}
        return {**found, None: np.flatnonzero(rest)} if rest.any() else found

    def _label_names(self, kind: str) -> list[str]:
        return sorted(row[0] for row in self.store.reader().rows(_LABELS, kind=kind))

    def price_levels(self, ids: Ints) -> list[str | None]:
        """The distinct price levels of the records behind entries; None for those that print none."""
        numbers, names = self.columns.texts("price_level")
        return [names[one] if one >= 0 else None for one in distinct_names(numbers[self.columns.rows(ids)])]

    def rows_behind(self, ids: Ints) -> int:
        """How many current status rows stand behind the cases of these entries."""
        columns = self.columns
        rows = columns.ids[columns.named("kind", lambda text: text == "status") & columns.current]
        return int(np.isin(self.cases_of(rows), self.cases_of(ids)).sum())

    def passages_in(self, conditions: Iterable[Condition]) -> list[int] | None:
        """The passages of the municipalities that are asked for; None when the question names none."""
        named = [name for condition in conditions if condition.field == "municipality" for name in condition.values]
        return passages_of_places(self.store.reader(), named) if named else None
