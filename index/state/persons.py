"""A person of Slack, and what says who did something."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Who did it. `name` is for reading only."""

    id: str
    name: str


NOBODY = Person("", "")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Something that a person said or did about a case, and when."""

    case_key: str
    person: str
    name: str
    when: datetime
