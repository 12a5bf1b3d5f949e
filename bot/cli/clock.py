"""`sagsbot clock`: the scheduler in a process of its own."""

import click

from bot.cli.base import read_given, with_settings
from bot.settings import Settings
from templates import say


@click.command()
@with_settings
def clock(read: Settings) -> None:
    """Run the clock on its own: reminders, alerts and digests, posted once. Ends with SIGTERM or Ctrl-C.

    Several may run on one database: one of them posts, the others stand by and take over.
    """
    from bot import serve

    read_given(needed=("SLACK_BOT_TOKEN",))
    serve.run_clock(read, lambda: click.echo(say("serve.ready_clock", read.language), err=True))
