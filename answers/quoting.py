"""The words of a document that answer a question in prose, and the figures of its tables."""

import re
from collections.abc import Sequence

from index.danish import stem, tokens_of, words
from index.library import Library
from questions.query import Query
from records import Fact, Figure, Passage, Quote

MOST = 3
LONGEST = 700
NEAR = 0.55  # a passage this far below the best one is no longer an answer
LOOKED_AT = 40
_HOLDS = {
    "how_much": r"\d",
    "cost": r"\d[\d.,]*\s*(?:kr|mio|mia|t\.?kr)",
    "when": r"\b(?:20\d\d|kvartal|\d+\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|primo|medio|ultimo)\b",
}
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
    stems = {one for concept in asked for way in concept.ways for one in way.stems}
    passages = library.store.passages(int(one) for one in ranking.units[:LOOKED_AT])
    worth = {
        int(one): score * covered * _figures_asked_for(passages[int(one)].text, query)
        for one, score, covered in zip(ranking.units[:LOOKED_AT], ranking.scores, ranking.covered, strict=False)
        if int(one) in passages
    }
    best = max(worth.values(), default=0.0)
    good = sorted((one for one in worth if worth[one] >= best * NEAR), key=lambda one: -worth[one])[:most]
    return tuple(_quote(passages[one], stems) for one in good)


def _figures_asked_for(text: str, query: Query) -> float:
    """A question for an amount, a number or a day is answered by a passage that holds one."""
    asked = [pattern for name, pattern in _HOLDS.items() if name in query.asks]
    return 1.0 + 0.5 * sum(re.search(pattern, text.lower()) is not None for pattern in asked) / max(len(asked), 1)


def _topic(query: Query) -> tuple[str, ...]:
    """What a passage should be about: everything that was said but codes and the municipality, which limit the text."""
    named = {word for f in query.of("municipality") for value in f.values for word in words(value)}
    codes = {word for code in query.codes for word in words(code.code)}
    return tuple(
        word for word in query.said if word not in codes and word.rstrip("s") not in named and word not in named
    )


def _quote(passage: Passage, stems: set[str]) -> Quote:
    text = passage.text if len(passage.text) <= LONGEST else _around(passage.text, stems)
    return Quote(text, passage.source, passage.last_line, passage.heading, passage.title or "")


def _around(text: str, stems: set[str]) -> str:
    """The neighbouring sentences of a long passage that hold most of the words asked for."""
    sentences = _SENTENCE.split(text)
    worth = [
        len(stems & {piece.lstrip("~") for word in words(sentence) for piece in tokens_of(word)})
        for sentence in sentences
    ]
    start = end = max(range(len(sentences)), key=lambda at: (worth[at], -at))
    size = len(sentences[start])
    while True:
        steps = [at for at in (end + 1, start - 1) if 0 <= at < len(sentences) and size + len(sentences[at]) <= LONGEST]
        if not steps:
            break
        best = max(steps, key=lambda at: (worth[at], at))
        start, end = min(start, best), max(end, best)
        size += len(sentences[best])
    cut = " ".join(sentences[start : end + 1])
    return f"{'… ' if start else ''}{cut}{' …' if end + 1 < len(sentences) else ''}"


def figures(query: Query, library: Library, most: int = 8) -> tuple[Figure, ...]:
    """The cells of the notes' tables whose row is about the topic, nearest first."""
    said = _stems(" ".join(query.topic)) | {
        str(int(f.low)) for f in query.filters if f.field == "budget_year" and f.low
    }
    said |= _stems(
        " ".join(value for f in query.filters if f.field in ("committee", "administration") for value in f.values)
    )
    scored = []
    for figure in library.store.figures().values():
        row, column = _stems(figure.row), _stems(f"{figure.column} {figure.table}")
        here = len(said & row)
        if here and here + len(said & column) >= min(2, len(said)):
            scored.append((here * 2 + len(said & _stems(figure.column)) * 1.5 + 0.5 * len(said & column), figure))
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0][0] if scored else 0.0
    return tuple(figure for score, figure in scored if score >= best - 1)[:most]


def _stems(text: str) -> set[str]:
    return {
        piece for word in words(text) for piece in (stem(word), *(token.lstrip("~") for token in tokens_of(word)[1:]))
    }


def figure_facts(found: Sequence[Figure]) -> tuple[Fact, ...]:
    """The cells as facts: table, row, column, the value as printed and its unit."""
    return tuple(
        Fact(
            "figure",
            _printed(figure),
            figure.source,
            {"table": figure.table, "row": figure.row, "column": figure.column, "unit": figure.unit},
        )
        for figure in found
    )


def _printed(figure: Figure) -> str:
    text = f"{figure.value:,.3f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))
    return f"{text} {figure.unit}".strip()
