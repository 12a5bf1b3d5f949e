"""Forms: labels and values, a page or a block for each entry. They become a table of their own: a label is a column.

A label stands in a cell before its value, before a colon, or on the line above.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.kinds.tables import headings, numbers, parts, roles
from loaders.kinds.tables.grids import TableGrid, is_note
from loaders.kinds.tables.headings import Column, TableHead
from loaders.kinds.tables.rows import TEXT, Row
from records import codes
from records.layouts import NONE, Layouts
from records.tables import Cell

_LONGEST_LABEL = 70  # letters
_LONGEST_UNNAMED = 4  # words
_LONGEST_NAME = 150
_MOST_CELLS = 6  # of a row
_WIDTHS = (2, 4, _MOST_CELLS)  # of tables of labels and values
_LONGEST_TEXT = 12  # lines between the name of an entry and its labels
_LEAST_ROLES = 3
_LEAST_NAMED = 0.6  # of the labels of a form name a role
_EXACT = 0.95  # a label on a line of its own is a word of the role, and no name as "Teknikudvalget"
_LEAST_PAIRS = 0.7  # of the rows of a table that is a form hold labels and values
_COLON = re.compile(r"^(?P<label>[^:]{2,60}):\s+(?P<value>\S.*)$")
# "Budget 2027: Sparekatalog" and "O2 · Sygedagpenge: Tidlig kontakt" are titles.
_NO_LABEL = re.compile(r"\b20\d\d\b|^[A-ZÆØÅ]{1,4}[ .-]?\d")
_NUMBERED = re.compile(
    r"^(?:forslag|projekt|initiativ|tiltag|sag|proposal|project)\s*(?:nr\.?)?\s*[\w.-]{1,8}\s*[:.–-]\s+", re.IGNORECASE
)
_TITLE = "Titel"
_MOST_ASIDE = 3  # lines above the name of an entry
_Labels = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Pair:
    """A label and its value, and the place of the row in the list of rows that it begins at."""

    label: str
    value: Cell
    line: int
    first: int
    end: int
    named: bool = True  # whether the label is known to be one
    table: int = TEXT

    @property
    def key(self) -> str:
        return _plain(self.label)


@dataclass(slots=True)
class Block:
    """The pairs of one entry, and the line above them, or its lines, which may be its name."""

    pairs: dict[str, Pair] = field(default_factory=dict)
    above: Sequence[Row] = ()

    @property
    def name(self) -> str:
        return " ".join(row.joined for row in self.above)


def of(rows: Sequence[Row], layouts: Layouts = NONE) -> tuple[list[TableGrid], list[Row]]:
    """The forms among `rows` as tables, and the rows that belong to none. Labels that people have said something of are
    labels, whatever their words are."""
    told = frozenset(heading for one in layouts.known if one.roles for heading in one.headings)
    whole = [_without_title(run) for run in _runs(rows, told)]
    runs = [run for run in whole if _is_form(run) or _is_told(run, layouts)]
    if not runs:
        return [], list(rows)
    blocks = [block for run in runs for block in _blocks(rows, run)]
    taken = {at for run in runs for pair in run for at in range(pair.first, pair.end)}
    named = not _names(layouts) & {pair.key for run in runs for pair in run} and _name_above(blocks)
    used = {id(row) for block in blocks for row in block.above} if named else set()
    rest = [row for at, row in enumerate(rows) if at not in taken and id(row) not in used]
    return [_grid(blocks, rows, min(taken), named)], rest


def _without_title(run: list[Pair]) -> list[Pair]:
    """The labels and values without a line above them that reads as a label does, "Status på sager", "Beløb i t.kr.":
    it never comes again, and all others do."""
    first, rest = run[0], run[1:]
    again = Counter(pair.key for pair in run)
    alone = first.table == TEXT and first.end - first.first > 1 and again[first.key] == 1
    return rest if alone and rest and all(again[pair.key] > 1 for pair in rest) else run


def _is_form(run: Sequence[Pair]) -> bool:
    """Labels that name roles, or that come again as a whole: the same ones in the same order, block for block."""
    named = [role for pair in run if (role := _role(pair.label))]
    return (len(set(named)) >= _LEAST_ROLES and len(named) >= _LEAST_NAMED * len(run)) or _comes_again(run)


def _names(layouts: Layouts) -> frozenset[str]:
    """The labels of which people have said that they name the entry."""
    return frozenset(
        heading for one in layouts.known for heading, role in one.roles.items() if role in ("title", "goal")
    )


def _is_told(run: Sequence[Pair], layouts: Layouts) -> bool:
    keys = {pair.key for pair in run}
    return any(one.headings and one.roles and one.fits(keys) for one in layouts.known)


def _comes_again(run: Sequence[Pair]) -> bool:
    keys = [pair.key for pair in run]
    width = len(dict.fromkeys(keys))
    blocks = [keys[start : start + width] for start in range(0, len(keys), width)]
    values = {pair.value.text for pair in run}
    alike = all(block == blocks[0] for block in blocks)
    return width >= _LEAST_ROLES and len(blocks) > 1 and alike and not values & {pair.label for pair in run}


def _role(label: str) -> str | None:
    role, score = roles.best(label)
    return role if score >= roles.NAMED else None


# ---------------------------------------------------------------- pairs


def _runs(rows: Sequence[Row], told: frozenset[str]) -> Iterator[list[Pair]]:
    """Pairs that follow each other; a line or two of other text may stand between blocks."""
    run: list[Pair] = []
    position, loose = 0, 0
    tabular = _tabular(rows)
    labelled = _labelled(rows)
    while position < len(rows):
        pairs = [] if position in tabular else _pairs(rows, position, told, labelled) or _unnamed(rows, position, run)
        if pairs:
            run += pairs
            position, loose = pairs[-1].end, 0
        elif run and _goes_on(run[-1], rows[position]):
            run[-1].value = Cell(f"{run[-1].value.text} {rows[position].joined}")
            run[-1].end = position = position + 1
        else:
            loose += 1
            position += 1
            if run and (loose > 3 or len(rows[position - 1].filled) > 2):
                yield run
                run = []
    if run:
        yield run


def labels(rows: Sequence[Row]) -> list[str]:
    """What stands before the values, where rows of two cells are labels and values, each label another."""
    pairs = [pair for at, row in enumerate(rows) for pair in _of_cells(row, at, _labelled(rows))]
    found = [pair.label for pair in pairs]
    whole = len(pairs) == len(rows) >= _LEAST_ROLES and all(len(row.filled) == 2 for row in rows)
    return found if whole and len(set(found)) == len(found) else []


def _tabular(rows: Sequence[Row]) -> set[int]:
    """The places of rows in tables of which too few rows are labels and values."""
    found: set[int] = set()
    labelled = _labelled(rows)
    for segment in _segments(rows):
        several = [at for at in segment if len(rows[at].filled) > 1]
        pairs = sum(1 for at in several if _of_cells(rows[at], at, labelled))
        if pairs < _LEAST_PAIRS * len(several):
            found.update(several)
    return found


def _segments(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Runs of rows of one table without a blank line between them."""
    segment: list[int] = []
    for at, row in enumerate(rows):
        if segment and (row.table != rows[at - 1].table or row.line - rows[at - 1].line > 1):
            yield segment
            segment = []
        if row.table != TEXT:
            segment.append(at)
    if segment:
        yield segment


def _goes_on(pair: Pair, row: Row) -> bool:
    """A line of text straight below a value in running text goes on with it."""
    return _is_below(pair, row) and numbers.printed(pair.value.text) is None


def _is_below(pair: Pair, row: Row) -> bool:
    straight = row.table == TEXT and len(row.filled) == 1 and not is_note(row.joined)
    return straight and pair.table == TEXT and row.line == pair.line + pair.end - pair.first


def _unnamed(rows: Sequence[Row], position: int, run: Sequence[Pair]) -> list[Pair]:
    """In a form, a word and a colon straight below is its next label, also where nobody here knows the word."""
    row = rows[position]
    match = _COLON.match(row.joined) if run and _is_below(run[-1], row) else None
    if match is None or len(match["label"].split()) > _LONGEST_UNNAMED or not match["label"][0].isupper():
        return []
    return [Pair(match["label"].strip(), Cell(match["value"].strip()), row.line, position, position + 1, named=False)]


def _pairs(rows: Sequence[Row], position: int, told: frozenset[str], labelled: frozenset[_Labels]) -> list[Pair]:
    row = rows[position]
    if len(row.filled) > 1:
        return _of_cells(row, position, labelled)
    if _labels_of(row) in labelled:  # nothing is filled in
        return [Pair(row.text(0), Cell(), row.line, position, position + 1, table=row.table)]
    return _of_text(rows, position, told)


def _labels_of(row: Row) -> _Labels:
    """What stands where a row of labels and values has its labels, and at which places."""
    return tuple((at, row.text(at)) for at in range(0, len(row.cells), 2) if row.text(at))


def _labelled(rows: Sequence[Row]) -> frozenset[_Labels]:
    """The labels of rows in tables that come again with other values: such a row is no heading, whatever the words of
    its values are."""
    found: dict[_Labels, set[tuple[str, ...]]] = {}
    for row in rows:
        labels = _labels_of(row) if row.table != TEXT and len(row.cells) in _WIDTHS else ()
        if labels and all(_role(text) for _, text in labels) and labels[0][0] == 0:
            found.setdefault(labels, set()).add(tuple(row.text(at) for at in range(1, len(row.cells), 2)))
    return frozenset(labels for labels, values in found.items() if len(values) > 1)


def _of_cells(row: Row, position: int, labelled: frozenset[_Labels]) -> list[Pair]:
    filled = _places(row)
    if len(filled) % 2 or len(filled) > _MOST_CELLS:
        return []
    labels = filled[::2]
    if any(len(row.text(at)) > _LONGEST_LABEL or _is_value(row.text(at)) for at in labels):
        return []
    if len(filled) > 2 and not all(_role(row.text(at)) for at in labels):
        return []
    named = len(filled) > 2 and all(_role(row.text(at)) for at in filled if row.text(at))
    if named and _labels_of(row) not in labelled:
        return []  # a heading
    return [
        Pair(row.text(label), row.cells[value], row.line, position, position + 1, table=row.table)
        for label, value in zip(labels, filled[1::2], strict=True)
    ]


def _places(row: Row) -> Sequence[int]:
    """The cells that are filled; all of them, where a form has several labels in a row and some of their values are
    blank."""
    whole = range(len(row.cells))
    blank = len(row.filled) % 2 and len(whole) in (4, _MOST_CELLS)
    return whole if blank and all(row.text(at) for at in whole[::2]) else row.filled


def _is_value(text: str) -> bool:
    return numbers.printed(text) is not None or headings.year_of(text) is not None


def _of_text(rows: Sequence[Row], position: int, told: frozenset[str]) -> list[Pair]:
    row = rows[position]
    text = row.joined
    match = _COLON.match(text)
    if match and not _NO_LABEL.search(match["label"]) and (_role(match["label"]) or _plain(match["label"]) in told):
        return [Pair(match["label"].strip(), Cell(match["value"].strip()), row.line, position, position + 1)]
    below = rows[position + 1] if position + 1 < len(rows) else None
    if not _is_label(text) or below is None or len(below.filled) != 1 or _is_label(below.joined):
        return []
    in_cells = row.table != TEXT and len(row.cells) > 1 and below.table != row.table  # nothing is filled in
    if in_cells or below.line - row.line > 2 or _COLON.match(below.joined):
        return []
    return [Pair(text.rstrip(" :"), below.cells[below.filled[0]], row.line, position, position + 2)]


def _plain(label: str) -> str:
    return roles.plain_heading(label) or label.lower()


def _is_label(text: str) -> bool:
    """A line that is nothing but a label."""
    short = len(text) <= _LONGEST_LABEL and len(text.split()) <= 5
    begun = not text[:1].islower()  # "effektiviseringer" is the rest of the line above
    return short and begun and roles.best(text)[1] >= _EXACT and _is_whole(text)


def _is_whole(text: str) -> bool:
    """Every word of it speaks of the role, or it ends in a colon: "Ansvarlig", "Årlig effekt:"."""
    return text.rstrip().endswith(":") or len(roles.plain_heading(text).split()) <= 3


# ---------------------------------------------------------------- blocks


def _blocks(rows: Sequence[Row], run: Sequence[Pair]) -> Iterator[Block]:
    """A new block begins where a label comes again, with the whole table that it stands in."""
    held = {number: {pair.key for pair in run if pair.table == number} for number in {pair.table for pair in run}}
    block, before, table = Block(), -1, TEXT
    for pair in run:
        if table and pair.table not in (TEXT, table) and held[pair.table] & set(block.pairs):
            yield block
            block = Block()
        table = pair.table or table
        known = block.pairs.get(pair.key)
        if known is not None and not pair.named:
            known.value = Cell(f"{known.value.text} {pair.value.text}")
            continue
        if known is not None:
            yield block
            block = Block()
        if not block.pairs:
            block.above = _above(rows, pair.first, before)
        block.pairs[pair.key] = pair
        before = pair.end - 1
    yield block


def _above(rows: Sequence[Row], position: int, before: int) -> Sequence[Row]:
    """What names a block: the nearest line above it that begins with a code, also above what is said of it; else the
    line right above, with the one before, if it goes on with that. None of them belongs to another block."""
    reach = range(position - 1, max(before, position - 1 - _LONGEST_TEXT, -1), -1)
    if (coded := next((at for at in reach if _is_coded(rows[at])), None)) is not None:
        return _with_rest(rows[coded:position])
    if position - 1 <= before or position == 0 or not _may_name(rows[position - 1]):
        return ()
    row = rows[position - 1]
    first = rows[position - 2] if position - 2 > before and position > 1 else None
    begun = first is not None and row.joined[0].islower() and row.line - first.line == 1 and _may_name(first)
    return rows[position - 2 : position] if begun else (row,)


def _with_rest(rows: Sequence[Row]) -> Sequence[Row]:
    """The first row, and those straight below it that go on with its sentence."""
    pairs = enumerate(pairwise(rows), 1)
    end = next((at for at, (one, row) in pairs if row.line - one.line > 1 or not row.joined[0].islower()), len(rows))
    return rows[:end]


def _is_coded(row: Row) -> bool:
    """Whether a line begins with a code, and a name follows."""
    code, _, rest = codes.split(row.joined)
    return bool(code and rest) and _may_name(row)


def _may_name(row: Row) -> bool:
    return len(row.filled) == 1 and len(row.joined) <= _LONGEST_NAME and not is_note(row.joined)


def _name_above(blocks: Sequence[Block]) -> bool:
    """Whether the entries are named by the line above them: no label names them, and most have such a line."""
    labelled = any(_role(pair.label) == "title" for block in blocks for pair in block.pairs.values())
    lines = [block.name for block in blocks if block.above]
    return not labelled and len(lines) >= _LEAST_NAMED * len(blocks) and len(set(lines)) == len(lines)


def _grid(blocks: Sequence[Block], rows: Sequence[Row], first: int, named: bool) -> TableGrid:
    labels = list(dict.fromkeys(key for block in blocks for key in block.pairs))
    printed = {key: pair.label.rstrip(" :") for block in reversed(blocks) for key, pair in block.pairs.items()}
    names = [*([_TITLE] if named else ()), *(printed[key] for key in labels)]
    heading = TableHead(first, first, tuple(Column(at, label) for at, label in enumerate(names)))
    head = Row(rows[first].line, tuple(map(Cell, names)), -1)
    made = [_row(block, labels, named) for block in blocks]
    above = {id(row) for block in blocks for row in block.above} if named else set()
    before = [row for row in reversed(rows[:first]) if len(row.filled) == 1 and id(row) not in above]
    after = [row for row in rows[first:] if len(row.filled) == 1]
    between = [_between(rows, one, other, named) for one, other in pairwise(blocks)]
    own = {at: lines for at, lines in enumerate(between, 1) if lines}
    return TableGrid(heading, (head,), made, before[:12], after[-4:], own)


def _between(rows: Sequence[Row], above: Block, block: Block, named: bool) -> list[Row]:
    """The lines between one block and the name of the next, the nearest first: what its part of the entries is called.
    Where no line names a block, only that of a budget is taken: anything may stand there."""
    end = max(pair.end for pair in above.pairs.values())
    first = min(pair.first for pair in block.pairs.values()) - (len(block.above) if named else 0)
    lines = list(reversed(rows[end:first]))[:_MOST_ASIDE]
    return lines if named else [row for row in lines if parts.adopted_year(row.joined)]


def _row(block: Block, labels: Sequence[str], named: bool) -> Row:
    line = min(pair.line for pair in block.pairs.values())
    cells = [block.pairs[key].value if key in block.pairs else Cell() for key in labels]
    if named:
        cells.insert(0, Cell(_NUMBERED.sub("", block.name)))
    return Row(line, tuple(cells), -1)
