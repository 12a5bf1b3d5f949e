"""The nouns. Frozen values that every stage hands to the next; this package imports nothing else of ours.

Amounts are in 1.000 kr. with the sign as printed unless a field says otherwise; dates are `datetime.date`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from records.answers import Answer, CaseView, Coverage, Fact, Hit, ListSum, Note, Part, Quote, Reading, Table
    from records.documents import (
        Attached,
        ColumnRead,
        Document,
        Figure,
        Finding,
        Link,
        Loaded,
        Milestone,
        Passage,
        Proposal,
        Refused,
        Source,
        StatusRow,
        Understanding,
    )
    from records.movements import Change, Movement
    from records.tables import Cell, DocumentTable, TableRow

__all__ = [
    "Answer",
    "Attached",
    "CaseView",
    "Cell",
    "Change",
    "ColumnRead",
    "Coverage",
    "Document",
    "DocumentTable",
    "Fact",
    "Figure",
    "Finding",
    "Hit",
    "Link",
    "ListSum",
    "Loaded",
    "Milestone",
    "Movement",
    "Note",
    "Part",
    "Passage",
    "Proposal",
    "Quote",
    "Reading",
    "Refused",
    "Source",
    "StatusRow",
    "Table",
    "TableRow",
    "Understanding",
]

_HOMES = {
    "records.answers": "Answer CaseView Coverage Fact Hit ListSum Note Part Quote Reading Table".split(),
    "records.movements": "Change Movement".split(),
    "records.tables": "Cell DocumentTable TableRow".split(),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """A noun is imported when it is asked for: a file is read in a process that needs none of those of answers, and
    a start sets first how all of them are made (`records.dataclass_code`)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = getattr(import_module(_HOME.get(name, "records.documents")), name)
    globals()[name] = made
    return made
