"""What somebody said of a milestone in answer to a reminder."""

from dataclasses import dataclass

from records.periods import Span

DONE, LATER, NOT_MINE, NOT_DONE, NOTE = "done", "later", "not_mine", "not_done", "note"
DEARER, CHEAPER = "dearer", "cheaper"


@dataclass(frozen=True, slots=True)
class MilestoneReply:
    """What was said of a milestone: `mark` is one of DONE, LATER, NOT_MINE, NOT_DONE, NOTE ("": nothing of the kind),
    with the `days` that were named, or with how many of which unit it is later than it was due (`span`); `cost` is DEARER or CHEAPER by `amount` (1.000 kr.). `to` is the name of the person
    or unit whose it is; `codes` which case was named; `left` are the words that nothing here took. `unclear`: a day was
    named in words that are not understood whole ("efter sommeren"); `unknown`: so was whose it is; `earliest`: a day
    was named before which it is not ("ikke før sommer"), which says nothing of the day on which it is."""

    mark: str = ""
    days: Span | None = None
    cost: str = ""
    amount: float | None = None
    to: str = ""
    codes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    unclear: bool = False
    unknown: bool = False
    earliest: bool = False
    span: tuple[int, str] | None = None

    @property
    def lacks(self) -> str:
        """What must be said before it can be done: "day", "new_day", "amount", "who"; "" for nothing."""
        if self.mark == NOTE:
            return ""
        if self.unknown:
            return "who"
        if self.earliest and self.mark == LATER:
            return "new_day"
        named = self.days or self.span
        if self.unclear or (named is None and (self.mark == LATER or (self.mark == DONE and self.left))):
            return "day"
        return "amount" if self.cost and self.amount is None else ""
