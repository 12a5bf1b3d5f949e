"""What speaks for and against a cut between two cells, and for a text being one of the four cells of a row.

Costs: 0 is what one expects, more is less likely. They are weights of evidence, not rules: blank lines, the width of
the columns, how a text begins and ends, and the words that belong to a date or to a unit.
"""

import re
from collections.abc import Collection, Sequence

from loaders.kinds.proposals.lines import HYPHENS, letters
from loaders.kinds.proposals.words import ColumnWord

GOAL, MEASURE, RESPONSIBLE, WHEN = range(4)
NEVER = 1000.0
LEAST = (0.0, 0.0, -4.0, -3.0)  # the least that `content_cost` gives for each column
APART = frozenset({"page", "far", "blank", "space"})

_MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mar(?:ts)?|apr(?:il)?|maj|juni?|juli?|aug(?:ust)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MOMENT = (
    rf"(?:20\d\d|{_MONTH}\b|q[1-4]\b|\d\.?\s?(?:kvartal|kvt|halvår)|(?:kvartal|halvår)|primo|medio|ultimo"
    r"|(?:halv|kvart)?årlig|månedlig|løbende|uge \d|foråret|sommeren|efteråret|vinteren|skoleåret)"
)
_HAS_MOMENT = re.compile(rf"(?<!\w){_MOMENT}", re.IGNORECASE)
_WHEN_FIRST = re.compile(
    rf"(?:{_MOMENT}|\d{{1,2}}\.\s?{_MONTH}|senest|inden|efter|ved|når|umiddelbart|pr\.|fra|frem|udgang|slutning|start|begynd"
    r"|midten|i forbindelse|i \w*fasen|ifm|forvente|hhv|under|hver|tidligst|efterår|forår|sommer|vinter)",
    re.IGNORECASE,
)
_ONLY_WHEN = re.compile(
    rf"(?:(?:{_MOMENT}|{_MONTH}\.?|\d{{1,2}}\.|pr\.|senest|i|og|fra|til|udgangen|af|frem|kvt\.?)[-–,.]?\s?)+$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"cent(?:er|re|eret)\b|afdeling|kontor|enhed|sekretariat|forvaltning|udvalg|styregruppe|team\b|stab(?:en)?\b|ejer\b"
    r"|chef\b|leder\b|ledelsen?\b|koncern",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ&/, ]+\.?$")
_YEAR_LAST = re.compile(r"20\d\d[.)]?$")
_SHORT_CELL = re.compile(r"(?:[A-ZÆØÅ]{2,6}\.?|[-–])$")  # "FAC", "KS.", a dash: a whole cell at a line's start
_VERB = re.compile(r"\b(?:er|skal|vil|bliver|måles|følges|opgøres|gennemføres|udarbejdes|har|kan|opnås)\b")
_TERM_INSIDE = re.compile(
    r"\S\s+(?:Q[1-4]|\d\.\s?(?:kvartal|halvår)|Primo|Medio|Ultimo|Senest|Udgangen|Årligt|Halvårligt|Løbende)\b"
)
_LEANING = frozenset(
    "og eller af til i på for fra med ved om som der at en et den det de er hhv. ift. ifm. vedr. samt mellem under over"
    " efter fx f.eks. ca. pr. nr. inkl. ekskl. vs. mv & / – - + har skal vil kan".split()
)
_KEEP_BLANK, _KEEP_EMPTY, _CUT_WORD = 7.0, 2.5, 4.0
_CUT = {"line": 3.0, "loose": 1.0, "wide": 1.5}
_OVER_WIDTH = 0.6
_FEW_WORDS = 10


def cut(words: Sequence[ColumnWord], at: int, width: int, starts: Collection[str]) -> float:
    """The cost of ending a cell before the word at `at`."""
    if at >= len(words) or at == 0:
        return 0.0
    word, before = words[at], words[at - 1]
    cost = 0.0 if word.gap in APART else _CUT.get(word.gap, _CUT_WORD)
    if before.text[-1] in HYPHENS and len(before.text) > 1:
        cost += 8.0
    elif before.text.lower() in _LEANING or before.text[-1] in ",/&(":
        cost += 5.0 if before.text != "-" else 0.0
    if word.text[0].islower():
        cost += 2.0 if word.gap in APART else 6.0
    if len(word.text) == 1 and word.text.isalpha() and word.gap in ("word", "wide"):
        cost += 3.0  # "Kultur N", "H & K": a letter by itself belongs to the word before it
    if word.text[0].isdigit() and word.gap not in APART and not begins_when(" ".join(texts(words, at))):
        cost += 1.5  # "Havnegade 15-17", "i 3 år": a number mostly belongs to what stands before it
    if _after_short_cell(words, at):
        cost -= 2.0
    if word.gap in ("line", "loose"):
        cost -= 1.5 * _fits(before, word, width) + 2.5 * (start_of(words, at) in starts)
    return cost


def keep(words: Sequence[ColumnWord], at: int, width: int, starts: Collection[str]) -> float:
    """The cost of going on with a cell over the gap before the word at `at`."""
    word, before = words[at], words[at - 1]
    goes_on = word.text[0].islower() or before.text[-1] in HYPHENS
    if word.gap in ("blank", "far", "page"):
        return 2.0 if goes_on else _KEEP_BLANK
    if word.gap == "space":
        return 1.0 if goes_on else _KEEP_EMPTY
    if word.gap in ("line", "loose") and not goes_on:
        after_date = _YEAR_LAST.search(before.text) is not None and not begins_when(word.text)
        return 1.5 * _fits(before, word, width) + 1.5 * (start_of(words, at) in starts) + 4.0 * after_date
    if _after_short_cell(words, at) and begins_when(word.text):
        return 3.0
    return 1.0 if word.gap == "wide" and not goes_on else 0.0


def _after_short_cell(words: Sequence[ColumnWord], at: int) -> bool:
    """Whether the line began with one abbreviation or dash, which may be a whole cell."""
    before = words[at - 1]
    return words[at].gap == "word" and not before.start and _SHORT_CELL.match(before.text) is not None


def holds_term(text: str) -> bool:
    """Whether a line holds the beginning of a last cell behind other words ("Driftsenheden Medio 2031")."""
    return _TERM_INSIDE.search(text) is not None


def texts(words: Sequence[ColumnWord], at: int) -> list[str]:
    """A word and the one after it."""
    return [word.text for word in words[at : at + 2]]


def start_of(words: Sequence[ColumnWord], at: int) -> str:
    """How a text begins: its first two words as letters."""
    return " ".join(letters(word.text) for word in words[at : at + 2])


def _fits(before: ColumnWord, word: ColumnWord, width: int) -> bool:
    """Whether the word had room on the line before, so that the line was not ended by the column's width."""
    return before.end + 1 + len(word.text) <= 0.9 * width


def overlong(length: int, width: int) -> float:
    """The cost of a piece of one cell that is longer than its column is wide."""
    return _OVER_WIDTH * max(0.0, length - 1.08 * width)


def content_cost(column: int, text: str, units: tuple[str, ...]) -> float:
    """The cost of a text standing in a column. `units` are texts (as letters) that recur where a unit is expected."""
    if not text:
        return (NEVER, 6.0, 7.0, 7.0)[column]
    count = text.count(" ") + 1
    plain = letters(text)
    known = plain in units
    if column == WHEN:
        return _as_when(text, count) + 4.0 * plain.startswith(units)
    if column == RESPONSIBLE:
        return _as_responsible(text, count, known)
    only_when = 1 < count < _FEW_WORDS and _ONLY_WHEN.match(text) is not None
    cost = 5.0 * only_when + 3.0 * known
    return cost + (0.05 * count + 2.0 * text[0].islower() if column == GOAL else 0.0)


def begins_when(text: str) -> bool:
    """Whether a text begins as a date or a term does."""
    return _WHEN_FIRST.match(text) is not None


def _as_when(text: str, count: int) -> float:
    cost = 0.4 * max(0, count - 14)
    if _WHEN_FIRST.match(text):
        return cost - (3.0 if _HAS_MOMENT.search(text) else 1.5)
    return cost + (-1.5 if _HAS_MOMENT.search(text) else 4.0)


def _as_responsible(text: str, count: int, known: bool) -> float:
    cost = 0.4 * max(0, count - 9) + 3.0 * text[0].islower() - 3.0 * known
    cost += 5.0 * (_HAS_MOMENT.search(text) is not None) + 1.5 * (_VERB.search(text) is not None)
    return cost - 1.0 * (_UNIT.search(text) is not None or _ABBREVIATION.match(text) is not None)
