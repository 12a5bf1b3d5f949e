"""Machines that dice play: random steps of what may happen, and after each what must hold.

A play is named by its number alone: whatever else is loaded, on every Python, it is the same. What Hypothesis draws
depends on the constants of all modules that are imported by then, so that an error that few examples show was found in
some runs only.
"""

import inspect
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tests import soak

STEPS = 30
Draw = Callable[[random.Random], Any]
Method = TypeVar("Method", bound=Callable[..., Any])


def one_of(*choices: Any) -> Draw:
    return lambda dice: dice.choice(choices)


def some_of(*choices: Any, least: int = 0, most: int = 3) -> Draw:
    """A list; the same may be in it twice."""
    return lambda dice: [dice.choice(choices) for _ in range(dice.randint(least, most))]


def rule(**drawn: Draw) -> Callable[[Method], Method]:
    """What may happen next, with its arguments."""

    def mark(method: Method) -> Method:
        method.drawn = drawn  # type: ignore[attr-defined]
        return method

    return mark


def invariant(method: Method) -> Method:
    """What must hold after each step."""
    method.holds = True  # type: ignore[attr-defined]
    return method


class Machine:
    """One play. `begin` comes first, `end` last, with what must hold then."""

    def begin(self) -> None: ...

    def end(self) -> None: ...


def play(machine: type[Machine], number: int, steps: int = STEPS) -> None:
    """Raises what the machine raises, with the steps that led there."""
    dice, one, taken = random.Random(f"{soak.SEED}:{number}"), machine(), list[str]()
    rules, checks = _named(machine, "drawn"), _named(machine, "holds")
    try:
        one.begin()
        for _ in range(steps):
            name = dice.choice(rules)
            given = {key: draw(dice) for key, draw in getattr(machine, name).drawn.items()}
            taken.append(f"{name}({', '.join(f'{key}={value!r}' for key, value in given.items())})")
            getattr(one, name)(**given)
            for check in checks:
                getattr(one, check)()
        one.end()
    except BaseException as error:
        error.add_note(f"{machine.__name__}, play {number} of seed {soak.SEED}:\n" + "\n".join(taken))
        raise


def first_error(machine: type[Machine], plays: int) -> int | None:
    """The number of the first play that finds something; None when none of them does."""
    for number in range(plays):
        try:
            play(machine, number)
        except (AssertionError, ExceptionGroup):
            return number
    return None


def _named(machine: type[Machine], mark: str) -> Sequence[str]:
    return [name for name, method in inspect.getmembers(machine, inspect.isfunction) if hasattr(method, mark)]
