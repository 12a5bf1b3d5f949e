# ruff: noqa: PLC0415  # as in cli.py: a command imports what it needs when it runs
"""The commands of the clock: tick, clock, units."""

import os
from contextlib import closing
from datetime import datetime, time
from pathlib import Path

import click

from bot import settings
from bot.cli.arguments import Moment, PathArgument
from bot.cli.base import JSON, Failed, parse_moment, with_settings, write_bytes, write_json
from bot.cli.viewing import AS
from bot.settings import Settings
from templates import say


@click.command()
@click.option("--now", type=Moment(), required=True, help="The moment; a day alone is its noon.")
@AS
@JSON
@with_settings
def tick(now: datetime, viewer: str | None, as_json: bool, read: Settings) -> None:
    """Do what the clock would do at a moment, once.

    Reminders and digests that the moment calls for are queued, and posted where SLACK_BOT_TOKEN is set; without it
    they are held. Nothing is queued twice, however often this is run.
    """
    from bot import clock as clocks
    from bot.cli import tick_report
    from bot.rules import scheduler
    from index.store.store import Store

    when = parse_moment(_noon(now), read.timezone)
    with closing(Store(read.db, create=False)) as store:
        done = clocks.once(store, read, when)
        if viewer:
            done = done.of(viewer)
        work = scheduler(store, read)
        if as_json:
            write_json(tick_report.as_json(done, work, when))
        else:
            click.echo(tick_report.as_text(done, work, when))


def _noon(given: datetime) -> datetime:
    """A day that was given without a time means what the whole day brings."""
    bare = given.tzinfo is None and given.time() == time.min
    return given.replace(hour=12) if bare else given


@click.command("clock")
@with_settings
def clock(read: Settings) -> None:
    """Run the clock on its own: reminders, alerts and digests, posted once. Ends with SIGTERM or Ctrl-C.

    Several may run on one database: one of them posts, the others stand by and take over.
    """
    from bot import serve

    settings.read_settings(os.environ, needed=("SLACK_BOT_TOKEN",))
    serve.run_clock(read, lambda: click.echo(say("serve.ready_clock", read.language), err=True))


@click.group()
def units() -> None:
    """Who answers for what stands under "Hvem er ansvarlig": a table of unit, channel, user, manager."""


@units.command("import")
@click.argument("file", type=PathArgument(exists=True, dir_okay=False))
@JSON
@with_settings
def units_import(file: Path, as_json: bool, read: Settings) -> None:
    """Take the table from a CSV file with the columns unit, channel, user, manager, in place of the one before."""
    from bot.cli import unit_table as table
    from index.state.reminders import Reminders
    from index.store.store import Store

    try:
        found = table.read_units(file.read_bytes())
    except table.BadTable as bad:
        raise Failed(say(f"units.{bad.kind}", read.language, line=bad.line, value=bad.value)) from bad
    with closing(Store(read.db)) as store:
        Reminders(store.file).set_units(found, datetime.now(read.timezone))
    if as_json:
        write_json({"units": len(found)})
    else:
        click.echo(say("units.imported", read.language, count=len(found)))


@units.command("export")
@JSON
@with_settings
def units_export(as_json: bool, read: Settings) -> None:
    """Print the table as CSV; with --json as a list of objects."""
    from bot.cli import unit_table as table
    from index.state.reminders import Reminders
    from index.store.store import Store

    with closing(Store(read.db, create=False)) as store:
        found = Reminders(store.file).units()
    if as_json:
        write_json(table.as_objects(found))
    else:
        write_bytes(table.as_csv(found))
