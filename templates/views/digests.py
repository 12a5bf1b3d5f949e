"""A digest → what its card shows: a headline that says it all, and parts of few lines, each with its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from records.digests import CaseName, ColourCount, Digest, DueDay, Move, RedRow, Savings
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views.names import code_label, colour, place
from templates.views.pieces import QuotedText, ValueLine

MOST = 5  # lines of a part
NAMED = 4  # cases in a sentence
MOST_LATE = 3  # those that have just become overdue are news, the others are counted
MOST_QUOTES = 3
REMARK = 160  # characters
GOAL = 90
OLD_DAYS = 200  # reports come twice a year
MONTH = 30.44


@dataclass(frozen=True, slots=True)
class DigestPart:
    heading: str
    lines: tuple[ValueLine, ...] = ()
    said: tuple[QuotedText, ...] = ()
    notes: tuple[str, ...] = ()


def headline(digest: Digest, language: str) -> str:
    """The colours in a line; the sentences below it tell the rest, once."""
    counts = [_count(one, language) for one in digest.counts]
    if digest.quiet:
        values = {"since": digest.since, "counts": counts, "as_of": digest.newest, "filter": digest.filter}
        return say("digest.quiet", language, **values)
    return say("digest.headline", language, counts=", ".join(counts))


def _count(one: ColourCount, language: str) -> str:
    text = say(f"digest.count_{one.colour}", language, count=one.count)
    moved = 0 if one.before is None else one.count - one.before
    return f"{text} ({moved:+d})".replace("-", "\u2212") if moved else text


def foot(digest: Digest, language: str) -> str:
    """How many cases it covers and how old that is, in a line; a quiet digest has said it all."""
    if digest.quiet:
        return ""
    filtered = digest.cases or digest.filter
    cases = say("digest.cases", language, cases=digest.cases, filter=digest.filter) if filtered else None
    return joined([_old_or_new(digest, language), cases])


def _old_or_new(digest: Digest, language: str) -> str:
    if digest.newest is None:
        return say("digest.no_report", language).rstrip(".")
    days = (digest.today - digest.newest).days
    key = "digest.data_old" if days > OLD_DAYS else "digest.data"
    return say(key, language, date=digest.newest, oldest=digest.oldest, months=round(days / MONTH))


def about(digest: Digest, language: str) -> tuple[str, ...]:
    """What it covers, and how old that is; a quiet digest has said it all."""
    if digest.quiet:
        return ()
    covered = say("digest.covers", language, cases=digest.cases, rows=digest.rows, filter=digest.filter)
    since = say("digest.since", language, date=digest.since) if digest.since else None
    return (joined([covered, since]), *_age(digest, language))


def _age(digest: Digest, language: str) -> tuple[str, ...]:
    if digest.newest is None:
        return (say("digest.no_report", language),)
    days = (digest.today - digest.newest).days
    key = "digest.age_old" if days > OLD_DAYS else "digest.age"
    months, sources = round(days / MONTH), list(digest.sources)
    values = {"date": digest.newest, "oldest": digest.oldest, "months": months, "sources": sources}
    return (say(key, language, **values),)


def parts(digest: Digest, language: str) -> tuple[DigestPart, ...]:
    """Only those that have something to say; a quiet digest has none."""
    if digest.quiet:
        return ()
    found = (
        _listed("moved", [_move(one, language) for one in _moves(digest)], language),
        _listed("red", [_red(one, digest.today, language) for one in digest.red], language),
        _listed("overdue", [_due(one, "late", language) for one in _latest_first(digest.overdue)], language, MOST_LATE),
        _listed("coming", [_due(one, "due", language) for one in digest.coming], language),
        DigestPart(say("digest.savings", language), _savings(digest, language), (), _reservations(digest, language)),
        _expected(digest, language),
        _documents(digest, language),
    )
    return tuple(one for one in found if one.lines or one.said)


def digest_sentences(digest: Digest, language: str) -> tuple[str, ...]:
    """Three: what turned or is red, what is overdue or due soon, what is promised and what of it is uncertain."""
    return tuple(filter(None, (_turned(digest, language), _days(digest, language), _promised(digest, language))))


def _turned(digest: Digest, language: str) -> str:
    names = [_short(move.case) for move in digest.worse]
    if names:
        return say("digest.say_worse", language, names=names[:NAMED], more=len(names[NAMED:]))
    red = [_short(one.case) for one in digest.red]
    return say("digest.say_red", language, names=red[:NAMED], more=len(red[NAMED:])) if red else ""


def _short(case: CaseName) -> str:
    return code_label(case.code, case.budget_year) or limits.shortened(one_line(case.title), 30)


def _days(digest: Digest, language: str) -> str:
    oldest = min((one.day for one in digest.overdue), default=None)
    if not digest.overdue and not digest.coming:
        return ""
    return say("digest.say_days", language, overdue=len(digest.overdue), oldest=oldest, coming=len(digest.coming))


def _promised(digest: Digest, language: str) -> str:
    """Of the price level with most of it; sums of different levels are never added."""
    if not digest.savings:
        return ""
    most = max(digest.savings, key=lambda one: one.promised_tkr)
    level = formats.level(most.price_level, language) if most.price_level else say("digest.no_level", language)
    amounts = {
        "promised": formats.millions(most.promised_tkr, language),
        "at_risk": formats.millions(most.at_risk_tkr, language) if most.at_risk_tkr else "",
    }
    return say("digest.say_savings", language, **amounts, level=level, others=len(digest.savings) - 1)


def _listed(name: str, lines: Sequence[ValueLine], language: str, most: int = MOST) -> DigestPart:
    heading = say(f"digest.{name}", language, count=len(lines))
    return DigestPart(heading, tuple(lines[:most]), (), _more(len(lines) - most, language))


def _more(left: int, language: str) -> tuple[str, ...]:
    return (say("ui.more", language, count=left),) if left > 0 else ()


def _moves(digest: Digest) -> Iterable[Move]:
    """What is worse first, the reddest first."""
    worse = sorted(digest.worse, key=lambda move: move.colour != "red")
    return (*worse, *digest.better, *digest.added, *digest.vanished)


def _latest_first(overdue: Sequence[DueDay]) -> Iterable[DueDay]:
    """What has been overdue for years comes last."""
    return sorted(overdue, key=lambda one: one.day, reverse=True)


def _case(case: CaseName) -> str:
    name = joined((code_label(case.code, case.budget_year), one_line(case.title)), ": ")
    return f"{name} ({one_line(case.area)})" if case.area else name


def _move(move: Move, language: str) -> ValueLine:
    if move.colour is None:
        label = say("digest.vanished", language, was=colour(move.was, language))
    elif move.was is None:
        label = say("digest.added", language, colour=colour(move.colour, language))
    else:
        label = say("digest.turned", language, was=colour(move.was, language), colour=colour(move.colour, language))
    was = say("digest.was_at", language, place=place(move.was_source, language)) if move.was_source else None
    remark = limits.shortened(one_line(move.remark), REMARK)
    return ValueLine(
        label, joined([_case(move.case), remark], " – "), joined([place(move.source, language), was], "; ")
    )


def _red(red: RedRow, today: date, language: str) -> ValueLine:
    since = None
    if red.since:
        months = round((today - red.since).days / MONTH)
        since = say("digest.red_since", language, date=red.since, at_least=red.at_least, months=months)
    saving = (
        say("digest.promised_of", language, amount=formats.tkr(red.saving_tkr, language)) if red.saving_tkr else None
    )
    return ValueLine(
        f"{colour('red', language)} {_case(red.case)}", joined([since, saving]), place(red.source, language)
    )


def _due(due: DueDay, kind: str, language: str) -> ValueLine:
    who = due.owner or one_line(due.responsible)
    whose = say("digest.owner", language, name=who) if who else say("digest.no_owner", language)
    label = say(f"digest.{kind}", language, date=due.day)
    goal = limits.shortened(one_line(due.goal), GOAL)
    return ValueLine(label, joined([_case(due.case), goal, whose], " – "), place(due.source, language))


# ---------------------------------------------------------------- savings


def _savings(digest: Digest, language: str) -> tuple[ValueLine, ...]:
    return tuple(line for level in digest.savings for line in _of_level(level, language))


def _of_level(savings: Savings, language: str) -> Iterable[ValueLine]:
    level = formats.level(savings.price_level, language) if savings.price_level else say("digest.no_level", language)
    for key, amount, cases, sources in (
        ("promised", savings.promised_tkr, savings.cases, savings.sources),
        ("at_risk", savings.at_risk_tkr, savings.cases_at_risk, savings.sources_at_risk),
    ):
        spot = "; ".join(say("digest.from", language, place=place(source, language)) for source in sources)
        value = say("digest.amount", language, amount=formats.total(amount, language), level=level, cases=cases)
        yield ValueLine(say(f"digest.{key}", language), value, spot)


def _reservations(digest: Digest, language: str) -> tuple[str, ...]:
    """What a reader of the sums must know."""
    counted = {
        "not_stated": digest.not_stated,
        "extra_costs": digest.extra_costs,
        "twice": digest.twice,
        "levels": len(digest.savings) if len(digest.savings) > 1 else 0,
    }
    said = [say(f"digest.{key}", language, count=count) for key, count in counted.items() if count]
    return (joined(said, " "),) if said else ()


def _expected(digest: Digest, language: str) -> DigestPart:
    quotes = digest.expected
    said = tuple(
        QuotedText(
            limits.shortened(one_line(quote.text), 2 * REMARK), place(quote.source, language), one_line(quote.title)
        )
        for quote in quotes[:MOST_QUOTES]
    )
    return DigestPart(say("digest.expected", language), (), said, _more(len(quotes) - MOST_QUOTES, language))


def _documents(digest: Digest, language: str) -> DigestPart:
    lines = [
        ValueLine(
            one_line(one.name),
            say("digest.document", language, kind=one.kind, as_of=one.as_of, findings=one.findings),
        )
        for one in digest.documents
    ]
    more = _more(len(lines) - MOST, language)
    heading = say("digest.documents", language, count=len(lines))
    return DigestPart(
        heading, tuple(lines[:MOST]), (), (*more, say("digest.findings", language, count=digest.findings))
    )


# ---------------------------------------------------------------- the picture, in words


def trend(digest: Digest, language: str) -> str:
    """The colours of each report: what stands on the card in the place of a picture that is missing."""
    reports = [
        say(
            "digest.alt_report",
            language,
            date=one.as_of,
            counts=[say(f"digest.count_{name}", language, count=count) for name, count in one.counts],
        )
        for one in digest.trend
    ]
    return f"{say('digest.alt_trend', language, reports='; '.join(reports)).rstrip('.')}." if reports else ""


def alt(digest: Digest, language: str) -> str:
    """What the picture shows: every number that is drawn."""
    years = [
        say(
            "digest.alt_year",
            language,
            year=str(one.year) if one.year else say("digest.no_year", language),
            amount=formats.tkr(one.promised_tkr, language),
            at_risk=formats.tkr(one.at_risk_tkr, language),
        )
        for one in digest.by_year
    ]
    level = formats.level(digest.by_year_level, language) if digest.by_year_level else say("digest.no_level", language)
    told = say("digest.alt_years", language, years="; ".join(years), level=level) if years else ""
    return joined((trend(digest, language), f"{told.rstrip('.')}." if told else ""), " ")
