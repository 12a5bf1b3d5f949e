"""`sagsbot demo`: the bot in a local Slack, to try it."""

from datetime import datetime
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import NOW, SETTINGS, Failed, parse_moment, read_shared
from templates import say


@click.command()
@click.option("--documents", type=PathArgument(exists=True), help="Load these instead of the sample.")
@click.option("--db", type=PathArgument(), help="Keep the database here; else it is gone afterwards.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port of the local Slack; 0 takes a free one.  [default: 8321]"
)
@click.option("--open", "open_page", is_flag=True, help="Open the local Slack's page in the browser.")
@click.option("--terminal", is_flag=True, help="Only here in the terminal, without the local Slack.")
@SETTINGS
@NOW
def demo(  # noqa: PLR0913, PLR0917  # an option each
    documents: Path | None,
    db: Path | None,
    settings_file: Path | None,
    port: int | None,
    open_page: bool,
    terminal: bool,
    now: datetime | None,
) -> None:
    """Try it: loads a collection of documents, opens a local Slack with the bot in it, and answers here as well.

    Nothing has to be set up and no account is needed. Ends with /quit or the end of the input.
    """
    from bot import demo as trial
    from bot import serve
    from bot.ingest import loading

    read = read_shared(settings_file)
    files = loading.files([documents]) if documents else trial.collection()
    if not files:
        raise Failed(say("demo.no_documents", read.language))
    when = parse_moment(now, read.timezone)
    try:
        trial.run(trial.DemoOptions(files, db, when, port, open_page, terminal), read)
    except serve.CannotServe as stopped:
        raise Failed(say(f"serve.{stopped.kind}", read.language, **stopped.values)) from stopped
    except OSError as error:
        raise Failed(say("serve.port_taken", read.language, port=str(port))) from error
