"""`sagsbot forget`: take a person out of the database."""

from contextlib import closing
from datetime import datetime

import click

from bot.cli.base import JSON, with_settings, write_json
from bot.cli.viewing import PersonId
from bot.settings import Settings
from templates import say


@click.command()
@click.argument("person", type=PersonId())
@JSON
@with_settings
def forget(person: str, as_json: bool, read: Settings) -> None:
    """Take a person out of the database: rows that are theirs, and their id and name where others need the row.

    What stands in documents, in backups and in Slack itself is not touched.
    """
    from index.state.personal import forget as forget_person
    from index.store.store import Store

    with closing(Store(read.db, create=False)) as store:
        done = forget_person(store.file, person, datetime.now(read.timezone))
    if as_json:
        write_json(done)
    else:
        click.echo(say("cli.forgotten", read.language, rows=sum(done.values()), tables=list(done)))
