"""What people say of how tables are read: kept for headings like these, and applied to what is loaded already."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.ingest.loading import renamed
from bot.ingest.reading import MISTAKES
from index.store.store import Store, StoredDocument
from loaders import kinds
from loaders.kinds.tables import roles
from records import Refused, Understanding
from records.layouts import GivenName, Layouts, TableLayout
from records.meanings import MEANINGS
from records.municipalities import MUNICIPALITIES

log = logging.getLogger(__name__)

COLOURS = {"green": "green", "yellow": "yellow", "red": "red", "none": ""}
UNITS = ("kr", "tkr", "mio", "mia")
IGNORED, BY_ITSELF = "ignore", "auto"  # a column that is not to be read; one that nobody has said anything of


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of a document in the store, as it was understood. `id` is the document's and the table's number."""

    document: StoredDocument
    number: int
    understood: Understanding

    @property
    def id(self) -> str:
        return f"{self.document.id}.{self.number}"


@dataclass(frozen=True, slots=True)
class TableChange:
    """What somebody says of a table. Roles and units are by the heading as printed; IGNORED and BY_ITSELF stand for no
    role and for none given. `unit` and `municipality` are of the whole table; "" takes back what was given."""

    roles: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    municipality: str | None = None


class BadChange(Exception):
    """What cannot be said of a table. `kind` is a key of the catalogue's section `layouts`; `value` what was given."""

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(f"{kind}: {value}")
        self.kind, self.value = kind, value


def role_names() -> tuple[str, ...]:
    """The roles that a column can have."""
    return tuple(sorted(set(roles.roles()) - {roles.OTHER}))


def read_tables(store: Store) -> Iterator[ReadTable]:
    """The tables of all documents, in their order."""
    for document in store.documents():
        yield from tables_of(store, document)


def tables_of(store: Store, document: StoredDocument) -> Iterator[ReadTable]:
    for number, understood in enumerate(store.understandings(document.id), 1):
        yield ReadTable(document, number, understood)


def find_table(store: Store, number: str) -> ReadTable:
    """The table with this id, or the only one of the document with this name or number. Raises BadChange."""
    wanted = number.casefold()
    found = [
        one for one in read_tables(store) if wanted in (one.id, str(one.document.id), one.document.name.casefold())
    ]
    if len(found) != 1:
        raise BadChange("no_table" if not found else "several_tables", number)
    return found[0]


Again = tuple[list[Refused], int]  # what could not be read again, and how many documents were


def change(store: Store, told: ReadTable, said: TableChange) -> Again:
    """Keep what is said of tables with the headings of this one, and read those anew. Raises BadChange."""
    if said.municipality is not None:  # whoever names it now corrects what was named at the load
        store.give_municipality(told.document.id, None)
    store.correct([changed(store.corrections().exactly(told.understood.key), told.understood, said)])
    key = TableLayout(frozenset(told.understood.key))
    return _again(store, {one.document.id for one in read_tables(store) if key.fits(one.understood.key)})


def name_columns(store: Store, headings: Iterable[str], said: TableChange) -> Again:
    """Keep what is said of tables with these headings (in their plain form), whether one is loaded or not, and read
    anew those that are. Raises BadChange."""
    key = TableLayout(frozenset(headings))
    given = {heading: _role(role) for heading, role in said.roles.items()}
    place = _municipality(said.municipality or "")
    store.correct([replace(key, roles=given, unit=_unit(said.unit or "") or None, municipality=place)])
    return _again(store, {one.document.id for one in read_tables(store) if key.fits(one.understood.key)})


def change_words(store: Store, meanings: Mapping[str, str], colours: Mapping[str, str]) -> Again:
    """Keep what the words of a status mean, and their colours ("none" for none, "auto" takes back what was said), and
    read anew the documents that hold a status in those words. Raises BadChange."""
    before = store.corrections()
    said_meanings = {**before.meanings, **{_words(words): _meaning(value) for words, value in meanings.items()}}
    said_colours = {**before.colours, **{_words(words): _colour(value) for words, value in colours.items()}}
    given = {_words(words) for words in (*meanings, *colours)}
    store.correct([], [(words, _said(said_meanings, words), _said(said_colours, words)) for words in given])
    names = {row.source.document for row in store.statuses().values() if _words(row.status) in given}
    return _again(store, {one.id for one in store.documents() if one.name in names})


def _said(given: Mapping[str, str], words: str) -> str | None:
    value = given.get(words)
    return None if value == BY_ITSELF else value


def give_names(store: Store, given: Iterable[GivenName]) -> Again:
    """Keep the names that municipalities use, and read their tables anew."""
    listed = list(given)
    store.give_names(listed)
    places = {one.municipality for one in listed}
    return _again(store, {one.document.id for one in read_tables(store) if one.understood.municipality in places})


def take(store: Store, said: Layouts) -> Again:
    """Keep corrections from elsewhere beside those that are there, and read all tables anew. Raises BadChange."""
    for layout in said.known:
        for role in layout.roles.values():
            _role(role or IGNORED)
        for unit in (*layout.units.values(), layout.unit or ""):
            _unit(unit)
    known = [replace(one, municipality=_municipality(one.municipality or "")) for one in said.known]
    words = [(one, said.meanings.get(one), said.colours.get(one)) for one in {*said.meanings, *said.colours}]
    store.correct(known, words)
    return _again(store, {one.document.id for one in read_tables(store)})


def _again(store: Store, documents: Iterable[int]) -> Again:
    wanted = sorted(documents)
    refused = list(read_again(store, wanted))
    return refused, len(wanted) - len(refused)


def _words(status: str) -> str:
    """The words of a status as corrections know them."""
    return " ".join(status.lower().split())


def _meaning(value: str) -> str:
    if value != BY_ITSELF and value not in MEANINGS:
        raise BadChange("no_meaning", value)
    return value


def _colour(value: str) -> str:
    if value not in (*COLOURS, BY_ITSELF):
        raise BadChange("no_colour", value)
    return COLOURS.get(value, value)


def changed(layout: TableLayout, understood: Understanding, said: TableChange) -> TableLayout:
    """The corrections with what is said now. Raises BadChange."""
    given_roles = {_heading(understood, heading): _role(role) for heading, role in said.roles.items()}
    given_units = {_heading(understood, heading): _unit(unit) for heading, unit in said.units.items()}
    kept = {heading: role for heading, role in {**layout.roles, **given_roles}.items() if role != BY_ITSELF}
    units = {heading: unit for heading, unit in {**layout.units, **given_units}.items() if unit}
    unit = layout.unit if said.unit is None else _unit(said.unit) or None
    place = layout.municipality if said.municipality is None else _municipality(said.municipality)
    return replace(layout, roles=kept, units=units, unit=unit, municipality=place)


def _heading(understood: Understanding, heading: str) -> str:
    """The plain form of a heading of the table, whether it is given as printed or plain."""
    wanted = roles.plain_heading(heading) or heading.casefold()
    for column, key in zip(understood.columns, understood.key, strict=False):
        if wanted in (key, roles.plain_heading(column.heading)):
            return roles.plain_heading(column.heading) or key
    raise BadChange("no_heading", heading)


def _role(role: str) -> str:
    """The role as a layout keeps it: "" is a column that is not read."""
    if role == IGNORED:
        return ""
    if role != BY_ITSELF and role not in role_names():
        raise BadChange("no_role", role)
    return role


def _unit(unit: str) -> str:
    if unit in ("", BY_ITSELF):
        return ""
    if unit not in UNITS:
        raise BadChange("no_unit", unit)
    return unit


def _municipality(name: str) -> str | None:
    if name in ("", BY_ITSELF):
        return None
    return official_municipality(name)


def official_municipality(name: str) -> str:
    """The municipality as it is called here ("Silkeborg Kommune", "silkeborg" are Silkeborg). Raises BadChange."""
    wanted = name.casefold().removesuffix(" kommune").strip()
    found = next((one for one in MUNICIPALITIES if one.casefold() in (wanted, wanted.removesuffix("s"))), None)
    if found is None:
        raise BadChange("bad_municipality", name)
    return found


def read_again(store: Store, documents: Iterable[int]) -> Iterator[Refused]:
    """Read documents anew from what is kept of them, as they are understood now. Returns what could not be read."""
    said = store.corrections()
    for document_id in sorted(documents):
        try:
            _read_again(store, document_id, said)
        except Refused as refused:
            yield refused
        except MISTAKES:
            log.exception("the loader failed on document %s", document_id)
            yield Refused("failed", name=store.document(document_id).name, detail="")


def _read_again(store: Store, document_id: int, said: Layouts) -> None:
    held, original = store.document(document_id), store.original(document_id)
    if original is None:
        raise Refused("not_kept", name=held.name)
    document = renamed(original.document, held.name)
    store.read_again(document_id, kinds.read_document(document, replace(said, municipality=original.municipality)))
