"""What only some systems have: the demo, loading and asking do without. Here it is Linux that plays the others.

That no name is used that Windows has not, is held by `make types`, which reads the code as on Windows too.
"""

import os
import resource
import sys
from pathlib import Path

import pytest

from loaders.files import confined
from loaders.limits import Limits
from tests import local_bot, processes


@pytest.mark.slow
def test_a_code_page_without_a_sign_is_answered_all_the_same(tmp_path: Path) -> None:
    """Windows gives a pipe an old code page, which has no red circle."""
    db = local_bot.samples(tmp_path)
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = processes.run(*processes.FROM_THE_START, "ask", "hvilke sager er røde?", "--db", db, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "VH04" in done.stdout


def test_macos_limits_no_memory_and_all_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """It refuses the value; on Linux that is an error, as a limit that is not there must not be taken for one."""
    taken: list[int] = []

    def refuse_memory(what: int, _limits: tuple[int, int]) -> None:
        if what == resource.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        taken.append(what)

    monkeypatch.setattr(resource, "setrlimit", refuse_memory)
    with pytest.raises(ValueError, match="exceeds"):
        confined.confine(Limits())
    monkeypatch.setattr(sys, "platform", "darwin")
    confined.confine(Limits())
    assert {resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE} <= set(taken)
