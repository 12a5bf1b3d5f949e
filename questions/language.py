"""Is a question Danish or English?"""

import re

ENGLISH = frozenset(
    (
        "the of and which what who when how many much are is was were do does did about with under over between "
        "from by for on in to not that have has proposals proposal cases case show list find all any where why "
        "savings saving costs cost than less more status better use adopted implemented delayed responsible "
        "milestones milestone due next month overdue give me their its there this these case's year years between "
        "committee municipality municipalities help total average largest"
    ).split()
)
DANISH = frozenset(
    (
        "og hvad hvem hvor hvornår hvilke hvilken hvilket hvorfor hvordan er den det der som med under over "
        "mellem fra af for på i til ikke har sager sag forslag vis find alle hvis besparelse besparelser effekt "
        "koster end mindre mere status vedtaget vedtagne forsinket ansvarlig milepæle milepæl frist næste måned "
        "giv mig deres år mange meget kommuner kommune hjælp samlet største om kan du skal være bliver blev ved "
        "hos efter inden før"
    ).split()
)


def language_of(text: str) -> str | None:
    """ "en" or "da", by the small words and letters of `text`; None where nothing tells."""
    words = re.findall(r"[a-zæøå']+", text.lower())
    danish = 2 * any(letter in text.lower() for letter in "æøå")
    english = sum(word in ENGLISH and word not in DANISH for word in words)
    danish += sum(word in DANISH and word not in ENGLISH for word in words)
    if english == danish:
        return None
    return "en" if english > danish else "da"
