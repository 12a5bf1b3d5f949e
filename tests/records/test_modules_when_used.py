"""A module that runs when it is used is whole when it is asked for something, whoever asks and however many."""

import importlib
import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import SELDOM_CALLED, SELDOM_USED
from records.modules_when_used import ALL, run_when_used
from tests import processes

PACKAGE = """
import sys
from records.modules_when_used import run_when_used
run_when_used("jinja2", "no_such_package")
from jinja2.runtime import StrictUndefined
print("jinja2.environment" in sys.modules)
import jinja2
print("jinja2.environment" in sys.modules)
from jinja2 import Environment, StrictUndefined as same
print(Environment().from_string("{{ 1 + 1 }}").render(), same is StrictUndefined, hasattr(jinja2, "no_such_name"))
try:
    import no_such_package
except ImportError:
    print("no_such_package" in sys.modules)
"""
NUMPY = """
from bot.__main__ import prepare
prepare()
import importlib
import numpy
for name in "ma matlib fft random polynomial linalg rec char strings lib.recfunctions typing".split():
    importlib.import_module(f"numpy.{name}")
made = [getattr(numpy, name) for name in numpy.__all__ if name not in ("test", "f2py")]
print(numpy.unique(numpy.array([3, 1, 3])), numpy.pad([1], 1), numpy.histogram([1, 2], 1)[0], numpy.get_include() != "")
"""
STARTED = """
import sys
from bot.__main__ import SELDOM_USED, prepare
prepare()
from bot.cli import main
main(sys.argv[1:], standalone_mode=False)
print("run", *(name for name in SELDOM_USED if name in sys.modules and sys.modules[name].__spec__.loader.begun))
"""


def test_a_package_runs_when_something_of_it_is_asked_for() -> None:
    done = processes.run(sys.executable, "-c", PACKAGE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "False", "2", "True", "False", "False"]


def test_numpy_is_whole_whatever_is_asked_of_it() -> None:
    """Its masked arrays, which it imports itself to tell many values apart, read how its functions are described."""
    done = processes.run(sys.executable, "-c", NUMPY)
    assert (done.returncode, done.stdout.strip()) == (0, "[1 3] [0 1 0] [2] True"), done.stderr


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.syspath_prepend(tmp_path)
    name = "sagsbot_made_for_a_test"
    monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / f"{name}.py").write_text("import time\ntime.sleep(0.05)\nfirst = 1\nlast = 2\n", encoding="utf-8")
    run_when_used(name)
    return name


def test_threads_that_ask_at_once_all_find_it_whole(module: str) -> None:
    found = importlib.import_module(module)
    assert "last" not in vars(found)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda name: getattr(found, name), ["first", "last"] * 8)) == {1, 2}


def test_one_that_fails_is_tried_again(module: str, tmp_path: Path) -> None:
    found, path = importlib.import_module(module), tmp_path / f"{module}.py"
    whole = path.read_text("utf-8")
    path.write_text("raise OSError('no disk')", encoding="utf-8")
    with pytest.raises(OSError, match="no disk"):
        found.first  # noqa: B018  # runs it
    path.write_text(f"{whole}third = 3\n", encoding="utf-8")
    assert found.third == 3


def test_a_function_that_others_import_runs_its_module_when_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.syspath_prepend(tmp_path)
    name = "sagsbot_called_in_a_test"
    (tmp_path / f"{name}.py").write_text(
        "def double(number, more=0):\n    return 2 * number + more\nlast = 1\n", "utf-8"
    )
    for _twice in range(2):
        run_when_used(called={name: ["double"]})
    found = importlib.import_module(name)
    double = found.double
    assert "last" not in vars(found)
    assert double(2, more=1) == 5
    assert (found.last, found.double is double, found.double(3)) == (1, False, 6)


def test_a_module_that_has_not_run_says_which_functions_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all that it has are functions, to import all of them does not run it."""
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    monkeypatch.syspath_prepend(tmp_path)
    name = "sagsbot_whole_in_a_test"
    (tmp_path / f"{name}.py").write_text("__all__ = ['double']\ndef double(n):\n    return 2 * n\nlast = 1\n", "utf-8")
    run_when_used(called={name: [ALL, "double"]})
    taken: dict[str, Any] = {}
    exec(f"from {name} import *", taken)
    assert (sys.modules[name].__all__, "last" in vars(sys.modules[name])) == (["double"], False)
    assert (taken["double"](4), sys.modules[name].__all__) == (8, ["double"])


@pytest.mark.parametrize(("module", "functions"), SELDOM_CALLED.items())
def test_what_is_named_are_functions(module: str, functions: tuple[str, ...]) -> None:
    made = importlib.import_module(module)
    named = {*functions} - {ALL}
    assert all(callable(getattr(made, one)) and not isinstance(getattr(made, one), type) for one in named)
    assert ALL not in functions or named == {*made.__all__}


@pytest.mark.parametrize("name", SELDOM_USED)
def test_what_is_named_is_there(name: str) -> None:
    assert importlib.util.find_spec(name)


@pytest.mark.slow
def test_an_answer_that_ranks_nothing_runs_nothing_that_ranks(tmp_path: Path) -> None:
    """And no other intent than its own, no card of another, nothing that only a load calls."""
    database = tmp_path / "sagsbot.db"
    for command in (("load", "--baseline", str(processes.ROOT / "samples")), ("ask", "hvilke sager er røde")):
        done = processes.run(sys.executable, "-c", STARTED, *command, "--db", database)
        assert done.returncode == 0, done.stderr
    run = set(done.stdout.splitlines()[-1].split())
    made_anew = {"jinja2", "pickle", "csv"}  # where what its templates and tables are made into is not kept yet
    assert run - made_anew == {"run", "answers.intents.status_list"}
