"""A report comes in, and whoever it concerns is told once of every case that turned worse."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from index.db.gateway import Writer
from index.search.entries import update_entries
from index.state.outbox import Outbox, OutboxRow, rows_beginning
from index.state.people import CaseKey, People, Person
from index.state.reminders import Reminders, StandIn
from index.state.subscriptions import ALERTS, DIGEST, Subscriptions, Wish
from index.store.store import Loading, Store
from records import Loaded, Source, StatusRow
from scheduler.announcements import announcer
from scheduler.posts import initial_summary, status_alert
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import Card, ids, limits
from tests.sample_store import row
from tests.soak import examples
from tests.templates.made_alerts import LOADED as NOW
from tests.templates.made_alerts import content, one_told, scene

ROOT = Path(__file__).resolve().parents[2]
DAYS = tuple(date(2024 + n // 2, *((6, 30), (12, 31))[n % 2]) for n in range(8))
CHANNEL, OWNER, FOLLOWER, OTHER, PLACE = "C0ALARM", "U0OWNER", "U0FOLLOWER", "U0OTHER", "C0PLACE"
RULES = SchedulerSettings(COPENHAGEN, alert_channel=CHANNEL, admins=("U0ADMIN",))
BY = Person("U0BY", "Bo")
HOME = row("AA01", 2024, "Hjemmebesøg i bostøtten", 10, saving_tkr=-500.0, price_level="2025")
PLAN = row("AA02", 2024, "Fælles vagtplan på bostederne", 11, saving_tkr=120.0)
CARS = row("AA03", 2024, "Færre biler i hjemmeplejen", 12)
WORDS = {"green": "Forløber som planlagt", "yellow": "Tidsplanen er skredet", "red": "Kan ikke gennemføres"}


def in_colour(one: StatusRow, colour: str, **fields: Any) -> StatusRow:
    return replace(one, **{"colour": colour, "status": WORDS[colour], **fields})


RED_HOME = in_colour(HOME, "red", remark="To er rejst.", handling="Der ansættes nye.")


class Desk:
    """A store whose loads tell people; every load comes an hour after the one before."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "a.db", follow=update_entries, announce=announcer(RULES))
        self.people, self.reminders = People(self.store.file), Reminders(self.store.file)
        self.subscriptions, self.clock = Subscriptions(self.store.file), Scheduler(self.store, RULES)
        self.now, self.read = NOW, 0

    def load(self, day: date | None, *rows: StatusRow, name: str = "", batch: str = "", **more: Any) -> str:
        """What became of a report."""
        self.now += timedelta(hours=1)
        name = name or f"status {day}.txt"
        places = [Source(name, line, more.get("page")) for line in range(1, len(rows) + 1)]
        dated = [replace(one, source=place, as_of=day) for one, place in zip(rows, places, strict=True)]
        municipality = rows[0].municipality
        loaded = Loaded(name, "statuses", "Status", municipality, day, statuses=tuple(dated))
        digest = f"{hash((name, tuple(dated))) & 0xFFFFFFFFFFFF:012x}"
        return self.store.replace(loaded, digest, self.now, more.get("baseline", False), batch=batch).state

    def posts(self) -> list[OutboxRow]:
        """Those that were put since this was last asked."""
        return Outbox(self.store.file).tell()

    def told(self) -> dict[str | None, list[str]]:
        """The same as recipient → the names of the rows that turned worse, of alerts alone."""
        return {
            kept.post.recipient: [
                one.name for one in status_alert.alert_items(kept.post.content) if one.kind == "worse"
            ]
            for kept in self.posts()
            if kept.post.kind == status_alert.NAME
        }

    def own(self, one: StatusRow, person: str = OWNER) -> None:
        self.people.own(self.key(one), Person(person, person), BY, NOW)

    def key(self, one: StatusRow) -> str:
        return self.people.know(CaseKey(one.municipality, one.code, one.budget_year, one.title))

    def subscribe(self, rule: str, what: str = ALERTS) -> None:
        self.subscriptions.subscribe(Wish(PLACE, what, "", rule), BY, NOW)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    with closing(made.store):
        yield made


@pytest.fixture
def green(desk: Desk) -> Desk:
    """All three cases are green, and the summary of that is put."""
    desk.load(DAYS[0], HOME, PLAN, CARS)
    desk.posts()
    return desk


# ---------------------------------------------------------------- the first report


def test_the_first_report_is_one_summary_and_alerts_nobody(desk: Desk) -> None:
    desk.own(HOME)
    desk.load(DAYS[0], RED_HOME, in_colour(PLAN, "yellow"), CARS)
    (kept,) = desk.posts()
    assert (kept.post.kind, kept.post.recipient) == (initial_summary.NAME, None)
    card = desk.clock.compose([kept], desk.now)
    assert card
    assert card.text.split("\n")[0] == ("Den første statusrapport: 1 rød, 1 gul og 1 grøn")
    assert "Ingen milepæle er overskredet." in card.text
    assert "»Kan ikke gennemføres«" in card.text
    assert "[status 2024-06-30.txt, linje 1]" in card.text


def test_a_load_that_brings_several_first_reports_is_one_summary_of_the_newest(desk: Desk) -> None:
    """In whatever order: the history that comes with a collection alerts nobody."""
    desk.load(DAYS[1], RED_HOME, PLAN, batch="load")
    desk.load(DAYS[0], HOME, PLAN, batch="load")
    desk.load(DAYS[2], HOME, in_colour(PLAN, "red"), batch="load")
    (kept,) = desk.posts()
    assert kept.post.kind == initial_summary.NAME
    assert [one["name"] for one in kept.post.content["red"]] == ["AA02 (2024)"]
    desk.load(DAYS[3], RED_HOME, in_colour(PLAN, "red"))
    assert desk.told() == {CHANNEL: ["AA01 (2024)"]}


def test_a_summary_that_is_out_is_not_put_again(desk: Desk) -> None:
    desk.load(DAYS[0], HOME, batch="load")
    outbox = Outbox(desk.store.file)
    outbox.claim([kept.key for kept in desk.posts()], desk.now)
    desk.load(DAYS[1], RED_HOME, batch="load")
    assert desk.posts() == []


def test_first_reports_of_several_committees_are_one_message(desk: Desk) -> None:
    """Each is put with its document, and what waits together goes out together."""
    desk.load(DAYS[0], RED_HOME, batch="load")
    other = replace(in_colour(CARS, "red"), municipality="Sandvig", code="BB01")
    desk.load(DAYS[0], other, name="b.txt", batch="load")
    kept = desk.posts()
    card = desk.clock.compose(kept, desk.now, "en")
    assert card
    assert card.text.startswith("The first 2 status reports: 2 red, 0 yellow and 0 green")


@pytest.mark.parametrize("before", [True, False])
def test_a_baseline_alerts_nobody(desk: Desk, before: bool) -> None:
    """At most the summary is put; what it brought is not told later either."""
    if before:
        desk.load(DAYS[0], HOME)
        desk.posts()
    desk.load(DAYS[1], RED_HOME, baseline=True)
    assert [kept.post.kind for kept in desk.posts()] == ([] if before else [initial_summary.NAME])
    desk.load(DAYS[1], replace(RED_HOME, remark="Andre ord."), name="rettet.txt")
    assert desk.posts() == []


# ---------------------------------------------------------------- who is told


def test_each_is_told_once_with_the_cases_that_concern_them(green: Desk) -> None:
    """Owner, follower, subscribing place, and the alert channel that gets all."""
    green.own(HOME)
    green.people.follow(green.key(PLAN), FOLLOWER, NOW)
    green.people.follow(green.key(HOME), OWNER, NOW)  # who follows what they own is told once
    green.subscribe('{"field":"colour","value":"red","label":""}')
    green.subscribe('{"code":"AA01","year":null}')
    green.subscribe('{"code":"AA02","year":null}', DIGEST)
    green.load(DAYS[1], RED_HOME, in_colour(PLAN, "yellow"), CARS)
    assert green.told() == {
        CHANNEL: ["AA01 (2024)", "AA02 (2024)"],
        OWNER: ["AA01 (2024)"],
        FOLLOWER: ["AA02 (2024)"],
        PLACE: ["AA01 (2024)"],
    }


def test_a_stand_in_gets_what_is_meant_for_an_owner(green: Desk) -> None:
    green.own(HOME)
    day = NOW.date()
    green.reminders.stand_in(StandIn(OWNER, Person(OTHER, "Ida"), day, day + timedelta(days=9)), "U0BY", NOW)
    green.load(DAYS[1], RED_HOME, PLAN, CARS)
    posts = {kept.post.recipient: kept for kept in green.posts()}
    assert set(posts) == {CHANNEL, OTHER}
    card = green.clock.compose([posts[OTHER]], green.now)
    assert card
    assert "Du får beskeden som stedfortræder" in str(card.blocks)


def test_who_has_left_is_not_told(green: Desk) -> None:
    """The alert channel is, as always."""
    green.own(HOME)
    green.people.follow(green.key(HOME), FOLLOWER, NOW)
    for person in (OWNER, FOLLOWER):
        green.reminders.has_gone(person, NOW)
    green.load(DAYS[1], RED_HOME, PLAN, CARS)
    assert green.told() == {CHANNEL: ["AA01 (2024)"]}


def test_a_case_is_owned_under_the_name_that_it_had(green: Desk) -> None:
    """Reports spell a code in several ways; its owner took it under the earlier one."""
    green.own(HOME)
    green.load(DAYS[1], replace(RED_HOME, code="AA0l"), PLAN, CARS)
    assert green.told() == {CHANNEL: ["AA0l (2024)"], OWNER: ["AA0l (2024)"]}


def test_without_an_alert_channel_its_part_has_no_recipient_yet(tmp_path: Path) -> None:
    """The command line loads without Slack's settings: the clock finds whoever gets it."""
    with closing(
        Store(tmp_path / "b.db", follow=update_entries, announce=announcer(SchedulerSettings(COPENHAGEN)))
    ) as store:
        for day, one in zip(DAYS, (HOME, RED_HOME), strict=False):
            loaded = Loaded(f"{day}.txt", "statuses", "S", "L", day, statuses=(replace(one, as_of=day),))
            store.replace(loaded, str(day), NOW)
        kept = [one for one in Outbox(store.file).waiting() if one.post.kind == status_alert.NAME]
    assert [one.post.recipient for one in kept] == [None]


# ---------------------------------------------------------------- what is told, and how often


def test_better_colours_are_left_to_the_digest(green: Desk) -> None:
    green.load(DAYS[1], RED_HOME, PLAN, CARS)
    green.posts()
    green.load(DAYS[2], in_colour(HOME, "yellow"), PLAN)
    assert green.posts() == []


def test_an_older_report_that_is_loaded_late_alerts_nobody(green: Desk) -> None:
    green.load(DAYS[2], HOME, PLAN, CARS)
    green.load(DAYS[1], RED_HOME, PLAN, CARS)
    assert green.posts() == []


def test_every_turn_is_told(green: Desk) -> None:
    """Green, red, green, red: two alerts."""
    told = []
    for day, one in zip(DAYS[1:], (RED_HOME, HOME, RED_HOME), strict=False):
        green.load(day, one, PLAN, CARS)
        told.append(green.told())
    assert told == [{CHANNEL: ["AA01 (2024)"]}, {}, {CHANNEL: ["AA01 (2024)"]}]


def test_a_row_is_compared_with_the_last_report_that_had_it(green: Desk) -> None:
    """Left out of one report, and red in the next."""
    green.load(DAYS[1], PLAN, CARS)
    green.load(DAYS[2], RED_HOME, PLAN, CARS)
    assert green.told() == {CHANNEL: ["AA01 (2024)"]}


def test_the_same_report_again_is_nothing(green: Desk) -> None:
    """The same file, the file under another name, and the report read from its PDF."""
    green.load(DAYS[1], RED_HOME, PLAN, CARS)
    green.posts()
    assert green.load(DAYS[1], RED_HOME, PLAN, CARS) == "unchanged"
    assert green.load(DAYS[1], RED_HOME, PLAN, CARS, name="kopi.txt") == "unchanged"
    filled = [replace(one, colour_from="fill") for one in (RED_HOME, in_colour(PLAN, "red", status=PLAN.status), CARS)]
    assert green.load(DAYS[1], *filled, name="status.pdf", page=1) == "replaced"
    assert green.posts() == []


def test_a_corrected_report_tells_what_it_makes_worse(green: Desk) -> None:
    """What was told already is not told again, and what it makes better is left to the digest."""
    green.load(DAYS[1], RED_HOME, in_colour(PLAN, "yellow"), CARS)
    green.posts()
    green.load(DAYS[1], RED_HOME, in_colour(PLAN, "yellow"), in_colour(CARS, "yellow"), name="rettet.txt")
    (kept,) = green.posts()
    card = green.clock.compose([kept], green.now)
    assert card
    assert card.text.startswith("AA03 (2024) er blevet gul: 🟢 Grøn → 🟡 Gul")
    assert "Rettet udgave af rapporten pr. 31. december 2024" in card.text
    green.load(DAYS[1], RED_HOME, in_colour(PLAN, "red"), in_colour(CARS, "yellow"), name="rettet igen.txt")
    assert green.told() == {CHANNEL: ["AA02 (2024)"]}
    green.load(DAYS[1], in_colour(HOME, "yellow"), in_colour(PLAN, "red"), CARS, name="bedre.txt")
    assert green.posts() == []
    green.load(DAYS[1], RED_HOME, in_colour(PLAN, "red"), in_colour(CARS, "yellow"), name="og igen.txt")
    assert green.posts() == []


def test_the_first_report_corrected_tells_what_turned(desk: Desk) -> None:
    """The summary named nobody's case: whoever owns it is told when it turns."""
    desk.own(HOME)
    desk.load(DAYS[0], HOME, PLAN, CARS)
    desk.posts()
    desk.load(DAYS[0], RED_HOME, PLAN, CARS, name="rettet.txt")
    assert desk.told() == {CHANNEL: ["AA01 (2024)"], OWNER: ["AA01 (2024)"]}


def test_what_is_new_or_gone_is_told_with_what_turned(green: Desk) -> None:
    """Alone it is left to the digest."""
    new = row("AA09", 2025, "Nye vinduer", 13, colour="yellow", status=WORDS["yellow"])
    green.load(DAYS[1], HOME, PLAN, new)
    assert green.posts() == []
    green.load(DAYS[2], RED_HOME, row("AA10", 2025, "Nyt tag", 14, colour="red"), row("AA11", 2025, "Ny dør", 15))
    (kept,) = green.posts()
    card = green.clock.compose([kept], green.now)
    assert card
    assert "1 ny sag i rapporten er ikke grøn" in card.text
    assert "AA10 (2025): Nyt tag" in card.text
    assert "AA11" not in card.text
    assert "2 sager er ikke længere i rapporten" in card.text
    assert "AA02 (2024): Fælles vagtplan på bostederne" in card.text


def test_what_a_corrected_report_leaves_out_is_not_called_gone(green: Desk) -> None:
    """An edition that is compared with the one before it may have been shortened: the next report says what is over."""
    green.load(DAYS[1], HOME, PLAN, CARS)
    green.load(DAYS[1], RED_HOME, PLAN, name="rettet.txt")
    (kept,) = green.posts()
    assert [(one.name, one.kind) for one in status_alert.alert_items(kept.post.content)] == [("AA01 (2024)", "worse")]


@pytest.mark.parametrize(("colour", "told"), [("red", True), ("yellow", True), ("green", False)])
def test_a_new_row_is_told_of_when_it_is_red_or_yellow(green: Desk, colour: str, told: bool) -> None:
    """Yellow alarms as red does: nobody has heard of the row before."""
    new = in_colour(row("AA12", 2025, "Ny bro", 16), colour)
    green.load(DAYS[1], RED_HOME, PLAN, CARS, new)
    (kept,) = green.posts()
    assert [one.name for one in status_alert.alert_items(kept.post.content) if one.kind == "new"] == [
        "AA12 (2025)"
    ] * told


@pytest.mark.parametrize("colour", ["yellow", "red"])
def test_a_row_that_turns_is_told_of(green: Desk, colour: str) -> None:
    """From green to yellow is worse, as from green to red."""
    green.load(DAYS[1], in_colour(HOME, colour), PLAN, CARS)
    assert green.told() == {CHANNEL: ["AA01 (2024)"]}


def test_of_a_part_of_a_report_nothing_else_is_called_gone(desk: Desk) -> None:
    """One report in two documents of one day: the rows of the other are not gone, they come."""
    others = [row(f"BB0{n}", 2024, f"Skolerne {n}", 20 + n) for n in range(3)]
    desk.load(DAYS[0], HOME, CARS, name="a.txt")
    desk.load(DAYS[0], *others, name="b.txt")
    desk.posts()
    desk.load(DAYS[1], RED_HOME, CARS, name="c.txt")
    (kept,) = desk.posts()
    assert {one.kind for one in status_alert.alert_items(kept.post.content)} == {"worse"}


def test_with_an_error_neither_the_document_nor_a_post_is_kept(tmp_path: Path) -> None:
    def broken(store: Store, db: Writer, given: Loading) -> None:
        announcer(RULES)(store, db, given)
        assert rows_beginning(db, "red:")
        raise Broken

    desk = Desk(tmp_path)
    desk.load(DAYS[0], HOME)
    desk.posts()
    desk.store._announce = broken
    with pytest.raises(Broken):
        desk.load(DAYS[1], RED_HOME)
    assert desk.posts() == []
    assert [one.as_of for one in desk.store.documents()] == [DAYS[0]]
    desk.store._announce = announcer(RULES)
    desk.load(DAYS[1], RED_HOME)
    assert desk.told() == {CHANNEL: ["AA01 (2024)"]}


class Broken(Exception):
    pass


colours = st.lists(st.sampled_from(["green", "yellow", "red"]), min_size=3, max_size=3)
RANK = ["green", "yellow", "red"]


@pytest.mark.slow
@examples(25)
@given(st.lists(st.tuples(colours, st.booleans()), min_size=2, max_size=6))
def test_each_turn_for_the_worse_is_told_exactly_once(
    tmp_path_factory: pytest.TempPathFactory, reports: list[tuple[list[str], bool]]
) -> None:
    """Whatever the colours, and whatever is loaded again: told are the worse ones of each report, once."""
    desk = Desk(tmp_path_factory.mktemp("alerts"))
    cases, before = (HOME, PLAN, CARS), ["red"] * 3
    with closing(desk.store):
        for at, (now, again) in enumerate(reports):
            rows = [in_colour(one, colour) for one, colour in zip(cases, now, strict=True)]
            desk.load(DAYS[at], *rows)
            worse = {
                f"{one.code} (2024)"
                for one, old, new in zip(cases, before, now, strict=True)
                if RANK.index(new) > RANK.index(old)
            }
            told = desk.told()
            assert {name for names in told.values() for name in names} == worse
            assert sum(map(len, told.values())) == len(worse)
            if again:
                for earlier in range(at + 1):
                    marked = [replace(one, remark=f"{at}") for one in rows] if earlier == at else rows[:1]
                    desk.load(DAYS[earlier], *marked, name=f"status {DAYS[earlier]}.txt")
                desk.load(DAYS[at], *rows)
                assert desk.told() == {}
            before = now


# ---------------------------------------------------------------- the message


def card_of(*contents: dict[str, Any], language: str = "da", now: datetime = NOW) -> Card:
    made = status_alert.card(contents, scene(language, now))
    assert made
    return made


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "da",
            """AA01 (2024) er blevet rød: 🟢 Grøn → 🔴 Rød
Struer · Socialudvalget (SUD) · Rapporten pr. 31. december 2025, sammenlignet med 30. juni 2025

AA01 (2024): Hjemmebesøg
   Forværret: 🟢 Grøn → 🔴 Rød
   Status: »Kan ikke gennemføres« (før: »Forløber som planlagt«)
   Bemærkning: »To er rejst.«
   Håndtering: »Der ansættes nye.«
   Usikker besparelse: 1.500 t.kr. (2025 p/l)
   Område: Handicap
   [Før: før.txt, linje 4 · Nu: nu.pdf, s. 7]""",
        ),
        (
            "en",
            """AA01 (2024) has turned red: 🟢 Green → 🔴 Red
Struer · Socialudvalget (SUD) · The report as of 31 December 2025, compared with 30 June 2025

AA01 (2024): Hjemmebesøg
   Worse: 🟢 Green → 🔴 Red
   Status: “Kan ikke gennemføres” (before: “Forløber som planlagt”)
   Remark: “To er rejst.”
   Mitigation: “Der ansættes nye.”
   Uncertain saving: DKK 1.5 million (2025 prices)
   Area: Handicap
   [Before: før.txt, line 4 · Now: nu.pdf, p. 7]""",
        ),
    ],
)
def test_the_whole_message(language: str, text: str) -> None:
    made = card_of(content(one_told()), language=language)
    assert made.text == text
    assert limits.problems(made.blocks, made.text) == []


def test_the_first_line_says_it_all() -> None:
    """Red before yellow; a case with rows in two areas is one case; more names than fit are counted."""
    rows = [one_told(1, new="yellow"), one_told(2), one_told(2, area="Børn", new="yellow"), one_told(3)]
    assert card_of(content(*rows)).text.split("\n")[0] == (
        "2 sager er blevet røde, 1 gul: AA02 (2024), AA03 (2024) og AA01 (2024)"
    )
    many = [one_told(n, new="yellow") for n in range(1, 8)]
    assert card_of(content(*many)).text.split("\n")[0] == (
        "7 sager er blevet gule: AA01 (2024), AA02 (2024), AA03 (2024), AA04 (2024) og 3 flere"
    )
    assert card_of(content(*many[:5]), language="en").text.split("\n")[0].endswith("AA04 (2024) and 1 other")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("count", [1, 2, 9, 15, 60, 300])
def test_a_long_alert_stays_within_the_limits(count: int, language: str) -> None:
    """What is not shown is counted, and the plain text has all; what documents wrote is only text."""
    hostile = "<!channel> *fed* & `kode` " * 60
    rows = [one_told(n, remark=hostile, handling=hostile, status=hostile, title=hostile[:90]) for n in range(count)]
    gone = [one_told(900 + n, kind="vanished", places=[["før.txt", n, None]]) for n in range(count)]
    made = card_of(content(*rows, *gone), language=language)
    assert limits.problems(made.blocks, made.text) == []
    assert "<!" not in str(made.blocks)
    assert all(f"AA{n:02} (2024)" in made.text for n in range(count))
    shown = sum(str(one).count(ids.ALERT_OPEN) for one in made.blocks if one["type"] == "actions")
    assert shown == count or str(count - shown) in str(made.blocks)


def test_what_was_kept_while_slack_was_away_is_one_message_that_says_so() -> None:
    later = NOW + timedelta(days=4)
    first_one, second = content(one_told(1)), content(one_told(2), as_of="2026-06-30", loaded=later.isoformat())
    made = card_of(first_one, second, now=later)
    assert made.text.startswith("2 sager er blevet røde: AA01 (2024) og AA02 (2024)")
    assert made.text.count("Forsinket: rapporten blev indlæst fredag den 20. november 2026.") == 1
    assert "Forsinket" not in card_of(first_one).text


def test_an_alert_that_comes_late_says_what_the_case_is_now(green: Desk) -> None:
    """Slack was away: every turn is told, with what the newest report says."""
    green.load(DAYS[1], RED_HOME, in_colour(PLAN, "yellow"), CARS)
    green.load(DAYS[2], HOME, in_colour(PLAN, "red"), CARS)
    kept = [one for one in green.posts() if one.post.kind == status_alert.NAME]
    card = green.clock.compose(kept, green.now)
    assert card
    assert card.text.startswith("2 sager er blevet røde: ")
    assert "Forværret: 🟢 Grøn → 🔴 Rød · nu bedre: 🟢 Grøn" in card.text
    assert "Forværret: 🟡 Gul → 🔴 Rød\n" in card.text


def test_many_reports_that_waited_are_one_message_within_the_limits() -> None:
    reports = [content(one_told(n), municipality=f"Kommune {n}") for n in range(60)]
    made = card_of(*reports, now=NOW + timedelta(days=4))
    assert limits.problems(made.blocks, made.text) == []
    assert "… og 59 til" in str(made.blocks)
    assert "… og 53 til." in made.text


# ---------------------------------------------------------------- the sample documents


def test_the_sample_reports(tmp_path: Path) -> None:
    """Loaded one after the other, as anybody would; a case that a person owns and another follows."""
    with closing(loading.store_to_fill(tmp_path / "a.db", RULES)) as store:
        for month, hour in (("juni", 1), ("december", 2)):
            if month == "december":
                people = People(store.file)
                for code, year in (("FU02", 2024), ("VH02", 2023)):
                    key = people.know(CaseKey("Struer", code, year, ""))
                    people.own(key, Person(OWNER, "Ejer"), BY, NOW) if code == "FU02" else None
                    people.follow(key, FOLLOWER, NOW)
            path = ROOT / "samples" / f"status-{month}-2025.txt"
            list(loading.load_files(store, [path, path], Load(NOW + timedelta(hours=hour))))
        kept = Outbox(store.file).waiting()
        clock = Scheduler(store, RULES)
        text = {one.post.recipient: card.text for one in kept[1:] if (card := clock.compose([one], NOW))}
    assert [(one.post.kind, one.post.recipient) for one in kept] == [
        ("first", None), ("red", CHANNEL), ("red", FOLLOWER), ("red", OWNER)
    ]  # fmt: skip
    assert text[CHANNEL].startswith("1 sag er blevet rød, 1 gul: FU02 (2024) og VH02 (2023)\n")
    assert text[OWNER].startswith("FU02 (2024) er blevet rød: 🟡 Gul → 🔴 Rød\n")
    assert "VH02" not in text[OWNER]
    assert "[Før: status-juni-2025.txt, linje 34 · Nu: status-december-2025.txt, linje 34]" in text[OWNER]
    assert "»To af de største virksomheder har trukket sig." in text[OWNER]


def test_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load a report, load the next, tick: without a token everything is held; a second tick queues nothing."""
    monkeypatch.setenv("SAGSBOT_DB", str(tmp_path / "cli.db"))
    monkeypatch.setenv("SAGSBOT_ALERT_CHANNEL", CHANNEL)
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)

    def run(*arguments: str) -> Any:
        done = CliRunner().invoke(main, [*arguments, "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    for month in ("juni", "december", "december"):
        run("load", str(ROOT / "samples" / f"status-{month}-2025.txt"))
    ticked = run("tick", "--now", "2026-11-26T23:30")  # at any hour
    (told,) = [one for one in ticked["queued"] if one["kind"] == status_alert.NAME]
    assert told["to"] == CHANNEL
    assert told["text"].startswith("1 sag er blevet rød, 1 gul: FU02 (2024) og VH02 (2023)\n")
    assert told["key"] in [one["key"] for one in ticked["held"]]
    assert ticked["delivered"] == []
    assert run("tick", "--now", "2026-11-26T23:31")["queued"] == []
