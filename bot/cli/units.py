"""`sagsbot units`: who answers for what, as a table."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, Failed, with_settings, write_bytes, write_json
from bot.settings import Settings
from templates import say


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
