# ruff: noqa: PLC0415  # a command imports what it needs when it runs, so that all of them start at once
"""The command line: it translates arguments, calls, prints. `sagsbot COMMAND --help` says what each command does.

Exit codes: 0 done, 1 failed (why is on stderr), 2 used wrongly. What is slow to import is imported where it is used.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from bot import overlong, settings
from bot.cli.arguments import Moment, PathArgument, Questions
from bot.cli.backups import backup, restore
from bot.cli.base import JSON, Failed, check_out, parse_moment, with_settings, write_json, write_out
from bot.cli.clock import clock, tick, units
from bot.cli.layouts import layouts
from bot.cli.names import names_of_places
from bot.cli.people import access, audit, forget, what_about
from bot.cli.viewing import AS
from bot.settings import BadSettings, Settings
from templates import say

if TYPE_CHECKING:
    from bot.ingest import loading
    from bot.ingest.loading import LoadResult

MOST_BEFORE = 6  # questions of a conversation that the next one may lean on
AUDIENCE = re.compile(r"[CGSUW][A-Z0-9]{2,}(?:[,\s]+[CGSUW][A-Z0-9]{2,})*")
EXPORTS = ("proposals", "milestones", "statuses", "figures", "links", "findings", "documents")


class Commands(click.Group):
    """The commands, with a sentence for what stops any of them."""

    def main(self, *args: Any, **more: Any) -> Any:
        try:
            return super().main(*args, **more)
        except OSError as error:  # nowhere to print: a full disk; click itself ends when nobody reads the pipe any more
            language = settings.language_setting(os.environ)
            click.echo(say("cli.system", language, error=error.strerror or str(error), path=error.filename), err=True)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        from index.db.database import Unusable

        language = settings.language_setting(os.environ)
        try:
            return super().invoke(ctx)
        except BadSettings as bad:
            sentences = (say(f"settings.{one.kind}", language, name=one.name) for one in bad.problems)
            raise Failed("\n".join(sentences)) from bad
        except Unusable as broken:
            raise Failed(say(f"database.{broken.reason}", language, path=broken.path)) from broken
        except KeyboardInterrupt as stopped:
            raise Failed(say("cli.interrupted", language)) from stopped


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sagsbot")
def main() -> None:
    """Answers about Danish municipalities' savings and investment proposals, with the source beside every figure.

    Messages are Danish; with SAGSBOT_LANGUAGE=en they are English.

    Exit codes: 0 done, 1 failed (why is on stderr), 2 used wrongly.
    """


# ---------------------------------------------------------------- load


@main.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=PathArgument())
@click.option("--baseline", is_flag=True, help="The first documents of a collection: alert nobody about them.")
@click.option("--municipality", metavar="NAME", help="Whose documents these are, whatever they say.")
@click.option("--dry-run", is_flag=True, help="Read everything, store nothing, print the same table.")
@click.option(
    "--audience", metavar="IDS", help="Only for these channels, groups and people (Slack's ids, commas between)."
)
@click.option("--embargo", type=Moment(), help="Only for the audience until this moment; everybody's from then on.")
@click.option("--watch", is_flag=True, help="Go on loading what is put into the folders, until Ctrl-C.")
@JSON
@with_settings
def load(  # noqa: PLR0913, PLR0917  # an option each
    paths: tuple[Path, ...],
    baseline: bool,
    municipality: str | None,
    audience: str | None,
    embargo: datetime | None,
    dry_run: bool,
    watch: bool,
    as_json: bool,
    read: Settings,
) -> None:
    """Load documents: files, or folders with all files in them (hidden ones are left out).

    The kind is found from the content. The same file again changes nothing; a changed file replaces its own records.
    A status report is known by what it is about: the same one as text and as PDF is kept once, and a corrected one
    takes the place of the first. A file that cannot be read is named on stderr and the rest goes on: the exit code is
    1 only when not one of the files is in the database afterwards.

    With --audience or --embargo the documents are held: nobody else finds, counts or hears of them.

    With --watch and --json the output is JSON Lines: a value for each time that something was loaded.
    """
    if dry_run and watch:
        raise click.UsageError(say("load.watch_dry", read.language))
    from bot.cli import load_command
    from bot.ingest import loading

    show = _showing(as_json, read.language)
    how = loading.Load(
        datetime.now(UTC),
        baseline,
        dry=dry_run,
        largest_kept=read.largest_kept,
        municipality=_municipality(municipality, read),
        hold=_hold(audience, embargo, baseline, read),
    )
    files = loading.files(paths, read.db)
    if not files and not watch:
        raise Failed(say("load.nothing_found", read.language))
    if watch and (missing := [path for path in paths if not path.exists()]):
        raise Failed(say("load.watch_missing", read.language, path=missing[0]))
    if watch:
        load_command.load_watched(load_command.watching_of(paths, read), how, read, show)
        return
    try:
        done = load_command.once(files, how, read, show)
    except KeyboardInterrupt as stopped:
        raise Failed(say("load.interrupted", read.language)) from stopped
    if all(report.refused for report in done):
        raise Failed(say("load.nothing_loaded", read.language))


def _showing(as_json: bool, language: str) -> "Callable[[Sequence[LoadResult]], None]":
    """Prints what a load did."""
    from bot.ingest import load_report

    def show(done: "Sequence[LoadResult]") -> None:
        if as_json:
            write_json(load_report.as_json(done, language))
        else:
            click.echo(load_report.as_text(done, language))

    return show


def _hold(audience: str | None, embargo: datetime | None, baseline: bool, read: Settings) -> "loading.Hold | None":
    """What keeps the documents for those named, or for nobody until the embargo lifts; None where they are for all."""
    from bot.ingest import holding

    if audience is None and embargo is None:
        return None
    if audience is not None and not AUDIENCE.fullmatch(audience):
        raise click.UsageError(say("load.bad_audience", read.language, value=audience))
    lifts = parse_moment(embargo, read.timezone) if embargo else None
    ids = re.findall(r"\w+", audience or "")
    return holding.hold(ids, lifts, datetime.now(UTC), baseline)


def _municipality(name: str | None, read: Settings) -> str | None:
    """The municipality that is meant. Raises UsageError for a name that is none."""
    from bot.ingest import corrections

    try:
        return corrections.official_municipality(name) if name else None
    except corrections.BadChange as bad:
        raise click.UsageError(say(f"layouts.{bad.kind}", read.language, value=bad.value)) from bad


# ---------------------------------------------------------------- ask


NOW = click.option("--now", type=Moment(), help="Answer as if it were this day or moment.  [default: now]")


@main.command()
@click.argument("text", required=False)
@click.option("--batch", type=Questions(), help="A question a line (- is stdin); an answer for each, in order.")
@click.option("--conversation", is_flag=True, help="The lines follow on one another; an empty line begins anew.")
@NOW
@AS
@JSON
@with_settings
def ask(  # noqa: PLR0913, PLR0917  # an option each
    text: str | None,
    batch: IO[bytes] | None,
    conversation: bool,
    now: datetime | None,
    viewer: str | None,
    as_json: bool,
    read: Settings,
) -> None:
    """Answer a question, as Slack would.

    With --batch and --json the output is JSON Lines. Empty lines are no questions. With --conversation each question
    may lean on those before it ("og hvad koster den?"), until an empty line.
    """
    if (text is None) == (batch is None):
        raise click.UsageError("Give either a question or --batch FILE.")
    if conversation and batch is None:
        raise click.UsageError("--conversation needs --batch FILE.")
    from bot.cli.viewing import documents_of
    from bot.export.answer_json import answer_or_say, answer_question, unanswered

    if text is not None and overlong.is_overlong(text):
        card = overlong.overlong_card(read.language)
        if as_json:
            write_json(unanswered(text, read.language, card))
        raise Failed(card.text)
    when = parse_moment(now, read.timezone)
    with documents_of(read, viewer, when) as library:
        for question, before in [(text, ())] if text is not None else _questions(batch, conversation):
            if overlong.is_overlong(question):
                _show(unanswered(question, read.language, overlong.overlong_card(read.language)), as_json)
            elif text is None:
                _show(answer_or_say(library, question, when, read.language, before), as_json)
            else:
                _show(answer_question(library, question, when), as_json)


def _questions(batch: IO[bytes] | None, conversation: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each question with those before it in the same conversation."""
    before: tuple[str, ...] = ()
    for line in batch or ():
        text = line.decode("utf-8-sig", "replace").strip()
        if text:
            yield text, before
        kept = text and conversation and not overlong.is_overlong(text)
        before = (*before, text)[-MOST_BEFORE:] if kept else () if not text else before


def _show(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        write_json(answer)
    else:
        click.echo(answer["text"])


# ---------------------------------------------------------------- export


@main.command()
@click.argument("what", metavar="WHAT", type=click.Choice(EXPORTS))
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option("--out", type=PathArgument(dir_okay=False), help="Write to this file instead of stdout.")
@click.option("--json", "as_json", is_flag=True, help="As --format json; with --out, JSON about what was written.")
@AS
@with_settings
def export(  # an option each
    what: str, form: str, out: Path | None, as_json: bool, viewer: str | None, read: Settings
) -> None:
    """Everything that was read, flat: proposals, milestones, statuses, figures, links, findings or documents.

    CSV is made for a Danish spreadsheet: semicolons, decimal commas, and no cell that would be run as a formula.
    """
    if as_json and form == "csv" and out is None:
        raise click.UsageError("--json and --format csv need --out.")
    from bot.cli.viewing import documents_of
    from bot.export import store_json

    check_out(out, read)
    with documents_of(read, viewer, datetime.now(read.timezone)) as library:
        objects = list(store_json.export_objects(library.store, what, read.language))
    data = store_json.as_csv(objects, what) if form == "csv" else store_json.as_json(objects)
    write_out(data, out, read)
    if out is not None and as_json:
        write_json({"what": what, "file": str(out), "rows": len(objects)})


# ---------------------------------------------------------------- check


@main.command()
@click.option("--db", type=PathArgument(), help="Database file.  [default: $SAGSBOT_DB or sagsbot.db]")
@JSON
def check(db: Path | None, as_json: bool) -> None:
    """Is it set up right? Settings, database, documents and the Slack token, each with what mends it."""
    from bot import checks

    done = checks.run(os.environ, db)
    if as_json:
        write_json(checks.as_json(done))
    else:
        click.echo(checks.as_text(done, settings.language_setting(os.environ)))
    if not checks.good(done):
        raise click.exceptions.Exit(1)


# ---------------------------------------------------------------- serve


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=3000, show_default=True, help="0 takes a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 is all.",
)
@click.option("--socket-mode", is_flag=True, help="Connect to Slack, rather than wait for it at an address.")
@with_settings
def serve(port: int, host: str, socket_mode: bool, read: Settings) -> None:
    """Run the Slack app over HTTP: /slack/events for Slack, /healthz for whoever watches over it.

    Needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET; with --socket-mode SLACK_APP_TOKEN instead of the secret. Documents
    that are loaded meanwhile are answered from at once.
    """
    from bot import serve

    def ready(taken: int) -> None:
        key = "serve.ready_socket" if socket_mode else "serve.ready"
        click.echo(say(key, read.language, port=str(taken)), err=True)

    settings.read_settings(os.environ, needed=settings.SOCKET_MODE if socket_mode else settings.SLACK)
    try:
        serve.run(read, port, ready, socket_mode, host)
    except serve.CannotServe as stopped:
        raise Failed(say(f"serve.{stopped.kind}", read.language, **stopped.values)) from stopped


# ---------------------------------------------------------------- demo


@main.command()
@click.option("--documents", type=PathArgument(exists=True), help="Load these instead of the sample.")
@click.option("--db", type=PathArgument(), help="Keep the database here; else it is gone afterwards.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port of the local Slack; 0 takes a free one.  [default: 8321]"
)
@click.option("--open", "open_page", is_flag=True, help="Open the local Slack's page in the browser.")
@click.option("--terminal", is_flag=True, help="Only here in the terminal, without the local Slack.")
@NOW
def demo(
    documents: Path | None, db: Path | None, port: int | None, open_page: bool, terminal: bool, now: datetime | None
) -> None:
    """Try it: loads a collection of documents, opens a local Slack with the bot in it, and answers here as well.

    Nothing has to be set up and no account is needed. Ends with /quit or the end of the input.
    """
    from bot import demo as trial
    from bot import serve
    from bot.ingest import loading

    read = settings.read_settings(os.environ)
    files = loading.files([documents]) if documents else trial.collection()
    if not files:
        raise Failed(say("demo.no_documents", read.language))
    when = parse_moment(now, read.timezone)
    try:
        trial.run(trial.Show(files, db, when, port, open_page, terminal), read)
    except serve.CannotServe as stopped:
        raise Failed(say(f"serve.{stopped.kind}", read.language, **stopped.values)) from stopped
    except OSError as error:
        raise Failed(say("serve.port_taken", read.language, port=str(port))) from error


COMMANDS = (
    *(tick, clock, units, layouts, names_of_places, backup, restore),
    *(access, audit, what_about, forget),
)
for command in COMMANDS:
    main.add_command(command)
