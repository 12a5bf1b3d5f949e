"""What people have said of tables: which column is what, the unit, the municipality, what a status means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
class Layouts:
    """All corrections. `meanings` and `colours` are by the words of a status, in small letters: one of
    `records.meanings.MEANINGS`, and "green", "yellow", "red" or "" for none. `municipality` is that of the documents
    that name none, or of all where a person says so for a load."""

    known: tuple[TableLayout, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    municipality: str | None = None

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
