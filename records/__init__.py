"""The nouns. Frozen values that every stage hands to the next; this package imports nothing else of ours.

Amounts are in 1.000 kr. with the sign as printed unless a field says otherwise; dates are `datetime.date`.
"""

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
