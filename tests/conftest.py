"""What the tests share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Page, browser, program
from tests.sandbox import page_bot
from tests.sandbox.page_bot import Talk

REAL = Path(__file__).resolve().parents[2] / "shared" / "documents"


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of real documents. In CI its absence is a failure, elsewhere a reason to skip."""
    if not REAL.is_dir():
        message = "../shared/documents is not here"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return REAL


@pytest.fixture(scope="session")
def chromium() -> Iterator[Page]:
    """A real browser. In CI its absence is a failure, elsewhere a reason to skip."""
    where = program()
    if where is None:
        message = "no Chromium: apt-get install chromium, or name one with CHROMIUM=…"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with browser(where) as page:
        yield page


@pytest.fixture
def talk(chromium: Page) -> Iterator[Talk]:
    """The page of a fresh local Slack, as the Kontorchef sees it, with a small app to talk with."""
    with page_bot.running() as slack:
        chromium.size(1280, 800)
        chromium.prefers("light")
        chromium.problems.clear()
        chromium.open(slack.url)
        yield Talk(chromium, slack)
        chromium.command("Page.navigate", url="about:blank")
