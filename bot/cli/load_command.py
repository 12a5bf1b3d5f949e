"""What `sagsbot load` does: a load with its progress and report, once or for every file that is put into a folder."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.ingest import load_report, loading, progress, watch
from bot.ingest.loading import Load, LoadResult
from bot.rules import scheduler_settings
from bot.settings import Settings
from index.db.database import Unusable, is_part_of
from index.db.opening import exists
from index.store.store import Store
from templates import say

Show = Callable[[Sequence[LoadResult]], None]


def once(files: Sequence[Path], how: Load, read: Settings, show: Show) -> list[LoadResult]:
    """Load the files and show what came of them; what was refused is said on stderr. Raises Unusable."""
    if how.dry and not exists(read.db):
        done = progress.load_with_progress(None, files, how, read.language)
    else:
        with closing(
            Store(read.db, create=False) if how.dry else loading.store_to_fill(read.db, scheduler_settings(read))
        ) as store:
            done = progress.load_with_progress(store, files, how, read.language)
    for sentence in load_report.refusals(done, read.language):
        click.echo(sentence, err=True)
    show(done)
    return done


def load_watched(batches: Iterable[list[Path]], how: Load, read: Settings, show: Show) -> None:
    """Load what each batch holds, until there are no more, Ctrl-C or SIGTERM. What goes wrong is said; it goes on."""
    try:
        with interruptible():
            for files in batches:
                try:
                    once(files, replace(how, when=datetime.now(UTC)), read, show)
                except Unusable as broken:
                    click.echo(say(f"database.{broken.reason}", read.language, path=broken.path), err=True)
    except KeyboardInterrupt:
        click.echo("\n" + say("load.watch_ended", read.language), err=True)


@contextmanager
def interruptible() -> Iterator[None]:
    """SIGINT and SIGTERM raise KeyboardInterrupt. A program that a shell starts in the background inherits SIGINT as
    ignored, and would never hear it. Only for the main thread."""
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def watching_of(paths: Sequence[Path], read: Settings) -> Iterable[list[Path]]:
    """The files that are put into folders, as they become whole; the database's own are none of them."""
    click.echo(say("load.watching", read.language, folders=[str(path) for path in paths]), err=True)
    for files in watch.file_batches(watch.rounds(paths, loading.files)):
        if found := [file for file in files if not is_part_of(file, read.db)]:
            yield found
