"""Turned red or yellow: told once, to whom it concerns, in the transaction of the load."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from filters.trees import to_json
from index.state.outbox import Outbox, OutboxRow
from index.state.people import CaseKey, People, Person
from index.state.subscriptions import ALERTS, Subscriptions, Wish
from index.store.store import Store
from scheduler import announcements
from scheduler.posts import status_alert
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import Card, limits
from tests.selections import read

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
JUNE, DECEMBER = SAMPLES / "status-juni-2025.txt", SAMPLES / "status-december-2025.txt"
WHEN = datetime(2026, 1, 20, 10, 0, tzinfo=UTC)
BO = Person("U0BO", "Bo")
YOUTH = CaseKey("Struer", "FU02", 2024, "Fritidsjob til unge i udsatte boligområder")
AUTISM = CaseKey("Struer", "VH02", 2023, "Ny støtte til unge med autisme")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(loading.store_to_fill(tmp_path / "sagsbot.db")) as made:
        yield made


def load(store: Store, *files: Path, baseline: bool = False, when: datetime = WHEN) -> None:
    for report in loading.load_files(store, files, Load(when, baseline)):
        assert report.refused is None, report


def posts(store: Store, kind: str = status_alert.NAME) -> dict[str | None, OutboxRow]:
    found = [kept for kept in Outbox(store.file).waiting() if kept.post.kind == kind]
    assert len({kept.post.recipient for kept in found}) == len(found)
    return {kept.post.recipient: kept for kept in found}


def names(kept: OutboxRow) -> list[str]:
    return [one.name for one in status_alert.alert_items(kept.post.content) if one.kind == "worse"]


def card(store: Store, kept: OutboxRow, language: str = "da") -> Card:
    work = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel="C0ALARM"))
    laid = work.compose([kept], WHEN, language)
    assert laid is not None
    assert limits.problems(laid.blocks, laid.text) == []
    return laid


def changed(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A report with other words, as a file of its own."""
    text = DECEMBER.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_first_report_alerts_nobody_and_is_one_summary(store: Store) -> None:
    load(store, JUNE)
    assert posts(store) == {}
    (summary,) = posts(store, "first").values()
    assert summary.post.recipient is None
    text = card(store, summary).text
    assert text.startswith("Den første statusrapport: 2 røde, 1 gul og 9 grønne")
    assert "VH04 (2024)" in text


def test_everybody_whom_it_concerns_hears_of_their_cases_once(store: Store) -> None:
    """The owner and a follower of theirs, who subscribes of what fits, the alert channel of all: one message each."""
    load(store, JUNE)
    people = People(store.file)
    for case in (YOUTH, AUTISM):
        people.know(case)
    people.own(YOUTH.key, BO, BO, WHEN)
    people.follow(YOUTH.key, BO.id, WHEN)
    people.follow(AUTISM.key, "U0ANNE", WHEN)
    rule = to_json(read("gule"))
    Subscriptions(store.file).subscribe(Wish("C0YELLOW", ALERTS, "gule", rule), BO, WHEN)
    load(store, DECEMBER)
    told = posts(store)
    assert {who: names(kept) for who, kept in told.items()} == {
        None: ["FU02 (2024)", "VH02 (2023)"],
        BO.id: ["FU02 (2024)"],
        "U0ANNE": ["VH02 (2023)"],
        "C0YELLOW": ["FU02 (2024)", "VH02 (2023)"],  # one was yellow, one is
    }


@pytest.mark.parametrize(("language", "words"), [("da", "🟡 Gul → 🔴 Rød"), ("en", "🟡 Yellow → 🔴 Red")])
def test_the_message_tells_what_changed_why_and_where(store: Store, language: str, words: str) -> None:
    load(store, JUNE)
    load(store, DECEMBER)
    text = card(store, posts(store)[None], language).text
    assert words in text
    assert "To af de største virksomheder har trukket sig." in text
    assert "Der søges nye virksomheder i foråret 2026." in text
    assert "status-december-2025.txt, li" in text
    assert "status-juni-2025.txt, li" in text
    assert "Talegenkendelse" in text  # no longer in the report


def test_a_baseline_alerts_nobody(store: Store) -> None:
    load(store, JUNE, baseline=True)
    load(store, DECEMBER, baseline=True)
    assert posts(store) == {}
    assert len(posts(store, "first")) == 1


def test_an_older_report_that_comes_late_alerts_nobody(store: Store) -> None:
    load(store, DECEMBER)
    load(store, JUNE)
    assert posts(store) == {}


def test_the_same_file_again_tells_nothing_again(store: Store, tmp_path: Path) -> None:
    load(store, JUNE)
    load(store, DECEMBER)
    shutil.copy(DECEMBER, tmp_path / "igen.txt")
    load(store, DECEMBER, tmp_path / "igen.txt")
    assert len(posts(store)) == 1


def test_a_corrected_report_tells_only_what_is_new(store: Store, tmp_path: Path) -> None:
    """The transition that was told stays told; the row that is red in the correction only is news."""
    load(store, JUNE)
    load(store, DECEMBER)
    line = next(one for one in DECEMBER.read_text("utf-8").splitlines() if "VH02" in one)
    worse = line.replace(
        "Tidsplanen er skredet mere end 6 mdr.",
        "Tidsplanen er skredet mere end 6 mdr. og økonomien er skredet med mere end 1 mio. kr.",
    )
    load(store, changed(tmp_path, "rettet.txt", (line, worse)))
    found = [kept for kept in Outbox(store.file).waiting() if kept.post.kind == status_alert.NAME]
    assert [names(kept) for kept in found] == [["FU02 (2024)", "VH02 (2023)"], ["VH02 (2023)"]]


def test_red_green_red_is_told_twice(store: Store, tmp_path: Path) -> None:
    """One alert for each real transition."""
    row = next(one for one in DECEMBER.read_text("utf-8").splitlines() if "FU02" in one)
    status = "Tidsplanen er skredet mere end 6 mdr. og økonomien er skredet med mere end 1 mio. kr."
    calm = row.replace(status, "Forløber som planlagt")
    load(store, JUNE)
    load(store, DECEMBER)
    for at, (month, year, line) in enumerate((("juni", 2026, calm), ("december", 2026, row))):
        changes = [("december 2025", f"{month} {year}"), ("December 2025", f"{month.title()} {year}"), (row, line)]
        text = DECEMBER.read_text(encoding="utf-8")
        file = changed(tmp_path, f"status-{at}.txt", *(one for one in changes if one[0] in text))
        load(store, file, when=WHEN + timedelta(days=200 * (at + 1)))
    found = [names(kept) for kept in Outbox(store.file).waiting() if kept.post.kind == status_alert.NAME]
    assert [("FU02 (2024)" in one) for one in found] == [True, True]


def test_what_cannot_be_told_is_not_loaded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Report and posts go in together or not at all."""
    load(store, JUNE)

    def broken(*_given: object) -> bool:
        raise RuntimeError("cut off")

    monkeypatch.setattr(announcements, "put", broken)
    with pytest.raises(RuntimeError):
        load(store, DECEMBER)
    assert [one.name for one in store.documents()] == [JUNE.name]
    assert posts(store) == {}
    monkeypatch.undo()
    load(store, DECEMBER)
    assert len(posts(store)) == 1
