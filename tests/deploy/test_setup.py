"""The setup of a checkout says how far it is."""

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from bot import precompile
from tests.processes import ROOT


@pytest.fixture(scope="module")
def install() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", ROOT / "deploy/install.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FETCHED = "Collecting anyio==4.16.0 (from -r r.txt (line 1))\n  Downloading anyio-4.16.0-py3-none-any.whl\n"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("", "0 of 53 packages fetched"),
        (FETCHED, "1 of 53 packages fetched (anyio)"),
        (f"{FETCHED}Requirement already satisfied: six==1.17.0 in x\n", "2 of 53 packages fetched (six)"),
    ],
)
def test_it_counts_the_packages_that_pip_has_fetched(install: ModuleType, said: str, shown: str) -> None:
    assert install.progress(said, 53) == shown


def test_then_those_that_are_installed(install: ModuleType) -> None:
    assert install.progress(FETCHED + "Installing collected packages: anyio\n", 1) == "1 of 1 packages installed"


def test_it_ends_with_what_keeps_compiled_what_a_start_needs(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(install, "pip", lambda *_: done.append("pip"))
    monkeypatch.setattr(install.subprocess, "run", lambda command, **_: done.append(command[-1]) or _Done())
    monkeypatch.setattr(sys, "argv", ["install.py"])
    install.main()
    assert done[1:] == ["pip", "pip", "bot.precompile"]


class _Done:
    returncode = 0


def test_every_package_is_precompiled() -> None:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = read["tool"]["setuptools"]["packages"]["find"]["include"]
    assert sorted(f"{name}*" for name in precompile.PACKAGES) == sorted(named)
