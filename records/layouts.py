"""What people have said of tables: which column is what, the unit, the municipality, what a status means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from records.spelling import key_of, words_of

NAME_KINDS = ("committee", "administration", "area", "unit")
_LEAST_ALIKE = 0.8  # of the headings of two tables that are the same layout


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Corrections for tables with `headings` (in their plain form; none: for all tables).

    `roles` and `units` are by a heading in its plain form; the role "" says that the column is not to be read. `unit`
    is that of the table's amounts where no heading says one.
    """

    headings: frozenset[str] = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    municipality: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.roles or self.units or self.unit or self.municipality)

    def fits(self, headings: Iterable[str]) -> bool:
        """Whether a table with these headings is one of those that this is about."""
        other = frozenset(headings)
        if not self.headings:
            return True
        return len(self.headings & other) >= _LEAST_ALIKE * len(self.headings | other)


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name that a municipality has said it uses. `kind` is one of NAME_KINDS; the abbreviations are its own."""

    municipality: str
    kind: str
    name: str
    abbreviations: tuple[str, ...] = ()

    def is_meant(self, text: str) -> bool:
        """Whether a printed text is this name or one of its abbreviations."""
        key = key_of(text)
        return bool(key) and (
            key in {key_of(one) for one in (self.name, *self.abbreviations)} or words_of(text) == words_of(self.name)
        )


@dataclass(frozen=True, slots=True)
class Layouts:
    """All corrections. `meanings` and `colours` are by the words of a status, in small letters: one of
    `records.meanings.MEANINGS`, and "green", "yellow", "red" or "" for none. `municipality` is that of the documents
    that name none, or of all where a person says so for a load. `names` are those
    that municipalities have given."""

    known: tuple[TableLayout, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    municipality: str | None = None
    names: tuple[GivenName, ...] = ()

    def name(self, municipality: str, kind: str, text: str) -> str | None:
        """What the municipality calls what is printed as `text`; None where its list does not have it."""
        own = (one for one in self.names if one.municipality == municipality and one.kind == kind)
        return next((one.name for one in own if one.is_meant(text)), None)

    def exactly(self, headings: Iterable[str]) -> TableLayout:
        """What is said of tables with just these headings; a layout that says nothing where that is nothing."""
        wanted = frozenset(headings)
        return next((one for one in self.known if one.headings == wanted), TableLayout(wanted))

    def of(self, headings: Iterable[str]) -> TableLayout:
        """The corrections for a table with these headings; a later one goes before an earlier."""
        listed = tuple(headings)
        fitting = [one for one in self.known if one.fits(listed)]
        roles = {heading: role for one in fitting for heading, role in one.roles.items()}
        units = {heading: unit for one in fitting for heading, unit in one.units.items()}
        unit = next((one.unit for one in reversed(fitting) if one.unit), None)
        place = next((one.municipality for one in reversed(fitting) if one.municipality), None)
        return TableLayout(frozenset(listed), roles, units, unit, place)


NONE = Layouts()
