"""`sagsbot serve`: the Slack app."""

import click

from bot import settings
from bot.cli.base import Failed, read_each, read_given, say_beside, with_shared_settings
from bot.settings import Settings
from templates import say


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=3000, show_default=True, help="0 takes a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; 0.0.0.0 is all.",
)
@click.option("--socket-mode", is_flag=True, help="Connect to Slack, rather than wait for it at an address.")
@with_shared_settings
def serve(port: int, host: str, socket_mode: bool, read: Settings) -> None:
    """Run the Slack app over HTTP: /slack/events for Slack, /healthz for whoever watches over it.

    Needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET; with --socket-mode SLACK_APP_TOKEN instead of the secret. Documents
    that are loaded meanwhile are answered from at once. With a settings file for several tenants it is the app of each.
    """
    from bot import serve, tenants

    needed = settings.SOCKET_MODE if socket_mode else settings.SLACK
    of = read_each(needed)
    said = "ready_tenants" if of else "ready_socket" if socket_mode else "ready"

    def ready(taken: int) -> None:
        say_beside(read, f"serve.{said}", port=str(taken), tenants=[one.tenant for one in of])

    def runs(tenant: str) -> None:
        say_beside(read, "serve.tenant_runs", tenant=tenant)

    try:
        if of:
            tenants.run(of, (host, port), ready, runs, socket_mode)
        else:
            read_given(needed=needed)
            serve.run(read, port, ready, socket_mode, host)
    except serve.CannotServe as stopped:
        raise Failed(say(f"serve.{stopped.kind}", read.language, **stopped.values)) from stopped
