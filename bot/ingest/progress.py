# ruff: noqa: PLC0415  # rich is slow to import, and mostly nobody looks
"""What a person sees on a terminal while documents are loaded: a bar on stderr, nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.ingest import loading
from bot.ingest.loading import Load, LoadResult
from index.store.store import Store
from templates import say


def load_with_progress(store: Store | None, files: Sequence[Path], how: Load, language: str) -> list[LoadResult]:
    """Load the files (without a store: only read them) and show how far it is. Raises Unusable."""
    done: list[LoadResult] = []
    with _bar(len(files), language) as bar:
        for report in loading.load_files(store, files, replace(how, starting=bar.starting, paging=bar.paging)):
            done.append(report)
            bar.advance()
    return loading.refreshed(store, done) if store else done


class _Bar:
    """Says which file is being read, how far a long one is, and that it is done; `say_it(text, done)` shows it."""

    def __init__(self, language: str, say_it: Callable[[str | None, int], None]) -> None:
        self._language, self._say, self._name = language, say_it, ""

    def starting(self, name: str) -> None:
        self._name = name
        self._say(name, 0)

    def paging(self, page: int, of: int) -> None:
        self._say(say("load.page", self._language, name=self._name, page=page, of=of), 0)

    def advance(self) -> None:
        self._say(None, 1)


@contextmanager
def _bar(total: int, language: str) -> Iterator[_Bar]:
    if not sys.stderr.isatty():
        yield _Bar(language, lambda text, done: None)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(say("load.starting", language), total=total)

        def show(text: str | None, done: int) -> None:
            progress.update(task, advance=done, description=None if text is None else escape(text))

        yield _Bar(language, show)
