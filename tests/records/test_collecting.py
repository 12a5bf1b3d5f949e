"""Looking for objects that only hold one another: seldom, and not among what stays."""

import gc
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from bot.cli import main
from records.collecting import SELDOM, keep_all_there_is
from tests import processes


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_a_command_looks_seldom() -> None:
    assert CliRunner().invoke(main, ["--version"]).exit_code == 0
    assert gc.get_threshold() == SELDOM


def test_a_process_looks_for_nothing_when_it_ends() -> None:
    """What is still there goes with it: no object's end is waited for."""
    program = "import gc; from records.collecting import collect_seldom; collect_seldom(); collect_seldom();"
    program += "gc.callbacks.append(lambda phase, about: print(phase, gc.get_freeze_count() > 0))"
    done = processes.run(sys.executable, "-c", program)
    assert done.returncode == 0
    assert "False" not in done.stdout


def test_what_a_process_has_when_it_is_warm_is_not_looked_at_again() -> None:
    keep_all_there_is()
    assert gc.get_freeze_count() > 0
