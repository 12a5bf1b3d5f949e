"""The words that a question may begin with to mean something else: /sag følg HA06, /sag sprog en.

What is no such word, or not with what it needs, is a question: "ejer kommunen bygningen?" asks.
"""

from collections.abc import Callable, Mapping

from bot.handlers.cases import case_actions, correction_review
from bot.handlers.context import Context
from bot.handlers.subscriptions import subscribe
from bot.slack.request import Request
from records import codes
from templates import Card, render_help, say

Doing = Callable[[Request, Context], Card]
Read = Doing | str


def read_subword(text: str, language: str) -> Read:
    """What is to be done, or the question that it is."""
    word, _, rest = text.partition(" ")
    meaning = MEANINGS.get(word.casefold().strip(":!?."))
    return meaning(text, rest.strip(), language) if meaning else text


def _help(text: str, rest: str, language: str) -> Read:
    return text if rest else (lambda request, context: render_help(context.language(request)))


def _about_a_case(do: Callable[[str, Request, Context], Card]) -> Callable[[str, str, str], Read]:
    def meaning(text: str, rest: str, language: str) -> Read:
        return (lambda request, context: do(rest, request, context)) if codes.find(rest) else text

    return meaning


def _asks(name: str) -> Callable[[str, str, str], Read]:
    """A word that stands for a question; with more words it stays in the question that they make."""
    return lambda text, rest, language: text if rest else say(f"asked.{name}", language)


def _savings(text: str, rest: str, language: str) -> Read:
    return f"{say('asked.savings', language)} {rest}".strip()


def _subscriptions(text: str, rest: str, language: str) -> Read:
    return text if rest else subscribe.subscriptions_card


def _corrections(text: str, rest: str, language: str) -> Read:
    return text if rest else correction_review.corrections_card


def _language(text: str, rest: str, language: str) -> Read:
    return (lambda request, context: case_actions.language(rest, request, context)) if len(rest.split()) <= 2 else text


_FOLLOW, _STOP = _about_a_case(case_actions.follow), _about_a_case(case_actions.unfollow)
_OWNER = _about_a_case(case_actions.owner)

MEANINGS: Mapping[str, Callable[[str, str, str], Read]] = {
    **dict.fromkeys(("hjælp", "hjaelp", "help", "?"), _help),
    **dict.fromkeys(("følg", "foelg", "folg", "follow"), _FOLLOW),
    **dict.fromkeys(("stop", "slip", "unfollow"), _STOP),
    **dict.fromkeys(("ejer", "owner"), _OWNER),
    **dict.fromkeys(("frister", "deadlines"), _asks("due")),
    **dict.fromkeys(("røde", "roede", "rode", "red"), _asks("red")),
    **dict.fromkeys(("besparelser", "savings"), _savings),
    **dict.fromkeys(("abonnementer", "subscriptions"), _subscriptions),
    **dict.fromkeys(("rettelser", "corrections"), _corrections),
    **dict.fromkeys(("sprog", "language"), _language),
}
