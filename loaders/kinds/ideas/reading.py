"""One printed entry read into a proposal, with the findings about it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from loaders import prose
from loaders.kinds.ideas import boxes, costs, economy, sums, wording
from loaders.kinds.ideas.boxes import Ticks
from loaders.kinds.ideas.economy import ADOPTED, COST, PHASE_IN, SAVING, Economy
from loaders.kinds.ideas.entries import AREAS, ECONOMY, MORE, TEXT, PrintedEntry
from records import Document, Finding, Passage, Proposal, Source, amounts, codes, names

_TYPE = re.compile(r"(\w*(?:forslag|projekt)): ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_STATED = re.compile(r"(?:ikke oplyst\.?|uoplyst|[-–]?)", re.I)
_EFFECT = re.compile(r"(?:ca\.?|cirka|op til)? ?([-−]?\d[\d. ]*(?:,\d+)?)\D*", re.I)
_THOUSANDS = (("mio", 1000.0), ("t.kr", 1.0), ("tkr", 1.0), ("1.000", 1.0), ("kr", 0.001))
_ANSWERS = {"ja": True, "nej": False}
# Where indentation is lost, so many lines of so many characters before an empty line are a title.
_TITLE_ROWS, _TITLE_WIDTH = 3, 75
# A title line that ends like this goes on in the next, whatever letter that begins with.
_GOES_ON = re.compile(r"(?:[,–-]|\b(?:og|i|på|af|for|til|med|ved|fra|hos|samt|eller))$")


@dataclass(frozen=True, slots=True)
class ReadProposal:
    """A printed entry as a proposal, and what is doubtful about it."""

    proposal: Proposal
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """The sections of one entry, each read by its own module."""

    entry: PrintedEntry
    title_lines: Sequence[int]
    title: str
    summary_lines: Sequence[int]
    ticks: Ticks
    economy: Economy


def read_entry(
    document: Document, entry: PrintedEntry, spelling: wording.TitleSpelling, year: int | None
) -> ReadProposal:
    """The entry as a proposal. `year` is the budget year that the bank prints."""
    lines = document.lines
    title_lines, summary_lines = _title_and_summary(lines, entry.sections[TEXT])
    parts = _Parts(
        entry=entry,
        title_lines=title_lines,
        title=wording.as_one_line((lines[index] for index in title_lines), spelling),
        summary_lines=summary_lines,
        ticks=boxes.ticks_of([lines[index] for index in entry.sections[AREAS]]),
        economy=economy.read_economy_fields(lines, entry.sections[ECONOMY], entry.markers.get(ECONOMY)),
    )
    proposal = _proposal(document, parts, spelling, year)
    told = prose.passages(document, summary_lines, proposal.municipality)
    passages = tuple(replace(one, code=proposal.code, title=proposal.title) for one in told)
    return ReadProposal(proposal, tuple(_findings(document, parts, proposal)), passages)


def _proposal(document: Document, parts: _Parts, spelling: wording.TitleSpelling, year: int | None) -> Proposal:
    lines, fields = document.lines, parts.economy
    cost_text, phase_in_text = fields.value(COST), fields.value(PHASE_IN)
    heading = document.source(parts.entry.heading)
    return Proposal(
        municipality=parts.entry.municipality,
        title=parts.title,
        source=heading,
        code=_code(parts.title),
        budget_year=year,
        type=_type(parts.title),
        areas=parts.ticks.areas,
        measures=tuple(name for name, _ in fields.measures),
        saving_tkr=_saving(fields),
        saving_text=fields.value(SAVING),
        cost_tkr=costs.one_off(cost_text, _factor(fields, COST)) if cost_text else None,
        cost_text=cost_text,
        phase_in_year=_year(phase_in_text),
        phase_in_text=phase_in_text,
        adopted=_ANSWERS.get((fields.value(ADOPTED) or "").rstrip(".").lower()),
        summary=wording.paragraphs((lines[index] for index in parts.summary_lines), spelling),
        further_information=wording.link(lines[index] for index in parts.entry.sections[MORE]) or None,
        places=(heading,),
        evidence=_evidence(document, parts),
    )


def _evidence(document: Document, parts: _Parts) -> dict[str, Source]:
    markers, fields = parts.entry.markers, parts.economy.fields
    places = {
        "title": next(iter(parts.title_lines), None),
        "summary": next((index for index in parts.summary_lines if document.lines[index].strip()), None),
        "areas": markers.get(AREAS),
        "measures": next((line for _, line in parts.economy.measures), None),
        "further_information": markers.get(MORE),
    }
    named = (("saving_tkr", SAVING), ("phase_in_year", PHASE_IN), ("cost_tkr", COST), ("adopted", ADOPTED))
    places |= {name: fields[key].line for name, key in named if key in fields}
    return {name: document.source(line) for name, line in places.items() if line is not None}


def _findings(document: Document, parts: _Parts, proposal: Proposal) -> Iterator[Finding]:
    place = proposal.evidence.get
    who = {"municipality": proposal.municipality, "title": proposal.title}
    for kind, key, text in _doubts(parts, proposal):
        yield Finding(kind, place(key, proposal.source), {**who, "text": text})
    if parts.ticks.unread and AREAS in parts.entry.markers:
        unread = ", ".join(parts.ticks.unread)
        yield Finding("idea_boxes_unread", place("areas", proposal.source), {**who, "text": unread})
    yearly = sums.yearly_saving(proposal.saving_tkr, proposal.summary)
    if yearly:
        values = {"printed": proposal.saving_text, "yearly": yearly.printed, "years": yearly.years}
        yield Finding("idea_effect_is_sum", _line_with(document, parts, yearly.printed), {**who, **values})
    if not proposal.title:
        yield Finding("idea_no_title", proposal.source, {"municipality": proposal.municipality})
    if AREAS not in parts.entry.markers:
        yield Finding("idea_no_areas", proposal.source, who)
    if ECONOMY not in parts.entry.markers:
        yield Finding("idea_no_economy", proposal.source, who)


def _line_with(document: Document, parts: _Parts, printed: str) -> Source:
    """The line of the summary that an amount stands in; the summary's first where a line break parts it."""
    lines = [index for index in parts.summary_lines if document.lines[index].strip()]
    number = next(word for word in printed.split() if word[0].isdigit())
    return document.source(next((index for index in lines if number in document.lines[index]), lines[0]))


def _doubts(parts: _Parts, proposal: Proposal) -> Iterator[tuple[str, str, str]]:
    """(kind, field, printed text) of the fields that gave no value."""
    if ECONOMY not in parts.entry.markers:
        return
    if proposal.saving_tkr is None:
        stated = proposal.saving_text and not _NOT_STATED.fullmatch(proposal.saving_text)
        yield "idea_effect_unread" if stated else "idea_effect_missing", "saving_tkr", proposal.saving_text or ""
    cost = proposal.cost_text or ""
    if proposal.cost_tkr is None and not _NOT_STATED.fullmatch(cost):
        yield "idea_cost_yearly" if costs.states_yearly(cost) else "idea_cost_unread", "cost_tkr", cost
    year = proposal.phase_in_text or ""
    if proposal.phase_in_year is None and not _NOT_STATED.fullmatch(year):
        yield "idea_year_unread", "phase_in_year", year
    answer = parts.economy.value(ADOPTED) or ""
    if proposal.adopted is None and not _NOT_STATED.fullmatch(answer):
        yield "idea_adopted_unread", "adopted", answer


def _title_and_summary(lines: Sequence[str], text: list[int]) -> tuple[list[int], list[int]]:
    """Parts the lines above the boxes. A title is set in and its further lines are not; a summary opens with a space.

    Where indentation is lost, an empty line parts them, and else the shape of the lines.
    """
    start = next((at for at, index in enumerate(text) if lines[index].strip()), len(text))
    if start == len(text):
        return [], []
    block = list(takewhile(lambda index: lines[index].strip(), text[start:]))
    if lines[block[0]][:1].isspace():
        rows = 1 + sum(1 for _ in takewhile(lambda index: not lines[index][:1].isspace(), block[1:]))
    elif len(block) < min(_TITLE_ROWS + 1, len(text) - start) and all(len(lines[at]) <= _TITLE_WIDTH for at in block):
        rows = len(block)
    else:
        rows = 1 + sum(1 for _ in takewhile(lambda pair: not _opens_summary(lines, *pair), pairwise(block)))
    return block[:rows], text[start + rows :]


def _opens_summary(lines: Sequence[str], before: int, index: int) -> bool:
    first = lines[index][0]
    return not first.islower() and first != "(" and not _GOES_ON.search(lines[before].rstrip())


def _code(title: str) -> str | None:
    """The municipality's own code at the head of a title. A year is no number of a code ("IT 2024")."""
    code, _, _ = codes.split(title)
    return None if code and _YEAR.fullmatch(code[-4:]) else code


def _type(title: str) -> str | None:
    match = _TYPE.match(title)
    return names.proposal_type(match[1]) if match else None


def _factor(fields: Economy, key: str) -> float:
    """What a bare number of the field stands for, in 1.000 kr.: the label says it, and else it is 1.000 kr."""
    tail = fields.fields[key].label_tail.lower().replace(" ", "")
    return next((factor for unit, factor in _THOUSANDS if unit in tail), 1.0)


def _saving(fields: Economy) -> float | None:
    """The effect in 1.000 kr.; None where none, no number or more than one is printed."""
    text = fields.value(SAVING)
    match = _EFFECT.fullmatch(text) if text else None
    if text is None or match is None:
        return None
    with_unit = amounts.amounts(text)
    if with_unit:
        return with_unit[0].tkr
    number = amounts.number(match[1])
    return None if number is None else round(number * _factor(fields, SAVING), 6)


def _year(text: str | None) -> int | None:
    match = _YEAR.search(text) if text else None
    return int(match[0]) if match else None
