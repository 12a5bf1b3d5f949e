"""Modals of the bot by keyboard alone, and as axe-core sees them: opened, gone through, filled in, sent, closed."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.rules import scheduler
from bot.settings import Settings
from index.state.feedback import Feedback
from index.state.people import Attribution, CaseKey, Correction, Person
from index.store.own_words import add_word
from index.store.store import Store
from templates import ids
from tests import local_bot
from tests.browser import Page
from tests.local_bot import CHEF, TODAY, LocalBot
from tests.sandbox.axe import violations
from tests.sandbox.page_bot import Talk

CASE = CaseKey("Struer", "IF04", None, "Robotter til rutineopgaver i økonomi og løn")
BY = Person(CHEF, "Kontorchef")
LISTED = """Kommune;Kode;Forslag;Besparelse (1.000 kr.);Status;Løbenøgle
Struer;QX1;Færre trykte kort på biblioteket;1250;Ligger lunt;A-17
Struer;QX2;Fælles indkøb af stole;75;I gang;B-9
"""
HOME, CARD = "#panel-home", "#main .message"
# The button that opens each, and the buttons behind it. On the desk:
DESK = ("Udført", "Søg …", "Alle 6 sager", "Indstillinger", "Indstillinger > Sæt stedfortræder")
# … and what an admin has there besides.
ADMIN_DESK = (
    "Rettelser", "Ulæste kolonner", "Ord uden betydning", "Enheder uden kontakt", "Dokumenter", "Kommende påmindelser",
    "Svar, der ikke hjalp", "Fandt intet", "Fandt intet > Forklar et ord i 1", "Jeres ord", "Se, hvad der mangler",
)  # fmt: skip
# … and on the card of a case.
CASE_CARD = (
    "Sæt ejer", "Forkert tal", "Økonomi", "Milepæle", "Kilder", "Hele svaret", "Som billede", "Historik", "Se det hele",
)  # fmt: skip
# What is asked for the card that has it, where that is not IF04.
ASKED = {"Historik": "FU02", "Se det hele": "digest"}
FOLLOWED = ("VH04", "FU02", "FU03", "AD01 2024", "IF01")


@pytest.fixture(scope="module")
def desk(chromium: Page, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """The page of somebody who owns a case that waits for an answer."""
    folder = tmp_path_factory.mktemp("modals")
    path = Path(shutil.copy(local_bot.samples(folder), folder / "own.db"))
    with local_bot.town(path, "http") as town:
        _fill(town)
        chromium.size(1280, 800)
        chromium.prefers("light")
        yield Talk(chromium, town.slack)
        town.slack.settle()
        chromium.command("Page.navigate", url="about:blank")


def _fill(town: LocalBot) -> None:
    town.people.know(CASE)
    town.people.own(CASE.key, BY, BY, TODAY)
    for code in FOLLOWED:
        assert "Du følger nu" in local_bot.text_of(town.ask("Kontorchef", f"/sag følg {code}"))
    _fill_desk_of_admin(town)
    with closing(Store(town.path)) as store:
        for now in (TODAY, TODAY + timedelta(days=13)):  # a month before the milestone is due
            work = scheduler(store, Settings())
            work.queue(now)
            for at, row in enumerate(work.outbox.waiting()):
                work.outbox.claim([row.key], now)
                work.outbox.sent([row.key], row.post.recipient or "C0", f"{now.timestamp():.0f}.{at:06}", now)
        town.now = now


def _fill_desk_of_admin(town: LocalBot) -> None:
    """One of everything that an admin settles: a correction, a column, words of a status, words of questions."""
    said = Attribution(CASE.key, CHEF, "Kontorchef", TODAY)
    town.people.correct(Correction("saving", "1.250", "1.350", "Aftalen er ændret", said))
    listed = town.path.with_name("liste.csv")
    listed.write_text(LISTED, encoding="utf-8")
    with closing(loading.store_to_fill(town.path)) as store:
        for _ in loading.load_files(store, [listed], Load(TODAY)):
            pass
        with store.file.writer() as db:
            add_word(db, "da", "snuslogik", ("robotter",), BY, TODAY)
    Feedback(town.people.file).found_nothing("hvem har kuglerammerne", "da", TODAY)
    town.press("Kontorchef", town.ask("Kontorchef", "/sag røde sager i Struer"), ids.NOT_HELPFUL)
    town.clear()


def show(desk: Talk, where: str, path: str = "") -> None:
    desk.page.problems.clear()
    desk.page.open(desk.slack.url)
    leave(desk)
    if where == HOME:
        desk.go("Sagsbot")
        desk.page.click("[role=tab]", "Hjem")
        desk.page.see("Indstillinger", HOME)
    else:
        desk.go("besparelser")
        desk.write(f"/sag {ASKED.get(path, 'IF04')}")
        desk.page.see(path or "Sæt ejer", ".button")
    drawn(desk)


def drawn(desk: Talk) -> None:
    """Until the bot has answered, and the page has drawn it: what it replaces cannot be pressed any longer."""
    desk.slack.settle()
    desk.page.run("new Promise(resolve => setTimeout(resolve, 300))")


def leave(desk: Talk) -> None:
    """Escape, until no modal is open."""
    while desk.page.count("dialog[open]"):
        desk.page.key("Escape")
        desk.page.run("new Promise(resolve => setTimeout(resolve, 50))")


def press(desk: Talk, label: str, within: str) -> None:
    """As the keyboard does it: the button has the focus, and Enter."""
    found = (
        f"[...document.querySelectorAll({json.dumps(within + ' .button')})]"
        f".filter(n => n.getClientRects().length && n.innerText.startsWith({json.dumps(label)})).at(-1)"
    )
    desk.page.wait(f"({found})?.focus(), document.activeElement === ({found} ?? 0)")
    desk.page.key("Enter")


TOP = "([...document.querySelectorAll('dialog[open] h2')].at(-1)?.innerText ?? '')"


def opened(desk: Talk, path: str, where: str) -> None:
    for depth, label in enumerate(path.split(" > ")):
        before = desk.page.run(TOP)
        press(desk, label, "dialog[open]" if depth else where)
        desk.page.wait(f"{TOP} !== {json.dumps(before)} && {TOP} !== 'Et øjeblik'")
        drawn(desk)


STOPS = """[...[...document.querySelectorAll('dialog[open]')].at(-1).querySelectorAll(
    'button, input, textarea, select, a[href], [tabindex="0"]')]"""


@pytest.mark.parametrize(
    ("where", "path"),
    [*((HOME, one) for one in (*DESK, *ADMIN_DESK)), *((CARD, one) for one in CASE_CARD)],
    ids=lambda one: one,
)
def test_a_modal_is_gone_through_and_left_by_keyboard_and_breaks_no_rule(desk: Talk, where: str, path: str) -> None:
    """Tab comes to all that can be used, and to nothing outside; Escape closes, and what opened it has the focus."""
    show(desk, where, path)
    opened(desk, path, where)
    assert violations(desk.page) == []
    usable = f"{STOPS}.filter(n => !n.disabled && n.tabIndex >= 0 && n.getClientRects().length)"
    desk.page.run(f"window.seen = new Set([document.activeElement]); window.usable = {usable}; 0")
    for _ in range(int(desk.page.run("usable.length")) * 3 + 3):  # a day has three stops
        desk.page.key("Tab")
        desk.page.run("seen.add(document.activeElement)")
    missed = desk.page.run("usable.filter(n => !seen.has(n) && n.type !== 'radio').map(n => n.outerHTML.slice(0, 120))")
    assert missed == []
    outside = "[...seen].filter(n => n !== document.body && !n.closest('dialog')).map(n => n.outerHTML.slice(0, 120))"
    assert desk.page.run(outside) == []
    leave(desk)
    opener = json.dumps(path.split(" > ", maxsplit=1)[0])
    desk.page.wait(f"document.activeElement.innerText.startsWith({opener})")
    assert not desk.page.problems


def test_a_milestone_is_reported_done_by_keyboard(desk: Talk) -> None:
    show(desk, HOME)
    waiting = desk.page.count(f"{HOME} .button.primary")
    opened(desk, "Udført", HOME)
    desk.page.key("Tab", "Tab", "Tab", "Tab")
    desk.page.run("document.querySelector('dialog[open] textarea').focus()")
    desk.page.write("Taget i brug")
    press(desk, "Gem", "dialog[open]")
    desk.page.wait("!document.querySelector('dialog[open]')")
    desk.page.wait(f"document.querySelectorAll({json.dumps(HOME + ' .button.primary')}).length < {waiting}")
