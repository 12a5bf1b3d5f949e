"""`sagsbot names`: the committees, administrations, areas and units of a municipality."""

from contextlib import closing
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, Failed, with_settings, write_json
from bot.settings import Settings
from templates import say


@click.group()
def names() -> None:
    """What a municipality calls its committees, administrations, areas and units, and their abbreviations.

    Documents and questions of that municipality are understood by them; an abbreviation counts for no other.
    """


@names.command("import")
@click.argument("file", type=PathArgument(exists=True, dir_okay=False))
@click.option("--municipality", metavar="NAME", help="Whose names these are, where the list does not say.")
@JSON
@with_settings
def names_import(file: Path, municipality: str | None, as_json: bool, read: Settings) -> None:
    """Take a list with the columns municipality, kind, name, abbreviations: CSV, a spreadsheet, or TOML with [[name]].

    A kind is committee, administration, area or unit. The list takes the place of all that its municipalities had
    before, and their tables are read again.
    """
    from bot.ingest import corrections, loading, name_list

    try:
        place = corrections.official_municipality(municipality) if municipality else None
        given = name_list.read_names(file, place)
    except corrections.BadChange as bad:
        raise click.UsageError(say(f"layouts.{bad.kind}", read.language, value=bad.value)) from bad
    except name_list.BadNames as bad:
        raise Failed(say(f"names.{bad.kind}", read.language, line=bad.line, value=bad.value)) from bad
    with closing(loading.store_to_fill(read.db)) as store:
        refused, count = corrections.give_names(store, given)
    for one in refused:
        click.echo(say(f"refused.{one.reason}", read.language, **one.values), err=True)
    if as_json:
        write_json({"names": len(given), "read_again": count})
    else:
        click.echo(say("names.imported", read.language, count=len(given), read=count))


@names.command("export")
@JSON
@with_settings
def names_export(as_json: bool, read: Settings) -> None:
    """Print the names that were given, one a line; with --json as a list of objects."""
    from bot.ingest import name_list
    from index.store.store import Store

    with closing(Store(read.db, create=False)) as store:
        given = store.corrections().names
    if as_json:
        write_json(name_list.as_objects(given))
        return
    click.echo(";".join(name_list.COLUMNS))
    for one in given:
        click.echo(";".join((one.municipality, one.kind, one.name, ",".join(one.abbreviations))))
