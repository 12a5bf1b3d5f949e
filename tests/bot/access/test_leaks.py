"""A document that is held, in Slack: whatever its readers do with it, others reach what they would without it.

The same things are done in two workspaces, one with the report held and one that never had it. Texts, counts, sums,
files, modals, suggestions, the log and the Home tab of everybody else are the same in both.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from bot.ingest.holding import hold
from bot.ingest.loading import Load
from tests import local_bot, soak
from tests.bot.access import crawl, secret
from tests.bot.access.test_embargo import BEFORE, LIFTS, load
from tests.local_bot import LocalBot, elements

CHEF, LEAD, ECONOMIST = "Kontorchef", "Projektleder", "Økonom"
SECRETS = ("Zebravej", "skimmelsvamp", "Kvistgårdens", "pumpehuset", "7.777", "3.333", "er lukket")
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


@contextmanager
def workspace(folder: Path, report: Path | None) -> Iterator[LocalBot]:
    path = local_bot.samples(folder)
    if report:
        load(path, report, Load(BEFORE, hold=hold(["C0LEDELSE"], LIFTS, BEFORE)))
    with local_bot.town(path, "http") as made:
        members = made.slack.workspace.conversation("#ledelse").members
        for person in (LEAD, "Administrator"):
            members.remove(made.slack.workspace.person(person).id)
        yield made


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[LocalBot]]:
    """With the report held, and without it; its readers have done in both all that can be done with its cases."""
    report = secret.report(tmp_path_factory.mktemp("report"))
    with ExitStack() as running:
        towns = [
            running.enter_context(workspace(tmp_path_factory.mktemp(f"town{number}"), one))
            for number, one in enumerate((report, None))
        ]
        act(towns[0], ["FU01", "ZX77"])
        act(towns[1], ["FU01"])
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
    person = "Administrator" if role == "admin" else LEAD
    found = []
    for town in both:
        take(role, person, town)
        with caplog.at_level(logging.INFO):
            found.append(list(crawl.reached(town, person, WRITTEN, soak.times(3 if role in THOROUGH else 1))))
    told = "\n".join(found[0])
    assert [word for word in SECRETS if word in told] == []
    assert next(((one, two) for one, two in zip(*found, strict=False) if one != two), None) is None
    assert len(found[0]) == len(found[1])
    assert [word for word in SECRETS if word in caplog.text] == []
