"""Totals by a name: of all its values, or of the few that a question compares."""

from collections.abc import Sequence

from filters.fields import YEARS, named_fields
from questions.query import Query
from records.spelling import key_of

NAMED = ("municipality", "committee", "administration", "area", "section", "measure", "type", "colour")


def several(query: Query) -> str:
    """The name of which a question gives two values or more ("Frederiksberg or Gladsaxe"); "" for none."""
    named = (one for one in query.filters if one.field in NAMED and not one.negated)
    return next((one.field for one in named if len(_apart(one.values)) > 1), "")


def _apart(values: Sequence[str]) -> list[str]:
    """The names, but for those within another: an area of the idea bank and the section of a report that is called as
    a part of it are one to the one who asks."""
    keys = [key_of(one) for one in values]
    return [one for one in keys if not any(one != other and one in other for other in keys)]


def field_of(query: Query) -> str:
    """What is compared: what the question sorts by or measures, else the saving."""
    if query.order and query.order.field in ("saving", "cost", *named_fields(YEARS)):
        return query.order.field
    return next((one for one in ("cost", "payback") if one in query.asks), "saving")
