"""How well a column fits each role: the words of its heading and what stands in its cells, together.

A role whose cells speak against it gets nothing, however its heading reads; cells alone never say that it is money.
"""

from collections.abc import Callable, Mapping

from loaders.kinds.tables.contents import ColumnContent

ACCEPTED = 0.35  # a score from which a column has the role
TELLING, SEVERAL = 0.9, 0.8  # of the cells of a column are known as a status; and differ at most
_PER_CENT = 0.6  # of the cells say how far a case has come, and the status stands beside them
_PAINTED, _ONLY_PAINT = 0.6, 0.4  # of a column without words: that it is the status, the colour beside the status
MONEY = ("saving", "cost", "money")

Scoring = Callable[[float, ColumnContent, bool], float]


def score(role: str, word: float, content: ColumnContent, is_first: bool) -> float:
    """0 for none; above 1 where words and cells agree. `is_first`: the first column of words, where names stand."""
    return max(0.0, _SCORES.get(role, _text)(word, content, is_first))


def _money(word: float, content: ColumnContent, _: bool) -> float:
    if content.count > 1 and content.years == 1.0:
        return 0.0  # "2025" under "Vedt. budget"
    if word < 0.25 or (content.count and content.amounts < 0.6):
        # amounts that nobody can read ("300-400", "op til 900") are still those of the heading, each of them said
        return word if word >= 0.85 and content.digits >= 0.6 and content.dates < 0.4 else 0.0
    return word + (0.2 if content.amounts >= 0.6 else 0.0)


def _number(word: float, content: ColumnContent, is_first: bool) -> float:
    if not content.numbers_rows:
        return 0.0
    return word + 0.4 if word else 0.45


def _code(word: float, content: ColumnContent, _: bool) -> float:
    if content.numbers_rows:
        return word + 0.1 if word >= 0.9 else word * 0.4
    if content.codes >= 0.6:
        return word + 0.4 if word else (0.5 if _are_codes(content) else 0.0)
    short = content.words <= 2 and content.distinct >= 0.9 and content.dates < 0.4
    return word * 0.8 if short or not content.count else 0.0


def _are_codes(content: ColumnContent) -> bool:
    """Codes beyond doubt: "11.700" is rather an amount where no word says otherwise."""
    return content.codes >= 0.8 and content.distinct >= 0.9 and content.amounts < 0.6


def _status(word: float, content: ColumnContent, is_first: bool) -> float:
    if content.amounts >= 0.5 or content.dates >= 0.6:
        return 0.0
    in_words = content.meanings if content.per_cent < _PER_CENT else 0.0
    said = max(in_words, 0.8 * content.per_cent, 0.8 * content.colours)
    if word and not content.count and content.fills:
        return _PAINTED * word  # dots or paint alone: the words may stand in another column
    if word:
        return word + 0.4 * said - 0.3 * content.sentences
    short = content.sentences < 0.3 and content.words < 4.5
    if content.painted_alone and short and content.distinct <= 0.8 and content.text >= 0.6:
        return 0.7  # "Sikret" on green, "Tabt" on red, whatever the heading is
    if content.meanings >= TELLING and short and content.distinct <= SEVERAL and not is_first:
        return 0.75  # "Forsinket", "Gennemført", again and again
    return 0.5 if content.meanings >= 0.6 and short and not is_first else 0.0


def _colour(word: float, content: ColumnContent, _: bool) -> float:
    if content.colours >= 0.6:
        return word + 0.5 if word else 0.65
    if content.fills >= 0.5 and content.meanings < 0.5:
        return word + 0.3 if word else (_ONLY_PAINT if not content.count else 0.0)
    return 0.8 * word if not content.count else 0.0


def _deadline(word: float, content: ColumnContent, _: bool) -> float:
    if content.dates >= 0.5:
        return word + 0.35 if word else (0.5 if content.dates >= 0.8 else 0.0)
    if content.years >= 0.6:
        return word * 0.9
    return 0.0 if content.amounts >= 0.5 else word * 0.6


def _responsible(word: float, content: ColumnContent, is_first: bool) -> float:
    if max(content.amounts, content.dates, content.codes) >= 0.4:
        return 0.0
    fits = 0.4 if content.sentences >= 0.5 else 1.0
    fits *= 0.5 if content.committees >= 0.6 else 1.0
    if word:
        return (word + 0.25 * content.people) * fits
    named = content.people >= 0.6 and content.words <= 4 and max(content.meanings, content.committees) < 0.5
    return 0.4 * fits if named and not is_first else 0.0


def _committee(word: float, content: ColumnContent, _: bool) -> float:
    if content.committees >= 0.6:
        return word + 0.5 if word else 0.6
    return _words_only(word * 0.8, content) + (0.25 if word and content.committees >= 0.25 else 0.0)


def _area(word: float, content: ColumnContent, _: bool) -> float:
    """Areas and administrations, which committees and the people in charge are not."""
    return max(0.0, _words_only(word, content) - 0.5 * content.committees) if word else 0.0


def _named(word: float, content: ColumnContent, is_first: bool) -> float:
    """A title or a goal: words, each row its own; whole sentences are rather what is said of it."""
    if content.count and (content.text < 0.6 or content.codes >= 0.6):
        return 0.0
    odd = max(content.committees, content.meanings, content.colours) >= 0.7 and content.distinct < 0.9
    fits = 0.3 if odd and word < 0.85 else 1.0
    fits *= 0.4 if content.sentences >= 0.5 and content.words > 4 else 1.0
    length = 0.1 if 1.2 <= content.words <= 12 else 0.0
    own = max(word, 0.25 if is_first and content.distinct >= 0.4 else 0.0)
    return (own + 0.15 * content.distinct + length - 0.2 * content.sentences) * fits if own else 0.0


def _text(word: float, content: ColumnContent, _: bool) -> float:
    if content.count and max(content.amounts, content.dates) >= 0.6:
        return 0.0
    return word + 0.15 * content.sentences if word else 0.0


def _remark(word: float, content: ColumnContent, is_first: bool) -> float:
    """What is said of a status, and no status itself."""
    return _text(word, content, is_first) - 0.2 * content.meanings


def _words_only(word: float, content: ColumnContent, _: bool = False) -> float:
    return 0.0 if content.count and max(content.amounts, content.dates, content.sentences) >= 0.6 else word


def _year(word: float, content: ColumnContent, _: bool) -> float:
    if content.years >= 0.6:
        return word + 0.35 if word else 0.0
    return word * 0.3


def _phase_in(word: float, content: ColumnContent, _: bool) -> float:
    if content.years >= 0.6:
        return word + 0.35 if word else 0.0
    return word * (0.8 if content.dates >= 0.5 else 0.3)


def _adopted(word: float, content: ColumnContent, _: bool) -> float:
    return word + 0.3 if word and content.yes_no >= 0.6 else 0.0


def _total(word: float, content: ColumnContent, _: bool) -> float:
    return word + 0.2 if content.amounts >= 0.6 else 0.0


def _other(word: float, content: ColumnContent, _: bool) -> float:
    return word + 0.1 if word else 0.0


_SCORES: Mapping[str, Scoring] = {
    **dict.fromkeys(MONEY, _money),
    "number": _number,
    "code": _code,
    "status": _status,
    "colour": _colour,
    "deadline": _deadline,
    "responsible": _responsible,
    "committee": _committee,
    "administration": _area,
    "area": _area,
    "remark": _remark,
    "type": _words_only,
    "measure": _words_only,
    "title": _named,
    "goal": _named,
    "budget_year": _year,
    "phase_in": _phase_in,
    "adopted": _adopted,
    "total": _total,
    "other": _other,
}
