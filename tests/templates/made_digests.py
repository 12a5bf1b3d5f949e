"""Digests built by hand: a week with everything, a first one with nothing to compare, and a quiet one."""

from dataclasses import replace
from datetime import date

from records import Quote, Source
from records.digests import (
    CaseName,
    ColourCount,
    ColouredCase,
    Digest,
    DueDay,
    Move,
    NewDocument,
    RedRow,
    SavingOfCase,
    Savings,
    SavingsOfYear,
    Trend,
)

OLD, NEW, GOALS = "status-dec-2024.txt", "status-juni-2025.txt", "forslag-2024.pdf"
DECEMBER, JUNE, TODAY = date(2024, 12, 31), date(2025, 6, 30), date(2025, 9, 8)
LAUNDRY = CaseName("c1", "Sandvig", "Fælles vaskeri", "PL06", 2022)
LINEN = CaseName("c2", "Sandvig", "Bedre indkøb af linned", "PL06", 2025, "Ældre & Sundhed")
HARBOUR = CaseName("c3", "Sandvig", "Ny færgerute <til> øen")

FULL = Digest(
    today=TODAY,
    since=date(2025, 9, 1),
    filter="røde eller gule",
    cases=3,
    rows=4,
    counts=(ColourCount("red", 2, 1), ColourCount("yellow", 1, 2), ColourCount("green", 0, 0)),
    worse=(Move(LAUNDRY, "green", "red", "Maskinerne er forsinkede & dyrere.", Source(NEW, 8), Source(OLD, 7)),),
    better=(Move(LINEN, "red", "yellow", "", Source(NEW, 24), Source(OLD, 22)),),
    vanished=(Move(HARBOUR, "yellow", None, "", None, Source(OLD, 30)),),
    added=(Move(HARBOUR, None, "green", "Ny i år.", Source(NEW, 31)),),
    red=(
        RedRow(LINEN, DECEMBER, True, "Leverandøren er gået konkurs.", None, Source(NEW, 25, 3)),
        RedRow(LAUNDRY, JUNE, False, "Maskinerne er forsinkede.", 1113.0, Source(NEW, 8)),
    ),
    overdue=(
        DueDay(LAUNDRY, date(2025, 6, 30), "Vaskeriet er taget i brug.", "Ældre og Sundhed", Source(GOALS, 9, 15)),
    ),
    standing=(
        ColouredCase(LAUNDRY, "red", "Maskinerne er forsinkede.", Source(NEW, 8)),
        ColouredCase(LINEN, "red", "Leverandøren er gået konkurs.", Source(NEW, 25, 3)),
        ColouredCase(HARBOUR, "yellow", "Ny i år.", Source(NEW, 31)),
    ),
    coming=tuple(
        DueDay(LINEN, date(2025, 9, day), f"Mål nummer {day}.", "", Source(GOALS, day, 16), "Økonom")
        for day in range(9, 16)
    ),
    savings=(
        Savings("2024", 250.0, 0.0, 1, 0, (Source(OLD, 9),)),
        Savings("2025 p/l", 12113.5, 1113.0, 2, 1, (Source(NEW, 8), Source(OLD, 7)), (Source(NEW, 8),)),
    ),
    shares=(
        SavingOfCase(LAUNDRY, 1113.0, "2025 p/l", True, (Source(NEW, 8),)),
        SavingOfCase(LINEN, 11000.5, "2025 p/l", False, (Source(OLD, 7), Source(OLD, 9))),
        SavingOfCase(HARBOUR, 250.0, "2024", False, (Source(OLD, 9),)),
    ),
    not_stated=1,
    extra_costs=2,
    twice=1,
    expected=(Quote("Besparelsen forventes indhentet i 2026 & frem.", Source(NEW, 8), title="PL06 (2022)"),),
    documents=(NewDocument(NEW, "statuses", "Opfølgning", JUNE, 3), NewDocument("brev.pdf", "letter", "Brev", None, 1)),
    findings=12,
    oldest=DECEMBER,
    newest=JUNE,
    sources=(NEW, OLD),
    trend=(
        Trend(DECEMBER, (("red", 1), ("yellow", 2), ("green", 1))),
        Trend(JUNE, (("red", 2), ("yellow", 1), ("green", 0))),
    ),
    by_year=(SavingsOfYear(2025, 11000.5, 0.0), SavingsOfYear(2027, 1113.0, 1113.0), SavingsOfYear(None, 0.0, 0.0)),
    by_year_level="2025 p/l",
)
FIRST = Digest(
    today=date(2026, 9, 7),
    cases=1,
    rows=1,
    counts=(ColourCount("red", 0), ColourCount("yellow", 1), ColourCount("green", 0), ColourCount("none", 1)),
    documents=(NewDocument(NEW, "statuses", "Opfølgning", JUNE, 0),),
    oldest=JUNE,
    newest=JUNE,
    sources=(NEW,),
    trend=(Trend(JUNE, (("red", 0), ("yellow", 1), ("green", 0), ("none", 1))),),
)
QUIET = replace(
    FULL,
    counts=(ColourCount("red", 2, 2), ColourCount("yellow", 1, 1), ColourCount("green", 0, 0)),
    worse=(),
    better=(),
    vanished=(),
    added=(),
    coming=(),
    documents=(),
    quiet=True,
)
EMPTY = Digest(today=TODAY, counts=(ColourCount("red", 0), ColourCount("yellow", 0), ColourCount("green", 0)))
DIGESTS = {"digest": FULL, "digest_first": FIRST, "digest_quiet": QUIET, "digest_empty": EMPTY}
