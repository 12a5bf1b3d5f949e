"""Several tenants in one process, each with its own Slack: nothing of one is ever in another's, nor stops another."""

import json
import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from bot.export.answer_json import answer_question
from bot.ingest.loading import Load, load_files, store_to_fill
from bot.serve import CONNECTIONS
from bot.settings import of_tenant
from index.db.engine import Address, ServerAddress
from index.db.opening import open_database
from index.search.search_facade import Library
from index.state.outbox import Outbox, Post
from index.store.store import Store
from sandbox import LocalSlack
from sandbox.app import Installation
from sandbox.state import Message
from tests.bot import engines
from tests.deploy.test_procfile import free_port
from tests.index.test_tenants import plain
from tests.processes import SAGSBOT, Child, Start, run
from tests.soak import SEED, times
from tests.waiting import CEILING_S, PATIENT, until

pytestmark = pytest.mark.slow

PERSON, CHANNEL = "Kontorchef", "#besparelser"
# What each has loaded, a question about it, and words of the answer that stand in nothing of the other's.
REPORTS = {"odense": "status-december-2025.txt", "aarhus": "investeringsforslag-2025.txt"}
QUESTIONS = {"odense": "status på VH04", "aarhus": "vis IF01"}
WORDS = {"odense": "Engvej", "aarhus": "investeringsforslag-2025"}
PART = """
[tenants.{name}]
slack_api_url = "{url}"
alert_channel = "{channel}"
slack_bot_token_env = "{variable}_BOT_TOKEN"
slack_app_token_file = "{name}_app"
slack_signing_secret_file = "{name}_secret"
"""


def installed(name: str) -> Installation:
    return Installation(
        user=f"U0BOT{name.upper()}",
        bot_token=f"xoxb-canary-{name}",
        app_token=f"xapp-canary-{name}",
        signing_secret=f"canary-secret-{name}",
    )


@dataclass
class Town:
    """Two tenants, with a Slack each, and a process for both."""

    folder: Path
    address: Address
    slacks: dict[str, LocalSlack]
    start: Start
    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        there = self.address
        where = {"SAGSBOT_DATABASE_URL": there.url} if isinstance(there, ServerAddress) else {"SAGSBOT_DB": str(there)}
        tokens = {f"{name.upper()}_BOT_TOKEN": slack.app.bot_token for name, slack in self.slacks.items()}
        return {**os.environ, **where, **tokens, "SAGSBOT_SETTINGS": "s.toml", "SAGSBOT_LANGUAGE": "en"}

    def write(self) -> None:
        parts = []
        for name, slack in self.slacks.items():
            (self.folder / f"{name}_app").write_text(slack.app.app_token, encoding="utf-8")
            (self.folder / f"{name}_secret").write_text(slack.app.signing_secret, encoding="utf-8")
            channel, variable = slack.channel(CHANNEL), name.upper()
            parts.append(PART.format(name=name, url=slack.api_url, channel=channel, variable=variable))
        (self.folder / "s.toml").write_text("".join(parts), encoding="utf-8")

    def fill(self) -> None:
        for name, report in REPORTS.items():
            with closing(store_to_fill(self.of(name))) as store:
                loaded = [*load_files(store, [engines.SAMPLES / report], Load(engines.NOW, baseline=True, workers=1))]
            assert [one.state for one in loaded] == ["loaded"], loaded

    def of(self, name: str) -> Address:
        return of_tenant(self.address, name)

    def serve(self, *options: str) -> Child:
        self.port = free_port()
        child = self.start(*SAGSBOT, "serve", *options, "--port", str(self.port), env=self.environment, cwd=self.folder)
        child.line(f"port {self.port}", "stderr")
        return child

    def serve_all(self) -> Child:
        child = self.serve("--socket-mode")
        for slack in self.slacks.values():
            connected(slack)
        return child

    def told(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=CEILING_S)
        with closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def problems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = json.loads(self.told("/healthz")[1])["tenants"]
        return found


def connected(slack: LocalSlack) -> None:
    slack.wait_until(lambda: len(slack.backend.sockets.connections) == CONNECTIONS)


@pytest.fixture
def town(tmp_path: Path, start: Start) -> Iterator[Town]:
    with ExitStack() as running:
        slacks = {name: running.enter_context(LocalSlack(app=installed(name), patience=PATIENT)) for name in REPORTS}
        made = Town(tmp_path, tmp_path / "sager.db", slacks, start)
        made.write()
        yield made


def ask(slack: LocalSlack, question: str) -> str:
    """What is said to a question that is asked in the open."""
    asked = slack.post_as(PERSON, CHANNEL, f"@sagsbot {question}")

    def said() -> list[Message]:
        there = [one for one in slack.messages(CHANNEL, PERSON) if one.author == slack.app.user]
        return [one for one in there if one.body.get("thread_ts") == asked.ts]

    until(said, f"the answer to {question}")
    slack.settle()
    (answer,) = said()
    return json.dumps(answer.body, ensure_ascii=False)


def asked_everywhere(town: Town) -> None:
    """Each is asked about its own and about the other's documents; only the first is answered from them."""
    for name, slack in town.slacks.items():
        (other,) = {*town.slacks} - {name}
        assert WORDS[name] in ask(slack, QUESTIONS[name])
        ask(slack, QUESTIONS[other])
        everywhere = slack.workspace.conversations.values()
        assert WORDS[other] not in json.dumps([one.body for each in everywhere for one in each.messages])


@pytest.fixture(params=["file", "server"])
def filled(request: pytest.FixtureRequest, town: Town) -> Town:
    if request.param == "server":
        server = request.getfixturevalue("server")
        town.address = plain(server, f"test_{abs(hash(request.node.nodeid))}")
    town.fill()
    return town


def test_each_is_answered_from_its_own_documents_in_its_own_slack(filled: Town) -> None:
    """On both engines; posts of the clock as well, and no secret is in a database or in the log."""
    child = filled.serve_all()
    asked_everywhere(filled)
    for name in filled.slacks:
        told = {"about": "refused", "error": "is_archived", "recipient": f"C0GONE{name.upper()}"}
        with closing(open_database(filled.of(name))) as file:
            Outbox(file).add(Post(f"post:{name}", "notice", filled.slacks[name].channel("#alment"), told), _now())
    child.signal(signal.SIGTERM)
    assert child.ended() == 0
    child = filled.serve_all()  # the clock ticks when it begins
    for name, slack in filled.slacks.items():
        slack.wait_until(lambda slack=slack: any(one.metadata for one in slack.messages("#alment", PERSON)))
        said = json.dumps([one.body for one in slack.messages("#alment", PERSON)])
        assert [f"C0GONE{one.upper()}" in said for one in filled.slacks] == [one == name for one in filled.slacks]
    until(lambda: [*filled.problems().values()] == [[], []], "all is well")
    assert "canary" not in kept(filled) + child.stderr + filled.told("/metrics")[1]


def _now() -> datetime:
    return datetime.now(UTC)


def kept(town: Town) -> str:
    """Everything in the databases, as text."""
    if isinstance(town.address, Path):
        files = [path for path in town.folder.iterdir() if path.name.startswith(town.address.stem)]
        assert len([path for path in files if path.suffix == ".db"]) == len(town.slacks)
        return "".join(path.read_bytes().decode("latin-1") for path in files)
    found = []
    for name in town.slacks:
        with closing(open_database(town.of(name))) as file:
            names = file.reader().rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            found += [str(file.reader().rows(f'SELECT * FROM "{table}"')) for (table,) in names]
    assert WORDS["odense"] in "".join(found)
    return "".join(found)


def test_where_one_slack_goes_away_the_other_is_answered_and_it_comes_back(town: Town) -> None:
    """It is said whom nobody hears; whoever restarts what is ill would stop the others, so the process is well."""
    town.fill()
    child = town.serve_all()
    gone = town.slacks["aarhus"]
    port = gone.server.port
    gone.stop()
    until(lambda: "not_connected" in town.problems()["aarhus"], "that it is away is said")
    child.line(r"^\[aarhus\] .*Failed to check the current session", "stderr")
    assert WORDS["odense"] in ask(town.slacks["odense"], QUESTIONS["odense"])
    assert [town.told(path)[0] for path in ("/healthz", "/healthz/odense", "/healthz/aarhus")] == [200, 200, 503]
    assert town.told("/healthz/elsewhere")[0] == 404
    numbers = town.told("/metrics")[1].splitlines()
    assert 'sagsbot_problem{kind="not_connected",tenant="aarhus"} 1.0' in numbers
    assert 'sagsbot_problem{kind="not_connected",tenant="odense"} 0.0' in numbers
    assert 'sagsbot_documents{tenant="odense"} 1.0' in numbers
    assert len([one for one in numbers if one.startswith("# TYPE sagsbot_documents ")]) == 1
    with LocalSlack(port, installed("aarhus"), patience=PATIENT) as back:
        town.slacks["aarhus"] = back
        connected(back)
        asked_everywhere(town)
        assert "[odense] " not in child.stderr


def test_one_that_cannot_start_is_tried_again(town: Town) -> None:
    """Its token is refused, and its Slack gives in later; meanwhile the other is answered."""
    town.fill()
    town.slacks["aarhus"].fault("auth.test", "error", error="invalid_auth")
    child = town.serve_all()
    assert "[aarhus]" in child.line("It does not run.*invalid_auth", "stderr")
    asked_everywhere(town)


def test_a_database_that_is_damaged_stops_one_alone(town: Town) -> None:
    town.fill()
    broken = town.of("aarhus")
    assert isinstance(broken, Path)
    broken.write_bytes(b"no database at all" * 100)
    child = town.serve("--socket-mode")
    connected(town.slacks["odense"])
    assert WORDS["odense"] in ask(town.slacks["odense"], QUESTIONS["odense"])
    assert "[aarhus]" in child.line("It does not run: not_a_database", "stderr")
    assert town.problems()["aarhus"] == ["not_running"]
    assert 'sagsbot_healthy{tenant="aarhus"} 0.0' in town.told("/metrics")[1].splitlines()


def test_a_role_that_sees_all_serves_none_of_several(town: Town, address: ServerAddress) -> None:
    """Also while no tenant has begun: in an empty database whoever came first would have."""
    import psycopg

    town.address = address
    child = town.serve("--socket-mode")
    assert "sees_all" in child.line(r"\[\w+\].*It does not run", "stderr")
    assert "sees_all" in child.line(r"\[\w+\].*It does not run", "stderr")
    assert {*map(tuple, town.problems().values())} == {("not_running",)}
    assert town.told("/healthz")[0] == 503
    report, odense = engines.SAMPLES / REPORTS["odense"], {**town.environment, "SAGSBOT_TENANT": "odense"}
    done = run(*SAGSBOT, "load", report, env=odense, cwd=town.folder)
    assert (done.returncode, "superuser" in done.stderr) == (1, True)
    with closing(psycopg.connect(address.url)) as db:
        assert db.execute("SELECT relname FROM pg_class WHERE relname LIKE 'sagsbot%'").fetchall() == []


def test_over_http_each_has_an_address_of_its_own(town: Town) -> None:
    """What one workspace signs opens no other's."""
    town.fill()
    child = town.serve()
    for _ in town.slacks:
        child.line("is connected", "stderr")
    for name, slack in town.slacks.items():
        slack.deliver_to(f"http://127.0.0.1:{town.port}/slack/events/{name}")
        assert slack.verify()
    asked_everywhere(town)
    for path in ("/slack/events/odense", "/slack/events", "/slack/events/elsewhere"):
        town.slacks["aarhus"].deliver_to(f"http://127.0.0.1:{town.port}{path}")
        assert not town.slacks["aarhus"].verify()


def test_one_process_is_the_clock_of_each(town: Town) -> None:
    town.fill()
    for name, slack in town.slacks.items():
        told = {"about": "refused", "error": "is_archived", "recipient": f"C0GONE{name.upper()}"}
        with closing(Store(town.of(name))) as store:
            Outbox(store.file).add(Post(f"post:{name}", "notice", slack.channel("#alment"), told), _now())
    child = town.start(*SAGSBOT, "clock", env=town.environment, cwd=town.folder)
    for slack in town.slacks.values():
        slack.wait_until(lambda slack=slack: any(one.metadata for one in slack.messages("#alment", PERSON)))
    child.signal(signal.SIGTERM)
    assert child.ended() == 0


def test_what_was_asked_of_each_survives_the_death_of_the_program(town: Town) -> None:
    """Killed when it had acknowledged and could not yet answer: each is answered after the next start, once."""
    town.fill()
    child = town.serve_all()
    for name, slack in town.slacks.items():
        slack.fault("response_url", "hang", seconds=20)
        assert slack.slash_as(PERSON, CHANNEL, f"/sag {QUESTIONS[name]}").status == "acknowledged"
        slack.wait_until(lambda slack=slack: not slack.state()["faults"])
    child.kill()
    town.serve_all()

    def private(slack: LocalSlack) -> list[Message]:
        return [one for one in slack.messages(CHANNEL, PERSON) if one.only_for]

    for name, slack in town.slacks.items():
        until(lambda slack=slack: private(slack), "the answer")
        (said,) = private(slack)
        assert WORDS[name] in json.dumps(said.body)


# ---------------------------------------------------------------- what the answers of a process have in common

NAMES = """Kommune;Type;Navn;Forkortelser
Vejle;Udvalg;Teknik- og Miljøudvalget;TMU, TMV
Vejle;Enhed;Jobcenter Engvej;JCV
"""
LIST = """Forslag til budget 2027, Vejle Kommune
Kode;Forslag;Besparelse 1.000 kr.;Udvalg;Ansvarlig
VH04;Færre biler i hjemmeplejen;300;TMU;JCV
A2;Fælles indkøb af møbler;450;Teknik & Miljøudvalget;Økonomi
"""
OWN = [
    "forslag fra TMU",
    "hvad har JCV ansvaret for",
    "forslag fra Teknik- og Miljøudvalget",
    "status på VH04",
    "vis IF01",
]
ASKED = [*OWN, *engines.ASKED, *engines.OVERALL]


@pytest.fixture
def addresses(tmp_path: Path) -> dict[str, Path]:
    """Three tenants, of which one has given names of its own."""
    found = {name: tmp_path / f"{name}.db" for name in (*REPORTS, "vejle")}
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    for name, path in found.items():
        given = tmp_path / "list.csv" if name == "vejle" else engines.SAMPLES / REPORTS[name]
        assert run(*SAGSBOT, "load", given, "--baseline", "--db", path, env=clean()).returncode == 0
    assert run(*SAGSBOT, "names", "import", tmp_path / "names.csv", "--db", found["vejle"], env=clean()).returncode == 0
    return found


def clean() -> dict[str, str]:
    return {**os.environ, "SAGSBOT_LANGUAGE": "da"}


def alone(path: Path, questions: set[str]) -> dict[str, str]:
    """The answers of a process that knows nothing else, as JSON without the time that they took."""
    asked = "\n".join(sorted(questions))
    options = ("--batch", "-", "--json", "--now", engines.NOW.isoformat(), "--db", path)
    done = run(*SAGSBOT, "ask", *options, env=clean(), typed=asked)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {one["question"]: as_text(one) for one in told}


def as_text(answer: dict[str, object]) -> str:
    return json.dumps({**answer, "ms": None}, sort_keys=True)


@pytest.mark.soak
def test_answers_beside_other_tenants_are_those_alone(addresses: dict[str, Path]) -> None:
    """To the last byte, in any order and while the others are asked: what a process keeps between questions is of no
    tenant."""
    dice = random.Random(SEED)
    orders = {name: [dice.choice(ASKED) for _ in range(times(50))] for name in addresses}

    def answered(name: str) -> list[tuple[str, str]]:
        with closing(Store(addresses[name])) as store:
            library = Library(store)
            return [(text, as_text(answer_question(library, text, engines.NOW))) for text in orders[name]]

    with ThreadPoolExecutor(len(addresses)) as threads:
        found = dict(zip(addresses, threads.map(answered, addresses), strict=True))
    expected = {name: alone(path, {*orders[name], *OWN}) for name, path in addresses.items()}
    assert len({of["status på VH04"] for of in expected.values()}) == len(addresses)
    for name, answers in found.items():
        assert [text for text, answer in answers if answer != expected[name][text]] == []
