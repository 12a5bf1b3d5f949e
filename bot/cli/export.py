"""`sagsbot export`: what was read from the documents, as JSON or CSV."""

from datetime import datetime
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import check_out, with_settings, write_json, write_out
from bot.cli.viewing import AS, documents_of
from bot.settings import Settings

EXPORTS = ("proposals", "milestones", "statuses", "figures", "links", "findings", "documents")


@click.command()
@click.argument("what", metavar="WHAT", type=click.Choice(EXPORTS))
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option("--out", type=PathArgument(dir_okay=False), help="Write to this file instead of stdout.")
@click.option("--json", "as_json", is_flag=True, help="As --format json; with --out, JSON about what was written.")
@AS
@with_settings
def export(  # an option each
    what: str, form: str, out: Path | None, as_json: bool, viewer: str | None, read: Settings
) -> None:
    """Everything that was read, flat: proposals, milestones, statuses, figures, links, findings or documents.

    CSV is made for a Danish spreadsheet: semicolons, decimal commas, and no cell that would be run as a formula.
    """
    if as_json and form == "csv" and out is None:
        raise click.UsageError("--json and --format csv need --out.")
    from bot.export import store_json

    check_out(out, read)
    with documents_of(read, viewer, datetime.now(read.timezone)) as library:
        objects = list(store_json.export_objects(library.store, what, read.language))
    data = store_json.as_csv(objects, what) if form == "csv" else store_json.as_json(objects)
    write_out(data, out, read)
    if out is not None and as_json:
        write_json({"what": what, "file": str(out), "rows": len(objects)})
