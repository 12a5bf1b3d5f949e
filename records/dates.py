"""When something is due: Danish (and English) phrases of time, as they stand in documents and questions."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from records.periods import Piece, Span, pieces, span

_DASHES = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " "})
# A word broken at the end of a line; "børne- og unge-" is no broken word.
_BROKEN = re.compile(r"(?<=[a-zæøå])(?:\u00ad\s*|- )(?!(?:og|eller|samt|til|i|fra|primo|medio|ultimo)\b)(?=[a-zæøå])")

_EVERY = (
    r"(?<!den )(?<!det )(?:hel|halv|to)?årligt?e?|kvartalsvi(?:st?|se)|kvartårligt?|månedligt?e?|månedsvis",
    r"ugentligt?e?|dagligt?|løbende|kontinuerligt?|tilbagevendende",
    r"hvert? (?:år|halvår|kvartal|måned|uge|andet|tredje|\d)",
    r"(?:en|to|tre|fire) gange? (?:om|pr\.?|per)? ?(?:året|år|årligt|måneden)|fremover|fremadrettet",
    r"og frem(?:ad|efter|over)?(?! til\b)|annual(?:ly)?|yearly|half-yearly|quarterly|monthly|weekly|ongoing|recurring",
    r"continuous(?:ly)?|(?:every|each) (?:year|month|quarter|six|half|week|other)|onwards?",
)
_RECURRING = re.compile(rf"\b(?:{'|'.join(_EVERY)})(?!\w)")
_POINTERS = (
    r"efter|når|ved|før|forud|inden|indenfor|senest|under|undervejs|umiddelbart|straks|samtidig|i forbindelse|ifm|fra",
    r"hver gang|\w*fasen|forløbet|i takt|måned(?:er|ers)?|uger?|dage",
    r"after|when|upon|during|within|before|from|once|in connection|phase",
)
_RELATIVE = re.compile(rf"\b(?:{'|'.join(_POINTERS)})\b")
# What a period is only *for* when it follows one of these: an account, a budget, a programme for a time to come.
_FOR = re.compile(
    r"(?:\w\w (?<!inden )(?<!uden )(?<!frem )for|vedr\.?|vedrørende|angående|\b\w*regnskab(?:et)?"
    r"|\bbudget(?:tet|forlig|aftale)?|\boverførselssag(?:en)?|\bofs|\bstrategi(?:en)?) ?$"
)
_BEFORE = re.compile(r"\b(?:før|forud for|before|prior to) (?:d\. ?|den |the )?$")

_FUSE = re.compile(r"[ ,.]{0,2}(?:-|/|(?:i|af|in|of|den|d\.|året|år|måned|month|the|på) ?|(?:i|af) (?:året|år) )?")
_YEAR_FROM = re.compile(r",? (?:(?:halv)?årligt|kvartalsvis|løbende|hvert år|månedligt|og)? ?(?:fra|i|from) ?")
_RANGE = re.compile(
    r" ?(?:-|/) ?| (?:og )?(?:frem )?(?:til(?: og med)?|indtil|t\.?o\.?m\.?|to|until|through|eller|or)"
    r"(?: (?:d\.|den|og med|the))? ?"
)
_WORDY_RANGE = re.compile(r",? (?:og )?(?:frem )?(?:til|indtil)(?: [\w-]+){0,4} ?")
_LIST = re.compile(r" ?(?:,|&|\+|;)? ?(?:(?:og|samt|and|og igen|igen)\b)? ?(?:(?:i|in|d\.|den|pr\.|primo) ?)?")
_THEN = re.compile(r"\b(?:herefter|derefter|efterfølgende|dernæst|hvorefter|thereafter|then|og frem(?! til))\b")
_TO = re.compile(r"\b(?:til(?: og med)?|t\.?o\.?m\.?|indtil|until|to)(?: (?:d\.|den))? ?$")
_FROM = re.compile(r"\b(?:fra|from|mellem|between|i perioden|perioden)(?: (?:d\.|den|og med|primo))? ?$")


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due.

    `dues` are (first day, due day) in the order of the text, empty where no day can be named; `recurring` says that it
    comes again; `relative` that the phrase only points at something else ("efter implementering").
    """

    dues: tuple[Span, ...] = ()
    recurring: bool = False
    relative: bool = False


def read_due(text: str) -> Due:
    """What a "when" cell or phrase says."""
    plain = _plain(text)
    found = _grouped(plain, _with_years(plain, _fused(plain, pieces(plain))))
    dues = tuple(dict.fromkeys(found))
    recurring = bool(_RECURRING.search(plain))
    return Due(dues, recurring, not dues and bool(_RELATIVE.search(plain)))


def _plain(text: str) -> str:
    return _BROKEN.sub("", " ".join(text.translate(_DASHES).lower().split()))


def _fused(text: str, found: list[Piece]) -> list[Piece]:
    """Puts "ultimo" to its period and a month, quarter or season to its year."""
    out: list[Piece] = []
    for piece in found:
        joined = _joined(out[-1], piece, text[out[-1].end : piece.start]) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(piece)
    return out


def _joined(before: Piece, piece: Piece, gap: str) -> Piece | None:
    close = bool(_FUSE.fullmatch(gap))
    if not before.kind and piece.kind and not piece.stretch and close:
        return replace(piece, start=before.start, stretch=before.stretch)
    yearless = before.kind not in ("", "year") and before.year is None
    if yearless and piece.kind == "year" and not piece.stretch and (close or _YEAR_FROM.fullmatch(gap)):
        return replace(before, end=piece.end, year=piece.year, until=piece.until)
    return None


def _with_years(text: str, found: list[Piece]) -> list[Piece]:
    """Gives a piece without a year its neighbour's in a list or range, and a bare year its neighbour's shape."""
    out = _from_the_right(text, found)
    for i in range(1, len(out)):
        out[i] = _from_the_left(out[i - 1], out[i], text[out[i - 1].end : out[i].start])
    return [piece for piece in out if piece.kind and piece.year is not None]


def _from_the_right(text: str, found: list[Piece]) -> list[Piece]:
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        piece, after = out[i], out[i + 1]
        gap = text[piece.end : after.start]
        if not (_RANGE.fullmatch(gap) or _LIST.fullmatch(gap)):
            continue
        if not piece.kind and after.kind:
            out[i] = replace(after, start=piece.start, end=piece.end, stretch=piece.stretch)
        elif piece.kind and piece.year is None and after.year is not None:
            out[i] = _not_after(replace(piece, year=after.year), after)
    return out


def _not_after(piece: Piece, after: Piece) -> Piece:
    first, last = span(piece), span(after)
    if first and last and piece.year and first[0] > last[1]:
        return replace(piece, year=piece.year - 1)
    return piece


def _from_the_left(before: Piece, piece: Piece, gap: str) -> Piece:
    listed = bool(_LIST.fullmatch(gap))
    if before.year is None or not (listed or _RANGE.fullmatch(gap)):
        return piece
    if listed and piece.kind == "year" and not piece.stretch and (before.kind != "year" or before.stretch):
        return replace(before, start=piece.start, end=piece.end, year=piece.year, until=None)
    if piece.kind and piece.year is None:
        return _not_before(before, replace(piece, year=before.year))
    return piece


def _not_before(before: Piece, piece: Piece) -> Piece:
    first, last = span(before), span(piece)
    if first and last and piece.year and last[1] < first[0]:
        return replace(piece, year=piece.year + 1)
    return piece


def _grouped(text: str, found: list[Piece]) -> list[Span]:
    """The due intervals: ranges put together, what follows "herefter … til" and what is only *for* left out."""
    out: list[Span] = []
    skipped = False
    for i, piece in enumerate(found):
        days = span(piece)
        gap = text[found[i - 1].end : piece.start] if i else ""
        follows = i > 0 and bool(_RANGE.fullmatch(gap) or _LIST.fullmatch(gap))
        skipped = bool(_FOR.search(text[: piece.start][-60:])) or (skipped and follows)
        if days is None or skipped or (i and _THEN.search(gap) and _TO.search(gap)):
            continue
        if _BEFORE.search(text[: piece.start][-40:]):
            days = (days[0] - timedelta(days=1),) * 2
        if out and i and _ranges(text, found[i - 1], gap):
            days = (out.pop()[0], days[1])
        if days[0] <= days[1]:
            out.append(days)
    return out


def _ranges(text: str, before: Piece, gap: str) -> bool:
    if _RANGE.fullmatch(gap):
        return True
    lead = text[: before.start][-40:]
    if re.search(r"\b(?:mellem|between) $", lead) and gap in (" og ", " and "):
        return True
    return bool(_FROM.search(lead) and _WORDY_RANGE.fullmatch(gap))


def report_day(text: str) -> date | None:
    """The last day of the month that a report's title is about ("…; December 2024"), or None."""
    plain = _plain(text)
    named = [
        piece
        for piece in _with_years(plain, _fused(plain, pieces(plain)))
        if piece.kind in ("month", "day", "quarter", "half")
    ]
    days = span(replace(named[-1], stretch="")) if named else None
    if days is None:
        return None
    following = (days[1].replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def read_period(text: str, today: date) -> Span | None:
    """The period that a question names, seen from `today`; an open side is `date.min` or `date.max`."""
    found = read_due(text).dues
    return (found[0][0], found[-1][1]) if found else None
