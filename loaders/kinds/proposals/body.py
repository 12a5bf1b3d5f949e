"""Everything that stands about one proposal in its own part of the catalogue, and its line in the overview."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from loaders.kinds.proposals import economy, front, layout, milestones, sections, years
from loaders.kinds.proposals.layout import Extent
from loaders.kinds.proposals.lines import Line, letters
from loaders.kinds.proposals.overview import OverviewEntry
from records import codes

_SAME_TITLE = 85
_MOST_FREE = 500  # overview lines that a title without a code is held against


@dataclass(frozen=True, slots=True)
class Body:
    """What was read of one proposal. `line` is the index of its title, `heading` its kind as printed over it.

    `entry` is its line in the overview; `code` comes from there where the title lacks it (`code_from_overview`).
    """

    line: int
    title: str
    code: str | None
    heading: str | None
    front: front.TitleBlock | None
    table: economy.EconomyTable | None
    layout: years.Layout | None
    followup: milestones.FollowUp
    paragraphs: tuple[sections.SectionParagraph, ...]
    entry: OverviewEntry | None = None
    code_from_overview: bool = False


def read_body(lines: list[Line], extent: Extent, names: frozenset[str], known: frozenset[str]) -> Body:
    """Read one proposal. `names` are the section headings, `known` the words of the document."""
    start, stop = extent.start, extent.end
    at = extent.anchors.get("title")
    block = front.read_title_block(lines, at, stop, known, names) if at is not None else None
    table = economy.read_economy_table(lines, start, stop)
    follow = milestones.read_follow_up(lines, start, stop, names, known)
    printed = block.values.get("title", "") if block else ""
    code, _, title = codes.split(printed)
    left = _left(lines, extent, block, table, follow)
    return Body(
        line=lines[at if at is not None else start].index,
        title=title.removesuffix("."),
        code=code,
        heading=lines[extent.anchors["heading"]].text if "heading" in extent.anchors else None,
        front=block,
        table=table,
        layout=_laid_out(table) if table else None,
        followup=follow,
        paragraphs=(*sections.paragraphs(left, names, known), *_first_table(lines, extent, table, known)),
    )


def _laid_out(table: economy.EconomyTable) -> years.Layout:
    return years.lay_out(table.years, {name: row.cells for name, row in table.totals.items()}, table.scale)


def _left(
    lines: list[Line],
    extent: Extent,
    block: front.TitleBlock | None,
    table: economy.EconomyTable | None,
    follow: milestones.FollowUp,
) -> list[Line]:
    """The running text: lines that are neither heading, title block, first table nor follow-up table."""
    taken = set(follow.taken)
    if block:
        taken.update(range(block.start, block.end))
    if table:
        taken.update(range(table.start, table.end), {extent.anchors.get("table", table.start)})
    if "heading" in extent.anchors:
        first = extent.anchors["heading"]
        taken.update({first, first + 1} if layout.is_subtitle(lines, first + 1) else {first})
    return [lines[position] for position in range(extent.start, extent.end) if position not in taken]


def _first_table(
    lines: list[Line], extent: Extent, table: economy.EconomyTable | None, known: frozenset[str]
) -> list[sections.SectionParagraph]:
    """The first table as a text under its caption, so that its single rows can be found."""
    if table is None:
        return []
    at = extent.anchors.get("table")
    return [sections.table(lines[at].text if at is not None else "", lines[table.start : table.end], known)]


def matched(bodies: Sequence[Body], entries: Sequence[OverviewEntry]) -> list[Body]:
    """The bodies with their overview lines: by code, and where a title lacks its code, by title."""
    by_code = {codes.normal(entry.code): entry for entry in entries}
    named = {codes.normal(body.code) for body in bodies if body.code}
    free = [entry for entry in entries if codes.normal(entry.code) not in named]
    found = []
    for body in bodies:
        entry = by_code.get(codes.normal(body.code)) if body.code else _by_title(body.title, free[:_MOST_FREE])
        if entry and not body.code:
            free.remove(entry)
            found.append(replace(body, entry=entry, code=entry.code, code_from_overview=True))
        else:
            found.append(replace(body, entry=entry))
    return found


def _by_title(title: str, free: Sequence[OverviewEntry]) -> OverviewEntry | None:
    scored = [(fuzz.ratio(letters(title), letters(entry.title)), entry) for entry in free if title]
    score, entry = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return entry if score >= _SAME_TITLE else None
