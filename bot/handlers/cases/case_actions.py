"""What a person decides about cases and language by writing it. Each gives the card that says what was done."""

import re
from collections.abc import Callable, Sequence

from answers.cases import cases_of_code
from bot.case_queries import case_years, identity
from bot.handlers.cases.case_names import case_line, case_place, named
from bot.handlers.context import Desk
from bot.slack.message_text import mentioned
from bot.slack.request import Asked
from index.state.people import CaseKey, Person
from questions.query import Code
from records import codes
from records.municipalities import municipalities_in
from templates import Card, ids, render_notice, say
from templates.controls import Button, Row
from templates.views import Section

WORDS = {"da": "da", "dansk": "da", "danish": "da", "en": "en", "engelsk": "en", "english": "en"}
OWN = ("auto", "automatisk", "automatic")
CHANNEL = ("kanal", "channel")
_YEAR, _MENTION = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"<[^>]*>")


def cases(text: str, desk: Desk) -> list[CaseKey]:
    """The cases whose codes a text names. A year or a municipality beside a code must be the case's own, and every code
    must name a case: else none, so that nothing is ever written on another case than the one that was named."""
    with desk.archive.reading():
        found = [_meant(ref, text, desk) for ref in codes.find(text)]
    return list(dict.fromkeys(case for one in found for case in one)) if all(found) else []


def _meant(ref: codes.CodeRef, text: str, desk: Desk) -> list[CaseKey]:
    years = {ref.year} if ref.year else set(map(int, _YEAR.findall(_MENTION.sub(" ", text))))
    places = {name for name, _, _ in municipalities_in(text)}
    return [
        identity(view)
        for view in cases_of_code(desk.archive.library, Code(ref.code))
        if (not years or years & case_years(view)) and (not places or view.hit.municipality in places)
    ]


def follow(text: str, asked: Asked, desk: Desk) -> Card:
    return _for_one(text, asked, desk, lambda case: follow_case(desk.people.know(case), asked, desk))


def unfollow(text: str, asked: Asked, desk: Desk) -> Card:
    return _for_one(text, asked, desk, lambda case: unfollow_case(desk.people.know(case), asked, desk))


def owner(text: str, asked: Asked, desk: Desk) -> Card:
    """Who owns the case, with the button that changes it; with a person named it is that one from now on."""
    typed = mentioned(str(asked.body.get("text") or asked.body.get("event", {}).get("text") or ""))
    bots = {one.get("user_id") for one in asked.body.get("authorizations") or ()}
    named_ones = [one for one in typed if one not in bots]

    def set_or_show(case: CaseKey) -> Card:
        key = desk.people.know(case)
        if named_ones:
            desk.people.own(key, Person(named_ones[0], _typed_name(asked, named_ones[0])), asked.person, desk.now())
        return owner_card(key, asked, desk)

    return _for_one(text, asked, desk, set_or_show)


def _typed_name(asked: Asked, person: str) -> str:
    """The name that stands in an escaped mention; the id where there is none."""
    typed = str(asked.body.get("text") or "")
    _, found, rest = typed.partition(f"<@{person}|")
    return rest.partition(">")[0] if found else person


def follow_case(key: str, asked: Asked, desk: Desk) -> Card:
    new = desk.people.follow(key, asked.person.id, desk.now())
    return _notice("following" if new else "following_already", asked, desk, name=named(key, desk))


def unfollow_case(key: str, asked: Asked, desk: Desk) -> Card:
    gone = desk.people.unfollow(key, asked.person.id)
    return _notice("not_following" if gone else "never_followed", asked, desk, name=named(key, desk))


def owner_card(key: str, asked: Asked, desk: Desk) -> Card:
    language, known = desk.language(asked), desk.people.owner(key)
    button = Button(ids.OWNER, say("buttons.owner", language), case_place(key, asked, desk).value())
    if known is None:
        text = say("doors.no_owner", language, name=named(key, desk))
    else:
        by, when = known[1].name or known[1].person, desk.here(known[1].when).date()
        values = {"name": named(key, desk), "owner": known[0].name, "by": by, "date": when}
        text = say("doors.owner", language, **values)
    return render_notice(text, language, [[button]])


def followed_section(keys: Sequence[str], asked: Asked, desk: Desk) -> tuple[Section, list[Row]]:
    """Cases that this person follows, and for each a button that stops it."""
    language = desk.language(asked)
    with desk.archive.reading():
        entries = tuple(case_line(key, desk, language) for key in keys)
    return Section(say("doors.followed", language), (), entries), [[_stop(key, asked, desk, language)] for key in keys]


def _stop(key: str, asked: Asked, desk: Desk, language: str) -> Button:
    label = say("buttons.stop_following", language, name=named(key, desk))
    return Button(ids.UNFOLLOW, label, case_place(key, asked, desk).value())


def language(text: str, asked: Asked, desk: Desk) -> Card:
    """The language of this person, or of the channel: "en", "kanal en"; "auto" answers each question in its own."""
    words = text.casefold().split()
    of_channel = bool(words) and words[0] in CHANNEL and bool(asked.channel)
    wanted = words[-1] if words else ""
    if wanted not in WORDS and wanted not in OWN:
        return _notice("language_how", asked, desk)
    about = asked.channel if of_channel else asked.person.id
    desk.people.speak(about, WORDS.get(wanted), asked.person.id, desk.now())
    spoken = WORDS.get(wanted) or desk.settings.language
    key = "language_own" if wanted in OWN else "language_channel" if of_channel else "language_person"
    return render_notice(say(f"doors.{key}", spoken), spoken)


def _for_one(text: str, asked: Asked, desk: Desk, do: Callable[[CaseKey], Card]) -> Card:
    found = cases(text, desk)
    if len(found) == 1:
        return do(found[0])
    return not_one(found, text, asked, desk)


def not_one(found: Sequence[CaseKey], text: str, asked: Asked, desk: Desk) -> Card:
    """A code names no case, or several: never a guess."""
    if not found:
        return _notice("no_such_case", asked, desk, code=_codes(text), names=_known(text, desk))
    return _notice("several_cases", asked, desk, code=_codes(text), names=_names(found))


def _known(text: str, desk: Desk) -> list[str]:
    """What there is of the codes that a text names, whatever year was written beside them."""
    with desk.archive.reading():
        views = [view for ref in codes.find(text) for view in cases_of_code(desk.archive.library, Code(ref.code))]
    return list(dict.fromkeys(_names([identity(view) for view in views])))


def _codes(text: str) -> str:
    return ", ".join(f"{ref.code} {ref.year or ''}".strip() for ref in codes.find(text))


def _names(found: Sequence[CaseKey]) -> list[str]:
    return [f"{case.code} {case.budget_year or ''}".strip() for case in found]


def _notice(key: str, asked: Asked, desk: Desk, **values: object) -> Card:
    language = desk.language(asked)
    return render_notice(say(f"doors.{key}", language, **values), language)
