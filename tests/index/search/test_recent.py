"""What was made lately is kept, and no more than so much of it."""

from pathlib import Path

import pytest

from index.search.postings import Matches, Postings
from index.search.recent import Recent
from tests.sample_store import sample_library


def test_what_was_made_lately_is_not_made_anew() -> None:
    recent, made = Recent(2), []

    def get(key: str) -> str:
        return recent.get((key,), lambda: made.append(key) or key.upper())

    assert [get("a"), get("b"), get("a")] == ["A", "B", "A"]
    assert made == ["a", "b"]
    assert [get("c"), get("a"), get("c"), get("b")] == ["C", "A", "C", "B"]
    assert made == ["a", "b", "c", "b"], "what was asked for again outlives what was not"


def test_several_at_once_make_only_what_is_not_known() -> None:
    recent, made = Recent(4), []

    def make(missing: list[tuple[str]]) -> list[str]:
        made.append(missing)
        return [key[0].upper() for key in missing]

    assert recent.get_all([("a",), ("b",), ("a",)], make) == ["A", "B", "A"]
    assert recent.get_all([("c",), ("b",)], make) == ["C", "B"]
    assert made == [[("a",), ("b",)], [("c",)]]


def test_more_at_once_than_are_kept_are_all_given() -> None:
    keys = [(one,) for one in "abcdefg"]
    assert Recent(2).get_all(keys, lambda missing: [key[0] for key in missing]) == [*"abcdefg"]


def test_what_is_large_is_not_kept() -> None:
    recent, made = Recent(4), []
    for _ in range(2):
        recent.get(("large",), lambda: made.append(1) or "xxxx", lambda one: len(one) < 4)
    assert len(made) == 2


def test_a_concept_is_looked_up_once_whatever_else_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words with other limits, or beside other words, need no further look into the index."""
    library, looked_up = sample_library(tmp_path), []
    find = Postings.find

    def counted(self: Postings, terms: list[str]) -> Matches:
        looked_up.append(terms)
        return find(self, terms)

    monkeypatch.setattr(Postings, "find", counted)
    robot, vikar = (library.concepts((word,), "da") for word in ("robot", "vikarforbrug"))
    alone = library.rank(robot)
    some = library.rank(robot, library.columns.ids == alone.units[0])
    both = library.rank((*robot, *vikar))
    assert some.units.tolist() == alone.units[:1].tolist()
    assert set(alone.units.tolist()) <= set(both.units.tolist())
    assert len(looked_up) == 2
    library.rank((*vikar, *robot))
    assert len(looked_up) == 2


def test_all_that_is_shown_is_ranked_once_however_it_is_asked_for(tmp_path: Path) -> None:
    """Without a limit, and with one that every entry meets, the same entries are ranked."""
    library = sample_library(tmp_path)
    robot = library.concepts(("robot",), "da")
    assert library.rank(robot) is library.rank(robot, library.columns.current)
