"""How often Python looks through all its objects for those that only hold one another.

It does so after every 700 new ones that stay. A process that reads tables of words makes a hundred thousand that stay
until it ends, and was a third of a first answer at looking through them; and as long again when it ended.
"""

import atexit
import gc

# New objects that stay, before the young are looked at (a first answer makes 80,000), and rounds before the older are.
SELDOM = (150_000, 20, 20)


def collect_seldom() -> None:
    """For this process, and not at its end: what it still has goes with it."""
    gc.set_threshold(*SELDOM)
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def keep_all_there_is() -> None:
    """Never look again at what there is now: a process that has warmed up keeps it until it ends."""
    gc.collect()
    gc.freeze()
