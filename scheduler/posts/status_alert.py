"""The alert: which cases turned worse in a report, what it says of each, and what else the reader should know."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime
from typing import Any

from index.state.outbox import Content, Post
from index.state.people import StoredCard, case_of
from records import Source, StatusRow
from records.movements import RANK, MovementKind
from scheduler.posts.post_part import PostPart
from scheduler.posts.render_context import RenderContext
from scheduler.rules.status_changes import Compared, Turned
from templates import Card, Step, formats, ids, limits, render_steps, say
from templates.controls import Button, Remark, Row
from templates.views import CardEntry, Section, ValueLine
from templates.views.names import code_label, committee_name

# What waits for a recipient is one message: nobody is told twice because Slack was away.
NAME, MERGES, LISTED = "red", True, "cases"

# How many are shown whole, with buttons, tried in turn until the message is small enough.
SHOWN = (3, 2, 1, 0)
REASON, NAME_LENGTH = 130, 28
NAMED = 4  # cases in the headline
SHORT_LIST = 20
REPORTS = 8  # lines about the reports that are told of
ORDER = {"red": 0, "yellow": 1}


@dataclass(frozen=True, slots=True)
class AlertItem:
    """What an alert says of one row. `places` are the source before and the source now; one of a row that is new or
    gone. `kind` is "worse", "new" or "vanished"."""

    kind: str
    case: str
    name: str
    title: str
    area: str
    old: str
    new: str
    old_status: str
    status: str
    remark: str
    handling: str
    consequence: str
    saving_tkr: float | None
    level: str | None
    places: tuple[Source, ...]


def alert_content(found: Compared, turned: Sequence[Turned], why: Sequence[str], when: datetime) -> dict[str, Any]:
    """The rows as JSON, with all that is shown: a document may be replaced before they are posted."""
    return {**report_facts(found, when), "why": list(why), "cases": [_packed(one) for one in turned]}


def report_facts(found: Compared, when: datetime) -> dict[str, Any]:
    """Which report it is, against which, and when it came in."""
    return {
        "municipality": found.report.municipality,
        "committee": found.report.committee,
        "as_of": _day(found.report.as_of),
        "before": _day(found.before.as_of) if found.before else None,
        "corrected": found.corrected,
        "loaded": when.isoformat(),
        "documents": list(found.report.documents),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _packed(one: Turned) -> dict[str, Any]:
    before, row = one.moved.before, one.row
    places = [row.source for row in (before, one.moved.after) if row]
    return {
        "kind": str(one.moved.kind),
        "case": case_of(row).key,
        "name": case_label(row),
        "title": row.title if code_label(row.code, row.budget_year) else "",
        "area": row.area,
        "old": (before.colour if before else None) or "none",
        "new": row.colour or "none",
        "old_status": before.status if before else "",
        "status": row.status,
        "remark": row.remark,
        "handling": row.handling,
        "consequence": row.consequence,
        "saving_tkr": at_risk(row),
        "level": row.price_level,
        "places": [astuple(place) for place in places],
    }


def case_label(row: StatusRow) -> str:
    return code_label(row.code, row.budget_year) or row.title


def at_risk(row: StatusRow) -> float | None:
    """The saving that the row promises, in 1.000 kr.; an extra cost is none."""
    return row.saved_tkr if row.saved_tkr is not None and row.saved_tkr > 0 else None


def alert_items(given: Content) -> list[AlertItem]:
    """What `alert_content` holds."""
    return [AlertItem(**{**one, "places": tuple(Source(*place) for place in one["places"])}) for one in given["cases"]]


def told_parts(post: Post) -> list[PostPart]:
    """Each turn of a row in a report, to one recipient: the load may be another one."""
    start = f"red:{post.key.rpartition(':')[2]}:{post.content['as_of']}"
    return [
        PostPart(f"{start}:{one['kind']}:{one['case']}:{one['area']}:{one['new']}") for one in post.content["cases"]
    ]


def card_key(language: str) -> str:
    """The stored card that buttons of alerts belong to: there is no question behind it."""
    return f"alert-{language}"


def stored_card(language: str) -> StoredCard:
    return StoredCard(card_key(language), "", language, "", "")


# ---------------------------------------------------------------- the message


def card(contents: Sequence[Content], context: RenderContext) -> Card | None:
    """One message for all that came in for one recipient; each row once, as the last report has it."""
    rows = list(
        {
            (one.kind, one.case, one.area, one.title, one.new): one for each in contents for one in alert_items(each)
        }.values()
    )
    worse = sorted((one for one in rows if one.kind == MovementKind.WORSE), key=lambda one: ORDER.get(one.new, 2))
    if not worse:
        return None
    headline = _headline(worse, context.language)
    first, last = _about(contents, context), _rest(rows, contents, context)
    everything = [step.section for step in (first, *_steps(worse, len(worse), context), *last)]
    for shown in SHOWN:
        steps = [
            *(_item(one, context) for one in worse[:shown]),
            Step(Section(), _foot(rows, worse[shown:], contents, context)),
        ]
        if laid := render_steps(headline, steps, context.language, whole=everything):
            return replace(laid, late=next(filter(None, (_late(one, context) for one in contents)), ""))
    raise ValueError("an alert that fits no message")


def _headline(worse: Sequence[AlertItem], language: str) -> str:
    """All of it in a line: how many of each colour, and which."""
    colours: dict[str, str] = {}  # of a case the worst of its rows: they stand first
    for one in worse:
        colours.setdefault(one.case, one.new)
    names = list({one.case: one.name for one in worse}.values())
    if len(worse) == 1:
        one = worse[0]
        return say("alerts.headline_one", language, name=one.name, new=one.new, before=one.old)
    count = [list(colours.values()).count(colour) for colour in ORDER]
    values = {"red": count[0], "yellow": count[1], "names": names[:NAMED], "more": len(names[NAMED:])}
    return say("alerts.headline", language, **values)


def _item(one: AlertItem, context: RenderContext) -> Step:
    """A line on the case, one on why, and what can be done."""
    language = context.language
    title = limits.shortened(formats.joined((one.name, formats.one_line(one.title)), ": "), NAME_LENGTH)
    turned = say("alerts.turned", language, before=one.old, after=one.new)
    saving = formats.tkr(one.saving_tkr, language) if one.saving_tkr else ""
    told = formats.joined((turned, say("alerts.at_risk_short", language, amount=saving) if saving else ""))
    why = formats.one_line(one.remark or one.status)
    quoted = say("ui.quote", language, text=limits.shortened(why, REASON)) if why else ""
    items = (
        ValueLine(title, told),
        *((ValueLine("", formats.joined((quoted, _since(one, context)))),) if quoted else ()),
        *_note(one, context),
    )
    return Step(Section(items=items), _step(one, context).rows)


def _note(one: AlertItem, context: RenderContext) -> tuple[ValueLine, ...]:
    """What a person has said of the case since the report before: it stands beside what this one says."""
    note = context.notes.get(one.case)
    if note is None:
        return ()
    day, text = (
        note.said.when.astimezone(context.now.tzinfo).date(),
        limits.shortened(formats.one_line(note.text), REASON),
    )
    name = note.said.name or note.said.person
    return (ValueLine("", say("alerts.note", context.language, name=name, date=day, text=text)),)


def _foot(
    rows: Sequence[AlertItem], rest: Sequence[AlertItem], contents: Sequence[Content], context: RenderContext
) -> list[Row]:
    """What else there is, why it comes here, which reports it is of."""
    language = context.language
    more = say("alerts.more", language, count=len(rest)) if rest else ""
    counts = {kind: sum(one.kind == kind for one in rows) for kind in (MovementKind.NEW, MovementKind.VANISHED)}
    also = [say(f"alerts.{kind}", language, count=count) for kind, count in counts.items() if count]
    about = list(dict.fromkeys(about_line(one, language) for one in contents))
    left = [say("ui.more", language, count=len(about) - 1)] if len(about) > 1 else []
    late = dict.fromkeys(filter(None, (_late(one, context) for one in contents)))
    texts = (more, *[*late][:1], *_whys(contents, language), *about[:1], *left, *also)
    return [Remark(formats.joined(map(formats.without_stop, texts)))]


def _whys(contents: Sequence[Content], language: str) -> list[str]:
    reasons = dict.fromkeys(why for one in contents for why in one["why"])
    return [say(f"alerts.why_{one}", language) for one in reasons]


def _about(contents: Sequence[Content], context: RenderContext) -> Step:
    texts = dict.fromkeys(said for one in contents for said in (about_line(one, context.language), _late(one, context)))
    said = list(filter(None, texts))
    left = len(said) - REPORTS
    return Step(Section(texts=(*said[:REPORTS], *([say("ui.more", context.language, count=left)] if left > 0 else []))))


def about_line(one: Content, language: str) -> str:
    """Whose report it is, about which day, against which."""
    key = "alerts.about_corrected" if one["corrected"] else "alerts.about"
    values = {"as_of": _read(one["as_of"]), "before": _read(one["before"])}
    whose = (one["municipality"], committee_name(one["committee"]) if one["committee"] else "")
    return formats.joined((*map(formats.one_line, whose), say(key, language, **values)))


def _read(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _late(one: Content, context: RenderContext) -> str:
    """An alert goes out at once: one that does not tells since when it is known."""
    sent = context.sent_at or context.now
    day = datetime.fromisoformat(one["loaded"]).astimezone(context.now.tzinfo).date()
    return say("alerts.late", context.language, date=day) if sent.astimezone(context.now.tzinfo).date() > day else ""


def _steps(worse: Sequence[AlertItem], shown: int, context: RenderContext) -> list[Step]:
    steps = [_step(one, context) for one in worse[:shown]]
    if rest := worse[shown:]:
        lines = tuple(CardEntry(_short(one, context.language)) for one in rest[:SHORT_LIST])
        heading = say("alerts.more", context.language, count=len(rest)) if shown else ""
        steps.append(Step(Section(heading, entries=lines, total=len(rest))))
    return steps


def _step(one: AlertItem, context: RenderContext) -> Step:
    language = context.language
    value = f"{card_key(language)}:0:{one.case}"
    about_it = f"{one.name}: {formats.one_line(one.title)}"
    buttons = [
        Button(ids.ALERT_OPEN, say("buttons.alert_open", language), value, "primary", about_it),
        Button(ids.FOLLOW, say("buttons.follow", language), value, about=about_it),
    ]
    title = formats.joined((one.name, formats.one_line(one.title)), ": ")
    return Step(Section(entries=(CardEntry(title, _lines(one, context), _places(one, language)),)), [buttons])


def _lines(one: AlertItem, context: RenderContext) -> tuple[str, ...]:
    language = context.language
    said = (
        formats.joined((say(f"movements.{one.kind}", language, before=one.old, after=one.new), _since(one, context))),
        _status(one, language),
        _said("remark", one.remark, language),
        _said("handling", one.handling, language),
        _said("consequence", one.consequence, language),
        say("alerts.at_risk", language, value=one.saving_tkr, level=one.level) if one.saving_tkr else "",
        say("alerts.area", language, name=one.area) if one.area.strip() else "",
    )
    return tuple(filter(None, said))


def _since(one: AlertItem, context: RenderContext) -> str:
    """What a newer report says, where the alert comes later than that: it has become better meanwhile."""
    now = context.colours.get(one.case, one.new)
    return say("alerts.since", context.language, now=now) if RANK.get(now, 9) < RANK.get(one.new, 0) else ""


def _said(field: str, text: str, language: str) -> str:
    return say("alerts.said", language, name=say(f"facts.{field}", language), text=text) if text.strip() else ""


def _status(one: AlertItem, language: str) -> str:
    if not one.status.strip():
        return ""
    before = one.old_status.strip() if one.old_status.strip() != one.status.strip() else ""
    return say("alerts.status", language, status=one.status, before=before)


def _places(one: AlertItem, language: str) -> str:
    places = [formats.place(source, language) for source in one.places]
    return say("movements.places", language, before=places[0], after=places[1]) if len(places) > 1 else places[0]


def _short(one: AlertItem, language: str) -> str:
    return f"{one.name}: {say(f'movements.{one.kind}', language, before=one.old, after=one.new)}"


def _rest(rows: Sequence[AlertItem], contents: Sequence[Content], context: RenderContext) -> list[Step]:
    """What the reader should know as well: what is new and not green, what is gone, why they are told."""
    parts = []
    for kind in (MovementKind.NEW, MovementKind.VANISHED):
        if few := [one for one in rows if one.kind == kind]:
            entries = tuple(_brief(one, context.language) for one in few)
            heading = say(f"alerts.{kind}", context.language, count=len(few))
            parts.append(Step(Section(heading, entries=entries[:SHORT_LIST], total=len(few))))
    why = " ".join(_whys(contents, context.language))
    below: list[Row] = [Remark(why)] if why else []
    return [*parts, Step(Section(), below)]


def _brief(one: AlertItem, language: str) -> CardEntry:
    title = formats.joined((one.name, formats.one_line(one.title)), ": ")
    return CardEntry(
        title, (say(f"movements.{one.kind}", language, before=one.old, after=one.new),), _places(one, language)
    )
