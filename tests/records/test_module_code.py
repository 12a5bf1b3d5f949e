"""Modules are made of code that is kept, as long as neither they nor where they are looked for have changed."""

import os
import sys
from pathlib import Path

import pytest

from tests import processes

# Says what two modules of a package hold, and which of them were made of kept code.
PROGRAM = """
import inspect, sys
from records import module_code
if sys.argv[1] == "use":
    module_code.use_kept_modules()
import told, told.inside
kept = [one.__name__ for one in (told, told.inside) if isinstance(one.__loader__, module_code._KeptLoader)]
print(told.value, told.inside.value, *kept)
print(told.__file__ == inspect.getsourcefile(told.inside.whole).replace("inside", "__init__"))
print("return value" in inspect.getsource(told.inside.whole), told.__path__ == [told.__path__[0]])
if sys.argv[1] == "keep":
    module_code.keep_modules()
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "place" / "told"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("value = 1\n", "utf-8")
    (folder / "inside.py").write_text("value = 2\ndef whole():\n    return value\n", "utf-8")
    return folder


def said(how: str, package: Path, tmp_path: Path, first: str = "") -> str:
    """The line that tells of the values; the others must hold."""
    places = os.pathsep.join(filter(None, [first, str(package.parent)]))
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "kept"), "PYTHONPATH": places}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = processes.run(sys.executable, "-c", PROGRAM, how, env=env)
    assert done.returncode == 0, done.stderr
    values, *others = done.stdout.splitlines()
    assert others == ["True", "True True"]
    return values


def test_a_module_is_made_of_what_is_kept_until_it_changes(package: Path, tmp_path: Path) -> None:
    assert said("use", package, tmp_path) == "1 2"
    assert said("keep", package, tmp_path) == "1 2"
    assert said("use", package, tmp_path) == "1 2 told told.inside"
    (package / "inside.py").write_text("value = 333\ndef whole():\n    return value\n", "utf-8")
    assert said("use", package, tmp_path) == "1 333 told"
    (kept,) = (tmp_path / "kept").rglob("modules.*.words")
    kept.write_bytes(b"brev")
    assert said("use", package, tmp_path) == "1 333"


def test_where_modules_are_looked_for_elsewhere_nothing_that_is_kept_is_used(package: Path, tmp_path: Path) -> None:
    said("keep", package, tmp_path)
    other = tmp_path / "other" / "told"
    other.mkdir(parents=True)
    for file in package.glob("*.py"):
        (other / file.name).write_text(file.read_text("utf-8").replace("value = ", "value = 10 * "), "utf-8")
    assert said("use", package, tmp_path, first=str(other.parent)) == "10 20"


def test_a_module_that_is_gone_is_not_found(package: Path, tmp_path: Path) -> None:
    said("keep", package, tmp_path)
    package.rename(package.with_name("gone"))
    with pytest.raises(AssertionError, match="No module named 'told'"):
        said("use", package, tmp_path)
