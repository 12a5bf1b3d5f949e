"""What may stand on the command line: paths, questions in a file, moments. Anything else is wrong use (exit code 2)."""

import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import click

YEARS = range(1900, 2200)  # a municipality's plans; sums of days stay within what a calendar can hold


class PathArgument(click.Path):
    """A path as it was typed. Whether it can be read shows when it is read, so that one bad path stops no other."""

    def __init__(self, **more: Any) -> None:
        super().__init__(readable=False, path_type=Path, **more)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":  # an unset variable of the shell; as a path it would mean the whole folder one stands in
            self.fail("The path is empty.", param, ctx)
        return super().convert(value, param, ctx)


class Questions(click.File):
    """A file of questions as bytes; - is stdin."""

    def __init__(self) -> None:
        super().__init__("rb")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> IO[Any]:
        if value == "-" and sys.stdin is None:
            self.fail("stdin is closed.", param, ctx)
        return super().convert(value, param, ctx)


class Moment(click.ParamType[datetime]):
    """A day or a moment, ISO; without a zone it is read where the municipality is."""

    name = "ISO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day (2026-01-31) or a moment (2026-01-31T08:30).", param, ctx)
        if read.year not in YEARS:
            self.fail(f"{value!r} is not within the years {YEARS[0]}–{YEARS[-1]}.", param, ctx)
        return read
