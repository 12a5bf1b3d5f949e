"""Sagsbot to try: loads a collection, opens a local Slack with the bot in it, answers what is typed here as well."""

import signal
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot import overlong, shipped
from bot.demo.local import local_slack
from bot.export.answer_json import answer_question
from bot.ingest import load_report, loading, progress
from bot.ingest.loading import Load
from bot.rules import scheduler_settings
from bot.settings import Settings
from bot.stop_signal import StopSignal
from index.search.search_facade import Library
from index.store.store import Store
from templates import say

COLLECTIONS = (shipped.ROOT.parent / "shared" / "documents", shipped.ROOT / "samples")
DOCUMENTS = (".txt", ".pdf")  # beside them a folder may hold what tells about it
MOST_BEFORE = 6  # questions that the next one may lean on
QUIT = ("/quit", "/slut", "/exit", "/q")
HELP = ("/help", "/hjælp", "/hjaelp", "?")


def collection() -> list[Path]:
    """The documents to show: the real ones where they are, else the samples; none without either."""
    found = ([file for file in loading.files([folder]) if file.suffix in DOCUMENTS] for folder in COLLECTIONS)
    return next((files for files in found if files and files[0].exists()), [])


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the demo runs on: the documents, the database (None: a temporary one), the day, the local Slack's port
    (None: the usual one or a free one), whether its page is opened, and whether only the terminal is wanted."""

    documents: Sequence[Path]
    db: Path | None
    now: datetime
    port: int | None = None
    open_page: bool = False
    terminal: bool = False


def run(options: DemoOptions, read: Settings) -> None:
    """Load the documents, then answer in the local Slack and in the terminal until the end of the input.

    Started without anybody at the keyboard and with nothing typed, it goes on until it is told to stop.
    """
    with TemporaryDirectory(prefix="sagsbot-", ignore_cleanup_errors=True) as folder, ExitStack() as opened:
        db = options.db or Path(folder) / "demo.db"
        store = opened.enter_context(closing(loading.store_to_fill(db, scheduler_settings(read))))
        _load(store, options.documents, read.language)
        if not options.terminal:
            # From before the address is told: whoever reads it may end us at once.
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            _open(opened.enter_context(local_slack(read, db, options.port)), options.open_page, read.language)
        typed = _talk(Library(store, read.words, read.stale_days), options.now, read.language)
        if not options.terminal and not typed and not (sys.stdin and sys.stdin.isatty()):
            StopSignal().wait()
    click.echo(say("demo.goodbye", read.language))


def _open(address: str, in_browser: bool, language: str) -> None:
    click.echo("\n" + say("demo.address", language, address=address))
    if in_browser:
        webbrowser.open(address)


def _load(store: Store, documents: Sequence[Path], language: str) -> None:
    click.echo(say("demo.loading", language, folder=documents[0].parent))
    done = progress.load_with_progress(store, documents, Load(datetime.now(UTC), baseline=True), language)
    for sentence in load_report.refusals(done, language):
        click.echo(sentence, err=True)
    click.echo(load_report.as_text(done, language))


def _talk(library: Library, now: datetime, language: str) -> bool:
    """Answer what is typed, until /quit or the end of the input. Was anything typed?"""
    click.echo("\n" + say("demo.welcome", language))
    anything, before = False, list[str]()
    for question in _typed(say("demo.prompt", language)):
        anything = True
        if question.lower() in QUIT:
            break
        if question.lower() in HELP:
            click.echo(say("demo.welcome", language))
        else:
            click.echo(f"\n{_answer(library, question, now, language, before)}\n")
            before = [*before, question][-MOST_BEFORE:]
    return anything


def _answer(library: Library, question: str, now: datetime, language: str, before: Sequence[str]) -> str:
    if overlong.is_overlong(question):
        return overlong.overlong_card(language).text
    return str(answer_question(library, question, now, before)["text"])


def _typed(prompt: str) -> Iterator[str]:
    """What is typed, line by line, until /quit, the end of the input or Ctrl-C. Arrow keys bring earlier lines back."""
    if sys.stdin is None:
        return
    if sys.stdin.isatty():
        with suppress(ImportError):  # Windows has none: its terminal remembers by itself
            import readline  # noqa: F401, PLC0415  # being imported is what makes `input` remember
    while True:
        try:
            line = input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if line:
            yield line
