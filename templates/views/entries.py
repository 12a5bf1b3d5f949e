"""Hits, cases and milestones → entries: a name, what there is to say, a place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from records import CaseView, Hit, Milestone, StatusRow
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views.names import code_label, colour, committee_name, place, title_of
from templates.views.pieces import CardEntry

SNIPPET = 160  # characters


def hit(found: Hit, language: str) -> CardEntry:
    """One line on who and how it goes, one on the money, then the other names of the same case."""
    lines = (
        joined(_standing(found, language)),
        joined(_money(found, language)),
        _also(found, language),
        say("hits.confidential", language) if found.confidential else "",
        limits.shortened(one_line(found.snippet), SNIPPET),
    )
    return CardEntry(title_of(found, language), tuple(filter(None, lines)), place(found.source, language))


def _standing(found: Hit, language: str) -> Iterator[str]:
    yield one_line(found.municipality)
    if found.area:
        yield one_line(found.area)
    if found.budget_year and not found.code:
        yield say("hits.budget_year", language, year=found.budget_year)
    if found.status is not None:
        yield joined((colour(found.colour, language), one_line(found.status)), ": ")
    else:
        words = {True: "adopted", False: "not_adopted", None: "adopted_unknown"}
        yield say(f"hits.{words[found.adopted]}", language)


def _money(found: Hit, language: str) -> Iterator[str]:
    """A saving that is not stated is said to be so; in a status row the printed sign stands beside it."""
    yield _saving(found, language)
    cost = _amount(found.cost_tkr, found.cost_as_printed, language)
    yield say("hits.cost" if found.status is None else "hits.investment", language, amount=cost)
    if found.price_level:
        yield formats.level(found.price_level, language)
    yield from _payback(found, language)
    if found.phase_in_year is not None:
        yield say("hits.phase_in_year", language, year=found.phase_in_year)


def _payback(found: Hit, language: str) -> Iterator[str]:
    """On service and in total, once where both are the same."""
    service, total = found.payback_service_years, found.payback_total_years
    said = [formats.years(one, language) for one in (service, total) if one is not None]
    if len(said) == 2 and service != total:
        yield say("hits.payback_both", language, service=said[0], total=said[1])
    elif said:
        of = "" if service == total else "_total" if service is None else "_service"
        yield say(f"hits.payback{of}", language, years=said[0])


def _amount(value: float | None, printed: str, language: str) -> str:
    """An amount; as it is printed where nothing counts with it, and said to be not stated where none is."""
    if value is not None:
        return formats.tkr(value, language)
    return say("hits.unread", language, text=one_line(printed)) if printed else say("ui.not_stated", language)


def _saving(found: Hit, language: str) -> str:
    value = found.saving_tkr
    if value is None:
        return say("hits.saving", language, amount=_amount(None, found.saving_as_printed, language))
    amount = formats.tkr(abs(value), language)
    if found.status is not None and value and found.minus_saves:
        amount += f" ({say('ui.printed', language, value=formats.format_number(-value, 'da'))})"
    return say("hits.saving" if value >= 0 else "hits.extra_cost", language, amount=amount)


def _also(found: Hit, language: str) -> str:
    names = dict.fromkeys(joined((_other_name(other, found), _other_place(other, found))) for other in found.also)
    shown = "; ".join(name for name in names if name)
    return f"{say('ui.also', language)}: {shown}" if shown else ""


def _name(found: Hit) -> str:
    return code_label(found.code, found.budget_year) or one_line(found.title)


def _other_name(other: Hit, found: Hit) -> str:
    name = code_label(other.code, other.budget_year)
    if name and name != code_label(found.code, found.budget_year):
        return name
    return one_line(other.title) if other.title != found.title else name


def _other_place(other: Hit, found: Hit) -> str:
    return one_line(other.area) if other.area and other.area != found.area else ""


# ---------------------------------------------------------------- cases


def case(view: CaseView, language: str, only: bool) -> CardEntry:
    """A case with each of its status rows. The only case of a card has its name as the headline already."""
    dated = len({row.as_of for row in view.statuses}) > 1
    rows = tuple(_status(row, dated, language) for row in view.statuses)
    # The areas of a case stand in its rows.
    other = replace(view.hit, also=tuple(one for one in view.hit.also if _name(one) != _name(view.hit)))
    secret = say("hits.confidential", language) if view.hit.confidential else ""
    lines = tuple(filter(None, (*rows, joined(_belongs(view, language)), _also(other, language), secret)))
    title = title_of(view.hit, language)
    return CardEntry("" if only else title, lines, "" if view.statuses else place(view.hit.source, language))


def _status(row: StatusRow, dated: bool, language: str) -> str:
    shade = colour(row.colour, language)
    if row.colour_from == "words":
        shade = say("facts.colour_words", language, colour=shade)
    when = say("ui.as_of", language, date=row.as_of) if dated and row.as_of else ""
    return joined((shade, one_line(row.status), when, one_line(row.area), place(row.source, language)))


def _belongs(view: CaseView, language: str) -> Iterator[str]:
    yield one_line(view.hit.municipality)
    if view.proposal:
        yield committee_name(view.proposal.committee) or one_line(view.proposal.administration or "")
        yield one_line(view.proposal.type or "")
    elif view.statuses:
        yield one_line(view.statuses[0].type)
    if not view.statuses:
        words = {True: "adopted", False: "not_adopted", None: "adopted_unknown"}
        yield say(f"hits.{words[view.hit.adopted]}", language)


# ---------------------------------------------------------------- milestones


def milestone(found: Milestone, language: str, of_several: bool = False) -> CardEntry:
    """The due days first, then the goal as it stands, how it is measured, by whom, and the words that gave the days.
    Among those of several cases it says which case it belongs to."""
    name = joined((code_label(found.code, found.budget_year), one_line(found.title)), ": ")
    lines = (
        name if of_several else "",
        one_line(found.goal),
        say("hits.measured_by", language, text=found.measured_by) if found.measured_by.strip() else "",
        say("hits.responsible", language, text=found.responsible)
        if found.responsible.strip()
        else say("notes.no_owner", language),
        say("hits.when", language, text=found.when) if found.when.strip() else "",
    )
    return CardEntry(due(found, language), tuple(filter(None, lines)), place(found.source, language))


def due(found: Milestone, language: str) -> str:
    days = [formats.day(last, language) for _, last in found.all_dues]
    text = say("hits.due", language, days=days) if days else say("hits.no_day", language)
    return joined(
        (text, say("hits.recurring", language) if found.recurring else None, one_line(found.group or "")), ", "
    )


def upcoming(milestones: Iterable[Milestone], today: date) -> list[Milestone]:
    """Those with a due day today or later."""
    return [one for one in milestones if any(last >= today for _, last in one.all_dues)]
