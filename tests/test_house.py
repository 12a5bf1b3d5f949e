"""How the house stands: what may import what, where each library lives, and how large a piece may grow."""

import ast
import gc
import re
import sys
import tokenize
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from itertools import chain
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

from bot.cli import main
from index.store.store import Store
from tests import processes

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("records", "filters", "loaders", "index", "questions", "answers", "templates", "scheduler", "sandbox", "bot")
FILES = tuple(sorted(chain.from_iterable((ROOT / folder).rglob("*.py") for folder in FOLDERS)))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def module(path: Path) -> str:
    """The name under which the file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in FILES}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


@pytest.fixture(scope="module", autouse=True)
def trees_are_let_go() -> Iterator[None]:
    """They are a million objects, which the garbage collector would look through again and again while they are made,
    and in all tests to come."""
    gc.disable()
    yield
    tree.cache_clear()
    nodes.cache_clear()
    gc.enable()


@cache
def imported(path: Path) -> frozenset[str]:
    """Full names of all that a file imports, wherever in the file: `from a import b` is `a.b` when that is a module."""
    return frozenset(chain.from_iterable(_names(node, path) for node in nodes(path)))


def _names(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{place(path, node)} imports relatively; full names keep the arrows readable"
        below = {alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        yield from (full if full in MODULES else str(node.module) for full in below.values())


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def users(library: str) -> set[str]:
    """The files that import `library` or anything below it."""
    return {
        str(path.relative_to(ROOT))
        for path in FILES
        if any(name == library or name.startswith(library + ".") for name in imported(path))
    }


def drawn() -> dict[str, set[str]]:
    """The arrows of the table in docs/design.md: folder → the folders that it may import."""
    text = (ROOT / "docs/design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/` \|.*\|.*\|(.*)\|$", text, re.MULTILINE)
    return {name: set(FOLDERS) if "everything" in may else set(re.findall(r"`(\w+)`", may)) for name, may in rows}


def test_the_design_names_every_folder() -> None:
    """A folder that the table in docs/design.md does not name has no rule to keep."""
    assert set(drawn()) == set(FOLDERS)


def test_imports_follow_the_arrows() -> None:
    """A folder imports only what the table in docs/design.md allows it."""
    allowed = {folder: may | {folder} for folder, may in drawn().items()}
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in FILES
        for name in imported(path)
        if name.split(".")[0] in FOLDERS and name.split(".")[0] not in allowed[path.relative_to(ROOT).parts[0]]
    }
    assert not wrong


SLACKS_OWN = re.compile(r"\b(block_id|action_id|callback_id|mrkdwn|plain_text|rich_text)\b")


def test_the_scheduler_knows_no_form_of_slacks() -> None:
    """What it says is laid out in `templates`, and reaches Slack through `bot`."""
    named = [
        path for path in FILES if path.is_relative_to(ROOT / "scheduler") and SLACKS_OWN.search(path.read_text("utf-8"))
    ]
    assert not named


def test_nothing_imports_bot() -> None:
    """`bot` wires the rest together, so nothing else knows of it."""
    assert all(name.startswith("bot/") for name in users("bot"))


def test_modules_import_each_other_without_cycles() -> None:
    """No module needs itself, by whatever detour, imports inside functions counted."""
    needs = {name: {used for used in imported(path) if used in MODULES} for name, path in MODULES.items()}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("library", ["pdfplumber", "pypdfium2", "rank_bm25", "jinja2", "apscheduler", "PIL", "msgpack"])
def test_a_library_has_one_home(library: str) -> None:
    """Replacing a library is a change in one file."""
    assert len(users(library)) <= 1, users(library)


@pytest.mark.parametrize(
    ("library", "home"),
    [
        ("sqlite_utils", "index/db/"),
        ("sqlite3", "index/db/"),
        ("psycopg", "index/db/"),
        ("slack_bolt", "bot/"),
        ("slack_sdk", "bot/"),
    ],
)
def test_a_library_stays_in_its_folder(library: str, home: str) -> None:
    """The engines are known to `index/db` only, Slack to `bot` only."""
    assert all(name.startswith(home) for name in users(library)), users(library)


# What SQLite has and another engine has not, or means otherwise (LIKE and the case of letters).
DIALECT = re.compile(
    r"INSERT OR |\bjson_\w+\(|\b(?:julianday|strftime|iif|instr|char|group_concat|ifnull)\("
    r"|\b(?:LIKE|GLOB|PRAGMA|COLLATE)\b|\browid\b|\bIS (?:NOT )?(?!NULL|NOT|DISTINCT)[:\w]"
)


def test_sql_is_of_no_one_engine() -> None:
    """Every statement outside index/db/ means the same on all engines, so that nothing asks which one it is."""
    found = [
        f"{place(path, node)}: {node.value.strip()[:60]}"
        for path in FILES
        if path.is_relative_to(ROOT / "index") and not path.is_relative_to(ROOT / "index/db")
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and DIALECT.search(node.value)
    ]
    assert not found


def test_what_is_inserted_names_its_columns() -> None:
    """Their order is the migrations' own, and a table of a server has one more: whose a row is."""
    found = [
        f"{place(path, node)}: {node.value.strip()[:60]}"
        for path in FILES
        if path.is_relative_to(ROOT / "index") and not path.is_relative_to(ROOT / "index/db/migrations")
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.search(r"\bINSERT\s+INTO\s+\S+\s+(?!\()\S", node.value)
    ]
    assert not found


QUIET = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def watch(event, args):
    if event in {"socket.connect", "socket.bind", "sqlite3.connect", "subprocess.Popen", "_thread.start_new_thread"}:
        heard.append(f"{event} {args}")
    if event == "open" and isinstance(args[2], int) and args[2] & WRITING:
        heard.append(f"{event} {args}")
heard = []
sys.addaudithook(watch)
import importlib
for name in sys.argv[1:]:
    importlib.import_module(name)
sys.exit("\\n".join(heard) or 0)
"""


def run(program: str, *arguments: str) -> CompletedProcess[str]:
    return processes.run(sys.executable, "-B", "-c", program, *arguments)


@pytest.mark.slow
def test_importing_does_nothing() -> None:
    """Importing every module opens no socket and no database, writes no file, starts no thread and prints nothing."""
    done = run(QUIET, *(name for name in MODULES if not name.endswith("__main__")))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


HEAVY = ("pdfplumber", "pdfminer", "pypdfium2", "slack_bolt", "apscheduler", "wordfreq", "rank_bm25", "PIL")
# What no question needs, though other commands do.
NOT_FOR_A_QUESTION = ("loaders.kinds", "loaders.files", "scheduler", "wordfreq", "langcodes", "PIL", "slack_bolt")


@pytest.mark.slow
def test_the_command_line_starts_light() -> None:
    """What only one command needs is imported when that command runs, so that `sagsbot --help` is there at once."""
    done = run("import sys, bot.cli; print(*set(sys.argv[1:]) & set(sys.modules))", *HEAVY)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [], "")


@pytest.mark.slow
def test_a_question_imports_no_reader_and_no_clock(tmp_path: Path) -> None:
    """The first answer of a process waits for nothing that only loading, posting or drawing needs."""
    database = tmp_path / "sagsbot.db"
    Store(database).close()
    program = "import sys; from bot.cli import main; main(sys.argv[1:3] + ['--db', sys.argv[3]], standalone_mode=False)"
    program += "; print(); print('imported', *set(sys.argv[4:]) & set(sys.modules))"
    done = run(program, "ask", "robotter under 1 mio. kr.", str(database), *NOT_FOR_A_QUESTION)
    assert (done.returncode, done.stdout.splitlines()[-1].split(), done.stderr) == (0, ["imported"], "")


SAID_IN = {"Finding": "findings", "Refused": "refused", "Note": "notes", "Fact": "facts", "Unusable": "database"}


def said() -> Iterator[tuple[str, str, str]]:
    """(section of the catalogue, key, place) of every value that is made with a key written out."""
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAID_IN and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield SAID_IN[node.func.id], str(key.value), place(path, node)


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_said_has_its_sentence(language: str) -> None:
    """A finding, a refusal, a note or a fact has a sentence in both languages the moment that code can return it."""
    catalogue = tomllib.loads((ROOT / f"templates/words/{language}.toml").read_text(encoding="utf-8"))
    assert not [(section, key, at) for section, key, at in said() if key not in catalogue[section]]


def functions() -> Iterator[tuple[str, int]]:
    """Every function's place and its lines, first to last."""
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, FUNCTIONS):
                yield f"{place(path, node)} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    """No function has more than 50 lines."""
    assert not [(name, lines) for name, lines in functions() if lines > 50]


def code_lines(path: Path) -> int:
    """Lines that are neither empty nor only a comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(1 for line in lines if line.strip() and not line.lstrip().startswith("#"))


def test_files_are_short() -> None:
    """A file that grows beyond 300 lines of code is two files."""
    assert not [(str(path.relative_to(ROOT)), code_lines(path)) for path in FILES if code_lines(path) > 300]


def broad(path: Path) -> Iterator[ast.ExceptHandler]:
    """The handlers that catch everything."""
    for node in nodes(path):
        caught = node.type if isinstance(node, ast.ExceptHandler) else ast.Pass()
        names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
        if any(
            name is None or (isinstance(name, ast.Name) and name.id in ("Exception", "BaseException")) for name in names
        ):
            assert isinstance(node, ast.ExceptHandler)
            yield node


def undoes(handler: ast.ExceptHandler) -> bool:
    """A handler that ends by raising the same error again hides nothing."""
    return isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None


def reason(path: Path, line: int) -> str:
    """What the comment on a line says beside its `noqa`."""
    with tokenize.open(path) as file:
        comments = [
            t.string
            for t in tokenize.generate_tokens(file.readline)
            if t.type == tokenize.COMMENT and t.start[0] == line
        ]
    return re.sub(r"#|noqa(: *[A-Z]+\d+(, *[A-Z]+\d+)*)?", "", " ".join(comments)).strip()


def test_errors_are_caught_by_name() -> None:
    """At most two handlers catch everything, and each says why on its line."""
    found = {(path, handler.lineno) for path in FILES for handler in broad(path) if not undoes(handler)}
    assert len(found) <= 2, found
    assert all(reason(path, line) for path, line in found), found


SDK_CLIENTS = ("WebClient", "WebhookClient")


def test_no_client_of_slacks_repeats_a_call_by_itself() -> None:
    """After a broken connection Slack may have the message: the SDK's clients of their own accord send it again."""
    made = [(path, call) for path in FILES for node in nodes(path) for call in _made_clients(node)]
    assert len(made) >= 5
    assert [place(path, call) for path, call in made if "retry_handlers=[]" not in ast.unparse(call)] == []


def _made_clients(node: ast.AST) -> Iterator[ast.Call]:
    """Where a client of the SDK is made, or a class of ours makes what it is of."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SDK_CLIENTS:
        yield node
    if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {*SDK_CLIENTS}:
        calls = (one for one in ast.walk(node) if isinstance(one, ast.Call))
        yield from (one for one in calls if ast.unparse(one.func) == "super().__init__")


def test_the_ids_of_buttons_stand_in_one_file() -> None:
    """A card in Slack keeps them for years: none is made up where it is used."""
    found = [
        path.name
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"\b(Button|Menu)\(\s*f?\"(?!\{ids\.)", path.read_text("utf-8"))
    ]
    assert found == []


TESTS = tuple(sorted((ROOT / "tests").rglob("*.py")))
# What a test may not use, and what stands for it: (pattern, the files that may, the reason).
UNBOUNDED = (
    (
        r"\bimport subprocess|\bos\.fork\b",
        "processes.py fork_server.py watcher.py",
        "tests.processes ends what it has started",
    ),
    (
        r"\bLocalSlack\((?!.*patience)",
        "test_house.py",
        "Slack's three seconds are an assertion on speed: patience=PATIENT",
    ),
    (r"\btime\.(sleep|perf_counter)\(", "waiting.py", "tests.waiting waits for a condition"),
    (r"\bdeadline=", "conftest.py", "the profile of Hypothesis has none"),
    (
        r"\.(messages|modals|homes|prompts)\.clear\(",
        "sandbox_bot.py",
        "forget() leaves nothing for the next test to meet",
    ),
    (
        r"until\(lambda: [^=<>]* is not None\)",
        "waiting.py",
        "an earlier state is something too: wait for what it shows",
    ),
)


@pytest.mark.parametrize(("pattern", "home", "instead"), UNBOUNDED)
def test_every_test_ends_and_none_asserts_speed(pattern: str, home: str, instead: str) -> None:
    """Processes, waiting and limits of time have one home each."""
    used = [
        path.name for path in TESTS if path.name not in home.split() and re.search(pattern, path.read_text("utf-8"))
    ]
    assert not used, instead


# What a registry calls by name is called the same in each of its modules.
REGISTERED = {"load", "recognises", "answer", "register", "card", "posts"}


def defined(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[str, Path, ast.AST]]:
    """The names at the top of modules that others may use."""
    for path in FILES:
        for node in tree(path).body:
            if isinstance(node, kind):
                name = str(getattr(node, "name", ""))
                if not name.startswith("_"):
                    yield name, path, node


def is_command(node: ast.AST) -> bool:
    """Whether it is one of `sagsbot`: those are called as they are typed."""
    return any(ast.unparse(one).startswith("click.") for one in getattr(node, "decorator_list", ()))


def test_a_class_name_stands_for_one_thing() -> None:
    """Two classes of one name are confused by whoever reads them, wherever they are."""
    places = defaultdict[str, list[str]](list)
    for name, path, node in defined(ast.ClassDef):
        places[name].append(place(path, node))
    assert not {name: found for name, found in places.items() if len(found) > 1}


def test_a_public_function_name_stands_in_one_package() -> None:
    """The same of functions that different packages show, but for what a registry or the command line calls."""
    packages = defaultdict[str, set[str]](set)
    for name, path, node in defined(FUNCTIONS):
        if name not in REGISTERED and not is_command(node):
            packages[name].add(path.relative_to(ROOT).parts[0])
    assert not {name: found for name, found in packages.items() if len(found) > 1}


# What a registry names has no caller that it could join.
NAMED = (
    "bot/cli/",
    "bot/handlers/",
    "answers/intents/",
    "scheduler/posts/",
    "loaders/files/child.py",
    "bot/__main__.py",
)


def test_a_small_file_has_several_callers() -> None:
    """One of fewer than 30 lines that only one file beside it imports is a part of that file."""
    callers = defaultdict[str, set[Path]](set)
    for path in FILES:
        for name in imported(path):
            callers[name].add(path)
    alone = []
    for name, path in MODULES.items():
        lines = len(path.read_text("utf-8").splitlines())
        if lines < 30 and path.name != "__init__.py" and not str(path.relative_to(ROOT)).startswith(NAMED):
            beside = [one for one in callers[name] if one.parent == path.parent and one.name != "__init__.py"]
            alone += [name] if len(callers[name]) < 2 and beside else []
    assert not alone


def test_few_files_lie_flat() -> None:
    """A folder with more files than can be seen at once is several folders."""
    for folder, most in (("bot", 16), ("tests", 20)):
        assert len(list((ROOT / folder).glob("*.py"))) <= most, folder


SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR \w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b", re.DOTALL
)


def test_sql_stands_in_index_alone() -> None:
    """Another engine is a change in one folder."""
    found = [
        place(path, node)
        for path in FILES
        if path.relative_to(ROOT).parts[0] != "index"
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert found == []


# What belongs to a connection of the driver; all else asks a Reader or a Writer of index/db/gateway.py.
DRIVERS_OWN = {"execute", "executemany", "executescript", "conn", "connection"}


def test_the_database_is_reached_through_the_gateway_alone() -> None:
    """Another engine is a change in index/db: nobody else holds a connection."""
    found = [
        place(path, node)
        for path in FILES
        if path.relative_to(ROOT).parts[:2] != ("index", "db")
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in DRIVERS_OWN
    ]
    assert found == []


def test_a_command_of_the_command_line_is_a_file() -> None:
    """`sagsbot what-about` stands in bot/cli/what_about.py, and no other command does; every such file is listed."""
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in main.list_commands(context)}
    homes = {name: f"bot.cli.{name.replace('-', '_')}" for name in commands}
    found = {name: getattr(command and command.callback, "__module__", "") for name, command in commands.items()}
    assert found == homes
    files = [name.removeprefix("bot.cli.") for name in MODULES if name.startswith("bot.cli.")]
    made = [name for name in files if isinstance(getattr(import_module(f"bot.cli.{name}"), name, None), click.Command)]
    assert sorted(made) == sorted(name.replace("-", "_") for name in commands)


def test_handlers_are_wired_in_one_place() -> None:
    """Of the rest of `bot` only the app knows the handlers: what several of them need stands beside them."""
    assert {name for name in users("bot.handlers") if not name.startswith("bot/handlers/")} == {"bot/app.py"}
