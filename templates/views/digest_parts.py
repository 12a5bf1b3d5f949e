"""A digest → the parts that it is made of, each of few lines with their places; and all that is behind a number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from records.digests import CaseName, ColouredCase, Digest, DueDay, Move, RedRow, SavingOfCase, Savings
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views.names import code_label, colour, place
from templates.views.pieces import QuotedText, ValueLine

MOST = 5  # lines of a part
MOST_LATE = 3  # those that have just become overdue are news, the others are counted
MOST_QUOTES = 3
REMARK = 160  # characters
GOAL = 90
MONTH = 30.44
PROMISED, AT_RISK = "promised", "at_risk"


@dataclass(frozen=True, slots=True)
class DigestPart:
    heading: str
    lines: tuple[ValueLine, ...] = ()
    said: tuple[QuotedText, ...] = ()
    notes: tuple[str, ...] = ()


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
    lines = _papers(digest, language)
    more = _more(len(lines) - MOST, language)
    heading = say("digest.documents", language, count=len(lines))
    return DigestPart(
        heading, tuple(lines[:MOST]), (), (*more, say("digest.findings", language, count=digest.findings))
    )


def _papers(digest: Digest, language: str) -> list[ValueLine]:
    return [
        ValueLine(
            one_line(one.name),
            say("digest.document", language, kind=one.kind, as_of=one.as_of, findings=one.findings),
        )
        for one in digest.documents
    ]


# ---------------------------------------------------------------- what is behind a number


def openable(digest: Digest, language: str) -> tuple[tuple[str, str], ...]:
    """Each number of a digest that has something behind it: its name, and what it is called with the number."""
    return tuple((name, heading) for name, heading, lines in _behind(digest, language) if lines)


def behind(digest: Digest, name: str, language: str) -> DigestPart | None:
    """Every line behind a number; None when there is none."""
    found = ((heading, lines) for key, heading, lines in _behind(digest, language) if key == name and lines)
    return next((DigestPart(heading, tuple(lines)) for heading, lines in found), None)


def _behind(digest: Digest, language: str) -> Iterator[tuple[str, str, Sequence[ValueLine]]]:
    if digest.quiet:
        return
    for one in digest.counts:
        cases = [_coloured(case, language) for case in digest.standing if case.colour == one.colour]
        yield one.colour, say(f"digest.open_{one.colour}", language, count=len(cases)), cases
    listed = {
        "moved": [_move(one, language) for one in _moves(digest)],
        "overdue": [_due(one, "late", language) for one in digest.overdue],
        "coming": [_due(one, "due", language) for one in digest.coming],
    }
    for name, lines in listed.items():
        yield name, say(f"digest.{name}", language, count=len(lines)), lines
    for name, shares in ((PROMISED, digest.shares), (AT_RISK, [one for one in digest.shares if one.at_risk])):
        lines = [_share(one, language) for one in shares]
        yield name, say(f"digest.open_{name}", language, count=len(lines)), lines
    papers = _papers(digest, language)
    yield "documents", say("digest.documents", language, count=len(papers)), papers


def _coloured(one: ColouredCase, language: str) -> ValueLine:
    label = joined([colour(one.colour, language), _case(one.case)], " ")
    return ValueLine(label, limits.shortened(one_line(one.remark), REMARK), place(one.source, language))


def _share(one: SavingOfCase, language: str) -> ValueLine:
    level = formats.level(one.price_level, language) if one.price_level else say("digest.no_level", language)
    amount = joined([formats.tkr(one.saving_tkr, language), level], ", ")
    where = "; ".join(place(source, language) for source in one.sources)
    return ValueLine(_case(one.case), amount, where)
