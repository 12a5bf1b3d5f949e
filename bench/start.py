"""From the start of a process to its first answer: `sagsbot ask`, beside a bare Python and beside our libraries alone.

    python bench/start.py [--rounds 15] [--db FILE]

In turns, so that a busy machine is as busy for each: a Python that opens the same file with sqlite3 and asks an index
of FTS5, one that imports the libraries an answer needs and does nothing, and sagsbot with a question whose answer is
ranked and one whose is not. Printed are the middle seconds of processor time (of which others on the machine take none)
and how many times the bare Python's they are.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
QUESTIONS = {
    "ranked": ("robot", "energy savings in buildings"),
    "not ranked": ("hvilke sager er røde", "samlet effekt af vedtagne forslag"),
}
BARE = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("SELECT count(*) FROM sqlite_master").fetchall()
index = sqlite3.connect(":memory:")
index.execute("CREATE VIRTUAL TABLE rows USING fts5(title)")
index.execute("INSERT INTO rows VALUES ('robot')")
print(index.execute("SELECT title FROM rows WHERE rows MATCH 'robot'").fetchall())
"""
LIBRARIES = """
import os
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import click, jinja2, numpy, rank_bm25, rapidfuzz, sqlite3, Stemmer
"""


def sagsbot(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def seconds_of(command: Sequence[str]) -> float:
    """Processor time of a process and those that it starts. Ends the bench where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode("utf-8", "replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(db: Path, rounds: int) -> dict[str, float]:
    """The middle seconds of each."""
    taken: dict[str, list[float]] = {}
    for number in range(rounds):
        ways = {
            "bare Python": [sys.executable, "-c", BARE, str(db)],
            "libraries alone": [sys.executable, "-c", LIBRARIES],
        }
        for kind, asked in QUESTIONS.items():
            ways[f"sagsbot ask, {kind}"] = sagsbot("ask", asked[number % len(asked)], "--db", str(db))
        for name, command in ways.items():
            taken.setdefault(name, []).append(seconds_of(command))
    return {name: median(each) for name, each in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--db", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sagsbot-bench-") as folder:
        db = wanted.db or Path(folder) / "sagsbot.db"
        if not wanted.db:
            seconds_of(sagsbot("load", "--baseline", str(SAMPLES), "--db", str(db)))
        found = measure(db.resolve(), wanted.rounds)
    for name, middle in found.items():
        print(f"{name:24} {middle:6.3f} s  {middle / found['bare Python']:5.1f} times")


if __name__ == "__main__":
    main()
