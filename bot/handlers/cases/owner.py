"""Following a case, and who owns it: chosen in a form or named in writing, told to whom it concerns, taken back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import case_label_of, case_place
from bot.handlers.context import Context, allowed, handled
from bot.handlers.forms import brought, with_place
from bot.handlers.questions.answer_buttons import at_place, at_public_case, is_public, not_public
from bot.handlers.questions.answer_card import CardPlace, card_at
from bot.slack.client import SlackClient
from bot.slack.message_text import people_named, unknown_names
from bot.slack.request import Request
from index.state.outbox import Post
from index.state.owners import OwnerChange
from index.state.people import CaseKey, Person
from index.state.reminders import Reminders
from records.municipalities import municipalities_in
from scheduler.posts import personal
from templates import Card, ids, render_notice, say
from templates.controls import Button
from templates.forms import Form, FormField, form_view

SHOWN = 5  # changes that the card of an owner tells


def register(app: App, context: Context) -> None:
    app.action(ids.FOLLOW)(handled(allowed("cases.follow", at_public_case(follow)), context))
    app.action(ids.UNFOLLOW)(handled(at_place(unfollow), context))
    app.action(ids.OWNER)(handled(at_public_case(ask_owner), context))
    app.action(ids.OWNER_BACK)(handled(take_back, context))
    app.view(ids.OWNER_FORM)(handled(set_owner, context))


def follow(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    card = case_actions.follow_case(place.case, request, context)
    _turn_button(request, place, context, slack)
    slack.privately(request, card)


def unfollow(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    card = case_actions.unfollow_case(place.case, request, context)
    _turn_button(request, place, context, slack)
    slack.privately(request, card)


def _turn_button(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    """The button says the other thing now; not on a card that others look at. In a list of what is followed (its
    buttons have no question) the sentence is enough."""
    if place.private and place.card.question:
        slack.replace(request, card_at(context, place, request))


# ---------------------------------------------------------------- the owner, in a form


def ask_owner(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    language, known = context.language(request), context.people.owner(place.case)
    if refused := _refused(place.case, request, context):
        slack.privately(request, render_notice(refused, language))
        return
    person = FormField(
        ids.PERSON_FIELD, say("forms.owner_label", language), "person", initial=known[0].id if known else ""
    )
    intro = say("forms.owner_intro", language, name=case_label_of(place.case, context))
    form = Form(ids.OWNER_FORM, say("forms.owner", language), (person,), with_place(request, place), intro)
    slack.open(request, form_view(form, language))


def set_owner(request: Request, context: Context, slack: SlackClient) -> None:
    """The owner is kept, the card is edited where it stands, and the one who chose is told."""
    request, place = brought(request, context)
    language = context.language(request)
    if place is None or not request.fields.get(ids.PERSON_FIELD):
        slack.privately(request, render_notice(say("doors.stale", language), language))
        return
    if not is_public(place.case, context):
        slack.privately(request, not_public(request, context))
        return
    text = _changed(place.case, request.fields[ids.PERSON_FIELD], request, context, slack)
    if request.message or request.ephemeral:
        slack.replace(request, card_at(context, place, request))
    slack.privately(replace(request, ephemeral=True), render_notice(text, language))


# ---------------------------------------------------------------- the owner, in writing


def owner_in_writing(request: Request, context: Context, slack: SlackClient) -> None:
    """Who owns the case, with the button that changes it; with a person named it is that one from now on."""
    named = people_named(request.body)

    def set_or_show(case: CaseKey) -> Card:
        key, language = context.people.know(case), context.language(request)
        if not named:
            shown = owner_card(key, request, context)
            return _with_unknown(shown, _meant(request), language)
        text = _changed(key, named[0], request, context, slack)
        known = context.people.owner(key)
        done = known is not None and known[0].id == named[0]
        return owner_card(key, request, context) if done else render_notice(text, language)

    text = request.text.partition(" ")[2]
    slack.answer(request, case_actions.for_one(text, request, context, set_or_show, ids.OWNER))


def _meant(request: Request) -> list[str]:
    """Who was to be the owner, where Slack made no mention of it: "@okonomen", or the words behind the case."""
    after = re.split(r"\d\)?(?=\s)", request.text)[-1] if "?" not in request.text else ""
    behind = [" ".join(after.split())] if re.search(r"\d", request.text) and not re.search(r"\d", after) else []
    return unknown_names(request.body) or [name for name in behind if name and not municipalities_in(name)]


def _with_unknown(card: Card, names: Sequence[str], language: str) -> Card:
    """The card, and first that Slack knows nobody by the name that was typed: it would look as if it had been set."""
    if not names:
        return card
    told = render_notice(say("doors.nobody_called", language, name=names[0]), language)
    return replace(card, blocks=[*told.blocks, *card.blocks], text=f"{told.text} {card.text}")


def owner_card(key: str, request: Request, context: Context) -> Card:
    """The owner, how the case came to that one, and the buttons that change it."""
    language, known = context.language(request), context.people.owner(key)
    button = Button(ids.OWNER, say("buttons.owner", language), case_place(key, request, context).value())
    name = case_label_of(key, context)
    if known is None:
        return render_notice(say("doors.no_owner", language, name=name), language, [[button]])
    by, when = known[1].name or known[1].person, context.here(known[1].when).date()
    text = say("doors.owner", language, name=name, owner=known[0].name or known[0].id, by=by, date=when)
    changes = context.people.owners.changes(key)
    told = [_told(one, context, language) for one in reversed(changes[:-1][-SHOWN:])]
    back = [_back(changes[-1], language)] if changes and changes[-1].before else []
    return render_notice(" ".join([text, *told]), language, [[button, *back]])


def _told(change: OwnerChange, context: Context, language: str) -> str:
    owner, by = change.owner, change.said.name or change.said.person
    date = context.here(change.said.when).date()
    return say("doors.owner_before", language, owner=(owner.name or owner.id) if owner else "", by=by, date=date)


def _back(change: OwnerChange, language: str) -> Button:
    before = change.before.name or change.before.id if change.before else ""
    return Button(ids.OWNER_BACK, say("buttons.owner_back", language, name=before), str(change.id))


# ---------------------------------------------------------------- what a change takes


def _changed(key: str, owner: str, request: Request, context: Context, slack: SlackClient) -> str:
    """What was done, or why nothing was."""
    language, name = context.language(request), case_label_of(key, context)
    unfit = slack.unfit(owner)
    if refused := _refused(key, request, context) or (unfit and say(f"planning.unfit_{unfit}", language)):
        return refused
    person, now = Person(owner, slack.name(owner)), context.now()
    change = context.people.owners.change(key, person, request.person, now, lambda done: _posts(done, key, context))
    Reminders(context.people.file).is_back(owner)  # chosen among those who are there
    had = change.before.name or change.before.id if change and change.before else ""
    return say("doors.owner_set", language, name=name, owner=person.name, before=had)


def _refused(key: str, request: Request, context: Context) -> str:
    """Why this person may not change the owner; "" when they may. One who has left Slack counts for none."""
    known = context.people.owner(key)
    gone = Reminders(context.people.file).is_gone(known[0].id) if known else True
    if context.may(request, "owners.set" if known is None or gone else "owners.change", key):
        return ""
    values = {"name": case_label_of(key, context), "owner": known[0].name or known[0].id if known else ""}
    return say("access.owner", context.language(request), **values)


def _posts(change: OwnerChange, key: str, context: Context) -> list[Post]:
    """To whom had the case and to whom has it, unless it was their own doing."""
    by = change.said
    told = [("owner_lost", change.before), ("owner_got", change.owner)]
    values = {
        "case": case_label_of(key, context),
        "by": by.name or by.person,
        "owner": (change.owner.name or change.owner.id) if change.owner else "",
        "change": change.id,
    }
    return [
        Post(f"personal:owner:{change.id}:{one.id}", personal.NAME, one.id, {"about": about, **values})
        for about, one in told
        if one and one.id != by.person
    ]


def take_back(request: Request, context: Context, slack: SlackClient) -> None:
    """The owner before has the case again. Only of the last change, and once."""
    language = context.language(request)
    change = context.people.owners.change_of(int(request.value)) if request.value.isdecimal() else None
    if change is None:
        slack.privately(request, render_notice(say("doors.stale", language), language))
        return
    key, before = change.said.case_key, change.before
    if not context.may(request, "owners.take_back", key, (before.id,) if before else ()):
        refused = _refused(key, request, context)
        slack.privately(request, render_notice(refused, language) if refused else owner_card(key, request, context))
        return
    now = context.now()
    done = context.people.owners.take_back(change.id, request.person, now, lambda one: _posts(one, key, context))
    name = case_label_of(key, context)
    if done:
        owner = done.owner.name or done.owner.id if done.owner else ""
        text = say("doors.owner_taken_back", language, name=name, owner=owner)
        slack.privately(request, render_notice(text, language))
    else:
        slack.privately(request, owner_card(key, request, context))
