"""Which cases the words of a question name: by their titles, whole or halfway, else by what a status says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.case_texts import case_texts
from answers.cases import views
from answers.matching import THING, Asked, asked_for
from answers.milestones import TITLE_ONLY, by_topic, entries_of
from answers.quoting import held_by_cases
from answers.selecting import SPECIFIC, limits
from answers.tables import years_said
from answers.things_asked import asked_about
from index.search.concepts import Concept
from index.search.entry import titles_of
from index.search.search import SURE, Ranking
from index.search.search_facade import Library
from index.search.spelling import english_frequency
from index.search.tokenizer import frequency
from questions.query import Filter, Query
from records import CaseView

MOST = 3  # more cases than that are not named, they are a list
LOOKED_AT = 60
WHOLE = 0.999
SEVERAL = 2  # words that a text must hold to be the one that is meant
NEARLY = 0.85  # what a title lacks then tells little ("expect", "overhovedet")
IN_STATUS = 0.6  # … and in what a status says
MOSTLY, CLEARLY = 0.6, 0.6  # so much one text must hold, and the next case at most so much of that
BY_ALL, NEAREST = 0.7, 12  # … and all texts of one case; so many of each kind are looked at
OF_PLACE = 0.4  # … of one case of the municipality that is named
_NONE = (0.0, 0.0, 0)  # no case: nothing held, by texts or by title
EVERYDAY = 4.0  # how common such a word is (Zipf scale)
HALFWAY = 0.5  # so much of what is said, each word as much as it tells, must stand in a title that is said halfway
# What a person may say wrongly of the very case that is meant: it is checked, not looked for.
SAID_OF_ONE = frozenset({"whether", "why", "when", "who", "status"})  # what is asked of one case
_AMOUNTS = frozenset({"saving", "cost", "payback"})
SAID_OF_IT = ("colour", "state", "adopted", "phase_in_year", "saving", "cost", "payback")


@dataclass(frozen=True, slots=True)
class Named:
    """The cases that are named, the share of the words that their titles hold, and the words that they do not."""

    cases: tuple[CaseView, ...] = ()
    share: float = 0.0
    rest: tuple[str, ...] = ()

    @property
    def nearly(self) -> bool:
        """Do the words that the titles do not hold tell next to nothing?"""
        return self.share >= NEARLY

    def __bool__(self) -> bool:
        return bool(self.cases)


def by_title(query: Query, library: Library) -> Named:
    """The cases whose titles hold what is said, or more of it than all other titles."""
    asked = asked_for(_undated(query), query.language, library, "entries").lighter(query.acts).of_things().in_parts()
    if not asked.concepts:
        return Named()
    titles = _titles(_may_hold(asked, _ranked(query, library, asked), library), library)
    asked.known.meet(one for said in titles.values() for one in said)
    shares = {case: asked.held(*said) for case, said in titles.items()}
    best = max(shares.values(), default=0.0)
    chosen = [case for case, share in shares.items() if share >= best - 1e-9]
    if len(chosen) > MOST and "status" in query.asks:
        chosen = _reported(chosen, library)
    if best < HALFWAY or not chosen or len(chosen) > MOST:
        return Named()
    rest = () if best >= WHOLE else asked.missing(*titles[chosen[0]])
    return Named(tuple(views(library, chosen)), asked.softly(*titles[chosen[0]]), rest)


def _undated(query: Query) -> tuple[str, ...]:
    """The topic without its years: they say when, and not which case, unless nothing else is said."""
    dated = years_said(query)
    return asked_about(tuple(word for word in query.topic if word not in dated), query) or query.topic


def by_titles(query: Query, library: Library) -> tuple[CaseView, ...]:
    """The cases of two titles that are said one after the other, each cut where both halves name most."""
    halves = [(query.topic[:at], query.topic[at:]) for at in range(1, len(query.topic))]
    best: tuple[float, tuple[CaseView, ...]] = (0.0, ())
    for pair in halves:
        named = [by_title(replace(query, topic=words), library) for words in pair]
        cases = {view.hit.source: view for one in named for view in one.cases}
        if all(named) and len(cases) >= sum(len(one.cases) for one in named):
            best = max(best, (sum(one.share for one in named), tuple(cases.values())), key=lambda one: one[0])
    return best[1]


def _reported(cases: Sequence[int], library: Library) -> list[int]:
    """Those that a status report follows."""
    members = library.members(cases)
    return [case for case in cases if any(entry.kind == "status" for entry in members[case])]


def proposers(query: Query, library: Library) -> int:
    """How many municipalities have a proposal whose title holds all that is said."""
    if query.codes or query.of("municipality"):
        return 0
    asked = asked_for(query.topic, query.language, library, "entries").lighter(query.acts)
    among = library.matching(_about(query), "proposal")
    found = library.entries(library.rank(asked.concepts, among).units[:LOOKED_AT].tolist()).values()
    return len({one.municipality for one in found if asked.held(one.title) >= WHOLE})


def by_status(query: Query, library: Library) -> Named:
    """The cases whose status row holds all that is said: in its remark, how it is handled, what follows from it."""
    asked = asked_for(query.topic, query.language, library, "remarks")
    if not asked.concepts:
        return Named()
    ranked = library.rank_remarks(asked.concepts).units[:LOOKED_AT].tolist()
    rows, entries = library.store.statuses(ranked), library.by_records(ranked)
    meeting = set(library.columns.ids[library.matching(_about(query), "status", gone=True)].tolist())
    said = {one: (row.title, row.remark, row.handling, row.consequence) for one, row in rows.items()}
    asked.known.meet(text for texts in said.values() for text in texts)
    held = {
        entries[one].case_id: asked.held(*texts)
        for one, texts in reversed(said.items())
        if one in entries and entries[one].id in meeting and asked.top(*texts)
    }
    best = max(held.values(), default=0.0)
    chosen = [case for case, share in held.items() if share >= best - 1e-9]
    if best < IN_STATUS or len(chosen) > MOST:
        return Named()
    found = views(library, chosen)
    return Named(tuple(found), best) if all(_is_its_own(query, asked, one) for one in found) else Named()


def _is_its_own(query: Query, asked: Asked, view: CaseView) -> bool:
    """May an amount that is asked for be the case's own? What only a remark tells of has a price of its own ("regningen
    for vandskaden"), which is not that of the case."""
    return not query.asks & _AMOUNTS or view.proposal is not None or asked.held(view.hit.title) > 0


def by_goal(query: Query, library: Library) -> Named:
    """The cases whose follow-up goals hold all that is said."""
    goals, share = by_topic(query, library)
    if share < WHOLE - TITLE_ONLY or not goals:
        return Named()
    entries = entries_of(goals, library)
    meeting = set(library.columns.ids[library.matching(_about(query), gone=True)].tolist())
    cases = dict.fromkeys(entry.case_id for entry in entries if entry.id in meeting)
    return Named(tuple(views(library, cases)), share) if len(cases) <= MOST else Named()


def by_text(query: Query, library: Library) -> Named:
    """The one case whose title, areas and texts between them hold all of several words that are said; where others do
    as well, none is named."""
    asked = tuple(replace(one, weak=one.weak or one.verb) for one in library.concepts(query.topic, query.language))
    most = max(library.telling(asked), default=0.0)
    if sum(not one.verb for one in asked) < SEVERAL or most < SPECIFIC:
        return Named()
    ranking = library.rank(asked, library.matching(_about(query), gone=True))
    cases = dict.fromkeys(entry.case_id for entry in library.entries(ranking.units[ranking.strong].tolist()).values())
    found = views(library, cases)
    if len(found) != 1:
        return Named()
    said = asked_for(query.topic, query.language, library, "entries")
    return Named(tuple(found), WHOLE) if _is_its_own(query, said, found[0]) else Named()


def by_passages(query: Query, library: Library) -> Named:
    """The one case of whose texts one holds clearly more of what is said than any text of another. What it does not
    hold are verbs and everyday words: a rare one may be what tells another thing apart."""
    held = held_by_cases(query, library, library.passages_in(limits(query)))
    if not held or held[0].held < MOSTLY or (len(held) > 1 and held[1].held > held[0].held * CLEARLY):
        return Named()
    first = held[0]
    meeting = set(library.columns.ids[library.matching(_about(query), gone=True)].tolist())
    cases = dict.fromkeys(entry.case_id for entry in entries_of([first.passage], library) if entry.id in meeting)
    rest = first.asked.missing(first.passage.text, first.head)
    verbs = {one.typed for one in first.asked.concepts if one.verb}
    said = frequency if query.language == "da" else english_frequency
    found = views(library, cases)
    if len(found) != 1 or not _is_its_own(query, first.asked, found[0]):
        return Named()
    if any(said(word) < EVERYDAY for one in rest if one not in verbs for word in one.split()):
        return Named()
    return Named(tuple(found), first.held, rest)


def by_all_texts(query: Query, library: Library) -> Named:
    """The one case whose texts between them hold nearly all that is said, each word as much as it tells, what was left
    out of the reading as well, and clearly more than those of another."""
    titled = by_title(query, library)
    if titled.share >= BY_ALL and len(titled.cases) == 1 and not query.ignored:
        return titled
    said = tuple(dict.fromkeys((*query.topic, *(one for one in query.ignored if " " not in one))))
    asked = asked_for(said, query.language, library, sure=THING).of_things()
    if not asked.concepts:
        return Named()
    found = views(library, _near(asked, query, library))
    told = [case_texts((view,), library) for view in found]
    placed = bool(query.of("municipality"))
    heard = asked.without(_unheard(asked, query, library)) if placed else asked
    by_title_alone = [heard.softly(view.hit.title) for view in found]
    shares = sorted(((heard.softly(*texts), by_title_alone[at], at) for at, texts in enumerate(told)), reverse=True)
    best = shares[0] if shares else _NONE
    clear = _is_clear([one[0] for one in shares]) or (best[1] >= BY_ALL and _is_clear(by_title_alone))
    if best[0] < (OF_PLACE if placed else BY_ALL) or not clear:
        return Named()
    texts = told[best[2]]
    if asked.softly(*texts) < BY_ALL and not heard.tells(SPECIFIC, *texts):
        return Named()
    if not _is_its_own(query, asked, found[best[2]]) or (best[0] < BY_ALL and _lacks_things(heard, texts, library)):
        return Named()
    things = replace(asked, concepts=tuple(one for one in asked.concepts if not one.verb))
    return Named((found[best[2]],), best[0], things.missing(*texts))


def _is_clear(shares: Sequence[float]) -> bool:
    """Is the largest clearly larger than the next?"""
    ranked = sorted(shares, reverse=True)
    return max(ranked[1:2], default=0.0) <= max(ranked, default=0.0) * CLEARLY


def _unheard(asked: Asked, query: Query, library: Library) -> frozenset[str]:
    """The words that no document and no word list knows: a layman's word for what is called otherwise there
    ("telefonsvarer"). What documents tell of, or would by a name that is known, is another thing."""
    missing = set(library.rank_passages(asked.concepts).missing).intersection(library.rank(asked.concepts).missing)
    danish = (one for one in asked.concepts if one.typed in missing and one.language == query.language == "da")
    return frozenset(one.typed for one in danish if not _is_listed(one, library))


def _lacks_things(asked: Asked, texts: Sequence[str], library: Library) -> bool:
    """Do the texts lack more of what is asked for than verbs and everyday words that are no subject?"""
    lacking = set(replace(asked, sure=SURE).missing(*texts))
    return any(
        frequency(one.typed) < EVERYDAY or _is_listed(one, library)
        for one in asked.concepts
        if one.typed in lacking and not one.verb
    )


def _is_listed(concept: Concept, library: Library) -> bool:
    return library.lexicon.longest(concept.typed.split(), concept.language)[0] > 0 or concept.typed[:1].isdigit()


def _near(asked: Asked, query: Query, library: Library) -> list[int]:
    """The cases that come first by their entries, their passages and their remarks, and meet what limits the case."""
    among = library.matching(_about(query), gone=True)
    meeting = set(library.columns.ids[among].tolist())
    passages = library.rank_passages(asked.concepts, library.passages_in(limits(query))).units[:NEAREST].tolist()
    rows = library.rank_remarks(asked.concepts).units[:NEAREST].tolist()
    entries = [
        *library.entries(library.rank(asked.concepts, among).units[:NEAREST].tolist()).values(),
        *entries_of(library.store.passages(passages).values(), library),
        *library.by_records(rows).values(),
    ]
    return list(dict.fromkeys(one.case_id for one in entries if one.id in meeting))


def _ranked(query: Query, library: Library, asked: Asked) -> Ranking:
    return library.rank(asked.concepts, library.matching(_about(query), gone=True))


def _may_hold(asked: Asked, ranking: Ranking, library: Library) -> list[int]:
    """The entries that come first whose titles may hold enough of what is said: an entry is indexed with its title, so
    that holds no more than the entry does. The titles of a case that has several entries count together."""
    first = ranking.units[:LOOKED_AT]
    held = asked.held_by_each(ranking.nearness[:, :LOOKED_AT])
    cases, shared = library.cases_of(first).tolist(), library.shared_cases
    found = zip(first.tolist(), cases, held, strict=True)
    return [one for one, case, most in found if most >= HALFWAY or case in shared]


def _about(query: Query) -> list[Filter]:
    """The limits that a case must meet: of what is listed all, else those that may not be said wrongly of it."""
    listed = query.rows and not query.asks & SAID_OF_ONE
    return [one for one in limits(query) if listed or one.field not in SAID_OF_IT]


def _titles(ids: Sequence[int], library: Library) -> dict[int, list[str]]:
    """The titles that each case has."""
    found: dict[int, list[str]] = {}
    for case, title in titles_of(library.store.reader(), ids):
        found.setdefault(case, []).append(title)
    return found
