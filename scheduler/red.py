"""Turned red or yellow: told at once to the owner, to followers, to who subscribes, and to the alert channel.

The posts are put in the transaction that replaces the report, one for each recipient. A transition is told once,
whatever is loaded again. Better colours wait for the digest.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from index import alerts, history
from index.outbox import Content, Post, put
from index.people import People, SlackCard
from index.reminders import Reminders
from index.store import Loading, Store
from index.subscriptions import ALERTS, Subscriptions
from records import Source, StatusRow
from records.movements import RANK, Kind, Movement
from scheduler import first
from scheduler.filters import traits
from scheduler.filters.tree import NOBODY
from scheduler.recipients import Chain
from scheduler.scene import Scene
from scheduler.subscribers import places
from templates import Card, Step, formats, ids, render_steps, say
from templates.controls import Button
from templates.views import Entry, Section
from templates.views.names import colour, named

NAME, MERGES = "red", False
CHANNEL = "channel"  # who gets all of it: the alert channel, as soon as there is one
# How many cases have buttons of their own, tried in turn until the message is small enough.
SHOWN = (10, 6, 4, 2, 1)
SHORT_LIST = 20
NAMED = 4


# ---------------------------------------------------------------- what is told, when a report is loaded


def announce(store: Store, loading: Loading) -> None:
    """Put what a document that was just put in tells. The first report of a collection is one summary; one that is
    not the newest, and a baseline, alert nobody."""
    document_id = loading.outcome.document_id
    if not history.is_newest(store, document_id):
        return
    if history.previous(store, document_id) is None:
        first.announce(store, loading)
        return
    moved = history.moved(store, document_id)
    worse = [one for one in moved if one.kind == Kind.WORSE and one.after]
    db = store.connection()
    new = [one for one in worse if alerts.is_new(db, one.row, loading.when)]
    if loading.baseline or not new:
        return
    gone = [one.row for one in moved if one.kind == Kind.VANISHED]
    told = [_packed(one, alerts.know(db, alerts.case_of(one.row))) for one in sorted(new, key=_order)]
    for to, keys in _recipients(store, new, loading.when).items():
        cases = [one for one in told if to == CHANNEL or one["case"] in keys]
        content = {"cases": cases, "gone": [_name(row) for row in gone] if to == CHANNEL else []}
        key = f"red:{loading.digest[:16]}:{to}"
        put(db, Post(key, NAME, None if to == CHANNEL else to, content), loading.when)


def _order(one: Movement) -> tuple[int, str, str]:
    row = one.row
    return -RANK.get(row.colour or "", 0), row.code or row.title, row.area


def _recipients(store: Store, moved: Sequence[Movement], when: datetime) -> dict[str, set[str]]:
    """Who hears of which cases, by the keys of the cases."""
    memory, people = Reminders(store.file).memory(), People(store.file)
    chain = Chain(memory.owners, stand_ins=memory.stand_ins, gone=memory.gone)
    wishes = Subscriptions(store.file).active(ALERTS)
    found: dict[str, set[str]] = {CHANNEL: set()}
    for one in moved:
        keys = _keys(one)
        owners = [owner.id for key in keys if (owner := chain.owner_of(key, when.date())) and owner.id]
        followers = [person for key in keys for person in people.followers(key) if person not in memory.gone]
        known = next((memory.owners[key].id for key in keys if key in memory.owners), NOBODY)
        asked = places(wishes, *(traits((row,), known) for row in (one.after, one.before) if row))
        for who in (*owners, *followers, *asked):
            found.setdefault(who, set()).add(keys[0])
    return found


def _keys(one: Movement) -> list[str]:
    """The keys of the case: as it is called now, and as it was before."""
    return list(dict.fromkeys(alerts.case_of(row).key for row in (one.after, one.before) if row))


def _packed(one: Movement, key: str) -> dict[str, Any]:
    row, before = one.row, one.before
    return {
        "case": key,
        "name": _name(row),
        "title": row.title,
        "area": row.area,
        "was": before.colour if before else None,
        "colour": row.colour,
        "status": row.status,
        "remark": row.remark,
        "handling": row.handling,
        "saving": row.saving_tkr,
        "place": _place(row),
        "before": _place(before) if before else None,
    }


def _name(row: StatusRow) -> str:
    return named(row.code, row.budget_year) or row.title


def _place(row: StatusRow) -> list[object]:
    return [row.source.document, row.source.line, row.source.page]


# ---------------------------------------------------------------- the message


def card(contents: Sequence[Content], scene: Scene) -> Card | None:
    """The cases, red ones first, each with what changed, why, and both places."""
    content, language = contents[0], scene.language
    cases = content["cases"]
    headline = _headline(cases, language)
    everything = [step.section for step in (*_steps(cases, len(cases), language), *_gone(content, language))]
    for shown in SHOWN:
        steps = [*_steps(cases, shown, language), *_gone(content, language)]
        if laid := render_steps(headline, steps, language, whole=everything):
            return laid
    return render_steps(headline, (), language, whole=everything)


def _headline(cases: Sequence[Mapping[str, Any]], language: str) -> str:
    parts = []
    for shade in ("red", "yellow"):
        names = list(dict.fromkeys(one["name"] for one in cases if one["colour"] == shade))
        if names:
            parts.append(
                say(f"alerts.turned_{shade}", language, count=len(names), names=names[:4], more=len(names) - 4)
            )
    return " · ".join(parts)


def _steps(cases: Sequence[Mapping[str, Any]], shown: int, language: str) -> list[Step]:
    steps = [Step(Section(entries=(_entry(one, language),)), _buttons(one, language)) for one in cases[:shown]]
    if rest := cases[shown:]:
        lines = tuple(Entry(f"{one['name']}: {_turn(one, language)}") for one in rest[:SHORT_LIST])
        steps.append(Step(Section(say("reminders.more", language, count=len(rest)), entries=lines, total=len(rest))))
    return steps


def _entry(one: Mapping[str, Any], language: str) -> Entry:
    title = formats.joined((one["name"], formats.one_line(one["title"])), ": ")
    saving = one["saving"]
    lines = (
        _turn(one, language),
        formats.one_line(one["area"]),
        say("alerts.status", language, text=one["status"]),
        say("alerts.remark", language, text=one["remark"]) if one["remark"].strip() else "",
        say("alerts.handling", language, text=one["handling"]) if one["handling"].strip() else "",
        say("alerts.at_risk", language, amount=formats.money(-saving, language)) if saving and saving < 0 else "",
    )
    places = [formats.place(Source(*one["place"]), language)]
    if one["before"]:
        places.append(say("alerts.before", language, place=formats.place(Source(*one["before"]), language)))
    return Entry(title, tuple(filter(None, lines)), "; ".join(places))


def _turn(one: Mapping[str, Any], language: str) -> str:
    return f"{colour(one['was'], language)} → {colour(one['colour'], language)}"


def _buttons(one: Mapping[str, Any], language: str) -> Sequence[Sequence[Button]]:
    value = f"{card_key(language)}:0:{one['case']}"
    about = str(one["name"])
    opening = Button(ids.ALERT_OPEN, say("buttons.alert_open", language), value, about=about)
    return [[opening, Button(ids.FOLLOW, say("buttons.follow", language), value, about=about)]]


def card_key(language: str) -> str:
    """The stored card that buttons of alerts belong to: there is no question behind it."""
    return f"alert-{language}"


def stored_card(language: str) -> SlackCard:
    return SlackCard(card_key(language), "", language, "", "")


def _gone(content: Content, language: str) -> list[Step]:
    names = content["gone"]
    return [Step(Section(texts=(say("alerts.gone", language, count=len(names), names=names[:10]),)))] if names else []
