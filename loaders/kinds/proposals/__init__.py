"""Catalogues of investment proposals: an overview, and for each proposal title block, economy, text and follow-up.

A form that many hands filled in, taken out of a PDF page by page: on every page first the text, then tables and boxes.
So parts stand out of order and in the middle of sentences. `layout` finds each proposal; `front`, `economy` and
`followup` find their part wherever it stands; `sections` puts the text together again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.kinds.proposals import body, checks, headings, layout, overview, record
from loaders.kinds.proposals.body import Body
from loaders.kinds.proposals.layout import Extent
from loaders.kinds.proposals.lines import Line, letters, spoken, words_of_lines
from loaders.kinds.proposals.overview import Overview
from records import Document, Finding, Loaded, Passage, Proposal, codes, names

KIND = "proposals"
_LOOKED_AT = 4000  # lines
_SIGNS = (
    "forslagetstitel",
    "forslagetssamledeøkonomiske",
    "fremstillendeforvaltning",
    "tilbagebetalingstidbaseret",
    "samledeimplementeringsomkostninger",
)
_MUNICIPALITY = re.compile(r"\b([A-ZÆØÅ][\wéÉ-]{1,30})\s+Kommunes?\b")
_ODD = re.compile(r"[^\W\d_\u0000-\u00ff]")


def recognises(document: Document) -> bool:
    """Whether the labels of the form stand in the document, or an overview of such proposals."""
    lines = spoken(document, 0, min(len(document.lines), _LOOKED_AT))
    text = letters(" ".join(line.text.replace("- ", "") for line in lines))
    signs = sum(sign in text for sign in _SIGNS)
    return signs > 1 or len(overview.read_overview(lines, frozenset()).entries) > 2


def load(document: Document) -> Loaded:
    """Proposals, milestones and passages of a catalogue. Linear in the number of lines."""
    known = words_of_lines(document.lines)
    lines = spoken(document, 0, len(document.lines))
    over = overview.read_overview(lines, known)
    section_names = headings.known_headings(lines)
    extents = layout.extents(lines)
    bodies = body.matched([body.read_body(lines, extent, section_names, known) for extent in extents], over.entries)
    municipality = _municipality(lines)
    named = [each for each in bodies if each.title or each.code]
    return Loaded(
        document=document.name,
        kind=KIND,
        title=_title(lines, extents),
        municipality=municipality,
        proposals=tuple(_proposals(document, over, named, municipality or "")),
        milestones=tuple(row for each in named for row in record.milestones(document, each, municipality or "")),
        passages=tuple(_passages(document, bodies, municipality or "")),
        findings=tuple(_findings(document, over, bodies, lines, municipality)),
    )


def _proposals(document: Document, over: Overview, bodies: Sequence[Body], municipality: str) -> Iterator[Proposal]:
    """The proposals that have a body, and those of which only the overview tells."""
    described = {codes.normal(each.code) for each in bodies if each.code}
    for entry in over.entries:
        if codes.normal(entry.code) not in described:
            yield record.overview_only(document, entry, municipality)
    for each in bodies:
        yield record.proposal(document, each, municipality)


def _passages(document: Document, bodies: Sequence[Body], municipality: str) -> Iterator[Passage]:
    for each in bodies:
        yield from record.passages(document, each, municipality)


def _findings(
    document: Document, over: Overview, bodies: Sequence[Body], lines: list[Line], municipality: str | None
) -> Iterator[Finding]:
    if municipality is None:
        yield Finding("no_municipality", document.source(0))
    for each in bodies:
        if not each.title and not each.code:
            yield Finding("proposal_title_missing", document.source(each.line))
    yield from checks.findings(document, over, [each for each in bodies if each.title or each.code])
    odd: dict[str, list[Line]] = {}
    for line in lines:
        for letter in _ODD.findall(line.text):
            odd.setdefault(letter, []).append(line)
    for letter, hurt in odd.items():
        values = {"letter": letter, "count": len(hurt), "text": hurt[0].text}
        yield Finding("proposal_odd_letter", document.source(hurt[0].index), values)


def _municipality(lines: list[Line]) -> str | None:
    """The municipality whose name stands most often before "Kommune"."""
    counts = Counter(found for line in lines if "Kommune" in line.text for found in _MUNICIPALITY.findall(line.text))
    official = (names.municipality(name) for name, _ in counts.most_common(5))
    return next((name for name in official if name), None)


def _title(lines: list[Line], extents: Sequence[Extent]) -> str:
    """What the proposals are headed with most often ("Investeringsforslag OFS 2021-2022"), else the first line."""
    heads: Counter[str] = Counter()
    for extent in extents:
        at = extent.anchors.get("heading")
        if at is not None:
            below = lines[at + 1].text if layout.is_subtitle(lines, at + 1) else ""
            heads[" ".join(f"{lines[at].text.capitalize()} {below}".split())] += 1
    return heads.most_common(1)[0][0] if heads else lines[0].text if lines else ""
