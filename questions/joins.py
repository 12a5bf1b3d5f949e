"""What an "and" or an "or" joins that no list can hold: it meets all of its limits, and leaves out what it is told to."""

from collections.abc import Iterator

from filters.fields import FIELDS, YEAR
from questions.intents import NAMED
from questions.query import Filter
from questions.readings import Interpretation
from questions.sentence import Sentence

NEAR_BOTH = 2  # small words between "not" and "both"


def joined_by_or(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """Two limits on different things with an "or" between them: a list meets all of its limits."""
    limits = [(min(one.places), max(one.places) + 1, one.filter, True) for one in read.limits]
    limits += [(one.start, one.end, one.meaning, False) for one in read.cover.parts if isinstance(one.meaning, Filter)]
    for atom in sentence.of("join"):
        if atom.name == "or":
            start, end = atom.start, atom.end
            while start - 1 in sentence.framing:
                start -= 1
            while end in sentence.framing:
                end += 1
            before = next((one for one in limits if start <= one[1] <= atom.start), None)
            behind = next((one for one in limits if atom.end <= one[0] <= end), None)
            if before and behind and (before[2].field != behind[2].field or (before[3] and behind[3])):
                yield before[0], behind[1]


def denied_both(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What is not two things at once ("ikke både røde og fra 2024") may be either of them."""
    for both in sentence.of("join"):
        for no in sentence.of("not") if both.name == "both" else ():
            if no.name == "words" and 0 <= both.start - no.end <= NEAR_BOTH:
                yield no.start, min(both.end + 1, len(sentence.tokens))


def behind_left_out(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A name straight behind what is left out and an "and" ("bortset fra Udsatte voksne og budgetår 2025"): whether it
    is left out as well, nothing says."""
    years = [one for one in read.limits if FIELDS[one.filter.field].kind == YEAR]
    limits = [(min(one.places), max(one.places) + 1, one.filter) for one in years]
    limits += [(one.start, one.end, one.meaning) for one in read.cover.parts if isinstance(one.meaning, Filter)]
    limits = [one for one in limits if one[2].field in NAMED or one[2].field == "colour"]
    buts = sentence.starts("correction", "but")
    for atom in sentence.of("join"):
        if atom.name == "and" and atom.start not in buts:
            before = next((one for one in limits if one[1] == atom.start and one[2].negated), None)
            behind = next((one for one in limits if one[0] == atom.end and not one[2].negated), None)
            if before and behind and before[2].field != behind[2].field:
                yield before[0], behind[1]
