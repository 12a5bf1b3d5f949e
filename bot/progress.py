# ruff: noqa: PLC0415  # rich is slow to import, and mostly nobody looks
"""What a person sees on a terminal while documents are loaded: a bar on stderr, nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot import loading
from bot.loading import Load, Report
from index.store import Store
from templates import say


def load(store: Store | None, files: Sequence[Path], how: Load, language: str) -> list[Report]:
    """Load the files (without a store: only read them) and show how far it is. Raises Unusable."""
    done: list[Report] = []
    with _bar(len(files), language) as (starting, advance):
        for report in loading.load(store, files, replace(how, starting=starting)):
            done.append(report)
            advance()
    return loading.refreshed(store, done) if store else done


@contextmanager
def _bar(total: int, language: str) -> Iterator[tuple[Callable[[str], None], Callable[[], None]]]:
    """Two calls: one names the file that is being read, the other says that it is done."""
    if not sys.stderr.isatty():
        yield (lambda name: None), (lambda: None)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(say("load.starting", language), total=total)
        yield (lambda name: progress.update(task, description=escape(name))), (lambda: progress.advance(task))
