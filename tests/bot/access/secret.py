"""A report that not everybody may see yet, and questions that look for it."""

import random
from collections.abc import Iterator
from pathlib import Path

from tests.local_bot import ROOT

NAME = "status-juni-2026.txt"
# What only that report says.
WORDS = ("Zebravej", "Zebravejs Dagtilbud", "ZX77", "skimmelsvamp", "Kvistgårdens", "pumpehuset")
ROW = (
    "2026\tZX77(2026) - Zebravejs Dagtilbud lukkes\tInvesteringsforslag\tTidsplanen er skredet mere end 6 mdr. og"
    " økonomien er skredet med mere end 1 mio. kr.\tDer er fundet skimmelsvamp i pumpehuset ved Kvistgårdens Plejehjem."
    "\t7.777\t-3.333\t2028\t\tNej\tNej\t\n"
)


def report(folder: Path) -> Path:
    """The next report after the samples: one more case, another that turns red, others gone."""
    text = (ROOT / "samples" / "status-december-2025.txt").read_text(encoding="utf-8")
    text = text.replace("December 2025", "Juni 2026").replace("december 2025", "juni 2026")
    lines = text.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("2025\tFU01"))
    lines[at] = lines[at].replace("Forløber som planlagt", "Projektet er stoppet, fordi Zebravej er lukket")
    lines.insert(at, ROW)
    path = folder / NAME
    path.write_text("".join(lines), encoding="utf-8")
    return path


ASKED = (
    "hvilke sager er {colour}?", "hvor mange sager er {colour}?", "status på {code}", "hvad koster {code}?",
    "hvem er ansvarlig for {code}?", "forslag om {word}", "{word}", "hvor mange forslag handler om {word}?",
    "besparelser i alt {year}", "samlet besparelse for {word}", "hvad er ændret siden sidste rapport?",
    "hvorfor er {code} rød?", "største besparelse i {year}", "sammenlign {code} og {other}", "hvad står der om {word}?",
    "frister for {code}", "hvad er forsinket?", "hvilke rapporter er der?", "how many cases are {english}?",
    "proposals about {word}", "status of {code}", "gennemsnitlig investering", "{word} under 5 mio. kr.",
    "sager fra {year} om {word}", "hvad skete der med {code} i juni 2026?", "antal sager pr. område",
)  # fmt: skip
CODES = ("ZX77", "ZX77 2026", "ZX7", "ZX78", "FU01", "FU01 2025", "VH04", "VH01", "AD01 2024", "zx-77")
MORE = ("bostøtte", "robotter", "Engvej", "digital", "plejefamilier", "skimmel", "zebravejj", "zebra", "dagtilbud")


def questions(count: int, seed: int) -> Iterator[str]:
    """So many questions, the same for each seed; now and then with a slip of the pen."""
    draw = random.Random(seed)
    for _ in range(count):
        text = draw.choice(ASKED).format(
            colour=draw.choice(("røde", "gule", "grønne")),
            english=draw.choice(("red", "yellow", "green")),
            code=draw.choice(CODES),
            other=draw.choice(CODES),
            word=draw.choice(WORDS + MORE),
            year=draw.choice((2023, 2024, 2025, 2026)),
        )
        at = draw.randrange(len(text))
        yield text[:at] + text[at + 1 :] if draw.random() < 0.15 else text
