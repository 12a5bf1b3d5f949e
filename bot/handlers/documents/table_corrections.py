"""How the tables of a document were read, on the card of its load, and a form in which an admin corrects it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.export import layout_text
from bot.handlers.context import Context, handled
from bot.ingest import corrections, loading
from bot.ingest.corrections import BadChange, ReadTable, TableChange
from bot.rules import scheduler_settings
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.store.store import Store
from records import StatusRow, Understanding
from records.meanings import MEANINGS
from templates import Card, ids, render_notice, render_page, say
from templates.catalogue import called
from templates.controls import Button
from templates.forms import Form, FormField, form_view
from templates.views import CardEntry, Section

MOST_TABLES = 4  # that a card shows
MOST_LINES = 8  # of an entry
MOST_COLUMNS = 30  # that a form has a menu for
MOST_WORDS = 8  # of statuses that a form asks for
LONGEST_WORDS = 120


def register(app: App, context: Context) -> None:
    app.action(ids.CORRECT_TABLE)(handled(ask, context))
    app.view(ids.TABLE_FORM)(handled(keep_table_correction, context))


# ---------------------------------------------------------------- the card


def sections(number: str, understood: Understanding, language: str) -> Section:
    """A table as it was read: each column with its role and unit, the first rows, what was not read."""
    place = layout_text.place_text(understood, language)
    columns = [
        say("layouts.column_read", language, heading=one.heading, role=role, unit=layout_text.unit_text(one, language))
        for one in understood.columns
        if (role := layout_text.role_text(one, language))
    ]
    rows = tuple(" · ".join(filter(None, row)) for row in understood.examples)
    unread = (say("layouts.unread", language, names=list(understood.unread)),) if understood.unread else ()
    told = [layout_text.became(understood, language), *columns]
    # A card shows only the first lines of an entry: a table of many columns is several.
    parts = [CardEntry("", tuple(told[at : at + MOST_LINES])) for at in range(0, len(told), MOST_LINES)]
    examples = [CardEntry(say("layouts.examples", language), rows)] if rows else []
    return Section(heading=place, entries=(*parts, *examples, *([CardEntry("", unread)] if unread else [])))


def buttons(tables: Sequence[tuple[str, Understanding]], language: str) -> list[Button]:
    """A button for each table that the card shows."""
    return [
        Button(ids.CORRECT_TABLE, say("layouts.correct_button", language, id=number), number)
        for number, _ in tables[:MOST_TABLES]
    ]


# ---------------------------------------------------------------- the form


def ask(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    if not may_correct(request, context):
        slack.privately(request, render_notice(say("layouts.admins_only", language), language))
        return
    store = context.queries.library.store
    try:
        table = corrections.find_table(store, request.value)
    except BadChange:
        slack.privately(request, render_notice(say("doors.stale", language), language))
        return
    words = _unknown_words(store, table)
    about = {"value": table.id, "channel": request.channel, "thread": request.thread, "words": words}
    slack.open(request, form_view(_form(table, words, json.dumps(about, ensure_ascii=False), language), language))


def may_correct(request: Request, context: Context) -> bool:
    """A correction holds for all."""
    return context.may(request, "tables.correct")


def _form(table: ReadTable, words: Sequence[str], about: str, language: str) -> Form:
    role_options = roles_to_choose((corrections.IGNORED, corrections.BY_ITSELF), language)
    meaning_options = tuple((called(one, "meanings", language), one) for one in MEANINGS)
    columns = [
        FormField(
            f"{ids.TABLE_COLUMN_FIELD}{at}", one.heading or "–", "choice",
            hint=say("layouts.read_as", language, role=layout_text.role_text(one, language)),
            options=role_options, optional=True,
        )
        for at, one in enumerate(table.understood.columns[:MOST_COLUMNS])
    ]  # fmt: skip
    meanings = [
        FormField(f"{ids.TABLE_WORDS_FIELD}{at}", say("layouts.means", language, words=one), "choice",
                  options=meaning_options, optional=True)
        for at, one in enumerate(words)
    ]  # fmt: skip
    intro = say("layouts.form_intro", language, document=table.document.name)
    return Form(
        ids.TABLE_FORM,
        say("layouts.form", language),
        (*whole_table(table.understood.municipality or "", language), *columns, *meanings),
        about,
        intro,
    )


def roles_to_choose(more: Sequence[str], language: str) -> tuple[tuple[str, str], ...]:
    """The roles of a column as options of a menu, and behind them what else can be said of one."""
    named = [(called(role, "roles", language), role) for role in corrections.role_names()]
    return (*named, *((say(f"layouts.{one}", language), one) for one in more))


def whole_table(municipality: str, language: str) -> tuple[FormField, FormField]:
    """The fields that hold for all columns: whose table it is, and the unit of its amounts."""
    units = tuple((called(unit, "money_units", language), unit) for unit in corrections.UNITS)
    return (
        FormField(
            ids.TABLE_PLACE_FIELD, say("layouts.municipality", language),
            initial=municipality, optional=True, most=60,
        ),
        FormField(ids.TABLE_UNIT_FIELD, say("layouts.all_units", language), "choice", options=units, optional=True),
    )  # fmt: skip


def _unknown_words(store: Store, table: ReadTable) -> list[str]:
    """Statuses of the document whose words nobody here knows, as printed, each once."""
    rows: list[StatusRow] = [row for row in store.statuses().values() if row.source.document == table.document.name]
    unknown = [" ".join(row.status.split()) for row in rows if row.status and row.meaning is None]
    unknown = [words for words in unknown if len(words) <= LONGEST_WORDS]
    return list(dict.fromkeys(unknown))[:MOST_WORDS]


def keep_table_correction(request: Request, context: Context, slack: SlackClient) -> None:
    """Keep what the form says, read the tables anew, and show how the table is read now."""
    about = json.loads(request.about)
    there = replace(request, channel=about["channel"], thread=about["thread"], view=None)
    language = context.language(there)
    if not may_correct(request, context):
        slack.privately(there, render_notice(say("layouts.admins_only", language), language))
        return
    path = context.queries.library.store.file.address
    with closing(loading.store_to_fill(path, scheduler_settings(context.settings))) as store:
        try:
            card = _kept(store, about, request, language)
        except BadChange as bad:
            card = refused_change(bad, language)
    slack.privately(there, card)


def refused_change(bad: BadChange, language: str) -> Card:
    return render_notice(say(f"layouts.{bad.kind}", language, **_values(bad)), language)


def _values(bad: BadChange) -> dict[str, object]:
    names = list(corrections.role_names()) if bad.kind == "no_role" else list(MEANINGS)
    return {"value": bad.value, **({"names": names} if bad.kind in ("no_role", "no_meaning") else {})}


def _kept(store: Store, about: Mapping[str, Any], request: Request, language: str) -> Card:
    table = corrections.find_table(store, about["value"])
    refused, count = corrections.change(store, table, _change(table, request))
    given = [request.fields.get(f"{ids.TABLE_WORDS_FIELD}{at}") for at in range(len(about["words"]))]
    said = {words: meaning for words, meaning in zip(about["words"], given, strict=True) if meaning}
    if said:
        refused += corrections.change_words(store, said, {})[0]
    now = corrections.find_table(store, table.id)
    told = [say(f"refused.{one.reason}", language, **one.values) for one in refused]
    done = Section(texts=(say("layouts.changed", language, count=count), *told))
    shown = sections(now.id, now.understood, language)
    rows = [buttons([(now.id, now.understood)], language)]
    return render_page(say("layouts.kept", language), [done, shown], language, rows)


def _change(table: ReadTable, request: Request) -> TableChange:
    """What was filled in. A menu that was not touched says nothing."""
    columns = table.understood.columns[:MOST_COLUMNS]
    chosen = {one.heading: request.fields.get(f"{ids.TABLE_COLUMN_FIELD}{at}", "") for at, one in enumerate(columns)}
    place = request.fields.get(ids.TABLE_PLACE_FIELD, "").strip()
    return TableChange(
        roles={heading: role for heading, role in chosen.items() if role},
        unit=request.fields.get(ids.TABLE_UNIT_FIELD) or None,
        municipality=place if place != (table.understood.municipality or "") else None,
    )


def tables_of(reports: Sequence[loading.LoadResult]) -> Iterator[tuple[str, Understanding]]:
    """The tables of what was loaded, with their numbers."""
    for report in reports:
        if report.document:
            yield from ((f"{report.document.id}.{at}", one) for at, one in enumerate(report.understood, 1))
