"""All that the documents say of a case: the passages of its proposal, and the words of its own rows."""

from collections.abc import Iterator, Sequence

from index.search.search_facade import Library
from records import CaseView


def case_texts(cases: Sequence[CaseView], library: Library) -> list[str]:
    """The texts of these cases, passages first."""
    said = [one.text for one in library.store.passages(passages_of(cases, library)).values()]
    return said + [text for view in cases for text in _own_words(view)]


def passages_of(cases: Sequence[CaseView], library: Library) -> list[int]:
    """The ids of the passages of the proposals of these cases."""
    proposals = [view.proposal for view in cases if view.proposal]
    return [row for one in proposals for row in library.store.passages_of(one.municipality, one.code, one.title)]


def _own_words(view: CaseView) -> Iterator[str]:
    yield view.hit.title
    if view.proposal:
        yield view.proposal.summary or ""
    for row in view.statuses:
        yield " ".join(filter(None, (row.remark, row.handling, row.consequence)))
