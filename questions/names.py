"""Limits on names: municipality, committee, administration, area, measure, type."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from questions.query import Filter
from questions.scanner import Scanner
from records import names


@dataclass(frozen=True, slots=True)
class Known:
    """The names that the documents hold, so that a question can use any of them."""

    administrations: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


_IN = r"(?:(?:i|fra|hos|for|på|af|from|in|of|by|inden for|under|within)\s+)?"
_NOT = r"(?:ikke (?:er )?|bortset fra |undtagen |uden for |andet end |not |except |other than |outside )"


def municipality_filters(scanner: Scanner, _: Known) -> list[Filter]:
    """ "Halsnæs", "Svendborgs forslag", "Copenhagen", "Aalborg og Aarhus"."""
    # "greve" is a word and "Greve" a municipality: after "i" or "fra" the one typed in a hurry is the other.
    cased = re.sub(r"\b(?:i|fra|hos|from|in) [a-zæøå]", lambda m: m[0][:-1] + m[0][-1].upper(), scanner.cased)
    found = names.municipalities_in(cased)
    negated = False
    for _name, start, end in found:
        front = re.search(rf"{_NOT}?{_IN}$", scanner.rest[:start])
        back = re.match(r"(?:s|'s|')?\s*(?:kommunes?|municipality(?:'s)?)?\b", scanner.rest[end:])
        negated = negated or bool(front and re.search(_NOT, front[0]))
        scanner.use(front.start() if front else start, end + (back.end() if back else 0))
    listed = tuple(dict.fromkeys(name for name, _, _ in found))
    return [Filter("municipality", listed, negated=negated)] if listed else []


_COMMITTEE = (
    r"\b(?P<name>[a-zæøå]+-?(?:(?:,\s+|\s+(?:og|&|and)\s+)[a-zæøå]+-?)*udvalget?s?|økonomiudvalget?s?|borgerrådgiveren?s?|"
    r"(?:sud|buu|sou|kfu|tmu|biu|øu|oeu|bor)(?:'?s)?\b|(?:the )?[a-z]+(?:,? (?:and|&) [a-z]+)? committee)\b"
)


def committee_filters(scanner: Scanner, _: Known) -> list[Filter]:
    """ "SUD", "Socialudvalget", "the Health and Care Committee"."""
    for match in re.finditer(_COMMITTEE, scanner.rest):
        words = match["name"]
        read = names.committee(re.sub(r"^the ", "", words)) or names.committee(words.rstrip("s"))
        if read is None:
            read = _tail_committee(words)
        if read:
            front = re.search(rf"{_NOT}?{_IN}(?:the\s+)?$", scanner.rest[: match.start()])
            scanner.use(front.start() if front else match.start(), match.end())
            return [Filter("committee", (read,), negated=bool(front and re.search(_NOT, front[0])))]
    return []


def _tail_committee(words: str) -> str | None:
    """A committee named by the last words of a longer run ("forslag fra social-udvalget")."""
    pieces = words.split()
    return next((read for at in range(1, len(pieces)) if (read := names.committee(" ".join(pieces[at:])))), None)


def administration_filters(scanner: Scanner, known: Known) -> list[Filter]:
    """ "Socialforvaltningen", "SOF": who proposes, or with "berører"/"affects" who is touched."""
    pattern = (
        r"\b(?P<name>(?:[a-zæøå]+-(?:,| og| &)\s+)*[a-zæøå]+forvaltningen?s?|(?:sof|buf|suf|kff|tmf|bif|økf)\b|"
        r"(?:the )?[a-z]+(?:,? (?:and|&) [a-z]+)? administration)\b"
    )
    match = re.search(pattern, scanner.rest)
    read = names.administration(match["name"]) if match else None
    official = {name.lower(): name for name in known.administrations}
    if not match or not read or (read.lower() not in official and not _official(read)):
        return []
    touched = scanner.take(
        r"\b(?:berører|berørte?|påvirker|involverer|affects?|affecting|affected|involves?|involving)\b"
    )
    front = re.search(rf"{_IN}$", scanner.rest[: match.start()])
    scanner.use(front.start() if front else match.start(), match.end())
    return [Filter("affected" if touched else "administration", (official.get(read.lower(), read),))]


def _official(name: str) -> bool:
    return names.administration(name) == name and name[:1].isupper()


def area_filters(scanner: Scanner, known: Known) -> list[Filter]:
    """The nine areas of the idea bank and the sections of the status reports, said as people say them."""
    found: list[str] = []
    for area in sorted(known.areas, key=len, reverse=True):
        words = re.escape(area.lower()).replace(r"\ ", r"\s+")
        if scanner.has(rf"\btil\s+{words}"):
            continue  # "botilbud til borgere med handicap" is a topic
        if scanner.take(rf"{_IN}\b{words}(?:s?\s*området)?(?![a-zæøå])"):
            found.append(area)
    pattern = (
        r"\b(?P<name>(?:[a-zæøå]+(?:-,?|,)?(?:\s+(?:og|&)\s+))?[a-zæøå]+områd(?:et|erne|e)s?|"
        r"(?:[a-z]+(?: (?:and|&) [a-z]+)?) (?:area|sector)s?)\b"
    )
    for match in list(re.finditer(pattern, scanner.rest)):
        read = names.area(match["name"])
        if read and read in known.areas:
            front = re.search(rf"{_IN}(?:the\s+)?$", scanner.rest[: match.start()])
            scanner.use(front.start() if front else match.start(), match.end())
            found.append(read)
    found += [read for read in (*_under(scanner, known), *_section(scanner, known)) if read not in found]
    return [Filter("area", tuple(dict.fromkeys(found)))] if found else []


def _under(scanner: Scanner, known: Known) -> Iterable[str]:
    """ "under Administration", "området skoler", "within culture and leisure": an area that is named as one."""
    pattern = r"\b(?:fagområdet?|området|kategorien|chapter|area|category|kapitlet)\s+(?P<name>[a-zæøå&,\- ]+)"
    for match in list(re.finditer(pattern, scanner.rest)):
        words = match["name"].split()
        for size in range(min(len(words), 6), 0, -1):
            text = " ".join(words[:size])
            if (read := names.area(text)) and read in known.areas:
                scanner.use(match.start(), match.start("name") + len(text))
                yield read
                break


def _section(scanner: Scanner, known: Known) -> Iterable[str]:
    """ "cases for citizens with disabilities": a section of the reports under another name, of two words at least."""
    if not re.search(r"\b(?:sager|cases)\b", scanner.text):
        return
    for match in list(
        re.finditer(r"\b(?:for|within|under|in|on|på|inden for)\s+(?:the\s+)?(?P<name>[a-zæøå&,\- ]+)", scanner.rest)
    ):
        words = match["name"].split()
        for size in range(min(len(words), 6), 1, -1):
            text = " ".join(words[:size])
            if (read := names.area(text)) and read in known.sections:
                scanner.use(match.start(), match.start("name") + len(text))
                yield read
                break


_PROPOSAL = r"(?:forslag(?:et|ene)?|tiltag(?:et|ene)?|ideer?|proposals?|measures?|ideas?)"


def measure_filters(scanner: Scanner, known: Known) -> list[Filter]:
    """ "digitaliseringsforslag", "forslag om indkøb" where the bank has that measure, "type of measure: udbud"."""
    by_family: dict[str, list[str]] = {}
    for measure in known.measures:
        for word in {measure, *re.split(r"[/,&]| og ", measure)}:
            by_family.setdefault(word.strip().lower(), []).append(measure)
    for word in sorted(by_family, key=len, reverse=True):
        if len(word) < 4:
            continue
        said = re.escape(word)
        pattern = (
            rf"\b{said}s?-?{_PROPOSAL}\b|\b(?:tiltag(?:et|stypen?)?|tiltagstypen?|type(?:n)? tiltag|typer af tiltag|measure(?: type)?|"
            rf"(?:af |of )?typen?)\s*(?:er|af|of|is|:)?\s*['\"]?{said}\b['\"]?"
        )
        if scanner.take(pattern):
            return [Filter("measure", (names.measure_family(by_family[word][0]),))]
    return _english_measures(scanner, by_family)


def _english_measures(scanner: Scanner, by_family: dict[str, list[str]]) -> list[Filter]:
    english = {
        "digitalisering": r"digitali[sz]ation|digital",
        "automatisering": "automation",
        "indkøb": "procurement|purchasing",
        "udbud": "tender(?:ing)?",
        "organisering": r"organi[sz]ation(?:al)?",
        "planlægning": "planning",
    }
    for danish, word in english.items():
        said = rf"(?:{word}) (?:proposals|measures|ideas)|measure(?: type)?(?: is| of|:)? ['\"]?(?:{word})"
        if danish in by_family and scanner.take(rf"\b(?:{said})\b"):
            return [Filter("measure", (names.measure_family(by_family[danish][0]),))]
    return []


def type_filters(scanner: Scanner, _: Known) -> list[Filter]:
    """ "investeringsforslag", "efficiency proposals", "innovationsforslag"."""
    kinds = (
        (
            "Investeringsforslag",
            r"investerings?-?(?:forslag|sager|sag|cases?)(?:et|ene)?|investment (?:proposals?|cases?)",
        ),
        (
            "Effektiviseringsforslag",
            r"effektiviserings?-?(?:forslag|sager|sag)(?:et|ene)?|efficiency (?:proposals?|cases?)",
        ),
        (
            "Innovationsforslag",
            r"innovations?-?(?:forslag|sager|sag|projekter)(?:et|ene)?|innovation (?:proposals?|cases?|projects?)",
        ),
    )
    found = [
        name for name, pattern in kinds if scanner.take(rf"\b(?:(?:af |of )?(?:the )?typen?e?\s+)?(?:{pattern})\b")
    ]
    return [Filter("type", tuple(found))] if found else []


NAME_READERS: tuple[Callable[[Scanner, Known], list[Filter]], ...] = (
    committee_filters,
    administration_filters,
    municipality_filters,
    type_filters,
    measure_filters,
    area_filters,
)
