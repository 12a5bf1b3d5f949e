"""Totals by a name: of all its values, or of the few that a question compares."""

from questions.query import Query

NAMED = ("municipality", "committee", "administration", "area", "section", "measure", "type", "colour")


def several(query: Query) -> str:
    """The name of which a question gives two values or more ("Frederiksberg or Gladsaxe"); "" for none."""
    return next((one.field for one in query.filters if one.field in NAMED and len(one.values) > 1), "")


def field_of(query: Query) -> str:
    """What is compared: what the question sorts by or measures, else the saving."""
    if query.order and query.order.field in ("saving", "cost", "payback"):
        return query.order.field
    return next((one for one in ("cost", "payback") if one in query.asks), "saving")
