"""The summary of a first report: how many cases have which colour, which are red, how many milestones are overdue."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from index.state.outbox import Content, Post
from index.state.people import case_of
from records import Source, StatusRow
from records.movements import RANK
from scheduler.posts import status_alert
from scheduler.posts.post_part import PostPart
from scheduler.posts.render_context import RenderContext
from scheduler.rules.status_changes import Compared
from templates import Card, Step, formats, limits, render_page, render_steps, say
from templates.controls import Remark
from templates.views import CardEntry, Section, ValueLine

NAME, MERGES, LISTED = "first", True, ""
LISTED_RED, ITEM, FOOT = 3, 125, 200
COLOURS = ("red", "yellow", "green", "none")


def summary_content(found: Compared, when: datetime) -> dict[str, Any]:
    """The summary as JSON."""
    by_case: dict[str, list[StatusRow]] = {}
    for row in found.report.rows:
        by_case.setdefault(case_of(row).key, []).append(row)
    worst = [max(rows, key=lambda row: RANK.get(row.colour or "", -1)) for rows in by_case.values()]
    return {
        **status_alert.report_facts(found, when),
        "counts": Counter(row.colour or "none" for row in worst),
        "red": [_packed(row) for row in worst if row.colour == "red"],
    }


def _packed(row: StatusRow) -> dict[str, Any]:
    place = row.source
    named = status_alert.case_label(row)
    return {
        "name": named,
        "title": row.title if named != row.title else "",
        "status": row.status,
        "place": astuple(place),
    }


def told_parts(post: Post) -> list[PostPart]:
    """The report that it is about, in whichever load that came."""
    given = post.content
    return [PostPart(f"first:{given['municipality']}:{given['committee']}:{given['as_of']}")]


def card(contents: Sequence[Content], context: RenderContext) -> Card:
    """One message, whatever came in together."""
    language = context.language
    counts: Counter[str] = sum((Counter(one["counts"]) for one in contents), Counter())
    overdue = sum(context.overdue.get(name, 0) for name in {one["municipality"] for one in contents})
    names = [one["name"] for each in contents for one in each["red"]]
    values = {"counts": _counts(counts, language), "reports": len(contents), "names": names[: status_alert.NAMED]}
    headline = say("alerts.first", language, **values, more=len(names[status_alert.NAMED :]))
    late = say("alerts.first_overdue", language, count=overdue)
    why = say("alerts.first_why", language)
    whole = [Section(texts=(why, late)), *(_section(one, language) for one in contents)]
    reds = [row for one in contents for row in one["red"]]
    items = tuple(_item(row, language) for row in reds[:LISTED_RED])
    about = [f"{status_alert.about_line(one, language)}" for one in contents][:2]
    foot = limits.shortened(formats.joined((*about, why)), FOOT)
    steps = [Step(Section(items=items)), Step(Section(texts=(late,)), [Remark(foot)])]
    made = render_steps(headline, steps, language, whole=whole)
    return made or render_page(headline, whole, language)


def _item(row: Mapping[str, Any], language: str) -> ValueLine:
    """A red case in two lines: its name, and what the report says of it."""
    title = formats.joined((formats.one_line(row["name"]), formats.one_line(row["title"])), ": ")
    shade = say("colours.red", language)
    return ValueLine(shade, limits.shortened(formats.joined((title, formats.one_line(row["status"]))), ITEM))


def _counts(counts: Mapping[str, int], language: str) -> list[str]:
    found = [name for name in COLOURS if name != "none" or counts.get(name)]
    return [say(f"digest.count_{name}", language, count=counts.get(name, 0)) for name in found]


def _section(one: Content, language: str) -> Section:
    entries = tuple(_entry(row, language) for row in one["red"])
    heading = f"{status_alert.about_line(one, language)}: {', '.join(_counts(one['counts'], language))}"
    return Section(heading, entries=entries, total=len(entries))


def _entry(row: Mapping[str, Any], language: str) -> CardEntry:
    title = formats.joined((formats.one_line(row["name"]), formats.one_line(row["title"])), ": ")
    status = say("alerts.status", language, status=row["status"], before="") if row["status"].strip() else ""
    return CardEntry(f"{say('colours.red', language)}: {title}", tuple(filter(None, (status,))), _place(row, language))


def _place(row: Mapping[str, Any], language: str) -> str:
    return formats.place(Source(*row["place"]), language)
