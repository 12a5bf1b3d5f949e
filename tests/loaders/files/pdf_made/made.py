"""Each document as a PDF in each look, made once in a run."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from loaders import files
from loaders.kinds.ideas.furniture import page_lines, printed_title
from loaders.kinds.proposals import body, headings, layout, overview
from loaders.kinds.proposals.lines import spoken, words_of_lines
from records import Document, Loaded, Proposal
from tests import once
from tests.browser import Page
from tests.loaders.files.pdf_made import by_chromium, by_reportlab, catalogue, layouts
from tests.loaders.files.pdf_made.sheets import Look, Sheet

Drawn = Callable[[Path], bytes]
SAMPLES = Path(__file__).resolve().parents[4] / "samples"


@cache
def pdf(path: Path, look: Look, browser: Page | None, most: int = 0) -> bytes:
    """The text file at `path` as a PDF; of a catalogue only the first `most` proposals, where that is not 0."""
    name = f"pdf-{path.parent.name}-{path.stem}-{look.name}-{most}"
    return once.value(name, lambda: _drawn(path, look, browser, most))


def _drawn(path: Path, look: Look, browser: Page | None, most: int) -> bytes:
    drawn = sheet(path, look, most)
    if look.maker == "reportlab":
        return by_reportlab.pdf(drawn, look)
    assert browser, "this look is drawn by Chromium"
    return by_chromium.pdf(drawn, look, browser)


def loaded(path: Path) -> Loaded:
    """What the text file holds."""
    return once.read(path)


def sheet(path: Path, look: Look, most: int = 0) -> Sheet:
    """The text file laid out as its kind is."""
    return _LAYOUTS[loaded(path).kind](path, look, most)


def _status(path: Path, look: Look, _: int) -> Sheet:
    return layouts.status(files.document(path), look)


def _strategy(path: Path, _: Look, _most: int) -> Sheet:
    return layouts.strategy(loaded(path))


def _letter(path: Path, _: Look, _most: int) -> Sheet:
    return layouts.letter(loaded(path))


def _ideas(path: Path, look: Look, most: int) -> Sheet:
    document = files.document(path)
    name = printed_title(document, page_lines(document)) or ""
    return layouts.ideas(_chapters(loaded(path).proposals[: most or None]), name, look)


def _chapters(proposals: tuple[Proposal, ...]) -> list[tuple[str, Proposal]]:
    """Each proposal under its first area, and what the bank prints several times under a second one too."""
    printed = [(area, each) for each in proposals for area in each.areas[: min(len(each.places), 2)]]
    chapters = list(dict.fromkeys(area for area, _ in printed))
    return sorted(printed, key=lambda pair: chapters.index(pair[0]))


def _proposals(path: Path, look: Look, most: int) -> Sheet:
    bodies, over = _catalogue(path)
    return catalogue.proposals(bodies[: most or None], over, look, loaded(path).municipality or "")


@cache
def _catalogue(path: Path) -> tuple[list[body.Body], overview.Overview]:
    """What a catalogue prints of each proposal, and its overview."""
    document: Document = files.document(path)
    known, lines = words_of_lines(document.lines), spoken(document, 0, len(document.lines))
    over, names = overview.read_overview(lines, known), headings.known_headings(lines)
    bodies = [body.read_body(lines, each, names, known) for each in layout.extents(lines)]
    return body.matched(bodies, over.entries), over


_LAYOUTS: dict[str, Callable[[Path, Look, int], Sheet]] = {
    "ideas": _ideas,
    "proposals": _proposals,
    "statuses": _status,
    "strategy": _strategy,
    "letter": _letter,
}
