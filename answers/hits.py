"""Entries → the hits of a list. A case is one hit, however many records tell of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from answers.economy import unread_amount
from index.search.arrays import Ints
from index.search.entry import Entry
from index.search.search_facade import Library
from records import Hit, Proposal, StatusRow

SNIPPET = 240
AT_ONCE = 200


class CaseHits(Sequence[Hit]):
    """The hits for the first entries of cases, best first. An item is read from the store when it is looked at; a card
    looks several times at those of its first page."""

    def __init__(self, library: Library, ids: Ints) -> None:
        self._library = library
        self.ids = ids
        self._page: tuple[int, range, tuple[Hit, ...]] = (-1, range(0), ())  # of a revision: places, and their hits

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(index, slice):
            return self._of_page(range(*index.indices(len(self.ids))))
        return hits(self._library, self.ids[[index]])[0]

    def _of_page(self, wanted: range) -> tuple[Hit, ...]:
        revision, (number, kept, found) = self._library.store.revision(), self._page
        if number == revision and wanted.step == 1 and wanted.start >= kept.start and wanted.stop <= kept.stop:
            return found[wanted.start - kept.start : wanted.stop - kept.start]
        read = hits(self._library, self.ids[wanted.start : wanted.stop : wanted.step] if wanted else self.ids[:0])
        if wanted.step == 1 and len(read) == len(wanted) <= AT_ONCE:
            self._page = (revision, wanted, read)
        return read

    def __iter__(self) -> Iterator[Hit]:
        for start in range(0, len(self.ids), AT_ONCE):
            yield from self[start : start + AT_ONCE]


def hits(library: Library, ids: Ints) -> tuple[Hit, ...]:
    """One hit for each entry id, in their order, with the other records of its case in `also`."""
    entries = library.entries(ids)
    shared = {one.case_id for one in entries.values()} & library.shared_cases
    members = library.members(shared) if shared else {}
    everything = {**entries, **{one.id: one for group in members.values() for one in group}}
    records = records_of(library, everything.values())
    return tuple(
        hit_of(entry, records, list(_beside(entry, members.get(entry.case_id, ())))) for entry in entries.values()
    )


def _beside(entry: Entry, members: Sequence[Entry]) -> Iterator[Entry]:
    """The other records of a case; beside a row of an earlier report none of a later one."""
    earlier = entry.kind == "status" and all(one.id != entry.id for one in members)
    return (one for one in members if one.id != entry.id and not (earlier and one.kind == "status"))


Records = dict[int, Proposal | StatusRow]


def records_of(library: Library, entries: Iterable[Entry]) -> Records:
    listed = list(entries)
    proposals = library.store.proposals([e.record_id for e in listed if e.kind == "proposal"])
    statuses = library.store.statuses([e.record_id for e in listed if e.kind == "status"])
    found: Records = {}
    for entry in listed:
        record = (proposals if entry.kind == "proposal" else statuses).get(entry.record_id)
        if record is not None:
            found[entry.id] = record
    return found


def hit_of(entry: Entry, records: Records, others: Sequence[Entry] = ()) -> Hit:
    """The hit of one entry. Amounts are those of its own record; the saving is positive where money is saved."""
    record = records[entry.id]
    return Hit(
        municipality=entry.municipality,
        title=entry.title,
        document=record.source.document,
        source=record.source,
        code=entry.code,
        budget_year=entry.budget_year,
        area=entry.area,
        committee=entry.committee,
        saving_tkr=entry.saving_tkr,
        cost_tkr=entry.cost_tkr,
        saving_as_printed=unread_amount(record.saving_tkr, record.saving_text),
        cost_as_printed=unread_amount(*_cost(record)),
        phase_in_year=entry.phase_in_year,
        payback_service_years=entry.payback_service_years,
        payback_total_years=entry.payback_total_years,
        adopted=entry.adopted,
        status=entry.status,
        colour=entry.colour,
        price_level=record.price_level,
        confidential=entry.confidential,
        minus_saves=_minus_saves(record),
        snippet=_snippet(record),
        also=tuple(hit_of(other, records) for other in others if other.id in records),
    )


def _cost(record: Proposal | StatusRow) -> tuple[float | None, str | None]:
    """The cost of a proposal, or the investment of a status row, as a number and as it is printed."""
    if isinstance(record, StatusRow):
        return record.investment_tkr, record.investment_text
    return record.cost_tkr, record.cost_text


def _minus_saves(record: Proposal | StatusRow) -> bool:
    """Whether the document prints a saving as a minus: the year tables of a proposal do, and most status reports."""
    if isinstance(record, StatusRow):
        return not record.plus_saves
    return bool(record.lasting_change or record.overview)


def _snippet(record: Proposal | StatusRow) -> str:
    text = record.summary if isinstance(record, Proposal) else record.remark
    text = " ".join(text.split())
    if len(text) <= SNIPPET:
        return text
    return text[:SNIPPET].rsplit(" ", 1)[0] + " …"
