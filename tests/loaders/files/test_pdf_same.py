"""A PDF gives what the text of the same document gives: field by field, in each kind and in each look."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from loaders import files
from loaders.kinds import read_document
from records import Loaded
from tests import soak
from tests.loaders.files.pdf_made import made
from tests.loaders.files.pdf_made.compare import Record, more_findings, score
from tests.loaders.files.pdf_made.sheets import LOOKS, Look

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("read_here")]

SAMPLES = made.SAMPLES
NAMED = {look.name: look for look in LOOKS}
# How much of the fields must be the same, by what holds them.
LEAST = {"statuses": 0.99, "ideas": 0.99, "figures": 0.99, "proposals": 0.95, "milestones": 0.95}
# Of the catalogues; the whole ones are read in bench/.
IDEAS, PROPOSALS = (20, 4) if soak.IS_SOAK else (10, 2)
Loads = Callable[[Path, int], Loaded]


@pytest.fixture
def loads(request: pytest.FixtureRequest, look: Look) -> Loads:
    """Makes a PDF of a text file in this look and reads it. Needs a browser only where Chromium draws."""
    browser = request.getfixturevalue("chromium") if look.maker == "chromium" else None

    def loaded(path: Path, most: int = 0) -> Loaded:
        return read_document(files.document_from(f"{path.stem}.pdf", made.pdf(path, look, browser, most)))

    return loaded


def looks(*short: str, long: Iterable[str] = NAMED) -> pytest.MarkDecorator:
    """Those named in `make test`, each way to draw a thing once; in `make soak` those of the long form."""
    of = {NAMED[name]: name for name in (long if soak.IS_SOAK else short)}
    return pytest.mark.parametrize("look", of, ids=of.values())


def both_makers(short: str) -> pytest.MarkDecorator:
    """Of the large documents two looks are enough, one of each maker, ruled and not; in `make test` one of the two."""
    return looks(short, long=("reportlab-open", "chromium-tagged"))


def same(kind: str, ones: tuple[Record, ...], others: tuple[Record, ...]) -> None:
    found = score(ones, others)
    assert ones
    assert found.share >= LEAST[kind], str(found)


class TestSamples:
    """The whole samples, in every look; where more looks show no more, some of them in the short form."""

    @looks(*NAMED)
    def test_statuses(self, loads: Loads) -> None:
        """Each row and cell, and the colour, which the PDF takes from the fill."""
        path = SAMPLES / "status-juni-2025.txt"
        want, got = made.loaded(path), loads(path, 0)
        same("statuses", want.statuses, got.statuses)
        assert {row.colour_from for row in got.statuses} == {"fill"}
        assert (got.as_of, got.municipality) == (want.as_of, want.municipality)
        assert not more_findings(want, got)

    @pytest.mark.soak
    @looks("reportlab-ruled", "reportlab-open", "reportlab-turned", "chromium-tagged")  # every sort of boxes
    def test_ideas(self, loads: Loads) -> None:
        """Each proposal once, with its page."""
        path = SAMPLES / "idebank-2026.txt"
        want, got = made.loaded(path), loads(path, 0)
        same("ideas", want.proposals, got.proposals)
        assert all(proposal.source.page for proposal in got.proposals)
        assert not more_findings(want, got)

    @pytest.mark.soak
    @looks("reportlab-open", "chromium-lines", "chromium-drawn")  # every sort of lines, from each maker
    def test_proposals(self, loads: Loads) -> None:
        """Overview, title block and economy; goals with who, when, and the days."""
        path = SAMPLES / "investeringsforslag-2025.txt"
        want, got = made.loaded(path), loads(path, 0)
        same("proposals", want.proposals, got.proposals)
        same("milestones", want.milestones, got.milestones)
        assert all(record.source.page for record in (*got.proposals, *got.milestones))
        assert not more_findings(want, got)

    @looks(*NAMED)
    def test_figures(self, loads: Loads) -> None:
        """Each figure under its row and column."""
        path = SAMPLES / "strategi-status-2025.txt"
        want, got = made.loaded(path), loads(path, 0)
        same("figures", want.figures, got.figures)
        assert not more_findings(want, got)

    @looks(*NAMED)
    def test_prose(self, loads: Loads) -> None:
        """The letter's words, whatever its lines are."""
        path = SAMPLES / "budgetmateriale-2026-2029.txt"
        want, got = made.loaded(path), loads(path, 0)
        assert (got.kind, got.municipality) == (want.kind, want.municipality)
        words, others = (" ".join(passage.text for passage in each.passages).split() for each in (want, got))
        assert len(set(words) & set(others)) >= 0.97 * len(set(words))


class TestDocuments:
    """The real documents, in one look of each maker."""

    @pytest.mark.soak
    @both_makers("reportlab-open")
    def test_statuses(self, documents: Path, loads: Loads) -> None:
        """All 63 rows."""
        path = documents / "status-december-2024.txt"
        want, got = made.loaded(path), loads(path, 0)
        same("statuses", want.statuses, got.statuses)
        assert not more_findings(want, got)

    @looks("reportlab-open", "chromium-tagged", long=("reportlab-open", "chromium-tagged"))
    def test_figures(self, documents: Path, loads: Loads) -> None:
        """Both tables of the note."""
        path = documents / "strategi-status-2021.txt"
        same("figures", made.loaded(path).figures, loads(path, 0).figures)

    @pytest.mark.soak
    @both_makers("chromium-tagged")
    def test_ideas(self, documents: Path, loads: Loads) -> None:
        """The first proposals of the idea bank, a page or more each."""
        path = documents / "idebank-2024.txt"
        same("ideas", made.loaded(path).proposals[:IDEAS], loads(path, IDEAS).proposals)

    @pytest.mark.soak
    @pytest.mark.long
    @both_makers("chromium-tagged")
    def test_proposals(self, documents: Path, loads: Loads) -> None:
        """The first investment proposals, each with its tables."""
        path = documents / "investeringsforslag-ofs-2021-2022.txt"
        want, got = made.loaded(path), loads(path, PROPOSALS)
        codes = [proposal.code for proposal in want.proposals if len(proposal.places) > 1][:PROPOSALS]
        proposals, others = ([each for each in one.proposals if each.code in codes] for one in (want, got))
        same("proposals", tuple(proposals), tuple(others))
        same("milestones", tuple(row for row in want.milestones if row.code in codes), got.milestones)
