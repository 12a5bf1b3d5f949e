"""Whether what was read into the fields of cases can be what these fields hold: the last look at the cases of a table.

It knows nothing of how rows are read. A field that breaks a rule is left empty, and a finding says which, in how many
cases and why; a title, which a case cannot be without, is kept and doubted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.kinds.tables import about, contents, roles
from records import ColumnRead, Document, Finding, Loaded, StatusRow, meanings

_SHOWN = 200  # characters of a text that a finding shows
_BOTH = 0.8  # how surely a heading names two fields
_LARGEST = 5_000_000.0  # in 1.000 kr.: no case of a municipality costs or saves as much
_LEAST_YEARS = 2
_BUDGET = "budget"
_MOSTLY = 0.7
_LEAST = 4  # cases whose codes have a form, or whose titles are alike
_LONGEST_NAME = 12  # words
_SENTENCE_WORDS = 3
_LONGEST_LINE = 60  # characters of a line that names a budget

_FIGURE_FIRST = re.compile(
    r"(?:[-−–+(]\s?\d[\d.,]*|\d{1,3}(?:[.,]\d{3})+|\d+,\d+|\d{2,})\)?\s?"
    r"(?:-\s?|kr\.?\s|mio\.?\s|t\.?kr\.?\s|\s)*(?=[A-ZÆØÅ])"
)
_SIGN_FIRST = re.compile(r"[-−–+,;:.]\s*\w")
_SIGN_LAST = re.compile(r"\s[-−–]$|[,;]$|\s[-−–+]?\d{1,3}(?:\.\d{3})+-?$")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?![\w])|\b\d{2,}\s?(?:pct|%)|\b20\d\d-20\d\d\b")
_SENTENCES = re.compile(r"^[^.!?]{8,}[^.!?\d]{3}[.!?] [A-ZÆØÅ]")
_AMOUNT_LAST = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+-?$")
_SIGNED = re.compile(r"^[-−–]\s?\d|\d\s?[-−–]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMNS = {"saving": "saving", "investment": "cost"}  # the amounts of a case, and the roles of their columns
_OF_MONEY = {*_COLUMNS.values()}
_UNREAD = "\ufffd"
_OF_TEXT = ("area", "status", "remark", "handling", "consequence")
_RUNS = (re.compile(r"[^\W\d_]+"), re.compile(r"\d+"))


@dataclass(frozen=True, slots=True)
class _Table:
    """The cases of one table, its columns as they were understood, whether it has one of figures that nothing names
    beside them, and the document that it stands in."""

    document: Document
    rows: tuple[StatusRow, ...]
    columns: tuple[ColumnRead, ...]
    nameless: bool

    def heading(self, role: str) -> str:
        """What heads the column of a role; "" where there is none."""
        return next((one.heading for one in self.columns if one.role == role), "")

    def printed(self, field: str) -> list[str]:
        """The amounts of a field as they are printed; "" where none is."""
        return [(row.saving_text if field == "saving" else row.investment_text) or "" for row in self.rows]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What makes a field doubtful: `finding` says it, `role` is that of the field's column, `doubts` gives the cases of
    a table, by their place, with the text that is doubted."""

    finding: str
    field: str
    role: str
    doubts: Callable[[_Table], Iterator[tuple[int, str]]]
    kept: bool = False


def without_doubtful(document: Document, loaded: Loaded) -> Loaded:
    """What was read, without the fields of cases that may be others', and the findings that say so."""
    made: list[StatusRow] = []
    found: list[Finding] = []
    for table in _tables(document, loaded):
        rows = list(table.rows)
        for rule in RULES:
            doubted = dict(rule.doubts(table))
            if doubted:
                found.append(_finding(rule, table, doubted))
            for at in () if rule.kept else doubted:
                rows[at] = _without(rows[at], rule.field)
        made += rows
    return replace(loaded, statuses=tuple(made), findings=(*loaded.findings, *found)) if found else loaded


def _tables(document: Document, loaded: Loaded) -> Iterator[_Table]:
    """The cases of each table, in order."""
    begins = [one.source.line or 0 for one in loaded.understandings]
    by_table: dict[int, list[StatusRow]] = {}
    for row in loaded.statuses:
        by_table.setdefault(_number(row.source.line, begins), []).append(row)
    nameless = {_number(one.source.line, begins) for one in loaded.findings if one.kind == "column_nameless"}
    for number, rows in by_table.items():
        columns = loaded.understandings[number - 1].columns if number else ()
        yield _Table(document, tuple(rows), tuple(columns), number in nameless)


def _number(line: int | None, begins: Sequence[int]) -> int:
    """Of which table a line is, from 1; 0 above all."""
    return sum(begin <= (line or 0) for begin in begins)


def _finding(rule: _Rule, table: _Table, doubted: dict[int, str]) -> Finding:
    first = min(doubted)
    row = table.rows[first]
    values = {
        "case": row.code_as_printed or row.title,
        "column": table.heading(rule.role),
        "count": len(doubted),
        "text": doubted[first][:_SHOWN],
    }
    return Finding(rule.finding, row.source, values)


def _without(row: StatusRow, field: str) -> StatusRow:
    match field:
        case "code":
            return replace(row, code=None, code_as_printed=None)
        case "status":
            words = row.colour_from == "words"
            return replace(
                row,
                status="",
                meaning=None,
                colour=None if words else row.colour,
                colour_from=None if words else row.colour_from,
            )
        case "budget_year":
            return replace(row, budget_year=None)
        case "saving":
            return replace(row, saving_tkr=None)
        case "area" | "remark" | "handling" | "consequence":
            return replace(row, **{field: ""})  # type: ignore[arg-type]
    return replace(row, investment_tkr=None)


# ---------------------------------------------------------------- rules


def _figures_in_status(table: _Table) -> Iterator[tuple[int, str]]:
    """A status that begins or ends with the sign or the figure of another column."""
    for at, row in enumerate(table.rows):
        text = row.status
        if text and (_FIGURE_FIRST.match(text) or _SIGN_FIRST.match(text) or _SIGN_LAST.search(text)):
            yield at, text


def _remark_in_status(table: _Table) -> Iterator[tuple[int, str]]:
    """A status and what is remarked of it, below a heading that names both, where nothing parts them: others of the
    column are the first words of it alone."""
    named = roles.named(table.heading("status"))
    if min(named.get("status", 0.0), named.get("remark", 0.0)) < _BOTH:
        return
    known = {row.status for row in table.rows if row.status and not row.remark}
    for at, row in enumerate(table.rows):
        words = row.status.split()
        starts = (" ".join(words[:count]).strip(" .,:;–-") for count in range(1, len(words)))
        if not row.remark and any(start in known or meanings.meaning(start) for start in starts):
            rest = len(words) > _SENTENCE_WORDS and meanings.meaning(row.status) is None
            if rest or row.status.endswith(".") or len(words) > _LONGEST_NAME:
                yield at, row.status


def _sentence_as_status(table: _Table) -> Iterator[tuple[int, str]]:
    """A sentence where the others are no sentences, and that does not begin with a status: a remark of the next column,
    or one that goes on with a remark below a heading of both."""
    odd = {at: row.status for at, row in enumerate(table.rows) if _is_sentence(row.status)}
    known = {row.status for at, row in enumerate(table.rows) if row.status and at not in odd}
    if sum(bool(row.status) for row in table.rows) - len(odd) < _LEAST or len(odd) > len(table.rows) - _LEAST:
        return
    for at, text in odd.items():
        words = text.split()
        starts = {" ".join(words[:count]).strip(" .,:;–-") for count in range(1, len(words))}
        if table.rows[at].meaning is None and not starts & known:
            yield at, text


def _text_as_area(table: _Table) -> Iterator[tuple[int, str]]:
    """An area that is a sentence, a figure, the year of a budget or a status, and the name of no part of an office."""
    titles = {row.title for row in table.rows}
    for at, row in enumerate(table.rows):
        if row.area and (_is_sentence(row.area) or row.area in titles or _holds_figures(row.area)):
            yield at, row.area


def _is_sentence(text: str) -> bool:
    ends = text.endswith((".", "!", "?")) and len(text.split()) >= _SENTENCE_WORDS
    return ends or len(text.split()) > _LONGEST_NAME or bool(_SENTENCES.match(text))


def _holds_figures(text: str) -> bool:
    year = about.budget_year_of([text]) is not None or contents.is_year(text)
    return year or bool(_GROUPED.search(text) or (_FIGURE_FIRST.match(text) and text[0] in "-−–+"))


def _other_year(table: _Table) -> Iterator[tuple[int, str]]:
    """A budget year that no column gives, where a line above the cases says another, or a cell of their own below a
    heading that names a budget and was not understood."""
    if any(one.role == "budget_year" for one in table.columns):
        return
    lines = table.document.lines
    unread = any(one.role is None and _BUDGET in one.heading.lower() for one in table.columns)
    said = ""
    at_line = 0
    for at, row in enumerate(table.rows):
        end = (row.source.line or 1) - 1
        own = [text for cell in "".join(lines[end : end + 1]).split("\t") if contents.is_year(text := cell.strip())]
        if unread and row.budget_year and own and all(contents.year_in(text) != row.budget_year for text in own):
            yield at, own[0]
            continue
        for line in lines[at_line:end]:
            text = line.strip()
            year = about.budget_year_of([text]) if len(text) <= _LONGEST_LINE and "\t" not in text else None
            said = text if year is not None else said
        at_line = end
        if said and row.budget_year and about.budget_year_of([said]) != row.budget_year:
            yield at, said


def _years(table: _Table, field: str) -> Iterator[tuple[int, str]]:
    """Amounts that are all years."""
    own = {at: text for at, text in enumerate(table.printed(field)) if any(map(str.isdigit, text))}
    if len(own) >= _LEAST_YEARS and all(_YEAR.fullmatch(text) for text in own.values()):
        yield from own.items()


def _of_two(table: _Table, field: str) -> Iterator[tuple[int, str]]:
    """Amounts below the names of two columns."""
    if _names_two(table.heading(_COLUMNS[field])):
        yield from ((at, text) for at, text in enumerate(table.printed(field)) if text)


def _beside_nameless(table: _Table, field: str) -> Iterator[tuple[int, str]]:
    """Amounts in a table with a column of figures that nothing names: the headings may stand over others."""
    if table.nameless:
        yield from ((at, text) for at, text in enumerate(table.printed(field)) if text)


def _names_two(heading: str) -> bool:
    """Whether a heading is the names of two columns of amounts, one behind the other: "Besparelse Investering"."""
    words = heading.split()
    parts = ((" ".join(words[:at]), words[at:]) for at in range(1, len(words)))
    return any(
        own != other and {own, other} <= _OF_MONEY and min(sure, score) >= roles.NAMED and behind[0][:1].isupper()
        for before, behind in parts
        for (own, sure), (other, score) in [(roles.best(before), roles.best(" ".join(behind)))]
    )


def _too_large(table: _Table, field: str) -> Iterator[tuple[int, str]]:
    """An amount that no case has: its unit is another, or figures of two columns were read as one."""
    amounts = ((row.saving_tkr if field == "saving" else row.investment_tkr) for row in table.rows)
    for at, (amount, text) in enumerate(zip(amounts, table.printed(field), strict=True)):
        if amount is not None and abs(amount) > _LARGEST:
            yield at, text


def _other_sign(table: _Table) -> Iterator[tuple[int, str]]:
    """The one investment that is printed with another sign than all others."""
    figures = {at: row.investment_tkr for at, row in enumerate(table.rows) if row.investment_tkr}
    below = [at for at, tkr in figures.items() if tkr < 0]
    for few in (below, [at for at in figures if at not in below]):
        if len(few) == 1 and len(figures) > _LEAST:
            yield few[0], table.rows[few[0]].investment_text or ""


def _sign_of_blank(table: _Table, field: str) -> Iterator[tuple[int, str]]:
    """Figures with a minus only where the other amount is blank, which may be printed as a dash: as this minus."""
    (other,) = _COLUMNS.keys() - {field}
    texts = list(zip(table.printed(field), table.printed(other), strict=True))
    filled = [own for own, beside in texts if own and any(map(str.isdigit, beside))]
    if len(filled) >= _LEAST and not any(map(_SIGNED.search, filled)):
        for at, (own, beside) in enumerate(texts):
            if _SIGNED.search(own) and not any(map(str.isdigit, beside)):
                yield at, own


def _code_of_other_form(table: _Table) -> Iterator[tuple[int, str]]:
    """A code that is longer by a word than those that nearly all cases have."""
    codes = {at: row.code_as_printed for at, row in enumerate(table.rows) if row.code_as_printed}
    forms = Counter(_form(code) for code in codes.values())
    usual = {form for form, count in forms.items() if count > 1}
    if len(codes) < _LEAST or sum(forms[form] for form in usual) < _MOSTLY * len(codes):
        return
    longest = max(len(code) for code in codes.values() if _form(code) in usual)
    for at, code in codes.items():
        if _form(code) not in usual and len(code) > 2 * longest:
            yield at, code


def _form(code: str) -> str:
    letters, digits = _RUNS
    return digits.sub("9", letters.sub("A", code))


def _text_in_title(table: _Table) -> Iterator[tuple[int, str]]:
    """A title that begins with a sentence or within one, or goes on with a remark, where others are names."""
    titles = [row.title for row in table.rows]
    odd = {at: text for at, text in enumerate(titles) if _is_no_name(text)}
    if len(titles) >= _LEAST and len(odd) < _MOSTLY * len(titles):
        yield from odd.items()


def _is_no_name(text: str) -> bool:
    return _is_sentence(text) or _is_remarked(text) or text[:1].islower() or bool(_AMOUNT_LAST.search(text))


def _is_remarked(text: str) -> bool:
    before, colon, _ = text.partition(": ")
    label = before.split()[-1] if colon and len(before.split()) > 1 else ""
    role, score = roles.best(label) if label else (None, 0.0)
    return role == "remark" and score >= roles.SURE


def _unread_letters(table: _Table, field: str) -> Iterator[tuple[int, str]]:
    """A text of a PDF with a sign whose font does not say which letter it is: it may be any. A file of text that lost
    letters is read as it is."""
    texts = (getattr(row, field) for row in table.rows) if table.document.pages else ()
    yield from ((at, text) for at, text in enumerate(texts) if _UNREAD in text)


def _of_letters() -> Iterator[_Rule]:
    """That rule for each text of a case; its title is kept."""
    for field in (*_OF_TEXT, "title"):
        doubts = lambda table, field=field: _unread_letters(table, field)  # noqa: E731
        finding = "title_letters_unread" if field == "title" else "letters_unread"
        yield _Rule(finding, field, field, doubts, kept=field == "title")


def _of_both(finding: str, doubts: Callable[[_Table, str], Iterator[tuple[int, str]]]) -> Iterator[_Rule]:
    """The same rule for each of the two amounts of a case."""
    for field, role in _COLUMNS.items():
        yield _Rule(finding, field, role, lambda table, field=field: doubts(table, field))  # type: ignore[misc]


RULES = (
    *_of_letters(),
    _Rule("status_with_figures", "status", "status", _figures_in_status),
    _Rule("status_with_remark", "status", "status", _remark_in_status),
    _Rule("status_is_text", "status", "status", _sentence_as_status),
    _Rule("area_is_text", "area", "area", _text_as_area),
    _Rule("budget_year_differs", "budget_year", "budget_year", _other_year),
    *_of_both("amounts_are_years", _years),
    *_of_both("amounts_of_two_names", _of_two),
    *_of_both("amounts_beside_nameless", _beside_nameless),
    *_of_both("amount_too_large", _too_large),
    *_of_both("sign_uncertain", _sign_of_blank),
    _Rule("investment_of_other_sign", "investment", "cost", _other_sign),
    _Rule("code_of_other_form", "code", "code", _code_of_other_form),
    _Rule("title_with_text", "title", "title", _text_in_title, kept=True),
)
