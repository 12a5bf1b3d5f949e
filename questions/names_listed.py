"""Names that are themselves what is listed ("top 3 kommuner efter besparelse", "rank the committees by total investment")."""

from collections.abc import Iterator, Sequence

from questions import costs
from questions.cover import Piece
from questions.sentence import Sentence
from questions.vocabulary import Atom

_WAYS = frozenset({"most", "least", "by", "number", "sorts"})
LISTED = frozenset({"municipality", "committee", "administration", "area"})
_AMOUNTS = frozenset({"saving", "cost", "payback"})


def listed_names(sentence: Sentence, named: Sequence[Atom]) -> Iterator[Piece]:
    """The names that stand before all else that is said, where what is sorted, counted or added up of each follows; not
    one of them by its name ("kommunen Greve")."""
    before = sentence.framing | {at for one in sentence.of("order", "number", "group") for at in one.places}
    before |= {at for at, token in enumerate(sentence.tokens) if token.kind in ("number", "sign")}
    counted = {one.end for one in sentence.of("total", "group") if one.name in ("count", "asks")}
    marked = {one.start for one in sentence.atoms if one.table in ("rows", "tail")}
    for group in named:
        first = before.issuperset(range(group.start)) and group.start not in counted and not _is_name(sentence, group)
        if group.name in LISTED and first and not any(at < group.start for at in marked) and _follows(sentence, group):
            yield Piece(group.start, group.end, costs.APART, "group", group.name)


def _follows(sentence: Sentence, group: Atom) -> bool:
    """Is it said behind the names by what they are sorted, or what of each is told?"""
    ways = [one for one in sentence.of("order") if one.name in _WAYS]
    sums = [one for one in sentence.of("total") if one.name != "countable"]
    if any(one.start >= group.end for one in (*ways, *sums)):
        return True
    amounts = (one for one in sentence.of("field") if one.name in _AMOUNTS)
    by = (*amounts, *sentence.of("order", "total"))  # "top 3 kommuner … besparelse"
    return any(one.end <= group.start for one in ways) and any(one.start >= group.end for one in by)


def _is_name(sentence: Sentence, group: Atom) -> bool:
    """Is it the kind of a name that stands beside it?"""
    beside = (at for at in (group.start - 1, group.end) if 0 < at < len(sentence.tokens))
    return any(sentence.tokens[at].text[:1].isupper() for at in beside)
