"""The log says what happened, and not to whom or with which words."""

import logging

import pytest

from bot.export.people_page import people_page
from bot.log import FORMAT, DiscreetFormatter
from tests.local_bot import ROOT


def logged(message: str, *values: object) -> str:
    """The line of a failure whose error quotes a question."""
    try:
        try:
            int("hvem er fyret?")
        except ValueError as error:
            raise KeyError("Anne Andersen\n  er fyret") from error
    except KeyError:
        record = logging.getLogger("t").makeRecord(
            "t", logging.ERROR, "f", 1, message, values, __import__("sys").exc_info()
        )
    return DiscreetFormatter(FORMAT).format(record)


def test_a_failure_tells_where_it_was_and_not_what_was_asked() -> None:
    said = logged("No answer (reference %s)", "AB12CD34")
    assert "AB12CD34" in said
    assert "KeyError" in said
    assert "ValueError" in said
    assert "test_log.py" in said
    assert "fyret?" not in said.replace('int("hvem er fyret?")', "")  # the line of the program itself
    assert "Andersen\n" not in said


@pytest.mark.parametrize("person", ["U0ANNEPETRA", "W012AB3CD", "reminder:U012AB3CD:2026-11-20"])
def test_ids_of_people_are_masked(person: str) -> None:
    assert "U…" in logged("Slack does not take %s", person)
    assert "AB3CD:" not in logged("Slack does not take %s", person)


def test_the_page_about_people_is_the_one_that_the_code_makes() -> None:
    """`python -m bot.export.people_page > docs/people.md` after a change of `index/state/personal.toml`."""
    assert (ROOT / "docs/people.md").read_text("utf-8") == people_page()
