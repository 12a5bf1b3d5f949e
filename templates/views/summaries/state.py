"""How a case stands, in a line or two: what, how bad, since when, what is done about it. And its figures."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from records import Answer, CaseView, Fact, StatusRow
from records.closing import CANCELLED, closing
from records.movements import RANK
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import facts
from templates.views.names import colour
from templates.views.pieces import ValueLine

STATUS, REASON, WORDS, ABOUT = 90, 95, 120, 140  # signs
MOST_FIGURES = 4
_SENTENCE = re.compile(r"(?<=[a-zæøå)]{4}[.!?])\s+(?=[A-ZÆØÅ])")  # where one ends and the next begins
# What a figure of a case may be called; the first that is there is shown.
_FIGURES = (
    ("saving", ("saving_printed", "saving", "overview_saving")),
    ("cost", ("investment", "cost", "overview_cost")),
    ("phase_in_year", ("phase_in_year",)),
    ("payback", ("payback_total", "payback_service", "overview_payback")),
)


def state_lines(view: CaseView, language: str) -> tuple[str, ...]:
    """How the case stands, and then what the report says of it; of a proposal what it is about."""
    if not view.statuses:
        return _proposed(view, language)
    row = worst_row(view)
    return tuple(filter(None, (standing_line(view, language), _reasons(row, view, language))))


def worst_row(view: CaseView) -> StatusRow:
    """The row that tells most: of those still reported the reddest."""
    rows = [row for row in view.statuses if row not in view.gone] or list(view.statuses)
    return max(rows, key=lambda row: RANK.get(row.colour or "", -1))


def is_cancelled(view: CaseView) -> bool:
    over = closing(view.statuses)
    return bool(over and over.reason == CANCELLED)


def standing_line(view: CaseView, language: str, most: int = STATUS) -> str:
    """One line: "🔴 Rød siden 30. juni 2025: Tidsplanen er skredet …". What contradicts the colour is in it."""
    row = worst_row(view)
    shade = colour(row.colour, language)
    if is_cancelled(view) and (over := closing(view.statuses)):
        words = limits.shortened(one_line(over.words), WORDS)
        key = "cancelled" if row.colour == "green" else "cancelled_plain"
        return say(f"summary.{key}", language, colour=shade, words=words)
    if row in view.gone:
        return say("summary.gone", language, colour=shade, date=view.gone_from)
    day, at_least = coloured_since(view, row)
    status = limits.shortened(one_line(row.status), most)
    values = {"colour": shade, "since": day, "at_least": at_least, "status": status}
    return say("summary.state", language, **values, others=_others(view, row, language))


def short_state(view: CaseView, language: str) -> str:
    """ "🟢 Grøn, men annulleret": how a case stands, in a cell of a table."""
    if not view.statuses:
        words = {True: "adopted", False: "not_adopted", None: "adopted_unknown"}
        return say(f"hits.{words[view.hit.adopted]}", language)
    row = worst_row(view)
    shade = colour(row.colour, language)
    if is_cancelled(view):
        return say("summary.cancelled_short", language, colour=shade, but=row.colour == "green")
    return say("summary.vanished", language) if row in view.gone else shade


def _others(view: CaseView, row: StatusRow, language: str) -> list[str]:
    """Where the case stands under other areas with another colour."""
    rows = [one for one in view.statuses if one not in view.gone and one.colour != row.colour]
    return [f"{colour(one.colour, language)} ({one_line(one.area)})" for one in rows]


def coloured_since(view: CaseView, row: StatusRow) -> tuple[date | None, bool]:
    """Since which report the row has its colour; whether that is only as far as the reports go back. No day where only
    one report is known."""
    way = next((way for way in view.past if way[-1] == row), ())
    days = [one.as_of for one in _same_at_the_end(way)]
    return (days[0], len(days) == len(way)) if days else (None, False)


def _same_at_the_end(way: Sequence[StatusRow]) -> list[StatusRow]:
    kept: list[StatusRow] = []
    for row in reversed(way):
        if kept and row.colour != way[-1].colour:
            break
        kept.insert(0, row)
    return kept


def _reasons(row: StatusRow, view: CaseView, language: str) -> str:
    """Why, and what is done about it, in the words of the report."""
    told = one_line(row.remark)
    if is_cancelled(view):  # its beginning is told before
        _, *rest = _SENTENCE.split(told)
        told = rest[-1] if rest and not row.handling else ""
    done = one_line(row.handling)
    most = REASON if told and done else ABOUT
    why = say("ui.quote", language, text=limits.shortened(told, most)) if told else ""
    handled = say("summary.handled", language, text=limits.shortened(done, most)) if done else ""
    return joined((why, handled), " ")


def _proposed(view: CaseView, language: str) -> tuple[str, ...]:
    words = {True: "adopted", False: "not_adopted", None: "adopted_unknown"}
    stated = say(f"hits.{words[view.hit.adopted]}", language)
    about = limits.shortened(one_line(view.proposal.summary if view.proposal else view.hit.snippet), ABOUT)
    return tuple(filter(None, (say("summary.proposed", language, adopted=stated), about)))


# ---------------------------------------------------------------- figures


def case_figures(answer: Answer, first: Iterable[ValueLine] = ()) -> tuple[ValueLine, ...]:
    """What a case saves and costs, from when, how soon it is paid back."""
    own = [fact for fact in answer.facts if "as_of" not in fact.values]
    found = [*first, *filter(None, (_figure(name, labels, own, answer.language) for name, labels in _FIGURES))]
    return tuple(found[:MOST_FIGURES])


def _figure(name: str, labels: Sequence[str], own: Sequence[Fact], language: str) -> ValueLine | None:
    label = next((label for label in labels if any(fact.label == label for fact in own)), None)
    found = [fact for fact in own if fact.label == label]
    if not found:
        return None
    printed, value = figure_of_areas(found, language)
    extra = printed == say("facts.extra_cost", language)
    return ValueLine(say(f"summary.{'extra_cost' if extra else name}", language), value)


def figure_of_areas(found: Sequence[Fact], language: str) -> tuple[str, str]:
    """What one figure is called and what it is; of a case in several areas the figure of each."""
    levels = {fact.values.get("price_level") for fact in found}
    alike = replace(found[0], values={**found[0].values, "price_level": None})
    if len(levels) > 1 or len({str(fact.values.get("raw")) for fact in found}) == 1:
        shown = [facts.label_and_value(fact, language, beside=False) for fact in found]
        return shown[0][0], joined(dict.fromkeys(value for _, value in shown), " + ")
    bare = [replace(fact, values={**fact.values, "price_level": None}) for fact in found]
    label = facts.label_and_value(alike, language, beside=False)[0]
    each = dict.fromkeys(facts.label_and_value(fact, language, beside=False)[1] for fact in bare)
    level = next(iter(levels))
    return label, joined((joined(each, " + "), formats.level(str(level), language) if level else None), ", ")


def asked_facts(answer: Answer) -> Iterator[str]:
    """The facts that were asked for, a line each, the very thing first. Why a case stands as it does is told by the
    remark; how it stands is told anyhow."""
    labels = [label for label in dict.fromkeys(answer.asked) if label not in ("status", "colour")]
    if "status" in answer.asked and "handling" not in labels:
        labels.remove("remark")
    for label in labels:
        found = [fact for fact in answer.facts if fact.label == label and "as_of" not in fact.values]
        if found:
            name, value = figure_of_areas(found, answer.language)
            yield f"{name}: {value}"
