"""The names of the documents in a question: municipalities, committees, administrations."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.search.tokenizer import frequency
from questions import costs
from questions.cover import Piece
from questions.query import Filter
from questions.sentence import Sentence
from questions.tokens import Token, word_key
from records import names

# Names of municipalities that are so common as words that only a capital, "i" or "fra" makes them names.
COMMON = 4.8  # how common (Zipf scale) a word is that everybody uses
EVERYDAY = frozenset({"vejen", "skive", "odder", "mors"})
LONGEST_NAME = 7  # tokens


def _none(_: str) -> str | None:
    return None


def _tells(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Known:
    """What the documents hold, so that a question can use any of it.

    `code` gives the code that exists from any way of writing it, or None; `families` are the letters that codes begin
    with; `has_ideas` says whether one of them is an idea bank, and `tells` whether a word is one by which a document
    tells what a case is about.
    """

    municipalities: tuple[str, ...] = ()
    administrations: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    report_days: tuple[date, ...] = ()
    code: Callable[[str], str | None] = _none
    families: frozenset[str] = frozenset()
    has_ideas: bool = False
    tells: Callable[[str], bool] = _tells


def name_parts(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """Every name that the tokens can say."""
    yield from municipality_parts(sentence, known)
    yield from _committees(sentence, known)
    yield from _administrations(sentence, known)


def limit_on(start: int, end: int, field: str, value: str, more: float = 0.0) -> Piece:
    return Piece(start, end, costs.LIMIT + more, "limit", Filter(field, (value,)))


def tokens_within(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The tokens that the characters from `start` to `end` are in."""
    inside = [at for at, token in enumerate(tokens) if token.start < end and token.end > start]
    return inside[0], inside[-1] + 1


# ------------------------------------------------------------------ municipalities, committees, administrations


def municipality_parts(sentence: Sentence, known: Known) -> Iterator[Piece]:
    # "greve" is a word and "Greve" a municipality: after "i" or "fra" the one typed in a hurry is the other.
    front = "|".join({re.escape(one) for one in _said(sentence, "municipality", "of")})
    cased = (
        re.sub(rf"\b(?:{front}) [a-zæøå]", lambda m: m[0][:-1] + m[0][-1].upper(), sentence.text)
        if front
        else sentence.text
    )
    called = _by_key(known.municipalities)
    for token in sentence.tokens:
        if token.key.removesuffix("s") in called or token.key in called:
            cased = cased[: token.start] + cased[token.start].upper() + cased[token.start + 1 :]
    for at, token in enumerate(sentence.tokens):  # typed in a hurry, without its capital or a word before it
        if token.key in called:
            yield limit_on(at, at + 1, "municipality", called[token.key], -0.2)
    for name, start, end in names.municipalities_in(cased):
        first, last = tokens_within(sentence.tokens, start, end)
        if _is_a_word(sentence, first, last):
            continue
        marks = [atom.end for atom in sentence.of("municipality") if atom.name == "marks" and atom.start == last]
        yield limit_on(first, max([last, *marks]), "municipality", name, -0.3)
    for atom in sentence.of("demonym"):
        yield limit_on(atom.start, atom.end, "municipality", atom.name, -0.3)


@lru_cache(maxsize=64)
def _by_key(municipalities: tuple[str, ...]) -> Mapping[str, str]:
    return {key: name for name in municipalities if (key := word_key(name)) not in EVERYDAY}


def _is_a_word(sentence: Sentence, first: int, last: int) -> bool:
    """Is a name that everybody uses as a word typed as one: within a phrase ("hvad er der i vejen"), or behind nothing
    that says where ("på vejen")?"""
    token = sentence.tokens[first]
    if last - first > 1 or token.key not in EVERYDAY or not token.text.islower():
        return False
    phrases = [one.places for one in sentence.of("ask", "frame") if len(one.places) > 1]
    return first - 1 not in sentence.starts("municipality", "in") or any(first in places for places in phrases)


def _said(sentence: Sentence, table: str, name: str) -> set[str]:
    found = [atom for atom in sentence.of(table) if atom.name == name]
    return {sentence.tokens[atom.start].text.lower() for atom in found}


def _runs(sentence: Sentence, table: str) -> Iterator[tuple[int, int, str]]:
    """The runs of tokens that end, or begin, with a word that marks a name of this kind, the longest first."""
    for atom in sentence.of(table):
        if atom.name == "marks":
            for size in range(min(LONGEST_NAME, atom.end), 0, -1):
                yield atom.end - size, atom.end, sentence.words(atom.end - size, atom.end)


def _without_article(sentence: Sentence, start: int, end: int) -> str:
    first = start + (end - start > 1 and start in sentence.starts("article", "words"))
    return sentence.words(first, end)


def _committees(sentence: Sentence, known: Known) -> Iterator[Piece]:
    own = {word_key(name): name for name in known.committees}
    labels = {one.end: one.start for one in sentence.of("label")}  # "the committee SUD"
    labelled = {start: end for end, start in labels.items()}  # "the SUD committee"
    for start, end, _ in _runs(sentence, "committee"):
        plain = _without_article(sentence, start, end)
        read = names.committee(plain) or names.committee(plain.rstrip("s'’")) or own.get(word_key(plain))
        read = read or names.committee_halfway(plain, known.committees)
        if read and _begins_a_name(sentence, start) and not _is_everyday(sentence.tokens[start:end], read):
            behind = _behind_abbreviation(sentence.tokens, labelled.get(end, end), read)
            yield limit_on(labels.get(start, start), behind, "committee", read, -0.3)


def _is_everyday(said: Sequence[Token], name: str) -> bool:
    """Is it a word that everybody uses ("bor"), and no abbreviation unless it is typed as one ("BOR")?"""
    return (
        len(said) == 1 and said[0].key == word_key(name) and said[0].text.islower() and frequency(said[0].key) > COMMON
    )


def _behind_abbreviation(tokens: Sequence[Token], end: int, name: str) -> int:
    """Behind the abbreviation of a name that stands in brackets after it: "Socialudvalget (SUD)"."""
    said = [token.key for token in tokens[end : end + 3]]
    return end + 3 if said == ["(", word_key(name), ")"] else end


def _begins_a_name(sentence: Sentence, at: int) -> bool:
    """A word does, but none that joins or denies."""
    joins = any(at in atom.places for atom in sentence.of("join", "not"))
    return sentence.tokens[at].kind == "word" and not joins


def in_a_name(sentence: Sentence, start: int, end: int) -> bool:
    """Can all these tokens be of one name? It begins and ends with a word, and no bracket stands in it."""
    inner = all(one.text not in "().;:!?" for one in sentence.tokens[start:end])
    return inner and _begins_a_name(sentence, start) and _begins_a_name(sentence, end - 1)


def _administrations(sentence: Sentence, known: Known) -> Iterator[Piece]:
    official = {name.lower(): name for name in known.administrations}
    touched = any(atom.name == "touched" for atom in sentence.of("administration"))
    field = "affected" if touched else "administration"
    for start, end, said in _runs(sentence, "administration"):
        read = names.administration(_without_article(sentence, start, end))
        things = (
            *sentence.of("rows"),
            *(one for one in sentence.of("type") if one.start in sentence.starts("tail", "proposal")),
        )
        listed = any(start <= one.start < end for one in things)  # "BC-forslag i …", "investeringsforslag fra …"
        if not read or listed or not _begins_a_name(sentence, start):
            continue
        named = official.get(read.lower()) or official.get(read.lower().rstrip("s"))
        inner = (one.start for one in sentence.of("municipality") if one.name in ("of", "in"))
        if not named and any(start < at < end for at in inner):
            continue  # "Greve fra Kultur- og Fritidsforvaltningen"
        short = end - start > 1 and sentence.tokens[end - 1].text.isupper()  # "Step up, the BIF and SOF"
        strange = short or "," in said or any(one.isdigit() for one in said) or _asks_before(sentence, start, end)
        plain = read.lower().rstrip(".")
        areas = any(plain.endswith(name.lower()) for name in known.areas)  # "X har liggende under Administration"
        if named or (_is_official(read) and not strange and not areas):
            yield limit_on(start, end, field, named or read, -0.3 if named else 0.0)


def _asks_before(sentence: Sentence, start: int, end: int) -> bool:
    """Does an asking word stand among the words ("Hvordan dækker Socialforvaltningen")? It is no part of a name."""
    return any(start <= atom.start < end for atom in sentence.of("ask"))


def _is_official(name: str) -> bool:
    return names.administration(name) == name and name[:1].isupper()
