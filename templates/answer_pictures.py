"""What of an answer people would rather look at: sums by group and proposals of several municipalities as bars,
milestones on a line, a status over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from records import Answer, Hit, Milestone, StatusRow
from templates import formats
from templates.catalogue import called, say
from templates.formats import one_line
from templates.picture import Bar, Stop, bars_picture, line_picture
from templates.views.facts import row_name
from templates.views.names import code_label

MOST, FEWEST = 12, 2


@dataclass(frozen=True, slots=True)
class AnswerPicture:
    """What a picture is called, what it shows in words with every figure, and how it is drawn."""

    title: str
    alt: str
    draw: Callable[[], bytes]


def answer_picture(answer: Answer) -> AnswerPicture | None:
    """None where there is nothing that a picture shows better than words."""
    if answer.intent == "total":
        return _groups(answer)
    if answer.intent == "search":
        return _elsewhere(answer)
    over_time = _statuses(answer) if len(answer.cases) == 1 and answer.intent in ("status", "changes") else None
    return over_time or _days(answer)


def _groups(answer: Answer) -> AnswerPicture | None:
    table, language = answer.table, answer.language
    if table is None or table.unit not in ("tkr", "count") or len(table.columns) < 2:
        return None
    rows = [(row[0], row[1]) for row in table.rows if isinstance(row[1], int | float)][:MOST]
    if len(rows) < FEWEST:
        return None
    group, measured = table.columns[:2]
    title = say("ui.table_of", language, field=measured, group=group)
    print_it = formats.money if table.unit == "tkr" else formats.format_number
    bars = [
        Bar(formats.first_upper(row_name(group, name, language), language), float(value), print_it(value, language))
        for name, value in rows
    ]
    return _pictured(title, [f"{one.name}: {one.printed}" for one in bars], lambda: bars_picture(title, bars))


def _elsewhere(answer: Answer) -> AnswerPicture | None:
    """Who else did it: the proposals of a list over several municipalities, with what each saves and its decision."""
    hits, language = list(answer.hits[:MOST]), answer.language
    if len({one.municipality for one in hits if one.municipality}) < FEWEST:
        return None
    bars = [
        Bar(formats.joined((one.municipality, one.code or one_line(one.title))), one.saving_tkr or 0.0, printed)
        for one in hits
        if (printed := _decided(one, language))
    ]
    title = say("pictures.elsewhere", language, shown=len(bars), total=answer.total)
    lines = [f"{one.municipality}, {one_line(one.title)}: {_decided(one, language)}" for one in hits]
    return _pictured(title, lines, lambda: bars_picture(title, bars))


def _decided(one: Hit, language: str) -> str:
    """What it saves, and that it was adopted where that is said; "not stated" is never 0."""
    saving = say("pictures.unstated", language) if one.saving_tkr is None else formats.money(one.saving_tkr, language)
    return formats.joined((saving, say("pictures.adopted", language) if one.adopted else ""), ", ")


def _days(answer: Answer) -> AnswerPicture | None:
    """The milestones that have a day, in their order."""
    dated = sorted((one for one in answer.milestones if one.all_dues), key=lambda one: one.all_dues[0][1])
    if len(dated) < FEWEST or answer.intent not in ("milestones", "status"):
        return None
    language, several = answer.language, len({(one.code, one.title) for one in dated}) > 1
    over = any(note.kind == "milestones_closed" for note in answer.notes)
    done = {str(note.values["goal"]) for note in answer.notes if note.kind == "milestone_done"}
    stops = [_stop(one, several, over or one.goal in done, answer) for one in dated[:MOST]]
    title = say("pictures.milestones", language)
    return _pictured(title, [f"{one.when}: {one.text}" for one in stops], lambda: line_picture(title, stops))


def _stop(one: Milestone, several: bool, closed: bool, answer: Answer) -> Stop:
    """A day that is past is late, unless the milestone is done or its case is over. That comes first: a long goal is
    cut."""
    day, language = one.all_dues[0][1], answer.language
    name = code_label(one.code, one.budget_year) if several else ""
    late = say("pictures.late", language) if day < answer.today and not closed else ""
    closed_word = say("pictures.closed", language) if closed else ""
    text = formats.joined((name, late, closed_word, one_line(one.goal).rstrip(".")))
    return Stop(formats.short_day(day, language), "red" if late else "green", text)


def _statuses(answer: Answer) -> AnswerPicture | None:
    """How the case stood in each report that has it, the longest way of its rows."""
    way: Sequence[StatusRow] = max(answer.cases[0].past, key=len, default=())
    rows = [row for row in way if row.as_of]
    if len(rows) < FEWEST:
        return None
    language = answer.language
    stops = [
        Stop(formats.short_day(row.as_of, language), row.colour or "none", _told(row, language))
        for row in rows[-MOST:]
        if row.as_of
    ]
    title = say("pictures.status", language)
    return _pictured(title, [f"{one.when}: {one.text}" for one in stops], lambda: line_picture(title, stops))


def _told(row: StatusRow, language: str) -> str:
    """The word of the colour, without its sign, and the words of the report."""
    word = called(row.colour or "none", "colours", language).split(maxsplit=1)[-1]
    return formats.joined((word, one_line(row.status)))


def _pictured(title: str, lines: Sequence[str], draw: Callable[[], bytes]) -> AnswerPicture:
    return AnswerPicture(title, f"{title}. {'; '.join(lines)}", draw)
