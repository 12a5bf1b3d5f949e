"""What share what was told of last is of more than that ("hvor stor en andel er det af alle Greves forslag?")."""

from dataclasses import replace

from answers.followups import leaning
from answers.merging import as_a_list, carrying, own_limits, shown_of
from answers.talk import Answers, Talk
from answers.talk_of_cases import only_this, the_case
from answers.talk_of_groups import splits
from filters.conditions import only_code
from questions.query import Filter, Measure, Missing, Query

_ADDED = ("saving", "cost")


def share_of_that(query: Query, said: str, talk: Talk, ask: Answers) -> Query | None:
    """The share that the case told of since is of the list, or of what the question names; that a list is of what it
    names. None where no such share is asked for."""
    if not leaning().share_of_that.search(said) or splits(talk.listed):
        return None
    case = the_case(talk.last, ask) if talk.last is not talk.listed or talk.listed.codes else None
    hit = next(iter(ask(case).hits), None) if case else None
    whole, rows = query.filters, query.rows
    if hit is not None:
        coded = tuple(only_code(one.code, one.year) for one in (case.codes if case else ()))
        part: tuple[Filter, ...] = coded or (only_this(hit, query.language),)
        rows = rows or ("case" if hit.colour or hit.status else "proposal")
    else:
        part = own_limits(shown_of(talk.listed))
    if not (whole or query.rows or talk.listed.codes):
        whole = own_limits(as_a_list(talk.listed)) if hit is not None else talk.first.filters
    strange = replace(query, missing=(Missing("words", query.text),))
    if not part or not (whole or query.rows) or set(part) <= set(whole):
        return strange if hit is not None else None
    summed = talk.listed.measure.field if talk.listed.measure else ""
    fields = [*(query.asks & {*_ADDED}), *(talk.last.asks & {*_ADDED}), summed]
    field = next((one for one in fields if one in _ADDED), "")
    measure = Measure("share", field, part=tuple(one for one in part if one not in whole))
    made = replace(query, filters=tuple(dict.fromkeys((*whole, *part))), topic=(), missing=(), rows=rows, order=None)
    made = replace(made, measure=measure, asks=query.asks - {*_ADDED}, intent="total")
    if not ask(made).total:
        return strange  # it is no part of that
    return carrying(made, query)
