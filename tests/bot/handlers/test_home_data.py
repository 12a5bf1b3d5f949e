"""What stands on the Home tab: which case is urgent, which milestones come next."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from bot.handlers.home import home_data
from index.state.people import CaseKey
from records import CaseView, Hit, Milestone, StatusRow
from tests.scheduler.played_year import ZONE, milestone, status

TODAY = date(2025, 8, 14)
KEY = CaseKey("By", "A1", 2025, "Sag A1")
RED = status("A1", "Kan ikke gennemføres", colour="red", as_of=date(2025, 6, 30))
GREEN = replace(RED, colour="green", status="Forløber som planlagt")


def view(*dues: Milestone, rows: tuple[StatusRow, ...] = (GREEN,), gone: tuple[StatusRow, ...] = ()) -> CaseView:
    return CaseView(Hit("By", "Sag A1", "plan.txt", GREEN.source), statuses=rows, milestones=dues, gone=gone)


@dataclass
class Known:
    """People and documents in one: the person owns one case, of which this is known."""

    seen: CaseView

    def owned(self, _person: str) -> list[str]:
        return [KEY.key]

    def followed(self, _person: str) -> list[str]:
        return []

    def case(self, _key: str) -> CaseKey:
        return KEY

    def view(self, _case: CaseKey) -> CaseView:
        return self.seen

    def clock(self) -> datetime:
        return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=ZONE)


def mine(seen: CaseView) -> home_data.Mine:
    known = Known(seen)
    return home_data.mine("U1", known, known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "late", "listed"),
    [("2025-08-13", True, False), ("2025-08-14", False, True), ("2025-08-15", False, True)],
)
def test_what_is_due_today_is_next_and_not_overdue(due: str, late: bool, listed: bool) -> None:
    """The whole day is left to do it: from tomorrow on it is overdue."""
    seen = view(milestone(due))
    found = mine(seen)
    assert (home_data.overdue(seen, TODAY), bool(found.next)) == (late, listed)


OVER = replace(GREEN, status="Initiativet er implementeret")


@pytest.mark.parametrize(
    "seen",
    [
        view(milestone("2025-08-13"), milestone("2025-09-01"), rows=(OVER,)),
        view(milestone("2025-08-13"), milestone("2025-09-01"), rows=(RED,), gone=(RED,)),
        view(milestone("2025-08-13"), rows=(replace(GREEN, as_of=date(2024, 12, 31)), OVER)),
    ],
    ids=["implemented", "no longer reported", "implemented since"],
)
def test_a_case_that_is_over_has_nothing_urgent_and_nothing_next(seen: CaseView) -> None:
    """Its last row may be red, and its milestones past: nobody has to do anything any longer."""
    found = mine(seen)
    assert (found.keys, found.red, home_data.overdue(seen, TODAY), found.next) == ((KEY.key,), 0, False, ())


def test_an_earlier_row_does_not_close_a_case() -> None:
    """The newest report counts."""
    rows = (replace(OVER, as_of=date(2024, 12, 31)), GREEN)
    assert home_data.overdue(view(milestone("2025-08-13"), rows=rows), TODAY)


def test_red_before_overdue() -> None:
    assert home_data.is_red(view(rows=(RED,)))
    assert not home_data.is_red(view())
