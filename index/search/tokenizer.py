"""From text to the tokens that are searched: Danish stems, and the known words inside a compound.

A word gives its own stem ("robotløsning") and, marked with `~`, the stem of each known word that it is put together
from ("~robot", "~løsning"). The mark lets a search tell a word from a part of one. Letters æøå are folded to ae, oe, aa
after stemming, so both spellings meet.
"""

import math
import re
from functools import lru_cache
from pathlib import Path

import Stemmer

from index.search.wordlist import danish_words, irregular_forms, table_sources
from records.compiled import compiled_bytes
from records.packed_table import PackedTable, packed_pieces
from records.word_frequencies import words_by_share

PART = "~"
WORD = re.compile(r"[a-zæøåäöüéèáß0-9ıſ]++(?:[-/][a-zæøåäöüéèáß0-9ıſ]++)*+")  # of lower case, to which ı and ſ belong
FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e", "è": "e", "á": "a"})
INFLECTIONS = frozenset(
    (
        " e en ens er ers et ets es erne ernes ene enes s t te tes ede edes ende endes ere eres est este ne nes r "
        "erende erendes erede et"
    ).split(" ")
)
LONG_STEM = 5
LAST_INFLECTION = re.compile(r"(?<=\w{3})(?:ernes|erne|enes|ene|ens|ers|ets|en|er|et|es|s|e)$")
# What follows an ending that belongs to the word: "budgetter" shows that "budget" is no form of "budg".
OWN_ENDINGS = {
    "t": ("er", "en", "et"),
    "s": ("er", "en", "et"),
    "es": ("ser", "sen", "er"),
    "ens": ("er",),
    "et": ("ter", "tet", "ten", "er", "en"),
    "en": ("et", "er"),
}
SHORTEST_TAIL = {"t": 4}  # letters of the last part of a compound; five for other endings
SHORTEST_END = 5  # letters of a form that is looked for at the end of a compound
COMING_AND_GOING = re.compile(r"([b-df-hj-np-tvxz])\1?el$")
UNFOLD = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))

# As common (Zipf) a word tells next to nothing of what is asked about, and so much rarer a word all that it can.
EVERYWHERE, RARE_SPAN, LEAST_RARE = 6.5, 2.5, 0.15

SHORTEST_PART = 3
# How common (Zipf scale of wordfreq) a string of so many letters must be to count as a word inside a compound: short
# strings turn up by chance.
COMMON = {3: 4.2, 4: 3.5, 5: 3.0}
COMMON_LONG = 2.5
FIELD_WORD = 3.6  # as common is a word taken to be that stands in the word list
# So common a word is one idea, whatever it was put together from ("forslag" is not a blow).
ONE_IDEA = 4.6
LONGEST_COMPOUND = 40
# A half of a compound counts on its own from so many letters, and when it is so common.
LONG_HALF = 6
COMMON_HALF = 3.4
LONG_ATOM = 9
SHORT_FRONTS = ("el", "it")  # too short to look for inside a word, but common before a whole one: "elcykler"
MOST_ATOMS = 4
# Prefixes, particles and endings: they stand inside words without being words there.
PARTICLES = frozenset(
    (
        "af an be bi efter en er et for fra frem gen hen ind inden indt med mel mellem mis ned nær om op over på "
        "sam selv som ter til ud udt und under ved vel vid den det der des hed lig ens ret ske sen sig sin ung "
        "dig ning ling else els ende ing ings ere isk ers est ser tes les vis son ter nal ale ner ser ring kom "
        "alle andre mod men han hun jeg hvor per mer elser ser"
    ).split()
)

PREFIXES = frozenset(
    "af an be bi efter for fra frem gen hen ind med mel mis ned om op over på sam selv til ud u und under ved".split()
)


def token_sources() -> tuple[Path, ...]:
    """All that tells which tokens a word gives."""
    here = Path(__file__)
    own = (here.name, "wordlist.py")
    return tuple(path for path in table_sources() if path.parent != here.parent or path.name in own)


@lru_cache(maxsize=1)
def _frequencies() -> PackedTable[float]:
    return PackedTable(compiled_bytes("frequencies", table_sources(), _make_frequencies))


def _make_frequencies() -> bytes:
    known = zipf_scale("da", "small")
    for word in map(str.lower, danish_words()):
        known[word] = max(known.get(word, 0.0), FIELD_WORD)
    return packed_pieces(known)


def zipf_scale(language: str, size: str) -> dict[str, float]:
    """How common the words of a list are: the tenth logarithm of how often each stands in a billion words."""
    scale: dict[str, float] = {}
    for share, words in words_by_share(language, size):
        scale.update(dict.fromkeys(words, math.log10(share) + 9))
    return scale


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("danish")


def fold(text: str) -> str:
    """`text` in lower case with æøå written as ae, oe, aa."""
    lower = text.lower()
    return lower if lower.isascii() else lower.translate(FOLD)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The folded Danish stem of one lower-case word, without the e that comes and goes ("cykel", "cykler").

    Snowball also takes off endings that make another word ("ledelse", "ledig" and "LED" all become "led"): only
    inflections are taken.
    """
    if lemma := _lemma(word):
        return fold(lemma)
    short = str(_stemmer().stemWord(word))
    rest = word[len(short) :]
    if not _inflection(short, rest):
        short = LAST_INFLECTION.sub("", word)
    elif rest == "s" and frequency(word) > frequency(short):
        short = word  # "plads" is no genitive
    elif rest in OWN_ENDINGS and _owns_ending(word, rest):
        short = word
    if short != word and short.endswith("er"):
        short = str(_stemmer().stemWord(short))  # "læreren" as "lærer"
    return fold(COMING_AND_GOING.sub(r"\1l", short) if short.endswith("el") else short)


def _lemma(word: str) -> str | None:
    """The base form of a word that the stemmer does not know, alone or at the end of a compound."""
    forms = irregular_forms()
    if word in forms:
        return forms[word]
    ends = (at for at in range(SHORTEST_PART, len(word) - SHORTEST_END + 1) if word[at:] in forms)
    at = next(ends, None)
    return word[:at] + forms[word[at:]] if at is not None else None


def _owns_ending(word: str, ending: str) -> bool:
    """Is the ending a part of the word and no inflection ("projekt", "licens", "budget", "borger")? It is where more
    inflections follow it, of the word or of the last part of a compound."""
    if word.endswith("igt"):
        return False
    shortest = SHORTEST_TAIL.get(ending, 5)
    tails = (word[cut:] for cut in (0, *range(SHORTEST_PART, len(word) - shortest + 1)))
    return any(
        frequency(tail) > 0 and any(frequency(tail + more) > 0 for more in OWN_ENDINGS[ending]) for tail in tails
    )


def _inflection(short: str, rest: str) -> bool:
    """Is `rest` an ending that leaves the same word, its last consonant doubled perhaps ("bus", "bussen")?"""
    if rest in INFLECTIONS or (rest[:1] == short[-1:] and rest[1:] in INFLECTIONS):
        return True
    # "hjemtagelse" is "hjemtage", but "ledelse" is not "led".
    return rest[:3] == "els" and len(short) >= LONG_STEM


def words(text: str) -> list[str]:
    """The words of `text` in lower case; the parts of a hyphenated word stand as words of their own after the whole."""
    said: list[str] = WORD.findall(text.lower())
    if "-" not in text and "/" not in text:
        return said
    found: list[str] = []
    for word in said:
        if "-" in word or "/" in word:
            pieces = [piece for piece in re.split(r"[-/]", word) if piece]
            if len(pieces) == 2 and "/" not in word:
                found.append("".join(pieces))
            found.extend(pieces)
        else:
            found.append(word)
    return found


@lru_cache(maxsize=1)
def _stem_frequencies() -> PackedTable[float]:
    return PackedTable(compiled_bytes("stems", table_sources(), _make_stem_frequencies))


def _make_stem_frequencies() -> bytes:
    """How common the commonest form of each stem is: an inflected part is known by its base form."""
    best: dict[str, float] = {}
    for word, rank in _frequencies().items():
        key = stem(word)
        best[key] = max(rank, best.get(key, 0.0))
    return packed_pieces(best)


def stem_frequency(key: str) -> float:
    """How common the commonest word with this stem is (Zipf scale); 0 where there is none."""
    found: float = _stem_frequencies().get(key, 0.0)
    return found


@lru_cache(maxsize=200_000)
def _rank(word: str) -> float:
    """How common `word` is as a word inside a compound; 0 where it is none."""
    if len(word) < SHORTEST_PART or word in PARTICLES:
        return 0.0
    rank = frequency(word)
    if len(word) > 4:
        rank = max(rank, stem_frequency(stem(word)))
    return rank if rank >= COMMON.get(len(word), COMMON_LONG) and stem(word) not in PARTICLES else 0.0


def _front(text: str) -> str | None:
    """The word that the front of a compound is, without its linking s or e; None where it is none."""
    if _rank(text):
        return text
    return text[:-1] if len(text) > 4 and text[-1] in "se" and _rank(text[:-1]) else None


@lru_cache(maxsize=200_000)
def _atoms(word: str, most: int) -> tuple[str, ...]:
    """`word` as at most `most` known words: the fewest that do, then the commonest; empty where it cannot be done."""
    best: tuple[str, ...] = (word,) if _rank(word) else ()
    return best if best or most == 1 else _split(word, most)


def _split(word: str, most: int) -> tuple[str, ...]:
    """`word` as two or more known words, as `_atoms`."""
    if len(word) > LONGEST_COMPOUND:
        return ()
    found: list[tuple[str, ...]] = []
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        front = _front(word[:cut])
        if front and (rest := _atoms(word[cut:], most - 1)):
            found.append((front, *rest))
    return min(found, key=lambda atoms: (len(atoms), -min(map(_rank, atoms))), default=())


@lru_cache(maxsize=50_000)
def compound_parts(word: str) -> tuple[str, ...]:
    """The known words that `word` is put together from; empty for a simple word."""
    known: tuple[str, ...] | None = _listed_parts().get(word)
    return _parts(word) if known is None else known


@lru_cache(maxsize=1)
def _listed_parts() -> PackedTable[tuple[str, ...]]:
    """The parts of the words of the list: a question asks for dozens of them, and to find the parts takes long."""
    return PackedTable(compiled_bytes("parts", table_sources(), _make_parts))


def _make_parts() -> bytes:
    return packed_pieces({word: _parts(word) for word in sorted(danish_words())})


def _parts(word: str) -> tuple[str, ...]:
    if not 6 <= len(word) <= LONGEST_COMPOUND or word.isdigit() or word in irregular_forms():
        return ()
    if frequency(word) >= ONE_IDEA:
        return ()
    if word[:2] in SHORT_FRONTS and _rank(word[2:]) >= COMMON_HALF:
        return word[:2], word[2:]
    return _split(word, MOST_ATOMS) or _half(word)


def _half(word: str) -> tuple[str, ...]:
    """The known front (before a linking s) or back of a compound whose other half is in no word list."""
    for cut in range(len(word) - SHORTEST_PART, LONG_HALF, -1):
        if word[cut - 1] == "s" and _rank(word[: cut - 1]) >= COMMON_HALF:
            return (word[: cut - 1],)
    for cut in range(SHORTEST_PART, len(word) - LONG_HALF + 1):
        if _rank(word[cut:]) >= COMMON_HALF:
            return (word[cut:],) if not _particles(word[:cut]) else ()
    return ()


def _particles(front: str) -> bool:
    """Is `front` made of prefixes only ("gen-op" in "genoptræning")? Then what follows is no noun of its own."""
    return front in PREFIXES or any(front[:cut] in PREFIXES and _particles(front[cut:]) for cut in range(2, len(front)))


def _chunks(atoms: tuple[str, ...]) -> list[str]:
    """The atoms, and the compounds that neighbours among them make ("kontakt", "person", "kontaktperson")."""
    most = max(len(atoms), 2)
    runs = ["".join(atoms[at : at + size]) for size in range(1, most) for at in range(len(atoms) - size + 1)]
    inner = [part for atom in atoms if len(atom) >= LONG_ATOM for part in compound_parts(atom)]
    return runs + inner


@lru_cache(maxsize=400_000)
def tokens_of(word: str) -> tuple[str, ...]:
    """The stem of `word`, then the marked stems of its parts."""
    word = spelled(word)
    whole = stem(word)
    marked = dict.fromkeys(PART + stem(part) for part in _chunks(compound_parts(word)))
    marked.pop(PART + whole, None)
    return (whole, *marked)


def frequency(word: str) -> float:
    """How common `word` is in Danish (Zipf scale); 0 where it is not known."""
    found: float = _frequencies().get(word, 0.0)
    return found


def is_word(word: str) -> bool:
    """Does the language know `word`, in any form, alone or as a compound of words that it knows?"""
    return word in _frequencies() or stem_frequency(stem(word)) > 0 or bool(_split(word, MOST_ATOMS))


def rareness(word: str, common: float = 0.0) -> float:
    """How much a word tells by being rare in the language: 1 for one that few use, little for one that all do. `common`
    is how common it is in another language that may be meant (Zipf)."""
    most = max(common, frequency(word))
    return min(1.0, max(LEAST_RARE, (EVERYWHERE - most) / RARE_SPAN))


@lru_cache(maxsize=200_000)
def spelled(word: str) -> str:
    """A typed word in Danish letters: "rengoering" → "rengøring"; a word that is right as it stands is left alone."""
    if not word.isascii() or not any(pair in word for pair, _ in UNFOLD):
        return word
    danish = word
    for pair, letter in UNFOLD:
        danish = danish.replace(pair, letter)
    known = _frequencies()
    if danish not in known and (word in known or _split(word, MOST_ATOMS)):
        return word
    return danish if _rank(danish) or compound_parts(danish) else word


def tokens(text: str) -> list[str]:
    """All tokens of a text, in order."""
    return [token for word in words(text) for token in tokens_of(word)]
