"""The words of a document that answer a question in prose, and the figures of its tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.matching import Asked, asked_for
from answers.needs import Needed, is_aim, need_of, of_the_past
from answers.things_asked import COUNTING, asked_about, thing_asked, wanted
from index.search.search import SURE, Ranking
from index.search.search_facade import Library
from index.search.tokenizer import stem, words
from questions.query import EXACTLY, Query
from records import Milestone, Passage, Quote, StatusRow
from records.names import municipalities_in

MOST = 3
LONGEST, LATER = 800, 300  # letters of the first quote, and of the others
NEAR = 0.55  # a passage this far below the best one is no longer an answer
LOOKED_AT = 40
NEAREST = 0.2  # of what was asked for: what holds less does not even come near
AS_NEAR = 0.3  # … and what is so far below the nearest one
UNVALUED = 0.6  # … and how much less one is worth that has no value of the kind that is needed
TIE = 0.03  # what the rank of a passage adds to what it holds of what was asked for
SAYS = 0.85  # who is asked of the very thing, not of one that is near it
HELD = 0.75  # of what was asked for, each word as much as it tells: a text that holds less is no answer
ABOUT = 0.25  # … and so much of the topic itself, beside whose it is
BESIDE = 0.4  # … and so much of it stands in the sentence that holds the value
TITLED = 1.5  # how much more a text is worth whose heading says that it gives reasons, or that is a goal and asked for
VALUED = 0.3  # what a value of the right kind adds to a sentence
_HOLDS = {
    "how_much": r"\d",
    "cost": r"\d[\d.,]*\s*(?:kr|mio|mia|t\.?kr)",
    "when": r"\b(?:20\d\d|kvartal|\d+\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|primo|medio|ultimo)\b",
}
_COUNTED = re.compile(r"\d[\d.,]*\s+([^\W\d]+)")
_NUMBER = re.compile(r"\d\d+(?:[.,]\d+)*")
CELLS = " · "  # between the cells of a row
IN_ROWS = ("person", "date")  # what a follow-up table says in cells of its own
AIMED_AT = (*COUNTING, "share", "number", "duration")  # … and what its goals say of what is to come
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")


def quotes(query: Query, library: Library, among: Sequence[int] | None = None, most: int = MOST) -> tuple[Quote, ...]:
    """The passages that hold what `query` asks about, best first, cut around the sentences that hold it. One that holds
    too little of it, or nowhere beside it a value of the kind that is needed, is no answer."""
    return quoted(answering(query, library, among)[:most], wanted(query, library))


def answering(query: Query, library: Library, among: Sequence[int] | None = None) -> list["Candidate"]:
    """The passages that `quotes` quotes, and those that come next, best first."""
    need, numbers, thing = wanted(query, library), _numbers(query), thing_asked(query, library)
    sure = SAYS if need and need.name == "person" and query.language == "da" else SURE
    core = asked_for(query.topic, query.language, library, sure=sure).of_things()
    alone = asked_for((thing,) if thing else (), query.language, library)
    enough = [one for one in _candidates(query, library, among, sure) if one.held >= HELD]
    found = [
        (one.worth, one)
        for one in _met(enough)
        if _is_about(one, core)
        and answers(one.passage, one.asked, need)
        and (one.names(thing, one.asked) or one.names(thing, alone))
        and one.says(numbers, need)
        and not _is_table(one, need)
    ]
    return _best(found, NEAR)


def _is_table(one: "Candidate", need: Needed | None) -> bool:
    """Is it a table in one line, of whose figures none counts what stands beside it?"""
    return need is not None and need.name in COUNTING and _prose(one.passage.text) < 1.0


def _numbers(query: Query) -> frozenset[str]:
    """The numbers and years of what is asked about. Of a number of things the year is that in which it was counted."""
    said = {one for word in query.topic for one in _NUMBER.findall(word)}
    need = need_of(query.text)
    if need and need.name in COUNTING:
        said |= {str(int(one.low)) for one in query.of("budget_year") if one.op == EXACTLY and one.low}
    return frozenset(said)


def near_quotes(query: Query, library: Library, among: Sequence[int] | None = None) -> tuple[Quote, ...]:
    """The passages that come nearest to what is asked about, where none is sure to be an answer."""
    need = wanted(query, library)
    found = [
        (
            one.held * (1.0 if need is None or need.soft or need.held(one.passage.text) else UNVALUED)
            + TIE * one.worth,
            one,
        )
        for one in _candidates(query, library, among, SURE)
        if one.held >= NEAREST
    ]
    return quoted(_best(found, AS_NEAR)[:MOST], need)


def held_by_cases(query: Query, library: Library, among: Sequence[int] | None = None) -> list["Candidate"]:
    """Of each case the text that holds most of what is said, the one that holds most first."""
    best: dict[tuple[str | None, ...], Candidate] = {}
    for one in _candidates(query, library, among, SAYS):
        case = (one.passage.municipality, one.passage.code, one.passage.title)
        if one.passage.title and (case not in best or one.held > best[case].held):
            best[case] = one
    return sorted(best.values(), key=lambda one: -one.held)


def _best(found: Sequence[tuple[float, "Candidate"]], near: float) -> list["Candidate"]:
    """The candidates that are worth nearly as much as the best one, that first."""
    best = max((worth for worth, _ in found), default=0.0)
    good = [pair for pair in found if pair[0] >= best * near]
    return [one for _, one in sorted(good, key=lambda pair: -pair[0])]


def quoted(found: Sequence["Candidate"], need: Needed | None) -> tuple[Quote, ...]:
    """The candidates as quotes: the first in full where it is not long, the others around what they hold."""
    return tuple(_quote(one.passage, one.asked, need, LATER if at else LONGEST) for at, one in enumerate(_met(found)))


def _met(found: Sequence["Candidate"]) -> Sequence["Candidate"]:
    """The same, once the words of their texts are looked up, of all at once."""
    for first in found[:1]:
        first.asked.known.meet(text for one in found for text in (one.passage.text, one.head))
    return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that holds some of what is asked for: what it is worth by its words, and how much of it is `held`."""

    passage: Passage
    asked: Asked
    worth: float
    held: float

    @property
    def head(self) -> str:
        return _head(self.passage)

    def names(self, thing: str, asked: Asked) -> bool:
        """Does it name what is counted or priced, in the words of `asked`?"""
        return not thing or asked.names(thing, self.passage.text, self.head)

    def says(self, numbers: frozenset[str], need: Needed | None) -> bool:
        """Does it hold the very numbers and years that were said? What is counted was counted in the year that stands
        beside its number."""
        text = self.passage.text
        told = [one for one in sentences(text) if need.held(one)] if need and need.name in COUNTING else [text]
        return bool(told and not numbers) or any(numbers <= set(_NUMBER.findall(f"{one} {self.head}")) for one in told)

    def tells(self, need: Needed) -> bool:
        return any(need.held(one) and self.asked.held(one) > 0 for one in sentences(self.passage.text))


def _candidates(query: Query, library: Library, among: Sequence[int] | None, sure: float) -> Sequence[Candidate]:
    """The passages, the remarks of the newest reports and the rows of follow-up tables that are ranked first, without
    those that do not even come near. What does not answer a question is looked at again for what does."""
    key = ("candidates", query, None if among is None else tuple(among), sure)
    return library.answers.get(key, lambda: [*_ranked_first(query, library, among, sure)])


def _ranked_first(query: Query, library: Library, among: Sequence[int] | None, sure: float) -> Iterator[Candidate]:
    topic = _topic(query)
    asked = asked_for(topic, query.language, library, sure=sure).of_things().in_parts(_named(query))
    if asked.concepts:
        ranking = library.rank_passages(asked.concepts, among)
        near = asked.held_by_each(ranking.nearness[:, :LOOKED_AT])  # a passage is indexed with all that it says
        pairs = zip(ranking.units.tolist(), near, strict=False)
        held = {at: share for at, share in pairs if share >= NEAREST}  # the others are not even read
        yield from _weighed(ranking, library.store.passages(held), held, asked, query)
    asked = asked_for(topic, query.language, library, "remarks", sure).of_things()
    if asked.concepts:
        ranking = library.rank_remarks(asked.concepts)
        rows = library.store.statuses(int(one) for one in ranking.units[:LOOKED_AT])
        told = {at: remark_of(row) for at, row in rows.items() if _meant(row, query)}
        yield from _weighed(ranking, told, _held(told, asked), asked, query)
    need = need_of(query.text)
    asked = asked_for(topic, query.language, library, "milestones", sure).of_things()
    if asked.concepts and _in_rows(need, query):
        ranking = library.rank_milestones(asked.concepts)
        goals = library.store.milestones(ranking.units[:LOOKED_AT].tolist())
        told = {at: row_of(one) for at, one in goals.items() if _meant(one, query)}
        yield from _weighed(ranking, told, _held(told, asked), asked, query)


def _in_rows(need: Needed | None, query: Query) -> bool:
    """Does a follow-up table say such a thing? A goal tells what is wanted, and never what came of it."""
    if of_the_past(query.text):
        return need is not None and need.name in IN_ROWS
    return is_aim(query.text) or (need is not None and need.name in (*IN_ROWS, *AIMED_AT))


def is_row(passage: Passage) -> bool:
    """Is it a row of a table, made one text?"""
    return CELLS in passage.text


def _is_of_rows(need: Needed | None, query: Query) -> bool:
    """Is what a follow-up table alone says asked for: a goal, who sees to it, when?"""
    return is_aim(query.text) or (need is not None and need.name in IN_ROWS)


def _meant(row: StatusRow | Milestone, query: Query) -> bool:
    """Is a row of a municipality and a case that the question names, or does it name none?"""
    places = {name for one in query.of("municipality") for name in one.values}
    codes = {one.code for one in query.codes}
    return (not places or row.municipality in places) and (not codes or row.code in codes)


def _held(told: Mapping[int, Passage], asked: Asked) -> dict[int, float]:
    """How much of what is asked for each text holds."""
    asked.known.meet(text for one in told.values() for text in (one.text, one.heading, one.title or ""))
    return {at: asked.held(one.text, _head(one)) for at, one in told.items()}


def _weighed(
    ranking: Ranking, told: Mapping[int, Passage], held: Mapping[int, float], asked: Asked, query: Query
) -> Iterator[Candidate]:
    need = need_of(query.text)
    wanted = [{one for way in concept.ways for one in way.stems} for concept in asked.concepts]
    found = zip(ranking.units[:LOOKED_AT].tolist(), ranking.scores, ranking.covered, strict=False)
    for one, score, covered in found:
        if (passage := told.get(one)) and held[one] >= NEAREST:
            worth = float(score * covered * _worth(passage, wanted, query, need))
            yield Candidate(passage, asked, worth, held[one])


def _head(passage: Passage) -> str:
    return f"{passage.heading} {passage.title or ''}"


def remark_of(row: StatusRow) -> Passage:
    """What a status row says in prose, as a passage."""
    said = " ".join(filter(None, (row.remark, row.handling, row.consequence)))
    return Passage(said, row.source, municipality=row.municipality, code=row.code, title=row.title)


def row_of(milestone: Milestone) -> Passage:
    """A row of a follow-up table, its cells one after the other, as a passage."""
    cells = (milestone.goal, milestone.measured_by, milestone.responsible, milestone.when)
    said = CELLS.join(one.strip().rstrip(".") for one in cells if one.strip())
    return Passage(
        said, milestone.source, municipality=milestone.municipality, code=milestone.code, title=milestone.title
    )


def answers(passage: Passage, asked: Asked, need: Needed | None) -> bool:
    """Does a passage hold what is asked about, and beside it, in one sentence, a value of the kind that is needed?"""
    head = _head(passage)
    if asked.held(passage.text, head) < HELD or not asked.top(passage.text, head):
        return False
    if need and need.soft:
        return need.held(passage.text)
    return need is None or any(_tells(one, head, asked, need) for one in sentences(passage.text))


def _is_about(one: Candidate, core: Asked) -> bool:
    """Does it hold what is asked, and not only whose it is ("the director of the administration")?"""
    return not core.concepts or core.held(one.passage.text, one.head) >= ABOUT


def _tells(sentence: str, head: str, asked: Asked, need: Needed) -> bool:
    said = asked.held(sentence)
    return (said >= BESIDE or (said > 0 and asked.held(sentence, head) >= HELD)) and need.held(sentence)


def sentences(text: str) -> list[str]:
    return _SENTENCE.split(text)


def _worth(passage: Passage, wanted: list[set[str]], query: Query, need: Needed | None) -> float:
    """How much more or less a passage is worth than its words; `wanted` are the stems of what is asked for."""
    told = need and need.soft and need.held(passage.heading)  # "Baggrund og formål"
    titled = TITLED if told or (is_row(passage) and _is_of_rows(need, query)) else 1.0
    return titled * _prose(passage.text) * _figures_asked_for(passage.text, query, wanted)


@lru_cache(maxsize=5_000)
def _prose(text: str) -> float:
    """A table whose cells stand in one line is hard to read as a quote: running text goes before it."""
    said = text.split()
    if (len(said) - sum(map(str.isalpha, said))) * 4 < len(said):  # so few that are no words
        return 1.0
    numbers = sum(any(map(str.isdigit, word)) for word in said if not word.isalpha())
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


def _named(query: Query) -> frozenset[str]:
    """The words that were said of a committee or an administration that limits the question."""
    limits = (*query.of("administration"), *query.of("committee"))
    return frozenset(word for one in limits for value in one.values for word in words(value)) if limits else frozenset()


def _topic(query: Query) -> tuple[str, ...]:
    """What a passage should be about: everything that was said but codes and the municipality, which limit the text."""
    places = {value for f in query.of("municipality") for value in f.values}
    named = {word for value in places for word in words(value)}
    named |= {word for word in query.said if any(name in places for name, *_ in municipalities_in(word))}  # "kbh"
    codes = {word for code in query.codes for word in words(code.code)}
    left = tuple(
        word for word in query.said if word not in codes and word.rstrip("s") not in named and word not in named
    )
    return asked_about(left, query)


def _quote(passage: Passage, asked: Asked, need: Needed | None, longest: int) -> Quote:
    found = sentences(passage.text)
    worth = [_weight(one, asked, need) for one in found]
    key = max(range(len(found)), key=worth.__getitem__)
    text = passage.text if len(passage.text) <= longest else _around(key, found, worth, longest)
    return Quote(text, passage.source, passage.last_line, passage.heading, passage.title or "", found[key])


def _weight(sentence: str, asked: Asked, need: Needed | None) -> float:
    held = asked.held(sentence)
    return held + (VALUED if need and held and need.held(sentence) else 0.0)


def _around(key: int, found: Sequence[str], worth: Sequence[float], longest: int) -> str:
    """The neighbours of a sentence of a long passage that hold most of what is asked for, with it."""
    start = end = key
    size = len(found[start])
    while True:
        steps = [at for at in (end + 1, start - 1) if 0 <= at < len(found) and size + len(found[at]) <= longest]
        if not steps:
            break
        best = max(steps, key=lambda at: (worth[at], at))
        start, end = min(start, best), max(end, best)
        size += len(found[best])
    cut = " ".join(found[start : end + 1])
    return f"{'… ' if start else ''}{cut}{' …' if end + 1 < len(found) else ''}"
