"""What reading one file may take, and what the reader says about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

Progress = Callable[[int, int], None]
MEGABYTE = 1024 * 1024
_SILENT = 5  # seconds on the clock for one of processor time: others want the processor too


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory in bytes; seconds of processor time for one page (and for opening the file), and for all; seconds on the
    clock in which something must be heard, and for all; pages; signs on a page and in all; bytes of the result; seconds
    of processor time that a page takes at most on average."""

    memory: int = 400 * MEGABYTE
    page_seconds: int = 12
    processor_seconds: int = 900
    silent_seconds: float = 60.0
    clock_seconds: float = 1_800.0
    pages: int = 2_000
    page_signs: int = 200_000
    signs: int = 20_000_000
    result: int = 64 * MEGABYTE
    seconds_a_page: float = 1.5

    def processor_until(self, page: int, used: float) -> int:
        """Seconds of processor time after which the process ends that begins a page (from 1) after `used` seconds: a
        page may be slow, not all of them."""
        most = min(used, page * self.seconds_a_page) + self.page_seconds
        return int(min(most, self.processor_seconds))


@dataclass(frozen=True, slots=True)
class Allowance:
    """Memory in bytes, and seconds of processor time for a page or for a file without pages, that somebody gives the
    reading of a file on this machine; None: as usual."""

    memory: int | None = None
    seconds: int | None = None

    def over(self, usual: Limits) -> Limits:
        """The limits with what is given in place of what is usual."""
        seconds = self.seconds or usual.page_seconds
        return replace(
            usual,
            memory=self.memory or usual.memory,
            page_seconds=seconds,
            processor_seconds=usual.processor_seconds * seconds // usual.page_seconds,
            seconds_a_page=usual.seconds_a_page * seconds / usual.page_seconds,
            silent_seconds=max(usual.silent_seconds, _SILENT * seconds),
            clock_seconds=max(usual.clock_seconds, _SILENT * seconds),
        )


AS_USUAL = Allowance()
