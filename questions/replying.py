"""What a person answers to a reminder, in words: read by the tokens, numbers and times of questions, never guessed.

"Udskudt til marts", "færdig i går", "ikke min, det er Skoleafdelingen", "200.000 dyrere". Whatever is not understood is in
`left`: it is said, and nothing is done that the words do not say whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from filters.fields import AMOUNT
from index.search.lexicon import Lexicon
from questions.names import Known, whole_names
from questions.query import Code
from questions.reading import taken_apart
from questions.sentence import Sentence
from questions.tokens import normal_text
from questions.vocabulary import WORDS, Atom, Vocabulary, vocabulary_in
from records.exact_periods import named_days
from records.periods import Span

DONE, LATER, NOT_MINE, NOT_DONE = "done", "later", "not_mine", "not_done"
DEARER, CHEAPER = "dearer", "cheaper"
LONGEST, LONGEST_TIME = 600, 7  # signs that are read; tokens of a time
NEAR = 2  # tokens between a "not" and what it denies
_MARKS = (DONE, LATER, NOT_MINE)


@dataclass(frozen=True, slots=True)
class MilestoneReply:
    """What was said of a milestone: `mark` is one of DONE, LATER, NOT_MINE, NOT_DONE ("": nothing of the kind), with the
    `days` that were named; `cost` is DEARER or CHEAPER by `amount` (1.000 kr.). `unit` is whose it is; `codes` which case
    was named; `left` are the words that nothing here took. `unclear`: a day was named in words that are not understood
    whole ("efter sommeren")."""

    mark: str = ""
    days: Span | None = None
    cost: str = ""
    amount: float | None = None
    unit: str = ""
    codes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    unclear: bool = False

    @property
    def lacks(self) -> str:
        """What must be said before it can be done: "day", "amount"; "" for nothing."""
        if self.unclear or (self.days is None and (self.mark == LATER or (self.mark == DONE and self.left))):
            return "day"
        return "amount" if self.cost and self.amount is None else ""


def read_reply(
    text: str, today: date, known: Known, lexicon: Lexicon, units: Sequence[str] = ()
) -> MilestoneReply | None:
    """None for what says nothing of the kind, or is a question."""
    written = normal_text(text)[:LONGEST]
    if "?" in written:
        return None
    sentence, codes = taken_apart(written, known, lexicon)
    atoms = [atom for atom in reply_words().atoms(sentence.tokens) if atom.table == "reply"]
    if _asks(sentence):
        return None
    said = _longest([atom for atom in atoms if atom.name != "silent"])
    mark, denied = _mark(said, sentence)
    cost = next((atom.name for atom in said if atom.name in (DEARER, CHEAPER)), "")
    if not said:
        return None
    taken = {at for atom in (*said, *denied) for at in atom.places}
    taken |= {at for part in codes for at in part.places}
    amounts = [one for one in sentence.values if one.kind == AMOUNT and cost and one.high is None]
    amount = amounts[0] if amounts else None
    taken |= set(range(amount.start, amount.end)) if amount else set()
    unit, at = _unit(sentence, units, taken)
    taken |= at
    days, at = _days(sentence, today, taken, mark in (DONE, ""))
    taken |= at
    if mark == NOT_DONE and days and days[1] >= today:
        mark = LATER
    taken |= {at for atom in atoms if atom.name == "silent" for at in atom.places}
    beside = {min(at) - 1, max(at) + 1} if days else set()
    unclear = bool(beside & _unread(sentence, taken))
    if unclear:
        days, taken = None, taken - at
    left = tuple(sentence.tokens[one].text for one in sorted(_unread(sentence, taken)))
    named = tuple(part.meaning.code for part in codes if isinstance(part.meaning, Code))
    return MilestoneReply(mark, days, cost, amount.low if amount else None, unit, named, left, unclear)


@cache
def reply_words() -> Vocabulary:
    return vocabulary_in(WORDS / "replies")


def _asks(sentence: Sentence) -> bool:
    """Does it begin as a question does?"""
    return any(atom.start == 0 for atom in sentence.of("ask") if atom.name in ("what", "which", "when", "who", "why"))


def _longest(found: Sequence[Atom]) -> list[Atom]:
    """Without those that stand inside a longer one."""
    return [one for one in found if not any(one.places < other.places for other in found)]


def _mark(said: Sequence[Atom], sentence: Sentence) -> tuple[str, list[Atom]]:
    """What is said of the milestone, and the "not" that turns it round. "Bliver først færdig" is later."""
    names = {atom.name for atom in said} & set(_MARKS)
    done = [atom for atom in said if atom.name == DONE]
    denying = [
        one for one in sentence.of("not") if one.name == "words" and not any(one.places & a.places for a in said)
    ]
    denied = [one for one in denying if any(0 <= atom.start - one.end <= NEAR for atom in done)]
    if NOT_MINE in names:
        return (NOT_MINE if names == {NOT_MINE} else ""), []
    if LATER in names:
        later = min(atom.start for atom in said if atom.name == LATER)
        first = min((atom.start for atom in done), default=later)
        return (LATER if later <= first else ""), denied  # "færdig, men … er udskudt" is of two things
    if DONE in names:
        return (NOT_DONE if denied else DONE), denied
    return "", []


def _unit(sentence: Sentence, units: Sequence[str], taken: set[int]) -> tuple[str, set[int]]:
    """The longest name of a unit that the tokens say."""
    said = whole_names(sentence.tokens, sorted(units, key=len, reverse=True))
    found = ((name, set(range(start, end))) for start, end, name in said)
    return next(((name, at) for name, at in found if not taken & at), ("", set()))


def _days(sentence: Sentence, today: date, taken: set[int], past: bool) -> tuple[Span | None, set[int]]:
    """The days of the longest run of other words that names some."""
    for start, end in _runs(len(sentence.tokens), taken):
        if found := named_days(sentence.words(start, end), today, past):
            return found, set(range(start, end))
    return None, set()


def _runs(count: int, taken: set[int]) -> Iterator[tuple[int, int]]:
    for size in range(min(LONGEST_TIME, count), 0, -1):
        for start in range(count - size + 1):
            if not taken & set(range(start, start + size)):
                yield start, start + size


def _unread(sentence: Sentence, taken: set[int]) -> set[int]:
    """The words and numbers that nothing took."""
    return {at for at, token in enumerate(sentence.tokens) if at not in taken and token.kind in ("word", "number")}
