"""The screen of what documents say in words or in a table, and of what they do not say."""

from records import Answer
from templates import limits
from templates.catalogue import say
from templates.formats import one_line
from templates.views import facts
from templates.views.pieces import Summary, ValueLine
from templates.views.summaries import foot, lists

SAYS, ALSO = 280, 140  # signs
MOST_ROWS = 5


def summarise_told(answer: Answer, first: int = 0) -> Summary:
    """The figure, or the sentence that tells it, before anything else."""
    language = answer.language
    sources = [*(fact.source for fact in answer.facts), *(quote.source for quote in answer.quotes)]
    where = foot.places_line(sources, language)
    cells = [facts.label_and_value(fact, language) for fact in answer.facts if fact.label == "figure"]
    quotes = [_quoted(one.key or one.text, language, ALSO if at else SAYS) for at, one in enumerate(answer.quotes[:2])]
    headline, rows = (
        "",
        [ValueLine(limits.shortened(value, ALSO), limits.shortened(name, ALSO)) for name, value in cells],
    )
    if cells and not quotes:
        headline, lead, rows = cells[0][1], [cells[0][0]], rows[1:]
    else:
        lead = quotes
    return Summary(
        headline=limits.shortened(headline, 120),
        lead=(*foot.said_beside(answer, most=1), *(limits.shortened(text, SAYS) for text in lead)),
        rows=tuple(rows[:MOST_ROWS]),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _quoted(text: str, language: str, most: int) -> str:
    return say("ui.quote", language, text=limits.shortened(one_line(text), most))


def summarise_unknown(answer: Answer, first: int = 0) -> Summary:
    """That it is not there, and the nearest that is: the words that come nearest, else cases."""
    language, near = answer.language, answer.near_quotes[:2]
    where = foot.places_line((one.source for one in near or answer.nearest), language)
    quotes = [_quoted(one.key or one.text, language, ALSO) for one in near]
    return Summary(
        headline=say("headlines.not_sure" if near else "headlines.unknown", language, total=0),
        lead=(*foot.said_beside(answer, most=1 if near else 2), *quotes),
        rows=() if near else lists.of_nearest(answer),
        places=where,
        beside=foot.beside_line(answer, where),
    )
