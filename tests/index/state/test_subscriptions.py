"""Subscriptions as they are kept: once, stopped once, and theirs who read them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.settings import Settings
from filters.conditions import Condition
from filters.trees import EVERYTHING, to_json, with_own_names
from index.db.database import DatabaseFile
from index.state.people import People, Person
from index.state.subscriptions import ALERTS, DIGEST, Subscriptions, Wish
from records.layouts import GivenName
from scheduler.announcements import subscribed_places
from scheduler.posts.digest import Wanted, all_wanted, written_rule
from scheduler.rules.traits import Traits, concerns
from templates.views.selections import written
from tests.selections import read

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CHEF, LEAD = Person("U0CHEF", "Kontorchef"), Person("U0LEAD", "Projektleder")
RED = Wish("C0SPAR", DIGEST, "røde", '{"field":"colour","value":"red","label":""}')


@pytest.fixture
def kept(tmp_path: Path) -> Subscriptions:
    return Subscriptions(DatabaseFile(tmp_path / "sagsbot.db"))


def test_the_same_wish_is_kept_once(kept: Subscriptions) -> None:
    """Whoever writes it again is told of the one that is there; another place or kind is another."""
    first, new = kept.subscribe(RED, CHEF, NOW)
    assert new
    assert kept.subscribe(RED, LEAD, NOW) == (first, False)
    assert kept.subscribe(Wish(RED.place, ALERTS, RED.said, RED.rule), LEAD, NOW)[1]
    (one,) = kept.of("C0SPAR", DIGEST)
    assert (one.wish, one.made.name, one.made.when, one.stopped) == (RED, "Kontorchef", NOW, None)
    assert [each.what for each in kept.of("C0SPAR")] == [DIGEST, ALERTS]
    assert kept.of("U0CHEF") == []


def test_stopping_is_done_once_and_keeps_who_did_it(kept: Subscriptions) -> None:
    key, _ = kept.subscribe(RED, CHEF, NOW)
    assert kept.stop(key, LEAD, NOW + timedelta(days=1))
    assert not kept.stop(key, CHEF, NOW + timedelta(days=2))
    one = kept.get(key)
    assert one is not None
    assert one.stopped is not None
    assert (one.stopped.name, one.stopped.when) == ("Projektleder", NOW + timedelta(days=1))
    assert kept.active() == []
    assert not kept.stop(99, CHEF, NOW)


def test_what_was_stopped_can_be_wished_again(kept: Subscriptions) -> None:
    key, _ = kept.subscribe(RED, CHEF, NOW)
    kept.stop(key, CHEF, NOW)
    again, new = kept.subscribe(RED, LEAD, NOW)
    assert (new, again != key) == (True, True)
    assert [one.id for one in kept.active(DIGEST)] == [again]


def test_every_place_gets_one_digest(kept: Subscriptions, tmp_path: Path) -> None:
    """Several subscriptions of a place are one digest, in the language of the place; the channel of the settings gets
    every case until it subscribes to fewer."""
    people = People(DatabaseFile(tmp_path / "sagsbot.db"))
    people.speak("U0LEAD", "en", "U0LEAD", NOW)
    for place, text in (("C0SPAR", "røde"), ("C0SPAR", "gule"), ("U0LEAD", "røde"), ("C0SPAR", "røde")):
        kept.subscribe(Wish(place, DIGEST, text, to_json(read(text))), CHEF, NOW)
    kept.subscribe(Wish("C0ALARM", ALERTS, "", to_json(EVERYTHING)), CHEF, NOW)
    found = all_wanted(kept, people, Settings(digest_channel="C0DIGEST"))
    assert [(one.place, one.language, written(one.filter, "da")) for one in found] == [
        ("C0DIGEST", "da", "alle sager"),
        ("C0SPAR", "da", "røde eller gule"),
        ("U0LEAD", "en", "røde"),
    ]


def test_a_case_is_told_to_every_place_that_wants_it_once(kept: Subscriptions) -> None:
    """Also when only what it was meets the wish."""
    everything = Wish("U0LEAD", DIGEST, "", '{"and":[]}')
    for wish in (
        RED,
        Wish(RED.place, DIGEST, "ikke grønne", to_json(read("ikke grønne"))),
        everything,
    ):
        kept.subscribe(wish, CHEF, NOW)
    red, green = Traits(colours=frozenset({"red"})), Traits(colours=frozenset({"green"}))
    assert subscribed_places(kept.active(), red) == ("C0SPAR", "U0LEAD")
    assert subscribed_places(kept.active(), green) == ("U0LEAD",)
    assert subscribed_places(kept.active(), green, red) == ("C0SPAR", "U0LEAD")


# Of another version, or of none.
UNREADABLE = (
    "{}", "null", "[]", '"x"', "nonsense", '{"all":[]}', '{"field":"gone","values":["x"]}',
    '{"field":"gone","value":"x"}', '{"not":{"field":"payback","op":"under","low":5}}',
    '{"and":[{"field":"saving","op":"nearly","low":1}]}', '{"field":"saving","low":1}',
    '{"field":"colour","values":["red"],"weight":2}',
)  # fmt: skip


@pytest.mark.parametrize("rule", UNREADABLE)
def test_what_cannot_be_read_any_longer_stops_no_load_and_no_digest(kept: Subscriptions, rule: str) -> None:
    """Its place hears of every case, rather than of none; the others hear what they wished."""
    kept.subscribe(RED, CHEF, NOW)
    kept.subscribe(Wish("C0GAMMEL", DIGEST, "gamle sager", rule), CHEF, NOW)
    green = Traits(colours=frozenset({"green"}))
    assert subscribed_places(kept.active(), green) == ("C0GAMMEL",)
    (old,) = kept.of("C0GAMMEL")
    assert Wanted("C0GAMMEL", "da", (old,)).filter == EVERYTHING
    assert written_rule(old, "da") == "gamle sager"


def test_an_abbreviation_is_the_committee_that_a_municipality_itself_calls_so(kept: Subscriptions) -> None:
    """Nothing else there, and nothing of that name in another municipality."""
    kept.subscribe(Wish("U0LEAD", ALERTS, "udvalg TMU", to_json(Condition("committee", ("TMU",)))), CHEF, NOW)
    given = (GivenName("Silkeborg", "committee", "Trafik- og Mobilitetsudvalget", ("TMU",)),)

    def hears(municipality: str, committee: str) -> bool:
        case = Traits(municipality=municipality, committees=frozenset({committee}))
        return bool(subscribed_places(kept.active(), case, given=given))

    assert hears("Silkeborg", "Trafik- og Mobilitetsudvalget")
    assert not hears("Silkeborg", "Teknik- og Miljøudvalget")
    assert not hears("Vejle", "Trafik- og Mobilitetsudvalget")
    assert hears("København", "TMU")
    assert hears("Vejle", "Teknik- og Miljøudvalget")


def test_a_committee_that_is_not_wanted_is_so_by_a_municipality_s_own_name_too() -> None:
    given = (GivenName("Silkeborg", "committee", "Trafik- og Mobilitetsudvalget", ("TMU",)),)
    wanted = with_own_names(Condition("committee", ("TMU",), negated=True), given)
    own, other = (
        Traits(municipality="Silkeborg", committees=frozenset({name}))
        for name in ("Trafik- og Mobilitetsudvalget", "Børneudvalget")
    )
    assert (concerns(wanted, own), concerns(wanted, other)) == (False, True)
