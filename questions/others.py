"""What is told of before a question and left out of it: "the others" are without that ("HA01 kender jeg – hvilke andre
sager …"), and so is what somebody says to leave out.
"""

from dataclasses import replace

from filters.conditions import EXACTLY, LEFT_OUT, all_but
from filters.fields import AMOUNT, FIELDS
from questions.background import leaves_out
from questions.excluding import conditions_of
from questions.query import Filter, Query
from questions.sentence import Sentence

NEAR_OTHERS = 5  # tokens from the beginning of a question to the others that it is about


def left_out_of(told: Sentence, said: Query, asked: Sentence) -> tuple[Filter, ...]:
    """What a text before a question leaves out of it: all that any of its limits says where it tells to leave them out,
    and what all of them say where the question is about the others; () where it leaves out nothing."""
    left = leaves_out(told)
    if not (left or _asks_others(asked)):
        return ()
    read = [one.negated or one.field == LEFT_OUT for one in said.filters]  # what is left out, beside what is not
    if any(read):
        return said.filters if left or all(read) else ()
    if left and not said.codes:
        return tuple(all_but((one,)) for one in said.filters)
    of_them = tuple(one for one in said.filters if not _is_amount(one))  # "they cost 2 million" tells of them
    strange = tuple(one for one in said.missing if one.kind != "words")  # not "my colleague", who has them
    parts = conditions_of(replace(said, filters=of_them or said.filters, ignored=(), topic=(), missing=strange))
    return (all_but(parts),) if parts else ()


def _asks_others(sentence: Sentence) -> bool:
    """Does it begin with others than what was told of ("De røde har jeg set. Hvilke af de andre …")?"""
    first = next(iter(sorted(one.start for one in sentence.of("frame") if one.name == "others")), NEAR_OTHERS)
    return first < NEAR_OTHERS


def _is_amount(limit: Filter) -> bool:
    return limit.op == EXACTLY and limit.field in FIELDS and FIELDS[limit.field].kind == AMOUNT
