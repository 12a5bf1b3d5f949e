"""What each part of a reading costs. The reading of a question is the cheapest cover of its words.

Leaving out a word that only frames is nearly free, leaving out a word that says something is dear, and dearest is a
number or a "not" that nothing takes. A limit costs little where its field is named beside it and more the more has to
be assumed.
"""

# Words that are left out, each.
SIGN, FRAMING, SAYING, NEGATION, NUMBER = 0.0, 0.3, 2.0, 3.0, 6.0
# A phrase tells more than its words one by one: so much less for each word after the first,
# though never less than so little.
LONGER, LEAST = 0.7, 0.3
# Parts, each.
APART = 0.1  # what is compared, apart from the word that asks for it ("which idea bank municipality")
LIMIT, PART, ROWS, ASKING, MARK = 1.0, 0.6, 0.2, 0.5, 0.3
JOIN = 0.05  # what joins limits, and who owns a case, in what somebody subscribes to: it is never left out
FILLED = 0.15  # a word inside a phrase, or between "not" and what it denies
SWALLOWED = 4.0  # a word inside a phrase that says something: dearer than to leave it out
BEHIND = 0.3  # what stands behind the word that it belongs to
# Putting a limit on a number together.
OTHER_SUBJECT = 2.0  # a state of cases behind a municipality that begins a clause
COMPARES_ANOTHER = 1.6  # "by 2024 at the latest": what stands straight behind a number compares that
LINKED, ANOTHER_FIELD = 0.05, 0.6  # "1 mio. i besparelse": straight behind its number; that of the number before
COMPARISON_STEP = 0.2  # each word between the comparison and the number
SAYING_BETWEEN = 0.8  # and more, where that word says something
ANOTHER_BETWEEN = 3.0  # another number stands between
ROWS_BETWEEN, CLAUSE_BETWEEN = (
    1.5,
    0.8,
)  # what is listed ("liste over sager fra 2025") stands between, or a clause begins
BEHIND_STEP = 1.0  # each word between a number and the comparison behind it
ROOT = 0.2  # only a part of a compound names the field
CODE = -1.0  # a code that exists is hardly anything else
TYPED = 0.5  # a compound that says a kind of proposal says nothing else
OTHER_COMPARISON = 1.2  # a comparison of amounts before a year, or the other way round
NO_FIELD, NO_YEAR_FIELD = 2.5, 2.2  # the field is assumed
OF_THE_FIRST = 1.0  # the field of the amount before, the other end of whose range is said
NO_COMPARISON = 0.6  # "exactly" is assumed
TOGETHER = 0.3  # both parts of a field are named, and limited alike
SHARED_FIELD = 0.8  # two numbers have one field between them
SHARED_COMPARISON = 4.0
NOTHING_MEETS = 3.0  # two limits on one field that no number meets ("under 200.000 … over 500.000"): one is of another
MARGIN = 0.5  # readings that are so near each other are alternatives
TIE = 0.1  # and so near as good as equal: where their figures differ, it is asked which is meant


def of_phrase(words: int, base: float = LIMIT) -> float:
    """What a phrase of so many words costs."""
    return max(LEAST, base - LONGER * (words - 1))
