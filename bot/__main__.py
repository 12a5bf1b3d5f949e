"""`python -m bot` is `sagsbot`. What makes a start shorter is set before anything else of the product is imported."""

import os

from records.bare_packages import import_bare
from records.collecting import collect_seldom
from records.dataclass_code import keep_dataclass_code
from records.pattern_code import use_kept_patterns


def prepare() -> None:
    """For this process, before it imports the rest."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # we multiply no matrices, and each thread delays numpy's import
    collect_seldom()
    use_kept_patterns()
    import_bare("jinja2")
    keep_dataclass_code()


def begin() -> None:
    prepare()
    from bot.cli import main  # noqa: PLC0415  # after what was prepared

    main(prog_name="sagsbot")


if __name__ == "__main__":
    begin()
