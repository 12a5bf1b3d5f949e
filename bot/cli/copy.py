"""`sagsbot copy`: all of a database into another one, of whatever engine."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import click

from bot.cli.base import JSON, SETTINGS, Failed, read_given, write_json
from bot.settings import of_tenant
from templates import say

if TYPE_CHECKING:
    from index.db.engine import Address

SHOWN = 12  # of the digits of a checksum


class AddressArgument(click.ParamType["Address"]):
    """A file, or the URL of a database: `postgresql://…`, `sqlite:///…`."""

    name = "URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Address":
        from index.db.engine import ServerAddress

        if not isinstance(value, str):
            found: Address = value
            return found
        path = unquote(value.removeprefix("sqlite:///")) if value.startswith("sqlite:///") else value
        try:
            return Path(path) if path and "://" not in path else ServerAddress.of(value)
        except ValueError:
            self.fail("It is neither a file nor a URL of PostgreSQL (postgresql://user@host/database).", param, ctx)


@click.command()
@click.option("--from", "source", type=AddressArgument(), required=True, help="The database that is copied.")
@click.option("--to", "target", type=AddressArgument(), required=True, help="An empty database, created if missing.")
@SETTINGS
@JSON
def copy(source: "Address", target: "Address", settings_file: Path | None, as_json: bool) -> None:
    """Copy a database into another one, while the bot is stopped: a file or postgresql://user@host/database, both ways.

    Every table is compared by its count and a checksum. If it is cut off, run it again: what is whole is kept. The
    target has to be empty, and cannot be used before all is there.
    """
    from index.db.copying import TableCopied, copy_database
    from index.db.engine import ServerAddress
    from index.db.opening import is_in_use, open_database

    read = read_given(settings_file)
    language = read.language
    source, target = (
        of_tenant(one, read.tenant) if isinstance(one, ServerAddress) else one for one in (source, target)
    )
    if source == target:
        raise click.UsageError(say("copies.same", language))
    if is_in_use(source):
        raise Failed(say("copies.running", language))
    done: list[TableCopied] = []
    with closing(open_database(source, create=False)) as from_, closing(open_database(target, unfinished=True)) as to:
        if not as_json:
            click.echo(say("copies.again", language), err=True)
        for one in copy_database(from_, to):
            done.append(one)
            if not as_json:
                click.echo(_line(one, language))
    if as_json:
        write_json({"tables": [_object(one) for one in done], "rows": sum(one.sum.rows for one in done)})
    else:
        values = {"tables": len(done), "rows": sum(one.sum.rows for one in done), "path": target}
        click.echo(say("copies.copied", language, **values))


def _line(one: Any, language: str) -> str:
    there = f"  {say('copies.was_there', language)}" if one.was_there else ""
    return f"{one.sum.table:<20} {one.sum.rows:>9}  {one.sum.checksum[:SHOWN]}{there}"


def _object(one: Any) -> dict[str, object]:
    return {"table": one.sum.table, "rows": one.sum.rows, "sha256": one.sum.checksum, "was_there": one.was_there}
