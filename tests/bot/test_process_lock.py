"""Of several processes on one database one posts; another takes over when it ends, however it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.process_lock import Turn

HOLDER = "import sys, time; from pathlib import Path; from bot.process_lock import Turn\n" \
    "t = Turn(Path(sys.argv[1])); print(t.take(), flush=True); time.sleep(60)"  # fmt: skip


def test_one_at_a_time(tmp_path: Path) -> None:
    one, other = Turn(tmp_path / "a.db"), Turn(tmp_path / "a.db")
    assert one.take()
    assert one.take()
    assert not other.take()
    one.leave()
    assert other.take()
    assert Turn(tmp_path / "b.db").take()


def test_a_killed_process_leaves_its_turn(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "a.db")]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "True"
        mine = Turn(tmp_path / "a.db")
        assert not mine.take()
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert mine.take()
