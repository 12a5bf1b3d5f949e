"""Subscribing, listing, stopping and the digest, as people do it in Slack: over HTTP and over Socket Mode."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.settings import COPENHAGEN
from bot.slack.sender import SlackPoster
from index.db.database import DatabaseFile
from index.state.outbox import Outbox
from index.state.people import Person
from index.state.subscriptions import Subscriptions, Wish
from index.store.store import Store
from sandbox.state import Message
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import ids
from tests import local_bot
from tests.local_bot import LocalBot, actions, blocks, button, text_of, valid
from tests.sandbox import sandbox_bot

CHEF, LEAD, ECONOMIST = "Kontorchef", "Projektleder", "Økonom"


@pytest.fixture(scope="module", params=["http", "socket"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path_factory.mktemp("town")), request.param) as made:
        yield made


@pytest.fixture
def town(running: LocalBot) -> LocalBot:
    """With nothing said and nothing subscribed to."""
    running.clear()
    table = _kept(running)
    for one in table.active():
        table.stop(one.id, Person("U0TEST", "Test"), local_bot.TODAY)
    return running


def _kept(town: LocalBot) -> Subscriptions:
    return Subscriptions(DatabaseFile(town.path))


def tick(town: LocalBot) -> None:
    """The clock's next tick posts what waits."""
    with closing(Store(town.path)) as store:
        work = Scheduler(store, SchedulerSettings(COPENHAGEN))
        poster = SlackPoster(sandbox_bot.client(town.slack))
        work.tick(town.now, work.sender(poster, lambda: town.now), lambda seconds: True)


@pytest.mark.parametrize("fault", [{"effect": "drop", "stored": True}, {"effect": "status", "status": 503}])
def test_a_digest_that_is_asked_for_comes_once(town: LocalBot, fault: dict[str, object]) -> None:
    """As any post of the clock's: what Slack may have is looked for."""
    town.ask(CHEF, "/sag abonner alle sager")
    town.slack.slash_as(CHEF, "#besparelser", "/sag digest nu")
    town.says("#besparelser", CHEF, "på vej")
    town.slack.fault("chat.postMessage", **fault)
    for _ in range(3):
        tick(town)
        town.now += timedelta(seconds=30)
    town.now = local_bot.TODAY
    assert len(in_channel(town)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("abonner alarmer IF40", "IF40 findes ikke i dokumenterne, så der er intet ændret. Den nærmeste er IF04."),
        ("følg XX99", "XX99 findes ikke i dokumenterne, så der er intet ændret. Ingen kode ligner den."),
        ("ejer VH05", "De nærmeste er VH01"),
    ],
)
def test_a_code_that_names_no_case_is_answered_with_the_nearest(town: LocalBot, typed: str, said: str) -> None:
    """Whatever is to be done with it: nothing is."""
    assert said in text_of(town.ask(CHEF, f"/sag {typed}"))
    assert not list(_kept(town).active())


@pytest.mark.parametrize("fault", [{"effect": "drop", "stored": True}, {"effect": "status", "status": 503}])
def test_the_rest_of_a_digest_stands_in_its_thread_once(town: LocalBot, fault: dict[str, object]) -> None:
    """What Slack may have is looked for in the thread: a conversation's history has no answers."""
    posted = digest_now(town, "alle sager")
    town.slack.fault("chat.postMessage", **fault)
    for _ in range(4):
        town.now += timedelta(seconds=30)
        tick(town)
    (rest,) = in_thread(town, posted)
    town.now = local_bot.TODAY
    assert "Overskredne milepæle" in text_of(rest)
    assert "status-december-2025.txt, linje" in text_of(rest)
    assert valid(rest) == []


def test_a_digest_that_was_deleted_has_no_rest(town: LocalBot) -> None:
    """And nobody is told of a fault."""
    posted = digest_now(town, "alle sager")
    sandbox_bot.client(town.slack).chat_delete(channel="C0BESPAREL", ts=posted.ts)
    for _ in range(2):
        town.now += timedelta(seconds=30)
        tick(town)
    town.now = local_bot.TODAY
    assert town.heard("#besparelser", LEAD) == []
    (row,) = Outbox(town.people.file).message(f"{Outbox(town.people.file).at('C0BESPAREL', posted.ts)[0].key}:rest")
    assert row.state == "void"


def digest_now(town: LocalBot, rule: str) -> Message:
    town.ask(CHEF, f"/sag abonner {rule}")
    town.slack.slash_as(CHEF, "#besparelser", "/sag digest nu")
    town.says("#besparelser", CHEF, "på vej")
    tick(town)
    (posted,) = in_channel(town)
    return posted


def in_channel(town: LocalBot) -> list[Message]:
    return [one for one in town.heard("#besparelser", LEAD) if one.thread is None]


def in_thread(town: LocalBot, of: Message) -> list[Message]:
    return [one for one in town.heard("#besparelser", LEAD) if one.thread == of.ts]


def images(message: Message) -> list[dict[str, object]]:
    return [one for one in blocks(message) if one["type"] == "image"]


def test_a_channel_subscribes_by_a_filter(town: LocalBot) -> None:
    """It is said how the filter was read, how many cases meet it, and when the digest comes."""
    said = text_of(town.ask(CHEF, "/sag abonner røde eller gule, ikke administration"))
    assert "Kanalen får nu ugens overblik." in said
    assert "Det dækker (røde eller gule) og ikke (området Administration) (" in said
    assert "/invite" not in said
    assert "23. november 2026 kl. 8" in said
    again = text_of(town.ask(LEAD, "/sag abonner røde eller gule, ikke administration"))
    assert "får allerede" in again


def test_a_channel_that_is_shared_with_others_gets_nothing(town: LocalBot) -> None:
    """No subscription, and no digest now; a person still subscribes for themselves."""
    channel = town.slack.workspace.conversation("#besparelser")
    channel.shared = True
    try:
        assert "delt med en anden organisation" in text_of(town.ask(CHEF, "/sag abonner røde"))
        assert "delt med en anden organisation" in text_of(town.ask(CHEF, "/sag digest nu"))
        assert town.heard("#besparelser", LEAD) == []
        assert _kept(town).active() == []
    finally:
        channel.shared = False


def test_a_person_subscribes_in_a_direct_message(town: LocalBot) -> None:
    town.slack.post_as(ECONOMIST, "@bot", "abonner alarmer ejer mig")
    assert "Du får nu besked med det samme" in town.slack.said("@bot", ECONOMIST)[0].body["text"]
    (one,) = _kept(town).active()
    assert one.place == town.slack.workspace.person(ECONOMIST).id
    assert f'"values":["{one.place}"]' in one.rule


def test_an_owner_is_mentioned(town: LocalBot) -> None:
    """By the name that Slack knows, at every door."""
    who = town.slack.workspace.person(ECONOMIST)
    said = text_of(town.ask(CHEF, f"/sag abonner ejer @{who.handle} eller VH04 2024"))
    assert "ejer @Økonom eller sag VH04 (2024) (1 sag lige nu)" in said
    town.slack.post_as(CHEF, "#besparelser", f"@sagsbot abonner ejer @{who.handle} eller VH04 2024")
    town.says("#besparelser", LEAD, "får allerede ugens overblik")


def test_a_channel_without_the_bot_is_told_to_invite_it(town: LocalBot) -> None:
    assert "invitér mig med /invite" in text_of(town.ask(CHEF, "/sag abonner røde", "#økonomi"))


def test_what_is_not_understood_is_told_with_what_can_be_written(town: LocalBot) -> None:
    """Nothing is kept of it."""
    said = text_of(town.ask(CHEF, "/sag abonner røde eller lilla sager"))
    assert "Jeg forstår ikke »lilla sager«" in said
    assert "Familier og unge" in said
    assert "I do not understand “purple ones”" in text_of(town.ask(CHEF, "/case subscribe purple ones"))
    assert _kept(town).active() == []


def test_the_list_says_who_when_and_next(town: LocalBot) -> None:
    town.ask(CHEF, "/sag abonner røde")
    town.ask(LEAD, "/sag abonner alarmer udvalg SUD")
    town.ask(ECONOMIST, "/sag følg VH04")
    listed = town.ask(ECONOMIST, "/sag abonnementer")
    text = text_of(listed)
    for said in ("Ugens overblik: røde", "Alarmer: Socialudvalget (SUD)", "oprettet af Kontorchef (20.11.2026 9:00)"):
        assert said in text.replace(" 09:00", " 9:00")
    assert "Næste gang 23. november 2026 kl. 8" in text
    assert "Det følger du" in text
    assert actions(listed).count(ids.STOP_SUBSCRIPTION) == 2
    assert ids.UNFOLLOW in actions(listed)
    assert valid(listed) == []


def test_a_long_list_stays_within_the_limits(town: LocalBot) -> None:
    """A dozen subscriptions and followed cases, with long filters: what is not shown is counted. Slack took it;
    with the names that it gives its blocks it may count a little more."""
    for year in range(2010, 2022):
        town.ask(CHEF, f"/sag abonner budgetår {year} og ikke område administration og besparelse over 1 mio. kr.")
        town.ask(CHEF, f"/sag følg {('VH02', 'VH04', 'FU02', 'FU03', 'AD01', 'TV04')[year % 6]}")
    listed = town.ask(CHEF, "/sag abonnementer")
    assert [one for one in valid(listed) if not one.startswith("message: 12")] == []
    assert actions(listed).count(ids.STOP_SUBSCRIPTION) == 10
    assert re.search(r"… \d+ til|og \d+ til", text_of(listed))
    menu = button(listed, ids.UNFOLLOW)
    assert len(menu["options"]) == 6


def test_nothing_described_is_told_how(town: LocalBot) -> None:
    """Nobody subscribes to everything by not saying anything."""
    for typed in ("/sag abonner", "/sag abonner alarmer"):
        assert "Skriv /sag abonner og hvilke sager" in text_of(town.ask(CHEF, typed))
    assert _kept(town).active() == []


def test_stopping_is_done_once(town: LocalBot) -> None:
    """A second press says who did it and when; the subscription outlives a maker who only left."""
    town.ask(CHEF, "/sag abonner røde")
    listed = town.ask(LEAD, "/sag abonnementer")
    town.press(LEAD, listed, ids.STOP_SUBSCRIPTION)
    town.says("#besparelser", LEAD, "Projektleder har stoppet abonnementet »røde«")
    town.press(LEAD, listed, ids.STOP_SUBSCRIPTION)
    town.says("#besparelser", LEAD, "Projektleder har allerede stoppet")
    assert _kept(town).active() == []


def test_what_cannot_be_read_any_longer_is_listed_as_it_was_said_and_stopped(town: LocalBot) -> None:
    where = town.slack.channel("#besparelser")
    _kept(town).subscribe(Wish(where, "alerts", "gamle sager", '{"field":"gone"}'), Person("U0TEST", "Test"), town.now)
    listed = town.ask(CHEF, "/sag abonnementer")
    assert "Alarmer: gamle sager" in text_of(listed)
    town.press(CHEF, listed, ids.STOP_SUBSCRIPTION)
    town.says("#besparelser", CHEF, "Kontorchef har stoppet abonnementet »gamle sager«")


def test_the_digest_is_shown_to_oneself_with_its_picture(town: LocalBot) -> None:
    town.ask(CHEF, "/sag abonner røde eller gule")
    card = town.ask(CHEF, "/sag digest")
    assert re.match(r"Ugens overblik: 2 røde.*, \d gule?.*, 0 grønne", card.body["text"])
    assert len(images(card)) == 1
    assert {ids.DIGEST_BEHIND, ids.DIGEST_NOW, ids.STOP_SUBSCRIPTION} <= set(actions(card))
    assert town.heard("#besparelser", LEAD) == []
    assert valid(card) == []


def test_the_digest_goes_without_a_picture_that_slack_has_not(town: LocalBot) -> None:
    """Neither a refused upload nor a refused block keeps it back."""
    for method, error in (("files.getUploadURLExternal", "missing_scope"), ("chat.postEphemeral", "invalid_blocks")):
        town.slack.fault(method, "error", error=error)
        card = town.ask(CHEF, "/sag digest")
        assert card.body["text"].startswith("Ugens overblik")
        assert images(card) == []
        assert "Status over tid" in text_of(card)


def test_the_digest_is_posted_now_where_it_belongs(town: LocalBot) -> None:
    """A channel that has no digest is told how to get one; one that has gets it for all to see."""
    assert "får ikke noget overblik" in text_of(town.ask(CHEF, "/sag digest nu"))
    town.ask(CHEF, "/sag abonner alle sager")
    town.slack.slash_as(CHEF, "#besparelser", "/sag digest nu")
    town.says("#besparelser", CHEF, "Overblikket er på vej til kanalen.")
    tick(town)
    (posted,) = town.slack.said("#besparelser", LEAD)
    assert re.match(r"Ugens overblik: 2 røde.*, \d gule?.*, \d grønne", posted.body["text"])
    assert len(images(posted)) == 1
    tick(town)
    assert len(in_channel(town)) == 1


def test_what_is_behind_a_number_is_opened_from_a_digest(town: LocalBot) -> None:
    """As the digest told it: the one that stands there is not what changes are counted from."""
    posted = digest_now(town, "røde eller gule")
    town.press(LEAD, posted, ids.DIGEST_BEHIND)
    assert "Røde sager (2)" in text_of(town.in_modal(LEAD, "Engvej"))
    town.press(LEAD, posted, ids.DIGEST_ALL)
    assert "røde eller gule" in text_of(town.in_modal(LEAD, "Årlige besparelser"))
    town.press(LEAD, posted, ids.DIGEST_NOW)
    town.slack.wait_until(lambda: len(town.heard("#besparelser", LEAD)) == 2)


def test_a_digest_where_the_bot_is_not_says_what_to_do(town: LocalBot) -> None:
    town.ask(CHEF, "/sag abonner alle sager", "#økonomi")
    town.slack.slash_as(CHEF, "#økonomi", "/sag digest nu")
    town.says("#økonomi", CHEF, "/invite")


def test_in_english(town: LocalBot) -> None:
    assert "weekly digest. It covers red (2 cases right now)" in text_of(town.ask(CHEF, "/case subscribe red"))
    assert "Weekly digest: red" in text_of(town.ask(CHEF, "/case subscriptions"))
    assert "Weekly digest" in text_of(town.ask(CHEF, "/case digest"))
