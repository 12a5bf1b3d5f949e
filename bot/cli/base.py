"""What the commands of the command line share: settings, output, how they fail."""

import errno
import json
import os
import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from functools import partial, wraps
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

import click

from bot import setting_sources, settings
from bot.cli.arguments import Moment, PathArgument
from bot.setting_sources import GivenSettings
from bot.settings import BadSettings, Problem
from index.db.database import is_part_of
from templates import say


class Failed(click.ClickException):
    """The command cannot go on. The sentence is printed on stderr as it is; the exit code is 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.format_message(), file=file, err=file is None)


DB = click.option("--db", type=PathArgument(), help="Database file.  [default: $SAGSBOT_DB or sagsbot.db]")
SETTINGS = click.option(
    "--settings", "settings_file", type=PathArgument(), help="File with settings.  [default: $SAGSBOT_SETTINGS]"
)
GIVEN = "sagsbot.given"  # in the context of a command: what its settings were read from


def sources(settings_file: Path | None = None) -> GivenSettings:
    """The settings from every source, for this command. What `.env` says goes into the environment as well, where those
    who connect to Slack look for a proxy and certificates."""
    from_file = setting_sources.env_file(os.environ)
    os.environ.update({name: value for name, value in from_file.values.items() if not os.environ.get(name, "").strip()})
    found = setting_sources.given(os.environ, settings_file)
    found = replace(found, problems=(*from_file.problems, *found.problems))
    click.get_current_context().meta[GIVEN] = found
    return found


def read_given(settings_file: Path | None = None, needed: Collection[str] = ()) -> settings.Settings:
    """The settings of this command. Raises BadSettings, also where they are for several tenants and none is chosen."""
    found = _found(settings_file)
    if found.tenants:
        raise BadSettings([*found.problems, Problem(", ".join(found.tenants), "which_tenant")])
    return setting_sources.read_tenant(found, needed)


def read_shared(settings_file: Path | None = None) -> settings.Settings:
    """The same; where they are for several tenants, what holds for all."""
    return setting_sources.read_tenant(_found(settings_file))


def read_each(needed: Collection[str] = ()) -> tuple[settings.Settings, ...]:
    """The settings of each of several tenants; none where they are for one. Raises BadSettings."""
    return setting_sources.read_tenants(_found(), needed)


def _found(settings_file: Path | None = None) -> GivenSettings:
    found: GivenSettings | None = click.get_current_context().meta.get(GIVEN)
    return found or sources(settings_file)


def with_settings(
    command: Callable[..., Any], read_given: Callable[[Path | None], settings.Settings] = read_given
) -> Callable[..., Any]:
    """Give a command --db and --settings, and hand it the settings with what --db says put in."""

    @DB
    @SETTINGS
    @wraps(command)
    def run(db: Path | None, settings_file: Path | None, **given: Any) -> Any:
        from index.db.database import explained

        read = read_given(settings_file)
        if db and _found().tenants:
            raise BadSettings([Problem("--db", "db_of_one")])
        read = replace(read, db=db) if db else read
        with explained(read.db):
            return command(read=read, **given)

    return run


with_shared_settings = partial(with_settings, read_given=read_shared)


def say_beside(read: settings.Settings, key: str, **values: object) -> None:
    """A sentence on stderr, beside what a command prints."""
    click.echo(say(key, read.language, **values), err=True)


NOW = click.option("--now", type=Moment(), help="Answer as if it were this day or moment.  [default: now]")
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON value on stdout, and nothing else there.")


def write_bytes(data: bytes) -> None:
    """Bytes on stdout, so that they are UTF-8 whatever the terminal thinks."""
    if sys.stdout is None:  # closed before we began; click would drop the data and call it done
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "stdout")
    click.echo(data, nl=False)


def check_out(out: Path | None, read: settings.Settings) -> None:
    """Raises Failed where a file that is to be written is part of the database."""
    if out is not None and is_part_of(out, read.db):
        raise Failed(say("cli.out_is_database", read.language, path=out))


def write_out(data: bytes, out: Path | None, read: settings.Settings) -> None:
    """Bytes to a file, or to stdout without one. Raises Failed where it cannot be written, or is the database."""
    if out is None:
        write_bytes(data)
        return
    check_out(out, read)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise Failed(say("cli.cannot_write", read.language, path=out)) from error


# JSON lets these stand as they are, but many a reader of lines takes them for the end of one.
LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def write_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False).translate(LINE_ENDS)
    write_bytes((text + "\n").encode("utf-8", "replace"))


def parse_moment(given: datetime | None, zone: ZoneInfo) -> datetime:
    if given is None:
        return datetime.now(zone)
    return given if given.tzinfo else given.replace(tzinfo=zone)
