"""The areas and measures of the documents in a question."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from filters.conditions import area_fits
from questions import costs
from questions.cover import Piece
from questions.names import LONGEST_NAME, Known, in_a_name, limit_on, municipality_parts
from questions.query import Filter
from questions.sentence import Sentence
from questions.tokens import tokenized, word_key
from records import names

FARTHEST_MARK = 3  # … between the name of a measure and what says that it is one
_PASSED = "passed"  # of the parts of an area's name: what may stand among them
_AND, _OG = "&", "og"  # as the names of the documents, which are Danish, have it
_LIMITING = ("field", "ask", "rows", "total", "order", "group", "compare", "after", "not", "flag", "type", "source")


def label_parts(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """Every area and measure that the tokens can say."""
    yield from _areas(sentence, known)
    yield from _measures(sentence, known)


def _areas(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """The areas of the idea bank and the sections of the reports, by their names, as people call them, and with
    "…området" behind a part of them."""
    every = tuple(dict.fromkeys((*known.areas, *known.sections)))
    for atom in sentence.of("area_names"):
        if values := _alike(atom.name, every):
            start, end = _mark_before(sentence, atom.start), _with_mark(sentence, atom.end)
            yield Piece(start, end, costs.LIMIT - 0.2, "limit", Filter("area", values))
    for start, end, name in _of_parts(sentence):
        if values := _alike(name, every):
            yield Piece(start, end, costs.LIMIT - 0.2, "limit", Filter("area", values))
    verbs = {at for one in sentence.of("frame") if len(one.places) > 1 for at in one.places}  # "hører til"
    for start, end, value in whole_names(sentence, every):
        of_topic = start - 1 in sentence.starts("area", "of") - verbs
        if not of_topic:  # "botilbud til borgere med handicap" is a topic
            yield limit_on(start, _with_mark(sentence, end), "area", value)
    for start, value in _after_a_preposition(sentence, known):
        yield Piece(start, start + 1, costs.LIMIT, "limit", Filter("area", (value,)))
    for at, value in _before_rows(sentence, known):
        yield Piece(at, at + 1, costs.LIMIT, "limit", Filter("area", (value,)))
    for start, end, value in _of_several_words(sentence, known):
        yield Piece(start, end, costs.LIMIT - 0.2, "limit", Filter("area", (value,)))
    for start, end, called in _marked(sentence, known, every):
        yield Piece(start, end, costs.LIMIT - 0.2, "limit", Filter("area", called))


def _after_a_preposition(sentence: Sentence, known: Known) -> Iterator[tuple[int, str]]:
    """The word of an area behind "på", "for", "on" where all other words are limits, sums and what is listed ("hvad
    sparer Viborg på ældre"): its place, and the area."""
    links = {atom.end for atom in sentence.of("topic") if atom.name == "link"}
    taken = {at for atom in sentence.of(*_LIMITING) for at in atom.places} | sentence.framing
    taken |= {at for part in municipality_parts(sentence, known) for at in part.places}
    taken |= {at for one in sentence.values for at in range(one.start, one.end)}
    said = [at for at, token in enumerate(sentence.tokens) if token.kind == "word" and at not in taken]
    if len(said) == 1 and said[0] in links and (value := names.area(sentence.tokens[said[0]].text)) in known.areas:
        yield said[0], str(value)


def _before_rows(sentence: Sentence, known: Known) -> Iterator[tuple[int, str]]:
    """The word of an area straight before what is listed, as the compound "skoleforslag" has it ("school proposals"):
    its place, and the area."""
    for at in sorted({one.start - 1 for one in sentence.of("rows") if one.name == "proposal" and one.start}):
        if at not in sentence.framing and (value := names.area(sentence.tokens[at].text)) in known.areas:
            yield at, str(value)


def _of_several_words(sentence: Sentence, known: Known) -> Iterator[tuple[int, int, str]]:
    """Where two words or more together are the name of an area of the idea bank, small words left out ("teknik miljø"):
    from a token to a token, and the area."""
    for start in range(len(sentence.tokens)):
        for end in range(start + 2, min(start + LONGEST_NAME, len(sentence.tokens)) + 1):
            within = not {start, end - 1} & sentence.framing and in_a_name(sentence, start, end)
            of_topic = start - 1 in sentence.starts("area", "of")
            if not within or of_topic:
                continue
            called = {names.area(sentence.tokens[at].text) for at in range(start, end) if at not in sentence.framing}
            if len(called) == 1 and (value := called.pop()) in known.areas:
                yield start, end, str(value)


def _of_parts(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Where a word of each part of an area's name stands ("voksne", "udsatte"), in any order and with nothing between
    that says something: from a token to a token, and the area."""
    parts = [atom for atom in sentence.of("area_parts") if atom.name != _PASSED]
    passed = {at for atom in sentence.of("area_parts") if atom.name == _PASSED for at in atom.places}
    for first in parts:
        area, _, number = first.name.rpartition(" ")
        missing, end = set(range(1, int(number[-1]) + 1)) - {int(number[0])}, first.end
        while missing:
            behind = (one for one in parts if one.start == end and one.name.startswith(f"{area} "))
            one = next((one for one in behind if int(one.name.rpartition(" ")[2][0]) in missing), None)
            if one:
                missing.remove(int(one.name.rpartition(" ")[2][0]))
                end = one.end
            elif end < len(sentence.tokens) and (end in passed or _only_joins(sentence, end)):
                end += 1
            else:
                break
        else:
            while end in passed:
                end += 1
            yield _mark_before(sentence, first.start), _with_mark(sentence, end), area


def _only_joins(sentence: Sentence, at: int) -> bool:
    """A small word, or a sign within a clause."""
    token = sentence.tokens[at]
    return token.text not in ".;:!?()" if token.kind == "sign" else at in sentence.framing


def areas_by_words(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """Words that are those of an area's name, or begin them ("handicap"), kept as they are written: the next report may
    call it a little otherwise."""
    for start in range(len(sentence.tokens)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(sentence.tokens)) + 1):
            if not in_a_name(sentence, start, end):
                continue
            said = sentence.words(start, end)
            called = said if any(area_fits(said, name) for name in known.sections) else names.area(said)
            if called:
                yield limit_on(start, end, "area", called)


def _alike(name: str, every: Iterable[str]) -> tuple[str, ...]:
    """The areas and sections that are called so, and the area of the idea bank that it is one of."""
    area = names.area(name)
    return tuple(one for one in every if word_key(one) == word_key(name) or one == area)


def whole_names(sentence: Sentence, every: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Where names stand in full: from a token to a token, and the name. "And" is one word in every language."""
    ands = sentence.starts("join", "and")
    said = [_AND if at in ands or one.key == _OG else one.key for at, one in enumerate(sentence.tokens)]
    for name in every:
        wanted = _keys_of_name(name)
        if not wanted or wanted[0] not in said:
            continue
        for at in range(len(said) - len(wanted) + 1):
            if said[at : at + len(wanted)] == wanted:
                yield at, at + len(wanted), name


@lru_cache(maxsize=4096)
def _keys_of_name(name: str) -> list[str]:
    return [_AND if token.key == _OG else token.key for token in tokenized(name)]


def _with_mark(sentence: Sentence, end: int) -> int:
    """ "…s område" behind a name belongs to it."""
    return max([end, *(atom.end for atom in sentence.of("area") if atom.name == "marks" and atom.start == end)])


def _mark_before(sentence: Sentence, start: int) -> int:
    """ "Området …" before a name belongs to it."""
    return min([start, *(atom.start for atom in sentence.of("area") if atom.name == "marks" and atom.end == start)])


def _marked(sentence: Sentence, known: Known, every: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """A part of an area's name that is called an area: "handicapområdet", "området skoler", "the disability area"."""
    tokens = sentence.tokens
    for at, front in sentence.fronts.items():
        for size in range(min(4, at + 1), 0, -1):
            start = at + 1 - size
            if size > 1 and start in sentence.framing:
                continue
            whole, said = sentence.words(start, at + 1), f"{sentence.words(start, at) if size > 1 else ''} {front}"
            if values := _called(whole, said, known, every):
                yield start, at + 1, values
    for atom in sentence.of("area"):
        if atom.name == "marks":
            for size in range(1, 6):
                for start, end in ((atom.end, atom.end + size), (atom.start - size, atom.start)):
                    within = start >= 0 and end <= len(tokens) and not {start, end - 1} & sentence.framing
                    if (
                        within
                        and in_a_name(sentence, start, end)
                        and (values := _called(*2 * (sentence.words(start, end),), known, every))
                    ):
                        yield min(start, atom.start), max(end, atom.end), values


ALIKE = 0.7  # of the shorter word: "administrative" and "administration" are of one root
SHORTEST_ROOT = 5
LONGEST_ENDING = 2  # letters


def _called(whole: str, said: str, known: Known, every: Sequence[str]) -> tuple[str, ...]:
    """The areas and sections that some words call by a part of their name; `said` are they without what only says
    that they name an area."""
    area = names.area(whole)
    core = [token.key for token in tokenized(said) if len(token.key) > 3]
    if not core:
        return ()
    sections = [one for one in known.sections if _holds(one, core)]
    few = sections if len(sections) <= 2 else []
    return tuple(dict.fromkeys([*([area] if area and area in every else []), *few]))


def _holds(name: str, core: Sequence[str]) -> bool:
    """Has every word its like in the name?"""
    words = [token.key for token in tokenized(name)]
    return all(any(_alike_words(one, word) for word in words) for one in core)


def _alike_words(one: str, other: str) -> bool:
    differing = (at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs)
    shared = next(differing, min(len(one), len(other)))
    alike = one == other or shared >= max(SHORTEST_ROOT, ALIKE * max(len(one), len(other)))
    return alike or (
        len(one) > SHORTEST_ROOT and one in other[-len(one) - LONGEST_ENDING :]
    )  # "familie", "børnefamilier"


_MEASURED = frozenset({"marks", "case", "proposal"})


def _measures(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """A kind of measure of the idea bank: "type of measure: udbud", "digital measures"."""
    families = {names.measure_family(one): one for one in known.measures}
    marks = [atom for atom in (*sentence.of("measure_names"), *sentence.of("rows")) if atom.name in _MEASURED]
    said = [(atom.start, atom.end, atom.name) for atom in sentence.of("measure_names") if atom.name != "marks"]
    said += [(start, end, name) for start, end, name in whole_names(sentence, known.measures)]
    said += _begun(sentence, known)
    found: list[Piece] = []
    for start, end, name in said:
        family = names.measure_family(name)
        if family not in families:
            continue
        made = Filter("measure", (family,), label=families[family])
        for mark in marks:
            if (
                mark.name == "marks"
                and 0 <= start - mark.end <= 2
                and sentence.framing.issuperset(range(mark.end, start))
            ):
                found.append(Piece(mark.start, end, costs.LIMIT, "limit", made))
            if mark.name == "marks" and _is_mark_behind(sentence, end, mark.start):
                found.append(Piece(start, mark.end, costs.LIMIT, "limit", made))
            if end == mark.start:
                found.append(Piece(start, mark.end, costs.LIMIT, "limit", made))
        if _is_listed(sentence, start, end, found, [one[:2] for one in said]):
            found.append(Piece(start, end, costs.LIMIT, "limit", made))
    yield from found


def _is_listed(
    sentence: Sentence, start: int, end: int, found: Sequence[Piece], named: Sequence[tuple[int, int]]
) -> bool:
    """Do only commas, "and" or "or", and others that are named, stand between a name and one that is marked ("Indkøb
    eller Planlægning som tiltag")?"""
    joins = {at for atom in sentence.of("between") if atom.name == "list" for at in atom.places}
    joins |= {at for first, last in named for at in range(first, last)}
    gaps = [range(end, one.start) for one in found] + [range(one.end, start) for one in found]
    return any(gap and all(at in joins for at in gap) for gap in gaps)


def _begun(sentence: Sentence, known: Known) -> Iterator[tuple[int, int, str]]:
    """Words behind the mark of a measure with which the name of one begins ("tiltaget hjemtagning")."""
    for atom in sentence.of("measure_names"):
        if atom.name == "marks" and atom.end < len(sentence.tokens):
            key = sentence.tokens[atom.end].key
            begun = [one for one in known.measures if _keys_of_name(one)[:1] == [key]]
            if len({names.measure_family(one) for one in begun}) == 1:
                yield atom.end, atom.end + 1, begun[0]


def _is_mark_behind(sentence: Sentence, end: int, mark: int) -> bool:
    """ "Velfærdsteknologi som tiltag", "purchasing (Indkøb) as their measure"."""
    gap = range(end, mark)
    return (
        len(gap) <= FARTHEST_MARK
        and all(at in sentence.framing or sentence.tokens[at].text in "()" for at in gap)
        and mark >= end
    )


def measure_of_head(head: str, known: Known) -> Filter | None:
    """The limit on the family of measures that the front of a compound names ("digitaliserings-forslag"), or None."""
    key = word_key(head)
    for measure in known.measures:
        for word in {measure, *re.split(r"[/,&]| og ", measure)}:
            if len(word) > 3 and word_key(word.strip()) in (key, key.removesuffix("s")):
                return Filter("measure", (names.measure_family(measure),), label=measure)
    return None
