"""`sagsbot clock`: the scheduler in a process of its own."""

import click

from bot.cli.base import read_each, read_given, say_beside, with_shared_settings
from bot.settings import Settings


@click.command()
@with_shared_settings
def clock(read: Settings) -> None:
    """Run the clock on its own: reminders, alerts and digests, posted once. Ends with SIGTERM or Ctrl-C.

    Several may run on one database: one of them posts, the others stand by and take over. With a settings file for
    several tenants it is the clock of each.
    """
    from bot import serve, tenants

    needed = ("SLACK_BOT_TOKEN",)
    if of := read_each(needed):
        names = [one.tenant for one in of]
        tenants.run_clocks(
            of,
            lambda: say_beside(read, "serve.ready_tenants", tenants=names, port=""),
            lambda tenant: say_beside(read, "serve.tenant_ticks", tenant=tenant),
        )
    else:
        read_given(needed=needed)
        serve.run_clock(read, lambda: say_beside(read, "serve.ready_clock"))
