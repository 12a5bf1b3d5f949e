"""`sagsbot backup`: a whole copy of the database."""

from contextlib import closing
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, check_out, with_settings, write_json
from bot.settings import Settings
from templates import say


@click.command()
@click.argument("file", metavar="FILE", type=PathArgument(dir_okay=False))
@JSON
@with_settings
def backup(file: Path, as_json: bool, read: Settings) -> None:
    """Copy the database to FILE, also while the bot runs.

    FILE has its name only when the copy is whole, and is checked. A copy of the file by other means is none: what is
    in its log is missing.
    """
    from index.db import copies
    from index.store.store import Store

    check_out(file, read)
    with closing(Store(read.db, create=False)) as store:
        copies.backup(store.file, file.absolute())
    if as_json:
        write_json({"file": str(file), "bytes": file.stat().st_size})
    else:
        click.echo(say("copies.made", read.language, path=file))
