"""Is a status report that comes in one that is here already: the same one as another file, or corrected? Pure.

A report is known by what stands in it: whose it is, the day that it is about, its cases. Its file name says little: one
name may be used for every report, and one report may come as text and as PDF.
"""

from collections.abc import Sequence

from index.store import row_matching
from index.store.row_matching import Change, comparable
from index.store.timeline import MOSTLY, StatusReport, belongs, overlap
from records import StatusRow

# Two readings of one report, from its text and its PDF, may part words otherwise; figures and states may not differ.
NEARLY = 0.9
_PROSE = frozenset(("title", "remark", "handling", "consequence", "type", "area"))


def is_one(old: StatusReport, new: StatusReport) -> bool:
    """Are both the same report of one series, perhaps corrected, or read from another file?"""
    return old.as_of == new.as_of and belongs(new, old) and overlap(new, old) >= MOSTLY


def is_another(old: StatusReport, new: StatusReport) -> bool:
    """Of two reports under one file name: is the new one about another day, and not only dated anew?"""
    dated = old.as_of is not None and new.as_of is not None and old.as_of != new.as_of
    return dated and not says_the_same(old.rows, new.rows)


def says_the_same(old: Sequence[StatusRow], new: Sequence[StatusRow]) -> bool:
    """Does every row of one have its like in the other? Words may be read a little otherwise where one of the two tells
    pages or fills and the other does not: then they were read from different kinds of file."""
    if len(old) != len(new):
        return False
    least = 1.0 if is_rich(old) == is_rich(new) else NEARLY
    return all(
        a is not None and b is not None and _alike(old[a], new[b], least) for a, b in row_matching.match_rows(old, new)
    )


def is_rich(rows: Sequence[StatusRow]) -> bool:
    """Was it read from a file that tells pages, or colours of cells?"""
    return any(row.source.page is not None or row.colour_from == "fill" for row in rows)


def _alike(old: StatusRow, new: StatusRow, least: float) -> bool:
    return all(_agrees(one, old, new, least) for one in row_matching.changes(old, new))


def _agrees(change: Change, old: StatusRow, new: StatusRow, least: float) -> bool:
    if change.field == "colour":
        return old.colour_from != new.colour_from  # one from the fill, one from the words: they may disagree
    return least < 1 and change.field in _PROSE and _near(change, least)


def _near(change: Change, least: float) -> bool:
    one, other = str(comparable(change.before)), str(comparable(change.after))
    from difflib import SequenceMatcher  # noqa: PLC0415  # no part of answering

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
