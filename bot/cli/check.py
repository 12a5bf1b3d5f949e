"""`sagsbot check`: whether everything is set up right."""

import os
from pathlib import Path

import click

from bot import settings
from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, write_json


@click.command()
@click.option("--db", type=PathArgument(), help="Database file.  [default: $SAGSBOT_DB or sagsbot.db]")
@JSON
def check(db: Path | None, as_json: bool) -> None:
    """Is it set up right? Settings, database, documents and the Slack token, each with how to fix it."""
    from bot import checks

    done = checks.run(os.environ, db)
    if as_json:
        write_json(checks.as_json(done))
    else:
        click.echo(checks.as_text(done, settings.language_setting(os.environ)))
    if not checks.good(done):
        raise click.exceptions.Exit(1)
