"""A question → how it is understood: the cheapest cover of all its words. Pure: the same words are always read alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from filters.fields import AMOUNT
from index.search.lexicon import Lexicon
from questions import costs
from questions.asking import asking_parts, asks_of
from questions.background import (
    QUESTION,
    abridged,
    asked_from,
    asked_to,
    may_limit,
    pointed_at,
    says_nothing,
    tells_nothing,
    tells_of_no_case,
    with_background,
)
from questions.code_parts import code_parts, family_parts, whole_case_parts
from questions.composing import composed
from questions.correcting import Clause, clause_of, replacement_of, with_replaced
from questions.cover import Piece
from questions.excluding import Exclusion, exclusion_of, with_left_out
from questions.in_no_list import names_with_none
from questions.labels import label_parts, measure_of_head
from questions.names import Known, name_parts
from questions.others import left_out_of
from questions.phrases import denied, phrase_parts
from questions.quantities import BARE, Quantity
from questions.query import Filter, Query
from questions.readings import readings, year_field
from questions.sentence import FRAMES, Sentence, asides, sentence_of, with_own_words, without_holders
from questions.tokens import normal_text
from questions.told_beside import without_told
from questions.vocabulary import Vocabulary, vocabulary
from records.names import area

LONGEST = 2000


def read_question(
    text: str, today: date, known: Known, lexicon: Lexicon, language: str = "da", words: Vocabulary | None = None
) -> Query:
    """`text` as a Query. Names in `known` are those of the documents; `lexicon` knows the words that are no topic;
    `words` is how people say things, those of the package by default.

    Readings that are nearly as cheap and limit otherwise are its `alternatives`.
    """
    question = normal_text(text[:LONGEST])
    sentence, codes = taken_apart(question, known, lexicon, words, language)

    def read(part: str) -> Query:
        return read_question(part, today, known, lexicon, language, words)

    def apart(part: str) -> Sentence:
        return taken_apart(part, known, lexicon, words, language)[0]

    def without(found: Exclusion | None) -> Query | None:
        if found is None or names_with_none(sentence):
            return None
        return with_left_out(question, found, read, known.tells)

    def names() -> Iterator[Piece]:
        yield from name_parts(sentence, known)
        yield from label_parts(sentence, known)

    def parted(part: str) -> Clause:
        return clause_taken_apart(part, known, lexicon, words, language)

    if corrected := replacement_of(question, sentence, parted):
        return replace(with_replaced(read(corrected.text), corrected), truncated=len(text) > LONGEST)
    made = _beside_background(question, sentence, read, apart, known.tells)
    told = None if made else without_told(question, sentence, read, apart, known.tells, language)
    made = made or (None if told else without(exclusion_of(sentence, codes, names)))
    if made is None:
        about = Query(question, language, asks=asks_of(sentence))
        made = _covered(about, sentence, codes, known, lexicon, today)
        if made.missing:
            others = (
                _beside_background(question, sentence, read, apart, known.tells, numbers=True),
                told or without(exclusion_of(sentence, codes, names, bare=True)),
            )
            made = next((one for one in others if one and not one.missing), told or made)
        else:
            made = told or made
    return replace(made, truncated=len(text) > LONGEST)


def _covered(
    about: Query, sentence: Sentence, codes: Sequence[Piece], known: Known, lexicon: Lexicon, today: date
) -> Query:
    """The cheapest reading of all the words of a question."""
    parts = parts_of(sentence, known, codes)
    best, *others = readings(sentence, parts, year_field(sentence, parts, about.asks))
    near = {one.ids: one for one in reversed(others) if one.cost <= best.cost + costs.MARGIN and one.ids != best.ids}
    made = composed(sentence, best, known, lexicon, about, today)
    if made.missing:
        return made
    found = [(one.cost, composed(sentence, one, known, lexicon, about, today)) for one in reversed(near.values())]
    other = [(cost, one) for cost, one in found if not one.missing and one.limited != made.limited]
    doubted = sum(cost <= best.cost + costs.TIE for cost, _ in other)
    return replace(made, alternatives=tuple(one for _, one in other), doubted=doubted)


def _beside_background(
    question: str,
    sentence: Sentence,
    read: Callable[[str], Query],
    apart: Callable[[str], Sentence],
    tells: Callable[[str], bool],
    numbers: bool = False,
) -> Query | None:
    """What is asked, without what is told before it and after it; None where nothing is. With `numbers` what is told
    may hold some. `tells` says by which words titles are told apart."""
    first, last = asked_from(sentence, numbers), asked_to(sentence)
    start = sentence.tokens[first].start if first else 0
    end = sentence.tokens[last].start if last < len(sentence.tokens) else len(question)
    if end < len(question):
        tail = apart(question[end:])
        about = sentence.tokens[last - 1].text != QUESTION and tail.starts("topic", "before")
        why = 0 in tail.starts("frame", "because")
        end = len(question) if not why and (about or may_limit(read(question[end:]))) else end
    before, asked, after = question[:start], question[start:end].rstrip(), question[end:]
    if not (before or after):
        return None
    made = read(asked)
    if before:
        if says_nothing(made) and not made.measure:
            return None  # "… . Kan du hjælpe med det?"
        said = apart(asked)
        told, names = read(before), pointed_at(said, apart(before))
        left = left_out_of(apart(before), told, said)
        subject = made.filters or made.codes or made.topic
        if told.rows and told.filters and not subject:
            names = None  # "Take only the red cases. What is the mean saving per case then?"
            if told.missing:
                return None
        if tells_of_no_case(made, tells) and any(map(tells, (*told.topic, *told.ignored))):
            return None  # "… says implemented but I heard it was dropped, what is the story?"
        if tells_nothing(apart(before)) and names is not None and any(one.field not in names for one in told.filters):
            return None  # "For skoleområdet: hvilke …"
        made = with_background(made, told, names, left)
    return replace(made, background=tuple(abridged(one) for one in (before, after) if one.strip()))


_THINGS = frozenset({"frame", "area", "area_names", "area_parts", "measure_names"})  # words that may be counted things


def taken_apart(
    text: str, known: Known, lexicon: Lexicon, words: Vocabulary | None = None, language: str = ""
) -> tuple[Sentence, list[Piece]]:
    """A normalised text as a sentence, and the codes in it, whose digits are no numbers. With a `language` the small
    words of another one may be words of its own."""
    sentence = with_own_words(sentence_of(text, words or vocabulary(), lexicon), language, lexicon, known.tells)
    sentence = without_holders(sentence, known.tells)
    codes = list(code_parts(sentence, known))
    coded = frozenset().union(*(part.places for part in codes))
    values = [one for one in sentence.values if not coded.intersection(range(one.start, one.end))]
    if codes:
        values = [replace(one, kind=BARE) if _counts_things(one, sentence) else one for one in values]
    times = [(max([start, *(at + 1 for at in coded if start <= at < end)]), end) for start, end in sentence.times]
    return replace(sentence, values=values, times=[one for one in times if one[0] < one[1]]), codes


def _counts_things(value: Quantity, sentence: Sentence) -> bool:
    """Does a number without a unit count what stands straight behind it ("BC34: 1.000 forældre")? Beside a code it is no
    amount then."""
    at = value.end
    if value.kind != AMOUNT or value.scale or at >= len(sentence.tokens) or sentence.tokens[at].kind != "word":
        return False
    return at not in sentence.framing and not any(
        at in one.places for one in sentence.atoms if one.table not in _THINGS
    )


def clause_taken_apart(
    text: str, known: Known, lexicon: Lexicon, words: Vocabulary | None = None, language: str = ""
) -> Clause:
    """A part of a normalised question, with what in it can be taken back, or said instead of what was."""
    sentence, codes = taken_apart(text, known, lexicon, words, language)
    read = readings(sentence, parts_of(sentence, known, codes), "budget_year")[0]
    left = (at for at in read.cover.left if sentence.tokens[at].kind == "word" and at not in sentence.framing)
    return clause_of(sentence, read, [at for at in left if known.tells(sentence.tokens[at].text.lower())])


def _unless_sent(part: Piece, named: Iterable[Piece], sentence: Sentence) -> Piece:
    """ "Proposals that Vejen is behind": behind a municipality that begins a clause a state is what that does."""
    verbs = {at for atom in sentence.of("topic") if atom.name == "copula" for at in atom.places}
    start = part.start - (part.start - 1 in verbs)
    if not isinstance(part.meaning, Filter) or part.meaning.field not in ("state", "meaning"):
        return part
    sent = (one for one in named if isinstance(one.meaning, Filter) and one.meaning.field == "municipality")
    strange = any(one.end == start and one.start - 1 in sentence.stops for one in sent)
    return replace(part, cost=part.cost + costs.OTHER_SUBJECT) if strange else part


def _said_again(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where "nothing" is said again as a number in brackets ("koster ingenting (0 kr.)", "… noget (altså 0 kr.)")."""
    said = {atom.end for atom in sentence.of("not", "flag")}
    said |= {atom.end for atom in sentence.of("field") if atom.start in said}  # "uden omkostninger"
    small = sentence.framing | {at for atom in sentence.of("field") for at in atom.places}
    for one in sentence.values:
        closes = one.end < len(sentence.tokens) and sentence.tokens[one.end].text == ")"
        start = next((at for at in range(one.start - 1, -1, -1) if sentence.tokens[at].text == "("), -1)
        if one.low != 0 or start < 0 or not closes or not sentence.framing.issuperset(range(start, one.start)):
            continue
        if any(end <= start and small.issuperset(range(end, start)) for end in said):
            yield start, one.end + 1


def _taken_along(parts: Sequence[Piece], sentence: Sentence) -> Iterator[Piece]:
    """What a list is not limited by, since it is to hold that as well ("…, også dem der ikke blev vedtaget")."""
    for atom in sentence.of("frame"):
        apart = atom.name == "as_well" and atom.start > 0 and sentence.tokens[atom.start - 1].text in "(,-"
        for part in parts if apart else ():
            if part.kind == "limit" and part.start == atom.end:
                yield Piece(atom.start, part.end, part.cost - costs.FRAMING, "frame")


def _of_head(head: str, known: Known) -> tuple[str, Filter | str]:
    """What the front of a compound says of what is listed: a kind of measure, an area ("skoleforslag"), or a topic."""
    if measure := measure_of_head(head, known):
        return "limit", measure
    called = area(head)
    return ("limit", Filter("area", (called,))) if called in known.areas else ("head", head)


def parts_of(sentence: Sentence, known: Known, found: Sequence[Piece], denying: bool = True) -> list[Piece]:
    """All that the words can mean; with `denying` also each limit with the "not" beside it."""
    heads = sentence.heads
    named = [*name_parts(sentence, known), *label_parts(sentence, known)]
    parts = [*(_unless_sent(one, named, sentence) for one in phrase_parts(sentence, known)), *named]
    parts += [*family_parts(sentence, known), *whole_case_parts(sentence, found)]
    typed = {at for atom in sentence.of("type") for at in range(atom.start, atom.end)}
    typed |= {at for atom in sentence.of("frame") if atom.name == "words" for at in atom.places}  # "budgetforslaget"
    plain = [atom.start for atom in sentence.of("tail") if atom.start not in heads and atom.start not in typed]
    parts += [Piece(at, at + 1, costs.ROWS, "rows", "proposal") for at in plain]
    parts += [Piece(at, at + 1, costs.LIMIT, *_of_head(head, known)) for at, head in heads.items()]
    limits = frozenset().union(*(part.places for part in parts))
    asking = [one for one in asking_parts(sentence) if one.kind != "ask" or not one.places & limits]  # "blevet røde"
    parts += [*(denied(parts, sentence) if denying else ()), *asking, *found]
    for atom in sentence.of("frame"):
        if atom.name in FRAMES:
            size = atom.end - atom.start
            parts.append(Piece(atom.start, atom.end, costs.FRAMING - 0.1 * (size == 1), "frame"))
    for start, end in sentence.times:
        parts.append(Piece(start, end, costs.of_phrase(end - start, costs.ASKING), "time"))
    parts += [Piece(start, end, costs.FRAMING, "frame") for start, end in _said_again(sentence)]
    parts += list(_taken_along(parts, sentence))
    for start, end in asides(sentence.tokens, sentence.atoms):
        parts.append(Piece(start, end, costs.FRAMING, "frame"))
    for atom in sentence.of("since", "topic"):
        if atom.name in ("lately", "before"):
            parts.append(Piece(atom.start, atom.end, costs.MARK, "mark", atom.name))
    return parts
