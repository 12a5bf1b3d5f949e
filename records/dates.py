"""When something is due: Danish (and English) phrases of time, as they stand in documents and questions."""

from dataclasses import dataclass
from datetime import date, timedelta

from records.date_ranges import NamedInterval, lead, named_intervals
from records.lazy_patterns import LazyPattern
from records.periods import Span, months
from records.phrases import plain_phrase, spelled_out
from records.question_periods import NUMBER, UNIT, count, question_period, shifted, time_unit

_EVERY = (
    r"(?<!den )(?<!det )(?:hel|halv|to)?årligt?e?|kvartalsvi(?:st?|se)|kvartårligt?|månedligt?e?|månedsvis",
    r"ugentligt?e?|dagligt?|løbende|kontinuerligt?|tilbagevendende",
    r"hvert? (?:[\w.]+ )?(?:år|halvår|kvartal|måned|uge)",
    r"(?:en|to|tre|fire) gange? (?:om|pr\.?|per)? ?(?:året|år|årligt|måneden)|fremover|fremadrettet",
    r"og frem(?:ad|efter|over)?(?! til\b)|fra og med(?![^.]{0,40} til )",
    r"annual(?:ly)?|yearly|half-yearly|quarterly|monthly|weekly|ongoing|recurring",
    r"continuous(?:ly)?|(?:every|each) (?:year|month|quarter|six|half|week|other)|onwards?",
)
_RECURRING = LazyPattern(rf"\b(?:{'|'.join(_EVERY)})(?!\w)")
_POINTERS = (
    r"efter|når|ved|før|forud|inden|indenfor|senest|under|undervejs|umiddelbart|straks|samtidig|i forbindelse|ifm|fra",
    r"hver gang|\w*fasen|forløbet|i takt|måned(?:er|ers)?|uger?|dage",
    r"after|when|upon|during|within|before|from|once|in connection|phase",
)
_RELATIVE = LazyPattern(rf"\b(?:{'|'.join(_POINTERS)})\b")
# What a period is only *for* when it follows one of these: an account, a budget, a programme for a time to come.
_FOR = LazyPattern(
    r"(?:\w\w (?<!inden )(?<!uden )(?<!frem )(?<!forud )for|vedr\.?|vedrørende|angående|\b\w*regnskab(?:et)?"
    r"|\bbudget(?:tet|forlig|aftale)?|\boverførselssag(?:en)?|\bofs|\bstrategi(?:en)?) ?$"
)
# A day that is counted from another: "3 måneder efter 1. maj 2023".
_OFFSET = LazyPattern(rf"\b({NUMBER}) ({UNIT}) (efter|før|after|before) (?:d\. ?|den |the )?$")
_BEFORE = LazyPattern(r"\b(?:før|forud for|before|prior to) (?:d\. ?|den |the )?$")
_AS_OF = LazyPattern(r"\b(?:pr|per|as of|ultimo|udgangen af)\.? ?(?:d\. ?|den )?$")


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due.

    `dues` are (first day, due day) in the order of the text, empty where no day can be named; `recurring` says that it
    comes again; `relative` that the phrase only points at something else ("efter implementering").
    """

    dues: tuple[Span, ...] = ()
    recurring: bool = False
    relative: bool = False


def read_due(text: str) -> Due:
    """What a "when" cell or phrase says."""
    phrase = spelled_out(plain_phrase(text))
    dues: dict[Span, None] = {}
    skipped = False
    for item in named_intervals(phrase):
        skipped = bool(_FOR.search(lead(phrase, item.start))) or (skipped and item.follows)
        days = _counted_from(lead(phrase, item.start), item.days)
        if not skipped and not item.closes:
            dues[days] = None
    rest, repeats = _RECURRING.subn("", phrase)
    return Due(tuple(dues), bool(repeats), not dues and bool(_RELATIVE.search(rest)))


def dated_share(text: str) -> float:
    """How much of a text the days and periods are that it names, from 0 to 1."""
    phrase = spelled_out(plain_phrase(text))
    return sum(item.end - item.start for item in named_intervals(phrase)) / max(1, len(phrase))


def _counted_from(words: str, days: Span) -> Span:
    """The days themselves, or those that "3 måneder efter" or "før" in front of them makes of them."""
    if offset := _OFFSET.search(words):
        steps = count(offset[1]) * (-1 if offset[3] in ("før", "before") else 1)
        return shifted(days[0], steps, time_unit(offset[2])), shifted(days[1], steps, time_unit(offset[2]))
    if _BEFORE.search(words):
        return (days[0] - timedelta(days=1),) * 2
    return days


def report_day(text: str) -> date | None:
    """The last day of the month that a report's title is about ("…; December 2024"), or None.

    "pr. 30. juni 2025" says it best, then a month or quarter; a bare day is often only when the letter was written.
    """
    phrase = spelled_out(plain_phrase(text))
    about = [item for item in named_intervals(phrase) if item.kind not in ("year", "school", "week")]
    if not about:
        return None
    best = max(enumerate(about), key=lambda item: (_aboutness(phrase, item[1]), item[0]))[1]
    return months(best.days[1].year, best.days[1].month, 1)[1]


def _aboutness(phrase: str, item: NamedInterval) -> int:
    if _AS_OF.search(lead(phrase, item.start)):
        return 2
    return 0 if item.kind == "day" else 1


def read_period(text: str, today: date) -> Span | None:
    """The period that a question names, seen from `today`: (first day, last day), or None.

    An open side ("før juli 2022", "since May 2023") is `date.min` or `date.max`.
    """
    return question_period(spelled_out(plain_phrase(text)), today)
