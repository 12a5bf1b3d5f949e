"""`sagsbot restore`: put a copy in the place of the database."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, Failed, check_out, with_settings, write_json
from bot.settings import Settings
from templates import say


@click.command()
@click.argument("file", metavar="FILE", required=False, type=PathArgument(dir_okay=False))
@click.option("--send-anyway", is_flag=True, help="Send without comparing any longer; some posts may come twice.")
@JSON
@with_settings
def restore(file: Path | None, send_anyway: bool, as_json: bool, read: Settings) -> None:
    """Put the copy FILE in the place of the database, while the bot is stopped.

    Before the bot posts again it reads what Slack has had meanwhile, in every conversation: nothing is posted twice.
    The database before is kept beside it; that of a server, beside FILE. When Slack does not let its history be read,
    --send-anyway decides it.
    """
    if (file is None) != send_anyway:
        raise click.UsageError(say("copies.either", read.language))
    if file is None:
        _send_anyway(read, as_json)
        return
    from index.db import copies
    from index.db.opening import is_in_use
    from index.state.posting import Posting

    check_out(file, read)
    to = read.db.absolute() if isinstance(read.db, Path) else read.db
    if is_in_use(to):
        raise Failed(say("copies.running", read.language))
    now = datetime.now(UTC)
    aside = copies.restore(file.absolute(), to, now, lambda put_back: Posting(put_back).behind(now))
    if as_json:
        write_json({"database": str(read.db), "before": str(aside) if aside else None})
    else:
        click.echo(say("copies.put_back", read.language, path=read.db, before=aside))


def _send_anyway(read: Settings, as_json: bool) -> None:
    from index.state.posting import Posting
    from index.store.store import Store

    with closing(Store(read.db, create=False)) as store:
        waited = Posting(store.file).settle()
    if as_json:
        write_json({"waited": waited})
    else:
        click.echo(say("copies.sends" if waited else "copies.nothing_waits", read.language))
