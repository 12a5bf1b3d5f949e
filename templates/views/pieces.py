"""The pieces that a card is put together from. All texts are plain; the medium escapes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CardEntry:
    """Something with a name, what there is to say of it, and where it stands: a hit, a case, a milestone."""

    title: str
    lines: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value with its name and its place: a document and a spot in it."""

    label: str
    value: str
    document: str = ""
    spot: str = ""

    @property
    def place(self) -> str:
        return ", ".join(filter(None, (self.document, self.spot)))

    @property
    def text(self) -> str:
        return ": ".join(filter(None, (self.label, self.value)))


@dataclass(frozen=True, slots=True)
class QuotedText:
    """Words of a document."""

    text: str
    place: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """What a cell of a table shows, and for a number what to sort it by."""

    text: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class TableView:
    """A table: what it is about, what its columns are called, its rows, and how many of them a page has. The first cell
    of a row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    page: int = 10

    @property
    def heading(self) -> tuple[GridCell, ...]:
        return tuple(map(GridCell, self.columns))


@dataclass(frozen=True, slots=True)
class CardView:
    """All that a card may show. `lead` are the facts asked for, `rest` the others; lists may be shortened by the card,
    the counts are those of the answer. `first` is how many of the list stand on earlier pages, `listed` how many there
    are from there on, at most; the list is that of the hits, or of the milestones where they were asked for. `rows` are
    those of a table in lines, `heads` what its columns are called. `cases_first`: a figure was asked for, so the
    nearest cases, which state theirs, go before the words that come near."""

    headline: str
    reading: tuple[str, ...] = ()
    cases: tuple[CardEntry, ...] = ()
    lead: tuple[ValueLine, ...] = ()
    rest: tuple[ValueLine, ...] = ()
    said: tuple[QuotedText, ...] = ()
    first: int = 0
    listed: int = 0
    units: tuple[str, ...] = ()
    milestones: tuple[CardEntry, ...] = ()
    milestone_count: int = 0
    rows: tuple[ValueLine, ...] = ()
    heads: tuple[str, ...] = ()
    groups: tuple[CardEntry, ...] = ()
    hits: tuple[CardEntry, ...] = ()
    total: int = 0
    nearest: tuple[CardEntry, ...] = ()
    near_said: tuple[QuotedText, ...] = ()
    cases_first: bool = False
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What one screen shows of an answer: the answer itself, figures that stand beside each other, a list as a table
    (and the same in lines, where a medium has none; `pages`: the card turns its pages), and at the foot where it is
    from (`places`) and what else has to be said (`beside`)."""

    headline: str = ""
    lead: tuple[str, ...] = ()
    figures: tuple[ValueLine, ...] = ()
    grid: TableView | None = None
    rows: tuple[ValueLine, ...] = ()
    places: str = ""
    beside: str = ""
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: what it is about, what it says, what it lists (of `total`; `items` are a line each, `pairs` a
    table of two columns), and words of a document."""

    heading: str = ""
    texts: tuple[str, ...] = ()
    entries: tuple[CardEntry, ...] = ()
    total: int = 0
    said: tuple[QuotedText, ...] = ()
    items: tuple[ValueLine, ...] = ()
    pairs: tuple[ValueLine, ...] = ()
