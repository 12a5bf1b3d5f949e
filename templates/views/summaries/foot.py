"""What stands beside an answer: what has to be said with it, and at the foot where it is from and how it was read."""

from collections.abc import Iterable, Mapping, Sequence

from records import Answer, Note, Source
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import reading

LINE = 70  # signs
FOOT = 190
PLACES = 95
MOST_DOCUMENTS, MOST_SPOTS = 2, 2
MOST_SAID, SAID = 2, 2 * LINE
MONTH = 30.44
_BESIDE_READING = ("spelled_as", "held_against", "held_against_average")
# Told at the foot, or by the card itself.
_ELSEWHERE = {
    "ignored",
    "carried",
    *_BESIDE_READING,
    "data_as_of",
    "status_old",
    "compared",
    "amount_is_saving",
    "amount_is_cost",
    "payback_which",
    "link_basis",
    "colours",
    "milestones_closed",
    "no_proposal",
    "owned",
    "counted_cases",
    "vanished",
}
# Said before others: without them a figure is misread.
_URGENT = (
    "first_by",
    "first_alike",
    "alike",
    "alike_cases",
    "each_unstated",
    "first_unstated",
    "printed_anew",
    "corrected",
    "corrected_accepted",
    "confidential",
    "premise",
    "premise_holds",
    "premise_fails",
    "nearest_case",
    "listed_without",
    "no_such_code",
    "ambiguous_code",
    "attached",
    "attached_private",
)


def said_beside(answer: Answer, but: Iterable[str] = (), most: int = MOST_SAID) -> tuple[str, ...]:
    """What changes how the answer is read: what is urgent, or else one thing that is not."""
    left_out = {*_ELSEWHERE, *but}
    if len(answer.reading.parts) < 2:
        left_out.add("nothing_found")  # the headline says so, and no condition can be taken off
    found = [note for note in answer.notes if note.kind not in left_out]
    urgent = sorted((note for note in found if note.kind in _URGENT), key=lambda note: _URGENT.index(note.kind))
    texts = dict.fromkeys(reading.note(note, answer.language) for note in urgent or found[:1])
    return tuple(limits.shortened(text, SAID) for text in texts)[:most]


def places_line(sources: Iterable[Source | None], language: str, covered: bool = False) -> str:
    """ "Kilder: status-december-2024, linje 36 · forslag, s. 4": each document once, with its first places. Many are
    counted; nothing where what was looked through is said anyway (`covered`)."""
    spots: dict[str, dict[str, None]] = {}
    for source in sources:
        if source:
            spots.setdefault(one_line(source.document), {})[formats.spot(source, language)] = None
    if not spots:
        return ""
    if len(spots) > MOST_DOCUMENTS:
        return "" if covered else say("summary.sources_many", language, count=len(spots))
    lines = (_places(spots, most, language) for most in range(MOST_SPOTS, -1, -1))
    return next(
        (line for line in lines if len(line) <= PLACES), say("summary.sources_many", language, count=len(spots))
    )


def _places(spots: Mapping[str, Iterable[str]], most: int, language: str) -> str:
    """The documents with so many places each: a place is named whole, or not at all."""
    names = [
        joined((formats.without_ending(name), _spots([*found], most, language)), ", ") for name, found in spots.items()
    ]
    return say("summary.sources", language, places=joined(names), count=len(names))


def _spots(found: Sequence[str], most: int, language: str) -> str:
    named = [spot for spot in found if spot]
    more = len(named) - most
    if not most:
        return ""
    listed = _listed(named[:most])
    return say("summary.more_spots", language, spots=listed, count=more) if more > 0 else listed


def _listed(spots: Sequence[str]) -> str:
    """ "linje 25, 28": what kind of place it is stands once."""
    parts = [spot.partition(" ") for spot in spots]
    same = len({kind for kind, _, number in parts if number.isdigit()}) == 1 and all(n.isdigit() for _, _, n in parts)
    return f"{parts[0][0]} {', '.join(number for _, _, number in parts)}" if same else ", ".join(spots)


def beside_line(answer: Answer, room: str = "") -> str:
    """What was left out of the question, how it was read, over what it was answered, and how old that is."""
    language = answer.language
    words = [say("ui.quote", language, text=word) for word in answer.ignored]
    parts = reading.parts(answer.reading.parts, language)
    carried = joined(reading.parts(answer.carried, language), ", ")
    texts = (
        reading.note(Note("ignored", {"words": words}), language) if words else "",
        *(reading.note(one, language) for one in answer.notes if one.kind in _BESIDE_READING),
        *_where(answer),
        say("summary.carried", language, parts=carried) if carried else "",
        say("summary.read_as", language, parts=joined(parts, ", ")) if parts else "",
        _age(answer),
        *(reading.covered(answer.coverage, language) if not answer.cases else ()),
    )
    return limits.shortened(joined(map(formats.without_stop, texts)), FOOT - len(room))


def _where(answer: Answer) -> Iterable[str]:
    """The municipality and the areas of the one case that the card is about."""
    if len(answer.cases) == 1 and answer.intent in ("status", "changes"):
        view = answer.cases[0]
        areas = dict.fromkeys(one_line(row.area) for row in view.statuses if row.area)
        yield joined((one_line(view.hit.municipality), joined(areas, " + ")), ", ")


def _age(answer: Answer) -> str:
    """As of which day a status is, and how old that has become."""
    notes = {one.kind: one.values for one in answer.notes}
    day = notes.get("data_as_of", {}).get("date")
    if day is None:
        return ""
    old = notes.get("status_old", {}).get("days")
    months = round(int(str(old)) / MONTH) if old is not None else 0
    return say("summary.as_of", answer.language, date=day, months=months)
