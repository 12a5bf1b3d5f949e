"""What stands behind "abonner" → limits joined by and, or, not: read by the same cover of the same words as a question.

"Ikke" is for what follows it ("undtagen dem …" for all that does, up to a comma), "og" binds closer than "eller", a comma
is the loosest "og". Names of one kind that stand side by side are a choice, whatever joins them: "røde og gule" are the
red ones and the yellow ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filters.conditions import Condition, only_code
from filters.fields import FIELDS
from filters.trees import EVERYTHING, And, Not, Or, Tree, choice_of
from index.search.lexicon import Lexicon
from questions import costs
from questions.correcting import replacement_of
from questions.cover import Piece
from questions.labels import areas_by_words
from questions.names import Known
from questions.query import Code
from questions.reading import clause_taken_apart, parts_of, taken_apart
from questions.readings import readings
from questions.sentence import Sentence
from questions.tokens import normal_text
from questions.vocabulary import Vocabulary

LONGEST = 1_000  # characters that are read
DEEPEST = 20  # parentheses within each other
OPEN, CLOSE, COMMA, AND, OR, NOT, LIMIT, ALL = "(", ")", ",", "and", "or", "not", "limit", "all"
THOSE = "those"
_SIGNS = {"(": OPEN, ")": CLOSE, ",": COMMA, ";": COMMA, "/": OR, "+": AND, "&": AND}
_SILENT = frozenset({"frame", "rows", "mark", "label"})
_ASKS = frozenset({"which", "list", "what", "status"})


class NotUnderstood(Exception):
    """A part of what was written that is no limit on cases. `part` is that part, as written; `field` what it limits
    where it was understood, but no status report says it of a case."""

    def __init__(self, part: str, field: str = "") -> None:
        super().__init__(part)
        self.part, self.field = part, field


@dataclass(frozen=True, slots=True)
class _Item:
    """A limit, or what joins limits, with the tokens that it takes."""

    kind: str
    start: int
    end: int
    limit: Condition | None = None


def read_selection(
    text: str, known: Known, lexicon: Lexicon, me: tuple[str, str] = ("", ""), words: Vocabulary | None = None
) -> Tree:
    """The limits that a text says; every case for "" and "alt". `me` are the id and the name of who writes. Mentions
    stand in the text as Slack writes them: `<@U012|name>`. Raises NotUnderstood."""
    written = normal_text(text).strip(" .!?,;")
    if not written:
        return EVERYTHING
    if len(written) > LONGEST:
        raise NotUnderstood(written[:60])
    sentence, codes = taken_apart(written, known, lexicon, words)
    _whole(sentence)
    if corrected := replacement_of(written, sentence, lambda part: clause_taken_apart(part, known, lexicon, words)):
        if corrected.strange:
            raise NotUnderstood(corrected.strange)
        return read_selection(corrected.text, known, lexicon, me, words)
    parts = [*parts_of(sentence, known, codes, denying=False), *_joins(sentence)]
    parts += [*_owners(sentence, me), *areas_by_words(sentence, known)]
    try:
        return _Reader(sentence, _read(sentence, [one for one in parts if _is_of_cases(one)])).tree()
    except NotUnderstood:
        return _Reader(sentence, _read(sentence, parts)).tree()  # says which field no report has


def _is_of_cases(part: Piece) -> bool:
    return not isinstance(part.meaning, Condition) or FIELDS[part.meaning.field].of_cases


def _whole(sentence: Sentence) -> None:
    """Every sign of the text is in a token. Raises NotUnderstood."""
    at = 0
    for start, end in [*((one.start, one.end) for one in sentence.tokens), (len(sentence.text), 0)]:
        if between := sentence.text[at:start].strip():
            raise NotUnderstood(between)
        at = end


# ---------------------------------------------------------------- what only a selection has


def _joins(sentence: Sentence) -> Iterator[Piece]:
    for atom in sentence.of("join"):
        if atom.name in (AND, OR):  # "both" and "either" join nothing that these do not
            yield Piece(atom.start, atom.end, costs.JOIN, "join", atom.name)
    for atom in sentence.of("not"):
        if atom.name in ("words", "except"):
            yield Piece(atom.start, atom.end, costs.JOIN, "join", NOT)
    denied = {atom.end for atom in sentence.of("not") if atom.name in ("words", "except")}
    for atom in sentence.of("not"):
        if atom.name == "head" and atom.start in denied:
            yield Piece(atom.start, atom.end, costs.JOIN, "join", THOSE)
    for atom in sentence.of("label"):
        yield Piece(atom.start, atom.end, costs.JOIN, "label")


def _owners(sentence: Sentence, me: tuple[str, str]) -> Iterator[Piece]:
    """ "Ejer <@U012|Bo>", "ejer mig", "mine sager", "uden ejer"."""
    marks = {atom.end: atom.start for atom in sentence.of("owner") if atom.name == "marks"}
    for at, token in enumerate(sentence.tokens):
        if token.kind == "mention" and (mention := re.match(r"<@(\w+)(?:\|([^<>]*))?>", token.text)):
            limit = Condition("owner", (mention[1],), label=mention[2] or mention[1])
            yield Piece(marks.get(at, at), at + 1, costs.JOIN, "limit", limit)
    for atom in sentence.of("owner"):
        if atom.name == "none":
            yield Piece(atom.start, atom.end, costs.JOIN, "limit", Condition("owner"))
        if me[0] and (atom.name == "mine" or (atom.name == "me" and atom.start in marks)):
            start = marks.get(atom.start, atom.start)
            mine = Condition("owner", (me[0],), label=me[1] or me[0])
            yield Piece(start, atom.end, costs.JOIN, "limit", mine)


# ---------------------------------------------------------------- items


def _read(sentence: Sentence, parts: Sequence[Piece]) -> list[_Item]:
    """The limits and what joins them, in their order; for nothing but what is listed ("sager") one item. Raises
    NotUnderstood for words that nothing takes."""
    read = readings(sentence, parts, "budget_year")[0]
    found: list[_Item] = []
    silent: set[int] = set()
    for part in read.cover.parts:
        if isinstance(part.meaning, Condition):
            found.append(_Item(LIMIT, part.start, part.end, part.meaning))
        elif isinstance(part.meaning, Code):
            code, year = part.meaning.code, part.meaning.year
            limit = only_code(code, float(year) if year else None)
            found.append(_Item(LIMIT, part.start, part.end, limit))
        elif part.kind == "join":
            found.append(_Item(str(part.meaning), part.start, part.end))
        elif part.kind in _SILENT or (part.kind == "ask" and part.meaning in _ASKS):
            silent |= part.places
    for at in read.cover.left:
        if sign := _SIGNS.get(sentence.tokens[at].text):
            found.append(_Item(sign, at, at + 1))
        elif at in sentence.framing:
            silent.add(at)
    taken = read.taken.union(*(range(one.start, one.end) for one in found))
    found += [_Item(LIMIT, one.value.start, max(one.places) + 1, one.filter) for one in read.limits]
    strange = sorted(set(range(len(sentence.tokens))) - taken - silent)
    if strange:
        raise NotUnderstood(_around(strange[0], sentence, taken))
    if not found and any(part.kind == "rows" for part in read.cover.parts):
        return [_Item(ALL, 0, len(sentence.tokens))]
    return sorted(found, key=lambda one: one.start)


def _around(at: int, sentence: Sentence, taken: frozenset[int]) -> str:
    """What stands around a token up to the next limit or join."""
    start, end = at, at + 1
    while start > 0 and start - 1 not in taken:
        start -= 1
    while end < len(sentence.tokens) and end not in taken:
        end += 1
    return sentence.words(start, end)


# ---------------------------------------------------------------- and, or, not


@dataclass(frozen=True, slots=True)
class _Found:
    """A tree, and whether it stood without parentheses: only then it may join what is beside it."""

    tree: Tree
    bare: bool = True


class _Reader:
    """The items from left to right. Each method returns what it has read, or raises NotUnderstood."""

    def __init__(self, sentence: Sentence, items: Sequence[_Item]) -> None:
        self.sentence, self.items, self.at = sentence, items, 0

    def tree(self) -> Tree:
        found = self._loose(0)
        if self.at < len(self.items):
            raise self._strange()
        return found.tree

    def _strange(self) -> NotUnderstood:
        if self.at == len(self.items):
            return NotUnderstood(self.sentence.text)
        return NotUnderstood(self.sentence.words(self.items[self.at].start, len(self.sentence.tokens)))

    def _next(self, *kinds: str) -> bool:
        return self.at < len(self.items) and self.items[self.at].kind in kinds

    def _take(self, kind: str) -> bool:
        found = self._next(kind)
        self.at += found
        return found

    def _loose(self, depth: int) -> _Found:
        """Parts between commas: all must be met."""
        parts = [self._or(depth)]
        while self._take(COMMA):
            self._take(AND)
            parts.append(self._or(depth))
        return _joined(And, parts)

    def _or(self, depth: int) -> _Found:
        parts = [self._and(depth)]
        while self._take(OR):
            parts.append(self._and(depth))
        return _joined(Or, parts)

    def _and(self, depth: int) -> _Found:
        parts = [self._not(depth)]
        while self._take(AND) or self._next(LIMIT, OPEN, NOT):
            parts.append(self._not(depth))
        return _joined(And, parts)

    def _not(self, depth: int) -> _Found:
        if depth > DEEPEST:
            raise self._strange()
        if self._take(NOT):
            if self._take(THOSE):
                self._take(COMMA)  # "undtagen dem, der er gule"
                return _Found(Not(self._and(depth + 1).tree))
            return _Found(Not(self._not(depth + 1).tree))
        first = self._primary(depth)
        return self._choice(first) if first.bare else first

    def _choice(self, first: _Found) -> _Found:
        """Names of one kind, side by side: any of them."""
        kind, found = choice_of(first.tree), [first.tree]
        while kind:
            before = self.at
            joined = self._take(OR) or self._take(AND) or (self._take(COMMA) and (self._take(OR) or True))
            following = self.items[self.at].limit if joined and self._next(LIMIT) else None
            if following is None or choice_of(following) != kind:
                self.at = before
                break
            found.append(following)
            self.at += 1
        return _Found(Or(tuple(found))) if len(found) > 1 else first

    def _primary(self, depth: int) -> _Found:
        if self._take(ALL):
            return _Found(EVERYTHING)
        if self._take(OPEN):
            inner = self._loose(depth + 1)
            if not self._take(CLOSE):
                raise self._strange()
            return _Found(inner.tree, bare=False)
        one = self.items[self.at] if self._next(LIMIT) else None
        if one is None or one.limit is None:
            raise self._strange()
        if not FIELDS[one.limit.field].of_cases:
            raise NotUnderstood(self.sentence.words(one.start, one.end), one.limit.field)
        self.at += 1
        return _Found(one.limit)


def _joined(kind: type[And] | type[Or], parts: Sequence[_Found]) -> _Found:
    """One part is itself; a part of the same kind without parentheses is no part of its own."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Tree] = []
    for one in parts:
        flat += one.tree.parts if one.bare and isinstance(one.tree, kind) else (one.tree,)
    return _Found(flat[0] if len(flat) == 1 else kind(tuple(flat)))
