"""`sagsbot init`: a folder to run the bot from, with what came with the program."""

import shutil
from pathlib import Path

import click

from bot import shipped
from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, with_shared_settings, write_json
from bot.settings import Settings
from templates import say

EXAMPLE, ENV = Path(".env.example"), Path(".env")
ONLY_MINE = 0o600


@click.command()
@click.argument("folder", metavar="[FOLDER]", default=".", type=PathArgument(file_okay=False))
@JSON
@with_shared_settings
def init(folder: Path, as_json: bool, read: Settings) -> None:
    """Write example settings (.env), the manifest, the guides, the samples and the deployment files into FOLDER.

    What is there already is left as it is. Without FOLDER they come into the one where you stand.
    """
    names = [ENV, *(name for name in shipped.shipped_files() if name != EXAMPLE)]
    kept = [name for name in names if (folder / name).exists()]
    for name in names:
        if name not in kept:
            _copy(shipped.ROOT / (EXAMPLE if name == ENV else name), folder / name)
    if as_json:
        write_json({"folder": str(folder), "written": len(names) - len(kept), "kept": [str(name) for name in kept]})
        return
    click.echo(
        say("init.written", read.language, folder=folder.absolute(), count=len(names) - len(kept), kept=len(kept))
    )
    click.echo(say("init.next", read.language, folder=folder))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.name == ENV.name:  # tokens will be written into it: nobody else reads it, not for a moment
        target.touch(ONLY_MINE)
    shutil.copyfile(source, target)
