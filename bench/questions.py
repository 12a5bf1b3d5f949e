"""How fast: sagsbot and four plain indexes on the same proposals and the same questions, in one run.

    python bench/questions.py [--sizes 270 10000 100000] [--engines sagsbot rank-bm25 …] [--seed 1]

Every engine loads in one fresh process and answers in others, so that memory and start are its own. Printed for each:
the time of a question (p50, p95), the load rate, the time from the start of a process to its first answer, and the
highest memory of the processes that load and that answer.
"""

import argparse
import itertools
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # before this folder, whose `questions` is no package

from bench.engines import ENGINES, engine
from records import Proposal

ASKED = tuple((Path(__file__).parent / "asked.txt").read_text(encoding="utf-8").splitlines())
SLOW_S = 20.0  # after so long the questions are not asked a second time
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine at one size: seconds, megabytes and questions' milliseconds."""

    engine: str
    proposals: int
    load_s: float
    load_mb: float
    first_s: float
    ask_ms: tuple[float, ...]
    ask_mb: float

    def percentile(self, share: float) -> float:
        ordered = sorted(self.ask_ms)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    @property
    def rate(self) -> float:
        return self.proposals / self.load_s


def peak_mb() -> float:
    """The highest memory of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


# ------------------------------------------------------------------ in the measured processes


def generated(size: int, seed: int) -> tuple[Proposal, ...]:
    from bench.generate import proposals  # noqa: PLC0415  # its word list is no part of a process that answers

    return tuple(proposals(size, seed))


def prepare(name: str, folder: Path, size: int, seed: int) -> None:
    """Only sagsbot loads from files; the plain engines prepare in the process that loads."""
    if name == "sagsbot":
        engine(name).prepare(folder, generated(size, seed))


def load(name: str, folder: Path, size: int, seed: int) -> None:
    chosen = engine(name)
    if name != "sagsbot":
        chosen.prepare(folder, generated(size, seed))
    print(timed(lambda: chosen.build(folder)), peak_mb())


def first(name: str, folder: Path, *_: int) -> None:
    chosen = engine(name)
    chosen.open(folder)
    print(chosen.ask(ASKED[0]))


def ask(name: str, folder: Path, *_: int) -> None:
    """Every question several times over, but for the first of the process, which `first` measures."""
    chosen = engine(name)
    chosen.open(folder)
    chosen.ask(ASKED[0])
    begun = time.monotonic()
    for _round in itertools.takewhile(lambda n: not n or time.monotonic() - begun < SLOW_S, range(ROUNDS)):
        for question in ASKED:
            print(timed(lambda asked=question: chosen.ask(asked)) * 1000)
    print(peak_mb())


STEPS = {"prepare": prepare, "load": load, "first": first, "ask": ask}

# ------------------------------------------------------------------ in the process that measures


def run(step: str, name: str, folder: Path, size: int, seed: int) -> list[float]:
    """The numbers that a fresh process prints for one step."""
    command = [sys.executable, __file__, "--step", step, name, str(folder), str(size), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name}, {size} proposals, {step}:\n{done.stderr}")
    return [float(number) for number in done.stdout.split()]


def measure(name: str, size: int, seed: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="sagsbot-bench-") as made:
        folder = Path(made)
        run("prepare", name, folder, size, seed)
        load_s, load_mb = run("load", name, folder, size, seed)
        first_s = median(timed(lambda: run("first", name, folder, size, seed)) for _ in range(3))
        *ask_ms, ask_mb = run("ask", name, folder, size, seed)
    return Measured(name, size, load_s, load_mb, first_s, tuple(ask_ms), ask_mb)


HEADINGS = ("proposals", "engine", "p50 ms", "p95 ms", "load/s", "first s", "load MB", "ask MB", "p95 : sagsbot")


def line(measured: Measured, ours: Measured | None) -> tuple[str, ...]:
    p95 = measured.percentile(0.95)
    return (
        f"{measured.proposals:,}",
        measured.engine,
        f"{measured.percentile(0.5):.1f}",
        f"{p95:.1f}",
        f"{measured.rate:,.0f}",
        f"{measured.first_s:.2f}",
        f"{measured.load_mb:,.0f}",
        f"{measured.ask_mb:,.0f}",
        f"{p95 / ours.percentile(0.95):.2f}" if ours else "",
    )


def show(cells: Sequence[str]) -> None:
    widths = (9, 14, 8, 8, 8, 7, 8, 7, 13)
    aligned = (
        f"{cell:{'<' if at == 1 else '>'}{width}}" for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    print("| " + " | ".join(aligned) + " |", flush=True)


def compared(sizes: Sequence[int], names: Sequence[str], seed: int) -> Iterator[tuple[str, ...]]:
    for size in sizes:
        ours = None
        for name in names:
            measured = measure(name, size, seed)
            ours = measured if name == "sagsbot" else ours
            yield line(measured, ours)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[270, 10_000, 100_000])
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--step", nargs=5, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.step:
        step, name, folder, size, seed = wanted.step
        STEPS[step](name, Path(folder), int(size), int(seed))
        return
    print(f"{len(ASKED)} questions, up to {ROUNDS} rounds, seed {wanted.seed}, Python {sys.version.split()[0]}\n")
    show(HEADINGS)
    show(["-" * 5] * len(HEADINGS))
    for cells in compared(wanted.sizes, wanted.engines, wanted.seed):
        show(cells)


if __name__ == "__main__":
    main()
