"""`sagsbot layouts`: how tables were read, and what people say of that."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.arguments import PathArgument
from bot.cli.base import JSON, Failed, with_settings, write_json, write_out
from bot.settings import Settings
from templates import say

if TYPE_CHECKING:
    from bot.ingest.corrections import BadChange
    from index.store.store import Store
    from records import Refused

COLOURS = {"green": "green", "yellow": "yellow", "red": "red", "none": ""}


@click.group()
def layouts() -> None:
    """How tables are read: which column is what, the unit, the municipality, what the words of a status mean.

    What is set holds for all tables with headings like these: those that are loaded already are read again.
    """


@layouts.command("list")
@JSON
@with_settings
def layouts_list(as_json: bool, read: Settings) -> None:
    """List the tables of all documents, with the number by which `show` and `set` know them."""
    from bot.export import layout_text
    from bot.ingest import corrections

    with closing(_store(read)) as store:
        found = list(corrections.read_tables(store))
    if as_json:
        write_json([layout_text.item(one.id, one.understood) for one in found])
        return
    if not found:
        click.echo(say("layouts.none", read.language))
        return
    heads = [say(f"layouts.{name}", read.language) for name in ("number", "document", "rows", "kind", "unread_count")]
    rows = [
        [
            one.id,
            layout_text.short(one.document.name),
            str(one.understood.rows),
            say(f"became.{one.understood.kind}", read.language) if one.understood.kind else "",
            layout_text.short(", ".join(one.understood.unread)),
        ]
        for one in found
    ]
    click.echo("\n".join(layout_text.aligned_rows([heads, *rows])))


@layouts.command("show")
@click.argument("table")
@JSON
@with_settings
def layouts_show(table: str, as_json: bool, read: Settings) -> None:
    """Show how a table was read: TABLE is its number in `layouts list`, or a document's name."""
    from bot.export import layout_text
    from bot.ingest import corrections

    with closing(_store(read)) as store, _explained(read):
        found = corrections.find_table(store, table)
    if as_json:
        write_json(layout_text.item(found.id, found.understood))
    else:
        click.echo(layout_text.table_text(found.id, found.understood, read.language))


@layouts.command("set")
@click.argument("table", required=False)
@click.option("--column", "columns", multiple=True, metavar="HEADING=ROLE", help="What a column is; ignore, auto.")
@click.option("--column-unit", "units", multiple=True, metavar="HEADING=UNIT", help="Its unit: kr, tkr, mio, mia.")
@click.option("--unit", help="The unit of amounts whose heading says none.")
@click.option("--municipality", help="Whose tables these are.")
@click.option("--status", "meanings", multiple=True, metavar="WORDS=MEANING", help="What the words of a status mean.")
@click.option("--colour", "colours", multiple=True, metavar="WORDS=COLOUR", help="green, yellow, red or none.")
@with_settings
def layouts_set(  # noqa: PLR0913, PLR0917  # an option each
    table: str | None,
    columns: tuple[str, ...],
    units: tuple[str, ...],
    unit: str | None,
    municipality: str | None,
    meanings: tuple[str, ...],
    colours: tuple[str, ...],
    read: Settings,
) -> None:
    """Say what the columns of TABLE are, and what the words of a status mean; loaded documents are read again.

    A role is one of those that `layouts show` prints in English with --json.
    """
    from bot.ingest import corrections

    of_table = bool(columns or units or unit is not None or municipality is not None)
    if of_table != (table is not None) or not (of_table or meanings or colours):
        raise click.UsageError(say("layouts.nothing", read.language))
    with closing(_store(read)) as store, _explained(read):
        if table is not None:
            said = corrections.TableChange(_pairs(columns), _pairs(units), unit, municipality)
            refused, count = corrections.change(store, corrections.find_table(store, table), said)
            _told(refused, "changed", count, read)
        if meanings or colours:
            refused, count = corrections.change_words(store, _pairs(meanings), _pairs(colours))
            _told(refused, "words_kept", count, read)


@layouts.command("export")
@click.option("--out", type=PathArgument(), help="Write to this file instead of stdout.")
@click.option(
    "--of", "file", type=PathArgument(exists=True, dir_okay=False), help="The headings of this file, to be filled in."
)
@with_settings
def layouts_export(out: Path | None, file: Path | None, read: Settings) -> None:
    """Print all corrections as TOML, for another municipality or another database.

    With --of FILE print the headings of that file's tables instead, also of one that is refused: fill in what the
    columns are, `import` it, and load the file.
    """
    from bot.export import layout_toml

    if file is not None:
        write_out(_form_of(file, read), out, read)
        return
    with closing(_store(read)) as store:
        data = layout_toml.as_toml(store.corrections())
    write_out(data, out, read)


@layouts.command("import")
@click.argument("file", type=PathArgument(exists=True, dir_okay=False))
@JSON
@with_settings
def layouts_import(file: Path, as_json: bool, read: Settings) -> None:
    """Take corrections from a TOML file beside those that are there; loaded documents are read again."""
    from bot.export import layout_toml
    from bot.ingest import corrections, loading

    try:
        said = layout_toml.read_toml(file.read_bytes())
    except layout_toml.BadLayouts as bad:
        raise Failed(say("layouts.broken", read.language, value=str(bad))) from bad
    with closing(loading.store_to_fill(read.db)) as store, _explained(read):
        refused, count = corrections.take(store, said)
    taken = len(said.known) + len({*said.meanings, *said.colours})
    for one in refused:
        click.echo(say(f"refused.{one.reason}", read.language, **one.values), err=True)
    if as_json:
        write_json({"corrections": taken, "read_again": count})
    else:
        click.echo(say("layouts.imported", read.language, count=taken, read=count))


def _form_of(file: Path, read: Settings) -> bytes:
    """The headings of a file as TOML to fill in. Raises Failed where it has no table or cannot be read."""
    from bot.export import layout_toml
    from bot.ingest import corrections, headings
    from index.db.opening import exists
    from index.store.store import Store
    from records import Refused
    from records.layouts import NONE

    said = NONE
    if exists(read.db):
        with closing(Store(read.db, create=False)) as store:
            said = store.corrections()
    try:
        found = headings.layouts_of(file, said)
    except Refused as refused:
        raise Failed(say(f"refused.{refused.reason}", read.language, **refused.values)) from refused
    if not found:
        raise Failed(say("layouts.no_headings", read.language, name=file.name))
    intro = say("layouts.to_fill_in", read.language, name=file.name, names=list(corrections.role_names()))
    return layout_toml.form(found, intro)


def _store(read: Settings) -> "Store":
    """The store that is there, with all that follows when a document is read again. Raises Unusable."""
    from bot.ingest import loading
    from index.store.store import Store

    Store(read.db, create=False).close()
    return loading.store_to_fill(read.db)


def _told(refused: "Iterable[Refused]", key: str, count: int, read: Settings) -> None:
    for one in refused:
        click.echo(say(f"refused.{one.reason}", read.language, **one.values), err=True)
    click.echo(say(f"layouts.{key}", read.language, count=count))


def _pairs(given: Iterable[str]) -> dict[str, str]:
    """{"HEADING": "role"} of "HEADING=role"; the last sign parts, as a heading may have one. Raises BadChange."""
    from bot.ingest.corrections import BadChange

    found: dict[str, str] = {}
    for one in given:
        heading, sign, value = one.rpartition("=")
        if not sign or not heading.strip():
            raise BadChange("no_pair", one)
        found[heading.strip()] = value.strip()
    return found


@contextmanager
def _explained(read: Settings) -> Iterator[None]:
    """What cannot be said of a table is a sentence."""
    from bot.ingest.corrections import BadChange

    try:
        yield
    except BadChange as bad:
        raise Failed(_sentence(bad, read.language)) from bad


def _sentence(bad: "BadChange", language: str) -> str:
    from bot.ingest import corrections
    from records.meanings import MEANINGS

    names = {"no_role": list(corrections.role_names()), "no_meaning": list(MEANINGS)}.get(bad.kind, [])
    return say(f"layouts.{bad.kind}", language, value=bad.value, **({"names": names} if names else {}))
