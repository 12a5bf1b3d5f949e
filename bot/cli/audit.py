"""`sagsbot audit`: who did what, and when."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from bot.cli.arguments import Moment, PathArgument
from bot.cli.base import JSON, parse_moment, with_settings, write_json, write_out
from bot.settings import Settings


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
