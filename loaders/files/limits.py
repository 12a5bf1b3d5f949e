"""What reading one PDF may take, and what the reader says about it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory in bytes; seconds of processor time for one page (and for opening the file), and for all; seconds on the
    clock in which something must be heard, and for all; pages; signs on a page and in all; bytes of the result."""

    memory: int = 400 * MEGABYTE
    page_seconds: int = 12
    processor_seconds: int = 900
    silent_seconds: float = 60.0
    clock_seconds: float = 1_800.0
    pages: int = 2_000
    page_signs: int = 200_000
    signs: int = 20_000_000
    result: int = 64 * MEGABYTE
