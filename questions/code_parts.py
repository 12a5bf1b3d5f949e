"""The codes of a question, in any spelling, each with the year that stands behind it."""

import re
from collections.abc import Iterator, Sequence

from filters.conditions import ANY
from questions import costs
from questions.cover import Piece
from questions.names import Known, tokens_within
from questions.quantities import BARE
from questions.query import Code, Filter
from questions.sentence import Sentence
from questions.tokens import Token
from records import codes

FARTHEST_WHOLE = 4  # small words between a code and what asks for its case
LONGEST_LETTERS = 3  # of a code that no document has
_SHORT_YEAR = re.compile(r"[1-3]\d")
_LETTERS = re.compile(r"[a-zæøå]{1,5}", re.IGNORECASE)


def code_parts(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """The codes that exist, in any spelling, and what can only be a code though none exists; each with the year that
    stands behind it."""
    tokens = sentence.tokens
    found: dict[int, Piece] = {}
    for at, token in enumerate(tokens):
        if token.kind == "word" and _LETTERS.fullmatch(token.text.rstrip(".")):
            for end in _digits_behind(tokens, at):
                if code := known.code(sentence.words(at, end)):
                    found[at] = _code(sentence, at, end, code)
    taken = {at for part in found.values() for at in part.places}
    for ref in codes.find(sentence.text):
        start, end = tokens_within(tokens, ref.start, ref.end)
        if not taken & set(range(start, end)):
            code = known.code(ref.code) or ref.code
            letters = len(re.match(r"[^\W\d_]*", ref.code)[0])  # type: ignore[index]
            if (
                not known.code(ref.code)
                and letters > LONGEST_LETTERS
                and known.tells(sentence.words(start, end).lower())
            ):
                continue  # a title holds it as a word ("GULD10")
            found[start] = Piece(start, end, costs.CODE, "code", Code(code, ref.year))
    for part in found.values():
        yield part
        yield from _other_years(sentence, part)


def family_parts(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """The letters of codes straight before what is listed: "BC-forslag", "the HA cases". There they are never left out,
    though they may be a small word as well ("UD-sager")."""
    rows = {one.start for one in sentence.of("rows", "type", "tail")} | sentence.starts("code", "named")
    before = sorted((one for one in sentence.of("code") if one.name in ("begins", "holds")), key=lambda one: -one.start)
    begins = {one.end: one for one in before}  # the longest
    at = 0
    while at < len(sentence.tokens):
        letters, end = _families(sentence, at, known)
        ends = _digits_behind(sentence.tokens, at)
        whole = any(known.code(sentence.words(at, last)) for last in ends)  # "koden BC16"
        if letters and (end in rows or (at in begins and not whole)):
            first = begins.get(at)
            start = first.start if first else at
            letters = tuple(f"{one}{ANY}" for one in letters) if first and first.name == "begins" else letters
            end += end in sentence.starts("code", "named")
            yield Piece(start, end, costs.JOIN, "limit", Filter("code", letters))
            at = end
        at += 1


def whole_case_parts(sentence: Sentence, codes: Sequence[Piece]) -> Iterator[Piece]:
    """What asks for all that is known of a case, beside its code ("seneste melding på HA03", "hvilket stadie er BC16 på"):
    it names nothing that the case should hold."""
    passed = {at for one in sentence.of("rows", "article", "code") for at in one.places} | sentence.framing
    for atom in sentence.of("frame"):
        gaps = (
            range(one.end, atom.start) if one.end <= atom.start else range(atom.end, one.start)
            for one in codes
            if atom.name == "whole" and one.kind == "code"
        )
        if any(len(gap) <= FARTHEST_WHOLE and passed.issuperset(gap) for gap in gaps):
            yield Piece(atom.start, atom.end, costs.FRAMING, "frame")


def _families(sentence: Sentence, start: int, known: Known) -> tuple[tuple[str, ...], int]:
    """The letters of codes that stand there, one or a list of them ("TKMU- eller BSU-"), and where they end."""
    joins = sentence.starts("between", "list")
    found: list[str] = []
    at = end = start
    while at < len(sentence.tokens) and sentence.tokens[at].text.upper() in known.families:
        said = [sentence.tokens[at].text.upper()]
        while at + 2 < len(sentence.tokens) and sentence.tokens[at + 1].text == "/":  # "SI/UD"
            said.append(sentence.tokens[at + 2].text.upper())
            at += 2
        found.append("/".join(said))
        end = at + 1 + (at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text == "-")
        at = end
        while at < len(sentence.tokens) and at in joins:
            at += 1
        at += at < len(sentence.tokens) and at in sentence.starts("article", "words")
    return tuple(dict.fromkeys(found)), end


def _other_years(sentence: Sentence, part: Piece) -> Iterator[Piece]:
    """ "HA01 fra 2022 og 2024": the same code of another year."""
    tokens, joins = sentence.tokens, sentence.starts("code", "years")
    at, code = part.end, part.meaning
    while isinstance(code, Code) and code.year and at + 1 < len(tokens) and at in joins:
        if not re.fullmatch(r"(?:19|20)\d\d", tokens[at + 1].text):
            return
        yield Piece(at, at + 2, costs.CODE, "code", Code(code.code, int(tokens[at + 1].text)))
        at += 2


def _digits_behind(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Where a code that begins with the letters at `at` may end: digits, behind nothing, a blank or a hyphen; of two
    families both letters ("HA/SI08")."""
    end = at + 1
    while end + 1 < len(tokens) and tokens[end].text in ("/", "-") and tokens[end + 1].kind == "word":
        end += 2
    if end < len(tokens) and tokens[end].text == "-":
        end += 1
    if end < len(tokens) and tokens[end].kind == "number" and re.fullmatch(r"\d{1,4}", tokens[end].text):
        yield end + 1


def _code(sentence: Sentence, start: int, end: int, code: str) -> Piece:
    """A code with the budget year behind it, in brackets or not."""
    tokens, small = sentence.tokens, sentence.starts("code", "behind")
    at = end
    while at in small and at - end < 2:
        at += 1
    if at == end + 1 and tokens[end].kind == "word" and _is_short_year(sentence, at):
        return Piece(start, at + 1, costs.CODE, "code", Code(code, 2000 + int(tokens[at].text)))  # "HA03 fra 23"
    if at < len(tokens) and re.fullmatch(r"(?:19|20)\d\d", tokens[at].text):
        closed = at + 1 < len(tokens) and tokens[at + 1].text == ")"
        return Piece(start, at + 1 + closed, costs.CODE, "code", Code(code, int(tokens[at].text)))
    return Piece(start, end, costs.CODE, "code", Code(code))


def _is_short_year(sentence: Sentence, at: int) -> bool:
    """Two digits that are no day of a month ("12. marts") and no part of an amount ("fra 12 til 15 mio.")."""
    if at >= len(sentence.tokens) or not _SHORT_YEAR.fullmatch(sentence.tokens[at].text):
        return False
    dated = any(start <= at < end for start, end in sentence.times)
    alone = all(one.kind == BARE and one.high is None for one in sentence.values if one.start <= at < one.end)
    return alone and not dated
