"""What things are called: cases, colours, places."""

from records import CaseView, Hit, Source
from templates import formats
from templates.catalogue import called, say
from templates.formats import one_line


def named(code: str | None, year: object) -> str:
    """ "HA06 (2022)"; empty without a code."""
    if not code:
        return ""
    return f"{one_line(code)} ({year})" if year else one_line(code)


def title_of(hit: Hit, language: str) -> str:
    """The code and the title, the code once: some titles carry it."""
    title = one_line(hit.title) or say("headlines.untitled", language)
    code = named(hit.code, hit.budget_year)
    return title if not code or _letters(title).startswith(_letters(hit.code or "")) else f"{code}: {title}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text[:60].lower()))


def case_name(view: CaseView, language: str) -> str:
    """The shortest name that tells a case from others."""
    return named(view.hit.code, view.hit.budget_year) or title_of(view.hit, language)


def colour(name: object, language: str) -> str:
    """A colour as a shape and a word: not everybody sees colours."""
    return called(name or "none", "colours", language)


def place(source: Source | None, language: str, last_line: int | None = None) -> str:
    return formats.place(source, language, last_line) if source else ""
