"""What is added up, counted or averaged, and of which field."""

from collections.abc import Collection, Sequence

from questions.asking import ADDS, FARTHEST, FIELDS, HAVING, YEARS_FIELDS, having_of, kinds_listed
from questions.cover import Piece
from questions.query import Measure
from questions.sentence import Sentence
from questions.vocabulary import Atom


def measure_of(sentence: Sentence, parts: Sequence[Piece], free: frozenset[int]) -> Measure | None:
    """A sum, count or average ("hvor mange", "samlet effekt", "average payback by committee"), where what is named can
    be counted or added up. `free` are the tokens that no limit on a number took."""
    group = next((str(part.meaning) for part in parts if part.kind == "group"), "")
    field = nearest_field(sentence, free) or _before_the_listed(sentence) or superlative_of(sentence)
    kinds = ("average", "sum", "count") if _adds_behind_a_count(sentence) else ("count", "average", "sum")
    what = next((name for name in kinds if _is(name, sentence, field, free, bool(group))), "") or _sum_alone(
        sentence, parts
    )
    having = having_of(sentence)
    if having and group in HAVING | {""} and (group or _counted(sentence, "municipality")):
        return Measure("count", "", group or "municipality", groups=True, having=having[1])
    if what == "count" and not group and _counted(sentence, "municipality"):
        return Measure("count", "", "municipality", groups=True)
    if not what and not group:
        return None
    if not what:
        what = "sum" if field and not _names_alone(sentence, parts) else "count"
    if what == "sum" and field in YEARS_FIELDS:
        what = "average"  # years are not added up
    return Measure(what, "" if what == "count" else field or "saving", group)


def _names_alone(sentence: Sentence, parts: Sequence[Piece]) -> bool:
    """Are only the names asked for, and not which of them has most ("which municipalities have ideas that cost nothing")?"""
    asks = sentence.starts("group", "asks")
    ranked = sentence.of("rank") or any(part.kind == "order" for part in parts)
    return not ranked and any(part.kind == "group" and part.start in asks for part in parts)


def _adds_behind_a_count(sentence: Sentence) -> bool:
    """ "Antal forslag fra X, og hvad de giver tilsammen": a sum tells how many it is over, too."""
    every = sentence.of("total")
    counts = min((atom.end for atom in every if atom.name == "count"), default=len(sentence.tokens))
    sums = max((atom.start for atom in every if atom.name in ("average", *ADDS["sum"])), default=-1)
    asked = [
        atom.start for atom in sentence.of("ask", "field") if counts <= atom.start <= sums
    ]  # not "X og Y tilsammen"
    ands = [atom.start for atom in sentence.of("join") if atom.name == "and" and counts <= atom.start < sums]
    return any(at < one for at in ands for one in asked)


def _sum_alone(sentence: Sentence, parts: Sequence[Piece]) -> str:
    """ "Sum for Glostrup": nothing is said but whose sum is asked for."""
    limited = {at for part in parts if part.kind == "limit" for at in part.places}
    sums = {at for atom in sentence.of("total") if atom.name in ADDS["sum"] for at in atom.places}
    said = {at for at, token in enumerate(sentence.tokens) if token.kind != "sign"} - sentence.framing
    asked = {at for atom in sentence.of("ask") if atom.name != "how_much" for at in atom.places}
    sums |= {at for atom in sentence.of("ask") if sums - limited and atom.name == "how_much" for at in atom.places}
    if not (limited and sums - limited and said <= limited | sums) or asked:
        return ""
    return "count" if sentence.starts("total", "count") else "sum"  # "røde og gule tilsammen, hvor mange er det"


def _is(what: str, sentence: Sentence, field: str, free: frozenset[int], grouped: bool) -> bool:
    """Is it asked for? "Den samlede udgift er under 2 mio." limits, and sums nothing."""
    every = [atom for atom in sentence.of("total") if atom.name in ADDS.get(what, (what,))]
    last = len(sentence.tokens)
    fields = {atom.start for atom in _heads_of_the_listed(sentence)}
    said = [
        one
        for one in every
        if what == "count" or (one.places <= free and (one.end in free or one.end == last or one.end in fields))
    ]
    if what == "count":
        things = [atom.start for atom in sentence.of("total") if atom.name == "countable"]
        things += [*(atom.start for atom in kinds_listed(sentence)), *sentence.heads]  # "skoleforslag"
        limits = {at for atom in sentence.of("flag", "colour", "state", "meaning", "source") for at in atom.places}
        counted = {atom.start for atom in said for thing in things if _close(sentence, atom.end, thing, limits)}
        return bool(said) and counted >= {atom.start for atom in said}  # "hvor mange (af dem)", "hvor mange af"
    rows = any(atom.name in ("case", "proposal", "any") for atom in sentence.of("rows"))
    if what == "sum" and not said and field in ("saving", "cost"):
        return rows and any(atom.name == "what" for atom in sentence.of("total"))
    of_groups = grouped and what == "average"  # "hvilken kommune har det højeste gennemsnit"
    return bool(said) and bool(field or rows or of_groups)


def _close(sentence: Sentence, start: int, end: int, passed: Collection[int] = ()) -> bool:
    return 0 <= end - start < FARTHEST and all(at in sentence.framing or at in passed for at in range(start, end))


def nearest_field(sentence: Sentence, free: frozenset[int]) -> str:
    """The field that is named outside the limits, nearest to the word that adds up."""
    kinds = frozenset().union(*(one.places for one in kinds_listed(sentence)))  # "investment proposals"
    every = [atom for atom in sentence.of("field") if atom.name in FIELDS and atom.places <= free - kinds]
    last = len(sentence.tokens)  # "over 100.000 kr. at gennemføre", "kræver en investering under 250.000": of the limit
    said = [atom for atom in every if {atom.start - 1, atom.end} - {-1, last} <= free]
    sums = [atom.start for atom in sentence.of("total", "order") if atom.name != "countable"]
    near = sorted(
        said, key=lambda atom: (min((abs(atom.start - at) for at in sums), default=0), FIELDS.index(atom.name))
    )
    return near[0].name if near else ""


def _heads_of_the_listed(sentence: Sentence) -> list[Atom]:
    """The fields between a word that adds up and what is listed ("den samlede besparelse på forslag over 1 mio."): they are
    asked for, though the number behind them limits the same field."""
    totals = {atom.end for atom in sentence.of("total") if atom.name in ("average", *ADDS["sum"])}
    heads = [atom for atom in sentence.of("field") if atom.name in FIELDS and atom.start in totals]
    rows = [atom.start for atom in sentence.of("rows")]
    return [atom for atom in heads if any(_close(sentence, atom.end, at) for at in rows)]


def _before_the_listed(sentence: Sentence) -> str:
    return next((atom.name for atom in _heads_of_the_listed(sentence)), "")


def superlative_of(sentence: Sentence) -> str:
    """The field that a superlative says by itself ("dyrest", "fastest"); "" without one."""
    return next((atom.name for atom in sentence.of("order") if atom.name in FIELDS), "")


def _counted(sentence: Sentence, name: str) -> bool:
    counts = [atom for atom in sentence.of("total") if atom.name == "count"]
    groups = [atom for atom in sentence.of("group") if atom.name == name]
    return any(0 <= group.start - atom.end < 2 for atom in counts for group in groups)
