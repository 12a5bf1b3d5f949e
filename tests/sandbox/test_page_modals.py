"""Modals of the bot by keyboard alone, and as axe-core sees them: opened, gone through, filled in, sent, closed."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
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
from scheduler.posts import reminder
from scheduler.tick import Scheduler
from templates import ids
from tests import local_bot
from tests.bot.handlers import status_pdf
from tests.browser import Page
from tests.local_bot import CHEF, TODAY, LocalBot
from tests.sandbox import sandbox_bot
from tests.sandbox.axe import violations
from tests.sandbox.modal_openers import modal_openers
from tests.sandbox.page_bot import Talk
from tests.waiting import until

CASE = CaseKey("Struer", "IF04", None, "Robotter til rutineopgaver i økonomi og løn")
BY = Person(CHEF, "Kontorchef")
LISTED = """Kommune;Kode;Forslag;Besparelse (1.000 kr.);Status;Løbenøgle
Struer;QX1;Færre trykte kort på biblioteket;1250;Ligger lunt;A-17
Struer;QX2;Fælles indkøb af stole;75;I gang;B-9
"""
HOME, CARD, DIALOG = "#panel-home", "#main .message", "dialog[open]"
DESK, BOT = "desk", "@bot"
# What opens each modal: where that is (the Home tab; the conversation with the bot; else what is asked in a channel),
# what is pressed, and for a menu the option. What is behind another modal has that first.
Press = str | tuple[str, str]
MODALS: Mapping[str, tuple[str, Press]] = {
    ids.DUE_DONE: (DESK, ids.DUE_DONE),
    ids.DUE_SNOOZE: (DESK, (ids.DUE_SNOOZE, "Vælg dato")),
    ids.DUE_ALL: (BOT, ids.DUE_ALL),
    ids.REPLY_TO: (BOT, ids.REPLY_TO),
    ids.HOME_ALL: (DESK, ids.HOME_ALL),
    ids.HOME_SEARCH: (DESK, ids.HOME_SEARCH),
    ids.HOME_CASES: (DESK, ids.HOME_CASES),
    ids.HOME_OPEN: (DESK, (ids.HOME_OPEN, "IF04")),
    ids.HOME_EXAMPLE: (DESK, ids.HOME_EXAMPLE),
    ids.HOME_SETTINGS: (DESK, ids.HOME_SETTINGS),
    ids.HOME_STAND_IN: (ids.HOME_SETTINGS, ids.HOME_STAND_IN),
    ids.HOME_FOLLOWED: (ids.HOME_SETTINGS, ids.HOME_FOLLOWED),
    ids.HOME_CORRECTIONS: (DESK, ids.HOME_CORRECTIONS),
    ids.HOME_COLUMNS: (DESK, ids.HOME_COLUMNS),
    ids.CORRECT_TABLE: (ids.HOME_COLUMNS, ids.CORRECT_TABLE),
    ids.HOME_WORDS: (DESK, ids.HOME_WORDS),
    ids.HOME_UNITS: (DESK, ids.HOME_UNITS),
    ids.HOME_DOCUMENTS: (DESK, ids.HOME_DOCUMENTS),
    ids.HOME_PLAN: (DESK, ids.HOME_PLAN),
    ids.HOME_UNHELPFUL: (DESK, ids.HOME_UNHELPFUL),
    ids.HOME_UNANSWERED: (DESK, ids.HOME_UNANSWERED),
    ids.EXPLAIN_WORD: (ids.HOME_UNANSWERED, ids.EXPLAIN_WORD),
    ids.HOME_OWN_WORDS: (DESK, ids.HOME_OWN_WORDS),
    ids.HOME_CHECKLIST: (DESK, ids.HOME_CHECKLIST),
    ids.OWNER: ("IF04", ids.OWNER),
    ids.WRONG: ("IF04", ids.WRONG),
    ids.CASE_PARTS["economy"]: ("IF04", ids.CASE_PARTS["economy"]),
    ids.CASE_PARTS["goals"]: ("IF04", ids.CASE_PARTS["goals"]),
    ids.CASE_PARTS["history"]: ("FU02", ids.CASE_PARTS["history"]),
    ids.SOURCE: ("ZX72", ids.SOURCE),
    ids.SOURCE_PAGE: (ids.SOURCE, ids.SOURCE_PAGE),
    ids.MORE: ("IF04", ids.MORE),
    ids.PICTURE: ("IF04", ids.PICTURE),
    ids.DIGEST_ALL: ("digest", ids.DIGEST_ALL),
    ids.DIGEST_BEHIND: ("digest", (ids.DIGEST_BEHIND, "")),
    ids.NAME_COLUMNS: (BOT, ids.NAME_COLUMNS),
    ids.SEARCH_SHORTCUT: ("IF04", ids.SEARCH_SHORTCUT),
    ids.NOTE_SHORTCUT: ("IF04", ids.NOTE_SHORTCUT),
}
# A shortcut is chosen in a menu: of the composer, of a message.
SHORTCUTS = {
    ids.SEARCH_SHORTCUT: (".composer [aria-haspopup=menu]", "Søg i sager"),
    ids.NOTE_SHORTCUT: ("#main .message:not(.private) .toolbar [aria-haspopup=menu]", "Knyt til en sag"),
}
FOLLOWED = ("VH04", "FU02", "FU03", "AD01 2024", "IF01")
UNREAD = "Xylo;Yrsa;Zimt\nBedre brug af lokaler;1250;Nej\nFælles indkøb af stole;75;Nej\nFærre trykte kort;300;Ja\n"
NEWCOMER = "Økonom"


@pytest.fixture(scope="module")
def desk(chromium: Page, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """The page of somebody who owns a case that waits for an answer."""
    folder = tmp_path_factory.mktemp("modals")
    path = Path(shutil.copy(local_bot.samples(folder), folder / "own.db"))
    with local_bot.town(path, "http") as town:
        _fill(town)
        chromium.size(1280, 800)
        chromium.prefers("light")
        chromium.open(town.slack.url)
        yield Talk(chromium, town.slack, town.settle)
        town.settle()
        chromium.command("Page.navigate", url="about:blank")


def _fill(town: LocalBot) -> None:
    town.people.know(CASE)
    town.people.own(CASE.key, BY, BY, TODAY)
    for code in FOLLOWED:
        assert "Du følger nu" in local_bot.text_of(town.ask("Kontorchef", f"/sag følg {code}"))
    _fill_desk_of_admin(town)
    with closing(Store(town.path)) as store:
        for days in (0, 13, 68):  # a month before a milestone is due
            _remind(town, scheduler(store, Settings()), TODAY + timedelta(days=days))
    town.slack.post_as("Kontorchef", "@bot", "IF04 ikke min, det er Skyggeafdelingen")
    town.settle()


def _remind(town: LocalBot, work: Scheduler, now: datetime) -> None:
    """As the clock does it; the reminders of the one who plays stand in the conversation with the bot."""
    work.queue(now)
    rows = work.outbox.waiting()
    mine = [one for one in rows if one.post.recipient == CHEF and one.post.kind == reminder.NAME]
    spot = ("C0", f"{now.timestamp():.0f}.999999")
    if mine and (card := work.compose(mine, now, "da", sending=True)):
        said = sandbox_bot.client(town.slack).chat_postMessage(channel=CHEF, text=card.text, blocks=card.blocks)
        spot = (str(said["channel"]), str(said["ts"]))
    for at, row in enumerate(rows):
        work.outbox.claim([row.key], now)
        work.outbox.sent([row.key], *(spot if row in mine else ("C0", f"{now.timestamp():.0f}.{at:06}")), now)
    town.now = now


def _fill_desk_of_admin(town: LocalBot) -> None:
    """One of everything that an admin settles: a correction, a column, words of a status, words of questions."""
    said = Attribution(CASE.key, CHEF, "Kontorchef", TODAY)
    town.people.correct(Correction("saving", "1.250", "1.350", "Aftalen er ændret", said))
    listed = town.path.with_name("liste.csv")
    listed.write_text(LISTED, encoding="utf-8")
    with closing(loading.store_to_fill(town.path)) as store:
        for _ in loading.load_files(store, [listed, status_pdf.report(town.path.parent)], Load(TODAY)):
            pass
        with store.file.writer() as db:
            add_word(db, "da", "snuslogik", ("robotter",), BY, TODAY)
    Feedback(town.people.file).found_nothing("hvem har kuglerammerne", "da", TODAY)
    town.press("Kontorchef", town.ask("Kontorchef", "/sag røde sager i Struer"), ids.NOT_HELPFUL)
    town.clear()
    town.slack.upload_as("Kontorchef", "@bot", "ukendt.csv", UNREAD.encode())
    town.says("@bot", "Kontorchef", "ukendt.csv")
    town.slack.post_as("Kontorchef", "#besparelser", "Husk robotterne i IF04")


def show(desk: Talk, where: str, pressed: Press) -> None:
    desk.rest()  # from the test before, however it ended
    leave(desk)
    desk.rest()
    desk.page.problems.clear()
    desk.page.run("window.opener_ = undefined; 0")
    who = NEWCOMER if pressed == ids.HOME_EXAMPLE else "Kontorchef"
    if who not in desk.page.text("#who .name"):
        desk.act_as(who)
        desk.rest()
    if where in (DESK, BOT):
        desk.go("Sagsbot")
        desk.rest()  # a tab that is opened asks the bot for it
        desk.page.click("[role=tab]", "Hjem" if where == DESK else "Beskeder")
        desk.page.see("Indstillinger" if where == DESK else "ukendt.csv", HOME if where == DESK else CARD)
    else:
        desk.go("besparelser")
        desk.rest()
        before = desk.page.count(CARD)
        desk.write(f"/sag {where}")
        desk.page.wait(f"document.querySelectorAll({json.dumps(CARD)}).length > {before}")  # not one of an earlier test
        desk.page.wait(last("owner", CARD) if pressed in SHORTCUTS else last(pressed, CARD))
    desk.rest()


def leave(desk: Talk) -> None:
    """Escape, until no modal is open, and what it leaves has been taken away."""

    def left() -> bool:
        if desk.page.count("dialog[open]"):
            desk.page.key("Escape")
        return not desk.page.count("dialog")

    until(left, "no modal is open")


def last(action: str, within: str) -> str:
    """The last that can be pressed of those with the id."""
    named = f'{within} [data-action="{action}"], {within} [data-action^="{action}:"]'
    return f"[...document.querySelectorAll({json.dumps(named)})].filter(n => n.getClientRects().length).at(-1)"


def press(desk: Talk, what: Press, within: str) -> None:
    """As the keyboard does it: the button has the focus, and Enter; a menu is opened, and gone down to the option."""
    action, option = (what, "") if isinstance(what, str) else what
    desk.page.wait(f"({last(action, within)})?.focus(), document.activeElement === ({last(action, within)} ?? 0)")
    desk.page.run("window.opener_ ??= document.activeElement; 0")
    desk.page.key("Enter")
    if not isinstance(what, str):
        desk.page.wait("document.querySelector('[role=option]')")
        chosen = "(document.querySelector('[role=option][aria-selected=true]')?.innerText ?? '')"
        go_down(desk, f"{chosen}.includes({json.dumps(option)})")
        desk.page.key("Enter")


def go_down(desk: Talk, expression: str) -> None:
    """By the arrow, until it is true."""

    def there() -> bool:
        if not (found := bool(desk.page.run(expression))):
            desk.page.key("ArrowDown")
        return found

    until(there, expression)


def choose_shortcut(desk: Talk, menu: str, name: str) -> None:
    """The menu has the focus, and Enter; then down to the shortcut."""
    found = f"document.querySelector({json.dumps(menu)})"
    desk.page.wait(f"{found}?.focus(), document.activeElement === ({found} ?? 0)")
    desk.page.run("window.opener_ ??= document.activeElement; 0")
    desk.page.key("Enter")
    desk.page.wait("document.activeElement.role === 'menuitem'")
    go_down(desk, f"document.activeElement.innerText.includes({json.dumps(name)})")
    desk.page.key("Enter")


TOP = "([...document.querySelectorAll('dialog[open] h2')].at(-1)?.innerText ?? '')"


def opened(desk: Talk, name: str) -> None:
    """The modal that this id opens, and the one that it is behind."""
    where, what = MODALS[name]
    behind = where in MODALS
    pressed = what if isinstance(what, str) else what[0]
    show(desk, MODALS[where][0] if behind else where, where if behind else pressed)
    scope = HOME if DESK in (where, MODALS.get(where, ("",))[0]) else CARD
    for one, within in [*([(where, scope)] if behind else []), (what, DIALOG if behind else scope)]:
        before = desk.page.run(TOP)
        if one in SHORTCUTS:
            choose_shortcut(desk, *SHORTCUTS[str(one)])
        else:
            press(desk, one, within)
        desk.page.wait(f"{TOP} !== {json.dumps(before)} && {TOP} !== 'Et øjeblik'")
        desk.rest()


def test_every_modal_is_among_those_gone_through() -> None:
    """Whoever adds one, adds it to MODALS."""
    assert modal_openers() == set(MODALS)


MODAL = "[...document.querySelectorAll('dialog[open]')].at(-1)"
# Notes what has the focus: is it what had it first, and everything that can be reached has had it?
AROUND = "(at => seen.add(at).size > 1 && at === [...seen][0])(document.activeElement)"
STOPS = f"[...{MODAL}.querySelectorAll('button, input, textarea, select, a[href], [tabindex=\"0\"]')]"


@pytest.mark.parametrize("where", sorted({where for where, _ in MODALS.values()} - set(MODALS)))
def test_what_a_modal_is_opened_from_breaks_no_rule(desk: Talk, where: str) -> None:
    """The whole page, with what the bot shows on it."""
    show(desk, where, next(pressed for place, pressed in MODALS.values() if place == where))
    assert violations(desk.page) == []


@pytest.mark.parametrize("name", MODALS)
def test_a_modal_is_gone_through_and_left_by_keyboard_and_breaks_no_rule(desk: Talk, name: str) -> None:
    """Tab comes to all that can be used, and to nothing outside; Escape closes, and what opened it has the focus."""
    opened(desk, name)
    assert violations(desk.page, MODAL) == []
    go_through(desk)
    opener = desk.page.run("window.opener_.dataset.action || window.opener_.innerText")
    leave(desk)
    desk.rest()
    focused = "[document.activeElement.dataset.action, document.activeElement.innerText]"
    desk.page.wait(f"{focused}.includes({json.dumps(opener)})")
    assert not desk.page.problems


def go_through(desk: Talk) -> None:
    usable = f"{STOPS}.filter(n => !n.disabled && n.tabIndex >= 0 && n.getClientRects().length)"
    desk.page.run(f"window.seen = new Set([document.activeElement]); window.usable = {usable}; 0")
    for _ in range(int(desk.page.run("usable.length")) * 3 + 3):  # a day has three stops
        desk.page.key("Tab")
        if desk.page.run(AROUND):
            break
    missed = desk.page.run("usable.filter(n => !seen.has(n) && n.type !== 'radio').map(n => n.outerHTML.slice(0, 120))")
    assert missed == []
    outside = "[...seen].filter(n => n !== document.body && !n.closest('dialog')).map(n => n.outerHTML.slice(0, 120))"
    assert desk.page.run(outside) == []


def send(desk: Talk) -> None:
    """The form's own button: the focus, and Enter."""
    button = "document.querySelector('dialog[open] .button.primary')"
    desk.page.run(f"{button}.focus()")
    desk.page.key("Enter")


def test_a_milestone_is_reported_done_by_keyboard(desk: Talk) -> None:
    opened(desk, ids.DUE_DONE)
    before = desk.page.text(HOME)
    desk.page.run("document.querySelector('dialog[open] textarea').focus()")
    desk.page.write("Taget i brug")
    send(desk)
    desk.page.wait(f"!document.querySelector({json.dumps(DIALOG)})")
    desk.page.wait(f"document.querySelector({json.dumps(HOME)}).innerText !== {json.dumps(before)}")


def test_what_is_wrong_in_a_form_is_said_beside_its_field_which_has_the_focus(desk: Talk) -> None:
    opened(desk, ids.NOTE_SHORTCUT)
    desk.page.run("document.querySelector('dialog[open] input').focus()")
    desk.page.write("robotterne")
    send(desk)
    desk.page.wait("document.activeElement.getAttribute('aria-invalid') === 'true'")
    assert violations(desk.page, MODAL) == []
    leave(desk)
