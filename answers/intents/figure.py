"""A number of a table in a note."""

from dataclasses import replace
from datetime import date

from answers.intents import passage
from answers.tables import figures
from index.search.search_facade import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """The cells of the table, and what the text beside it says."""
    found = passage.answer(query, library, today)
    return replace(found, intent="figure") if found.figures else found


def fits(query: Query, library: Library) -> bool:
    """Is one committee's amount of one year meant ("Socialudvalgets effektivisering i 2023"), and is it printed in a
    table? Then it is no search for proposals."""
    named = query.of("committee") or query.of("administration")
    year = query.of("budget_year") or query.of("phase_in_year")
    return bool(named and year and not query.rows and not query.codes and figures(query, library))
