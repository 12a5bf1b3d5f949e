"""`sagsbot check`: whether everything is set up right."""

from pathlib import Path

import click

from bot import settings
from bot.cli.base import DB, JSON, SETTINGS, sources, write_json
from bot.settings import BadSettings, Problem


@click.command()
@DB
@SETTINGS
@JSON
def check(db: Path | None, settings_file: Path | None, as_json: bool) -> None:
    """Is it set up right? Settings, database, documents and the Slack token, each with how to fix it."""
    from bot import checks

    given = sources(settings_file)
    if db and given.tenants:
        raise BadSettings([Problem("--db", "db_of_one")])
    done = checks.run(given, db)
    if as_json:
        write_json(checks.as_json(done))
    else:
        click.echo(checks.as_text(done, settings.language_setting(given.values)))
    if not checks.good(done):
        raise click.exceptions.Exit(1)
