"""A document that is held, in Slack: whatever its readers do with it, others reach what they would without it, and all
reach it from its moment on. With 2,040 random questions before it, and as many after:

    make soak ROUNDS=20 ARGS="tests/bot/access/test_leaks.py"

The same things are done in two workspaces, one with the report held and one that never had it. Texts, counts, sums,
files, modals, suggestions, the log and the Home tab of everybody else are the same in both.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.holding import hold, release
from bot.ingest.loading import Load
from bot.rules import scheduler_settings
from bot.settings import COPENHAGEN, Settings
from tests import local_bot, soak
from tests.bot.access import crawl, secret
from tests.bot.access.test_embargo import BEFORE, LIFTS, load
from tests.local_bot import LocalBot, elements

CHEF, LEAD, ECONOMIST = "Kontorchef", "Projektleder", "Økonom"
SECRETS = ("Zebravej", "skimmelsvamp", "Kvistgårdens", "pumpehuset", "7.777", "3.333", "er lukket")
UNASKED = ("7.777", "3.333", "er lukket", "ved kvistgårdens plejehjem", "fundet skimmelsvamp")
WRITTEN = (
    "/sag status på FU01", "/sag hvor mange sager er røde?", "/sag status på ZX77", "/sag dagtilbud",
    "/sag samlet besparelse i 2026", "/sag ejer FU01", "/sag ejer ZX77", "/sag følg ZX77", "/sag noter FU01",
    "/sag digest", "/sag abonner område: dagtilbud", "/sag abonnementer", "/sag påmindelser", "/sag rettelser",
    "/sag zebravejs dagtilbud", "/sag zx7", "/sag hvad er ændret siden sidste rapport?",
    "/sag hvilke rapporter er der?",
)  # fmt: skip
GIVEN = {
    "everybody": "", "follower": "/sag følg FU01", "owner": "/sag ejer FU01 @{who}",
    "unit": "/sag enhed Sundhedsplejen @{who}", "manager": "/sag enhed Daginstitutionerne leder @{who}",
    "admin": "",
}  # fmt: skip
# Who is none of the others, and who is shown most: they press more of each card.
THOROUGH = ("everybody", "owner")


QUESTIONS = soak.times(17) if soak.IS_SOAK else 2  # of each role, drawn at random
PRESSES = soak.times(3) if soak.IS_SOAK else 2  # of each card, by who is thorough
PRESSED = set[str]()  # the kinds of buttons that some role has tried
HELD = Load(BEFORE, hold=hold(["C0LEDELSE"], LIFTS, BEFORE))


@contextmanager
def workspace(folder: Path, report: Path, how: Load | None) -> Iterator[LocalBot]:
    """None: the report is not there at all."""
    path = local_bot.samples(folder)
    if how:
        load(path, report, how)
    with local_bot.town(path, "http") as made:
        members = made.slack.workspace.conversation("#ledelse").members
        for person in (LEAD, "Administrator"):
            members.remove(made.slack.workspace.person(person).id)
        yield made


@contextmanager
def workspaces(folders: pytest.TempPathFactory, name: str, *made: Load | None) -> Iterator[list[LocalBot]]:
    """One for each way to load the report."""
    report = secret.report(folders.mktemp("report"))
    with ExitStack() as running:
        yield [
            running.enter_context(workspace(folders.mktemp(f"{name}{number}"), report, how))
            for number, how in enumerate(made)
        ]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[LocalBot]]:
    """With the report held, and without it; its readers have done in both all that can be done with its cases."""
    with workspaces(tmp_path_factory, "town", HELD, None) as towns:
        act(towns[0], ["FU01", "ZX77"])
        act(towns[1], ["FU01"])
        yield towns


@pytest.fixture(scope="module")
def lifted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[LocalBot]]:
    """After its moment: with the report that was held and released by the clock, and with it loaded for all then."""
    with workspaces(tmp_path_factory, "lifted", HELD, Load(LIFTS)) as towns:
        with closing(loading.store_to_fill(towns[0].path, scheduler_settings(Settings()))) as store:
            assert release(store, scheduler_settings(Settings()), LIFTS) == [secret.NAME]
        for town in towns:
            town.now = LIFTS.astimezone(COPENHAGEN)
        yield towns


def act(town: LocalBot, codes: Sequence[str]) -> None:
    """Its reader presses every button of cases, also in writing, and names others as their owner."""
    lead = town.slack.workspace.person(LEAD).id
    for code in codes:
        for number in range(len(elements(town.ask(CHEF, f"/sag status på {code}")))):
            crawl.use(town, CHEF, town.ask(CHEF, f"/sag status på {code}"), number, lead)
        town.ask(CHEF, f"/sag følg {code}")
        town.ask(CHEF, f"/sag ejer {code} @projektleder")
    town.clear()


def take(role: str, person: str, town: LocalBot) -> None:
    """Give a person a role in a case that everybody knows and of which the report has news."""
    if line := GIVEN[role].format(who=town.slack.workspace.person(person).handle):
        town.ask(person if role == "follower" else CHEF, line)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("role", GIVEN)
def test_others_reach_what_they_would_without_it(
    role: str, both: list[LocalBot], caplog: pytest.LogCaptureFixture
) -> None:
    """To the letter, in every role."""
    kinds = [set(PRESSED), set(PRESSED)]
    found = [list(steps(role, town, pressed, caplog)) for town, pressed in zip(both, kinds, strict=True)]
    PRESSED.update(kinds[0])
    told = "\n".join(one.casefold() for one in found[0])
    assert [word for word in UNASKED if word in told] == []  # what a question says an answer may repeat
    assert next(((one, two) for one, two in zip(*found, strict=False) if one != two), None) is None
    assert len(found[0]) == len(found[1])
    assert [word for word in SECRETS if word in caplog.text] == []


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("role", GIVEN if soak.IS_SOAK else ["everybody"])
def test_after_its_moment_all_reach_what_was_held(
    role: str, lifted: list[LocalBot], caplog: pytest.LogCaptureFixture
) -> None:
    """To the letter what they would if it had been loaded for all at that moment."""
    found = [list(steps(role, town, set(), caplog)) for town in lifted]
    assert "skimmelsvamp" in "\n".join(found[0])
    assert next(((one, two) for one, two in zip(*found, strict=False) if one != two), None) is None
    assert len(found[0]) == len(found[1])


def steps(role: str, town: LocalBot, kinds: set[str], caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """What a person in a role reaches: by all that can be written, with buttons, and by random questions."""
    person = "Administrator" if role == "admin" else LEAD
    take(role, person, town)
    asked = [f"/sag {one}" for one in secret.questions(QUESTIONS, seed=[*GIVEN].index(role)) if one.strip()]
    with caplog.at_level(logging.INFO):
        yield from crawl.reached(town, person, WRITTEN, PRESSES if role in THOROUGH else soak.ROUNDS, kinds)
        yield from crawl.reached(town, person, asked, 0)
