"""Which status row of a report is the same as which of the report before it, and what changed between the two. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from records import StatusRow
from records.movements import Change, Movement, MovementKind

# What is compared, in the order in which a person wants to read it.
FIELDS = (
    *("colour", "status", "remark", "handling", "consequence", "investment_tkr", "saving_tkr", "phase_in_year"),
    *("compensated_before", "needs_approval", "code", "budget_year", "area", "title", "type"),
)
NEAR_TITLE = 0.9
NEAR_WITH_CODE = 0.75  # where the codes differ by a sign as well
LEAST_COMMON = NEAR_WITH_CODE - 1e-6  # two libraries round otherwise

__all__ = ["Change", "Movement", "MovementKind", "budget_name", "changes", "comparable", "match_rows", "movements"]

Pair = tuple[int | None, int | None]


def movements(before: Sequence[StatusRow], after: Sequence[StatusRow]) -> tuple[Movement, ...]:
    """What became of every row between two reports, in the order of the newer one; what vanished stands last."""
    pairs = [(_at(before, old), _at(after, new)) for old, new in match_rows(before, after)]
    return tuple(Movement(old, new, changes(old, new) if old and new else ()) for old, new in pairs)


def _at(rows: Sequence[StatusRow], index: int | None) -> StatusRow | None:
    return None if index is None else rows[index]


def changes(before: StatusRow, after: StatusRow) -> tuple[Change, ...]:
    """The fields whose values differ; other spacing, punctuation and capitals are no change."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in FIELDS)
    return tuple(Change(name, old, new) for name, old, new in pairs if comparable(old) != comparable(new))


def comparable(value: object) -> object:
    """A value as it is compared: words by their letters and digits, nothing and no words alike."""
    if isinstance(value, str):
        return "".join(sign for sign in value.casefold() if sign.isalnum())
    return "" if value is None else value


def match_rows(before: Sequence[StatusRow], after: Sequence[StatusRow]) -> list[Pair]:
    """Which row (by its index) became which; (None, i) is new, (i, None) has vanished.

    First by code (or title), budget year and area; then by the same without the area; then by title where a code or a
    title changed its spelling. Rows that share all of it are told apart by what else they say, then by their order.
    """
    pairing = _Pairing(before, after)
    for key in (_row_key, _case_key):
        pairing.by(key)
    pairing.by_title()
    became = dict(pairing.found)
    new = {index: old for old, index in became.items()}
    vanished: list[Pair] = [(old, None) for old in range(len(before)) if old not in became]
    return [*((new.get(index), index) for index in range(len(after))), *vanished]


def budget_name(row: StatusRow) -> str:
    """What a row's case is known by within its budget year."""
    return str(comparable(row.code or row.title))


def _row_key(row: StatusRow) -> Hashable:
    return budget_name(row), row.budget_year, comparable(row.area)


def _case_key(row: StatusRow) -> Hashable:
    return budget_name(row), row.budget_year


def _numbered_key(row: StatusRow) -> Hashable:
    """What rows have in common whose titles may be one: the numbers in them must agree."""
    return row.budget_year, tuple(re.findall(r"\d+", row.title))


class _Pairing:
    """The pairs that were found so far, and who is left."""

    def __init__(self, before: Sequence[StatusRow], after: Sequence[StatusRow]) -> None:
        self._before, self._after = before, after
        self._old, self._new = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))
        self.found: list[tuple[int, int]] = []

    def by(self, key: Callable[[StatusRow], Hashable]) -> None:
        """Pair the rows that are left and have the same key, the likest first."""
        old, new = _grouped(self._old, self._before, key), _grouped(self._new, self._after, key)
        for name in new.keys() & old.keys():
            if len(old[name]) == len(new[name]) == 1:
                self._found(old[name][0], new[name][0])
            else:
                self._take((self._likeness(a, b), a, b) for a in old[name] for b in new[name])

    def by_title(self) -> None:
        """Pair the rows that are left and whose titles nearly match, the nearest first."""
        old = _grouped(self._old, self._before, _numbered_key)
        new = _grouped(self._new, self._after, _numbered_key)
        alike = [pair for name in new.keys() & old.keys() for pair in self._alike(old[name], new[name])]
        near = ((_nearness(self._before[a], self._after[b]), a, b) for a, b in alike)
        self._take(((score, *self._likeness(a, b)), a, b) for score, a, b in near if score)

    def _alike(self, old: Sequence[int], new: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs of which `_nearness` may be above 0: ten years of cases that ended are too many to ask it of each.
        What two titles have in common is no longer than their longest common subsequence, which rapidfuzz counts."""
        from rapidfuzz import process  # noqa: PLC0415  # no part of answering
        from rapidfuzz.distance import Indel  # noqa: PLC0415

        titles = [str(comparable(self._before[a].title)) for a in old]
        for b in new:
            title = str(comparable(self._after[b].title))
            found = process.extract_iter(title, titles, scorer=Indel.normalized_similarity, score_cutoff=LEAST_COMMON)
            yield from ((old[at], b) for _, _, at in found)

    def _likeness(self, a: int, b: int) -> tuple[float, ...]:
        old, new = self._before[a], self._after[b]
        same = [comparable(getattr(old, name)) == comparable(getattr(new, name)) for name in _TELLING]
        return sum(same), -abs(a - b)

    def _take(self, candidates: Iterator[tuple[tuple[float, ...], int, int]]) -> None:
        for _, a, b in sorted(candidates, key=lambda one: (one[0], -one[1], -one[2]), reverse=True):
            if a in self._old and b in self._new:
                self._found(a, b)

    def _found(self, a: int, b: int) -> None:
        self.found.append((a, b))
        # Dictionaries keep their order, and lose what is found at once.
        del self._old[a]
        del self._new[b]


# What tells rows of one code apart, besides their order in the report.
_TELLING = ("title", "area", "investment_tkr", "saving_tkr", "phase_in_year", "type", "status", "remark")


def _grouped(
    indices: Iterable[int], rows: Sequence[StatusRow], key: Callable[[StatusRow], Hashable]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for index in indices:
        found[key(rows[index])].append(index)
    return found


def _nearness(old: StatusRow, new: StatusRow) -> float:
    """How near two titles with the same numbers are, where they may be one case's; else 0."""
    from difflib import SequenceMatcher  # noqa: PLC0415  # no part of answering

    one, other = str(comparable(old.title)), str(comparable(new.title))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    least = NEAR_WITH_CODE if _one_sign_apart(old.code, new.code) else NEAR_TITLE
    if not one or matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return score if (score := matcher.ratio()) >= least else 0.0


def _one_sign_apart(one: str | None, other: str | None) -> bool:
    """TV1O and TV10: of one length with one sign that differs, or one of them a sign longer."""
    a, b = sorted((str(comparable(one)), str(comparable(other))), key=len)
    if not a or len(b) - len(a) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) <= 1
    return any(a == b[:at] + b[at + 1 :] for at in range(len(b)))
