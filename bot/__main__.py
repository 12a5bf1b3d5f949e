"""`python -m bot` is `sagsbot`. What makes a start shorter is set before anything else of the product is imported."""

import os

from records.collecting import collect_seldom
from records.module_code import use_kept_modules
from records.modules_when_used import ALL, run_when_used

# Packages of which few modules are needed, what puts in numpy's docstrings, what ranks, and would split its work; what
# others of Python's modules import for what nobody asks of them; then modules of ours that many answers do without:
# other intents, other cards, what only a load calls.
SELDOM_USED = (
    *("jinja2", "numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars"),
    *("rank_bm25", "multiprocessing.reduction", "ctypes", "pickle"),
    *(f"numpy.lib.{one}" for one in ("format", "introspect", "mixins", "npyio", "scimath")),
    *("csv", "linecache", "tokenize", "traceback"),
    *(f"rapidfuzz.{one}" for one in ("distance", "fuzz", "process", "utils")),
    *(f"answers.intents.{one}" for one in ("changes", "compare", "help", "responsible", "status_list", "total")),
    *(f"templates.views.{one}" for one in ("case_parts", "digest_parts", "digests", "grids", "moved")),
    *(f"templates.views.summaries.{one}" for one in ("cases", "state", "told")),
    *(f"index.store.{one}" for one in ("gaps", "layouts", "report_versions")),
)
# What other modules import by name. Numpy's types, which come with linear algebra, are a quarter of its import.
SELDOM_CALLED = {
    "calendar": ("monthrange",),
    "multiprocessing": ("Pool", "cpu_count"),
    "numpy.linalg": ("eigvals", "inv", "lstsq", "matrix_power"),
    "numpy.lib._arraypad_impl": (ALL, "pad"),
    "numpy.lib._histograms_impl": (ALL, "histogram", "histogramdd", "histogram_bin_edges"),
    "numpy.lib._npyio_impl": (
        *(ALL, "savetxt", "loadtxt", "genfromtxt", "load", "save", "savez", "savez_compressed"),
        *("packbits", "unpackbits", "fromregex"),
    ),
    "numpy.lib._utils_impl": (ALL, "get_include", "info", "show_runtime"),
    "random": ("choice", "randrange"),
}


def prepare() -> None:
    """For this process, before it imports the rest."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # we multiply no matrices, and each thread delays numpy's import
    collect_seldom()
    use_kept_modules()
    run_when_used(*SELDOM_USED, called=SELDOM_CALLED)
    from records.dataclass_code import keep_dataclass_code  # noqa: PLC0415  # after what it imports itself was named
    from records.pattern_code import use_kept_patterns  # noqa: PLC0415

    use_kept_patterns()
    keep_dataclass_code()


def begin() -> None:
    prepare()
    from bot.cli import main  # noqa: PLC0415  # after what was prepared

    main(prog_name="sagsbot")


if __name__ == "__main__":
    begin()
