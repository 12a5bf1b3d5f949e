"""A file that was refused as none of its columns was understood: a form that says what they are, and its load."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.handlers.documents import shared_files, table_corrections
from bot.ingest import corrections, loading
from bot.ingest.corrections import BadChange, TableChange
from bot.rules import scheduler_settings
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import ids, render_notice, say
from templates.forms import Form, FormField, form_view


def register(app: App, context: Context) -> None:
    app.action(ids.NAME_COLUMNS)(handled(ask_columns, context))
    app.view(ids.COLUMNS_FORM)(handled(keep_columns, context))


def ask_columns(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    if not _may(request, context, slack):
        return
    about = {**json.loads(request.value), "channel": request.channel, "thread": request.thread}
    name = shared_files.shared_name(slack.file(about["file"]))
    slack.open(request, form_view(_form(name, about, language), language))


def _may(request: Request, context: Context, slack: SlackClient) -> bool:
    """What is said holds for all, and the file is loaded for all. Whoever may not is told so."""
    if table_corrections.may_correct(request, context) and shared_files.may_load(request, context):
        return True
    language = context.language(request)
    slack.privately(request, render_notice(say("layouts.admins_only", language), language))
    return False


def _form(name: str, about: Mapping[str, Any], language: str) -> Form:
    options = table_corrections.roles_to_choose((corrections.IGNORED,), language)
    fields = [
        FormField(f"{ids.TABLE_COLUMN_FIELD}{at}", heading, "choice", options=options, optional=True)
        for at, heading in enumerate(_asked(about))
    ]
    whole = table_corrections.whole_table("", language)
    intro = say("layouts.columns_intro", language, document=name)
    kept = json.dumps(about, ensure_ascii=False)
    return Form(ids.COLUMNS_FORM, say("layouts.columns_form", language), (*whole, *fields), kept, intro)


def _asked(about: Mapping[str, Any]) -> Sequence[str]:
    columns: list[str] = about["columns"]
    return columns[: table_corrections.MOST_COLUMNS]


def keep_columns(request: Request, context: Context, slack: SlackClient) -> None:
    """Keep what the form says of tables like this, and load the file by it."""
    about = json.loads(request.about)
    there = replace(request, channel=about["channel"], thread=about["thread"], view=None)
    if not _may(there, context, slack):
        return
    path = context.queries.library.store.file.address
    with closing(loading.store_to_fill(path, scheduler_settings(context.settings))) as store:
        try:
            corrections.name_columns(store, about["columns"], _said(about, request))
        except BadChange as bad:
            slack.privately(there, table_corrections.refused_change(bad, context.language(there)))
            return
    slack.answer(there, shared_files.loaded(slack.file(about["file"]), context, there, _untold))


def _untold(_page: int, _of: int) -> None:
    """A form that was sent has no message that tells how far it is."""


def _said(about: Mapping[str, Any], request: Request) -> TableChange:
    fields = request.fields
    chosen = {one: fields.get(f"{ids.TABLE_COLUMN_FIELD}{at}", "") for at, one in enumerate(_asked(about))}
    return TableChange(
        roles={heading: role for heading, role in chosen.items() if role},
        unit=fields.get(ids.TABLE_UNIT_FIELD) or None,
        municipality=fields.get(ids.TABLE_PLACE_FIELD, "").strip() or None,
    )
