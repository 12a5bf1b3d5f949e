"""The bot itself, played through the page: from a question to what another person sees of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import local_bot
from tests.browser import Page
from tests.sandbox.page_bot import Talk


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return local_bot.samples(tmp_path_factory.mktemp("page"))


@pytest.fixture
def sagsbot(chromium: Page, collection: Path, tmp_path: Path) -> Iterator[Talk]:
    """The page with the bot and the sample documents behind it, over HTTP. Each has a database of its own: the bot
    remembers which events it has had, and a new local Slack numbers its own from the start."""
    with local_bot.town(Path(shutil.copy(collection, tmp_path)), "http") as town:
        chromium.size(1280, 800)
        chromium.problems.clear()
        chromium.open(town.slack.url)
        yield Talk(chromium, town.slack)
        town.slack.settle()
        chromium.command("Page.navigate", url="about:blank")


def test_an_answer_is_private_until_it_is_shared(sagsbot: Talk) -> None:
    """Who asks sees the card alone; shared in the channel everybody does."""
    sagsbot.go("besparelser")
    sagsbot.write("/sag røde")
    sagsbot.page.see("Kun synlig for dig", ".message")
    sagsbot.act_as("Økonom")
    sagsbot.page.wait("!document.querySelector('#main .message')")
    sagsbot.act_as("Kontorchef")
    sagsbot.page.click(".message .button", "Del i kanalen")
    sagsbot.page.wait("document.querySelector('#main .message:not(.private)')")
    sagsbot.act_as("Økonom")
    sagsbot.page.wait("document.querySelector('#main .message:not(.private)')")
    assert sagsbot.page.count(".unknown") == 0
    assert not sagsbot.page.problems


def test_the_tabs_of_the_app_are_its_own(sagsbot: Talk) -> None:
    """Suggestions in the messages tab; a Home that says what is one's own."""
    sagsbot.page.wait("document.querySelectorAll('.prompts button').length")
    sagsbot.page.click("[role=tab]", "Hjem")
    sagsbot.page.see("Spørg for eksempel", "#panel-home")


def test_the_shortcut_opens_the_search(sagsbot: Talk) -> None:
    sagsbot.page.click(".composer [aria-haspopup=menu]")
    sagsbot.page.click("[role=menuitem]", "Søg i sager")
    sagsbot.page.wait("document.querySelector('dialog[open] :is(input, textarea)')")
    sagsbot.page.key("Escape")
    sagsbot.page.wait("!document.querySelector('dialog')")


def test_a_total_is_a_table_that_the_keyboard_sorts(sagsbot: Talk) -> None:
    """With a caption and row headers; the smallest first after one press, the largest after two."""
    sagsbot.go("besparelser")
    sagsbot.write("/sag samlet besparelse pr. kommune")
    sagsbot.page.see("Besparelse efter kommune", ".message caption")
    sagsbot.page.run("document.querySelectorAll('.message .sort')[1].focus()")
    first = "document.querySelector('.message tbody th[scope=row]').innerText"
    for order, name in (("ascending", "Samsø"), ("descending", "Struer")):
        sagsbot.page.key("Enter")
        sagsbot.page.wait(f"document.querySelector('.message th[aria-sort={order}]')")
        assert sagsbot.page.run(first) == name
    assert not sagsbot.page.problems


def test_a_document_shared_in_a_thread_with_a_mention_is_offered_there(sagsbot: Talk, tmp_path: Path) -> None:
    """From the thread's own composer; the channel has the first message alone."""
    letter = tmp_path / "brev.txt"
    letter.write_bytes((local_bot.ROOT / "samples" / "budgetmateriale-2026-2029.txt").read_bytes() + b"\nTil sidst.\n")
    sagsbot.go("besparelser")
    sagsbot.write("Her er det nye brev")
    sagsbot.page.hover("#main .message")
    sagsbot.page.click("#main .message .toolbar button", "Svar i tråd")
    sagsbot.page.give("#thread input[type=file]", letter)
    sagsbot.page.see("brev.txt", "#thread .waiting")
    sagsbot.write("@sagsbot læs det her", "#thread-text")
    sagsbot.page.see("Skal jeg indlæse brev.txt", "#thread .message")
    assert sagsbot.page.count("#main .message") == 1
    assert not sagsbot.page.problems
