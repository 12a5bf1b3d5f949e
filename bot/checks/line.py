"""One line of `sagsbot check`."""

from dataclasses import dataclass

OK, NOTE, MISSING = "ok", "note", "missing"


@dataclass(frozen=True, slots=True)
class Check:
    """`state` is "ok", "note" (works, but know this) or "missing" (does not); `fix` says what to do. Several lines may
    be about the same thing, and then have the same `name`."""

    name: str
    state: str
    message: str
    fix: str = ""
    tenant: str = ""  # whose it is, where there are several
