"""`sagsbot page`: a page of a document as a picture, with what is looked for marked."""

from datetime import datetime
from pathlib import Path

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, Failed, check_out, with_settings, write_json, write_out
from bot.cli.viewing import AS, documents_of
from bot.settings import Settings
from templates import say


@click.command()
@click.argument("document", metavar="DOCUMENT")
@click.argument("number", metavar="PAGE", type=click.IntRange(min=1))
@click.option("--mark", default="", metavar="TEXT", help="What to draw a frame around, as a figure as it is printed.")
@click.option("--out", type=PathArgument(dir_okay=False), required=True, help="The picture (PNG) to write.")
@AS
@JSON
@with_settings
def page(  # noqa: PLR0913, PLR0917  # an option each
    document: str, number: int, mark: str, out: Path, viewer: str | None, as_json: bool, read: Settings
) -> None:
    """A page of a PDF as it looks, to see where a figure stands.

    The document is named as in `sagsbot export documents`. It is rendered from the file that was kept when it was
    loaded, in a process with limits. With --as only what that person may see.
    """
    from loaders.files import foreign, pdf
    from records import Refused

    check_out(out, read)
    with documents_of(read, viewer, datetime.now(read.timezone)) as library:
        held = next((one for one in library.store.documents() if one.name == document), None)
        original = library.store.original(held.id) if held else None
    if held is None:
        raise Failed(say("page.no_document", read.language, name=document))
    if original is None or original.content is None or not foreign.is_pdf(original.content):
        raise Failed(say("page.no_file", read.language, name=document))
    try:
        picture = pdf.page_picture(document, original.content, number, [mark], read.allowed)
    except Refused as refused:
        raise Failed(
            say(f"refused.{refused.reason}", read.language, **{**refused.values, "name": document})
        ) from refused
    write_out(picture.png, out, read)
    if as_json:
        write_json({"document": document, "page": number, "file": str(out), "marked": picture.marked})
    elif mark:
        click.echo(say("page.marked", read.language, text=mark, count=picture.marked, page=number))
