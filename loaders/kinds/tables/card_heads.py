"""Cards whose heads have no labels: "MF01 · budget 2024 · Skole" above a title and a status, and a remark below.

Only where every card has such a line are its parts told, by their form; they become labels with their values.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loaders.kinds.tables import contents, grids, roles
from loaders.kinds.tables.rows import TEXT, Row
from records import meanings
from records.tables import Cell

_PARTED = re.compile(r"\s+[·•|]\s+")
_DIGITS = re.compile(r"\d+")
_LEAST_CARDS = 3
_MOSTLY = 0.6  # of the last lines of heads are known as a status
_MOST = 4  # parts of the first line


@dataclass(frozen=True, slots=True)
class _Card:
    """The lines of one card: its head, its labels with values, and what stands below them."""

    head: Sequence[Row]
    body: Sequence[Row]
    tail: Sequence[Row]


def with_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows; what stands above and below the labels of such cards is labelled as well."""
    starts = [at for at, row in enumerate(rows) if _parts(row)]
    if len(starts) < _LEAST_CARDS:
        return list(rows)
    cards = [_card(rows[start:end]) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]
    if not all(len(card.head) > 1 and card.body for card in cards):
        return list(rows)
    lasts = [card.head[-1].joined for card in cards if len(card.head) > 2]
    known = sum(bool(meanings.meaning(text) or contents.status_colour(text)) for text in lasts)
    says_status = len(lasts) == len(cards) and known >= _MOSTLY * len(cards)
    made = list(rows[: starts[0]])
    printed = Counter(_DIGITS.sub("#", row.joined) for card in cards for row in card.tail)
    for card in cards:
        near = _first_block(card, printed)
        made += [*_labelled(card, near, says_status), *card.tail[len(near) :]]
    return made


def _first_block(card: _Card, printed: Mapping[str, int]) -> Sequence[Row]:
    """The lines right below a card, without what stands below others as well, as the foot of a page does."""
    end = card.body[-1].line + 1
    for at, row in enumerate(card.tail):
        if row.line > end + (at == 0) or printed[_DIGITS.sub("#", row.joined)] > 1 or grids.is_note(row.joined):
            return card.tail[:at]
        end = row.line + 1
    return card.tail


def _parts(row: Row) -> dict[str, str]:
    """The code, the budget year and the area that a line is; nothing where it is another."""
    parts = _PARTED.split(row.joined) if row.table == TEXT else []
    if not 1 < len(parts) <= _MOST or not contents.is_code(parts[0]):
        return {}
    years = [part for part in parts[1:] if contents.is_year(part)]
    others = [part for part in parts[1:] if part not in years]
    if len(years) != 1 or len(others) > 1 or any(map(str.isdigit, "".join(others))):
        return {}
    return {"Nr.": parts[0], "Budgetår": years[0], **({"Område": others[0]} if others else {})}


def _card(rows: Sequence[Row]) -> _Card:
    tabled = [at for at, row in enumerate(rows) if len(row.filled) == 2 and roles.best(row.text(0))[1] >= roles.NAMED]
    if not tabled:
        return _Card(rows, (), ())
    return _Card(rows[: tabled[0]], rows[tabled[0] : tabled[-1] + 1], rows[tabled[-1] + 1 :])


def _labelled(card: _Card, remark: Sequence[Row], says_status: bool) -> list[Row]:
    head = card.head[1:-1] if says_status else card.head[1:]
    said = [(label, text, card.head[0]) for label, text in _parts(card.head[0]).items()]
    said.append(("Titel", " ".join(row.joined for row in head), head[0]))
    if says_status:
        said.append(("Status", card.head[-1].joined, card.head[-1]))
    below = [("Bemærkning", " ".join(row.joined for row in remark), remark[0])] if remark else []
    number = card.body[0].table
    made = [Row(row.line, (Cell(label), Cell(text)), number, row.sheet) for label, text, row in (*said, *below)]
    return [*made[: len(said)], *card.body, *made[len(said) :]]
