"""The idea bank of the municipalities' association: one form per proposal, printed under every chapter it touches."""

from collections.abc import Iterator

from loaders.kinds.ideas.entries import AREAS, ECONOMY, PrintedEntries, PrintedEntry, cut
from loaders.kinds.ideas.furniture import page_lines, printed_title, printed_year
from loaders.kinds.ideas.prints import merged
from loaders.kinds.ideas.reading import read_entry
from loaders.kinds.ideas.wording import TitleSpelling
from records import Document, Finding, Loaded

KIND = "ideas"

_MARKS = ("Berørte fagområder", "Effekt ved fuld indfasning", "Er forslaget vedtaget")
# A preface and a list of contents may stand before the first form.
_LOOKED_AT = 10_000
_SHOWN = 120


def recognises(document: Document) -> bool:
    """Whether the labels of the bank's form stand in the first part of the document."""
    start = "\n".join(document.lines[:_LOOKED_AT])
    return all(mark in start for mark in _MARKS)


def load(document: Document) -> Loaded:
    """All proposals of the bank, each once. Budget year and title are the ones that the pages print."""
    skipped = page_lines(document)
    parts = cut(document, skipped)
    spelling, year = TitleSpelling(document.lines), printed_year(document, skipped)
    forms = [entry for entry in parts.entries if _is_form(entry)]
    found = merged(read_entry(document, entry, spelling, year) for entry in forms)
    return Loaded(
        document=document.name,
        kind=KIND,
        title=printed_title(document, skipped) or document.name,
        proposals=found.proposals,
        passages=found.passages,
        findings=(*_astray(document, parts), *found.findings),
    )


def _is_form(entry: PrintedEntry) -> bool:
    return AREAS in entry.markers or ECONOMY in entry.markers


def _astray(document: Document, parts: PrintedEntries) -> Iterator[Finding]:
    """Text outside every form, headings without a form, and forms that stand inside another."""
    for run in _runs(parts.strays):
        text = document.lines[run[0]].strip()[:_SHOWN]
        yield Finding("idea_stray_text", document.source(run[0]), {"text": text, "lines": len(run)})
    for entry in parts.entries:
        place = document.source(entry.heading)
        if not _is_form(entry):
            yield Finding("idea_without_form", place, {"municipality": entry.municipality})
        elif entry.inside is not None:
            outer = parts.entries[entry.inside].municipality
            yield Finding("idea_inside_another", place, {"municipality": entry.municipality, "outer": outer})


def _runs(indices: tuple[int, ...]) -> list[list[int]]:
    """Neighbouring lines together; empty lines between them do not part them."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index - runs[-1][-1] <= 3:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
