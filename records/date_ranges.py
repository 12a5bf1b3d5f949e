"""Puts pieces of time together: "ultimo" to its period, a month to its year, the two ends of a range."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from records.lazy_patterns import LazyPattern
from records.periods import DatePiece, Span, date_pieces, span

Resolve = Callable[[DatePiece, str], DatePiece]

_FUSE = LazyPattern(
    r" ?(?:[,.(] ?)?(?:-|/|(?:(?:i|af|in|of|den|d\.|på|the) ?)?(?:(?:året|kalenderåret|år|måned|the year|the) ?)?)"
)
_YEAR_FROM = LazyPattern(
    r",? ?(?:(?:hel|halv)?årligt|kvartalsvis|løbende|hvert år|månedligt|og|første gang|annually|every year)?,? ?"
    r"(?:første gang )?(?:fra|i|from|in) "
)
_HEADS = LazyPattern(r" ?[:(] ?")
_YEAR_FIRST = LazyPattern(r" ?[,:(-]? ?(?:i )?")
_RANGE = LazyPattern(
    r" ?(?:-|/) ?(?:d\. ?|den )?| (?:og )?(?:frem )?(?:til(?: og med)?|indtil|t\.?o\.?m\.?|to|until|through|eller|or)"
    r"(?: (?:d\.|den|the|i))? ?"
)
_WORDY_RANGE = LazyPattern(r",? (?:og )?(?:frem )?(?:til|indtil)(?: og med)?(?: [\w-]+){0,4} ?")
_LIST = LazyPattern(
    r" ?[,&+;]? ?(?:(?:og|samt|and|og igen|igen) ?\b)? ?(?P<own>(?:i|in) )?(?:(?:d\.|den|pr\.|primo) ?)?"
)
_LISTING = LazyPattern(r"[,&+;]|\b(?:og|samt|and|igen)\b")
_ALSO = LazyPattern(r"[^.;()]{0,60}?(?:,|\bog\b|\bsamt\b|\band\b)[^.;()]{0,60}")
_THEN = LazyPattern(r"\b(?:herefter|derefter|efterfølgende|dernæst|hvorefter|thereafter|then|og frem(?! til))")
_TO = LazyPattern(r"\b(?:til(?: og med)?|t\.?o\.?m\.?|indtil|mod|until|to)(?: (?:d\.|den|i))? ?$")
_FROM = LazyPattern(r"\b(?:fra|from|perioden|between)(?: (?:d\.|den|og med))? ?$")
_BETWEEN = LazyPattern(r"\b(?:mellem|between) (?:d\. |den )?$")
# How much text before a piece can say how it is meant.
LEAD = 60


@dataclass(frozen=True, slots=True)
class NamedInterval:
    """An interval that a text names at [start, end).

    `follows`: it stands in a list with the one before it. `closes`: it only says how long something goes on
    ("herefter årligt til 2027").
    """

    days: Span
    start: int
    end: int
    kind: str
    follows: bool = False
    closes: bool = False


def named_intervals(text: str, resolve: Resolve | None = None) -> list[NamedInterval]:
    """The intervals that a plain text names, in order. `resolve` gives a year to a piece that has none."""
    found = _with_years(text, _fused(text, date_pieces(text)))
    if resolve:
        found = [resolve(piece, lead(text, piece.start)) if piece.year is None else piece for piece in found]
    dated = [piece for piece in found if piece.kind and piece.year is not None]
    return _intervals(text, dated)


def lead(text: str, start: int) -> str:
    """The words just before a place."""
    return text[max(0, start - LEAD) : start]


def _fused(text: str, found: list[DatePiece]) -> list[DatePiece]:
    """Puts "ultimo" to its period and a month, quarter or season to its year."""
    out: list[DatePiece] = []
    for i, piece in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        joined = _joined(out[-1], piece, text[out[-1].end : piece.start]) if out else None
        if joined is None and out and _is_headed(text, out[-1], piece, after):
            joined = replace(piece, start=out[-1].start, year=out[-1].year)
        if joined is None:
            out.append(piece)
        else:
            out[-1] = joined
    return out


def _joined(before: DatePiece, piece: DatePiece, gap: str) -> DatePiece | None:
    close = bool(_FUSE.fullmatch(gap))
    if not before.kind and piece.kind and not piece.stretch and close:
        return replace(piece, start=before.start, stretch=before.stretch)
    yearless = before.kind not in ("", "year") and before.year is None
    if yearless and piece.kind == "year" and not piece.stretch and (close or _YEAR_FROM.fullmatch(gap)):
        return replace(before, end=piece.end, year=piece.year, until=piece.until)
    return None


def _is_headed(text: str, before: DatePiece, piece: DatePiece, after: DatePiece | None) -> bool:
    """Whether the year stands first: "2022 Q2", "2022: juni". A year of its own behind the piece goes before that."""
    gap = text[before.end : piece.start]
    bare = before.kind == "year" and not before.stretch and before.until is None and before.start + 4 == before.end
    if not bare or piece.kind in ("", "year") or piece.year is not None or not _YEAR_FIRST.fullmatch(gap):
        return False
    own = after and after.kind == "year" and _FUSE.fullmatch(text[piece.end : after.start])
    return bool(_HEADS.fullmatch(gap)) or not own


def _with_years(text: str, found: list[DatePiece]) -> list[DatePiece]:
    """Give a piece without a year its neighbour's in a list or range, and a bare year its neighbour's shape."""
    out = _from_the_right(text, found)
    for i in range(1, len(out)):
        out[i] = _from_the_left(out[i - 1], out[i], text[out[i - 1].end : out[i].start])
    return out


def _from_the_right(text: str, found: list[DatePiece]) -> list[DatePiece]:
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        piece, after = out[i], out[i + 1]
        gap = text[piece.end : after.start]
        close = _RANGE.fullmatch(gap) or _LIST.fullmatch(gap)
        if not piece.kind and after.kind and close:
            out[i] = replace(after, start=piece.start, end=piece.end, stretch=piece.stretch)
        elif piece.kind and piece.year is None and after.year is not None and (close or _ALSO.fullmatch(gap)):
            out[i] = _not_after(replace(piece, year=after.year), after)
    return out


def _not_after(piece: DatePiece, after: DatePiece) -> DatePiece:
    """ "November - februar 2023" began the year before."""
    first, last = span(piece), span(after)
    later = first and last and piece.year and first[0] > last[1]
    return replace(piece, year=piece.year - 1) if later and piece.year else piece


def _from_the_left(before: DatePiece, piece: DatePiece, gap: str) -> DatePiece:
    listed = _LIST.fullmatch(gap)
    if before.year is None or not (listed or _RANGE.fullmatch(gap)):
        return piece
    shaped = before.kind != "year" or before.stretch
    if listed and not listed["own"] and _is_list(gap) and piece.kind == "year" and not piece.stretch and shaped:
        return replace(before, start=piece.start, end=piece.end, year=piece.year, until=piece.until)
    if piece.kind and piece.year is None:
        return _not_before(before, replace(piece, year=before.year))
    return piece


def _is_list(gap: str) -> bool:
    """Whether a gap lists with a comma or a word, and is not only a space."""
    return bool(_LIST.fullmatch(gap) and _LISTING.search(gap))


def _not_before(before: DatePiece, piece: DatePiece) -> DatePiece:
    first, last = span(before), span(piece)
    earlier = first and last and last[1] < first[0]
    return replace(piece, year=piece.year + 1) if earlier and piece.year else piece


def _intervals(text: str, found: list[DatePiece]) -> list[NamedInterval]:
    """One interval for each piece; two that a range joins are one, a month of several years is several."""
    out: list[NamedInterval] = []
    for i, piece in enumerate(found):
        before = found[i - 1] if i else None
        items = _items(text, piece, before)
        if before and len(items) == 1 and _extends(text, before, items[0], out[-1] if out else None):
            out[-1] = replace(out[-1], days=(out[-1].days[0], items[0].days[1]), end=piece.end)
        else:
            out.extend(items)
    return out


def _items(text: str, piece: DatePiece, before: DatePiece | None) -> list[NamedInterval]:
    gap = text[before.end : piece.start] if before else None
    follows = gap is not None and bool(_RANGE.fullmatch(gap) or _is_list(gap))
    closes = gap is not None and bool(_THEN.search(gap) and _TO.search(gap))
    return [NamedInterval(days, piece.start, piece.end, piece.kind, follows, closes) for days in _spans(text, piece)]


def _spans(text: str, piece: DatePiece) -> list[Span]:
    """ "Februar 2024-2027" is four Februaries, "fra februar 2024-2027" one stretch; a winter has two years anyway."""
    winter = piece.kind == "season" and piece.year is not None and piece.until == piece.year + 1
    whole = piece.kind == "school" or (piece.kind == "year" and not piece.stretch) or winter
    if whole or piece.year is None or piece.until is None:
        each = [span(piece)]
    elif _FROM.search(lead(text, piece.start)):
        first, last = span(replace(piece, until=None)), span(DatePiece(0, 0, "year", year=piece.until))
        each = [(first[0], last[1])] if first and last else []
    else:
        years = range(piece.year, min(piece.until, piece.year + 10) + 1)
        each = [span(replace(piece, year=year, until=None)) for year in years]
    return [days for days in each if days and days[0] <= days[1]]


def _extends(text: str, before: DatePiece, item: NamedInterval, last: NamedInterval | None) -> bool:
    """Whether an interval is the far end of a range that the last one begins."""
    if last is None or last.end != before.end or item.closes or last.days[0] > item.days[1]:
        return False
    return _ranges(text, before, text[before.end : item.start])


def _ranges(text: str, before: DatePiece, gap: str) -> bool:
    if _RANGE.fullmatch(gap):
        return True
    words = lead(text, before.start)
    if gap in (" og ", " and ") and _BETWEEN.search(words):
        return True
    return bool(_FROM.search(words) and _WORDY_RANGE.fullmatch(gap))
