"""Status rows out of running text, where the cells of a table were written one after the other with nothing between.

What stands in a cell tells where it begins: a year and a title, a kind of proposal, the words of a status, numbers, Ja
or Nej. Rows that do not say the first of these are left to the text.
"""

import re
from collections.abc import Iterator, Sequence

from loaders import prose
from loaders.kinds.statuses import columns
from loaders.kinds.statuses.columns import TableHeading
from loaders.kinds.statuses.grid import StatusTable, StatusTableRow

_YEAR = r"(?:19|20)\d\d"
_OPENS = re.compile(rf"^{_YEAR}(?:\s+\S|$)")
_BREAK = re.compile(r"^\s*#{1,6}\s+")
_HEADING = re.compile(r"^\s*(?:vedtt?aget|budgetår|titel på)\b", re.IGNORECASE)
_KIND = r"(?i:(?:investering|effektivisering|innovation|besparelse|omstilling|budget)s? ?forslag)"
_STATUS = (
    r"(?i:forløber (?:ikke )?som \w+|(?:følger|overholder) (?:tids)?planen"
    r"|(?:initiativet|forslaget|projektet) (?:er|implementeres|gennemføres|realiseres) "
    r"(?:(?:ikke|fuldt|som|endnu) ){0,3}"
    r"(?:\w{0,12}implementeret|gennemført|realiseret|afsluttet|annulleret|tiltænkt?|planlagt)"
    r"|(?:tidsplanen|økonomien) er skredet [^.]{0,40}?(?:mdr|måneder|mio\. kr)\b"
    r"(?:\.? og (?:tidsplanen|økonomien) [^.]{0,40}?(?:mdr|måneder|mio\. kr)\b)?)\.?"
)
# a title is short, and no end of a sentence, answer, price level or other case stands in it
_NO_TITLE = (
    rf"\bp ?/ ?l\b|\b{_YEAR} [A-ZÆØÅ]{{2,}}[/A-ZÆØÅ]*\d|\b(?:Ja|Nej) (?:Ja|Nej)\b"
    rf"|(?<=[a-zæøå]{{4}})[.!?] (?!{_KIND})[A-ZÆØÅ\d]"
)
_ROW = re.compile(rf"({_YEAR}) ((?:(?!{_NO_TITLE}).){{3,250}}?) ({_KIND}) ({_STATUS})(?: |$)")
_NUMBER = r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)"
_NUMBERS = re.compile(rf"(?<!\S){_NUMBER}(?: {_NUMBER}){{0,2}}(?!\S)")
_ANSWERS = re.compile(r"(?:^| )(Ja|Nej) (Ja|Nej)(?= |$)")
_DAY = re.compile(r"\bstatus ((?:\w+\.? ){0,3}20\d\d)", re.IGNORECASE)
_PRICES = re.compile(r"\b20\d\d[ -]*p ?/ ?l", re.IGNORECASE)
_HEAD_LINES = 18  # in which a row's year, title, kind and status stand
_LONGEST_ROW = 60  # lines
_LONGEST_AREA = 90
_LEAST_ROWS = 3


def recognises(lines: Sequence[str]) -> bool:
    """Whether some rows can be read out of these lines."""
    return len(_starts(lines)) >= _LEAST_ROWS


def tables(lines: Sequence[str]) -> Iterator[StatusTable]:
    """One table for each run of rows; it takes in the heading above them, but not the name of the area."""
    starts = _starts(lines)
    table: StatusTable | None = None
    for place, start in enumerate(starts):
        limit = min(starts[place + 1] if place + 1 < len(starts) else len(lines), start + _LONGEST_ROW)
        end = _end(lines, start, limit)
        if table is None or table.end != start:
            if table:
                yield table
            first = _heading_first(lines, table.end if table else 0, start)
            usual = table.columns if table and first == start else _columns(" ".join(lines[first:start]))
            table = StatusTable(usual, " ", first, start)
        table.rows.append(StatusTableRow(start, end - 1, _cells(_text(lines, start, end))))
        table.end = end
    if table:
        yield table


def _starts(lines: Sequence[str]) -> list[int]:
    """The lines at which a row begins. One with cells is no running text: what it says in each is known."""
    opening = (index for index, line in enumerate(lines) if "\t" not in line and _OPENS.match(line.lstrip()[:40]))
    return [index for index in opening if _ROW.match(_text(lines, index, index + _HEAD_LINES))]


def _text(lines: Sequence[str], start: int, end: int) -> str:
    return " ".join(prose.join_lines([line for line in lines[start:end] if line.strip()]).split())


def _end(lines: Sequence[str], start: int, limit: int) -> int:
    """Where a row ends: before the next one, a heading, or the name of an area on a line of its own."""
    filled = [index for index in range(start, limit) if lines[index].strip()]
    for place, index in enumerate(filled):
        if _BREAK.match(lines[index]):
            return filled[place - 1] + 1
        if place and _HEADING.match(lines[index]):
            return filled[place - 1] + 1 - _is_area(lines, filled, place - 1)
    last = len(filled) - 1
    return filled[last] + 1 if not _is_area(lines, filled, last) else filled[last - 1] + 1


def _is_area(lines: Sequence[str], filled: Sequence[int], place: int) -> bool:
    """A short line without a point after a row that had both its answers."""
    line = lines[filled[place]].strip()
    if place == 0 or not line[0].isupper() or len(line) > _LONGEST_AREA or line.endswith((".", "Nej", "Ja")):
        return False
    before = lines[filled[place - 1]].strip()
    return before.endswith((".", "Nej", "Ja"))


def _heading_first(lines: Sequence[str], low: int, start: int) -> int:
    """The first line of the heading above the row at `start`; `start` without one."""
    above = range(max(low, start - _LONGEST_ROW), start)
    return next((index for index in above if _HEADING.match(lines[index])), start)


def _columns(heading: str) -> TableHeading:
    """The usual columns of such a table, with the month and the prices that its heading names."""
    day, prices = _DAY.search(heading), _PRICES.search(heading)
    status = f"Status {day[1] if day else ''}"
    saving = f"Samlet effektivisering, 1.000 kr. {prices.group() if prices else ''}"
    first = ("Vedtaget budgetår", "Titel på forslag", "Forslagstype", status, "Bemærkning")
    numbers = ("Samlet investering, 1.000 kr.", saving, "År for fuld implementering")
    last = ("Håndtering", "Tidligere kompenserende handling", "Skal den godkendes", "Konsekvens")
    return columns.of((*first, *numbers, *last))


def _cells(text: str) -> list[str]:
    """The cells of a row in the usual order."""
    match = _ROW.match(text)
    year, title, kind, status = match.groups() if match else ("", text, "", "")
    rest = text[match.end() :] if match else ""
    answers = list(_ANSWERS.finditer(rest))
    before, after = (rest[: answers[-1].start()], rest[answers[-1].end() :]) if answers else (rest, "")
    remark, numbers, handling = _by_numbers(before)
    said = answers[-1].groups() if answers else ("", "")
    return [year, title, kind, status, remark, *_meant(numbers, kind), handling, *said, after.strip()]


def _by_numbers(text: str) -> tuple[str, list[str], str]:
    """What stands before and after the longest run of numbers: remark, numbers, handling."""
    runs = list(_NUMBERS.finditer(text))
    if not runs:
        return text.strip(), [], ""
    run = max(runs, key=lambda found: (len(found.group().split()), "." in found.group() or "-" in found.group()))
    numbers = run.group().split()
    if len(numbers) == 1 and re.fullmatch(_YEAR, numbers[0]):
        return text.strip(), [], ""  # a year in a sentence
    return text[: run.start()].strip(), numbers, text[run.end() :].strip()


def _meant(numbers: Sequence[str], kind: str) -> tuple[str, str, str]:
    """Investment, saving and year of a run in which blank cells left no mark."""
    year = numbers[-1] if numbers and re.fullmatch(_YEAR, numbers[-1]) else ""
    amounts = list(numbers[: len(numbers) - bool(year)])
    if len(amounts) >= 2:
        return amounts[0], amounts[1], year
    if not amounts:
        return "", "", year
    saves = amounts[0].startswith("-") or kind.lower().startswith("effektivisering")
    return ("", amounts[0], year) if saves else (amounts[0], "", year)
