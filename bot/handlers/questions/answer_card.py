"""A question or a case → its card with the buttons that fit it, wherever it will stand."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from answers.parts import reading_id
from bot.case_queries import OTHER, Question, case_key_of, identity, mark
from bot.handlers.context import Context
from bot.handlers.questions.annotations import annotated
from bot.overlong import is_overlong, overlong_card
from bot.slack.request import Request
from index.state.feedback import Feedback
from index.state.people import CaseKey, StoredCard
from index.state.reminders import Reminders
from records import Answer, CaseView, Hit, Part
from templates import NO_EXAMPLES, Card, ids, render, render_help, render_notice, say
from templates.answer_pictures import answer_picture
from templates.controls import Button, Menu, Row
from templates.views import case_parts
from templates.views.compose import lists_milestones
from templates.views.names import case_name, title_of
from templates.views.reading import alternatives, is_undecided
from templates.views.reading import part as part_name
from templates.views.summaries.lists import SHOWN

PAGE = SHOWN
REMEMBERED = timedelta(minutes=30)  # what was asked longer ago is no part of the conversation
MOST_BEFORE = 6
CHOICES = 5
LISTS = ("search", "status_list", "total", "changes")
# What a question is about cannot be taken off it.
KEPT_PARTS = ("code", "group", "measure_of")


@dataclass(frozen=True, slots=True)
class CardPlace:
    """What of a question is shown, and where: the hits from `first` on, or one `case` of them; who sees it."""

    card: StoredCard
    first: int = 0
    case: str = ""
    private: bool = True
    channel: str = ""

    def value(self, **changes: object) -> str:
        """What a button carries to come here: at most 150 signs."""
        there = replace(self, **changes)  # type: ignore[arg-type]
        return f"{there.card.key}:{there.first}:{there.case}"


def new_card(question: Question, request: Request, context: Context) -> StoredCard:
    """Keep a question, for the buttons of its card."""
    off = tuple(sorted(question.off))
    key = secrets.token_hex(8)
    where = (request.person.id, request.channel)
    thread = request.conversation
    card = StoredCard(key, question.text, question.language, *where, off, question.swapped, question.before, thread)
    context.people.keep_card(card, context.now())
    return card


def before(request: Request, context: Context) -> tuple[str, ...]:
    """What the same person asked in the same thread before, unless that was long ago."""
    if request.conversation is None:
        return ()
    since = context.now() - REMEMBERED
    last = context.people.asked_before(request.person.id, request.channel, request.conversation, since)
    return (*last.before, last.question)[-MOST_BEFORE:] if last and last.question else ()


def place_of(request: Request, context: Context) -> CardPlace | None:
    """Where a pressed button leads; None for one whose card is not known any longer."""
    key, first, case = (*request.value.split("#")[0].split(":"), "", "")[:3]
    card = context.people.card(key)
    if card is None or not (first or "0").isdecimal():
        return None
    return CardPlace(card, int(first or 0), case, request.private, request.channel)


def question_card(text: str, request: Request, context: Context) -> Card:
    """The card for what a person wrote; for nothing, what can be asked."""
    if not text:
        language = context.language(request)
        return render_help(language, context.examples.suggested(context.queries, language))
    if is_overlong(text):
        return overlong_card(context.language(request))
    card = new_card(Question(text, context.chosen(request), before=before(request, context)), request, context)
    place = CardPlace(card, private=request.private, channel=request.channel)
    return card_at(context, place, request, partial(_remember_nothing, context))


def _remember_nothing(context: Context, answer: Answer) -> None:
    """Keep the words of a question that found nothing, for whoever adds words to the word list."""
    found = answer.hits or answer.cases or answer.facts or answer.milestones or answer.quotes
    if not found and answer.intent != "help":
        Feedback(context.people.file).found_nothing(answer.question, answer.language, context.now())


def card_at(
    context: Context, place: CardPlace, request: Request, told: Callable[[Answer], None] = lambda answer: None
) -> Card:
    """The card of a place, with its buttons, as those may see it who look at that place. `told` is given the answer."""
    public, context = context, context.within(request.person.id, place.private, place.channel or request.channel)
    with context.queries.reading():
        answer = answer_at(context, place)
        if answer is None:
            language = context.language(request)
            return render_notice(say("notes.gone", language), language)
        reminders = Reminders(context.people.file)
        viewer = request.person.id if place.private else ""
        shown = annotated(answer, context.people, context.settings.timezone, reminders, viewer)

        def rows(hits: int, cut: bool) -> tuple[Row, ...]:
            return tuple(_rows(shown, _Page(place, hits, cut), request, context))

        own = public.examples.suggested(public.queries, answer.language) if answer.intent == "help" else NO_EXAMPLES
        card = render(shown, place.first, rows, own)
        met = _met(shown, place, card.hits)
    if context is public:  # what a reader of held documents asks may tell of them
        told(answer)
    context.people.know_all(met)  # not before: nothing is written while the store is being read
    return card


def _met(answer: Answer, place: CardPlace, hits: int) -> list[CaseKey]:
    """The cases that buttons of the card lead to."""
    listed = _behind(answer, place, hits) or answer.nearest[:PAGE]
    return [*map(case_key_of, listed), *map(identity, answer.cases[:CHOICES])]


def answer_at(context: Context, place: CardPlace) -> Answer | None:
    """None when a case is not in the documents any longer."""
    card = place.card
    if not place.case:
        asking = Question(card.question, card.language, frozenset(card.off), card.swapped, card.before)
        return context.queries.answer(asking)
    case = context.people.case(place.case)
    return context.queries.case(case, card.language or context.settings.language) if case else None


# ---------------------------------------------------------------- the buttons


@dataclass(frozen=True, slots=True)
class _Page:
    """How much of a place a card shows: so many hits, and whether something else is `cut`."""

    place: CardPlace
    hits: int
    cut: bool


def _rows(answer: Answer, page: _Page, request: Request, context: Context) -> Iterator[Row]:
    """The main thing to do first, then what turns the question round, then the rest."""
    if answer.intent == "help":
        yield [_search(answer.language)]
        return
    place = page.place
    if is_undecided(answer) and not place.case:
        yield list(_alternatives(answer, place))
        yield list(_closing(answer, page, context))
        return
    yield list(_main(answer, page, request, context))
    yield [] if place.case else [*_parts(answer, place), *_readings(answer, place)]
    yield list(_closing(answer, page, context))


def _search(language: str) -> Button:
    return Button(ids.HOME_SEARCH, say("buttons.home_search", language), "search", "primary")


def _main(answer: Answer, page: _Page, request: Request, context: Context) -> Iterator[Button | Menu]:
    """To open a case of those that are shown, to read more of the one case, to see where it stands, or to ask anew."""
    language, place = answer.language, page.place
    if is_list(answer) and not place.case:
        yield from _cases(answer, place, request, context)
        yield from _list(answer, place, page.hits)
    elif answer.cases:
        yield from _cases(answer, place, request, context)
    elif answer.nearest and not place.case:
        yield from _open(answer.nearest[:PAGE], place, language)
    elif _sourced(answer):
        yield replace(_button(ids.SOURCE, place, language), style="primary")
    else:
        yield _search(language)


def _button(action: str, place: CardPlace, language: str, **changes: object) -> Button:
    return Button(action, say(f"buttons.{action}", language), place.value(**changes))


def _parts(answer: Answer, place: CardPlace) -> Iterator[Button]:
    """Each limit of the reading, to be taken off: "vedtaget ×"."""
    # By its id: what stands twice in the question goes with one press.
    removable = {one.id: one for one in answer.reading.parts if one.removable and one.kind not in KEPT_PARTS}
    if len(answer.reading.parts) > 1:
        yield from (_part(one, answer, place) for one in [*removable.values()][:10])


def _part(part: Part, answer: Answer, place: CardPlace) -> Button:
    name = part_name(part, answer.language)
    about = say("buttons.part_about", answer.language, part=name)
    # Cut first: the sign that says what a press does must stand.
    short = name if len(name) <= 60 else name[:59] + "…"
    return Button(f"{ids.PART}:{mark(part.id)}", f"{short} ×", f"{place.value(first=0)}#{mark(part.id)}", about=about)


def _readings(answer: Answer, place: CardPlace) -> Iterator[Button]:
    amounts = [one for one in answer.reading.parts if one.kind in OTHER]
    if amounts:
        other = OTHER[amounts[0].kind]
        label = say("reading.other_reading", answer.language, field=other)
        yield Button(ids.SWAP, label, place.value(first=0))
    yield from _alternatives(answer, place)
    if place.card.off or place.card.swapped:
        yield _button(ids.RESET, place, answer.language, first=0)


def _alternatives(answer: Answer, place: CardPlace) -> Iterator[Button]:
    """A button for each other reading; not for the one in which saving and cost change places, which has its own."""
    labels = alternatives(answer)
    asked = is_undecided(answer)
    own = {one.id for one in answer.reading.parts}
    for reading, label in zip(answer.alternatives, labels, strict=True):
        kinds = {one.kind for one in reading.parts if one.id not in own}
        if asked or not (kinds and kinds <= set(OTHER)):
            chosen = mark(reading_id(reading))
            text = label if asked else say("reading.other_parts", answer.language, parts=label)
            yield Button(f"{ids.READING}:{chosen}", text, f"{place.value(first=0)}#{chosen}")


def _list(answer: Answer, place: CardPlace, hits: int) -> Iterator[Button | Menu]:
    language, first = answer.language, place.first
    shown = min(hits, 5) if answer.intent == "total" else hits
    if not answer.cases:
        yield from _open(_behind(answer, place, shown), place, language)
    if answer.intent == "total":
        return
    total = len(answer.milestones) if lists_milestones(answer) else max(answer.total, len(answer.hits))
    if first + hits < total:
        yield _button(ids.NEXT, place, language, first=first + hits)
    if first:
        yield _button(ids.PREVIOUS, place, language, first=max(first - PAGE, 0))


def _open(hits: Sequence[Hit], place: CardPlace, language: str) -> list[Menu]:
    """The cases to choose one from; none where there are none."""
    cases = {case_key_of(hit).key: title_of(hit, language) for hit in hits}
    options = tuple((title, place.value(case=key)) for key, title in cases.items())
    return [Menu(ids.OPEN, say("buttons.open_case", language), options)] if options else []


def is_list(answer: Answer) -> bool:
    """Is it a list of cases, or of milestones?"""
    named = answer.intent == "changes" and bool(answer.cases)
    return lists_milestones(answer) or (answer.intent in LISTS and bool(answer.hits) and not named)


def _behind(answer: Answer, place: CardPlace, shown: int) -> Sequence[Hit]:
    """The cases of what the page shows: the hits themselves, or those whose milestones it lists."""
    page = slice(place.first, place.first + shown)
    if not lists_milestones(answer):
        return answer.hits[page]
    codes = {(one.municipality, one.code) for one in answer.milestones[page]}
    return [one for one in answer.hits if {(also.municipality, also.code) for also in (one, *one.also)} & codes]


def _cases(answer: Answer, place: CardPlace, request: Request, context: Context) -> Iterator[Button]:
    """To follow a case and to open the parts of what is known of it; with several of one code the choice of one."""
    language = answer.language
    keys = {identity(view).key: view for view in answer.cases[:CHOICES]}
    if len(answer.cases) > 1:
        yield from (_choice(view, key, place, language) for key, view in keys.items())
    elif keys:
        key = next(iter(keys))
        follows = context.people.follows(key, request.person.id) and place.private
        follow = _button(ids.UNFOLLOW if follows else ids.FOLLOW, place, language, case=key)
        yield replace(follow, style="primary")
        yield from (
            _button(ids.CASE_PARTS[part], place, language, case=key) for part in case_parts.present_parts(answer)
        )
        yield _button(ids.SOURCE, place, language, case=key)


def _of_the_case(answer: Answer, place: CardPlace, context: Context) -> Iterator[Button]:
    """What can be said of a case."""
    if len(answer.cases) == 1:
        key = identity(answer.cases[0]).key
        notes = [ids.NOTES] if context.people.notes(key) else []
        yield from (_button(one, place, answer.language, case=key) for one in (ids.OWNER, ids.WRONG, *notes))


def _choice(view: CaseView, key: str, place: CardPlace, language: str) -> Button:
    name = say("buttons.choose_case", language, name=case_name(view, language))
    return Button(f"{ids.CHOOSE}:{key}", name, place.value(case=key))


def _closing(answer: Answer, page: _Page, context: Context) -> Iterator[Button]:
    language, place = answer.language, page.place
    if place.private and place.case and _from_a_list(place, context):
        yield _button(ids.BACK, place, language, case="")
    yield from _of_the_case(answer, place, context)
    if page.cut and not is_list(answer):  # a list has its pages
        yield _button(ids.MORE, place, language)
    if place.private and place.channel and not place.channel.startswith("D"):
        yield _button(ids.SHARE, place, language)
    if answer_picture(answer):
        yield _button(ids.PICTURE, place, language)
    if is_list(answer) and not place.case:
        yield _button(ids.CSV, place, language)
    if not answer.cases and _sourced(answer) and (is_list(answer) or answer.nearest):
        yield _button(ids.SOURCE, place, language)
    for name in (ids.HELPFUL, ids.NOT_HELPFUL):
        yield replace(_button(name, place, language), about=say(f"buttons.{name}_about", language))


def _from_a_list(place: CardPlace, context: Context) -> bool:
    """Is there anything else to go back to than the case itself? Its own buttons also name it."""
    found = answer_at(context, replace(place, case="")) if place.card.question else None
    return found is not None and len(found.cases) != 1


def _sourced(answer: Answer) -> Sequence[object]:
    return answer.quotes or answer.facts or answer.milestones
