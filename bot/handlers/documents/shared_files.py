"""A document shared with the bot: an offer to load it, and after a click what came of it."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.handlers.documents import table_corrections
from bot.ingest import headings, load_report, loading, reading
from bot.ingest.holding import hold_confidential
from bot.ingest.loading import Load, LoadResult
from bot.rules import scheduler_settings
from bot.slack import download
from bot.slack.client import SlackClient
from bot.slack.outcomes import UNREACHABLE
from bot.slack.request import Request
from loaders.files import why_unreadable
from records import Refused
from records.layouts import Layouts
from templates import Card, ids, refusal_sentence, render_notice, render_page, render_refused, say
from templates.controls import Button
from templates.views import CardEntry, Section

LONGEST_VALUE = 2_000  # signs that a button carries
READ = frozenset(".pdf .txt .csv .xlsx .docx .ods .odt .html .htm .eml".split())
SLOW, LARGE = frozenset({".pdf"}), 1_000_000  # types and bytes of what takes long to read: it is offered unread
LONG = 100  # pages of a document whose reading is worth telling about

log = logging.getLogger(__name__)


def register(app: App, context: Context) -> None:
    app.event("file_shared")(handled(offer, context))
    app.action(ids.LOAD)(handled(load_shared, context))
    app.action(ids.LEAVE)(handled(leave, context))


def offer(request: Request, context: Context, slack: SlackClient) -> None:
    """Only in a conversation with the bot: what people share in a channel was not shared with it."""
    if request.channel.startswith("D"):
        offer_one(request.body["event"].get("file_id") or request.body["event"]["file"]["id"], request, context, slack)


def offer_one(file_id: str, request: Request, context: Context, slack: SlackClient) -> None:
    """The document is loaded for all, so only those may who were named for it."""
    language, file = context.language(request), slack.file(file_id)
    if not may_load(request, context):
        slack.answer(request, render_notice(say("files.admins_only", language, name=shared_name(file)), language))
        return
    if told := _instead_of_offer(file, context, language):
        slack.answer(request, told)
        return
    buttons = [
        Button(ids.LOAD, say("buttons.load_document", language), file_id, "primary"),
        Button(ids.LEAVE, say("buttons.leave_document", language), file_id),
    ]
    slack.answer(request, render_notice(say("files.offer", language, name=shared_name(file)), language, [buttons]))


def _instead_of_offer(file: Mapping[str, Any], context: Context, language: str) -> Card | None:
    """Why there is nothing to offer: a file of a type that is not read here, or one in which nothing is found. Names of
    types that are read are believed where reading takes long; others may be another type inside (a web page called
    .xls), so their bytes are looked at."""
    ending, settings = Path(shared_name(file)).suffix.lower(), context.settings
    if ending in SLOW or (ending in READ and int(file.get("size") or 0) > LARGE):
        return None
    with TemporaryDirectory(prefix="sagsbot-") as folder:
        try:
            path = download.fetch(file, Path(folder), settings.slack_api_url, settings.slack_bot_token or "")
            if ending not in READ:
                reason = why_unreadable(path.name, path.read_bytes())
                return render_refused(Refused(reason, name=shared_name(file)), language) if reason else None
            said = context.queries.library.store.corrections()
            try:
                reading.read_file(path, said, allowed=settings.allowed)
            except Refused as refused:
                return _refused_with(_unknown_columns(path, [refused], said), refused, file, language)
        except Refused as refused:
            return render_refused(refused, language)
    return None


def may_load(request: Request, context: Context) -> bool:
    return context.may(request, "documents.load")


def leave(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.replace(request, render_notice(say("files.left", language), language))


def load_shared(request: Request, context: Context, slack: SlackClient) -> None:
    """Once: a second press says who loads it. The offer becomes the progress, then the report."""
    language, now = context.language(request), context.now()
    if not may_load(request, context):
        name = shared_name(slack.file(request.value))
        slack.privately(request, render_notice(say("files.admins_only", language, name=name), language))
        return
    what = f"load:{request.value}"
    # What a stop has cut off was not done: whoever had pressed has pressed now.
    if (first := context.people.press(what, request.person, now)) and not slack.again:
        values = {"name": first.name or first.person, "moment": context.at(first.when)}
        slack.privately(request, render_notice(say("files.loaded_before", language, **values), language))
        return
    with context.people.pressed(what):
        file = slack.file(request.value)

        def progress(text: str) -> None:
            """A document is loaded whether or not Slack shows how far."""
            try:
                slack.replace(request, render_notice(text, language))
            except UNREACHABLE as error:
                log.warning("The progress is not shown: %s", error)

        def tell(page: int, of: int) -> None:
            progress(say("load.page", language, name=shared_name(file), page=page, of=of))

        progress(say("files.loading", language, name=shared_name(file)))
        card = loaded(file, context, request, in_tenths(tell))
    slack.replace(request, card)


def in_tenths(tell: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Of a long document's pages only those at which another tenth is read: Slack takes few edits."""
    told: set[int] = set()

    def paging(page: int, of: int) -> None:
        tenth = page * 10 // of
        if of >= LONG and tenth not in told:
            told.add(tenth)
            tell(page, of)

    return paging


def shared_name(file: Mapping[str, Any]) -> str:
    return str(file.get("name") or file.get("title") or "?")


def loaded(file: Mapping[str, Any], context: Context, request: Request, paging: Callable[[int, int], None]) -> Card:
    """The card of what came of loading a file that was shared."""
    settings, language = context.settings, context.language(request)
    with TemporaryDirectory(prefix="sagsbot-") as folder:
        try:
            path = download.fetch(file, Path(folder), settings.slack_api_url, settings.slack_bot_token or "")
        except Refused as refused:
            context.people.unpress(f"load:{request.value}")
            return render_refused(refused, language)
        with closing(
            loading.store_to_fill(context.queries.library.store.file.address, scheduler_settings(settings))
        ) as store:
            before = {one.name: one.counts for one in store.documents()}
            how = Load(
                context.now(),
                paging=paging,
                largest_kept=settings.largest_kept,
                allowed=settings.allowed,
                by=request.person,
                confidential=hold_confidential(settings, context.now()),
            )
            reports = loading.refreshed(store, loading.load_files(store, [path], how))
            refusals = [one.refused for one in reports if one.refused]
            columns = _unknown_columns(path, refusals, store.corrections())
    if all(report.refused for report in reports):
        context.people.unpress(f"load:{request.value}")
        why = reports[0].refused or Refused("failed", name=shared_name(file), detail="")
        return _refused_with(columns, why, file, language)
    told = [_report(one, before.get(one.name, {}), request.person.name, language) for one in reports]
    # Those that gave nothing first: their columns are to be named.
    tables = sorted(table_corrections.tables_of(reports), key=lambda table: table[1].kind is not None)
    told += [table_corrections.sections(*one, language) for one in tables[: table_corrections.MOST_TABLES]]
    rows = [[button] for button in table_corrections.buttons(tables, language)]  # a row has no two of one action
    return render_page(say("files.done", language, name=shared_name(file)), told, language, rows)


def _unknown_columns(path: Path, refusals: Sequence[Refused], said: Layouts) -> list[str]:
    """The headings, in their plain form, of the largest table of a file that was refused as none was understood."""
    if not any(one.values.get("columns") for one in refusals):
        return []
    return max((list(one.roles) for one in headings.layouts_of(path, said)), key=len, default=[])


def _refused_with(columns: Sequence[str], refused: Refused, file: Mapping[str, Any], language: str) -> Card:
    """Why a file was refused, with a button that asks what its columns are, if there are some; where a button cannot
    carry their names, only the sentence that tells another way."""
    value = json.dumps({"file": file.get("id"), "columns": columns}, ensure_ascii=False)
    if not columns or len(value) > LONGEST_VALUE:
        return render_refused(refused, language)
    told = say(f"refused.{refused.reason}", language, **refused.values)
    texts = (f"{told} {say('files.press_name_columns', language)}",)
    button = Button(ids.NAME_COLUMNS, say("files.name_columns_button", language), value, "primary")
    return render_page(say("ui.refused_title", language), [Section(texts=texts)], language, [[button]])


def _report(report: LoadResult, before: Mapping[str, int], name: str, language: str) -> Section:
    """The same as the table of `sagsbot load`: what kind it is, what was read of each kind, how many there were before,
    how long it took."""
    if report.refused:
        return Section(entries=(CardEntry("", (refusal_sentence(report.refused, language),)),))
    counted = [
        say("files.counted", language, kind=say(f"load.{kind}", language), count=count, before=before.get(kind, 0))
        for kind in (*load_report.KINDS, "findings")
        if (count := report.records.get(kind, 0)) or before.get(kind)
    ]
    state = say(f"load.state_{report.state}", language)
    kind = say(
        "files.kind",
        language,
        kind=load_report.kind_name(report.kind, language),
        seconds=load_report.seconds(report, language),
    )
    told = filter(
        None, (load_report.message(report, language), load_report.gave_nothing(report, language, "load.press_correct"))
    )
    lines = (say("files.state", language, state=state, name=name), kind, *counted, *told)
    return Section(entries=(CardEntry("", lines),))
