"""How a list is sorted, and how many of it are wanted: superlatives, "sorted by", "top 5"."""

from collections.abc import Collection, Sequence

from filters.fields import YEAR, YEARS, named_fields, narrowed
from questions.asking import BY, DOWN, FARTHEST, FIELDS, UP, kinds_listed, places
from questions.cover import Piece
from questions.measuring import nearest_field
from questions.quantities import BARE
from questions.query import Measure, Order
from questions.sentence import Sentence
from questions.vocabulary import Atom

_SORTED_YEARS = named_fields(YEAR)
_FROM_LOWEST = frozenset(named_fields(YEARS, YEAR))


def order_of(
    sentence: Sentence, parts: Sequence[Piece], free: frozenset[int], measure: Measure | None = None
) -> Order | None:
    """A superlative ("største effekt", "top 5 cheapest"): what it sorts by, which way, and how many are wanted. Groups
    of a `measure` that counts are sorted by their number."""
    said = [part for part in parts if part.kind == "order"]
    if not said:
        return None
    by = {atom.name for atom in sentence.of("order")} & {"cost", "payback", *_SORTED_YEARS}
    if sorts := sorting(sentence, parts):
        return Order(sorts, _descends(said, sorts), _count(sentence, parts))
    named = nearest_field(sentence, free)
    if all(part.meaning in (BY, UP, DOWN) for part in said):
        ways = any(part.meaning != BY for part in said)  # "sorteret med den dyreste øverst"
        field = next(iter(by), "") or named or "saving"
        return Order(field, _descends(said, field)) if ways else None  # by what no list is sorted by
    by_what = _superlative_field(sentence, said) or next(iter(by), "") or named
    field = narrowed(by_what or "saving", named)
    field = "count" if measure and measure.what == "count" else field
    count, placed = _count(sentence, parts), [*places(sentence)]
    place = max((int(str(one.value)) for one in placed), default=1)
    if place > 1 and any(_is_apart(part, placed, sentence) for part in said):
        count, place = max(count or 1, place), 1  # "which has the most, and which comes second?"
    single = count is None and (place > 1 or _is_single(sentence, said))
    descending = not any(part.meaning == "least" for part in said)
    return Order(field, descending, 1 if single else count, place, assumed=not by_what)


def _is_apart(part: Piece, placed: Sequence[Atom], sentence: Sentence) -> bool:
    """Does what sorts stand in a clause before what says the place ("flest …, og hvem er nummer to")?"""
    ends = {atom.start for atom in sentence.of("join") if atom.name == "and"}
    ends |= {at for at, token in enumerate(sentence.tokens) if token.text in ",;"}
    return all(bool(ends.intersection(range(part.end, one.start))) for one in placed)


def sorting(sentence: Sentence, parts: Sequence[Piece]) -> str:
    """The field behind "sorted by"; "" where none stands there."""
    ends = [part.end for part in parts if part.kind == "order" and part.meaning == BY]
    for end in ends:
        for atom in sentence.of("field"):
            small = all(at in sentence.framing for at in range(end, atom.start))
            if end <= atom.start <= end + 1 and small:
                return atom.name
    return ""


def unsorted(sentence: Sentence, parts: Sequence[Piece]) -> tuple[str, ...]:
    """How a list was to be sorted by what no list is sorted by ("sorteret efter farve")."""
    said = [part for part in parts if part.kind == "order"]
    if not said or sorting(sentence, parts) or any(part.meaning != BY for part in said):
        return ()
    return tuple(sentence.words(one.start, min(one.end + 1, len(sentence.tokens))) for one in said if one.meaning == BY)


def _descends(said: Sequence[Piece], field: str) -> bool:
    """Which way: as it is said, else amounts from the highest, and years and how long from the lowest."""
    ways = {part.meaning for part in said} - {BY}
    if ways:
        return not ways & {UP, "least"}
    return field not in _FROM_LOWEST


def _superlative_field(sentence: Sentence, said: Sequence[Piece]) -> str:
    places, ends = frozenset().union(*(part.places for part in said)), {part.end for part in said}
    sorted_by = (*FIELDS, *_SORTED_YEARS)
    own = (atom.name for atom in sentence.of("order") if atom.name in sorted_by and atom.places <= places)
    behind = (atom.name for atom in sentence.of("field") if atom.start in ends)  # "koster de 3 største besparelser"
    return next(own, "") or next(behind, "")


def _count(sentence: Sentence, parts: Sequence[Piece]) -> int | None:
    """ "Top 5", "de tre største", "5 dyreste"."""
    wanted = next(iter(counting(sentence, parts).values()), None)
    return wanted if wanted and wanted > 1 else None


def counting(sentence: Sentence, parts: Sequence[Piece]) -> dict[range, int]:
    """Where a number says how many are wanted, and the number: beside the words that sort, before what is listed, or
    behind "which" ("hvilke to forslag koster mest", "hvilke to koster mest")."""
    said = [part for part in parts if part.kind == "order"]
    if not said:
        return {}
    rows = {atom.start for atom in sentence.of("rows")}
    rows |= {at for atom in kinds_listed(sentence) for at in atom.places}
    rows |= {part.start for part in parts if part.kind == "group"}
    ends = rows | {at for at, token in enumerate(sentence.tokens) if token.kind == "sign"} | {len(sentence.tokens)}
    spoken = {atom.language for atom in sentence.of("order") if atom.start in {part.start for part in said}}
    fields = {atom.start for atom in sentence.of("field")}  # "the largest two savings", not "the most to implement"
    foreign = {atom.start for atom in sentence.of("number") if atom.language not in spoken}
    tops = {atom.end for atom in sentence.of("order") if atom.name == "count"}
    words = [(atom.start, atom.end, float(str(atom.value))) for atom in sentence.of("number")]
    bare = [(one.start, one.end, one.low or 0.0) for one in sentence.values if one.kind == BARE]
    compared = {atom.end for atom in sentence.of("compare") if atom.end not in tops}
    placed = {at for atom in places(sentence) for at in atom.places}
    parted = sentence.starts("order", "of")
    which = {atom.end for atom in sentence.of("ask") if atom.name == "which"}
    found = {}
    for start, end, number in (*words, *bare):
        of_them = end in parted or _is_of_the_first(
            sentence, said, end
        )  # "hvilke to af dem", "the two with the highest"
        if start in compared or start in placed:
            continue  # "mindst 12 forslag", "den 2. største"
        before = (
            start in which
            or _rows_follow(sentence, parts, end, rows)
            or any(end in (part.start, part.start - 1) for part in said)
        )
        # "the biggest three proposals", but "costs the most to implement"
        sure = end in ends or (end in fields and start not in foreign) or (start, end, number) in bare or start in tops
        behind = (any(start == part.end for part in said) and sure) or (start in tops and end in ends)
        if (before or behind or of_them) and number == int(number):
            found[range(start, end)] = int(number)
    return found


def _is_of_the_first(sentence: Sentence, said: Sequence[Piece], at: int) -> bool:
    """Does what sorts stand behind "with", or "that", there ("de tre der sparer mest")?"""
    linked = at in sentence.starts("topic", "link") | sentence.starts("topic", "goes_on") | sentence.starts(
        "topic", "ends"
    )
    return linked and any(
        0 < part.start - at <= FARTHEST and all(one in sentence.framing for one in range(at, part.start))
        for part in said
    )


def _rows_follow(sentence: Sentence, parts: Sequence[Piece], at: int, rows: Collection[int]) -> bool:
    """Does what is listed begin there, or behind limits that say which ("two red cases")?"""
    limits = {part.start: part.end for part in parts if part.kind in ("limit", "head")}
    ends = {atom.start for atom in sentence.of("tail")} | sentence.starts("area_end", "cases")
    while at in limits:
        at = limits[at]
        if at - 1 in ends or at - 1 in rows:
            return True  # "de to handicapsager", "cheapest two Copenhagen investment proposals"
    return at in rows


def _is_single(sentence: Sentence, said: Sequence[Piece]) -> bool:
    """ "Hvilket forslag", "which proposal", and "den dyreste" where nothing is listed before it."""
    if any(atom.name == "only" for atom in sentence.of("order")):
        return True
    first = min(part.start for part in said)
    listed = any(atom.end <= first for atom in sentence.of("rows"))
    several = {atom.end for atom in sentence.of("order") if atom.name == "count"}  # "de dyreste"
    ones = [atom for atom in sentence.of("order") if atom.name == "one" and atom.start <= first]
    ones = [atom for atom in ones if atom.start not in several]
    return any(atom.end <= first or not listed for atom in ones)
