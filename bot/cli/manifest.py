"""`sagsbot manifest`: the app as Slack is told of it."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import click

from bot import shipped
from bot.cli.arguments import PathArgument
from bot.cli.base import check_out, with_shared_settings, write_out
from bot.settings import Settings

NAME = "manifest.yaml"
EVENTS = "/slack/events"  # as in bot.slack.server, which takes long to import
# Where Slack wants an address: below these lines, indented as what stands beside it.
PLACES = (
    (r"^  event_subscriptions:\n", "    request_url: {url}\n"),
    (r"^  interactivity:\n", "    request_url: {url}\n"),
    (r"^    - command: .*\n", "      url: {url}\n"),
)


class HttpsAddress(click.ParamType[str]):
    """An address that Slack can call."""

    name = "https address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        parts = urlsplit(value) if re.fullmatch(r"[\w.:/~%-]+", value, re.ASCII) else None
        if parts is None or parts.scheme != "https" or not parts.hostname:
            self.fail(f"{value!r} is not an address with https, as https://sagsbot.example.dk.", param, ctx)
        return value


@click.command()
@click.option(
    "--url", type=HttpsAddress(), help="Slack calls the bot at this address.  [default: Socket Mode, no address]"
)
@click.option("--out", type=PathArgument(dir_okay=False), help="The file to write.  [default: stdout]")
@with_shared_settings
def manifest(url: str | None, out: Path | None, read: Settings) -> None:
    """The manifest that is pasted at api.slack.com/apps → Create New App → From a manifest.

    With --url it is the one for HTTP: with the bot's address in the four places where Slack asks for it.
    """
    check_out(out, read)
    text = (shipped.ROOT / NAME).read_text(encoding="utf-8")
    write_out((over_http(text, url) if url else text).encode(), out, read)


def over_http(text: str, url: str) -> str:
    """The manifest with Socket Mode off and the address put in."""
    full = url.rstrip("/")
    if EVENTS not in full:  # that of one of several tenants goes on behind it
        full += EVENTS
    for place, line in PLACES:
        text = re.sub(place, r"\g<0>" + line.format(url=full), text, flags=re.MULTILINE)
    return text.replace("socket_mode_enabled: true", "socket_mode_enabled: false")
