"""The dashboard and the alert rules ask for numbers that the bot gives."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.health import OF_TENANTS, PROBLEMS, Health
from index.state.reminders import Reminders
from index.store.store import Store
from tests import local_bot
from tests.processes import ROOT

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
WATCH = ROOT / "deploy/watch"
RULES: list[dict[str, Any]] = yaml.safe_load((WATCH / "alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
PANELS: list[dict[str, Any]] = json.loads((WATCH / "dashboard.json").read_text("utf-8"))["panels"]
ASKED = [*(rule["expr"] for rule in RULES), *(one["expr"] for panel in PANELS for one in panel["targets"])]


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with closing(Store(local_bot.samples(tmp_path_factory.mktemp("watched")))) as store:
        Reminders(store.file).beat("tick", NOW)
        return set(re.findall(r"^# TYPE (\w+)", Health(store).metrics(NOW).decode(), re.MULTILINE))


def test_every_number_that_is_asked_for_is_given(numbers: set[str]) -> None:
    assert {name for asked in ASKED for name in re.findall(r"sagsbot_\w+", asked)} <= numbers


def test_every_number_is_on_the_dashboard(numbers: set[str]) -> None:
    shown = {name for panel in PANELS for one in panel["targets"] for name in re.findall(r"sagsbot_\w+", one["expr"])}
    assert shown == numbers


def test_everything_that_makes_it_ill_raises_an_alert() -> None:
    """And each alert says how to fix it."""
    assert {kind for rule in RULES for kind in re.findall(r'kind="(\w+)"', rule["expr"])} == {*PROBLEMS, *OF_TENANTS}
    assert all(rule["annotations"].keys() == {"summary", "fix"} for rule in RULES)


def test_the_page_about_operating_names_every_number(numbers: set[str]) -> None:
    page = Path(ROOT / "docs/operating.md").read_text("utf-8")
    assert set(re.findall(r"`(sagsbot_\w+)`", page)) == numbers
