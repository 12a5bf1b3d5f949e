"""The nouns. Frozen values that every stage hands to the next; this package imports nothing else of ours.

Amounts are in 1.000 kr. with the sign as printed unless a field says otherwise; dates are `datetime.date`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

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
from records.tables import Cell, DocumentTable, TableRow

if TYPE_CHECKING:
    from records.answers import Answer, CaseView, Coverage, Fact, Hit, ListSum, Note, Part, Quote, Reading, Table
    from records.movements import Change, Movement

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

_MOVEMENTS = ("Change", "Movement")


def __getattr__(name: str) -> object:
    """What only answers need is imported when it is asked for: a file is read in a process that needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = getattr(import_module("records.movements" if name in _MOVEMENTS else "records.answers"), name)
    globals()[name] = made
    return made
