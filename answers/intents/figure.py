"""A number of a table in a note."""

from dataclasses import replace
from datetime import date

from answers.intents import passage
from answers.tables import figure_facts, figures, is_cell, years_said
from index.search.search_facade import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """The cells of the table, and what the text of the same document says beside it."""
    found = passage.answer(query, library, today)
    cells = found.figures or (figures(query, library) if "table" in query.asks else ())
    if not cells:
        return found
    documents = {one.source.document for one in cells}
    beside = tuple(one for one in found.quotes if one.source.document in documents)
    told = found if found.figures else replace(found, figures=cells, facts=figure_facts(cells), hits=(), total=0)
    return replace(told, intent="figure", quotes=beside)


def fits(query: Query, library: Library) -> bool:
    """Is one committee's amount of one year meant ("Socialudvalgets effektivisering i 2023"), or what a row of another
    name says, and is it printed in a table? Then it is no search for proposals."""
    if query.codes:
        return False
    named = query.of("committee") or query.of("administration")
    year = query.of("budget_year") or query.of("phase_in_year") or years_said(query)
    of_table = "table" in query.asks
    if not named:
        return is_cell(query, library) or (of_table and bool(figures(query, library)))
    return (of_table or bool(year and not _lists(query))) and bool(figures(query, library))


def _lists(query: Query) -> bool:
    """Are proposals listed? "Hvad bidrager Socialudvalgets investeringsforslag med", and "effektivisering 2023 fra
    investeringsforslagene", ask for an amount of them."""
    of_amount = query.of("type") and query.asks & {"what", "how_much", "saving"} and not query.asks & {"list", "which"}
    return bool(query.rows and not of_amount)
