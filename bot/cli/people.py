# ruff: noqa: PLC0415  # as in cli.py: a command imports what it needs when it runs
"""The commands about people: who may what, and who did what."""

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from bot.cli.arguments import Moment, PathArgument
from bot.cli.base import JSON, parse_moment, with_settings, write_json, write_out
from bot.cli.viewing import PersonId
from bot.settings import Settings
from templates import say


@click.command()
@JSON
@with_settings
def access(as_json: bool, read: Settings) -> None:
    """Who may what: each action with the roles that may, as this installation holds it.

    The other roles come from the database: who owns a case, who follows it, who answers for its unit.
    """
    from bot.cli import access_table

    if as_json:
        write_json(access_table.as_objects(bool(read.admins)))
    else:
        click.echo(access_table.as_text(bool(read.admins), read.language))


@click.command()
@click.option("--csv", "as_csv", is_flag=True, help="As CSV for a Danish spreadsheet.")
@click.option("--since", type=Moment(), help="Only what was done on this day or later.")
@click.option("--out", type=PathArgument(dir_okay=False), help="Write to this file instead of stdout.")
@JSON
@with_settings
def audit(as_csv: bool, since: datetime | None, out: Path | None, as_json: bool, read: Settings) -> None:
    """Who did what to which case or document, and when; the log is only ever added to.

    Made to be put into a journal: each row has its moment, the case with municipality, code, year and title, and the
    documents that tell of it.
    """
    from bot.export import audit_log, store_json
    from index.state.audit import Audit
    from index.store.store import Store

    if as_csv and as_json:
        raise click.UsageError("Give either --csv or --json.")
    with closing(Store(read.db, create=False)) as store:
        rows = list(Audit(store.file).rows(parse_moment(since, read.timezone) if since else None))
    objects = [audit_log.as_object(row, read.language, read.timezone) for row in rows]
    if out is None and not as_csv:
        write_json(objects) if as_json else click.echo(audit_log.as_text(objects, read.language))
        return
    data = store_json.as_json(objects) if as_json else audit_log.as_csv(objects)
    write_out(data, out, read)


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
