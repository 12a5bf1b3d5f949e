"""What is told before a question is asked: who asks, and why ("Byrådet vil spare på skolerne. Hvilken kommune …").

It limits nothing by itself. Only names that the question points back at ("hvilke af deres forslag") are kept of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from filters.fields import AMOUNT
from questions.intents import intent_of
from questions.orders import ORDERED
from questions.quantities import BARE
from questions.query import Filter, Query
from questions.sentence import Sentence

SENTENCE_ENDS, CLAUSE_ENDS, DASH = ".!?:", ",;", "-"
NEAR_ASKING = 4  # small words between the beginning of a clause and what is asked there ("nu mangler jeg så")
MOST_TOLD = 12  # sentences, some of which may hold numbers
LONGEST_SHOWN = 60  # letters
_ASKING = frozenset({"which", "what", "how_much", "who", "when", "where", "why", "list", "whether", "says", "compare"})
_TELLING = ("own", "teller", "finite", "clause", "opens")
_WHEN_AND_WHO = ("when", "where", "who", "what", "why")  # which also begin clauses that ask nothing
_NAMES = frozenset({"municipality", "area", "measure", "source"})  # a committee that asks is not meant
QUESTION, COLON = "?", ":"


def asked_from(sentence: Sentence, numbers: bool = False) -> int:
    """The token at which the asking begins; 0 where nothing is told before it. What holds a number (unless these may be
    told, too: `numbers`), leaves something out or begins with what is listed may limit: then all of the text is the
    question."""
    if _asks_at(sentence, 0) and not _wants_something_else(sentence):
        return 0
    asking = [cut for cut in _cuts(sentence) if _asks_at(sentence, cut) and _is_told(sentence, cut, numbers)]
    whole = [cut for cut in asking if _begins_sentence(sentence, cut)]
    open_words = {at for name in _WHEN_AND_WHO for at in sentence.starts("ask", name)}
    return next(iter((*whole, *(cut for cut in asking if cut not in open_words), *asking)), 0)


def asked_to(sentence: Sentence) -> int:
    """The token behind the question; the number of tokens where nothing is told after it."""
    tokens, first = sentence.tokens, asked_from(sentence)
    if not (first or _asks_at(sentence, 0)):
        return len(tokens)
    for cut in range(first + 1, len(tokens)):
        asked = tokens[cut - 1].text == QUESTION
        told = _has(sentence, cut, "finite") or _has(sentence, cut, "teller")
        ends = tokens[cut - 1].text[-1] in ".!" and tokens[cut].text[0].isupper()
        if asked or (ends and told):
            return cut
    return len(tokens)


def may_limit(query: Query) -> bool:
    """May it limit what is asked before it?"""
    strange = any(one.kind != "words" for one in query.missing)
    return bool(query.filters or query.codes or query.order or query.measure or strange or query.rows)


def tells_nothing(sentence: Sentence) -> bool:
    """Is it no statement, but only what the answer is for ("Til dagsordenen: …")?"""
    return not sentence.starts("frame", "finite") | sentence.starts("frame", "teller")


def says_nothing(query: Query) -> bool:
    """Does it name nothing that could be listed, and no limit?"""
    return not (query.filters or query.codes or query.order or query.rows or query.topic)


def tells_of_no_case(query: Query, tells: Callable[[str], bool]) -> bool:
    """Does it name nothing by which a case could be told ("what is the story")?"""
    named = query.filters or query.codes or query.order or query.rows or query.measure
    return not named and not any(map(tells, query.topic))


def pointed_at(sentence: Sentence, told: Sentence) -> frozenset[str] | None:
    """The fields whose names a question takes from what was told before it: all (None) where it asks which of what was
    told of, or lists nothing and that does; those that have names where it speaks of it ("deres forslag"), else the
    municipality."""
    which = any(one.name == "which" for one in sentence.of("ask"))
    of_them = any(one.name == "of" and len(one.places) > 1 for one in sentence.of("order"))
    if of_them or (not _lists(sentence) and (which or _lists(told))):
        return None
    return _NAMES if any(one.name == "refers" for one in sentence.of("frame")) else frozenset({"municipality"})


def _lists(sentence: Sentence) -> bool:
    """Does it say what is listed or compared? "Det forslag" speaks of one that was named."""
    named = frozenset().union(*(one.places for one in sentence.of("frame") if one.name == "refers"))
    return any(not one.places <= named for one in sentence.of("rows", "tail", "group"))


def leaves_out(told: Sentence) -> bool:
    """Are we told to leave out what is named ("Albertslund har vi set på, så dem må du gerne springe over")?"""
    return any(one.name in ("around", "behind") or one.value == ORDERED for one in told.of("not"))


def with_background(asked: Query, told: Query, names: frozenset[str] | None, left: Sequence[Filter] = ()) -> Query:
    """The question `asked` with the limits of `told`, the text before it, on the fields `names`, or on all; not on those
    that it limits itself, or asks for. Where that says what is `left` out, nothing else of it counts."""
    if left:
        return replace(asked, filters=(*asked.filters, *left))
    own = {one.field for one in asked.filters}
    own |= {asked.measure.group} if asked.measure else set()
    kept = [one for one in told.filters if one.field not in own and not one.negated]
    kept = [one for one in kept if names is None or one.field in names]
    codes = asked.codes or (() if asked.topic or asked.filters else told.codes)
    near = tuple(with_background(one, told, names) for one in asked.alternatives)
    made = replace(asked, filters=(*asked.filters, *kept), codes=codes, alternatives=near)
    if names is None and not asked.topic and told.asked_topic:
        made = replace(made, topic=told.topic, asked_topic=True, said=(*told.topic, *made.said))
    return replace(made, intent=intent_of(made))


def abridged(text: str) -> str:
    """What was told, as it is shown."""
    text = text.strip(" ,-:;.")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rsplit(' ', 1)[0]} …"


def _begins_sentence(sentence: Sentence, cut: int) -> bool:
    return sentence.tokens[cut - 1].text[-1] in SENTENCE_ENDS


def _cuts(sentence: Sentence) -> Iterator[int]:
    """Where a sentence or a clause begins behind another."""
    opened = any(one.text == "(" for one in sentence.tokens[:1])
    for at, token in enumerate(sentence.tokens[:-1]):
        if opened and token.text == ")":
            opened = False
            yield at + 1
        ends = token.kind != "number" and token.text[-1] in SENTENCE_ENDS
        breaks = token.text in CLAUSE_ENDS or (token.text == DASH and not token.tight)
        if ends or (token.kind == "sign" and breaks):
            yield at + 1


def _asks_at(sentence: Sentence, cut: int) -> bool:
    """Does a question or a request begin there, behind a word that turns to it ("men", "which is why") and small ones?
    A verb before its subject asks as well ("er der …")."""
    turns = {one.start: one.end for one in sentence.of("frame") if one.name == "turns"}
    at = turns.get(cut, cut)
    if _goes_on(sentence, cut):
        return False
    if _lists_there(sentence, cut, at):
        return True
    asking = {one.start for one in sentence.of("ask") if one.name in _ASKING}
    asking |= {one.start for one in sentence.of("total") if one.name in ("count", "what")}
    requests = {one.start for one in sentence.of("frame") if one.name == "request"}
    seeking = {one.start for one in sentence.of("frame") if one.name == "seeks"}
    near = range(at, min(at + NEAR_ASKING, len(sentence.tokens)))
    small = next((one for one in near if one not in sentence.framing), at + NEAR_ASKING)
    begins = cut == 0 or _begins_sentence(sentence, cut)
    verbs = {one.start for one in sentence.of("frame") if one.name == "finite" and begins and at == cut}
    listed = {one.start for one in sentence.of("ask") if one.name == "which" and one.start > cut}
    if at in sentence.starts("frame", "among") and listed:
        return True  # "among the red cases, which …"
    return at in asking | requests | verbs or any(one in seeking | asking and one <= small for one in near)


def _goes_on(sentence: Sentence, cut: int) -> bool:
    """Does a clause only say more of what is listed before it, in the same sentence ("the ideas …, which save …")?"""
    relative = cut > 0 and cut in sentence.starts("topic", "ends") and not _begins_sentence(sentence, cut)
    start = max((at for at in _cuts(sentence) if at < cut and _begins_sentence(sentence, at)), default=0)
    return relative and any(start <= one.start < cut and one.name != "any" for one in sentence.of("rows"))


def _lists_there(sentence: Sentence, cut: int, at: int) -> bool:
    """Does a sentence say what is to be listed behind a word that turns to it ("Så bare de tre forslag …", "Så: …")?"""
    if cut < 2:
        return False
    turned = sentence.tokens[cut - 1].text == ":" and cut - 2 in sentence.starts("frame", "turns")
    listed = any(one.start >= cut and one.name != "any" for one in sentence.of("rows", "tail"))
    return listed and (turned or (at > cut and _begins_sentence(sentence, cut)))


def _has(sentence: Sentence, start: int, name: str) -> bool:
    return any(one.name == name and one.start >= start for one in sentence.of("frame"))


def _wants_something_else(sentence: Sentence) -> bool:
    """Does the first of several sentences only say what the answer is wanted for ("Jeg skal bruge et tal til en politiker.
    Hvad …")? It names nothing that could be listed, and asks nothing."""
    first = next((cut for cut in _cuts(sentence) if _begins_sentence(sentence, cut)), 0)
    listed = any(one.start < first and one.name != "any" for one in sentence.of("rows", "tail"))
    return first > 0 and not listed and not any(one.text == QUESTION for one in sentence.tokens[:first])


def _is_told(sentence: Sentence, cut: int, numbers: bool = False) -> bool:
    """Is what stands before the cut a statement, in which nothing may be a limit?"""
    frames = {name: sentence.starts("frame", name) for name in _TELLING}
    first = next((at for at in range(cut) if sentence.tokens[at].kind == "word"), cut)
    asked = any(token.text == QUESTION for token in sentence.tokens[:cut])
    counted = any(one.start < cut and one.kind != BARE for one in sentence.values)
    numbers = numbers and sum(one.text[-1] in SENTENCE_ENDS for one in sentence.tokens) <= MOST_TOLD
    others = any(one.name == "others" and one.start >= cut for one in sentence.of("frame"))
    has = _has_money(sentence, first, cut)
    if asked or (counted and not (others or has) and not (numbers and _begins_sentence(sentence, cut))):
        return False
    rows = {one.start for one in sentence.of("rows") if one.name != "any"}
    leaves_out = {one.start for one in sentence.of("not") if one.name in ("except", "behind")}
    leaves_out -= sentence.starts("not", "words")
    begins = rows | frames["clause"] | sentence.starts("group", "by")  # "per area, how many … are there, and which …"
    if not _begins_sentence(sentence, cut):
        begins |= sentence.starts("frame", "among")  # "blandt sager, der …, hvilken"
    if (first in begins and not others) or any(at < first + NEAR_ASKING for at in leaves_out):
        return False
    if not _begins_sentence(sentence, cut) and _links_before(sentence, cut):
        return False
    colon = sentence.tokens[cut - 1].text == COLON
    wanted = colon and any(one.name in ("wants", "reports") and one.end < cut for one in sentence.of("aside"))
    if others or wanted or (first in frames["opens"] and colon):
        return True
    return any(at < cut for at in frames["own"] | frames["teller"] | frames["finite"])


def _has_money(sentence: Sentence, first: int, cut: int) -> bool:
    """Does somebody say how much there is before a dash or a colon ("Vi har et par millioner – hvilke …"), and the
    question behind it says amounts of its own?"""
    apart = sentence.tokens[cut - 1].text in (DASH, COLON)
    has = first in sentence.starts("frame", "teller") | sentence.starts("aside", "person")
    return apart and has and any(one.start >= cut and one.kind == AMOUNT for one in sentence.values)


def _links_before(sentence: Sentence, cut: int) -> bool:
    """Does the clause before the cut say of which ("…, so out of those that were adopted, which is …")?"""
    start = max((one for one in _cuts(sentence) if one < cut), default=0)
    turns = {one.start: one.end for one in sentence.of("frame") if one.name == "turns"}
    return start > 0 and turns.get(start, start) in sentence.starts("frame", "among")
