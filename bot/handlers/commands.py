"""What a person writes, as /sag, in a mention or in a direct message → what is done: the one table of sub-words.

A sub-word is the first word: /sag følg HA06, /sag sprog en. What is no such word, or not with what it needs, is a
question: "ejer kommunen bygningen?" asks.
"""

from collections.abc import Callable, Mapping

from slack_bolt import App

from bot.handlers.cases import case_actions, correction_review, notes, owner
from bot.handlers.context import COMMANDS, Context, allowed, handled
from bot.handlers.documents.shared_files import offer_one
from bot.handlers.questions.answer_card import question_card
from bot.handlers.reminders import plan, replies, stand_ins
from bot.handlers.subscriptions import digests, subscribe
from bot.slack.client import SlackClient
from bot.slack.request import Request
from records import codes
from templates import Card, render_help, say

MOST_FILES = 5

Action = Callable[[Request, Context, SlackClient], None]
# The words behind a sub-word and the language → what is done, the question that is meant instead, or None: the text as
# a whole is a question.
Subword = Callable[[str, str], Action | str | None]


def register(app: App, context: Context) -> None:
    """/sag, and /case for an answer in English: only the person who asked sees the answer. A mention is answered in its
    thread and nowhere else, a direct message where it stands."""
    for name in COMMANDS:
        app.command(name)(handled(allowed("documents.ask", answer_request), context))
    app.event("app_mention")(handled(allowed("documents.ask", answer_mention), context))
    app.event("message")(handled(allowed("documents.ask", answer_here), context))


def answer_request(request: Request, context: Context, slack: SlackClient) -> None:
    """A sub-word is done, what answers a reminder is read back, anything else is answered as a question."""
    if not request.command and replies.answer_reply(request, context, slack):
        return
    meant = read_subword(request.text, context.language(request))
    if isinstance(meant, str):
        slack.answer(request, question_card(meant, request, context))
    else:
        meant(request, context, slack)


def answer_mention(request: Request, context: Context, slack: SlackClient) -> None:
    """With a document it is the offer to load that."""
    shared = request.body["event"].get("files") or ()
    if not shared:
        answer_request(request, context, slack)
    for one in shared[:MOST_FILES]:
        offer_one(one["id"], request, context, slack)


def answer_here(request: Request, context: Context, slack: SlackClient) -> None:
    slack.working(request, say("doors.working", context.language(request)))
    answer_request(request, context, slack)


# ---------------------------------------------------------------- sub-words


def read_subword(text: str, language: str) -> Action | str:
    """What is to be done, or the question that it is."""
    word, _, rest = text.partition(" ")
    subword = SUBWORDS.get(word.casefold().strip(":!?.,") or word)
    meant = subword(rest.strip(), language) if subword else None
    return text if meant is None else meant


def _shows(card: Callable[[str, Request, Context], Card], text: str = "") -> Action:
    def show(request: Request, context: Context, slack: SlackClient) -> None:
        slack.answer(request, card(text, request, context))

    return show


def _alone(action: Action) -> Subword:
    """A sub-word with nothing behind it."""
    return lambda rest, language: None if rest else action


def _card_alone(card: Callable[[Request, Context], Card]) -> Subword:
    return _alone(_shows(lambda _, request, context: card(request, context)))


def _of_a_case(card: Callable[[str, Request, Context], Card], right: str = "documents.ask") -> Subword:
    """A sub-word that needs the code of a case behind it."""
    return lambda rest, language: allowed(right, _shows(card, rest)) if codes.find(rest) else None


def _with_a_case(action: Action) -> Subword:
    return lambda rest, language: action if codes.find(rest) else None


def _asks(name: str) -> Subword:
    """A word that stands for a question; with more words it stays in the question that they make."""
    return lambda rest, language: None if rest else say(f"asked.{name}", language)


def _help(request: Request, context: Context) -> Card:
    language = context.language(request)
    return render_help(language, context.examples.suggested(context.queries, language))


def _language(rest: str, language: str) -> Action | None:
    return _shows(case_actions.language, rest) if len(rest.split()) <= 2 else None


def _always(action: Action) -> Subword:
    return lambda rest, language: action


def _reminders(rest: str, language: str) -> Action | None:
    return allowed("reminders.plan_own", plan.show_plan) if not rest or plan.is_everybody(rest) else None


def _unit(rest: str, language: str) -> Action | None:
    return plan.set_unit if rest else None


def _digest(rest: str, language: str) -> Action | None:
    if not rest:
        return digests.preview
    return digests.post_now if digests.is_now(rest) else None


STAND_IN = allowed("stand_ins.set_own", stand_ins.stand_in)
SUBWORDS: Mapping[str, Subword] = {
    **dict.fromkeys(("hjælp", "hjaelp", "help", "?"), _card_alone(_help)),
    **dict.fromkeys(("følg", "foelg", "folg", "follow"), _of_a_case(case_actions.follow, "cases.follow")),
    **dict.fromkeys(("stop", "slip", "unfollow"), _of_a_case(case_actions.unfollow)),
    **dict.fromkeys(("ejer", "owner"), _with_a_case(allowed("owners.see", owner.owner_in_writing))),
    **dict.fromkeys(("noter", "notes"), _with_a_case(allowed("notes.read", notes.notes_in_writing))),
    **dict.fromkeys(("frister", "deadlines"), _asks("due")),
    **dict.fromkeys(("røde", "roede", "rode", "red"), _asks("red")),
    **dict.fromkeys(("besparelser", "savings"), _asks("savings")),
    **dict.fromkeys(
        ("abonner", "abonnér", "abonnere", "subscribe"), _always(allowed("subscriptions.make", subscribe.subscribe))
    ),
    **dict.fromkeys(("abonnementer", "subscriptions"), _card_alone(subscribe.subscriptions_card)),
    **dict.fromkeys(("digest", "overblik", "ugeoverblik"), _digest),
    **dict.fromkeys(("påmindelser", "paamindelser", "reminders"), _reminders),
    **dict.fromkeys(
        ("stedfortræder", "stedfortraeder", "stand-in", "standin"),
        _always(STAND_IN),
    ),
    **dict.fromkeys(("enheder", "units"), _alone(allowed("units.see", plan.show_units))),
    **dict.fromkeys(("enhed", "unit"), _unit),
    **dict.fromkeys(("rettelser", "corrections"), _card_alone(correction_review.corrections_card)),
    **dict.fromkeys(("sprog", "language"), _language),
}
