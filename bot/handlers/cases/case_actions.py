"""What a person decides about cases and language by writing it. Each gives the card that says what was done."""

import re
from collections.abc import Callable, Sequence

from answers.cases import cases_of_code
from bot.case_queries import case_years, identity
from bot.handlers.cases.case_names import case_label_of, case_line, case_place
from bot.handlers.context import Context
from bot.slack.request import Request
from index.state.people import CaseKey
from questions.query import Code
from records import codes
from records.municipalities import municipalities_in
from templates import Card, ids, render_notice, say
from templates.controls import Button, Menu, Row
from templates.formats import one_line
from templates.limits import shortened
from templates.views import Section

WORDS = {"da": "da", "dansk": "da", "danish": "da", "en": "en", "engelsk": "en", "english": "en"}
OWN = ("auto", "automatisk", "automatic")
CHANNEL = ("kanal", "channel")
MOST_CHOICES, LABEL = 5, 70  # buttons, and signs of one
_YEAR, _MENTION = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"<[^>]*>")


def cases(text: str, context: Context) -> list[CaseKey]:
    """The cases whose codes a text names. A year or a municipality beside a code must be the case's own, and every code
    must name a case: else none, so that nothing is ever written on another case than the one that was named."""
    with context.queries.reading():
        found = [_meant(ref, text, context) for ref in codes.find(text)]
    return list(dict.fromkeys(case for one in found for case in one)) if all(found) else []


def _meant(ref: codes.CodeRef, text: str, context: Context) -> list[CaseKey]:
    years, places = _years(ref, text), _places(text)
    return [
        identity(view)
        for view in cases_of_code(context.queries.library, Code(ref.code))
        if (not years or years & case_years(view)) and (not places or view.hit.municipality in places)
    ]


def _years(ref: codes.CodeRef, text: str) -> set[int]:
    """The year beside a code, or those that stand anywhere in the text."""
    return {ref.year} if ref.year else set(map(int, _YEAR.findall(_MENTION.sub(" ", text))))


def _places(text: str) -> set[str]:
    return {name for name, _, _ in municipalities_in(text)}


def follow(text: str, request: Request, context: Context) -> Card:
    def one(case: CaseKey) -> Card:
        return follow_case(context.people.know(case), request, context)

    return for_one(text, request, context, one, ids.FOLLOW)


def unfollow(text: str, request: Request, context: Context) -> Card:
    def one(case: CaseKey) -> Card:
        return unfollow_case(context.people.know(case), request, context)

    return for_one(text, request, context, one, ids.UNFOLLOW)


def follow_case(key: str, request: Request, context: Context) -> Card:
    new = context.people.follow(key, request.person.id, context.now())
    return _notice("following" if new else "following_already", request, context, name=case_label_of(key, context))


def unfollow_case(key: str, request: Request, context: Context) -> Card:
    gone = context.people.unfollow(key, request.person.id)
    return _notice("not_following" if gone else "never_followed", request, context, name=case_label_of(key, context))


def followed_section(keys: Sequence[str], request: Request, context: Context) -> tuple[Section, Menu]:
    """Cases that this person follows, a line each, and the menu of those that can be stopped."""
    language = context.language(request)
    with context.queries.reading():
        items = tuple(case_line(key, context, language) for key in keys)
    options = tuple((case_label_of(key, context), case_place(key, request, context).value()) for key in keys)
    menu = Menu(ids.UNFOLLOW, say("buttons.stop_following", language), options)
    return Section(say("doors.followed", language), items=items), menu


def language(text: str, request: Request, context: Context) -> Card:
    """The language of this person, or of the channel: "en", "kanal en"; "auto" answers each question in its own."""
    words = text.casefold().split()
    of_channel = bool(words) and words[0] in CHANNEL and bool(request.channel)
    wanted = words[-1] if words else ""
    if wanted not in WORDS and wanted not in OWN:
        return _notice("language_how", request, context)
    about = request.channel if of_channel else request.person.id
    context.people.speak(about, WORDS.get(wanted), request.person.id, context.now())
    spoken = WORDS.get(wanted) or context.settings.language
    key = "language_own" if wanted in OWN else "language_channel" if of_channel else "language_person"
    return render_notice(say(f"doors.{key}", spoken), spoken)


def for_one(text: str, request: Request, context: Context, do: Callable[[CaseKey], Card], action: str = "") -> Card:
    """`action` is the button that does it for one of several cases; without one nothing is changed, only shown."""
    found = cases(text, context)
    if len(found) == 1:
        return do(found[0])
    return not_one(found, text, request, context, action)


def not_one(found: Sequence[CaseKey], text: str, request: Request, context: Context, action: str = "") -> Card:
    """A code names no case, or several: never a guess. Of several each has a button."""
    language = context.language(request)
    if not found:
        values = {"names": _known(text, context), "changes": bool(action)}
        return _notice("no_such_case", request, context, code=_codes(text), **values)
    if not action:
        return _notice("several_cases", request, context, code=_codes(text), names=_names(found))
    rows: list[Row] = [[_for_case(action, case, request, context)] for case in found[:MOST_CHOICES]]
    names = _names(found[MOST_CHOICES:])
    return render_notice(say("doors.which_case", language, code=_codes(text), names=names), language, rows)


def _for_case(action: str, case: CaseKey, request: Request, context: Context) -> Button:
    key = context.people.know(case)
    label = shortened(f"{case_label_of(key, context)}: {one_line(case.title)}", LABEL)
    return Button(action, label, case_place(key, request, context).value())


def _known(text: str, context: Context) -> list[str]:
    """What there is of the codes that a text names, whatever year was written beside them; of one that names no case
    those that are nearest to it."""
    library, known = context.queries.library, []
    with context.queries.reading():
        for ref in codes.find(text):
            views = cases_of_code(library, Code(ref.code))
            known += _names([identity(view) for view in views]) or codes.nearest_codes(ref.code, library.names("code"))
    return list(dict.fromkeys(known))


def strange_code(text: str, request: Request, context: Context) -> Card | None:
    """That a code names no case, and which are nearest; None where all name one."""
    with context.queries.reading():
        strange = [ref.code for ref in codes.find(text) if not context.queries.library.by_code(ref.code)]
    return not_one((), " ".join(strange), request, context, ids.FOLLOW) if strange else None


def _codes(text: str) -> str:
    """The codes that a text names, with all that is said of them: "VH04 1999", "VH04 Solrød"."""
    found = codes.find(text)
    said = [[ref.code, *map(str, sorted(_years(ref, text))), *sorted(_places(text))] for ref in found]
    return ", ".join(" ".join(words) for words in said)


def _names(found: Sequence[CaseKey]) -> list[str]:
    return [f"{case.code} {case.budget_year or ''}".strip() for case in found]


def _notice(key: str, request: Request, context: Context, **values: object) -> Card:
    language = context.language(request)
    return render_notice(say(f"doors.{key}", language, **values), language)
