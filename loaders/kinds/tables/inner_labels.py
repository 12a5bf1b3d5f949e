"""What stands below each title in its own cell, with its label: "Nyt tag Ansvarlig: Skolechef". No part of it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.kinds.tables import roles
from loaders.kinds.tables.entries import TableEntry

_LABELLED = re.compile(r"(?P<rest>.*\S)\s+(?P<label>[A-ZÆØÅ][\wæøå.]*(?: [\wæøå.]+){0,2}): (?P<text>\S.*)")
_ROLES = frozenset(
    {"responsible", "deadline", "phase_in", "area", "committee", "administration", "remark", "summary", "budget_year"}
)
_MOSTLY, _LEAST = 0.6, 2  # of the titles have the label
_MOST = 3  # labels
_REMARKED = ("title", "status")


def with_texts_apart(entries: Sequence[TableEntry]) -> list[TableEntry]:
    """The entries, the labels that most of their titles end with as texts of their own."""
    found = list(entries)
    for _ in range(_MOST):
        labels = Counter(match["label"] for entry in found if (match := _LABELLED.fullmatch(entry["title"])))
        label, count = labels.most_common(1)[0] if labels else ("", 0)
        role, score = roles.best(label)
        if count < max(_LEAST, _MOSTLY * len(found)) or role not in _ROLES or score < roles.SURE:
            break
        found = [_parted(entry, label, role) for entry in found]
    return _without_remarks(found)


def _without_remarks(entries: Sequence[TableEntry]) -> list[TableEntry]:
    """The entries; a remark with its label behind a title or a status, "Efter planen Bemærkning: …", is a remark."""
    matches = [
        {role: match for role in _REMARKED if (match := _LABELLED.fullmatch(entry[role])) and _is_remark(match)}
        for entry in entries
    ]
    if sum(map(bool, matches)) < _LEAST:
        return list(entries)
    return [_with_remark(entry, found) if found else entry for entry, found in zip(entries, matches, strict=True)]


def _is_remark(match: re.Match[str]) -> bool:
    role, score = roles.best(match["label"])
    return role == "remark" and score >= roles.SURE


def _with_remark(entry: TableEntry, found: Mapping[str, re.Match[str]]) -> TableEntry:
    said = dict.fromkeys(match["text"] for match in found.values())
    remark = " ".join(filter(None, (entry["remark"], *said)))
    return replace(
        entry, texts={**entry.texts, **{role: match["rest"] for role, match in found.items()}, "remark": remark}
    )


def _parted(entry: TableEntry, label: str, role: str) -> TableEntry:
    match = _LABELLED.fullmatch(entry["title"])
    if match is None or match["label"] != label:
        return entry
    return replace(entry, texts={role: match["text"], **entry.texts, "title": match["rest"]})
