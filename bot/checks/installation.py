"""Does another installed package bring a name of ours? Then one of the two is not what its program takes it for."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import packages_distributions

from bot.checks.line import MISSING, Check
from templates import say

OURS = "sagsbot"


def run(language: str, installed: Mapping[str, Sequence[str]] | None = None) -> Iterator[Check]:
    """A line for each other package; none where all is well. `installed`: importable name → what brings it."""
    brings = packages_distributions() if installed is None else installed
    for name, packages in sorted(brings.items()):
        for other in sorted({*packages} - {OURS}) if OURS in packages else ():
            fix = say("check.installation_fix", language, name=name, other=other)
            yield Check("installation", MISSING, f"{other}: {name}", fix)
