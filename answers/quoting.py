"""The words of a document that answer a question in prose, and the figures of its tables."""

import re
from collections.abc import Sequence

from index.search.search_facade import Library
from index.search.tokenizer import stem, tokens_of, words
from questions.query import Query
from records import Passage, Quote

MOST = 3
LONGEST, LATER = 1000, 500  # letters of the first quote, and of the others
NEAR = 0.55  # a passage this far below the best one is no longer an answer
LOOKED_AT = 40
SURE_SHARE = 0.5  # a passage that holds less of what was asked for, or only by far-fetched words, is no answer
_HOLDS = {
    "how_much": r"\d",
    "cost": r"\d[\d.,]*\s*(?:kr|mio|mia|t\.?kr)",
    "when": r"\b(?:20\d\d|kvartal|\d+\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|primo|medio|ultimo)\b",
}
_COUNTED = re.compile(r"\d[\d.,]*\s+([^\W\d]+)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")


def quotes(query: Query, library: Library, among: Sequence[int] | None = None, most: int = MOST) -> tuple[Quote, ...]:
    """The passages nearest to the words of `query`, best first, cut around the sentences that hold them."""
    topic = _topic(query)
    if not topic:
        return ()
    asked = library.concepts(topic, query.language, "passages")
    ranking = library.rank_passages(asked, among)
    if not len(ranking.units):
        return ()
    wanted = [{one for way in concept.ways for one in way.stems} for concept in asked]
    passages = library.store.passages(int(one) for one in ranking.units[:LOOKED_AT])
    worth = {
        int(one): score
        * covered
        * _prose(passages[int(one)].text)
        * _figures_asked_for(passages[int(one)].text, query, wanted)
        for one, score, covered, sure in zip(
            ranking.units[:LOOKED_AT], ranking.scores, ranking.covered, ranking.sure, strict=False
        )
        if int(one) in passages and sure >= SURE_SHARE
    }
    best = max(worth.values(), default=0.0)
    good = sorted((one for one in worth if worth[one] >= best * NEAR), key=lambda one: -worth[one])[:most]
    return tuple(_quote(passages[one], wanted, LATER if at else LONGEST) for at, one in enumerate(good))


def _prose(text: str) -> float:
    """A table whose cells stand in one line is hard to read as a quote: running text goes before it."""
    said = text.split()
    numbers = sum(any(sign.isdigit() for sign in word) for word in said)
    return 1.0 if numbers * 4 < len(said) else 0.6


def _figures_asked_for(text: str, query: Query, wanted: list[set[str]]) -> float:
    """A question for an amount, a number or a day is answered by a passage that holds one, and best by one that counts
    the very thing ("72 avatarer")."""
    asked = [pattern for name, pattern in _HOLDS.items() if name in query.asks]
    held = sum(re.search(pattern, text.lower()) is not None for pattern in asked) / max(len(asked), 1)
    counted = "how_much" in query.asks and any(
        stem(match[1]) in stems for match in _COUNTED.finditer(text.lower()) for stems in wanted
    )
    return 1.0 + 0.5 * held + 0.5 * counted


def _topic(query: Query) -> tuple[str, ...]:
    """What a passage should be about: everything that was said but codes and the municipality, which limit the text."""
    named = {word for f in query.of("municipality") for value in f.values for word in words(value)}
    codes = {word for code in query.codes for word in words(code.code)}
    return tuple(
        word for word in query.said if word not in codes and word.rstrip("s") not in named and word not in named
    )


def _quote(passage: Passage, wanted: list[set[str]], longest: int) -> Quote:
    text = passage.text if len(passage.text) <= longest else _around(passage.text, wanted, longest)
    return Quote(text, passage.source, passage.last_line, passage.heading, passage.title or "")


def _around(text: str, wanted: list[set[str]], longest: int) -> str:
    """The neighbouring sentences of a long passage that hold most of the words asked for."""
    sentences = _SENTENCE.split(text)
    said = [{piece.lstrip("~") for word in words(one) for piece in tokens_of(word)} for one in sentences]
    worth = [sum(bool(stems & one) for stems in wanted) for one in said]
    start = end = max(range(len(sentences)), key=lambda at: (worth[at], -at))
    size = len(sentences[start])
    while True:
        steps = [at for at in (end + 1, start - 1) if 0 <= at < len(sentences) and size + len(sentences[at]) <= longest]
        if not steps:
            break
        best = max(steps, key=lambda at: (worth[at], at))
        start, end = min(start, best), max(end, best)
        size += len(sentences[best])
    cut = " ".join(sentences[start : end + 1])
    return f"{'… ' if start else ''}{cut}{' …' if end + 1 < len(sentences) else ''}"
