"""A document shared with the bot: an offer to load it, and after a click what came of it."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.ingest import load_report, loading
from bot.ingest.loading import Load, Report
from bot.rules import rules
from bot.slack import download
from bot.slack.client import Slack
from bot.slack.request import Asked
from records import Refused
from templates import Card, ids, render_notice, render_page, render_refused, say
from templates.controls import Button
from templates.views import Entry, Section

LONG = 100  # pages of a document whose reading is worth telling about


def register(app: App, desk: Desk) -> None:
    app.event("file_shared")(handled(offer, desk))
    app.action(ids.LOAD)(handled(load, desk))
    app.action(ids.LEAVE)(handled(leave, desk))


def offer(asked: Asked, desk: Desk, slack: Slack) -> None:
    """Only in a conversation with the bot: what people share in a channel was not shared with it."""
    if asked.channel.startswith("D"):
        offer_one(asked.body["event"].get("file_id") or asked.body["event"]["file"]["id"], asked, desk, slack)


def offer_one(file_id: str, asked: Asked, desk: Desk, slack: Slack) -> None:
    """The document is loaded for all, so only those may who were named for it."""
    language, file = desk.language(asked), slack.file(file_id)
    if not _may_load(asked, desk):
        slack.answer(asked, render_notice(say("files.admins_only", language, name=_name(file)), language))
        return
    buttons = [
        Button(ids.LOAD, say("buttons.load_document", language), file_id, "primary"),
        Button(ids.LEAVE, say("buttons.leave_document", language), file_id),
    ]
    slack.answer(asked, render_notice(say("files.offer", language, name=_name(file)), language, [buttons]))


def _may_load(asked: Asked, desk: Desk) -> bool:
    """Those in SAGSBOT_ADMINS; everybody where nobody is named."""
    return not desk.settings.admins or asked.person.id in desk.settings.admins


def leave(asked: Asked, desk: Desk, slack: Slack) -> None:
    language = desk.language(asked)
    slack.replace(asked, render_notice(say("files.left", language), language))


def load(asked: Asked, desk: Desk, slack: Slack) -> None:
    """Once: a second press says who loads it. The offer becomes the progress, then the report."""
    language, now = desk.language(asked), desk.now()
    if not _may_load(asked, desk):
        name = _name(slack.file(asked.value))
        slack.privately(asked, render_notice(say("files.admins_only", language, name=name), language))
        return
    if first := desk.people.press(f"load:{asked.value}", asked.person, now):
        values = {"name": first.name or first.person, "moment": desk.at(first.when)}
        slack.privately(asked, render_notice(say("files.loaded_before", language, **values), language))
        return
    file = slack.file(asked.value)
    slack.replace(asked, render_notice(say("files.loading", language, name=_name(file)), language))

    def tell(page: int, of: int) -> None:
        text = say("load.page", language, name=_name(file), page=page, of=of)
        slack.replace(asked, render_notice(text, language))

    slack.replace(asked, _loaded(file, desk, asked, in_tenths(tell)))


def in_tenths(tell: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Of a long document's pages only those at which another tenth is read: Slack takes few edits."""
    told: set[int] = set()

    def paging(page: int, of: int) -> None:
        tenth = page * 10 // of
        if of >= LONG and tenth not in told:
            told.add(tenth)
            tell(page, of)

    return paging


def _name(file: Mapping[str, Any]) -> str:
    return str(file.get("name") or file.get("title") or "?")


def _loaded(file: Mapping[str, Any], desk: Desk, asked: Asked, paging: Callable[[int, int], None]) -> Card:
    settings, language = desk.settings, desk.language(asked)
    with TemporaryDirectory(prefix="sagsbot-") as folder:
        try:
            path = download.fetch(file, Path(folder), settings.slack_api_url, settings.slack_bot_token or "")
        except Refused as refused:
            desk.people.unpress(f"load:{asked.value}")
            return render_refused(refused, language)
        with closing(loading.store_to_fill(desk.archive.library.store.file.path, rules(settings))) as store:
            before = {one.name: one.counts for one in store.documents()}
            how = Load(desk.now(), paging=paging, largest_kept=settings.largest_kept)
            reports = loading.refreshed(store, loading.load(store, [path], how))
    if all(report.refused for report in reports):
        desk.people.unpress(f"load:{asked.value}")
        return render_refused(reports[0].refused or Refused("failed", name=_name(file), detail=""), language)
    told = [_report(one, before.get(one.name, {}), asked.person.name, language) for one in reports]
    return render_page(say("files.done", language, name=_name(file)), told, language)


def _report(report: Report, before: Mapping[str, int], name: str, language: str) -> Section:
    """The same as the table of `sagsbot load`: what kind it is, what was read of each kind, how many there were before,
    how long it took."""
    if report.refused:
        return Section(
            entries=(Entry("", (say(f"refused.{report.refused.reason}", language, **report.refused.values),)),)
        )
    counted = [
        say("files.counted", language, kind=say(f"load.{kind}", language), count=count, before=before.get(kind, 0))
        for kind in (*load_report.KINDS, "findings")
        if (count := report.records.get(kind, 0)) or before.get(kind)
    ]
    state = say(f"load.state_{report.state}", language)
    kind = say(
        "files.kind", language, kind=load_report.kind_name(report.kind, language), seconds=load_report.seconds(report)
    )
    told = filter(None, (load_report.message(report, language),))
    lines = (say("files.state", language, state=state, name=name), kind, *counted, *told)
    return Section(entries=(Entry("", lines),))
