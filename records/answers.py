"""What an answer is made of, before it becomes a card. Keys (`kind`, `label`) are looked up in the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from records.documents import Figure, Link, Milestone, Proposal, Source, StatusRow
from records.movements import Movement


@dataclass(frozen=True, slots=True)
class Part:
    """One part of how the question was read: a filter, a topic, an order. `id` is what takes it off again.

    `kind` is a key of the catalogue's section `reading`, `values` fill it; an optional part can be taken off.
    """

    id: str
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One proposal or case of a list. `saving_tkr` is positive where money is saved (None: not stated). Where the
    document prints it with a minus (`minus_saves`), what is printed stands beside it. `saving_as_printed` and
    `cost_as_printed` are amounts that are printed and that nothing counts with ("400 årligt")."""

    municipality: str
    title: str
    document: str
    source: Source
    code: str | None = None
    budget_year: int | None = None
    area: str | None = None
    saving_tkr: float | None = None
    cost_tkr: float | None = None
    phase_in_year: int | None = None
    payback_service_years: float | None = None
    payback_total_years: float | None = None
    adopted: bool | None = None
    status: str | None = None
    colour: str | None = None
    price_level: str | None = None
    confidential: bool = False
    minus_saves: bool = True
    snippet: str = ""
    also: tuple["Hit", ...] = ()
    saving_as_printed: str = ""
    cost_as_printed: str = ""
    committee: str | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that is known of one case: the proposal, its status rows, its milestones (nearest due first), its links.

    `statuses` are the newest of each row; of them `gone` are no longer reported, since `gone_from` (implemented or
    closed). `past` holds the way of each row that earlier reports have too, oldest first. `unproposed`: the documents
    have proposals of the municipality, but none for this case.
    """

    hit: Hit
    proposal: Proposal | None = None
    statuses: tuple[StatusRow, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    links: tuple[Link, ...] = ()
    gone: tuple[StatusRow, ...] = ()
    gone_from: date | None = None
    past: tuple[tuple[StatusRow, ...], ...] = ()
    unproposed: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A single value with its place. `label` is a key of the catalogue's section `facts`; `values` fill it."""

    label: str
    value: str
    source: Source | None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, as they stand there. `key` is the sentence among them that tells most of what was asked."""

    text: str
    source: Source
    last_line: int | None = None
    heading: str = ""
    title: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ListSum:
    """What the cases of a list save in all, in 1.000 kr.; `stated` of them say what they save, at these price levels
    ("": not said), and `extra` say what they cost instead."""

    saving_tkr: float
    stated: int
    levels: tuple[str, ...] = ()
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A small table. `columns` and the first cell of a row may be catalogue keys (section `columns`); a cell is text,
    a number (1.000 kr. unless `unit` says otherwise) or None for "not stated"."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    unit: str = "tkr"
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside the answer. `kind` is a key of the catalogue's section `notes`; `values` fill it."""

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Over what was looked or counted: so many documents, of these municipalities. `newest` is the newest day that one
    of them is about, `loaded` the day on which the last of them came in. `unread_columns` are (document, heading) of
    columns that were not read and that the question may be about; where there is nothing, `unread_tables`
    counts the documents that have a table, or a list, which gave none."""

    documents: int
    municipalities: tuple[str, ...] = ()
    newest: date | None = None
    loaded: date | None = None
    unread_columns: tuple[tuple[str, str], ...] = ()
    unread_tables: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of one intent. `hits` and `nearest` may load their items when they are looked at; `total` is the number
    of hits; `nearest` are no hits, and `near_quotes` no answer: they only come near. `movements` has for each case (or
    for each hit, where there are none) what moved of it. `ignored` are the words of the question that were left out,
    `carried` the parts of its reading that came from the question before, `alternatives` other readings. `coverage` is
    there where the answer counts or finds nothing. `asked` are the labels of the facts that were asked for, `saving` is
    what a list comes to."""

    question: str
    language: str
    intent: str
    today: date
    reading: Reading = Reading()
    total: int = 0
    hits: Sequence[Hit] = ()
    nearest: Sequence[Hit] = ()
    near_quotes: tuple[Quote, ...] = ()
    cases: tuple[CaseView, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    movements: tuple[tuple[Movement, ...], ...] = ()
    figures: tuple[Figure, ...] = ()
    table: Table | None = None
    quotes: tuple[Quote, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    ignored: tuple[str, ...] = ()
    carried: tuple[Part, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    coverage: Coverage | None = None
    asked: tuple[str, ...] = ()
    saving: ListSum | None = None
