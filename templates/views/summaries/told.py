"""The screen of what documents say in words or in a table, and of what they do not say."""

from collections.abc import Sequence
from itertools import groupby

from records import Answer, Fact
from templates import limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import facts, reading
from templates.views.pieces import Summary, ValueLine
from templates.views.summaries import foot, lists

SAYS, ALSO = 280, 140  # signs
MOST_ROWS = 3


def summarise_told(answer: Answer, first: int = 0) -> Summary:
    """The figure, or the sentence that tells it, before anything else."""
    language = answer.language
    sources = [*(fact.source for fact in answer.facts), *(quote.source for quote in answer.quotes)]
    where = foot.places_line(sources, language)
    figures = [fact for fact in answer.facts if fact.label == "figure"]
    cells = [facts.label_and_value(fact, language) for fact in figures]
    quotes = [_quoted(one.key or one.text, language, ALSO if at else SAYS) for at, one in enumerate(answer.quotes[:2])]
    headline, lead = (cells[0][1], [cells[0][0]]) if cells and not quotes else ("", quotes)
    rows = _rows_of_tables(figures) if len(figures) > 1 or quotes else []
    return Summary(
        headline=limits.shortened(headline, 120),
        lead=(*foot.said_beside(answer, most=1), *(limits.shortened(text, SAYS) for text in lead)),
        rows=tuple(rows[:MOST_ROWS]),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _rows_of_tables(figures: Sequence[Fact]) -> list[ValueLine]:
    """A line for each row of a table: its name, and under which column which figure stands. A unit that they share
    stands once."""
    found = []
    for (_, row), cells in groupby(figures, lambda one: (one.values.get("table"), one.values.get("row"))):
        told = [(one_line(one.values.get("column") or ""), one_line(one.value)) for one in cells]
        units = {value.partition(" ")[2] for _, value in told}
        unit = units.pop() if len(units) == 1 else ""
        each = joined(joined((column, value.removesuffix(unit).strip()), " ") for column, value in told)
        found.append(ValueLine(limits.shortened(one_line(row or ""), ALSO), limits.shortened(f"{each} {unit}", ALSO)))
    return found


def _quoted(text: str, language: str, most: int) -> str:
    return say("ui.quote", language, text=limits.shortened(one_line(text), most))


def summarise_unknown(answer: Answer, first: int = 0) -> Summary:
    """That it is not there, and the nearest that is: the words that come nearest, else cases."""
    language, near = answer.language, answer.near_quotes[:2]
    headline = "which_reading" if reading.is_undecided(answer) else "not_sure" if near else "unknown"
    where = foot.places_line((one.source for one in near or answer.nearest), language)
    quotes = [_quoted(one.key or one.text, language, ALSO) for one in near]
    return Summary(
        headline=say(f"headlines.{headline}", language, total=0),
        lead=(*foot.said_beside(answer, most=1 if near else 2), *quotes, *_near(answer)),
        rows=() if near else lists.of_nearest(answer),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _near(answer: Answer) -> tuple[str, ...]:
    """What the cases below are, unless a note says it: they are no answer."""
    said = answer.near_quotes or not answer.nearest or any(note.kind == "nearest" for note in answer.notes)
    return () if said else (f"{say('ui.nearest', answer.language)}:",)


SUMMARIES = {
    "figure": summarise_told,
    "passage": summarise_told,
    "unknown": summarise_unknown,
}
