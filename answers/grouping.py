"""Totals by a name: of all its values, or of the few that a question compares."""

from filters.fields import YEARS, named_fields
from questions.query import Query, several_of

NAMED = ("municipality", "committee", "administration", "area", "section", "measure", "type", "colour")


def several(query: Query) -> str:
    """The name of which a question gives two values or more ("Frederiksberg or Gladsaxe"); "" for none."""
    return several_of(query.filters, NAMED)


def field_of(query: Query) -> str:
    """What is compared: what the question sorts by or measures, else the saving."""
    if query.order and query.order.field in ("saving", "cost", *named_fields(YEARS)):
        return query.order.field
    return next((one for one in ("cost", "payback") if one in query.asks), "saving")
