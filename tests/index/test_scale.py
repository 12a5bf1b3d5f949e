"""The short form of bench/scale.py: a small municipality in a file, and alone and among others on a server."""

import re
import sys

import pytest

from bench import scale

SMALL = "--years 1 --rows 3 --rounds 1 --questions 3 --loaded 1 --municipalities 1 3".split()


@pytest.mark.long
@pytest.mark.slow
def test_every_place_is_measured_and_has_as_many_results(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The program itself fails where a question has not as many results at one place as at another."""
    monkeypatch.setattr(sys, "argv", ["scale.py", *SMALL])
    scale.main()
    printed = capsys.readouterr().out
    rows = re.findall(
        r"^\| (\w+, [\w ]+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \| (\d+) \| (\d+) \|$", printed, re.MULTILINE
    )
    assert [row[0] for row in rows] == ["SQLite, a file", "PostgreSQL, 1", "PostgreSQL, 3"]
    records = [int(row[1]) for row in rows]
    assert records == [records[0], records[0], 3 * records[0]]
    assert all(float(figure) > 0 for row in rows for figure in row[1:])
