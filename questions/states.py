"""Limits on what has become of a proposal: adopted, status, colour, confidential, what is not stated."""

from questions.query import Filter
from questions.scanner import Scanner

_NOT = r"(?:ikke|aldrig|ej|endnu ikke|not|never|n't|weren't|wasn't|isn't|aren't)"
_ADOPTED = r"(?:vedtaget|vedtagne|vedtog|vedtagelse|besluttet|godkendt|godkendte|adopted|approved|passed)"


def adopted_filters(scanner: Scanner) -> list[Filter]:
    """ "vedtagne", "ikke vedtaget", "not adopted", "forkastede"."""
    if scanner.take(
        rf"\b(?:hvor (?:det|vedtagelse) )?{_ADOPTED}[^.?]{{0,12}}(?:ikke (?:er )?oplyst|uoplyst|not stated|unknown)\b"
    ):
        return [Filter("adopted", ("unstated",))]
    if scanner.take(
        rf"\b(?:{_NOT}(?:\s+\w+){{0,2}}?\s+{_ADOPTED}|forkastede?t?|afviste?|uvedtagne|rejected|turned down|unadopted)\b"
    ):
        return [Filter("adopted", ("false",))]
    if scanner.take(rf"\b{_ADOPTED}\b"):
        return [Filter("adopted", ("true",))]
    return []


# What a question calls a status, and the name of the state in the answers.
_STATES = (
    (
        "not_as_intended",
        r"(?:ikke|not)(?:\s+\w+){0,2}?\s+(?:implementeres?|implementeret|gennemføre[st]|gennemført|implemented|carried out)\s+(?:som|as)\s+"
        r"(?:tiltænkt?|planlagt|forudsat|intended|planned)|(?:implementeres|implementeret|gennemføres|implemented)\s+(?:ikke|not)\s+(?:som|as)\s+\w+",
    ),
    (
        "both_slipped",
        r"(?:både|both)[^.?]{0,40}(?:tidsplan|tid|forsink\w*|schedule|delay\w*)[^.?]{0,40}(?:økonomi|budget|economy|cost)\w*",
    ),
    (
        "schedule_slipped",
        r"(?:forsinke(?:t|de|lse|lser)|bagud|overskredet tidsplan\w*|tidsplanen? (?:er )?skredet|skredet (?:i tid|tidsplan)|delayed|behind schedule|late|"
        r"overdue schedule|slipped(?: schedule)?)(?:\s+(?:med\s+)?(?:mere|over|more|by more)?\s*(?:end|than)?\s*(?:6|seks|six)\s*(?:måneder|mdr\.?|months?))?",
    ),
    (
        "economy_slipped",
        r"(?:økonomien (?:er )?skredet|skredet økonomi|overskredet budget\w*|(?:over|exceeded) budget|cost overrun\w*|budgetoverskridelse\w*)",
    ),
    (
        "as_planned",
        r"(?:forløber|går|kører|følger|on|running|runs|goes|going|proceed\w*)?\s*(?:som planlagt|efter planen|planen|according to plan|as planned|on track|on schedule)",
    ),
    (
        "implemented",
        r"(?:(?:fuldt |endeligt )?(?:implementeret|implementerede|gennemført|gennemførte|færdige|afsluttede?|afsluttet)|(?:fully )?(?:implemented|completed|finished))",
    ),
)


def status_filters(scanner: Scanner) -> list[Filter]:
    """ "forsinket mere end 6 måneder", "som planlagt", "implementeret", "ikke implementeret som tiltænkt"."""
    for state, pattern in _STATES:
        if state == "implemented" and scanner.take(rf"\b{_NOT}\s+(?:\w+\s+)?{pattern}\b"):
            return [Filter("state", ("implemented",), negated=True)]
        if state == "as_planned" and scanner.take(rf"\b(?:{_NOT}\s+(?:er\s+)?{pattern}|off (?:plan|track))(?=\W|$)"):
            return [Filter("state", ("off_plan",))]
        if state == "schedule_slipped" and scanner.take(rf"\b{_NOT}\s+(?:er\s+)?{pattern}(?=\W|$)"):
            return [Filter("state", (state,), negated=True)]
        if scanner.take(rf"\b(?:{pattern})(?=\W|$)"):
            return [Filter("state", (state,))]
    return []


_COLOURS = (
    ("red", r"røde?t?|roede?t?|rødt|red|kritiske?"),
    ("yellow", r"gule?t?|yellow|amber"),
    ("green", r"grønn?e?t?|groenn?e|green"),
)


# "grønne områder" are parks: a colour is a status where a case, another colour or the end of the phrase follows.
_NOT_A_THING = (
    r"(?=\s*(?:$|[?.!,:;/)\x1f]|eller|og|or|and|sag|case|forslag|proposal|projekt|project|status|række|row|lige|nu|i |in |under |"
    r"fra |from |med |with |for |på |hos |siden |since |that |der |som |are |is |er |blandt |among |within |inden))"
)


def colour_filters(scanner: Scanner) -> list[Filter]:
    """ "røde sager", "yellow or red", "ikke grønne"."""
    found: list[str] = []
    negated = False
    for colour, pattern in _COLOURS:
        match = scanner.take(rf"\b(?:(?P<not>{_NOT})\s+(?:er\s+)?)?(?:{pattern})(?:\s+status)?\b{_NOT_A_THING}")
        if match:
            negated = negated or bool(match["not"])
            found.append(colour)
    return [Filter("colour", tuple(found), negated=negated)] if found else []


_SOURCES = (
    (
        "ideas",
        r"(?:i |fra |in |from )?(?:the )?(?:idé|ide)(?:banken?s?|kataloget|-?katalog)|(?:in |from )?(?:the )?idea bank",
    ),
    (
        "statuses",
        r"(?:i |fra |in |from )?(?:the )?(?:statusrapport(?:en|er|erne)?|status reports?)|(?:i|fra|in|from) (?:the )?(?:opfølgningen|follow-up)",
    ),
    (
        "proposals",
        r"(?:i |fra |in |from )?(?:the )?(?:investeringskatalog(?:et)?|overførselssagens? (?:investerings)?forslag|investment catalogue)",
    ),
)


def other_filters(scanner: Scanner) -> list[Filter]:
    """Confidential proposals, cross-cutting ones, one kind of document, and what is not stated."""
    found = [Filter("source", (kind,)) for kind, pattern in _SOURCES if scanner.take(rf"\b(?:{pattern})\b")][:1]
    if scanner.take(r"\b(?:fortrolige?t?|hemmelige?|confidential|secret)\b"):
        found.append(Filter("confidential", ("true",)))
    if scanner.take(r"\b(?:tværgående forslag|cross-cutting(?: proposals)?)\b"):
        found.append(Filter("cross_cutting", ("true",)))
    return found + _not_stated(scanner)


_MISSING = r"(?:ikke (?:er |har )?(?:oplyst\w*|angivet|kendt)|mangler|uoplyste?|ukendte?|(?:is |are |was )?not (?:stated|given|known|specified)|missing|unknown|unstated)"
_FIELDS = (
    (
        "cost",
        r"(?:implementerings)?omkostning\w*|investering\w*|udgift\w*|pris\w*|(?:implementation )?costs?|price|investment",
    ),
    ("saving", r"effekt\w*|besparelse\w*|gevinst\w*|savings?|effect"),
    ("phase_in_year", r"(?:fuldt )?indfas\w*(?: år)?|implementeringsår|phase[- ]in(?: year)?|år"),
    ("payback", r"tilbagebetalingstid\w*|payback(?: period| time)?"),
)


def _not_stated(scanner: Scanner) -> list[Filter]:
    found = []
    for field, pattern in _FIELDS:
        around = (
            rf"\b(?:{pattern})\s*(?:\w+\s+){{0,2}}?{_MISSING}|{_MISSING}\s+(?:\w+\s+)?(?:{pattern})|"
            rf"(?:uden|without|har ikke|have no|with no)\s+(?:en |et |a |an )?(?:oplyst|oplyste|angivet|angivne|kendt|kendte|stated|known|given)\s+(?:{pattern})"
        )
        if scanner.take(around):
            found.append(Filter(field, (), "not_stated"))
    return found
