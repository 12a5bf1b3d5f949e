"""`sagsbot what-about`: what is kept about a person."""

import json
from contextlib import closing

import click

from bot.cli.base import JSON, with_settings, write_json
from bot.cli.viewing import PersonId
from bot.settings import Settings


@click.command("what-about")
@click.argument("person", type=PersonId())
@JSON
@with_settings
def what_about(person: str, as_json: bool, read: Settings) -> None:
    """Everything that the database has of a person, by table, as JSON: for whoever asks what is kept of them.

    What each field is for, and how long it is kept, stands in docs/people.md.
    """
    from index.state.personal import kept_of
    from index.store.store import Store

    with closing(Store(read.db, create=False)) as store:
        found = kept_of(store.file, person)
    write_json(found) if as_json else click.echo(json.dumps(found, ensure_ascii=False, indent=2))
