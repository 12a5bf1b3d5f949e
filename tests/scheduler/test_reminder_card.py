"""What stands below a reminder: since when it is late and why it comes, however much there is to say."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from index.state.people import Person
from index.state.reminders import Mark
from scheduler.posts import reminder
from scheduler.posts.render_context import RenderContext
from scheduler.rules.due import MANAGER, OLD
from templates import Card, ids
from tests.local_bot import shown

NOW = datetime(2025, 9, 1, 9)
UNIT = "Center for Byggeri, Ejendomme, Anlæg og Vedligeholdelse"


def told(number: int, why: str, rule_day: str, rule: str = "overdue") -> dict[str, Any]:
    day = date(2025, 8, number)
    names = ("goal", "measured_by", "responsible", "when")
    return {
        **dict.fromkeys(names, "Mål"),
        **{"milestone": f"m{number}", "due": day.isoformat(), "work_day": day.isoformat()},
        **{"rule": rule, "rule_day": rule_day, "case": "a", "name": "A1", "title": "Titel", "unit": UNIT},
        **{"why": why, "instead_of": "U1", "place": (f"en-plan-med-et-langt-navn-{number}.txt", 1)},
    }


def laid(*items: dict[str, Any]) -> tuple[Card, str]:
    card = reminder.card([{"items": list(items)}], RenderContext("da", NOW))
    assert card is not None
    return card, " ".join(shown(card.blocks))


def test_two_long_reasons_and_that_it_is_late_are_whole() -> None:
    """Since when it is late is the earliest of the days; with the plain text each milestone says its own."""
    card, seen = laid(
        told(11, "manager", "2025-08-28", "passed:2025-08-28"),
        told(12, "owner", "2025-08-21"),
        told(13, "owner", "2025-08-25"),
    )
    assert seen.count("Forsinket: skulle være sendt torsdag den 21. august 2025.") == 1
    assert seen.count("Forsinket") == 1
    assert f"Du får påmindelsen som leder for {UNIT}: det sker én gang, når" in seen
    assert "Du får påmindelsen, fordi du ejer sagen." in seen
    assert "Du er stedfortræder." in seen
    assert "En kollega har svaret »Ikke min«." in seen
    assert card.text.count("Forsinket") == 3


@pytest.mark.parametrize(("third", "more"), [("owner", False), ("unit", True)])
def test_more_reasons_than_stand_there_are_one_press_away(third: str, more: bool) -> None:
    items = (told(11, "manager", "2025-09-01"), told(12, "owner", "2025-09-01"), told(13, third, "2025-09-01"))
    card, seen = laid(*items)
    assert (ids.DUE_ALL in str(card.blocks)) is more
    assert "Forsinket" not in seen


def test_what_two_rules_remind_of_is_one_milestone() -> None:
    """That nobody answered for four weeks is told of it, and it is counted once."""
    own, late = told(11, "owner", "2025-09-01"), told(11, "manager", "2025-09-01", MANAGER)
    for items in ([own, late, told(12, "owner", "2025-09-01")], [late, own, told(12, "owner", "2025-09-01")]):
        card, seen = laid(*items)
        assert "2 milepæle er overskredet" in seen
        assert card.text.count("ingen har svaret") == 1


def test_one_milestone_has_its_day_once_in_what_is_shown() -> None:
    _, seen = laid(told(11, "owner", "2025-09-01"))
    assert seen.count("11. august 2025") == 1


def test_days_are_written_in_figures_where_two_goals_would_look_alike() -> None:
    """The goal is what tells two milestones of a case apart."""
    goals = ("Vejlederne i familiehusene er ansat", "Vejlederne i familiehusene er inde")
    items = [{**told(at, "owner", "2025-09-01"), "goal": goal} for at, goal in enumerate(goals, 11)]
    _, seen = laid(*items)
    assert all(goal in seen for goal in goals)


def test_what_was_overdue_at_first_has_one_day_where_it_is_one() -> None:
    items = [{**told(11, "owner", "2025-09-01", OLD), "milestone": name} for name in ("a", "b")]
    _, seen = laid(*items)
    assert "2 milepæle, frist 11. august 2025" in seen
    assert "–" not in seen


def test_the_headline_tells_what_still_waits_and_what_is_answered() -> None:
    """ "3 milepæle er overskredet" above three answers is wrong; what was opened again waits again."""
    items = [told(at, "owner", "2025-09-01") for at in (11, 12, 13)]
    by = Person("U1", "Bo")

    def headline(*answered: tuple[int, str]) -> str:
        marks = {
            (f"m{at}", date(2025, 8, at)): (Mark(mark, by, NOW + timedelta(minutes=at), NOW.date(), NOW.date()),)
            for at, mark in answered
        }
        card = reminder.card([{"items": items}], RenderContext("da", NOW, marks=marks, sent_at=NOW))
        assert card is not None
        return shown(card.blocks)[0]

    assert headline() == "3 milepæle er overskredet"
    assert headline((11, "done")) == "3 milepæle: 2 er overskredet og 1 er besvaret"
    assert headline((11, "reopened"), (12, "snoozed")) == "3 milepæle: 2 er overskredet og 1 er besvaret"
    assert headline((11, "done"), (12, "not_mine"), (13, "done")) == "Alle 3 milepæle er besvaret"


def test_the_days_of_one_message_are_written_one_way() -> None:
    """One goal that needs the room has all days in figures."""
    items = [
        {**told(11, "owner", "2025-09-01"), "goal": "Kort"},
        {**told(12, "owner", "2025-09-01"), "goal": "Lang " * 9},
    ]
    _, seen = laid(*items)
    assert "11.8.2025" in seen
    assert "12.8.2025" in seen
