"""How long the long tests run. `make test` runs their short form; `make soak ROUNDS=50 SEED=7` runs the long one."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "1"))
IS_SOAK = "SOAK_ROUNDS" in os.environ
SEED = os.environ.get("SOAK_SEED", "0")  # of what Hypothesis does not draw


def times(short: int) -> int:
    """How many examples, rounds or places a test tries: `short` in `make test`."""
    return short * ROUNDS


def examples(short: int, **more: Any) -> Callable[[Any], Any]:
    """For a test of Hypothesis that is worth more examples in `make soak`; `more` are other settings of its own."""
    return lambda test: pytest.mark.soak(settings(max_examples=times(short), **more)(test))
