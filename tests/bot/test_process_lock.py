"""Of several processes on one database one posts; another takes over when it ends, however it ends."""

import signal
import sys
from pathlib import Path

from bot.process_lock import ProcessLock
from tests.processes import Start

HOLDER = "import sys; from pathlib import Path; from bot.process_lock import ProcessLock\n" \
    "t = ProcessLock(Path(sys.argv[1])); print(t.take(), flush=True); sys.stdin.read()"  # fmt: skip


def test_one_at_a_time(tmp_path: Path) -> None:
    one, other = ProcessLock(tmp_path / "a.db"), ProcessLock(tmp_path / "a.db")
    assert one.take()
    assert one.take()
    assert not other.take()
    one.leave()
    assert other.take()
    assert ProcessLock(tmp_path / "b.db").take()


def test_a_killed_process_leaves_its_turn(tmp_path: Path, start: Start) -> None:
    holder = start(sys.executable, "-c", HOLDER, tmp_path / "a.db")
    assert holder.line().strip() == "True"
    mine = ProcessLock(tmp_path / "a.db")
    assert not mine.take()
    holder.signal(signal.SIGKILL)
    holder.ended()
    assert mine.take()


def test_a_removed_lock_file_never_lets_two_post(tmp_path: Path) -> None:
    """Whoever held the removed file stands by as soon as it asks again, while another holds the new one."""
    one, other = ProcessLock(tmp_path / "a.db"), ProcessLock(tmp_path / "a.db")
    assert one.take()
    (tmp_path / "a.db.sender").unlink()
    assert other.take()
    assert not one.take()
    other.leave()
    assert one.take()
