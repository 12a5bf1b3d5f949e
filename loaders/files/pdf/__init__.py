"""PDFs as documents. Each is read in a process of its own with limits (`child`); here is what starts and judges it."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from loaders.files import process
from loaders.files.pdf.shapes import Noticed
from loaders.limits import AS_USUAL, Allowance, Limits, Progress
from records import Document, Finding, Refused, Source

_SHOWN = 200  # characters of what is not read as text that a finding shows
_PROGRAM = process.program("loaders.files.pdf.child")
_PAGE_PROGRAM = process.program("loaders.files.pdf.page_child")


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as the bytes of a PNG; what is marked on it ("" for nothing), and at how many places."""

    png: bytes
    mark: str
    marked: int


def document(name: str, data: bytes, limits: Limits = Limits(), progress: Progress | None = None) -> Document:  # noqa: B008  # frozen
    """The PDF `data` as lines with their pages, and what was noticed while reading it. Raises Refused with the reason.

    `progress(page, of)` is told now and then how far it is.
    """
    answer = process.run_reader(_PROGRAM, name, data, limits, progress)
    if "extract" not in answer:
        raise Refused(str(answer["refused"]), name=name, **answer["values"])
    return of(name, answer["extract"])


def page_picture(
    name: str,
    data: bytes,
    page: int,
    marks: Sequence[str] = (),
    allowed: Allowance = AS_USUAL,
    *,
    close: bool = False,
) -> PagePicture:
    """A page (from 1) of the PDF `data` as it looks, with the first of the `marks` that stands on it in frames; `close`
    shows it again, larger, above the page. Raises Refused."""
    wanted = json.dumps({"page": page, "marks": list(marks), "close": close})
    answer = process.run_reader(_PAGE_PROGRAM, name, data, allowed.over(Limits()), more=(wanted,))
    if "picture" not in answer:
        raise Refused(str(answer["refused"]), name=name, **answer["values"])
    return PagePicture(base64.b64decode(answer["picture"]), answer["mark"], answer["marked"])


def of(name: str, extract: Mapping[str, Any]) -> Document:
    """The document that was read, with what was noticed on its pages."""
    return Document(
        name=name,
        lines=tuple(extract["lines"]),
        pages=tuple(extract["pages"]),
        fills={(line, cell): colour for line, cell, colour in extract["fills"]},
        findings=tuple(_noticed(name, extract)),
    )


def _noticed(name: str, extract: Mapping[str, Any]) -> Iterator[Finding]:
    """Pages that hold no text, and pages that cannot be read."""
    if silent := extract["silent"]:
        yield Finding("pages_without_text", Source(name, page=silent[0]), _pages(silent))
    if damaged := extract["damaged"]:
        yield Finding("pages_damaged", Source(name, page=damaged[0]), _pages(damaged))
    if attached := extract["attached"]:
        values = {"count": len(attached), "names": ", ".join(attached)}
        yield Finding("attached_files", Source(name, page=1), values)
    if like := extract["like_rows"]:
        page, text = like[0]
        yield Finding(
            "text_like_rows", Source(name, page=page), {"page": page, "count": len(like), "text": text[:_SHOWN]}
        )
    for page, texts in groupby(extract["cut_off"], key=lambda found: found[0]):
        cut = [text for _, text in texts]
        values = {"page": page, "count": len(cut), "text": _listed(cut)}
        yield Finding("text_cut_off", Source(name, page=page), values)
    for page, group in groupby(extract["belied"], key=lambda found: found[0]):
        figures = [(read, shown) for _, read, shown in group]
        values = {"page": page, "count": len(figures), "text": figures[0][0][:_SHOWN], "seen": figures[0][1][:_SHOWN]}
        yield Finding("figure_shown_otherwise", Source(name, page=page), values)
    for page, count, text in extract["doubts"]:
        yield Finding(
            "text_out_of_place", Source(name, page=page), {"page": page, "count": count, "text": text[:_SHOWN]}
        )
    for page, found in extract["noticed"]:
        yield from _of_page(Source(name, page=page), page, Noticed(*found))


def _of_page(place: Source, page: int, found: Noticed) -> Iterator[Finding]:
    """What a page holds that is not read as its text."""
    said: tuple[tuple[str, str, int | str], ...] = (
        ("unseen_text", "count", found.hidden),
        ("stamped_text", "text", _listed(found.stamps)),
        ("note_marks", "text", _listed(sorted(set(found.marks)))),
        ("struck_text", "text", _listed(found.struck)),
        ("pinned_notes", "count", found.notes),
        ("pictures_unread", "count", found.pictures),
    )
    for kind, name, value in said:
        if value:
            yield Finding(kind, place, {"page": page, name: value})


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(texts))[:_SHOWN]


def _pages(numbers: list[int]) -> dict[str, object]:
    """How many pages, and which ("2, 5–7")."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return {"count": len(numbers), "pages": shown}
