"""A digest → what its card shows at first: a headline, three sentences and a foot. And its picture in words."""

from records.digests import CaseName, ColourCount, Digest
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views.names import code_label

NAMED = 4  # cases in a sentence
OLD_DAYS = 200  # reports come twice a year
MONTH = 30.44


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
    return f"{text} {'↑' if moved > 0 else '↓'}{abs(moved)}" if moved else text


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
