"""What a person answers to a reminder, in words: read by the tokens, numbers and times of questions, never guessed.

"Udskudt til marts", "færdig i går", "ikke min, det er Skoleafdelingen", "200.000 dyrere". Whatever is not understood is in
`left`: it is said, and nothing is done that the words do not say whole. What is said with doubt, in part, of two things
at once or beside a "not" is at most a note.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from filters.fields import AMOUNT
from index.search.lexicon import Lexicon
from questions.labels import whole_names
from questions.milestone_reply import CHEAPER, DEARER, DONE, LATER, NOT_DONE, NOT_MINE, NOTE, MilestoneReply
from questions.names import Known
from questions.quantities import Quantity
from questions.query import Code
from questions.reading import taken_apart
from questions.sentence import Sentence
from questions.tokens import normal_text
from questions.vocabulary import WORDS, Atom, Vocabulary, vocabulary_in
from records.exact_periods import named_days
from records.periods import Span
from records.phrases import plain_phrase
from records.question_periods import time_span

LONGEST, LONGEST_TIME = 600, 7  # signs that are read; tokens of a time
NEAR = 2  # tokens between a "not" and what it denies
LONG_AGO = timedelta(days=183)  # a day without a year that is farther back may be one that is to come
_OPEN, _NOT_BEFORE, _EARLIEST, _HAND, _IS = "open", "not_before", "earliest", "hand", "is"
_PUT_OFF = (LATER, _NOT_BEFORE, _EARLIEST)
_AHEAD, _PAST, _DOUBT, _PARTLY, _UNTIL, _ASKING, _SILENT = "ahead past doubt partly until asking silent".split()
_MORE, _BY = "more", "by"
_READY, _SAVED, _BEHIND = "ready", "saved", {"over_by": DEARER, "under_by": CHEAPER}
_SAYS = frozenset({DONE, _OPEN, *_PUT_OFF, NOT_MINE, DEARER, CHEAPER})


def read_reply(
    text: str, today: date, known: Known, lexicon: Lexicon, units: Sequence[str] = (), people: Sequence[str] = ()
) -> MilestoneReply | None:
    """`units` and `people` are the names that it may be handed to. None for what says nothing of the kind, or is a
    question."""
    written = normal_text(text)[:LONGEST]
    if "?" in written:
        return None
    sentence, codes = taken_apart(written, known, lexicon)
    said = _Said(sentence, frozenset(at for part in codes for at in part.places), today)
    if said.asks():
        return None
    to, unknown = said.handed([*people, *units])
    mark = said.mark(to, unknown)
    cost, amount = said.cost()
    span = said.span(mark) if mark in ("", DONE, LATER, NOTE) else None
    days, unclear = (None, False) if span else said.days(mark)
    mark = LATER if span and mark != NOTE else said.settled(mark, bool(days or span), days)
    amount = amount if said.is_whole() else None
    if not mark and not cost:
        return None
    named = tuple(part.meaning.code for part in codes if isinstance(part.meaning, Code))
    left = said.left()
    if mark == DONE and days and left:  # "alle moduler på nær to er færdige i oktober"
        mark = NOTE
    dated = mark in (DONE, LATER)
    to, unknown = (to, unknown) if mark == NOT_MINE else ("", False)
    days = None if said.is_earliest() or not dated else days
    unclear = dated and unclear
    return MilestoneReply(
        mark, days, cost, amount, to, named, left, unclear, unknown, said.is_earliest(), span if mark == LATER else None
    )


@cache
def reply_words() -> Vocabulary:
    return vocabulary_in(WORDS / "replies")


class _Said:
    """The words of one answer, and which of them something has taken."""

    def __init__(self, sentence: Sentence, coded: frozenset[int], today: date) -> None:
        """`coded` are the tokens of codes: "IF04" says no "if"."""
        self._sentence, self._today, self._taken = sentence, today, set(coded)
        self._amount = (0, 0)
        found = (atom for atom in reply_words().atoms(sentence.tokens) if atom.table == "reply")
        self._atoms = [atom for atom in found if not atom.places & coded]
        said = [atom for atom in self._atoms if atom.name in _SAYS]
        self._says = _longest([*said, *self._beside_an_amount()])
        self.take(at for atom in self._says for at in atom.places)
        self._denying = [
            one
            for one in sentence.of("not")
            if one.name == "words" and not any(one.places & atom.places for atom in self._says)
        ]

    def _beside_an_amount(self) -> Iterator[Atom]:
        """Words that say what the cost became only beside an amount: "150k over", "sparede 50.000". "Over 150k" and
        "150k over 3 år" say something else."""
        ends, starts = {one.end for one in self._amounts()}, {one.start for one in self._amounts()}
        silent = {at for atom in self._atoms if atom.name == _SILENT for at in atom.places}
        last = len(self._sentence.tokens)
        for atom in self._atoms:
            closes = atom.end == last or atom.end in silent or self._sentence.tokens[atom.end].kind == "sign"
            if (name := _BEHIND.get(atom.name)) and atom.start in ends and closes:
                yield replace(atom, name=name)
            elif atom.name == _SAVED and atom.end in starts:
                yield replace(atom, name=CHEAPER)

    def _amounts(self) -> list[Quantity]:
        return [one for one in self._sentence.values if one.kind == AMOUNT and one.high is None]

    def take(self, places: Iterator[int]) -> None:
        self._taken |= set(places)

    def asks(self) -> bool:
        """Does it begin as a question does?"""
        asked = (atom for atom in self._sentence.of("ask") if atom.name in ("what", "which", "when", "who", "why"))
        return any(atom.start == 0 for atom in (*asked, *self._of(_ASKING)))

    def _of(self, *names: str) -> list[Atom]:
        """The phrases of some kinds that do not stand inside something that is said."""
        inside = {at for atom in self._says if len(atom.places) > 1 for at in atom.places}
        return [atom for atom in self._atoms if atom.name in names and not atom.places & inside]

    # ------------------------------------------------------------------ of the milestone

    def mark(self, to: str, unknown: bool) -> str:
        """What the words say at first sight; `to` and `unknown` are whose it is said to be. What a day turns it into
        is said by `settled`."""
        names = {LATER if atom.name in _PUT_OFF else atom.name for atom in self._says} - {DEARER, CHEAPER}
        done = [atom for atom in self._says if atom.name == DONE]
        denied = [one for one in self._denying if any(_is_near(one, atom) for atom in done)]
        if LATER in names:
            put_off = [atom for atom in self._says if atom.name == LATER]
            denied += [one for one in self._denying if done and not any(_is_near(one, atom) for atom in put_off)]
        self.take(at for atom in denied for at in atom.places)
        if self._of(_DOUBT) or [one for one in self._denying if one not in denied]:
            return NOTE
        if NOT_MINE in names or to or (not names and unknown):
            return NOT_MINE if not names - {NOT_MINE} else NOTE  # "X er ansvarlig, og de er færdige" is of two things
        if LATER in names:
            return self._put_off(done, bool(denied))
        if names & {DONE, _OPEN}:
            return NOT_DONE if denied or _OPEN in names or self._of(_PARTLY) else DONE
        return ""

    def _put_off(self, done: Sequence[Atom], denied: bool) -> str:
        """ "Færdig, men … er udskudt" is of two things; "bliver først færdig" is not."""
        later = min(atom.start for atom in self._says if atom.name in _PUT_OFF)
        return NOTE if any(atom.start < later for atom in done) and not denied else LATER

    def settled(self, mark: str, timed: bool, days: Span | None) -> str:
        """With the days that were named: a "done" of a day to come is put off, a doubt about nothing is nothing.
        `timed`: days were named, or how much later."""
        if mark == DONE and (self._of(_AHEAD) or (days and days[0] > self._today)):
            return LATER
        if mark == NOTE:
            return NOTE if self._says or timed else ""
        return mark

    # ------------------------------------------------------------------ the cost

    def cost(self) -> tuple[str, float | None]:
        """Dearer or cheaper, and by how much (1.000 kr.); two amounts are none."""
        said = [atom.name for atom in self._says if atom.name in (DEARER, CHEAPER)]
        if len(set(said)) != 1:
            return "", None
        if len(self._amounts()) != 1:
            return said[0], None
        (amount,) = self._amounts()
        self._amount = (amount.start, amount.end)
        self.take(iter(range(*self._amount)))
        return said[0], amount.low

    def is_whole(self) -> bool:
        """Is nothing unread beside the amount? "Mindst 200.000" is not 200.000."""
        return not {self._amount[0] - 1, self._amount[1]} & self._unread()

    # ------------------------------------------------------------------ whose it is

    def handed(self, names: Sequence[str]) -> tuple[str, bool]:
        """The one name that is handed to, and whether somebody is named whom nobody knows (or two are)."""
        handing = self._of(_HAND, _IS)
        found = self._names(names, handing)
        if not handing or (not found and not self._of(_HAND) and not self._has(NOT_MINE)):
            return "", False
        self.take(at for atom in handing for at in atom.places)
        for places in found.values():
            self.take(iter(places))
        if len(found) == 1:
            return next(iter(found)), False
        unread = self._unread()
        return "", bool(found) or any(self._next(atom.end) in unread for atom in handing)

    def _names(self, names: Sequence[str], handing: Sequence[Atom]) -> dict[str, set[int]]:
        """The names that are said, each with its tokens: the longest, and behind "det er" only what stands next to it."""
        strong = any(atom.name == _HAND for atom in handing)
        nearest = {self._next(atom.end) for atom in handing} | {atom.start - 1 for atom in handing}
        found: dict[str, set[int]] = {}
        for start, end, name in whole_names(self._sentence, sorted(names, key=len, reverse=True)):
            places = set(range(start, end))
            if not any(places & other for other in found.values()):
                found[name] = places
        near = strong or any(places & nearest for places in found.values())
        return found if near else {}

    def _has(self, name: str) -> bool:
        return any(atom.name == name for atom in self._says)

    def _next(self, at: int) -> int:
        """The first token from here on that is no sign and takes no part."""
        silent = {place for atom in self._atoms if atom.name == _SILENT for place in atom.places}
        tokens = self._sentence.tokens
        return next((one for one in range(at, len(tokens)) if tokens[one].kind != "sign" and one not in silent), -1)

    # ------------------------------------------------------------------ how much later

    def span(self, mark: str) -> tuple[int, str] | None:
        """ "Rykket en måned", "klar to uger senere": an amount of time beside a word that puts off, with nothing unread
        on its other side. "Rykket mindst en måned" and "en uge frem" are none, nor is one with a day besides."""
        if self.is_earliest() or (mark == DONE and self._of(_PAST)):
            return None
        later = {at for atom in self._says if atom.name == LATER for at in atom.places}
        more = {at for atom in self._of(_MORE) for at in atom.places}
        silent = {at for atom in self._of(_SILENT, _BY) for at in atom.places} - later
        for start, end in _runs(len(self._sentence.tokens), self._taken):
            words = " ".join(self._sentence.words(at, at + 1) for at in range(start, end) if at not in more)
            if found := time_span(plain_phrase(words)):
                last = self._beyond(end, 1, more)
                beside = {self._beyond(start - 1, -1, silent), self._beyond(last, 1, silent)}
                said = beside & later or more & set(range(start, last))
                if not said or (beside & self._unread() and mark != NOTE):
                    return None
                self.take(iter([*range(start, last), *silent]))
                return found
        return None

    def _beyond(self, at: int, step: int, silent: set[int]) -> int:
        """The first token from here on that is none of these."""
        while at in silent:
            at += step
        return at

    # ------------------------------------------------------------------ the days

    def days(self, mark: str) -> tuple[Span | None, bool]:
        """The days of the longest run of other words that names some, and whether it is unclear what they say."""
        past = mark == DONE and not self._of(_AHEAD)
        found, run = self._named(past)
        if past and found and self._is_nearer_ahead(found, run):
            past = False
            found = named_days(self._sentence.words(*run), self._today)
        if found and not mark:
            self._taken -= set(range(*run))  # beside a cost alone a day says nothing: it is told that it was not read
        self.take(at for atom in self._atoms if atom.name in (_SILENT, _AHEAD, _PAST) for at in atom.places)
        unread = self._unread()
        if mark in (DONE, LATER) and found and {run[0] - 1, run[1]} & unread:
            self._taken -= set(range(*run))
            return None, True
        if found and (self._is_over(found) if not past else self._is_open(found, run)):
            return None, True
        return found, bool(found) and mark == LATER and not self._is_until(run)

    def _named(self, past: bool) -> tuple[Span | None, tuple[int, int]]:
        for start, end in _runs(len(self._sentence.tokens), self._taken):
            if found := named_days(self._sentence.words(start, end), self._today, past):
                self.take(iter(range(start, end)))
                return found, (start, end)
        return None, (0, 0)

    def _is_over(self, days: Span) -> bool:
        """Nothing is put off to a day that has been."""
        return days[1] < self._today

    def _is_open(self, days: Span, run: tuple[int, int]) -> bool:
        """Is it unclear which day of the past is meant: one so far back that the next may be, or a time that goes on?"""
        written = self._sentence.words(*run)
        long_ago = days[1] < self._today - LONG_AGO and str(days[1].year) not in written
        return long_ago or (days[0] <= self._today < days[1] and not self._of(_PAST))

    def _is_nearer_ahead(self, days: Span, run: tuple[int, int]) -> bool:
        """ "Klar 1. marts" in November is next March. "Afleveret 1. marts", and what else is said of the past, may be
        of either."""
        done = {at for atom in self._says if atom.name == DONE for at in atom.places}
        ready = {at for atom in self._atoms if atom.name == _READY for at in atom.places}
        costs = [atom for atom in self._says if atom.name in (DEARER, CHEAPER)]
        far = days[1] < self._today - LONG_AGO and self._is_open(days, run)
        return far and done <= ready and not costs and not self._of(_PAST)

    def _is_until(self, run: tuple[int, int]) -> bool:
        """Does the day say until when, and not when it was put off? "Blev udskudt i oktober" names no new day."""
        put_off = [atom for atom in self._says if atom.name == LATER]
        if len(put_off) < len(self._says) or any(self._ends_until(atom) for atom in put_off):
            return True
        return any(run[0] - 1 <= atom.start <= run[0] for atom in self._of(_UNTIL)) or bool(self._of(_AHEAD))

    def _ends_until(self, later: Atom) -> bool:
        """ "Move it to" has the word for what stands before the new day in it."""
        return any(atom.places <= later.places for atom in self._atoms if atom.name == _UNTIL)

    def is_earliest(self) -> bool:
        return self._has(_EARLIEST)

    # ------------------------------------------------------------------ what is left

    def _unread(self) -> set[int]:
        """The words and numbers that nothing took."""
        tokens = enumerate(self._sentence.tokens)
        return {at for at, token in tokens if at not in self._taken and token.kind in ("word", "number")}

    def left(self) -> tuple[str, ...]:
        return tuple(self._sentence.tokens[at].text for at in sorted(self._unread()))


def _is_near(denial: Atom, said: Atom) -> bool:
    return 0 <= said.start - denial.end <= NEAR


def _longest(found: Sequence[Atom]) -> list[Atom]:
    """Without those that stand inside a longer one."""
    return [one for one in found if not any(one.places < other.places for other in found)]


def _runs(count: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    for size in range(min(LONGEST_TIME, count), 0, -1):
        for start in range(count - size + 1):
            if not taken & set(range(start, start + size)):
                yield start, start + size
