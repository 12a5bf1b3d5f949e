"""One case under two codes: the proposal, and the status rows that follow it up after it was adopted.

The titles nearly match, and the amounts agree (an investment as it was, a saving in later prices) or are one and the
same share of both. Where two cases fit a proposal equally well, there is no link but a doubt.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from loaders import titles
from loaders.titles import Weights
from records import Finding, Link, Proposal, StatusRow, codes

# How near the titles must be, by what the amounts say.
_GROUNDS = {"title+amount": 0.70, "title+share": 0.85, "title+one amount": 0.85, "title": 0.93}
_LEAST_WORDS = 3  # a title of two ordinary words is no ground for a link on its own
_CLEARLY = 0.03  # by which the best must beat the next to be taken
_SLIP = 0.03  # of an amount that is corrected a little on its way to adoption
_PRICE_RISE = 0.06  # a year, at most; an investment is followed up in its own prices, a saving in later ones
_USUAL_YEARS = 2
_SHARES = (0.1, 0.9)
_YEARS_APART = 1
_TITLE_WEIGHT = 0.7
_AMOUNT_WEIGHT = {"title+amount": 0.3, "title+share": 0.25, "title+one amount": 0.2, "title": 0.1}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Match:
    proposal: int
    row: StatusRow
    basis: str
    score: float

    @property
    def case(self) -> tuple[str, int | None]:
        return self.row.code or self.row.title.lower(), self.row.budget_year


def find_links(proposals: Sequence[Proposal], statuses: Sequence[StatusRow]) -> tuple[Link, ...]:
    """The links between proposals and status rows, best first; one for each area that a case stands in."""
    links = {
        (match.proposal, *match.case, match.row.area): _link(proposals[match.proposal], match)
        for match in sorted(_decided(proposals, statuses)[0], key=lambda match: match.score)
    }
    return tuple(sorted(links.values(), key=lambda link: (-link.score, link.from_code or link.from_title)))


def doubts(proposals: Sequence[Proposal], statuses: Sequence[StatusRow]) -> tuple[Finding, ...]:
    """Proposals that fit two cases equally well, and so are linked to none."""
    return tuple(
        Finding(
            "link_undecided",
            proposals[one.proposal].source,
            {"proposal": _name(proposals[one.proposal]), "one": _case_name(one.row), "other": _case_name(other.row)},
        )
        for one, other in _decided(proposals, statuses)[1]
    )


def _name(proposal: Proposal) -> str:
    return proposal.code or proposal.title


def _case_name(row: StatusRow) -> str:
    return f"{row.code or row.title} ({row.budget_year})"


def _link(proposal: Proposal, match: _Match) -> Link:
    return Link(
        municipality=proposal.municipality,
        from_code=proposal.code,
        from_title=proposal.title,
        to_code=match.row.code,
        to_title=match.row.title,
        to_budget_year=match.row.budget_year,
        to_area=match.row.area,
        basis=match.basis.replace("one ", ""),
        score=round(match.score, 3),
    )


def _decided(
    proposals: Sequence[Proposal], statuses: Sequence[StatusRow]
) -> tuple[list[_Match], list[tuple[_Match, _Match]]]:
    """The matches that hold, and the pairs of rivals that nothing tells apart.

    The best match of all goes first; a proposal and a case that are taken leave the contest.
    """
    contest = _by_pair(_matches(proposals, statuses))
    rivals_of = _Rivals(contest)
    held: list[_Match] = []
    undecided: list[tuple[_Match, _Match]] = []
    for place, best in enumerate(contest):
        if place in rivals_of.gone:
            continue
        rivals = rivals_of.beaten_by(place)
        if rivals and best[0].score - contest[rivals[0]][0].score < _CLEARLY:
            undecided.append((best[0], contest[rivals[0]][0]))
        else:
            held += best
    return held, undecided


class _Rivals:
    """Who contests whom: pairs of the same proposal or the same case. A pair that met a better one is gone."""

    def __init__(self, contest: Sequence[Sequence[_Match]]) -> None:
        self._keys = [(group[0].proposal, group[0].case) for group in contest]
        self._places: defaultdict[object, list[int]] = defaultdict(list)
        self.gone: set[int] = set()
        for place, keys in enumerate(self._keys):
            for key in keys:
                self._places[key].append(place)

    def beaten_by(self, place: int) -> list[int]:
        """The pairs that the pair at `place` meets and puts out, best first."""
        met = {other for key in self._keys[place] for other in self._places[key] if other > place} - self.gone
        self.gone |= met
        return sorted(met)


def _by_pair(matches: Iterable[_Match]) -> list[list[_Match]]:
    """Matches gathered by proposal and case (a case has a row in each of its areas), the best pair first."""

    def pair(match: _Match) -> tuple[int, str, int]:
        return match.proposal, match.case[0], match.case[1] or 0

    gathered = [list(group) for _, group in groupby(sorted(matches, key=pair), key=pair)]
    for group in gathered:
        group.sort(key=lambda match: -match.score)
    return sorted(gathered, key=lambda group: -group[0].score)


def _matches(proposals: Sequence[Proposal], statuses: Sequence[StatusRow]) -> Iterator[_Match]:
    """Every pair that a link may be made of, municipality by municipality."""
    rows_of: defaultdict[str, list[StatusRow]] = defaultdict(list)
    for row in statuses:
        rows_of[row.municipality].append(row)
    for municipality, rows in rows_of.items():
        own = [index for index, proposal in enumerate(proposals) if proposal.municipality == municipality]
        yield from _matches_within(proposals, own, rows)


def _matches_within(proposals: Sequence[Proposal], own: list[int], rows: list[StatusRow]) -> Iterator[_Match]:
    weights = Weights.of([*(proposals[index].title for index in own), *(row.title for row in rows)])
    read = [titles.title_words(proposals[index].title) for index in own]
    lookup = titles.Lookup(read)
    for row in rows:
        wanted = titles.title_words(row.title)
        for place in lookup.like(wanted):
            near = titles.nearness(wanted, read[place], weights)
            match = _match(proposals[own[place]], row, near, len(wanted))
            if match:
                yield _Match(own[place], row, *match)


def _match(proposal: Proposal, row: StatusRow, near: float, words: int) -> tuple[str, float] | None:
    """Basis and score of a link between the two, or None when there is no ground for one."""
    if near < min(_GROUNDS.values()) or not _years_fit(proposal, row) or _is_same_case(proposal, row):
        return None
    basis = _basis(proposal, row)
    if near < _GROUNDS[basis] or (basis == "title" and words < _LEAST_WORDS):
        return None
    return basis, _TITLE_WEIGHT * near + _AMOUNT_WEIGHT[basis]


def _is_same_case(proposal: Proposal, row: StatusRow) -> bool:
    """They go by the same code and year already: nothing is left to link."""
    same_code = proposal.code is not None and codes.normal(proposal.code) == row.code
    return same_code and proposal.budget_year == row.budget_year


def _years_fit(proposal: Proposal, row: StatusRow) -> bool:
    """Whether the case can have been adopted from this proposal: about the years that the proposal speaks of."""
    if row.budget_year is None:
        return True
    known = [proposal.budget_year] if proposal.budget_year else _years_of(proposal)
    return not known or min(known) - _YEARS_APART <= row.budget_year <= max(known) + _YEARS_APART


def _years_of(proposal: Proposal) -> list[int]:
    """The price level and the years in which it begins."""
    tables = (proposal.implementation, proposal.lasting_change)
    begins = [min(filled) for table in tables if (filled := [year for year, amount in table.items() if amount])]
    return [*begins, *([level] if (level := _level(proposal.price_level)) else [])]


def _level(price_level: str | None) -> int | None:
    match = _YEAR.search(price_level or "")
    return int(match.group()) if match else None


def _basis(proposal: Proposal, row: StatusRow) -> str:
    """What a link may rest on: "title+amount" where investment and saving agree as far as both are known, "title+share"
    where both are the same part of the proposal's, else "title" alone."""
    cost = _Compared(row.investment_tkr, proposal.cost_tkr, 1.0, _rounding(proposal))
    saved = _Compared(row.saved_tkr, proposal.saving_tkr, _most_rise(proposal, row), _rounding(proposal))
    if cost.known and saved.known and cost.agree and saved.agree:
        return "title+amount"
    if (cost.known or saved.known) and cost.agree and saved.agree:
        return "title+one amount"
    share = cost.share
    if share and _SHARES[0] <= share <= _SHARES[1] and saved.of(share).agree:
        return "title+share"
    return "title"


@dataclass(frozen=True, slots=True)
class _Compared:
    """An amount as it is followed up beside the one proposed, which may be up to `dearer` times it by now, and is
    rounded to within `slack` (1.000 kr.)."""

    followed: float | None
    proposed: float | None
    dearer: float
    slack: float

    @property
    def known(self) -> bool:
        return self.followed is not None and bool(self.proposed)

    @property
    def agree(self) -> bool:
        """Whether they may be the same amount; nothing speaks against it where one of them is unknown."""
        if self.followed is None or not self.proposed:
            return True
        least, most = self.proposed * (1 - _SLIP), self.proposed * self.dearer * (1 + _SLIP)
        return least - self.slack <= self.followed <= most + self.slack

    @property
    def share(self) -> float | None:
        return self.followed / self.proposed if self.followed is not None and self.proposed else None

    def of(self, share: float) -> "_Compared":
        """The comparison with that part of the proposed amount."""
        return replace(self, proposed=self.proposed * share if self.proposed else None)


def _rounding(proposal: Proposal) -> float:
    """A line of an overview gives mio. kr. with one decimal; a proposal in full gives 1.000 kr."""
    return 0.0 if proposal.lasting_change or proposal.implementation else 50.0


def _most_rise(proposal: Proposal, row: StatusRow) -> float:
    """How much dearer the same thing may be in the prices of the report."""
    proposed, followed = _level(proposal.price_level), _level(row.price_level)
    years = followed - proposed if proposed and followed else _USUAL_YEARS
    return float((1 + _PRICE_RISE) ** max(0, years))
