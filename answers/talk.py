"""What a conversation is about, and how it is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from answers.merging import either
from questions.intents import NAMED
from questions.query import Filter, Query
from records import Answer

Answers = Callable[[Query], Answer]
Read = Callable[[str], Query]


@dataclass(frozen=True, slots=True)
class Talk:
    """What was talked of: the last question as it was meant, the last of a list, a number or a sum, and what that began
    as. `other` is what was talked of before, which "begge" and "the two" mean as well;
    `earlier` is the talk before the subject was changed."""

    last: Query
    listed: Query
    first: Query
    other: Query | None = None
    earlier: "Talk | None" = None

    def going_on(self, made: Query) -> "Talk":
        """What is talked of once a list has been added to; what it began as is of the names that it has now."""
        same = (made.filters, made.order) == (self.listed.filters, self.listed.order)  # a sum of it, or its number
        return Talk(
            made,
            made,
            replace(self.first, filters=_renamed(self.first.filters, made)),
            self.other if same else self.listed,
            self.earlier,
        )

    def with_case(self, made: Query) -> "Talk":
        """What is talked of once one case has been told of."""
        return replace(self, last=made, other=self.last if made.codes != self.last.codes else self.other)

    def of_both(self) -> "Talk":
        """The same, of this and of what was talked of before, where they differ in one limit or in the case."""
        if self.other is None:
            return self
        if self.last.codes and self.other.codes:
            codes = tuple(dict.fromkeys((*self.other.codes, *self.last.codes)))
            made = replace(self.last, codes=codes, intent="compare", measure=None, order=None)
            return replace(self, last=made, listed=made)
        mine, others = self.listed.filters, self.other.filters
        old = [one for one in others if one not in mine]
        new = [one for one in mine if one not in others]
        joined = either(old[0], new[0]) if len(old) == len(new) == 1 and old[0].field == new[0].field else None
        if joined is None:
            return self
        made = replace(self.listed, filters=tuple(joined if one is new[0] else one for one in mine))
        return replace(self, last=made, listed=made)


def _renamed(filters: tuple[Filter, ...], made: Query) -> tuple[Filter, ...]:
    """The limits, with the names that a list has now in place of those of the same field ("og i Glostrup?")."""
    new = {one.field: one for one in made.filters if one.field in NAMED and not one.negated}
    return tuple(new.get(one.field, one) if not one.negated else one for one in filters)
