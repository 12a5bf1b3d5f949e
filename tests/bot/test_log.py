"""The log says what happened, and not to whom or with which words."""

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.export.people_page import people_page
from bot.log import enter_tenant, for_tenant_here, formatter, tenant_here
from bot.settings import Settings
from tests.local_bot import ROOT


def logged(message: str, *values: object, read: Settings = Settings()) -> str:  # noqa: B008  # frozen
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
    return formatter(read).format(record)


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


def test_in_json_a_line_is_an_object() -> None:
    """What is the same has the same `event`, whatever values it was told with."""
    line = logged("No answer (reference %s)", "AB12CD34", read=Settings(log_format="json"))
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["event"]) == ("error", "No answer (reference %s)")
    assert told["message"] == "No answer (reference AB12CD34)"
    assert told["time"].endswith("+00:00")
    assert "KeyError" in told["error"]
    assert "Andersen\\n" not in line


def test_of_several_tenants_each_line_says_whose_it_is() -> None:
    """In every thread that works for one; a thread that has ended its work for one says nothing of it."""

    def work() -> tuple[str, str, str]:
        return tenant_here(), logged("No tick"), logged("No tick", read=Settings(log_format="json"))

    def begin() -> Callable[[], tuple[str, str, str]]:
        enter_tenant("odense")
        return for_tenant_here(work)

    with ThreadPoolExecutor(1) as first, ThreadPoolExecutor(1) as second:
        name, line, told = second.submit(first.submit(begin).result()).result()
    assert name == "odense"
    assert line.startswith("[odense] ")
    assert json.loads(told)["tenant"] == "odense"
    assert not tenant_here()
    assert "tenant" not in json.loads(logged("No tick", read=Settings(log_format="json")))


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("log_people", [False, True])
def test_no_log_has_a_secret(log_format: str, log_people: bool) -> None:
    """Not the ones that are set, and none that looks like one of Slack's."""
    read = Settings(
        log_format=log_format, log_people=log_people, slack_signing_secret="5ec7e7", slack_bot_token="xoxb-canary-1"
    )
    line = logged("Slack does not take %s %s %s", "xoxb-canary-1", "5ec7e7", "xapp-1-A0-canary", read=read)
    assert "Slack does not take" in line
    assert "canary" not in line
    assert "5ec7e7" not in line


def test_in_json_people_are_masked_too() -> None:
    told = json.loads(logged("Slack does not take %s", "U0ANNEPETRA", read=Settings(log_format="json")))
    assert told["message"] == "Slack does not take U…"


def test_the_page_about_people_is_the_one_that_the_code_makes() -> None:
    """`python -m bot.export.people_page > docs/people.md` after a change of `index/state/personal.toml`."""
    assert (ROOT / "docs/people.md").read_text("utf-8") == people_page()
