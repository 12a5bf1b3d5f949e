"""Sagsbot in a terminal: loads a collection and answers what is typed, until the end of the input."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot import loading, overlong, progress, reports
from bot.asking import answer_question
from bot.loading import Load
from index.library import Library
from index.store import Store
from templates import say

ROOT = Path(__file__).resolve().parents[1]
COLLECTIONS = (ROOT.parent / "shared" / "documents", ROOT / "samples")
DOCUMENTS = (".txt", ".pdf")  # beside them a folder may hold what tells about it
QUIT = ("/quit", "/slut", "/exit", "/q")
HELP = ("/help", "/hjælp", "/hjaelp", "?")


def collection() -> list[Path]:
    """The documents to show: the real ones where they are, else the samples; none without either."""
    found = ([file for file in loading.files([folder]) if file.suffix in DOCUMENTS] for folder in COLLECTIONS)
    return next((files for files in found if files and files[0].exists()), [])


def run(documents: Sequence[Path], db: Path | None, now: datetime, language: str) -> None:
    """Load the files into `db`, or into a database that is gone afterwards, and answer until the end of the input."""
    with TemporaryDirectory(prefix="sagsbot-") as folder:
        store = loading.store_to_fill(db or Path(folder) / "demo.db")
        _load(store, documents, language)
        _talk(Library(store), now, language)
        store.close()


def _load(store: Store, documents: Sequence[Path], language: str) -> None:
    click.echo(say("demo.loading", language, folder=documents[0].parent))
    done = progress.load(store, documents, Load(datetime.now(UTC), baseline=True), language)
    for sentence in reports.refusals(done, language):
        click.echo(sentence, err=True)
    click.echo(reports.as_text(done, language))


def _talk(library: Library, now: datetime, language: str) -> None:
    click.echo("\n" + say("demo.welcome", language))
    for question in _typed(say("demo.prompt", language)):
        if question.lower() in HELP:
            click.echo(say("demo.welcome", language))
        else:
            click.echo(f"\n{_answer(library, question, now, language)}\n")
    click.echo(say("demo.goodbye", language))


def _answer(library: Library, question: str, now: datetime, language: str) -> str:
    if overlong.is_overlong(question):
        return overlong.card(language).text
    return str(answer_question(library, question, now)["text"])


def _typed(prompt: str) -> Iterator[str]:
    """What is typed, line by line, until /quit, the end of the input or Ctrl-C. Arrow keys bring earlier lines back."""
    if sys.stdin.isatty():
        import readline  # noqa: F401, PLC0415  # being imported is what makes `input` remember
    while True:
        try:
            line = input(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if line.lower() in QUIT:
            return
        if line:
            yield line
