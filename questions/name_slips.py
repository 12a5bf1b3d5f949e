"""Slips of the pen in the names of the documents: "Brønby", "Teknik & Mijø", "Økonomiudvlaget".

Words of phrases are mended where a question is taken apart. A name is mended in the text before that, since names are
found by how they are written, and it is told what it was read as.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from rapidfuzz import distance, process

from index.search.spelling import english_frequency
from index.search.tokenizer import frequency, spelled
from questions.names import Known
from questions.tokens import tokenized, word_key
from questions.vocabulary import Vocabulary
from records.municipalities import MUNICIPALITIES
from records.names import COMMITTEES

SHORTEST = 5  # letters of a name, and of what is typed for it
LONG = 10  # letters from which two slips are seen
Slips = tuple[tuple[str, str], ...]


def without_name_slips(text: str, known: Known, words: Vocabulary, held: Callable[[str], bool]) -> tuple[str, Slips]:
    """A normalised text with the names that are meant, and each word that was mended, as typed and as read. `held`
    says whether a text of the documents has a word: what stands there is no slip."""
    said = (*known.municipalities, *known.areas, *known.sections, *known.measures, *known.administrations)
    found = list(_slips(text, _by_key(said), words, held))
    slips = tuple((text[start:end], read) for start, end, read in found)
    for start, end, read in reversed(found):
        text = text[:start] + read + text[end:]
    return text, slips


def _slips(
    text: str, named: Mapping[str, str], words: Vocabulary, held: Callable[[str], bool]
) -> Iterator[tuple[int, int, str]]:
    """Where a word stands that is a name with a slip, and the name."""
    for token in tokenized(text):
        typed = token.text.lower().strip(".")
        if token.kind != "word" or len(token.key) < SHORTEST or token.key in named or words.knows(token.key):
            continue
        if frequency(spelled(typed)) or english_frequency(typed):
            continue
        most = 1 + (len(token.key) >= LONG)
        near = process.extract(token.key, named.keys(), scorer=distance.OSA.distance, score_cutoff=most, limit=3)
        best = [key for key, far, _ in near if far == near[0][1]]
        if len(best) == 1 and not held(typed):
            yield token.start, token.start + len(token.text.rstrip(".")), named[best[0]]


@lru_cache(maxsize=64)
def _by_key(names: tuple[str, ...]) -> Mapping[str, str]:
    """The words of names, and each as an owner, by their keys; as the names write them."""
    found: dict[str, str] = {}
    for name in (*names, *MUNICIPALITIES, *(one.name for one in COMMITTEES.values())):
        for token in tokenized(name):
            if token.kind == "word" and len(token.text) >= SHORTEST:
                found.setdefault(token.key, token.text)
                found.setdefault(word_key(f"{token.text}s"), f"{token.text}s")
    return found
