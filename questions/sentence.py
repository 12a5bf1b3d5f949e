"""A question taken apart: its tokens, all that they can mean, its numbers, and which words only frame."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import distance, process

from filters.fields import FIELDS
from index.search.lexicon import Lexicon
from index.search.spelling import english_frequency
from index.search.tokenizer import frequency, spelled
from questions import costs
from questions.orders import as_ordered
from questions.quantities import BARE, Quantity, quantities_of
from questions.times import times_in
from questions.tokens import Token, tokenized, word_key
from questions.vocabulary import Atom, Vocabulary
from records import names

SHORTEST_SLIP, SHORT_SLIP = 6, 4  # letters of a word in which a slip of the pen is seen; in which a dropped letter is
FARTHEST_ASIDE = 2  # words between "til" and whom it is for
ANSWERED = frozenset({"da", "en"})  # the languages in which people are answered; the others stand beside these
SHORTEST_HEAD = 3  # letters
_STOPS = {
    ("rows", "case"): costs.ROWS_BETWEEN,
    ("rows", "proposal"): costs.ROWS_BETWEEN,
    ("topic", "ends"): costs.CLAUSE_BETWEEN,
    ("topic", "goes_on"): costs.CLAUSE_BETWEEN,
}
_COMPARING = ("compare", "compare_years", "after", "after_years")
LONGEST_OPENING = 8  # tokens
SHORTEST_HOLDER = 5  # letters
FARTHEST_ROWS = 4  # small words between what holds the rows and these
_HOLDING = frozenset({"frame", "topic", "filler", "between", "total", "ask"})
_QUESTION = frozenset({("rows", "case"), ("rows", "proposal")})
FRAMES = frozenset({"words", "greeting", "clause", "closing"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a question, what they can mean, its numbers, which tokens say nothing by themselves, and what it
    costs to reach over those at which a list or a clause begins. `heads` are what compounds are about, `fronts` what stands
    in one word before the mark of an area ("handicapområdet"), `times` the runs of tokens that name a time, `others` the words that end as a field does and are something else ("lønudgifter")."""

    text: str
    tokens: Sequence[Token]
    atoms: Sequence[Atom]
    values: Sequence[Quantity]
    framing: frozenset[int]
    stops: Mapping[int, float] = field(default_factory=dict)
    heads: Mapping[int, str] = field(default_factory=dict)
    fronts: Mapping[int, str] = field(default_factory=dict)
    times: Sequence[tuple[int, int]] = ()
    others: frozenset[int] = frozenset()
    _found: dict[tuple[str, ...], list[Atom]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def words(self, start: int, end: int) -> str:
        """The text of the tokens from `start` to `end` (not included)."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def filled(self, atom: Atom) -> float:
        """What the words that fill the gaps of a phrase cost: those that say something are not passed over, but for a
        number and its comparison ("lægge mindre end 2 mio. ud")."""
        numbers = {at for one in self.values for at in range(one.start, one.end)}
        numbers |= {at for one in self.of(*_COMPARING) for at in one.places}
        passed = (at in self.framing or at in numbers for at in atom.filled)
        return sum(costs.FILLED if small else costs.SWALLOWED for small in passed)

    def of(self, *tables: str) -> Sequence[Atom]:
        if (found := self._found.get(tables)) is None:
            found = self._found[tables] = [atom for atom in self.atoms if atom.table in tables]
        return found

    def starts(self, table: str, name: str) -> frozenset[int]:
        """Where the phrases of one name of a table begin."""
        return frozenset(atom.start for atom in self.of(table) if atom.name == name)

    def is_bracketed(self, value: Quantity) -> bool:
        """Does a number stand alone in brackets, or with its comparison ("en lille investering (under 2 mio.)")?"""
        return self._opened(value) >= 0 and value.end < len(self.tokens) and self.tokens[value.end].text == ")"

    def _opened(self, value: Quantity) -> int:
        """Where the bracket stands before a number; -1 for none."""
        compared = (one.start for one in self.of("compare", "compare_years") if one.end == value.start)
        starts = (value.start, *compared)
        return next((at - 1 for at in starts if at > 0 and self.tokens[at - 1].text == "("), -1)

    def between(self, start: int, end: int, own: frozenset[int] = frozenset()) -> float:
        """What it costs that these tokens stand between two parts of one limit."""
        cost = sum(more for at, more in self.stops.items() if start <= at < end)
        bracketed = {self._opened(one) for one in self.values if self.is_bracketed(one)}
        for at in range(start, end):
            if at in own:
                continue
            if any(value.start <= at < value.end and value.kind != BARE for value in self.values):
                cost += costs.ANOTHER_BETWEEN
            elif self.tokens[at].kind != "sign":
                cost += costs.COMPARISON_STEP + (0.0 if at in self.framing else costs.SAYING_BETWEEN)
            elif self.tokens[at].text in ".;!?()" and at not in bracketed:
                cost += costs.ANOTHER_BETWEEN
        return cost


def sentence_of(question: str, words: Vocabulary, lexicon: Lexicon) -> Sentence:
    """A normalised question taken apart."""
    typed = tuple(part for token in tokenized(question) for part in _parted(token, words))
    tokens = tuple(_mended(token, words, typed[:at], typed[at + 1 :]) for at, token in enumerate(typed))
    said = [*(every := words.atoms(tokens)), *_denied_again(tokens, every)]
    others = frozenset(one.start for one in said if _of_another(one, tokens, words))
    own = _without_wider([one for one in said if not _of_another(one, tokens, words)])
    unordered = _without_framed(own)
    framing = _framing(tokens, unordered, lexicon)
    atoms = tuple(as_ordered(tokens, unordered, framing))
    times = times_in(tokens, atoms)
    framed = [(one.start, one.end) for one in atoms if _is_frame(one) and len(one.places) > 1]  # "i 1.000 kr."
    values = [one for one in quantities_of(tokens, atoms) if not _is_of_a_time(one, (*times, *framed))]
    stops = {atom.start: _STOPS[atom.table, atom.name] for atom in atoms if (atom.table, atom.name) in _STOPS}
    heads = {at: head for at in range(len(tokens)) if (head := _head(tokens[at], atoms, at, words))}
    fronts = {
        atom.start: front for atom in atoms if atom.table == "area_end" and (front := _front(atom, tokens, words))
    }
    return Sentence(question, tokens, atoms, values, framing, stops, heads, fronts, times, others)


def _parted(token: Token, words: Vocabulary) -> Sequence[Token]:
    """A word that says in one which of the sorted is wanted ("næststørste"), or where what is listed stands
    ("idébankforslag"), as two."""
    text, key = token.text, token.key
    front = next((one for one in words.places if key.startswith(one) and words.of_word(key[len(one) :], "order")), "")
    if not front and key.endswith(words.tails):
        fronts = (key.removesuffix(end) for end in words.ends_of("tail") if key.endswith(end))
        front = next((one for one in fronts if one and words.of_word(one, "source")), "")
    at = next((at for at in range(1, len(text)) if front and word_key(text[:at]) == front), 0)
    if not at:
        return (token,)
    first = replace(token, text=text[:at], key=front, end=token.start + at)
    return first, replace(token, text=text[at:], key=key[len(front) :], start=first.end, tight=True)


def _denied_again(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The "or" behind a "neither", or behind a "not" in the same clause, which denies what follows it as well ("hverken
    røde eller fra 2024", "ikke fra Greve eller fra Solrød", but not "enten ikke vedtaget eller dyr")."""
    tables = ("compare", "compare_years", "flag", "state", "frame", "not")
    wider = [one.places for one in atoms if one.table in tables]
    denies = [one for one in atoms if one.table == "not" and one.name in ("words", "neither")]
    denies = [one for one in denies if not any(one.places < many for many in wider)]
    ends = {at for at, one in enumerate(tokens) if one.kind == "sign" and one.text not in "&/-"}
    ends |= {one.start for one in atoms if one.table == "join" and one.name in ("and", "but")}
    begins = {one.start for one in atoms if (one.table, one.name) == ("join", "either")}
    for one in atoms:
        if (one.table, one.name) == ("join", "or"):
            first = max((at for at in begins if at < one.start), default=-1)
            reach = [no for no in denies if first < 0 or no.end <= first]
            if any(not ends & set(range(no.end, one.start)) for no in reach if no.end <= one.start):
                yield replace(one, table="not", name="words")


def _front(atom: Atom, tokens: Sequence[Token], words: Vocabulary) -> str:
    """What stands in one word before the end that makes it a phrase of its table, and the letter that joins them."""
    return words.front_of(tokens[atom.start].key, atom.table).removesuffix("s")


def _of_another(atom: Atom, tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Is a word that ends in a field a compound of something else ("lønudgiften")?"""
    if atom.end - atom.start > 1 or atom.table not in ("field", "ask"):
        return False
    key = tokens[atom.start].key
    front = words.front_of(key, atom.table)
    return bool(front) and not any(words.of_word(one, "front") for one in (front, front.removesuffix("s")))


_FRAMED = frozenset({"not", "number", "scale", "total"})


def _without_framed(atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """All but each "not" and each number that is a part of a longer phrase that only frames ("jeg mangler en oversigt
    over", "tusind tak")."""
    framed = [atom.places for atom in atoms if atom.table == "frame" and atom.name == "words" and len(atom.places) > 1]
    rows = [atom.places for atom in atoms if atom.table == "rows" and len(atom.places) > 1]  # "we are following up on"
    wider = {"compare_years": rows + framed, **dict.fromkeys(_FRAMED, framed)}
    return tuple(one for one in atoms if not any(one.places < many for many in wider.get(one.table, ())))


def _without_wider(atoms: Sequence[Atom]) -> Sequence[Atom]:
    """All but the fields, and what adds up, within the name of a part of a field ("tilbagebetalingstid i alt"), and the
    fields within what names a rank ("kommer på andenpladsen" is no cost)."""
    years = [(one.start, one.end) for one in atoms if (one.table, one.name) == ("field", "phase_in_year")]
    atoms = [one for one in atoms if one.table != "state" or not _is_inside(one, years)]  # "hele besparelsen i hus"
    ranks = [one.places for one in atoms if one.table == "rank"]
    sorts = [one.places for one in atoms if one.table == "order" and any(rank <= one.places for rank in ranks)]
    atoms = [one for one in atoms if one.table != "field" or not any(one.places < wider for wider in sorts)]
    parts = [one for one in atoms if one.table == "field" and FIELDS[one.name].whole]
    wider = [one for one in atoms if one.table in ("field", "total") and one not in parts] if parts else []
    gone = [one for one in wider if any(one.places <= part.places for part in parts)]
    return [one for one in atoms if one not in gone]


def _is_inside(atom: Atom, wider: Sequence[tuple[int, int]]) -> bool:
    return any(start < atom.start and atom.end <= end for start, end in wider)


def _mended(token: Token, words: Vocabulary, before: Sequence[Token], behind: Sequence[Token]) -> Token:
    """A word that is shortened with a dot ("el. senere", "implementeringsomk.") as the whole word, and one with a slip
    as it should be. A dot before a capital letter, or at the end, may end the sentence; no name is a slip."""
    if token.kind != "word":
        return token
    typed = token.text.lower()
    whole = words.short.get(typed)
    if not whole and typed.endswith(".") and behind and not behind[0].text[:1].isupper():
        whole = words.whole(token.key)
    key = whole or _without_slip(typed, token.key, words)
    of_area = any(words.of_word(key, table) for table in ("area_names", "area_parts"))  # "Borgere med Hanidcap"
    if not whole and key != token.key and _is_name(token, before) and not of_area:
        return token
    return token if key == token.key else replace(token, key=key)


def _is_name(token: Token, before: Sequence[Token]) -> bool:
    """Is it a municipality, or written as a name within a sentence ("Greves", "Greve's")?"""
    within = any(one.kind == "word" for one in before) and before[-1].text not in ".!?"
    name = token.text.removesuffix("'s").removesuffix("’s")
    return (within and name.istitle()) or bool(names.municipalities_in(f"i {name.capitalize()}"))


def _is_of_a_time(one: Quantity, times: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one.start and one.end <= end for start, end in times)


def _framing(tokens: Sequence[Token], atoms: Sequence[Atom], lexicon: Lexicon) -> frozenset[int]:
    """The tokens that say nothing by themselves."""
    framed = {at for atom in atoms if _is_frame(atom) for at in range(atom.start, atom.end)}
    framed |= {at for start, end in asides(tokens, atoms) for at in range(start, end)}
    framed |= {at for start, end in times_in(tokens, atoms) for at in range(start, end)}
    framed |= {at for at, token in enumerate(tokens) if token.kind == "sign" or token.text.lower() in lexicon.stop}
    areas = (atom for atom in atoms if atom.table == "area" and atom.name == "marks")
    return frozenset(framed | {at for one in areas if one.start - 1 not in {-1, *framed} for at in one.places})


def with_own_words(sentence: Sentence, language: str, lexicon: Lexicon, tells: Callable[[str], bool]) -> Sentence:
    """The same, in which a word that only another language passes over ("it" in Danish), or that is typed as an
    abbreviation ("IT"), is what it says where titles are told apart by it."""
    others = ANSWERED - {language} if language in ANSWERED else frozenset()
    small = [one for one in sentence.atoms if _is_frame(one) and len(one.places) == 1]
    strange = {one.start for one in small} - {one.start for one in small if one.language not in others}
    if len(strange) > 1:
        strange = set()  # it is of both languages
    capitals = set() if sentence.text.isupper() else {one.start for one in small if _is_abbreviation(sentence, one)}
    typed = {at: sentence.tokens[at].text.lower() for at in strange | capitals}
    found = frozenset(at for at, word in typed.items() if word not in lexicon.stop and tells(word))
    if not found:
        return sentence
    atoms = [one for one in sentence.atoms if not (_is_frame(one) and one.places <= found)]
    return replace(sentence, atoms=atoms, framing=sentence.framing - found)


def _is_abbreviation(sentence: Sentence, atom: Atom) -> bool:
    typed = sentence.tokens[atom.start].text
    return typed.isupper() and len(typed) > 1


def without_holders(sentence: Sentence, tells: Callable[[str], bool]) -> Sentence:
    """The same, in which what the answer is for ("Til oplægget: …") and what only holds what is listed ("anmode om en fortegnelse over forslag", "a rundown of the
    cases") frames: words that no phrase takes and no title, before a small word and what is listed."""
    held = frozenset().union(*(_holder(sentence, rows.start, tells) for rows in sentence.of("rows")))
    held |= _opening(sentence, tells)
    if not held:
        return sentence
    sums = [one for one in sentence.of("total") if one.name == "sum" and one.end in held]  # "et samlet overblik over"
    return replace(
        sentence,
        atoms=[one for one in sentence.atoms if one not in sums],
        framing=sentence.framing | held | frozenset(at for one in sums for at in one.places),
    )


def _opening(sentence: Sentence, tells: Callable[[str], bool]) -> frozenset[int]:
    """The places before the colon of "Til oplægget: …", where no phrase takes a word of it, and no title."""
    colon = next((at for at, one in enumerate(sentence.tokens[:LONGEST_OPENING]) if one.text == ":"), 0)
    opens = any(one.start == 0 and one.name == "opens" for one in sentence.of("frame"))
    taken = {at for one in sentence.atoms if one.table not in _HOLDING for at in one.places}
    said = [at for at in range(colon) if at not in sentence.framing]
    strange = any(at in taken or tells(sentence.tokens[at].text.lower()) for at in said)
    return frozenset() if not opens or strange else frozenset(range(colon))


def _holder(sentence: Sentence, rows: int, tells: Callable[[str], bool]) -> frozenset[int]:
    """The places of what holds the rows that begin at a place, and of what is done with it; none where somebody says
    something of them ("hvad mener partiet om forslagene")."""
    if any(one.name == "says" and one.end <= rows for one in sentence.of("ask")):
        return frozenset()
    links = {one.end - 1 for one in sentence.of("frame") if one.name == "holds"}
    taken = {at for one in sentence.atoms if one.table not in _HOLDING for at in one.places}
    at = rows - 1
    while at > 0 and at not in links and at in sentence.framing and rows - at < FARTHEST_ROWS:
        at -= 1
    if at not in links or at == 0:
        return frozenset()
    known = at - 1 in sentence.framing - taken and len(sentence.tokens[at - 1].key) >= SHORTEST_HOLDER  # "overblik"
    found = {at - 1} if known else set()
    for place in range(at - 1, -1, -1):
        token = sentence.tokens[place]
        if token.kind != "word" or token.text.endswith("."):
            break
        if place in sentence.framing:
            continue
        if place in taken or tells(token.text.lower()):
            break
        found.add(place)
    return frozenset(found) if at - 1 in found else frozenset()


def _is_frame(atom: Atom) -> bool:
    return atom.table == "filler" or (atom.table == "frame" and atom.name in FRAMES)


def asides(tokens: Sequence[Token], atoms: Sequence[Atom]) -> Iterator[tuple[int, int]]:
    """Whom or what the answer is for: "til direktionen", "for the board meeting"."""
    fronts = [atom for atom in atoms if atom.table == "topic" and atom.name == "beside"]
    small = {at for one in atoms if one.table in ("filler", "article") or _is_frame(one) for at in one.places}
    marks = {one.end for one in atoms if one.table in ("committee", "administration") and one.start - 1 not in small}
    other = {one.start for one in atoms if one.table == "ask"}  # "hos hvilket udvalg"
    other |= {one.start for one in atoms if (one.table, one.name) == ("topic", "ends")}  # "hos greve som byrådet …"
    other |= {at for at, token in enumerate(tokens) if token.text.istitle()}
    for atom in atoms:
        if atom.table == "frame" and atom.name == "audience" and atom.end not in marks:  # "for the Finance Committee"
            before = [one for one in fronts if 0 <= atom.start - one.end <= FARTHEST_ASIDE]
            front = max(before, key=lambda one: one.end, default=None)  # "hos Frederiksberg til direktionen"
            between = range(front.end, atom.start) if front else ()
            if front and all(tokens[at].kind == "word" and at not in other for at in between):
                yield front.start, atom.end


def _head(token: Token, atoms: Sequence[Atom], at: int, words: Vocabulary) -> str:
    """What a compound with "forslag" is about: "robotforslag" asks for robots, "spareforslag" for nothing more."""
    tails = {atom.language: atom for atom in atoms if atom.table == "tail" and atom.start == at}
    if not tails or any(atom.table in ("type", "rows") and atom.start <= at < atom.end for atom in atoms):
        return ""
    said, ends = token.text.lower(), words.ends_of("tail")
    front = next((said[:at] for at in range(SHORTEST_HEAD, len(said)) if word_key(said[at:]) in ends), "")
    head = front[:-1] if front.endswith("s") and len(front) > SHORTEST_HEAD else front
    known = any(words.of_word(word_key(head), table) for table in ("field", "group"))  # "kommuneforslag"
    return head if head.isalpha() and not known else ""


@lru_cache(maxsize=10_000)
def _without_slip(word: str, key: str, words: Vocabulary) -> str:
    """The key of a word that no language and no phrase knows, as the one of the phrases that is a single slip away; any
    other as it is."""
    if len(key) < SHORT_SLIP or words.knows(key) or frequency(spelled(word)) or english_frequency(word):
        return key
    hits = process.extract(key, words.alike(key), scorer=distance.OSA.distance, score_cutoff=1, limit=None)
    near = {hit for hit, *_ in hits}
    if len(key) < SHORTEST_SLIP:
        longer = [one for one in near if len(one) > len(key)]
        return longer[0] if len(longer) == 1 else key  # "sagr", "savng": all but one of the letters
    return min((one for one in near if len(one) >= SHORTEST_SLIP), default=key)
