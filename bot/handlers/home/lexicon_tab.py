"""What did not help and what found nothing, for admins; and the words of the municipality's own, added from there and
removed again."""

import json
from dataclasses import replace

from slack_bolt import App

from bot.case_queries import Question
from bot.handlers.context import Context, allowed, handled
from bot.handlers.home import home_tab
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.feedback import Feedback, Unhelpful
from index.store.own_words import add_word, added_words, drop_word
from templates import Card, ids, render_notice, render_page, say
from templates.controls import Button, Confirmation, Row
from templates.forms import Form, FormField, card_view, form_view, waiting_view
from templates.views import CardEntry, Section
from templates.views.reading import part

MOST, MOST_OWN = 8, 20
RIGHT_TO_SEE, RIGHT_TO_ADD = "findings.see", "tables.correct"
LONGEST_WORD = 60


def register(app: App, context: Context) -> None:
    app.action(ids.HOME_UNHELPFUL)(handled(allowed(RIGHT_TO_SEE, show_unhelpful), context))
    app.action(ids.HOME_UNANSWERED)(handled(allowed(RIGHT_TO_SEE, show_unanswered), context))
    app.action(ids.EXPLAIN_WORD)(handled(allowed(RIGHT_TO_ADD, ask_word), context))
    app.action(ids.DROP_QUESTION)(handled(allowed(RIGHT_TO_ADD, drop_question), context))
    app.view(ids.WORD_FORM)(handled(allowed(RIGHT_TO_ADD, keep_word), context))
    app.action(ids.HOME_OWN_WORDS)(handled(allowed(RIGHT_TO_ADD, show_own_words), context))
    app.action(ids.DROP_WORD)(handled(allowed(RIGHT_TO_ADD, drop_own_word), context))


# ---------------------------------------------------------------- what did not help


def show_unhelpful(request: Request, context: Context, slack: SlackClient) -> None:
    """Each question with how it was read and what was wrong with the answer; not who said so."""
    language = context.language(request)
    view_id = slack.open(request, waiting_view(language))
    with context.queries.reading():
        found = Feedback(context.people.file).unhelpful(MOST)
        entries = tuple(_unhelpful(one, context, language) for one in found)
    texts = () if entries else (say("home.unhelpful_none", language),)
    card = render_page("", [Section("", texts, entries)], language)
    slack.fill(view_id, card_view(say("forms.home_unhelpful", language), card, language))


def _unhelpful(one: Unhelpful, context: Context, language: str) -> CardEntry:
    when = say("home.unhelpful", language, date=context.here(one.when).date(), reason=one.reason)
    card = context.people.card(one.card)
    if card is None or not card.question:
        return CardEntry(say("home.gone_card", language), (when,))
    asked = Question(card.question, card.language, frozenset(card.off), card.swapped, card.before)
    reading = context.queries.answer(asked).reading.parts
    read = (
        say("summary.read_as", language, parts=" · ".join(part(each, language) for each in reading)) if reading else ""
    )
    return CardEntry(card.question, tuple(filter(None, (read, when))))


# ---------------------------------------------------------------- what found nothing


def show_unanswered(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.open(request, card_view(say("forms.home_unanswered", language), unanswered_card(request, context), language))


def unanswered_card(request: Request, context: Context) -> Card:
    """The questions, each with a button that explains a word of it and one that takes it off the list."""
    language, found = context.language(request), Feedback(context.people.file).unanswered(MOST)
    entries = tuple(
        CardEntry(
            f"{at}. {one.words}",
            (say("home.asked_times", language, times=one.times, date=context.here(one.when).date()),),
        )
        for at, one in enumerate(found, 1)
    )
    rows: list[Row] = [
        [
            Button(ids.EXPLAIN_WORD, say("buttons.explain_word", language, number=at), one.words),
            Button(ids.DROP_QUESTION, say("buttons.drop_question", language, number=at), one.words),
        ]
        for at, one in enumerate(found, 1)
    ]
    texts = (say("home.unanswered_how" if found else "home.unanswered_none", language),)
    return render_page("", [Section("", texts, entries)], language, rows)


def drop_question(request: Request, context: Context, slack: SlackClient) -> None:
    Feedback(context.people.file).settle(request.value)
    slack.replace(request, unanswered_card(request, context))
    home_tab.publish_home(request, context, slack)


def ask_word(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    fields = (
        FormField(ids.TERM_FIELD, say("home.term", language), hint=request.value[:LONGEST_WORD], most=LONGEST_WORD),
        FormField(ids.MEANS_FIELD, say("home.means", language), hint=say("home.means_hint", language), most=200),
    )
    about = json.dumps({"words": request.value}, ensure_ascii=False)
    slack.open(request, form_view(Form(ids.WORD_FORM, say("forms.word", language), fields, about), language))


def keep_word(request: Request, context: Context, slack: SlackClient) -> None:
    """Add the word to the word list: the next question finds by it."""
    language, words = context.language(request), json.loads(request.about or "{}").get("words", "")
    term = " ".join(request.fields.get(ids.TERM_FIELD, "").split())
    means = tuple(filter(None, (" ".join(one.split()) for one in request.fields.get(ids.MEANS_FIELD, "").split(","))))
    if not term or not means:
        _tell(request, slack, say("home.word_empty", language), language)
        return
    store = context.queries.library.store
    spoken = context.queries.library.language_of(words) if words else "da"
    with store.file.writer() as db:
        add_word(db, spoken, term, means, request.person, context.now())
    Feedback(context.people.file).settle(words)
    if behind := request.body.get("view", {}).get("previous_view_id"):
        slack.fill(
            behind, card_view(say("forms.home_unanswered", language), unanswered_card(request, context), language)
        )
    _tell(request, slack, say("home.word_kept", language, term=term, means=list(means)), language)
    home_tab.publish_home(request, context, slack)


# ---------------------------------------------------------------- the words of our own


def show_own_words(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.open(request, card_view(say("forms.home_own_words", language), own_words_card(context, language), language))


def own_words_card(context: Context, language: str) -> Card:
    """Each word with what it means, and the button that removes it when that is confirmed."""
    found = added_words(context.queries.library.store.reader())
    shown = list(enumerate(found[:MOST_OWN], 1))
    entries = tuple(CardEntry(f"{at}. {term}", (", ".join(means),)) for at, (_, term, means, _) in shown)
    rows: list[Row] = [[_drop_button(at, spoken, term, language) for at, (spoken, term, _, _) in shown]]
    texts = (say("home.own_words_how" if found else "home.own_words_none", language),)
    return render_page("", [Section("", texts, entries, len(found))], language, rows)


def _drop_button(at: int, spoken: str, term: str, language: str) -> Button:
    confirm = Confirmation(
        say("forms.drop_word", language),
        say("home.drop_word_ask", language, term=term),
        say("buttons.drop_word_yes", language),
        say("forms.close", language),
    )
    label, about = say("buttons.drop_word", language, number=at), say("home.drop_word_about", language, term=term)
    return Button(ids.DROP_WORD, label, json.dumps([spoken, term], ensure_ascii=False), about=about, confirm=confirm)


def drop_own_word(request: Request, context: Context, slack: SlackClient) -> None:
    """Remove the word, unless somebody was quicker; the list shows what is left."""
    spoken, term = json.loads(request.value)
    with context.queries.library.store.file.writer() as db:
        drop_word(db, spoken, term, request.person, context.now())
    slack.replace(request, own_words_card(context, context.language(request)))
    home_tab.publish_home(request, context, slack)


def _tell(request: Request, slack: SlackClient, text: str, language: str) -> None:
    slack.privately(replace(request, view=None), render_notice(text, language))
