"""Where an admin settles what the Home tab counts: columns, words of statuses, units, corrections. Each in a modal."""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from slack_bolt import App

from bot.case_queries import mark
from bot.export import layout_text
from bot.handlers.cases import correction_review
from bot.handlers.context import Context, Handler, allowed, handled
from bot.handlers.documents import table_corrections
from bot.handlers.home import checklist, decisions, home_data, home_tab
from bot.handlers.reminders.plan import plan_sections
from bot.ingest import corrections, loading
from bot.rules import scheduler_settings
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.reminders import Reminders, Unit
from records.meanings import MEANINGS
from templates import Card, ids, render_notice, render_page, say
from templates.catalogue import called
from templates.forms import Form, FormField, card_view, form_view, waiting_view
from templates.views import CardEntry, Section

MOST_TABLES, MOST_WORDS, MOST_UNITS = 10, 8, 100
Shows = Callable[[Request, Context, SlackClient], Card]


def register(app: App, context: Context) -> None:
    for action, right, card in (
        (ids.HOME_CORRECTIONS, "corrections.list", _corrections),
        (ids.HOME_COLUMNS, "tables.correct", columns_card),
        (ids.HOME_DOCUMENTS, "documents.list", documents_card),
        (ids.HOME_PLAN, "reminders.plan_all", plan_card),
        (ids.HOME_CHECKLIST, "documents.load", checklist_card),
    ):
        app.action(action)(handled(allowed(right, _in_modal(action, card)), context))
    app.action(ids.HOME_WORDS)(handled(allowed("tables.correct", ask_words), context))
    app.view(ids.STATUS_WORDS_FORM)(handled(allowed("tables.correct", keep_words), context))
    app.action(ids.HOME_UNITS)(handled(allowed("units.set", ask_unit), context))
    app.view(ids.UNIT_FORM)(handled(allowed("units.set", keep_unit), context))


def _in_modal(action: str, card: Shows) -> Handler:
    def run(request: Request, context: Context, slack: SlackClient) -> None:
        language = context.language(request)
        view_id = slack.open(request, waiting_view(language))
        slack.fill(view_id, card_view(say(f"forms.{action}", language), card(request, context, slack), language))

    return run


def _corrections(request: Request, context: Context, slack: SlackClient) -> Card:
    return correction_review.corrections_card(request, context)


def columns_card(request: Request, context: Context, slack: SlackClient) -> Card:
    """The tables with a column that was not read, each with the button that opens its form."""
    language, found = context.language(request), decisions.unread_tables(context)
    entries = tuple(
        CardEntry(layout_text.place_text(one.understood, language), (_unread(one.understood.unread, language),))
        for one in found[:MOST_TABLES]
    )
    pairs = [(one.id, one.understood) for one in found[:MOST_TABLES]]
    buttons = [table_corrections.buttons([one], language) for one in pairs]
    how = say("home.columns_how", language) if found else say("home.settled", language)
    return render_page("", [Section("", (how,), entries, len(found))], language, buttons)


def _unread(names: Sequence[str], language: str) -> str:
    return say("layouts.unread", language, names=list(names))


def documents_card(request: Request, context: Context, slack: SlackClient) -> Card:
    language, settings = context.language(request), context.settings
    shown = home_data.for_admins(
        context.queries.library.store, context.now().date(), settings.stale_days, language, settings.timezone
    )
    return render_page("", [shown], language)


def plan_card(request: Request, context: Context, slack: SlackClient) -> Card:
    language = context.language(request)
    return render_page("", plan_sections(context, slack, language, None), language)


def checklist_card(request: Request, context: Context, slack: SlackClient) -> Card:
    language = context.language(request)
    return render_page("", [checklist.checklist_section(checklist.checklist(context), language)], language)


# ---------------------------------------------------------------- words of statuses


def ask_words(request: Request, context: Context, slack: SlackClient) -> None:
    """What the words of statuses mean: those of most rows first, as many as a form has room for."""
    language = context.language(request)
    found = decisions.unknown_words(context)
    words = decisions.first_of(found, MOST_WORDS)
    if not words:
        _settled(request, slack, language)
        return
    options = tuple((called(one, "meanings", language), one) for one in MEANINGS)
    fields = tuple(
        FormField(
            f"{ids.TABLE_WORDS_FIELD}{at}",
            say("layouts.means", language, words=one),
            "choice",
            hint=say("home.words_rows", language, count=found[one]),
            options=options,
            optional=True,
        )
        for at, one in enumerate(words)
    )
    about = json.dumps(words, ensure_ascii=False)
    form = Form(ids.STATUS_WORDS_FORM, say("forms.home_status_words", language), fields, about)
    slack.open(request, form_view(replace(form, intro=say("home.words_how", language)), language))


def keep_words(request: Request, context: Context, slack: SlackClient) -> None:
    """Keep what was chosen, and read the documents that say so anew."""
    language, words = context.language(request), json.loads(request.about or "[]")
    given = {one: request.fields.get(f"{ids.TABLE_WORDS_FIELD}{at}", "") for at, one in enumerate(words)}
    said = {one: meaning for one, meaning in given.items() if meaning}
    path = context.queries.library.store.file.address
    with closing(loading.store_to_fill(path, scheduler_settings(context.settings))) as store:
        refused, count = corrections.change_words(store, said, {})
    told = [say(f"refused.{one.reason}", language, **one.values) for one in refused]
    _tell(request, slack, " ".join([say("layouts.words_kept", language, count=count), *told]), language)
    home_tab.publish_home(request, context, slack)


# ---------------------------------------------------------------- units


def ask_unit(request: Request, context: Context, slack: SlackClient) -> None:
    """Who answers for a unit that the documents name: a person, a channel, and the manager above."""
    language = context.language(request)
    found = decisions.unanswered_units(context)
    if not found:
        _settled(request, slack, language)
        return
    names = decisions.first_of(found, MOST_UNITS)
    options = tuple((say("home.unit_option", language, name=one, count=found[one]), mark(one)) for one in names)
    fields = (
        FormField(ids.UNIT_FIELD, say("home.unit", language), "choice", options=options),
        FormField(ids.CHANNEL_FIELD, say("home.unit_channel", language), "channel", optional=True),
        FormField(ids.PERSON_FIELD, say("home.unit_person", language), "person", optional=True),
        FormField(ids.MANAGER_FIELD, say("home.unit_manager", language), "person", optional=True),
    )
    form = Form(ids.UNIT_FORM, say("forms.home_units", language), fields, intro=say("home.unit_how", language))
    slack.open(request, form_view(form, language))


def keep_unit(request: Request, context: Context, slack: SlackClient) -> None:
    language, table = context.language(request), Reminders(context.people.file)
    chosen = request.fields.get(ids.UNIT_FIELD, "")
    name = next((one for one in decisions.unanswered_units(context) if mark(one) == chosen), "")
    picked = [request.fields.get(field) or None for field in (ids.CHANNEL_FIELD, ids.PERSON_FIELD, ids.MANAGER_FIELD)]
    unfit = next(filter(None, (slack.unfit(one) for one in picked[1:] if one)), None)
    if not name or not any(picked):
        _tell(request, slack, say("home.unit_nobody", language), language)
        return
    if unfit:
        _tell(request, slack, say(f"planning.unfit_{unfit}", language), language)
        return
    table.set_unit(Unit(name, *picked), request.person, context.now())
    _tell(request, slack, say("home.unit_kept", language, unit=name), language)
    home_tab.publish_home(request, context, slack)


# ---------------------------------------------------------------- what they share


def _settled(request: Request, slack: SlackClient, language: str) -> None:
    """Somebody was quicker: there is nothing left."""
    card = render_notice(say("home.settled", language), language)
    slack.open(request, card_view(say("forms.answer", language), card, language))


def _tell(request: Request, slack: SlackClient, text: str, language: str) -> None:
    slack.privately(replace(request, view=None), render_notice(text, language))
