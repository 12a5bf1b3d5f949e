"""`sagsbot load`: documents into the database."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.arguments import Moment, PathArgument
from bot.cli.base import JSON, Failed, parse_moment, with_settings, write_json
from bot.settings import Settings
from templates import say

if TYPE_CHECKING:
    from bot.ingest import loading
    from bot.ingest.loading import LoadResult

AUDIENCE = re.compile(r"[CGSUW][A-Z0-9]{2,}(?:[,\s]+[CGSUW][A-Z0-9]{2,})*")


@click.command()
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
    from bot.ingest import holding, loading

    show = _showing(as_json, read.language, dry_run)
    how = loading.Load(
        datetime.now(UTC), baseline, dry=dry_run, largest_kept=read.largest_kept, allowed=read.allowed,
        municipality=_municipality(municipality, read), hold=_hold(audience, embargo, baseline, read),
        confidential=holding.hold_confidential(read, datetime.now(UTC), baseline),
    )  # fmt: skip
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
        raise Failed(say("load.interrupted_dry" if dry_run else "load.interrupted", read.language)) from stopped
    if all(report.refused for report in done):
        raise Failed(say("load.nothing_loaded", read.language))


def _showing(as_json: bool, language: str, dry: bool) -> "Callable[[Sequence[LoadResult]], None]":
    """Prints what a load did."""
    from bot.ingest import load_report

    def show(done: "Sequence[LoadResult]") -> None:
        if as_json:
            write_json(load_report.as_json(done, language))
        else:
            click.echo(load_report.as_text(done, language, dry))

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
