"""What a question asks of a list or a number and no list of cases tells: multiples and parts of it, by the head, years
counted from elsewhere, which names have none. A confident list without it would be of something else."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from filters.fields import YEARS
from questions.asking import GROUPING
from questions.groups_compared import compared_unclear
from questions.query import Filter, Measure, Missing
from questions.readings import Interpretation
from questions.sentence import Sentence
from questions.vocabulary import Atom

NEAR = 3  # tokens between names that are asked for and what they are without
FARTHEST = 4  # small words between names and what they have none of
_PRICES = frozenset({"cost", "saving", "payback"})
_TOLD_OF_CASES = frozenset({"responsible", "milestones"})


def in_no_list(
    sentence: Sentence, read: Interpretation, filters: Sequence[Filter], measure: Measure | None, listing: bool
) -> Iterator[Missing]:
    """What of it was not understood, where cases are listed or a number over them is asked for."""
    found = [*_asks_without(sentence), *_from_colours(sentence, read), *_meanings(sentence, read)]
    found += _names_without(sentence, read)
    if listing:
        found += [*_multiples(sentence, read, measure), *_years(sentence, read), *_sizes(sentence, read)]
        found += [*names_with_none(sentence), *_names_with_only(sentence, measure)]
    for start, end in dict.fromkeys(found):
        yield Missing("words", sentence.words(start, end))
    yield from compared_unclear(sentence, read, filters, listing)


def _asks_without(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """ "Sager uden milepæle", "without anyone responsible": those that have them are no answer."""
    asks = [one for one in sentence.of("ask") if one.name in _TOLD_OF_CASES]
    rows = min((one.start for one in sentence.of("rows")), default=len(sentence.tokens))
    for atom in sentence.of("not"):
        for ask in asks if atom.name in ("except", "none") and atom.start >= rows else ():
            if 0 <= ask.start - atom.end <= 1 and sentence.framing.issuperset(range(atom.end, ask.start)):
                yield atom.start, ask.end


def _from_colours(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """ "Gået fra grøn til gul": those that are either now are others."""
    colours = sorted((one.start, one.end) for one in read.cover.parts if getattr(one.meaning, "field", "") == "colour")
    changes = [one for one in sentence.of("ask") if one.name == "changes"]
    tos = {one.start for one in sentence.of("between") if one.name == "join"} - sentence.starts("between", "list")
    for (start, end), (behind, last) in pairwise(colours):
        if behind - end == 1 and end in tos and any(one.places & set(range(start - 1, last)) for one in changes):
            yield max(start - 1, 0), last


def _meanings(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """ "Hvad betyder rød status": the red ones do not tell."""
    limits = [one for one in read.cover.parts if getattr(one.meaning, "field", "") in ("colour", "state", "meaning")]
    for atom in sentence.of("ask"):
        if atom.name == "means" and limits and not sentence.of("rows"):
            yield min(atom.start, limits[0].start), max(atom.end, limits[0].end)


def _multiples(sentence: Sentence, read: Interpretation, measure: Measure | None) -> Iterator[tuple[int, int]]:
    """ "Dobbelt så meget som", "hvert andet forslag"; "pr. indbygger" of a sum; a share that nothing is the whole of."""
    longer = [one.places for one in sentence.of("not", "after", "flag", "field", "ask") if len(one.places) > 1]
    for atom in sentence.of("multiple"):
        within = any(atom.places < one for one in longer) or atom.places & read.taken
        if not within and (atom.name == "times" or measure):
            yield atom.start, atom.end
    shares = [one for one in sentence.of("ask") if one.name == "share"]
    if measure and measure.group and not measure.is_share:
        yield from ((one.start, one.end) for one in shares)


def _years(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A number of years that no limit took ("fra de seneste to år", "to år efter")."""
    taken = read.taken | {at for one in read.cover.parts if one.kind != "frame" for at in one.places}
    for one in sentence.values:
        timed = any(start <= one.start < end for start, end in sentence.times)
        if one.kind == YEARS and not timed and not taken & set(range(one.start, one.end)):
            yield one.start, one.end


def _sizes(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A size of which no number says what it is, before what is listed, names of places or a field ("store sager", "lav
    udgift"), or a price of none ("der er billige", "koster lidt")."""
    named = {one.start for one in sentence.of("rows", "group", "field") if not one.places & read.taken}
    ordered = {at for one in read.cover.parts if one.kind in ("order", "limit", "head") for at in one.places}
    ordered |= {at for one in sentence.of("ask", "total") for at in one.places if one.name not in _PRICES}
    ordered |= read.taken
    for atom in sentence.of("aside"):
        before = atom.name == "vague" and atom.end in named
        if (before or atom.name == "priced") and not atom.places & ordered:
            yield atom.start, min(atom.end + before, len(sentence.tokens))


def names_with_none(sentence: Sentence) -> list[tuple[int, int]]:
    """ "Hvilke år er der ingen røde sager", "which years have no red cases": where names and their "none" stand."""
    nones = {one.start for one in sentence.of("not", "aside") if one.name == "none" and len(one.places) == 1}
    return [
        (group.start, at + 1)
        for group in _asked(sentence)
        for at in nones
        if group.end <= at <= group.end + FARTHEST and sentence.framing.issuperset(range(group.end, at))
    ]


def _names_without(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """Which names have none of something ("hvilke kommuner har ingen vedtagne forslag"): no list of cases tells that.
    Which are left out does ("which municipality other than Greve")."""
    asked = {atom.end for atom in sentence.of("ask") if atom.name == "which"}
    named = [(one.start, one.meaning.field) for one in read.cover.parts if isinstance(one.meaning, Filter)]
    for group in sentence.of("group"):
        if group.start in asked and group.name not in GROUPING:
            for atom in sentence.of("not"):
                near = group.end <= atom.start <= group.end + NEAR
                if atom.name in ("except", "none") and near and (atom.start, group.name) not in named:
                    yield group.start, atom.end


def _names_with_only(sentence: Sentence, measure: Measure | None) -> Iterator[tuple[int, int]]:
    """ "Kommuner, der kun har vedtagne forslag": which have some is no answer."""
    for group in _asked(sentence) if measure and measure.group else ():
        for atom in sentence.of("aside"):
            if atom.name == "only" and group.end <= atom.start <= group.end + FARTHEST:
                yield group.start, atom.end


def _asked(sentence: Sentence) -> Sequence[Atom]:
    """The names that are asked for: "hvilke år", "hvor mange kommuner"."""
    asking = {one.end for one in sentence.of("ask") if one.name == "which"}
    asking |= {one.end for one in sentence.of("total") if one.name == "count"}
    return [one for one in sentence.of("group") if one.start in asking]
