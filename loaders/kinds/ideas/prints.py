"""Which printed entries are one proposal: the bank prints a proposal again under every chapter that it touches."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from loaders.kinds.ideas.reading import ReadProposal
from records import Finding, Passage, Proposal

_NUMBER = re.compile(r"\d+")
_NOISE = re.compile(r"[\W_]+")
# What reprints are compared by, and the field under which its place is kept.
_FIGURES = {
    "saving_text": "saving_tkr",
    "phase_in_text": "phase_in_year",
    "cost_text": "cost_tkr",
    "adopted": "adopted",
    "areas": "areas",
    "measures": "measures",
}
# Texts of one proposal are all but equal; two proposals under one title share hardly more than their vocabulary.
_SAME_TEXT = 75.0
_COMPARED = 2000
_ANSWERS = {True: "Ja", False: "Nej"}
# Slips of the pen in a title: at most two letters, and only inside long words ("Vest" and "Øst" are two places).
_SLIPS = 2
_LONG_WORD = 6
# So many earlier proposals are compared with, so that a bank of equal titles is still read in linear time.
_LOOK_BACK = 12


@dataclass(slots=True)
class _Index:
    """The proposals met so far, found by what a reprint has in common with its first print."""

    groups: list[list[ReadProposal]] = field(default_factory=list)
    found: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Merged:
    """The distinct proposals in the order of their first prints, the text of those, and all findings."""

    proposals: tuple[Proposal, ...]
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]


def merged(readings: Iterable[ReadProposal]) -> Merged:
    """Each proposal once: its fields and its text are those of its first print, its `places` the headings of all."""
    index = _Index()
    for reading in readings:
        _place(index, reading)
    return Merged(
        proposals=tuple(_proposal(group) for group in index.groups),
        passages=tuple(one for group in index.groups for one in group[0].passages),
        findings=tuple(finding for group in index.groups for finding in _findings(group)),
    )


def _place(index: _Index, reading: ReadProposal) -> None:
    keys = _keys(reading.proposal)
    for key, is_same in zip(keys, (_agree, _always, _near_title), strict=True):
        for at in index.found[key][-_LOOK_BACK:]:
            if is_same(index.groups[at][0].proposal, reading.proposal):
                index.groups[at].append(reading)
                return
    for key in keys:
        index.found[key].append(len(index.groups))
    index.groups.append([reading])


def _keys(proposal: Proposal) -> tuple[Hashable, ...]:
    """Title; title and text together (a title may run into the text in one print only); text, numbers and figures."""
    who, summary = proposal.municipality, "".join(proposal.summary.split())
    title = _NOISE.sub("", proposal.title.lower())
    figures = (*_NUMBER.findall(title), proposal.saving_text, proposal.phase_in_text, proposal.cost_text)
    return (who, title), (who, hash("".join(proposal.title.split()) + summary)), (who, hash(summary), figures)


def _agree(first: Proposal, other: Proposal) -> bool:
    """Two entries under one title are one proposal unless both their figures and their texts differ."""
    if first.saving_text == other.saving_text or first.summary == other.summary:
        return True
    return fuzz.ratio(first.summary[:_COMPARED], other.summary[:_COMPARED]) >= _SAME_TEXT


def _always(first: Proposal, other: Proposal) -> bool:
    return True


def _near_title(first: Proposal, other: Proposal) -> bool:
    """Titles that differ by a slip of the pen only; numbers and short words decide which proposal it is."""
    ones, others = first.title.lower().split(), other.title.lower().split()
    if not first.summary or len(ones) != len(others):
        return False
    changed = [pair for pair in zip(ones, others, strict=True) if pair[0] != pair[1]]
    if any(len(word) < _LONG_WORD or not word.isalpha() for pair in changed for word in pair):
        return False
    return sum(Levenshtein.distance(*pair) for pair in changed) <= _SLIPS


def _proposal(group: list[ReadProposal]) -> Proposal:
    places = tuple(reading.proposal.source for reading in group)
    return replace(group[0].proposal, places=places) if len(group) > 1 else group[0].proposal


def _findings(group: list[ReadProposal]) -> Iterator[Finding]:
    """Those of the first print, and of the reprints only what is new: their own doubts and where they differ."""
    first, *reprints = group
    yield from first.findings
    known = {(finding.kind, str(finding.values)) for finding in first.findings}
    for reprint in reprints:
        yield from (finding for finding in reprint.findings if (finding.kind, str(finding.values)) not in known)
        yield from _differences(first.proposal, reprint.proposal)


def _differences(first: Proposal, other: Proposal) -> Iterator[Finding]:
    for name, place in _FIGURES.items():
        one, two = _printed(first, name), _printed(other, name)
        if one != two:
            values = {"municipality": first.municipality, "title": first.title, "field": place}
            place_of_other = other.evidence.get(place, other.source)
            yield Finding("idea_reprint_differs", place_of_other, {**values, "first": one, "other": two})


def _printed(proposal: Proposal, name: str) -> str:
    value = getattr(proposal, name)
    if isinstance(value, tuple):
        return ", ".join(sorted(value))
    return _ANSWERS.get(value, "") if name == "adopted" else value or ""
