"""What became of a case between two reports, as an entry: colour first, then each field old and new, both places."""

from collections.abc import Iterator, Sequence

from records import Change, Hit, Movement, StatusRow
from records.movements import MovementKind
from templates.catalogue import called, say
from templates.formats import first_upper, one_line
from templates.views import facts
from templates.views.names import place, title_of
from templates.views.pieces import CardEntry

SHORT = 60  # letters of a value that needs no marks around it
_TOLD = ("colour", "code")


def entry(hit: Hit | None, moved: Sequence[Movement], language: str) -> CardEntry:
    """A case, with each of its rows that moved. Without a hit its name stands elsewhere on the card."""
    title = title_of(hit, language) if hit else ""
    if len(moved) == 1:
        return CardEntry(title, tuple(_lines(moved[0], language)), _places(moved[0].before, moved[0].after, language))
    return CardEntry(title, tuple(line for one in moved for line in _of_several(one, language)))


def _of_several(one: Movement, language: str) -> Iterator[str]:
    first, *rest = _lines(one, language)
    yield f"{one_line(one.row.area)}: {first}" if one.row.area else first
    yield _places(one.before, one.after, language)
    yield from rest


def _lines(one: Movement, language: str) -> Iterator[str]:
    yield headline(one, language)
    yield from (_change(change, language) for change in one.fields if change.field not in _TOLD)


def headline(one: Movement, language: str) -> str:
    """How the colour moved."""
    before, after = (row.colour if row else None for row in (one.before, one.after))
    kind = "recoloured" if one.kind == MovementKind.CHANGED and before != after else str(one.kind)
    return say(f"movements.{kind}", language, before=before or "none", after=after or "none")


def _change(change: Change, language: str) -> str:
    """One line: a card may show only the first lines, and old and new must not be parted."""
    name = first_upper(called(change.field, "columns", language), language)
    before, after = (facts.cell(change.field, value, language) for value in (change.before, change.after))
    form = "field" if max(len(before), len(after)) <= SHORT else "text" if change.before else "text_new"
    return say(f"movements.{form}", language, name=name, before=before, after=after)


def _places(before: StatusRow | None, after: StatusRow | None, language: str) -> str:
    if before is None or after is None:
        row = after or before
        return place(row.source, language) if row else ""
    values = {"before": place(before.source, language), "after": place(after.source, language)}
    return say("movements.places", language, **values)
