"""What things are called: cases, colours, places."""

from records import CaseView, Hit, Source
from records.names import COMMITTEES
from templates import formats
from templates.catalogue import called, say
from templates.formats import one_line


def code_label(code: str | None, year: object) -> str:
    """ "HA06 (2022)"; empty without a code."""
    if not code:
        return ""
    return f"{one_line(code)} ({year})" if year else one_line(code)


def title_of(hit: Hit, language: str) -> str:
    """The code and the title, the code once: some titles carry it."""
    title = one_line(hit.title) or say("headlines.untitled", language)
    code = code_label(hit.code, hit.budget_year)
    return title if not code or _carries(title, hit.code or "") else f"{code}: {title}"


def _carries(title: str, code: str) -> bool:
    """Does the title begin with this code, however it is spaced, and not with a longer number?"""
    begins, wanted = _letters(title), _letters(code)
    return begins.startswith(wanted) and not begins[len(wanted) :][:1].isdigit()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text[:60].lower()))


def case_name(view: CaseView, language: str) -> str:
    """The shortest name that tells a case from others."""
    return code_label(view.hit.code, view.hit.budget_year) or title_of(view.hit, language)


def committee_name(abbreviation: str | None) -> str:
    """ "Socialudvalget (SUD)"; what is no known abbreviation stands for itself."""
    known = COMMITTEES.get(abbreviation or "")
    return f"{known.name} ({abbreviation})" if known else one_line(abbreviation or "")


def committee_alone(abbreviation: str | None) -> str:
    """ "Socialudvalget", for a cell of a table: its row is read on a phone."""
    known = COMMITTEES.get(abbreviation or "")
    return known.name if known else one_line(abbreviation or "")


def colour(name: object, language: str) -> str:
    """A colour as a shape and a word: not everybody sees colours."""
    return called(name or "none", "colours", language)


def place(source: Source | None, language: str, last_line: int | None = None) -> str:
    return formats.place(source, language, last_line) if source else ""
