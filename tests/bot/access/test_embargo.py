"""A document that not everybody may see yet: for the others it is as if it were not there, to the letter."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot import clock
from bot.cli import main
from bot.cli.viewing import documents_of
from bot.export import store_json
from bot.export.answer_json import answer_question
from bot.ingest import loading
from bot.ingest.holding import StoreViews, hold, release
from bot.ingest.loading import Load
from bot.rules import scheduler_settings
from bot.settings import COPENHAGEN, Settings
from index.search.search_facade import Library
from index.state.outbox import Outbox
from index.store.held import AudienceMembers, Held
from index.store.store import Store
from sandbox.state import Message
from templates import ids
from tests import local_bot
from tests.bot.access import secret
from tests.local_bot import TODAY, LocalBot, text_of
from tests.soak import times

ANNE, BO, CHANNEL = "U0ANNE", "U0BO", "C0LEDELSE"
LIFTS = TODAY + timedelta(days=7)
BEFORE = datetime(2026, 11, 1, tzinfo=UTC)
EXPORTS = ("proposals", "milestones", "statuses", "figures", "links", "findings", "documents")


@dataclass
class Files:
    """Three databases: with the report held, without it, and with it loaded for all."""

    held: Path
    without: Path
    public: Path
    report: Path

    def read(self, path: Path) -> Settings:
        return Settings(db=path, alert_channel="C0ALARM")


def load(path: Path, file: Path, how: Load) -> list[loading.LoadResult]:
    with closing(loading.store_to_fill(path, scheduler_settings(Settings(alert_channel="C0ALARM")))) as store:
        return list(loading.load_files(store, [file], how))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folders = [tmp_path_factory.mktemp(name) for name in ("held", "without", "public", "report")]
    held, without, public = (local_bot.samples(folder) for folder in folders[:3])
    report = secret.report(folders[3])
    (done,) = load(held, report, Load(BEFORE, hold=hold([CHANNEL], LIFTS, BEFORE)))
    assert (done.state, done.records["statuses"]) == ("held", 14)
    load(public, report, Load(BEFORE))
    with closing(Store(held)) as store:
        AudienceMembers(store.file).set(CHANNEL, [ANNE], BEFORE)
    return Files(held, without, public, report)


def answers(files: Files, path: Path, viewer: str | None, asked: list[str], when: datetime = TODAY) -> list[str]:
    """The whole answers, but for the time that they took."""
    with documents_of(files.read(path), viewer, when) as library:
        found = [answer_question(library, one, when) for one in asked]
    return [json.dumps({**one, "ms": 0}, ensure_ascii=False, sort_keys=True) for one in found]


# ---------------------------------------------------------------- others see nothing


@pytest.mark.slow
def test_others_are_answered_as_if_it_were_not_there(files: Files) -> None:
    """Questions of every kind, with its words, its codes and slips of the pen: the answers are the same to the letter,
    results, counts, sums, nearest, alternatives, repaired words and lines of coverage."""
    asked = list(secret.questions(times(75), seed=13))
    assert answers(files, files.held, BO, asked) == answers(files, files.without, None, asked)


@pytest.mark.slow
def test_its_audience_is_answered_as_if_it_were_loaded(files: Files) -> None:
    asked = list(secret.questions(times(40), seed=14))
    assert answers(files, files.held, ANNE, asked) == answers(files, files.public, None, asked)
    (said,) = answers(files, files.held, ANNE, ["status på ZX77"])
    assert "skimmelsvamp" in said


def test_whoever_can_read_the_file_sees_all(files: Files) -> None:
    assert "skimmelsvamp" in answers(files, files.held, None, ["status på ZX77"])[0]


@pytest.mark.slow
def test_when_it_lifts_everybody_is_answered_with_it(files: Files) -> None:
    """At that very moment, whether or not the clock has ticked."""
    asked = list(secret.questions(times(40), seed=15))
    just_before, then = LIFTS - timedelta(seconds=1), LIFTS
    assert answers(files, files.held, BO, asked, just_before) == answers(files, files.without, None, asked, just_before)
    assert answers(files, files.held, BO, asked, then) == answers(files, files.public, None, asked, then)


def exported(files: Files, path: Path, viewer: str | None, what: str) -> list[dict[str, Any]]:
    with documents_of(files.read(path), viewer, TODAY) as library:
        return [dict(one) for one in store_json.export_objects(library.store, what, "da")]


@pytest.mark.parametrize("what", EXPORTS)
def test_exports_of_others_are_as_if_it_were_not_there(files: Files, what: str) -> None:
    assert exported(files, files.held, BO, what) == exported(files, files.without, None, what)


def test_no_table_that_is_searched_has_a_word_of_it(files: Files) -> None:
    """The file itself: nothing outside the table of what is held."""
    with closing(Store(files.held)) as store, store.file.reading() as db:
        tables = [name for (name,) in db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [
            str(row) for name in tables if name not in ("held", "audit") for row in db.rows(f'SELECT * FROM "{name}"')
        ]
    told = "\n".join(rows).casefold()
    assert [word for word in (*secret.WORDS, secret.NAME) if word.casefold() in told] == []


def test_nobody_hears_of_it_before(files: Files) -> None:
    """Neither alerts nor reminders nor digests: a tick brings the same as without it."""
    put = []
    for path in (files.held, files.without):
        read = files.read(path)
        with closing(Store(path)) as store:
            done = clock.once(store, read, TODAY, lambda _: True)
            put.append([(row.post.kind, row.post.recipient, row.post.content) for row in done.queued])
    assert put[0] == put[1]
    assert "ZX77" not in str(put)


# ---------------------------------------------------------------- it lifts


@pytest.fixture
def own(files: Files, tmp_path: Path) -> Iterator[Store]:
    """A database with the report held, for one test."""
    path = local_bot.samples(tmp_path)
    load(path, files.report, Load(BEFORE, hold=hold([CHANNEL], LIFTS, BEFORE)))
    with closing(Store(path)) as store:
        yield store


def alerts(store: Store) -> list[str]:
    return [str(row.post.content) for row in Outbox(store.file).waiting() if row.post.kind == "red"]


def test_alerts_go_out_once_when_it_lifts(own: Store) -> None:
    """Whatever ticks, and however often; also after a stop between the load and the end of holding."""
    told = scheduler_settings(Settings(alert_channel="C0ALARM"))
    assert release(own, told, LIFTS - timedelta(seconds=1)) == []
    kept = Held(own.file).lifted(LIFTS)
    assert release(own, told, LIFTS) == [secret.NAME]
    assert sum("ZX77" in one or "FU01" in one for one in alerts(own)) == len(alerts(own)) == 1
    assert release(own, told, LIFTS) == []
    Held(own.file).keep(kept[0], LIFTS)  # as if the stop had come before the end of holding
    release(own, told, LIFTS)
    assert len(alerts(own)) == 1
    assert Held(own.file).lifted(LIFTS) == []


def test_a_load_for_all_does_not_release_it_by_accident(own: Store, files: Files) -> None:
    """The same file again, or another of its name, is refused: from a watched folder as from Slack."""
    (done,) = load(own.file.path, files.report, Load(TODAY))
    assert done.refused is not None
    assert done.refused.reason == "is_held"
    assert secret.NAME not in [one.name for one in own.documents()]


def test_what_everybody_has_is_not_held(files: Files) -> None:
    (done,) = load(files.public, files.report, Load(TODAY, hold=hold([CHANNEL], None, TODAY)))
    assert done.refused is not None
    assert done.refused.reason == "already_public"


def test_a_document_without_an_end_stays_with_its_audience(own: Store, files: Files) -> None:
    load(own.file.path, files.report, Load(TODAY, hold=hold([ANNE], None, TODAY)))
    assert release(own, scheduler_settings(Settings()), datetime(2099, 1, 1, tzinfo=UTC)) == []


def test_a_view_is_made_anew_when_something_is_loaded(own: Store, tmp_path: Path) -> None:
    queries = local_bot.CaseQueries(Library(own), lambda: TODAY)
    with closing(StoreViews(queries)) as views:
        held = list(Held(own.file).audiences())
        before = len(views.queries(held).library.store.documents())
        more = tmp_path / "nyt-brev.txt"
        letter = (local_bot.ROOT / "samples" / "budgetmateriale-2026-2029.txt").read_text("utf-8")
        more.write_text(letter + "\nEn linje mere.\n", "utf-8")
        load(own.file.path, more, Load(TODAY))
        assert len(views.queries(held).library.store.documents()) == before + 1


# ---------------------------------------------------------------- on the command line


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.slow
def test_it_is_held_and_asked_for_on_the_command_line(files: Files, tmp_path: Path) -> None:
    db = str(local_bot.samples(tmp_path))
    # An export is as of the real clock: the embargo ends when nobody runs this test any more.
    said = run("load", str(files.report), "--db", db, "--audience", ANNE, "--embargo", "2099-12-01T08:00")
    assert "tilbageholdt" in said
    ask = ("ask", "status på ZX77", "--db", db, "--now", "2026-11-20")
    assert "skimmelsvamp" in run(*ask, "--as", ANNE)
    assert "skimmelsvamp" in run(*ask)
    assert "skimmelsvamp" not in run(*ask, "--as", BO)
    assert "skimmelsvamp" in run("ask", "status på ZX77", "--db", db, "--now", "2099-12-02", "--as", BO)
    assert "ZX77" not in run("export", "statuses", "--db", db, "--as", BO)
    assert "ZX77" in run("export", "statuses", "--db", db, "--as", ANNE)
    assert json.loads(run("tick", "--now", "2099-12-01T09:00", "--db", db, "--as", BO, "--json"))["queued"] == []
    assert "ZX77" in run("export", "statuses", "--db", db, "--as", BO)  # that tick has released it


def test_an_audience_is_ids(files: Files, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["load", str(files.report), "--db", str(tmp_path / "x.db"), "--audience", "#ledelse"]
    )
    assert done.exit_code == 2


# ---------------------------------------------------------------- in Slack

CHEF, LEAD, ECONOMIST = "Kontorchef", "Projektleder", "Økonom"


@pytest.fixture
def town(files: Files, tmp_path: Path) -> Iterator[LocalBot]:
    """The report is for the channel #ledelse, where the project lead is not."""
    path = local_bot.samples(tmp_path)
    load(path, files.report, Load(BEFORE, hold=hold(["C0LEDELSE"], LIFTS, BEFORE)))
    with local_bot.town(path, "http") as made:
        made.slack.workspace.conversation("#ledelse").members.remove(made.slack.workspace.person(LEAD).id)
        yield made


def secretly(message: Message) -> bool:
    return "skimmelsvamp" in text_of(message) or "Zebravejs" in text_of(message)


ZX77 = "status på ZX77"


def test_a_member_sees_it_alone_and_nobody_else_does(town: LocalBot) -> None:
    """Privately, wherever it was asked; in the open only in its own channel."""
    assert secretly(town.ask(CHEF, f"/sag {ZX77}"))
    assert not secretly(town.ask(LEAD, f"/sag {ZX77}"))
    town.clear()
    town.slack.post_as(CHEF, "#besparelser", f"@sagsbot {ZX77}")
    assert not secretly(town.says("#besparelser", LEAD, "ZX77"))
    town.slack.post_as(CHEF, "#ledelse", f"@sagsbot {ZX77}")
    assert secretly(town.says("#ledelse", CHEF, "ZX77"))


def test_sharing_shows_what_the_channel_may_see(town: LocalBot) -> None:
    """Its member sees it on a card; shared, the card is asked anew for all who look."""
    card = town.ask(CHEF, f"/sag {ZX77}")
    town.press(CHEF, card, ids.SHARE)
    assert not secretly(town.says("#besparelser", LEAD, "Delt af"))


def test_buttons_show_what_who_presses_may_see(town: LocalBot) -> None:
    """The source and the whole answer of a card in the open are those of the open card."""
    card = town.ask(CHEF, f"/sag {ZX77}")
    town.press(CHEF, card, ids.SOURCE)
    modal = town.in_modal(CHEF, secret.NAME)
    assert "Zebravejs" in text_of(modal)
    town.press(CHEF, modal, ids.MORE_SOURCE)
    assert "skimmelsvamp" in text_of(town.slack.modal(CHEF))


def test_one_who_has_left_the_channel_sees_it_no_longer(town: LocalBot) -> None:
    assert secretly(town.ask(ECONOMIST, f"/sag {ZX77}"))
    channel = town.slack.workspace.conversation("#ledelse")
    channel.members.remove(town.slack.workspace.person(ECONOMIST).id)
    town.now = TODAY + timedelta(minutes=6)
    assert not secretly(town.ask(ECONOMIST, f"/sag {ZX77}"))


def test_a_conversation_remembers_nothing_for_who_may_not_see_it(town: LocalBot) -> None:
    """A follow-up is answered with what whoever asks may see then: of one who has left, and of one who writes in a
    thread in which its reader has asked."""
    town.slack.post_as(ECONOMIST, "@bot", ZX77)
    assert secretly(town.says("@bot", ECONOMIST, "ZX77"))
    town.slack.workspace.conversation("#ledelse").members.remove(town.slack.workspace.person(ECONOMIST).id)
    town.now = TODAY + timedelta(minutes=6)
    town.slack.post_as(ECONOMIST, "@bot", "hvad koster den?")
    town.settle()
    assert not secretly(town.heard("@bot", ECONOMIST)[-1])
    assert "7.777" not in text_of(town.heard("@bot", ECONOMIST)[-1])
    root = town.slack.post_as(CHEF, "#besparelser", f"@sagsbot {ZX77}")
    town.says("#besparelser", LEAD, "ZX77")
    for person in (LEAD, CHEF):
        town.slack.post_as(person, "#besparelser", "@sagsbot hvad koster den?", root.ts)
        town.settle()
    said = town.heard("#besparelser", LEAD)
    assert len(said) == 3
    assert not any(secretly(one) or "7.777" in text_of(one) for one in said)


def test_where_slack_does_not_say_who_is_in_nobody_is(town: LocalBot) -> None:
    town.slack.workspace.conversation("#ledelse").members.clear()
    assert not secretly(town.ask(CHEF, f"/sag {ZX77}"))


@pytest.mark.parametrize("granted", [True, False])
def test_a_user_group_is_an_audience_where_the_app_may_see_who_is_in_it(
    files: Files, tmp_path: Path, granted: bool
) -> None:
    path = local_bot.samples(tmp_path)
    load(path, files.report, Load(BEFORE, hold=hold(["S0LEDERE"], LIFTS, BEFORE)))
    with local_bot.town(path, "http") as town:
        town.slack.workspace.groups["S0LEDERE"] = [town.slack.workspace.person(CHEF).id]
        if not granted:
            town.slack.app.scopes.discard("usergroups:read")
        assert secretly(town.ask(CHEF, f"/sag {ZX77}")) is granted
        assert not secretly(town.ask(LEAD, f"/sag {ZX77}"))


def test_the_home_tab_and_the_digest_have_nothing_of_it(town: LocalBot) -> None:
    """Also of its members: what is told by itself is what everybody has."""
    for person in (CHEF, LEAD):
        town.slack.open_home(person)
        town.settle()
        assert not secretly(town.ask(person, "/sag digest"))
    homes = json.dumps([view.content for view in town.slack.workspace.homes.values()], ensure_ascii=False)
    assert "ZX77" not in homes


def test_everybody_sees_it_from_its_moment_on(town: LocalBot) -> None:
    town.now = LIFTS.astimezone(COPENHAGEN)
    assert secretly(town.ask(LEAD, f"/sag {ZX77}"))
