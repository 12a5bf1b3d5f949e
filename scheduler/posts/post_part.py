"""The parts of a post: each is told once, whatever message it stands in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PostPart:
    """`name` says for ever what is told, whichever database tells it; `also` what else is told with it; `told_by` is
    the name by which it is known to be told, where that is another."""

    name: str
    also: tuple[str, ...] = ()
    told_by: str = ""

    @property
    def known_by(self) -> str:
        return self.told_by or self.name
