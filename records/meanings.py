"""What the words of a status mean, and the colour of that. The words are data: `words/statuses.toml`.

The words give signs ("carried out", "late"); what stands beside them says whether they are denied, only expected or
only partly so. The first rule that fits names the meaning; words that no rule knows have none, and so no colour.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from records.compiled import toml_table

STATUSES = Path(__file__).with_name("words") / "statuses.toml"
NOT_BEGUN, UNDER_WAY, AS_PLANNED, LATE = "not begun", "under way", "as planned", "late"
OVER_BUDGET, PARTLY, DONE, STOPPED, CHANGED = "over budget", "partly done", "done", "stopped", "changed"
MEANINGS = (NOT_BEGUN, UNDER_WAY, AS_PLANNED, LATE, OVER_BUDGET, PARTLY, DONE, STOPPED, CHANGED)

_PER_CENT = re.compile(r"(?<![\d,.])(\d{1,3})(?:[,.]\d+)? ?(?:%|pct\b|procent\b|percent\b|per cent\b)")
_CLAUSE = re.compile(r"[.;:!?]|,|\b(?:men|but|dog|hvorimod)\b")
_BEHIND = re.compile(r"\b(?:nu|længere|alligevel|desværre)\b")
_DENIED_WITHIN = 4  # words
_WEAKER = frozenset(
    {"future", "partly", "paused", "yet", "whole", "becoming"}
)  # stand beside a denial and are not denied by it


@dataclass(frozen=True, slots=True)
class _Words:
    """The data, as patterns: a sign or a kind of words → what finds it."""

    colours: Mapping[str, str]
    whole: Mapping[str, str]
    denial: re.Pattern[str]
    signs: Mapping[str, re.Pattern[str]]


def meaning(text: str) -> str | None:
    """What a status says, one of MEANINGS; None where its words do not decide it."""
    return _meaning(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("\u00a0", " ").split()).strip(" .!:-–")


def all_meanings(text: str) -> tuple[str, ...]:
    """All that a status says, the first what `meaning` gives: one that is late may be over budget too."""
    plain = _plain(text)
    first = _meaning(plain)
    more = first == LATE and OVER_BUDGET in _Said.of(plain).yes
    return (*filter(None, (first,)), *((OVER_BUDGET,) if more else ()))


def colour_of(meaning: str | None) -> str | None:
    """ "green", "yellow" or "red" of a meaning; None for those that have no colour."""
    return _words().colours.get(meaning or "")


@lru_cache(maxsize=4096)
def _meaning(text: str) -> str | None:
    if text in _words().whole:
        return _words().whole[text]
    said = _Said.of(text)
    return next((name or None for name, rule in _RULES if rule(said)), None)


@dataclass(frozen=True, slots=True)
class _Said:
    """The signs that a text holds: affirmed, denied, and denied only for now (`yet`) or of the whole (`whole`)."""

    yes: frozenset[str]
    no: frozenset[str]
    share: int | None

    @classmethod
    def of(cls, text: str) -> "_Said":
        yes: set[str] = set()
        no: set[str] = set()
        plain, denials = _without_denials(text)
        signs = _words().signs
        costs = [match.span() for match in signs[OVER_BUDGET].finditer(plain)]
        for name, pattern in signs.items():
            for match in pattern.finditer(plain):
                if name == LATE and any(start <= match.start() and match.end() <= end for start, end in costs):
                    continue  # "økonomien er skredet" says nothing of the time
                (no if name not in _WEAKER and _is_denied(plain, match, denials) else yes).add(name)
        found = _PER_CENT.search(text)
        return cls(frozenset(yes), frozenset(no), int(found[1]) if found else None)

    @property
    def is_part(self) -> bool:
        return "partly" in self.yes or (self.share is not None and self.share < 100)


def _without_denials(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without its denials, and where they stood in it: "bliver ikke til noget" is "bliver til noget"."""
    parts, places, end = [], [], 0
    for match in _words().denial.finditer(text):
        parts.append(text[end : match.start()])
        places.append(sum(map(len, parts)))
        end = match.end()
    return "".join((*parts, text[end:])), tuple(places)


def _is_denied(text: str, match: re.Match[str], denials: tuple[int, ...]) -> bool:
    """A denial in the few words before, in the same clause, or inside, or right behind ("gennemføres ikke")."""
    return any(_denies(text, match, place) for place in denials)


def _denies(text: str, match: re.Match[str], place: int) -> bool:
    if place <= match.start():
        between = text[place : match.start()]
        return not _CLAUSE.search(between) and len(between.split()) < _DENIED_WITHIN
    return place <= match.end() or not _BEHIND.sub("", text[match.end() : place]).strip()


def _stopped(said: _Said) -> bool:
    """Given up, or not carried out; "endnu ikke gennemført" only is not so yet, "midlertidigt stoppet" may go on."""
    if said.yes & {"paused", "partly"} or "as planned" in said.no:
        return False
    if "stopped" in said.yes:
        return "future" not in said.yes
    not_done = bool(said.no & {"carried out", "carrying out"})
    return not_done and not said.yes & {"yet", "whole", "future", "finished"}


def _done(said: _Said) -> bool:
    done = bool(said.yes & {"carried out", "finished"}) or said.share == 100
    return (
        done
        and not said.is_part
        and not said.yes & {"future", "becoming", "not begun", "yet"}
        and not said.no & _CARRIED
    )


def _partly(said: _Said) -> bool:
    if said.no & {"carried out", "finished"} and "whole" in said.yes:
        return True
    part = "partly" in said.yes or (said.share is not None and 0 < said.share < 100)
    return part and bool(said.yes & _CARRIED)


def _as_planned(said: _Said) -> bool:
    if "as planned" in said.no:
        return False
    return "as planned" in said.yes or bool(said.no & {"late", "over budget", "deviation"})


def _not_begun(said: _Said) -> bool:
    return bool(said.no & {"begun", "under way"}) or "not begun" in said.yes or said.share == 0


def _under_way(said: _Said) -> bool:
    going = bool(said.yes & {"under way", "begun", "carrying out"}) or bool(said.share)
    expected = bool(said.yes & _CARRIED) and bool(said.yes & {"future", "becoming", "yet"})
    return going or expected or bool(said.no & _CARRIED)


_CARRIED = frozenset({"carried out", "carrying out", "finished"})
_DECIDED_BEFORE = frozenset({"as planned"})  # "ikke som planlagt" says that something is wrong, and not what

# Meaning → when. The first that fits.
_RULES: tuple[tuple[str, Callable[[_Said], bool]], ...] = (
    (STOPPED, _stopped),
    (LATE, lambda said: "late" in said.yes),
    (OVER_BUDGET, lambda said: "over budget" in said.yes),
    (PARTLY, _partly),
    (DONE, _done),
    ("", lambda said: bool(said.no & _DECIDED_BEFORE) or "paused" in said.yes),
    (AS_PLANNED, _as_planned),
    (NOT_BEGUN, _not_begun),
    (UNDER_WAY, _under_way),
    (CHANGED, lambda said: "changed" in said.yes),
)


@cache
def _words() -> _Words:
    data = toml_table(STATUSES)
    weaker = data["weaker"] | {"yet": data["denial"]["yet"], "whole": data["denial"]["whole"]}
    signs = {name: _pattern(phrases) for name, phrases in (data["signs"] | weaker).items()}
    whole = {phrase: name for name, phrases in data["whole"].items() for phrase in phrases}
    return _Words(data["colours"], whole, _pattern(data["denial"]["words"]), signs)


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases, the longest first; "*" is any ending, or a word of its own."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, ordered))})(?!\w)")


def _one(phrase: str) -> str:
    parts = (r"\w+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())
    return r"\W+".join(parts)
