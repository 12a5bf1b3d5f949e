"""How long the long tests run. `make test` runs their short form; `make soak ROUNDS=50 SEED=7` runs the long one."""

import os

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "1"))
IS_SOAK = "SOAK_ROUNDS" in os.environ


def times(short: int) -> int:
    """So many examples, or rounds, as a test tries: `short` in `make test`."""
    return short * ROUNDS
