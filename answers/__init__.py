"""From a question to an answer: how it is read, what is found, what is said of it. Nothing here prints or posts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from answers import deciding
from answers.alternatives import asks_which
from answers.amounts_of_others import with_amount_of
from answers.conversation import understood
from answers.coverage import coverage
from answers.intents import INTENTS
from index.search.recognising import code_like, is_in_texts, report_days, tells
from index.search.search_facade import Library
from questions.held_against import standard_of
from questions.language import language_of
from questions.name_slips import without_name_slips
from questions.names import Known
from questions.query import Query
from questions.reading import LONGEST, read_question, taken_apart
from questions.tokens import normal_text
from questions.vocabulary import PHRASES, Vocabulary, vocabulary
from records import Answer

__all__ = ["INTENTS", "answer"]

MOST_KEPT = 300  # hits of an answer that is kept for when it is asked again


def as_read(query: Query) -> Query:
    return query


def answer(
    text: str,
    library: Library,
    today: date,
    language: str | None = None,
    change: Callable[[Query], Query] = as_read,
    before: Sequence[str] = (),
) -> Answer:
    """The answer to a question on the day `today`, in its own language unless another is asked for. `before` are the
    questions of the same conversation, the oldest first. `change` is what a person took off the reading, or turned
    round in it."""
    if change is as_read:  # the same is often asked again: by its buttons, by others, in what it is a part of
        key = ("answer", text, today, language, *before)
        return library.answers.get(key, lambda: _answer(text, library, today, language, change, before), _is_small)
    return _answer(text, library, today, language, change, before)


def _is_small(made: Answer) -> bool:
    return len(made.hits) <= MOST_KEPT


def _answer(
    text: str,
    library: Library,
    today: date,
    language: str | None,
    change: Callable[[Query], Query],
    before: Sequence[str],
) -> Answer:
    known = known_names(library)

    def read_one(said: str) -> Query:
        spoken = language or language_of(said) or library.language_of(said)
        told = replace(known, tells=partial(tells, library, language=spoken))
        words = vocabulary(own_phrases(library))
        text, slips = without_name_slips(normal_text(said[:LONGEST]), told, words, partial(is_in_texts, library))
        read = _read(text, library, today, told, spoken, words)
        return replace(read, spelled=slips, truncated=len(said) > LONGEST)

    def read_lately(said: str) -> Query:
        return library.answers.get(("read", said, today, language), lambda: read_one(said))

    def ask(query: Query) -> Answer:
        return deciding.answer(query, library, today)

    query = change(understood((*before, text), read_lately, ask))
    made = replace(deciding.answer(query, library, today), question=text)
    if asks_which(made):
        return made
    return replace(made, coverage=coverage(query, made, library))


def _read(text: str, library: Library, today: date, known: Known, language: str, words: Vocabulary) -> Query:
    """How a question is read, with the amount of another case, or the average, that it holds others against."""

    def read(said: str) -> Query:
        return read_question(said, today, known, library.lexicon, language, words)

    made = read(text)
    averages = made.measure is not None and made.measure.what == "average"
    if not (made.codes or averages or made.missing):
        return made
    sentence, codes = taken_apart(text, known, library.lexicon, words, language)
    against = standard_of(sentence, codes, made)
    if against is None:
        return made
    if against.code and not library.by_code(against.code.code):
        return replace(made, missing=())  # that it does not exist is said
    return with_amount_of(against, read, library, today)


def own_phrases(library: Library) -> Path | None:
    """The file of phrases that the municipality added, if it did."""
    return library.own_words if library.own_words and library.own_words.suffix == PHRASES else None


def known_names(library: Library) -> Known:
    """The names that the documents hold."""
    return Known(
        municipalities=library.names("municipality"),
        administrations=tuple(dict.fromkeys((*library.names("administration"), *library.names("affected")))),
        areas=library.names("area"),
        sections=library.names("section"),
        measures=library.names("measure"),
        committees=library.names("committee"),
        report_days=report_days(library),
        code=partial(code_like, library),
        families=library.families,
        has_ideas=any(one.kind == "ideas" for one in library.covered),
    )
