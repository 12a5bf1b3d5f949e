"""A year played by the clock on the real documents: what is posted, day by day, is what the rules demand.

The rules are written here once more, from PRODUCT.md section 7 and in another way than the scheduler does: from the
exported milestones, day by day, without any of its functions.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import holidays
import pytest

from bot.export import store_json
from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from index.state.outbox import Outbox
from index.state.people import People, Person
from index.state.reminders import Reminders, Unit
from index.store.store import Store
from scheduler.posts import reminder
from scheduler.rules.watched_cases import watched_cases
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests import once, soak

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.long]

FIRST, LAST = date(2022, 5, 1), date(2023, 5, 1)
ALERTS, CHANNEL, BO, ANNE, MANAGER = "C0ALERTS", "C0KEID", "U0BO", "U0ANNE", "U0MANAGER"
UNIT, OTHER = "KEID", "Hjælpemiddelcenteret"

# Who, on which day, which goal, due on which printed day, by which rule.
Given = tuple[date, str, str, date, str]


@pytest.fixture(scope="module")
def store(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    how = Load(datetime(2022, 5, 1, tzinfo=UTC), baseline=True, workers=1)
    with once.reading(), closing(loading.store_to_fill(tmp_path_factory.mktemp("year") / "sagsbot.db")) as made:
        for _ in loading.load_files(made, loading.files([documents]), how):
            pass
        Reminders(made.file).set_units([Unit(UNIT, channel=CHANNEL, manager=MANAGER), Unit(OTHER, person=ANNE)])
        people = People(made.file)
        for case in owned(made):
            people.know(case.case)
            people.own(case.key, Person(BO, "Bo"), Person(ANNE, "Anne"), datetime(2022, 5, 1, tzinfo=UTC))
        yield made


def owned(store: Store) -> list[object]:
    """Every third case with milestones has an owner."""
    return [case for case in watched_cases(store) if case.milestones][::3]  # type: ignore[return-value]


# ---------------------------------------------------------------- what the rules demand


DENMARK = holidays.country_holidays("DK", years=range(2021, 2025))


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in DENMARK and (day.month, day.day) not in {(6, 5), (12, 24), (12, 31)}


def before(day: date) -> date:
    while not is_open(day):
        day -= timedelta(1)
    return day


def who_gets(code: str, responsible: str, owners: set[str]) -> str:
    if code in owners:
        return BO
    return CHANNEL if UNIT in responsible else ANNE if OTHER in responsible else ALERTS


def demanded(store: Store) -> set[Given]:
    """Every reminder of the year. Of what comes again only the last day that is past is asked for."""
    owners = {str(one.milestones[0].code) for one in owned(store)}  # type: ignore[attr-defined]
    closed = {one.milestones[0].code for one in watched_cases(store) if one.milestones and one.closing}
    found: set[Given] = set()
    start = next(day for day in (FIRST + timedelta(n) for n in range(9)) if is_open(day))
    for row in store_json.export_objects(store, "milestones", "da"):
        if row["code"] in closed:
            continue
        to = who_gets(row["code"], row["responsible"], owners)
        dues = due_days(row)
        for due in dues:
            until = min((one for one in dues if one > due and row["recurring"]), default=date.max)
            day = before(due)
            rules = [(before(day - timedelta(ahead)), str(ahead)) for ahead in (30, 7)] + [(day, "0")]
            rules += [(before(day + timedelta(7 * week)), f"late-{week}") for week in range(1, 53)]
            if day < FIRST:
                rules = [(start, "old")]
            asked = min(LAST, until)
            found |= {(when, to, row["goal"], due, name) for when, name in rules if FIRST <= when <= asked}
            fourth = before(day + timedelta(28))
            if day >= FIRST and fourth <= asked:
                boss = MANAGER if UNIT in row["responsible"] else ALERTS
                found.add((fourth, boss, row["goal"], due, "manager"))
    return found


def due_days(row: dict[str, Any]) -> set[date]:
    """The printed days; of what comes again each further day up to a year after the last that is played."""
    pairs = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in row["all_dues"]]
    if not row["recurring"]:
        return {last for _, last in pairs}
    said = row["when"].lower()
    step = 6 if "halvår" in said else 3 if "kvartalsvis" in said else 12
    years = [int(one) for one in re.findall(r"20\d\d", said)]
    goes_on = len(pairs) == 1 and re.search(r"fra|frem|herefter", said)
    found: set[date] = set()
    for first, last in pairs:
        found.add(last)
        ends = [month_end(year, month) for year in range(first.year, 2029) for month in range(1, 13)]
        if (last.year - first.year) * 12 + last.month - first.month >= step:
            found |= {day for day in ends if first <= day <= last and day.month % step == 0}
            continue
        stop = date(max(years), 12, 31) if max(years) > last.year else date(2028, 1, 1) if goes_on else last
        found |= {day for day in ends if last < day <= stop and (day.month - last.month) % step == 0}
    return found


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


# ---------------------------------------------------------------- the year

HALF_PAST_EIGHT = time(8, 30)
CLOCKS_CHANGE = (date(2022, 10, 30), date(2023, 3, 26))


def moments(day: date) -> tuple[time, ...]:
    """When the clock ticks. At night as well on every fifth day, which is each day of the week in turn, and around the
    changes of the clocks."""
    is_near = any(abs(day - change) <= timedelta(2) for change in CLOCKS_CHANGE)
    if soak.IS_SOAK or is_near or day.toordinal() % 5 == 0:
        return time(0, 5), HALF_PAST_EIGHT, time(23, 0)
    return (HALF_PAST_EIGHT,)


@pytest.fixture(scope="module")
def year(store: Store) -> list[tuple[datetime, str, str, list[reminder.ReminderItem]]]:
    """(moment, key, recipient, what was told) of every reminder that was queued."""
    work, posted = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel=ALERTS)), []
    day = FIRST
    while day <= LAST:
        for at in moments(day):
            now = datetime.combine(day, at, COPENHAGEN)
            work.queue(now)
            for kept in Outbox(store.file).tell():
                if kept.post.kind == reminder.NAME:
                    posted.append((now, kept.key, str(kept.post.recipient), reminder.reminder_items(kept.post.content)))
        day += timedelta(1)
    return posted


@pytest.mark.documents
def test_what_is_posted_is_what_the_rules_demand(store: Store, year: list) -> None:  # type: ignore[type-arg]
    posted = {(now.date(), to, one.goal, one.due[1], one.rule) for now, _, to, told in year for one in told}
    wanted = demanded(store)
    assert len(wanted) > 500
    assert sorted(posted - wanted) == []
    assert sorted(wanted - posted) == []


@pytest.mark.documents
def test_no_post_on_a_closed_day_and_none_twice(year: list) -> None:  # type: ignore[type-arg]
    """At half past eight and at no other time, through both changes of the clocks; one message a recipient and day."""
    assert all(is_open(now.date()) and now.time() == HALF_PAST_EIGHT for now, *_ in year)
    assert len({key for _, key, _, _ in year}) == len(year)
    by_day = defaultdict[tuple[date, str], int](int)
    for now, _, to, _ in year:
        by_day[now.date(), to] += 1
    assert set(by_day.values()) == {1}
    given = [(one.due, one.rule, one.rule_day) for *_, told in year for one in told]
    assert len(given) == len(set(given))


@pytest.mark.documents
def test_what_comes_again_is_told_again(store: Store, year: list) -> None:  # type: ignore[type-arg]
    """In a year every half-year has come twice."""
    recurring = {row["goal"] for row in store_json.export_objects(store, "milestones", "da") if row["recurring"]}
    days = {(one.goal, one.due[1]) for *_, told in year for one in told if one.goal in recurring}
    assert len(days) > len({goal for goal, _ in days})
