"""The documents as one person sees them, or all that the file holds."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.settings import Settings

if TYPE_CHECKING:
    from index.search.search_facade import Library


class PersonId(click.ParamType[str]):
    """Slack's id of a person, however it was copied: U0123, @U0123, <@U0123|bo>."""

    name = "USER"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = re.fullmatch(r"<?@?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?", value.strip())
        if found is None:
            self.fail(f"{value!r} is not Slack's id of a person (U0123ABC).", param, ctx)
        return found[1]


AS = click.option("--as", "viewer", type=PersonId(), help="As this person sees it; without it all that the file holds.")


@contextmanager
def documents_of(read: Settings, viewer: str | None, when: datetime) -> Iterator["Library"]:
    """The library that a person may read at a moment; with nobody named all documents, held ones too. Who is in which
    channel is what Slack said last."""
    from bot.access.audiences import Audiences
    from index.search.search_facade import Library
    from index.store.store import Store

    with closing(Store(read.db, create=False)) as store:
        library, audiences = Library(store, read.words, read.stale_days), Audiences(store.file, read)
        held = audiences.seen_by(viewer, when) if viewer else audiences.all()
        if not held:
            yield library
            return
        from bot.case_queries import CaseQueries
        from bot.ingest.holding import StoreViews

        with closing(StoreViews(CaseQueries(library, lambda: when))) as views:
            yield views.queries(held).library
