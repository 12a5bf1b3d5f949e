"""Who gets a reminder: the chain from the owner to nobody."""

from datetime import date

import pytest

from index.state.people import CaseKey, Person
from index.state.reminders import StandIn, Unit
from records import Milestone, Source
from scheduler.rules.recipients import Chain, Names, Recipient
from scheduler.rules.watched_cases import WatchedCase

TODAY = date(2025, 8, 14)
MILESTONE = Milestone("By", "A1", "Titel", "Mål", "", "Center for Byggeri", "2025", Source("a.txt", 1))
CASE = WatchedCase(CaseKey("By", "A1", 2025, "Titel"), (), (MILESTONE,), None)
OWNER, UNIT = Person("U1", "Bo"), Unit("Center for Byggeri", "C9", "U2", "U8")
WHOLE = Chain({CASE.key: OWNER}, (UNIT,), alert_channel="CALERT", admins=("UADMIN",))


def reached(chain: Chain, *not_by: str) -> tuple[str | None, str]:
    found = chain.recipient(CASE, MILESTONE, not_by, TODAY)
    return found.id, found.why


def test_the_whole_chain_in_its_order() -> None:
    """Each who says that it is not theirs passes it to the next, until nobody is left."""
    order = [("U1", "owner"), ("U2", "unit"), ("C9", "unit_channel"), ("CALERT", "alert_channel"), ("UADMIN", "admin")]
    told: list[str] = []
    for expected in order:
        assert reached(WHOLE, *told) == expected
        told.append(expected[0])
    assert reached(WHOLE, *told) == (None, "nobody")


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        (Chain(units=(Unit("Center for Byggeri", "C9"),), alert_channel="CA"), ("C9", "unit_channel")),
        (Chain(units=(Unit("Andet", "C9"),), alert_channel="CA"), ("CA", "alert_channel")),
        (Chain(admins=("UADMIN", "U2ND")), ("UADMIN", "admin")),
        (Chain(), (None, "nobody")),
    ],
)
def test_who_is_missing_is_passed_over(chain: Chain, expected: tuple[str | None, str]) -> None:
    assert reached(chain) == expected


def test_who_has_left_gets_nothing() -> None:
    gone = Chain({CASE.key: OWNER}, (UNIT,), gone={"U1", "U2"}, alert_channel="CALERT")
    assert reached(gone) == ("C9", "unit_channel")
    assert gone.owner_of(CASE.key, TODAY) is None


@pytest.mark.parametrize(("day", "expected"), [(13, "U1"), (14, "U7"), (20, "U7"), (21, "U1")])
def test_a_stand_in_gets_it_in_the_period_both_days_included(day: int, expected: str) -> None:
    stand_in = StandIn("U1", Person("U7", "Ida"), date(2025, 8, 14), date(2025, 8, 20))
    chain = Chain({CASE.key: OWNER}, stand_ins=(stand_in,))
    found = chain.recipient(CASE, MILESTONE, (), date(2025, 8, day))
    assert (found.id, found.instead_of) == (expected, "U1" if expected == "U7" else "")


def test_a_stand_in_for_one_who_has_left_still_stands_in_and_one_who_left_does_not() -> None:
    stand_in = StandIn("U1", Person("U7", "Ida"), TODAY, TODAY)
    assert reached(Chain({CASE.key: OWNER}, stand_ins=(stand_in,), gone={"U1"})) == ("U7", "owner")
    assert reached(Chain({CASE.key: OWNER}, stand_ins=(stand_in,), gone={"U7"})) == ("U1", "owner")
    assert reached(Chain({CASE.key: OWNER}, stand_ins=(stand_in,), gone={"U1", "U7"})) == (None, "nobody")


def test_not_mine_of_the_stand_in_passes_it_on_not_back() -> None:
    stand_in = StandIn("U1", Person("U7", "Ida"), TODAY, TODAY)
    chain = Chain({CASE.key: OWNER}, (UNIT,), (stand_in,))
    assert reached(chain, "U7") == ("U2", "unit")
    assert reached(chain, "U1") == ("U2", "unit")


def test_the_manager_is_the_units_else_the_last_of_the_chain() -> None:
    assert WHOLE.manager(MILESTONE, TODAY) == Recipient("U8", "manager")
    assert Chain(alert_channel="CA").manager(MILESTONE, TODAY) == Recipient("CA", "alert_channel")
    gone = Chain(units=(UNIT,), gone={"U8"}, admins=("UADMIN",))
    assert gone.manager(MILESTONE, TODAY) == Recipient("UADMIN", "admin")
    assert Chain().manager(MILESTONE, TODAY).id is None


@pytest.mark.parametrize(
    ("responsible", "expected"),
    [
        ("Center for Byggeri og drift", "Center for Byggeri"),
        ("center for byggeri", "Center for Byggeri"),
        ("Centerchef i Byggeri", None),
        ("KS og BUF", "BUF"),
        ("SUF og BUF", "SUF"),
        ("BUF og SUF", "BUF"),
        ("BUF's afdeling, med KS", "BUF"),
        ("KSF", None),
        ("BUF Digitalisering", "BUF Digitalisering"),
        ("", None),
    ],
)
def test_a_unit_is_named_by_whole_words_the_longest_wins(responsible: str, expected: str | None) -> None:
    units = (Unit("BUF"), Unit("KS"), Unit("SUF"), Unit("Center for Byggeri"), Unit("BUF Digitalisering"), Unit("  "))
    found = Names(units).unit_of(responsible)
    assert (found.unit if found else None) == expected
