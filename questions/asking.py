"""What kind of question it is: what is asked for, what is listed, and what splits it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from filters.fields import AMOUNT, YEARS, named_fields
from questions import costs
from questions.cover import Piece
from questions.names_listed import listed_names
from questions.quantities import BARE
from questions.query import Filter
from questions.sentence import Sentence
from questions.vocabulary import Atom

GROUPING = frozenset({"by", "asks", "spread", "on", "each", "they", "single"})  # words of groups that name none
COMPARED = frozenset(
    {"municipality", "committee", "administration", "area", "type", "measure", "colour"}
)  # whose best is asked for
HAVING = frozenset({"municipality", "committee"})  # of which so many may be asked for
FIELDS = ("payback_service", "payback_total", "payback", "cost", "saving")
YEARS_FIELDS = named_fields(YEARS)
FARTHEST_GROUP = 3  # words between "which" and what is compared
FARTHEST_BEST = 8  # … and between "which municipality" and "most"
FARTHEST = 4  # words between "how many" and what is counted
FARTHEST_WAY = 4  # … and between "sorted by" and "descending"
_RELATIVE = frozenset({"who", "where"})
BY, UP, DOWN = "by", "up", "down"
# A chart is drawn of sums.
ADDS = {"sum": ("sum", "chart")}


def asks_of(sentence: Sentence) -> frozenset[str]:
    """Every kind of asking that the words name, but for those that stand inside a longer phrase of another meaning."""
    longer = [atom for atom in sentence.atoms if atom.table not in ("ask", "order") and len(atom.places) > 1]
    last = len(sentence.tokens)
    longer = [one for one in longer if one.name != "whole"]  # which asks for a case, where its code stands beside it
    longer = [one for one in longer if one.name != "doing" or one.end < last]  # "no, by saving"
    asking = [one for one in sentence.of("ask") if not any(_is_within(one, longest) for longest in longer)]
    named = {ask.name for ask in asking if not _begins_a_clause(ask, sentence) and not _says_when(ask, sentence)}
    return frozenset(named | ({"whether"} if _is_yes_or_no(sentence) else set()))


def _says_when(ask: Atom, sentence: Sentence) -> bool:
    """Does "when" say of what time a question of yes or no is ("will anyone be sacked when the machines go")?"""
    said = [at for at in range(ask.start) if at not in sentence.framing]
    return ask.name == "when" and bool(said) and 0 in sentence.starts("frame", "finite")


def _is_yes_or_no(sentence: Sentence) -> bool:
    """Does it begin with its verb ("er …", "was …"), and says neither "any" nor what is to be listed?"""
    verb = next((at for at in range(len(sentence.tokens)) if at not in sentence.framing), 0)
    best = any(one.name in ("most", "least") and one.start <= verb + 2 for one in sentence.of("order"))
    rows = sentence.of("rows") and not best  # "er det dyreste forslag vedtaget?"
    listing = rows or any(one.name in ("some", "something", "none") for one in sentence.of("not"))
    joins = {at for one in sentence.of("join") for at in one.places}
    first = next((at for at in range(len(sentence.tokens)) if at not in joins), 0)  # "og er den vedtaget?"
    return not listing and any(at in sentence.starts("frame", "finite") for at in {0, first, verb})


def _begins_a_clause(ask: Atom, sentence: Sentence) -> bool:
    """Does it only begin a clause on what is listed ("de sager, hvis besparelse …", "proposals whose cost …")?"""
    relative = ask.name in _RELATIVE and ask.start in sentence.starts("topic", "ends")
    return relative and any(one.end <= ask.start for one in sentence.of("rows"))


def _is_within(ask: Atom, longer: Atom) -> bool:
    """Is it a part of a longer phrase that says something else ("payback time" still asks for the payback)?"""
    return ask.places < longer.places and (longer.table, longer.name) != ("field", ask.name)


def asking_parts(sentence: Sentence) -> Iterator[Piece]:
    """The words that only ask, that name the rows, that add up, split or sort."""
    for atom in sentence.of("ask"):
        yield Piece(atom.start, atom.end, costs.ASKING + sentence.filled(atom), "ask", atom.name)
    for atom in sentence.of("rows"):
        yield Piece(atom.start, atom.end, costs.ROWS, "rows", atom.name)
    for atom in sentence.of("total"):
        if atom.name != "countable":
            yield Piece(atom.start, atom.end, costs.ASKING + sentence.filled(atom), "total", atom.name)
    numbers = {one.start for one in sentence.values}
    for atom in sentence.of("order"):
        longer = any(atom.places < one.places for one in sentence.of("compare", "after"))  # "at most"
        longer |= atom.end in numbers and any(
            atom.places == one.places for one in sentence.of("compare")
        )  # "mindst 12"
        if atom.name in ("by", "most", "least") and not longer:
            several = len(atom.places) > 1  # cheaper than its small words one by one
            yield Piece(atom.start, atom.end, costs.ROWS if several else costs.ASKING, "order", atom.name)
    yield from _sorted_farther(sentence)
    ends = [one.end for one in sentence.of("order") if one.name == BY]
    for atom in sentence.of("order"):
        if atom.name in (UP, DOWN) and any(0 <= atom.start - end <= FARTHEST_WAY for end in ends):
            yield Piece(atom.start, atom.end, costs.ROWS, "order", atom.name)
    for atom in sentence.of("field"):
        # A field beside which no number stands is asked for, or sorted by.
        over = costs.ANOTHER_BETWEEN * bool(atom.filled & numbers)
        yield Piece(atom.start, atom.end, costs.PART + sentence.filled(atom) + over, "field", atom.name)
    yield from (Piece(one.start, one.end, costs.ROWS, "place", str(one.value)) for one in places(sentence))
    yield from _groups(sentence)


def places(sentence: Sentence) -> Iterator[Atom]:
    """What says which of the sorted is wanted, and not the first ("det tredje dyreste", "the second-largest", "flest …,
    og hvem er nummer to")."""
    ways = [one for one in sentence.of("order") if one.name in ("most", "least", "number")]
    for atom in sentence.of("place"):
        dashed = atom.end < len(sentence.tokens) and sentence.tokens[atom.end].text == "-"
        if any(atom.end + dashed == one.start or atom.places < one.places for one in ways):
            yield replace(atom, end=atom.end + dashed)
    yield from (atom for atom in sentence.of("rank") if ways)


def _sorted_farther(sentence: Sentence) -> Iterator[Piece]:
    """ "Sorter Solrøds forslag efter besparelse", "sorter dem med den billigste først": what is sorted stands between."""
    ways = [atom for atom in sentence.of("order") if atom.name in ("most", "least", UP, DOWN)]
    fields = {atom.start for atom in sentence.of("field", "total")}
    for atom in sentence.of("order"):
        if atom.name == "sorts" and any(one.start >= atom.end for one in ways):
            yield Piece(atom.start, atom.end, costs.FRAMING, "frame")
        for link in sentence.of("group") if atom.name == "sorts" else ():
            if link.name == "by" and link.start > atom.end and link.end in fields:
                yield Piece(atom.start, atom.end, costs.FRAMING, "frame")
                yield Piece(link.start, link.end, costs.ROWS, "order", BY)


# ------------------------------------------------------------------ rows


def rows_of(parts: Sequence[Piece]) -> str:
    """Are cases that are followed up meant ("sager"), proposals, or either ("")?"""
    said = {part.meaning for part in parts if part.kind == "rows"}
    said |= {"proposal" for part in parts if part.kind == "head"}
    return "case" if "case" in said else "proposal" if "proposal" in said else ""


def kinds_listed(sentence: Sentence) -> list[Atom]:
    """The kinds of proposals that are listed ("investeringsforslag", "investment proposals")."""
    said = {at for one in sentence.of("rows", "tail") if one.name == "proposal" for at in one.places}
    return [one for one in sentence.of("type") if one.places & said]


# ------------------------------------------------------------------ groups


def _groups(sentence: Sentence) -> Iterator[Piece]:
    """ "Pr. kommune", and "hvilken kommune … størst" where a superlative follows."""
    named = [atom for atom in sentence.of("group") if atom.name not in GROUPING]
    superlative = [atom.start for atom in (*_superlatives(sentence), *sentence.of("rank"))]
    common = {atom.end for atom in sentence.of("order") if atom.name == "common"}  # "the most common colour"
    yield from (Piece(one.start, one.end, costs.APART, "group", one.name) for one in named if one.start in common)
    yield from _who(sentence, superlative)
    yield from _in_keywords(sentence, named)
    yield from _spread(sentence, named)
    yield from _of_each(sentence, named)
    yield from _of_the_listed(sentence, named)
    yield from _alone(sentence, named)
    yield from listed_names(sentence, named)
    compared = bool(counting_words(sentence))
    having = having_of(sentence) is not None
    for atom in sentence.of("group"):
        for group in named:
            yearly = any(one.places >= atom.places | group.places for one in sentence.of("filler"))  # "a cost per year"
            filler = yearly and not _splits_a_sum(sentence, atom.start)
            best = any(group.end <= at <= group.end + FARTHEST_BEST for at in superlative)
            best = best or compared or (having and group.name in HAVING)
            asked = atom.name == "asks" and best and _is_compared(sentence, group)
            if group.start == atom.end and not filler and (atom.name == "by" or asked):
                yield Piece(atom.start, group.end, costs.of_phrase(2, costs.ASKING), "group", _year(sentence, group))
            elif (
                asked and 0 < group.start - atom.end <= FARTHEST_GROUP and not filler
            ):  # "which idea bank municipality"
                yield Piece(group.start, group.end, costs.APART, "group", group.name)


def counting_words(sentence: Sentence) -> frozenset[int]:
    """Where what compares by how many begins: "flest forslag", "the most red cases", "the most BC proposals"."""
    rows = {atom.start for atom in (*sentence.of("rows"), *kinds_listed(sentence))}
    limits = {at for atom in sentence.of("flag", "colour", "state", "meaning", "area_names") for at in atom.places}
    limits |= {at for at, token in enumerate(sentence.tokens) if token.text.isupper()} if rows else set()
    found = sentence.starts("order", "number")
    for atom in sentence.of("order"):
        at = atom.end
        while atom.name == "adverb" and at in limits:
            at += 1
        if atom.name == "adverb" and (at in rows or (rows and _ends_clause(sentence, atom.end))):
            found |= {atom.start}
    return found


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """Does a clause end there that names no amount ("of the ideas, which year has the most, and …")?"""
    ends = at == len(sentence.tokens) or sentence.tokens[at].kind == "sign"
    return ends and not any(atom.name in FIELDS for atom in sentence.of("field", "ask"))


def _superlatives(sentence: Sentence) -> list[Atom]:
    """Those by which names are compared ("størst samlet besparelse", "flest forslag"): not "det dyreste forslag"."""
    summed = {at for atom in sentence.of("total") for at in atom.places if len(atom.places) > 1}  # "mest i alt"
    rows = {atom.start for atom in sentence.of("rows")} - summed
    counts = counting_words(sentence)
    averages = any(atom.name == "average" for atom in sentence.of("total"))  # "de dyreste forslag i gennemsnit"
    every = [atom for atom in sentence.of("order") if atom.name in ("most", "least")]
    return [one for one in every if averages or one.start in counts or not rows & {one.end, one.end + 1}]


def _is_compared(sentence: Sentence, group: Atom) -> bool:
    """A year is, by how many ("hvilket år har flest forslag"), or by a sum or an average ("… den største samlede …")."""
    counts = any(at >= group.end for at in counting_words(sentence))
    counts |= any(atom.name in ("sum", "average") and atom.start >= group.end for atom in sentence.of("total"))
    return group.name in COMPARED or (group.name in ("budget_year", "phase_in_year") and counts)


def _year(sentence: Sentence, group: Atom) -> str:
    """The group that a bare "year" is: that of the field beside it ("which year do most reach full effect")."""
    phased = any(atom.name == "phase_in_year" for atom in sentence.of("field"))
    return "phase_in_year" if group.name == "budget_year" and phased else group.name


def _in_keywords(sentence: Sentence, named: Sequence[Atom]) -> Iterator[Piece]:
    """ "Kommune flest forslag": at the front, and nothing asks; "kommuner med mindst 12 forslag" anywhere."""
    having = having_of(sentence)
    counts = counting_words(sentence)
    for group in named:
        linked = group.end in sentence.starts("topic", "link") | sentence.starts("topic", "goes_on")
        first = group.name in COMPARED and (
            (group.start == 0 and counts & {group.end, group.end + 1})
            or (linked and counts & {group.end + 1, group.end + 2})  # "de to kommuner med flest idéer"
        )
        if first or (having and group.name in HAVING and 0 <= having[0].start - group.end <= 1):
            yield Piece(group.start, group.end, costs.APART, "group", group.name)


def _who(sentence: Sentence, superlative: Sequence[int]) -> Iterator[Piece]:
    """ "Hvem har flest forslag": municipalities are compared, by how many or by what they save or cost."""
    compares = {atom.start for atom in sentence.of("order") if atom.name in ("number", "adverb")}
    for atom in sentence.of("ask"):
        best = any(atom.end <= at <= atom.end + FARTHEST_BEST and at in compares for at in superlative)
        if atom.name == "who" and best:
            yield Piece(atom.start, atom.end, costs.APART, "group", "municipality")


def _spread(sentence: Sentence, named: Sequence[Atom]) -> Iterator[Piece]:
    """ "Fordel forslagene på budgetår"."""
    for atom in sentence.of("group"):
        for on in sentence.of("group"):
            for group in named:
                if (atom.name, on.name) == ("spread", "on") and atom.end <= on.start and on.end == group.start:
                    yield Piece(atom.start, atom.end, costs.ASKING, "ask", "list")
                    yield Piece(on.start, group.end, costs.of_phrase(2, costs.ASKING), "group", group.name)


def _alone(sentence: Sentence, named: Sequence[Atom]) -> Iterator[Piece]:
    """ "Og på budgetår": nothing is said but what is to be split by."""
    rest = {at for at, token in enumerate(sentence.tokens) if token.kind != "sign"} - sentence.framing
    for on in sentence.of("group"):
        for group in named:
            if on.name == "on" and on.end == group.start and rest <= group.places | on.places:
                yield Piece(on.start, group.end, costs.of_phrase(2, costs.ASKING), "group", group.name)


def _of_each(sentence: Sentence, named: Sequence[Atom]) -> Iterator[Piece]:
    """ "Farverne på sagerne, hvor mange af hver?", and "kommune for kommune"."""
    alike = sentence.starts("topic", "link")
    for group in named:
        again = [one for one in named if one.name == group.name and one.start == group.end + 1 and group.end in alike]
        if again:
            yield Piece(group.start, again[0].end, costs.ROWS, "group", group.name)
    for atom in sentence.of("group"):
        if atom.name == "each" and named:
            near = min(named, key=lambda one: abs(one.start - atom.start))
            yield Piece(near.start, near.end, costs.ROWS, "group", near.name)
            yield Piece(atom.start, atom.end, costs.ASKING, "total", "count")


def _of_the_listed(sentence: Sentence, named: Sequence[Atom]) -> Iterator[Piece]:
    """ "Hvilke områder ligger de røde sager i", "which committee do they belong to": the names of what is listed. What is
    about a topic is found first, and one case is no list."""
    single = {at for atom in sentence.of("group") if atom.name == "single" for at in atom.places}
    listed = [one for one in sentence.of("rows", "tail", "group") if one.table != "group" or one.name == "they"]
    listed = [one for one in listed if not one.places & single]
    words = {at for at, token in enumerate(sentence.tokens) if token.kind != "sign"}
    if any(one.name == "before" and one.end in words for one in sentence.of("topic")):
        return
    for ask in sentence.of("group"):
        for group in named if ask.name == "asks" else ():
            if group.start == ask.end and any(one.start >= group.end for one in listed):
                yield Piece(ask.start, group.end, costs.of_phrase(2, costs.ASKING), "group", _year(sentence, group))


def _splits_a_sum(sentence: Sentence, start: int) -> bool:
    """Is "pr. år" what a chart, a sum or a number is split by ("graf over besparelser pr. år"), or all that is said of
    what it stands behind ("besparelser pr. år")? Beside an amount it says that this is a yearly one."""
    if any(one.kind == AMOUNT for one in sentence.values):
        return False
    sums = [atom for atom in sentence.of("total") if atom.name in ("average", *ADDS["sum"])]
    counts = [atom for atom in sentence.of("total") if atom.name == "count"]
    if counts or not all(_is_open(atom, sentence) for atom in sums):
        return True
    return any((atom.start, atom.end) == (0, start) for atom in sentence.of("field", "rows"))


def _is_open(atom: Atom, sentence: Sentence) -> bool:
    """ "Hvor meget … pr. år", and "hvad sparer … i alt pr. år", asks for the yearly amount."""
    if atom.name != "chart" and any(one.name == "what" for one in sentence.of("ask")):
        return True
    return any(atom.places <= one.places for one in sentence.of("ask") if one.name == "how_much")


def having_of(sentence: Sentence) -> tuple[range, Filter] | None:
    """The number of what is listed that a group must have ("kommuner med mindst 12 forslag"), and where it is said."""
    rows = {atom.start for atom in sentence.of("rows")}
    for value in sentence.values:
        for atom in sentence.of("compare"):
            counts = value.kind == BARE and value.high is None and atom.end == value.start and ":" not in atom.name
            if counts and rows & {value.end, value.end + 1}:
                return range(atom.start, value.end), Filter("count", (), atom.name, value.low)
    return None
