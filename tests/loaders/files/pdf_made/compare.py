"""How much of what a text file gives a PDF of it gives too, field by field."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from records import Figure, Loaded, Milestone, Proposal, StatusRow
from tests.loaders.files.pdf_made import layouts

# Where a thing stands is another place in another file, and a text has no colours to read.
_OWN = {"source", "places", "evidence", "colour_from"}
_SHOWN = 40

Record = Proposal | Milestone | StatusRow | Figure


@dataclass(frozen=True, slots=True)
class Score:
    """How many fields are the same, of how many; and those that are not, with both readings."""

    same: int
    count: int
    wrong: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.same / self.count if self.count else 0.0

    def __str__(self) -> str:
        """For the message of a test that fails."""
        more = [f"… and {len(self.wrong) - _SHOWN} more"] if len(self.wrong) > _SHOWN else []
        return "\n".join([f"{self.same} of {self.count} fields = {self.share:.4f}", *self.wrong[:_SHOWN], *more])


def score(text: Iterable[Record], pdf: Iterable[Record]) -> Score:
    """Records of a text against those of its PDF. A record that only one of them has counts with all its fields."""
    ones, others = _keyed(text), _keyed(pdf)
    same, wrong = 0, []
    fields = {(key, name) for found in (ones, others) for key, record in found.items() for name in record}
    for key, name in sorted(fields, key=str):
        one, other = (found.get(key, {}).get(name, "(missing)") for found in (ones, others))
        if one == other:
            same += 1
        else:
            wrong.append(f"{key} {name}: text {one!r}, PDF {other!r}")
    return Score(same, len(fields), tuple(wrong))


def _keyed(records: Iterable[Record]) -> dict[Hashable, dict[str, Any]]:
    """Records by what names them; the second of a name gets a number."""
    found: dict[Hashable, dict[str, Any]] = {}
    for record in records:
        name = _name(record)
        number = 0
        while (*name, number) in found:
            number += 1
        found[*name, number] = {key: _plain(value) for key, value in asdict(record).items() if key not in _OWN}
    return found


def _name(record: Record) -> tuple[str, ...]:
    if isinstance(record, Figure):
        parts: tuple[str | None, ...] = (record.table, record.row, record.column)
    elif isinstance(record, Milestone):
        parts = (record.code, record.goal)
    elif isinstance(record, StatusRow):
        parts = (record.area, record.code_as_printed, record.title)
    else:
        parts = (record.municipality, record.code, record.title)
    return tuple(_letters(part or "") for part in parts)


def _letters(text: str) -> str:
    return "".join(text.split()).lower()[:60]


def _plain(value: Any) -> Any:
    """What is said, not how its lines were broken; an overview's line number is a place."""
    if isinstance(value, str):
        return " ".join(value.replace(layouts.BULLET, layouts.PRINTED_BULLET).split())
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items() if key != "line"}
    return value


def more_findings(text: Loaded, pdf: Loaded) -> dict[str, int]:
    """The kinds of findings that a PDF has more of than its text, and how many more."""
    ones, others = (Counter(finding.kind for finding in each.findings) for each in (text, pdf))
    return dict(others - ones)
