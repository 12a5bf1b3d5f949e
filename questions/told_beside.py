"""What people tell of themselves while they ask ("jeg sidder i toget", "my boss wants it before lunch", "no essays"),
before the question, after it or inside it: a clause that limits nothing is passed over, and shown.

No list of such remarks is kept. A clause is read by itself: what limits, asks or names what is listed is never passed
over, nor is a thing that titles are told apart by, unless somebody does something other than to want it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from filters.fields import AMOUNT
from questions.asking import FIELDS
from questions.background import CLAUSE_ENDS, DASH, QUESTION, SENTENCE_ENDS, abridged, says_nothing
from questions.quantities import BARE
from questions.query import Filter, Query
from questions.sentence import ANSWERED, Sentence
from questions.tokens import word_key

FARTHEST_PERSON = 4  # words of a clause before the one who does something ("dem har vi været igennem")
LONGEST_LETTERS = 4  # of a code, before its number
BRACKETS = "()"
_HEARD = frozenset({"committee", "administration"})  # who listens: no limit where somebody does something
_NAMES = frozenset({"municipality", "area", "measure", "type"})  # a limit only behind a small word ("vi bor i Greve")
_GOES = frozenset({"state", "meaning", "colour"})  # what the asker may be, too ("I'm late")
_DENYING = frozenset({"words", "except", "behind", "around", "none_of", "none"})
_SMALL = frozenset({"only", "polite", "form"})
_ASKING = frozenset({"which", "what", "how_much", "who", "when", "where", "why", "list", "compare"})


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A question and its sentence, in which nobody is named in another language; `read` and `apart` take text as a
    question and as a sentence, `tells` says by which words titles are told apart."""

    question: str
    sentence: Sentence
    read: Callable[[str], Query]
    apart: Callable[[str], Sentence]
    tells: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Clause:
    """The tokens `start` to `end` (not included) of a clause, without the signs around it; `head` is the first behind
    what joins it to the one before."""

    start: int
    head: int
    end: int


def without_told(
    question: str,
    sentence: Sentence,
    read: Callable[[str], Query],
    apart: Callable[[str], Sentence],
    tells: Callable[[str], bool],
    language: str = "",
) -> Query | None:
    """What is asked, without the clauses that only tell; None where there are none, or nothing else.

    `read` and `apart` take text as a question and as a sentence; `tells` says by which words titles are told apart.
    """

    def named(text: str) -> Sentence:
        return _in_language(apart(text), language)

    spoken = _Spoken(question, _in_language(sentence, language), read, named, tells)
    clauses = list(_clauses(spoken.sentence))
    if len(clauses) == 1 or not _may_tell(spoken.sentence):
        return None
    meant = {one: fields for one in clauses if (fields := _field_meant(spoken.sentence, one))}
    told = [one for one in clauses if one in meant or _is_told(spoken, one)]
    if not told or len(told) == len(clauses):
        return None
    made = read(_without(spoken, told))
    if says_nothing(made) and not made.measure:
        return None
    for asked, other in meant.values():
        if not (fitting := _of_the_meant(made, asked, other)):
            return None
        made = fitting
    shown = (abridged(_text(spoken, one.start, one.end)) for one in told if one not in meant and _says(spoken, one))
    return replace(made, background=(*made.background, *shown))


def _in_language(sentence: Sentence, language: str) -> Sentence:
    """The same, in which nobody is named in the other language that people are answered in: Danish "i" is no "I"."""
    others = ANSWERED - {language} if language in ANSWERED else frozenset()
    atoms = [one for one in sentence.atoms if one.table != "aside" or one.language not in others]
    return replace(sentence, atoms=atoms)


# ------------------------------------------------------------------ clauses


def _clauses(sentence: Sentence) -> Iterator[_Clause]:
    """All clauses, in their order."""
    tokens = sentence.tokens
    cuts = sorted({0, len(tokens), *_breaks(sentence)})
    for start, end in pairwise(cuts):
        first, last = start, end
        while first < last and tokens[first].kind == "sign":
            first += 1
        while last > first and tokens[last - 1].kind == "sign":
            last -= 1
        if first < last:
            yield _Clause(first, _head(sentence, first, last), last)


def _breaks(sentence: Sentence) -> Iterator[int]:
    """Where a clause begins: behind a sign that ends one, and before a word that joins one to what stands before it.
    What a number is written with is no end."""
    tokens = sentence.tokens
    inside = {at for one in sentence.values for at in range(one.start, one.end - 1)}
    within = {at for one in sentence.atoms if one.table == "frame" for at in sorted(one.places)[1:]}
    joins = {one.start for one in sentence.of("aside") if one.name == "joins"} - within
    linked = {one.start: one.end for one in sentence.of("aside") if one.name == "links"}
    people, reported = _people(sentence), {one.end for one in sentence.of("aside") if one.name == "reports"}
    whether = {one.end for one in sentence.of("aside") if one.name == "whether"}  # "min chef spørger, om der er …"
    asking = {one.start for one in sentence.of("ask") if one.name in _ASKING}
    for at, token in enumerate(tokens):
        ends = _ends_here(sentence, at)
        dashed = token.text == DASH and not token.tight and not _is_in_a_code(sentence, at)
        breaks = token.text in CLAUSE_ENDS or token.text in BRACKETS or dashed
        if at not in inside and (ends or (token.kind == "sign" and breaks)):
            yield at + 1
        if at in joins or linked.get(at) in people or (at in reported and at in asking) or at in whether:
            yield at


def _is_in_a_code(sentence: Sentence, at: int) -> bool:
    """Does a dash stand between the letters of a code and its number ("BC - 06")?"""
    around = sentence.tokens[at - 1 : at + 2] if at else ()
    return [one.kind for one in around] == ["word", "sign", "number"] and len(around[0].text) <= LONGEST_LETTERS


def _ends_here(sentence: Sentence, at: int) -> bool:
    """Does a sentence end with a token? With a word that is shortened ("2 mio. i besparelse", "min. 2") not where what
    follows may go on with it."""
    token, tokens = sentence.tokens[at], sentence.tokens
    if token.text[-1] not in SENTENCE_ENDS or token.kind == "number" or at + 1 == len(tokens):
        return False
    if token.kind == "sign" or tokens[at + 1].text[0].isupper():
        return True
    shortened = any(one.start <= at < one.end for one in sentence.values) or tokens[at + 1].kind == "number"
    goes_on = {one.start for one in sentence.of("field", "filler")} | sentence.starts("topic", "link")
    goes_on -= sentence.starts("aside", "none")  # "spar mig for …"
    return not shortened or (at + 1 not in goes_on and tokens[at + 1].kind == "word")


def _head(sentence: Sentence, start: int, end: int) -> int:
    """The first token of a clause behind what joins it."""
    joins = {one.start: one.end for one in sentence.of("aside") if one.name in ("joins", "links", "polite")}
    at = start
    while at in joins and joins[at] < end:
        at = joins[at]
    return at


def _text(spoken: _Spoken, start: int, end: int) -> str:
    return spoken.question[spoken.sentence.tokens[start].start : spoken.sentence.tokens[end - 1].end]


def _without(spoken: _Spoken, told: Sequence[_Clause]) -> str:
    """The question without clauses, and without the signs that set them off; an end of a sentence stays."""
    question, tokens = spoken.question, spoken.sentence.tokens
    kept, at = list[str](), 0
    for clause in told:
        start, end = tokens[clause.start].start, tokens[clause.end - 1].end
        before, after = question[at:start].rstrip(), question[end:].lstrip()
        if before.endswith("(") and after.startswith(")"):
            before, end = before[:-1], question.index(")", end) + 1
        elif before.endswith((",", ";", " -")):
            before = before[:-1]
            end -= question[end - 1] in SENTENCE_ENDS
        elif after.startswith((*CLAUSE_ENDS, *SENTENCE_ENDS)):
            end = len(question) - len(after) + 1
        kept.append(before)
        at = end
    return " ".join(" ".join((*kept, question[at:])).split())


# ------------------------------------------------------------------ what a clause says


def _may_tell(sentence: Sentence) -> bool:
    return bool(_people(sentence) or sentence.of("aside", "not") or sentence.starts("frame", "finite"))


def _people(sentence: Sentence) -> frozenset[int]:
    """Where the asker, their people or what they are doing begins as who does something. A committee is none of them
    where it is only named ("committee KFU")."""
    marks = {one.start for one in sentence.of("committee", "administration")}
    return sentence.starts("aside", "person") | (sentence.starts("frame", "audience") - marks)


def _is_told(spoken: _Spoken, clause: _Clause) -> bool:
    """Does a clause only tell? What asks, limits by a number or says more of what is listed ("som …") does not."""
    sentence, places = spoken.sentence, range(clause.head, clause.end)
    if clause.head in sentence.starts("topic", "ends") or _asks(sentence, clause):
        return False
    if any(at in places for at in sentence.starts("not", "around")):
        return False  # "… hvis man ikke tæller dem med, som …"
    if any(one.start in places and one.kind != BARE for one in sentence.values):
        return False
    marks = _marks(sentence, clause)
    small = marks <= _SMALL and not _says(spoken, clause)  # "just the one", "nej"
    return bool(marks - {"they"}) and not small and _limits_none(spoken, clause, marks)


def _says(spoken: _Spoken, clause: _Clause) -> bool:
    """Does it hold more than words that say nothing?"""
    return any(at not in spoken.sentence.framing for at in range(clause.head, clause.end))


def _limits_none(spoken: _Spoken, clause: _Clause, marks: frozenset[str]) -> bool:
    """Does a clause, read by itself, limit nothing and name nothing? Where somebody does something, a name or a state
    may be theirs."""
    text = _text(spoken, clause.head, clause.end)
    said = spoken.read(text)
    if said.codes or said.rows or any(one.kind not in ("words", "number") for one in said.missing):
        return False
    tokens = spoken.sentence.tokens
    telling = any(spoken.tells(tokens[at].text.lower().strip(".")) for at in _things(spoken.sentence, clause))
    if said.asks & set(FIELDS):
        return False
    if "person" in marks and not marks & {"wants", "only"}:
        about = _is_about(spoken.sentence, clause)
        return not (about and telling) and _limits_nothing(said, spoken.apart(text))
    ordered = said.order and "denies" not in marks  # "not the smaller ones"
    added = said.measure and not ("they" in marks and not said.asks)  # "de er med i alt"
    return not (telling or said.filters or ordered or added)


def _is_about(sentence: Sentence, clause: _Clause) -> bool:
    """Does it say what something is about ("noget om skoler")? "Om lidt" and "om fire minutter" are times."""
    numbers = {one.start for one in sentence.of("number")} | {one.start for one in sentence.values}
    longer = [one.places for one in sentence.of("frame") if one.name == "words" and len(one.places) > 1]
    abouts = [one for one in sentence.of("topic") if one.name == "before" and clause.head <= one.start < clause.end]
    return any(one.end not in numbers and not any(one.places < places for places in longer) for one in abouts)


def _asks(sentence: Sentence, clause: _Clause) -> bool:
    """Is it a question, or does it begin as one?"""
    ends = clause.end < len(sentence.tokens) and sentence.tokens[clause.end].text == QUESTION
    asking = {one.start for one in sentence.of("ask") if one.name in _ASKING}
    asking |= {one.start for one in sentence.of("total") if one.name == "count"}
    return ends or clause.head in asking


def _marks(sentence: Sentence, clause: _Clause) -> frozenset[str]:
    """What shows that a clause may only tell: somebody who does something ("person"), who may want something ("wants"),
    an answer that is to be short ("form"), what is turned down ("denies"), a verb ("tells"). A word that stands for
    what is listed is no such mark where something is said to be ("de er …")."""
    starts = range(clause.start, clause.end)
    marks = {one.name for one in sentence.of("aside") if one.start in starts} & {"wants", "only", "form", "polite"}
    near = range(clause.head, min(clause.head + FARTHEST_PERSON, clause.end))
    doing = clause.head in sentence.starts("aside", "doing")
    if any(one.end == clause.end for one in sentence.of("aside") if one.name in ("reports", "whether")):
        return frozenset({"person"})  # who asks is somebody
    clock = any(at in starts for at in sentence.starts("aside", "clock"))
    if doing or clock or any(at in near for at in _people(sentence)):
        marks |= {"person"}
    elif _is_of_the_listed(sentence, clause):
        return frozenset()
    marks |= {"denies"} if _turns_down(sentence, clause) else set()
    marks |= {"they"} if clause.head in sentence.starts("aside", "they") else set()
    verbs = sentence.starts("frame", "finite") | sentence.starts("aside", "me")
    marks |= {"tells"} if any(at in starts for at in verbs) else set()
    return frozenset(marks)


def _turns_down(sentence: Sentence, clause: _Clause) -> bool:
    """Does it say what the answer is to be without ("no essays"), or again which sizes ("1 til 2 mio., ikke de helt
    store")?"""
    starts = range(clause.start, clause.head + 1)
    if any(at in starts for at in sentence.starts("aside", "none") | sentence.starts("aside", "others")):
        return True
    sizes = any(clause.head <= at < clause.end for at in sentence.starts("aside", "sizes"))
    return sizes and _denies(sentence, clause.start, clause.end) and any(one.kind == AMOUNT for one in sentence.values)


def _denies(sentence: Sentence, start: int, end: int) -> bool:
    """Does something among these tokens deny, or leave out?"""
    return any(one.name in _DENYING and start <= one.start < end for one in sentence.of("not"))


def _is_of_the_listed(sentence: Sentence, clause: _Clause) -> bool:
    """ "De er …", "they were …": is something said of what is listed? Not where it stands behind a small word ("er på
    farten")."""
    they = {one.end for one in sentence.of("aside") if one.name == "they" and one.start == clause.head}
    copulas = {one.start: one.end for one in sentence.of("topic") if one.name == "copula"}
    return any(at in copulas and copulas[at] not in sentence.starts("topic", "link") for at in {clause.head, *they})


def _things(sentence: Sentence, clause: _Clause) -> Iterator[int]:
    """The places of the words that say something, but for those of the asker's own."""
    own = {at for one in sentence.of("aside") for at in one.places}
    own |= {at for one in sentence.of("frame") if one.name == "audience" for at in one.places}
    own |= {at for one in sentence.of("number") for at in one.places}
    for at in range(clause.head, clause.end):
        if at not in sentence.framing | own and sentence.tokens[at].kind == "word":
            yield at


def _limits_nothing(said: Query, sentence: Sentence) -> bool:
    """Is all that a clause about somebody holds of them: how they are, where they go, who listens? Beside a "not" it may
    leave out."""
    return not (said.filters and _denies(sentence, 0, len(sentence.tokens))) and all(
        one.field in _HEARD
        or (one.field in _GOES and _is_of_a_person(sentence, one))
        or (one.field in _NAMES and not _is_where(sentence, one))
        for one in said.filters
    )


def _is_of_a_person(sentence: Sentence, limit: Filter) -> bool:
    """Stands a state straight behind somebody ("I'm already late")?"""
    places = [one.start for one in sentence.of(limit.field) if one.name in limit.values]
    ends = [one.end for one in sentence.of("aside") if one.name == "person"]
    small = sentence.framing - sentence.starts("topic", "link")  # not "for my overview with red status"
    return any(end <= at and small.issuperset(range(end, at)) for at in places for end in ends)


def _is_where(sentence: Sentence, limit: Filter) -> bool:
    """Stands a small word before a name, by which it is where the listed are ("vi sidder i Greve")?"""
    small = sentence.starts("municipality", "of")
    if limit.field != "municipality":
        return bool(small)
    called = tuple(map(word_key, limit.values))
    places = [at for at, one in enumerate(sentence.tokens) if one.key.startswith(called)]
    somebody = min(sentence.starts("aside", "person"), default=len(sentence.tokens))
    return not places or any(at - 1 in small or at < somebody for at in places)


# ------------------------------------------------------------------ which field is meant


def _field_meant(sentence: Sentence, clause: _Clause) -> tuple[str, str] | None:
    """The field that a clause without a number says is meant ("" where none is), and the one that it says is not
    ("altså omkostningen, ikke besparelsen"); None where it says no such thing."""
    places = range(clause.start, clause.end)
    if any(one.start in places for one in sentence.values):
        return None
    fields = [one for one in sentence.of("field") if one.start in places and one.name in FIELDS]
    ends = {one.end for one in sentence.of("not") if one.name == "words"}
    ends |= {one.end for one in sentence.of("article") if one.start in ends}
    denied = {one.name for one in fields if one.start in ends}
    asked = {one.name for one in fields} - denied
    taken = {at for one in (*fields, *sentence.of("not")) for at in one.places}
    strange = any(at not in taken | sentence.framing for at in places)
    return None if len(denied) != 1 or len(asked) > 1 or strange else (next(iter(asked), ""), denied.pop())


def _of_the_meant(made: Query, asked: str, other: str) -> Query | None:
    """The query with its limit, sum or order on the field that is meant; None where it has none on either."""
    own = {one.field for one in made.filters if one.field in FIELDS}
    own |= {one.field for one in (made.measure, made.order) if one and one.field in FIELDS}
    if other not in own:
        return made if own and (not asked or asked in own) else None
    if not asked or asked in own:
        return None

    measure, order = made.measure, made.order
    return replace(
        made,
        filters=tuple(replace(one, field=asked) if one.field == other else one for one in made.filters),
        measure=replace(measure, field=asked) if measure and measure.field == other else measure,
        order=replace(order, field=asked) if order and order.field == other else order,
    )
