"""A reading as a Query: its limits, what it asks, sums and sorts, its topic, and what was not understood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.search.lexicon import Lexicon
from questions.asking import FIELDS, counting_words, having_of, kinds_listed, rows_of
from questions.cover import Piece
from questions.gathering import filters_of
from questions.groups_compared import compared_groups
from questions.in_no_list import in_no_list
from questions.intents import NAMED, OPEN, TOLD, intent_of
from questions.joins import joined_by_or, told_unclear, with_either
from questions.labels import measure_of_head
from questions.limits import ASSUMED, of_the_stated
from questions.measuring import measure_of
from questions.names import Known
from questions.not_understood import not_understood, strange_field
from questions.ordering import counting, order_of, unsorted
from questions.periods import report_named, report_of_year, years_of
from questions.query import NOT_STATED, Code, Filter, Measure, Missing, Order, Query, several_of
from questions.readings import Interpretation, bare_year
from questions.sentence import Sentence
from questions.shares import share_of, whether_all
from questions.things import acts_of, thing_of, which_thing
from questions.tokens import word_key
from questions.topics import Topic, topic_of
from records.municipalities import MUNICIPALITIES

NEAR_REPORT = 2  # small words between a report and its day
_ASSUMED = frozenset(ASSUMED.values())
_HAPPENS = frozenset({"state", "meaning", "adopted"})  # what "when" asks the day of: "hvornår blev X vedtaget"
_GOES = frozenset({"colour", "state", "meaning"})
_OWNED = frozenset(
    {"municipality", "committee", "administration", "type", "code", "colour", "state", "meaning", "report", "source"}
)
_REPORTED = frozenset({"status", "status_list", "search", "total"})


def composed(
    sentence: Sentence, read: Interpretation, known: Known, lexicon: Lexicon, about: Query, today: date
) -> Query:
    """The query of a reading. `about` holds what is known of the question before: its text, language and what it asks."""
    parts, asks = read.cover.parts, about.asks - _of_limits(sentence, read) - {"share"}
    which = which_thing(sentence, read)
    asks |= {"thing"} if which is not None else set()
    degree = _degree(sentence, parts)
    asks |= {"status"} if degree else set()
    about = replace(about, asks=asks)
    free = frozenset(range(len(sentence.tokens))) - read.taken
    rows = rows_of(parts) or _rows_of_an_area(sentence, parts) or _rows_of_a_type(sentence, parts, asks)
    filters = tuple(one for one in filters_of(read, sentence, asks, today) if one not in degree)
    any_case = _of_any_case(sentence, asks) and not _averages(sentence)  # "hvad sparer et forslag i snit"
    if any_case:
        rows, filters = "", tuple(one for one in filters if one.field not in _GOES)
    if "when" in asks and not rows:
        filters = tuple(one for one in filters if one.field not in _HAPPENS)
    group, order = _measured(sentence, parts, free, filters, asks, rows)
    listing = _is_list(filters, rows, bool(group or order) and bool(filters or rows), asks)
    topic = topic_of(sentence, read.cover, lexicon, known, about.language, limited=listing)
    topic, places = _places(topic, known, _may_be_place(sentence, filters))
    doubted = {one.filter for one in read.limits if strange_field(one, sentence, read, topic)}
    limits = of_the_stated((*(one for one in filters if one not in doubted), *places), read.limits)
    joined = joined_by_or(sentence, read)
    limits, unclear = with_either(limits, joined)
    if share := None if unclear else share_of(sentence, read, limits):
        group, order, about = share, None, replace(about, asks=about.asks | whether_all(sentence))
    made = replace(
        about,
        topic=topic.said if any_case else topic.words,
        filters=limits,
        codes=tuple(dict.fromkeys(part.meaning for part in parts if isinstance(part.meaning, Code))),
        order=order,
        measure=group,
        said=topic.said,
        rows=rows,
        asked_topic=topic.asked,
        thing=thing_of(sentence, (*topic.words, *topic.ignored)) or _word_at(sentence, which),
        acts=acts_of(sentence, topic.words, about.language),
        ignored=(*topic.ignored, *unsorted(sentence, parts)),
        missing=(
            *not_understood(sentence, read, topic, listing, _has(group), joined),
            *told_unclear(unclear, sentence),
            *in_no_list(sentence, read, filters, group, listing or bool(rows)),
        ),
        assumed=frozenset(one.filter.field for one in read.limits if one.filter.field in _ASSUMED and not one.named),
    )
    made = _of_ideas(_told_once(made, sentence, parts), sentence, known)
    return _of_its_report(made, sentence, known.report_days, today)


def _of_its_report(made: Query, sentence: Sentence, days: Sequence[date], today: date) -> Query:
    """The query, as the report has it that it names."""
    made = _of_a_report_alone(made, sentence, days, today)
    made = replace(made, intent=intent_of(made))
    if made.of("report") or any(one.kind == "report" for one in made.missing):
        return made
    return _of_then(made, report_named(sentence, days, today)) if _of_a_report(made, sentence) else made


def _word_at(sentence: Sentence, at: int | None) -> str:
    return "" if at is None else sentence.tokens[at].text.lower().strip(".")


def _measured(
    sentence: Sentence,
    parts: Sequence[Piece],
    free: frozenset[int],
    filters: Sequence[Filter],
    asks: frozenset[str],
    rows: str,
) -> tuple[Measure | None, Order | None]:
    """What is counted or added up, and what is sorted."""
    split = any(part.kind == "group" for part in parts)  # "which year do most … in", "where are there most by area"
    if against := compared_groups(sentence, parts, filters):
        return against, Order(against.field or "count", descending=True)
    measure = None if asks & TOLD and not split else measure_of(sentence, parts, free)
    measure = _split(measure, filters, sentence, parts) or _more_of(filters, sentence)
    told = (asks & TOLD and not split) or ("how_much" in asks and not rows and _counts(sentence))
    return measure, None if told else _order(sentence, parts, free, measure)


def _order(sentence: Sentence, parts: Sequence[Piece], free: frozenset[int], measure: Measure | None) -> Order | None:
    """What is sorted, and how. What is added up has an order only where it is of so many of the first ("hvad sparer de
    to dyreste i alt")."""
    order = order_of(sentence, parts, free, measure)
    if measure is None or measure.group or order is None:
        return order
    return order if measure.what != "count" and (order.limit or 0) > 1 else None


def _of_limits(sentence: Sentence, read: Interpretation) -> frozenset[str]:
    """The fields that are named only where they are limited: "hvor besparelsen ligger over 500.000", and "oplyser, hvad
    de koster", ask for none."""
    said = [part for part in read.cover.parts if isinstance(part.meaning, Filter) and part.meaning.op == NOT_STATED]
    limited = frozenset().union(*(one.places for one in read.limits), *(one.places for one in said))
    named = [atom for atom in sentence.of("ask") if atom.name in FIELDS]
    free = {atom.name for atom in named if not atom.places <= limited}
    return frozenset(atom.name for atom in named) - free


def _told_once(made: Query, sentence: Sentence, parts: Sequence[Piece]) -> Query:
    """The same, where what was not understood, years and how many are wanted are not also left out, or the topic."""
    strange = {said for one in made.missing for said in (one.text.lower(), *one.text.lower().split())}
    dated = {str(year) for year in years_of(made.filters)}
    numbers = [*counting(sentence, parts), *((having_of(sentence) or ((),))[:1] if _has(made.measure) else ())]
    counted = {sentence.tokens[at].text.lower() for places in numbers for at in places}
    return replace(
        made,
        topic=tuple(one for one in made.topic if one not in counted | dated),
        ignored=tuple(one for one in made.ignored if one.lower() not in strange | dated | counted),
    )


def _of_ideas(made: Query, sentence: Sentence, known: Known) -> Query:
    """ "Idéer" are those of an idea bank, where there is one and nothing says whose they are or what they are about."""
    said = any(atom.name == "ideas" for atom in sentence.of("listed"))
    owned = any(one.field in _OWNED and not one.negated for one in made.filters)
    if not (said and known.has_ideas) or made.topic or made.codes or made.missing or owned:
        return made
    return replace(made, filters=(*made.filters, Filter("source", ("ideas",))))


def _has(measure: Measure | None) -> bool:
    return bool(measure and measure.having)


def _may_be_place(sentence: Sentence, filters: Sequence[Filter]) -> bool:
    """May the only word that is left beside limits be a municipality? Not behind "about", nor beside one that is named."""
    about = any(one.name == "before" for one in sentence.of("topic"))
    return bool(filters) and not about and not any(one.field == "municipality" for one in filters)


def _places(topic: Topic, known: Known, limited: bool) -> tuple[Topic, tuple[Filter, ...]]:
    """A word that would be left out and is called as a municipality or a kind of measure is that ("hvor mange forslag har
    vejen sendt ind", "proposals marked as Indkøb"): a list over all of them would be wrong."""
    called = {word_key(name): name for name in (*MUNICIPALITIES, *known.municipalities)}
    if limited and len(topic.words) == 1 and (name := called.get(word_key(topic.words[0]))):
        topic = replace(topic, words=(), said=tuple(one for one in topic.said if one not in topic.words), asked=False)
        return topic, (Filter("municipality", (name,)),)  # "Vejen, administration, over 1 mio."
    if not topic.ignored:
        return topic, ()
    named = [one for one in topic.ignored if word_key(one) in called]
    kinds = {one: kind for one in topic.ignored if (kind := measure_of_head(one, known))}
    left = tuple(one for one in topic.ignored if one not in named and one not in kinds)
    places = (Filter("municipality", (called[word_key(one)],)) for one in named)
    return replace(topic, ignored=left), (*places, *dict.fromkeys(kinds.values()))


def _rows_of_an_area(sentence: Sentence, parts: Sequence[Piece]) -> str:
    """ "Handicapsager" are the cases of an area, and "overførselssagen" is a document."""
    ends = sentence.starts("area_end", "cases")
    of_area = (one for one in parts if one.kind == "limit" and getattr(one.meaning, "field", "") != "source")
    return "case" if any(part.end - 1 in ends for part in of_area) else ""


def _rows_of_a_type(sentence: Sentence, parts: Sequence[Piece], asks: frozenset[str]) -> str:
    """ "Investeringsforslag", and "investment proposals", are proposals, unless it is asked who, when or why, or how much
    of what no case holds ("hvor meget er afsat til innovationsforslag?")."""
    share = any(one.name == "share" for one in sentence.of("ask"))
    other = "how_much" in asks and not (_counts(sentence) or share or asks & {*FIELDS})
    if asks & TOLD or "who" in asks or other:
        return ""
    listed = frozenset().union(*(one.places for one in kinds_listed(sentence)))
    typed = (one for one in parts if isinstance(one.meaning, Filter) and one.meaning.field == "type")
    return "proposal" if any(one.places & listed for one in typed) else ""


def _of_any_case(sentence: Sentence, asks: frozenset[str]) -> bool:
    """Is it asked what holds of any case ("hvad sker der med en sag, når den er afsluttet")? That lists none."""
    rows = [atom.start for atom in sentence.of("rows")]
    ones = {atom.end for atom in sentence.of("number") if atom.value == 1}
    told = bool(asks & {"what", "when"} and not asks & {"which", "list", "how_much"})
    return bool(rows) and all(at in ones for at in rows) and told


def _averages(sentence: Sentence) -> bool:
    return any(atom.name == "average" for atom in sentence.of("total"))


def _counts(sentence: Sentence) -> bool:
    """Is a number of something asked for ("hvor mange forældre skal mindst …")? Then "mindst" sorts nothing."""
    return any(atom.name == "count" for atom in sentence.of("total"))


def _degree(sentence: Sentence, parts: Sequence[Piece]) -> frozenset[Filter]:
    """The states of which a degree is asked for: "hvor forsinket er …" asks of one case how it goes, and lists none."""
    rows = min((atom.start for atom in sentence.of("rows")), default=len(sentence.tokens))
    ends = {atom.end for atom in sentence.of("frame") if atom.name == "degree" and atom.end <= rows}
    states = [one for one in parts if isinstance(one.meaning, Filter) and one.meaning.field in ("state", "meaning")]
    return frozenset(one.meaning for one in states if one.start in ends)  # type: ignore[misc]


def _of_then(query: Query, report: Filter | Missing | None) -> Query:
    """The same, of the report that is named."""
    if isinstance(report, Missing):
        return replace(query, missing=(*query.missing, report))
    return replace(query, filters=(*query.filters, report)) if report else query


def _of_a_report_alone(query: Query, sentence: Sentence, days: Sequence[date], today: date) -> Query:
    """Where nothing but a report and its day are named, its cases are asked for ("rapporten fra december 2024"); the year
    of a report is that of its day ("status 2024")."""
    named = [atom for atom in sentence.of("frame") if atom.name == "report"]
    year = bare_year(sentence)
    report = report_of_year(int(year.low or 0), days) if year else None
    of_reports = named or query.asks == {"status"} or any("statuses" in one.values for one in query.of("source"))
    ends = {atom.end for atom in sentence.of("field") if atom.name == "budget_year"}
    starts = sentence.starts("field", "budget_year")  # "2022-budgettet", "with 2021 as their budget year"
    near = range(NEAR_REPORT + 1)
    budgeted = year and any(year.start - far in ends or year.end + far in starts for far in near)
    other_year = query.order or query.measure or query.of("phase_in_year") or budgeted
    if report and of_reports and not other_year:
        others = tuple(one for one in query.filters if one.field not in ("budget_year", "source"))
        return _of_then(replace(query, rows="case", filters=others), report)
    times = {at for start, end in sentence.times for at in range(start, end)}
    said = {at for at, token in enumerate(sentence.tokens) if token.kind != "sign"} - sentence.framing - times
    taken = {at for atom in named for at in atom.places}
    alone = named and sentence.times and not said - taken
    return _of_then(replace(query, rows="case", topic=()), report_named(sentence, days, today)) if alone else query


def _split(
    measure: Measure | None, filters: Sequence[Filter], sentence: Sentence, parts: Sequence[Piece]
) -> Measure | None:
    """Two names that are held against each other ("Sorø eller Køge") have a sum each."""
    against = any(atom.name == "against" for atom in sentence.of("between"))
    several = several_of(filters, NAMED)
    most = any(atom.name in ("most", "least") for atom in sentence.of("order"))  # "whose proposals cost the most"
    against |= most and several in ("municipality", "committee") and not counting(sentence, parts)
    if measure and not measure.group and against and several:
        return replace(measure, group=several)
    return measure


def _more_of(filters: Sequence[Filter], sentence: Sentence) -> Measure | None:
    """ "Har Svendborg eller Solrød flest forslag": each has its number."""
    several = several_of(filters, NAMED)
    more = bool(counting_words(sentence))
    return Measure("count", "", several) if more and several else None


def _of_a_report(query: Query, sentence: Sentence) -> bool:
    """Is the status of cases at a time asked for, or what a report of a time holds ("i rapporten fra december 2022")?"""
    said = [one for name in ("colour", "state", "meaning", "source") for one in query.of(name)]
    begins = {at for start, _ in sentence.times for at in range(start - NEAR_REPORT, start + 1)}
    named = any(atom.name == "report" and atom.end in begins for atom in sentence.of("frame"))
    told = "status" in query.asks or said or query.codes or named
    return bool(told) and query.intent in _REPORTED and not query.of("due") and "changes" not in query.asks


def _is_list(filters: Sequence[Filter], rows: str, measured: bool, asks: frozenset[str]) -> bool:
    """Is a list or a number asked for by limits, so that a word beside them need not be what it is about? Where nothing
    says what is listed, and nothing but names limits it, the other words are the question's only nouns."""
    if measured:
        return True
    named = all(one.field in NAMED for one in filters)
    if "milestones" in asks and all(one.field == "due" for one in filters):
        return False  # "milepæle for KEID i 2023": a word beside the period says whose they are, or what about
    # A reason is no list, whatever is said of the case ("hvorfor kan vi ikke droppe …").
    if "why" in asks and not asks & {"which", "list"}:
        return False
    return bool(filters) and bool(rows or not (asks & OPEN or named))
