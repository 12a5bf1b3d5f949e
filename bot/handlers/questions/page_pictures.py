"""The page of a document that an answer was taken from, as a picture with its figure marked, for whoever may see it."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from bot.case_queries import CaseQueries
from bot.handlers.questions.sources import asked_words, pictured_place
from loaders.files import foreign, pdf
from loaders.files.pdf import PagePicture
from loaders.limits import Allowance
from records import Answer, Refused, Source
from templates import Card, render_notice, render_page_picture, say
from templates.formats import place as place_name

KEPT, MOST = timedelta(minutes=15), 20  # how long a picture is kept, and how many are
_FIGURE = re.compile(r"[-−–(]?\d[\d.,  ]*\d\)?|\d")
_MOST_MARKS = 12
_CODE = re.compile(r"\b[A-ZÆØÅ]{2,4}[ -]?\d{1,4}\b")


class PagePictures:
    """Pages that were shown lately. They are known by what the file holds: who may not read the file gets none."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, tuple[str, ...]], tuple[datetime, PagePicture]] = OrderedDict()
        self._lock = Lock()

    def picture(
        self, place: Source, content: bytes, marks: Sequence[str], allowed: Allowance, now: datetime
    ) -> PagePicture:
        """The page of `place`, with the first of the `marks` that stands on it. Raises Refused."""
        key = (sha256(content).hexdigest(), place.page or 1, tuple(marks))
        with self._lock:
            for old in [one for one, (since, _) in self._kept.items() if not timedelta() <= now - since < KEPT]:
                del self._kept[old]
            if key in self._kept:
                return self._kept[key][1]
        made = pdf.page_picture(place.document, content, key[1], marks, allowed, close=True)
        with self._lock:
            self._kept[key] = (now, made)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made


def page_card(
    answer: Answer | None,
    queries: CaseQueries,
    pictures: PagePictures,
    allowed: Allowance,
    now: datetime,
    language: str,
) -> Card:
    """The page that an answer was taken from; a sentence where there is none to show. The file is the one that whoever
    asks may read: `queries` know no other."""
    place = pictured_place(answer)
    if answer is None or place is None:
        return render_notice(say("doors.no_source", language), language)
    content = _content(place, queries)
    if content is None:
        return render_notice(say("doors.page_not_kept", language, place=place_name(place, language)), language)
    try:
        made = pictures.picture(place, content, tuple(_marks(answer, place, queries)), allowed, now)
    except Refused as refused:
        values = {**refused.values, "name": place.document}
        return render_notice(say(f"refused.{refused.reason}", language, **values), language)
    where = place_name(place, language)
    told = say("doors.page_marked", language, text=made.mark, count=made.marked) if made.marked else ""
    return render_page_picture(where, told or say("doors.page_unmarked", language), made.png, language)


def _content(place: Source, queries: CaseQueries) -> bytes | None:
    store = queries.library.store
    held = next((one for one in store.documents() if one.name == place.document), None)
    original = store.original(held.id) if held else None
    content = original.content if original else None
    return content if content is not None and foreign.is_pdf(content) else None


def _marks(answer: Answer, place: Source, queries: CaseQueries) -> Iterator[str]:
    """What to look for on the page, the likeliest first: as its line prints them the figures that were asked for, the
    saving of the case, the others of the answer; what else the answer says that stands in the line; the code."""
    first, lines = queries.lines(place)
    at = (place.line or 0) - first
    line = lines[at] if 0 <= at < len(lines) else ""
    rows = [row for view in answer.cases for row in view.statuses if row.source == place and row.saving_tkr]
    asked = [fact.value for fact in answer.facts if fact.label in answer.asked]
    values = [*asked, *(f"{row.saving_tkr:g}" for row in rows), *(fact.value for fact in answer.facts)]
    wanted = [digits for value in values for figure in _FIGURE.findall(value) if (digits := _digits(figure))]
    cells = [cell.strip() for cell in line.split("\t") if _FIGURE.fullmatch(cell.strip())]
    figures = [cell for digits in wanted for cell in cells if _digits(cell) == digits]
    said = [word for word in asked_words(answer) if len(word) > 3 and word in line]
    codes = [view.hit.code for view in answer.cases if view.hit.code]
    found = [*figures, *(figure.strip("-−–() ") for figure in figures), *said, *_CODE.findall(line), *codes]
    yield from list(dict.fromkeys(one for one in found if one))[:_MOST_MARKS]


def _digits(figure: str) -> str:
    """Its digits without zeros at its ends, which "4.150" and "4,15 mio. kr." have in common."""
    return re.sub(r"\D", "", figure).strip("0")
