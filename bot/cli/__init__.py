"""The command line: it translates arguments, calls, prints. `sagsbot COMMAND --help` says what each command does.

One command a file, named after it and imported when it is called. What is slow to import is imported by the command
that uses it, when it runs.
Exit codes: 0 done, 1 failed (the reason is on stderr), 2 used wrongly.
"""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from bot import settings
from bot.cli.base import GIVEN, Failed
from bot.settings import BadSettings
from records.collecting import collect_seldom
from templates import say

COMMANDS = (
    *("load", "ask", "export", "page", "check", "serve", "demo", "tick", "clock", "units", "layouts", "names"),
    *("backup", "restore", "copy", "access", "audit", "what-about", "forget", "init", "manifest"),
)


class Commands(click.Group):
    """The commands, each imported when it is asked for, with a sentence for what stops any of them."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        function = name.replace("-", "_")
        command: click.Command = getattr(import_module(f"{__package__}.{function}"), function)
        return command

    def main(self, *args: Any, **more: Any) -> Any:
        collect_seldom()
        for stream in (sys.stdout, sys.stderr):  # a sign that an old code page has not is no reason to answer nothing
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")
        try:
            return super().main(*args, **more)
        except OSError as error:  # nowhere to print: a full disk; click itself ends when nobody reads the pipe any more
            language = settings.language_setting(os.environ)
            click.echo(say("cli.system", language, error=error.strerror or str(error), path=error.filename), err=True)
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        from index.db.database import Unusable

        try:
            return super().invoke(ctx)
        except BadSettings as bad:
            language = _language(ctx)
            sentences = (say(f"settings.{one.kind}", language, name=one.name) for one in bad.problems)
            raise Failed("\n".join(sentences)) from bad
        except Unusable as broken:
            raise Failed(
                say(f"database.{broken.reason}", _language(ctx), path=broken.path, detail=broken.detail)
            ) from broken
        except KeyboardInterrupt as stopped:
            raise Failed(say("cli.interrupted", _language(ctx))) from stopped


def _language(ctx: click.Context) -> str:
    """Of the settings that the command has read, wherever they came from."""
    read = ctx.meta.get(GIVEN)
    return settings.language_setting(read.values if read else os.environ)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sagsbot")
def main() -> None:
    """Answers about Danish municipalities' savings and investment proposals, with the source beside every figure.

    Messages are Danish; with SAGSBOT_LANGUAGE=en they are English.

    Exit codes: 0 done, 1 failed (why is on stderr), 2 used wrongly.
    """
