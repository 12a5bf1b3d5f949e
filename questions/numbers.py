"""Limits on numbers: amounts, paybacks and years, each with under, over, between, exactly."""

import re

from questions.query import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, OVER, UNDER, Filter
from questions.scanner import Scanner
from records.amounts import Amount, amounts, number

FIELDS = {
    "cost_construction": r"anlægs(?:udgift|investering|omkostning|midler|bevilling)\w*|(?:på )?anlæg\b|construction (?:costs?|investments?)",
    "cost_service": r"service(?:udgift|investering|omkostning|midler)\w*|(?:på )?service\b|service (?:costs?|investments?)",
    "cost": (
        r"implementeringsomkostning\w*|etableringsomkostning\w*|omkostning\w*|investeringsudgift\w*|koster?\b|kostede|"
        r"kostet|kostende|investeret|investering(?:en|er|erne|ssum\w*|sbeløb\w*)?\b|pris(?:en|er)?\b|udgift(?:en|er|erne)?\b|"
        r"implementation costs?|costs?\b|costing|investments?\b(?! proposal)|invested|investing|price\b|priced|to implement|expenses?"
    ),
    "saving": (
        r"effekt(?:en|er|erne)?\b|besparelse(?:n|r|rne)?\b|gevinst(?:en|er|erne)?\b|spare[rst]?\b|effektivisering(?:en|er|erne)?\b|"
        r"provenu(?:et)?\b|årlig gevinst|savings?\b|saves?\b|saving\b|effects?\b|gains?\b|benefits?\b"
    ),
}
_NUMBER = r"\d+(?:[.,]\d+)*"
_COMPARE = (
    (
        AT_MOST,
        r"højst|maksimalt|maksimum|maks?\.?|ikke (?:over|mere end)|op til|at most|up to|no more than|maximum|max|not (?:over|more than)",
    ),
    (AT_LEAST, r"mindst|minimum|ikke (?:under|mindre end)|at least|no less than|not (?:under|less than)"),
    (
        UNDER,
        r"under|mindre end|færre end|lavere end|billigere end|kortere end|hurtigere end|below|less than|lower than|cheaper than|"
        r"fewer than|shorter than|faster than|<",
    ),
    (
        OVER,
        r"over|mere end|større end|højere end|dyrere end|længere end|fra og med|above|more than|higher than|greater than|larger than|"
        r"longer than|exceeding|>",
    ),
    (EXACTLY, r"præcist?|netop|nøjagtigt?|lig med|exactly|equal to|på|of|=|er|is"),
)
_FROM = (
    rf"(?:mellem|between|fra|from)\s+(?P<low>(?:kr\.?\s*)?{_NUMBER}(?:\s*(?:mio|mia|t\.?\s?kr|tkr|kr|mill?ion|thousand|tusind)[\w.]*(?:\s*kr\.?)?)?)"
    r"\s*(?:og|and|til|to|-|–)\s*$"
)
_AFTER = (
    (AT_LEAST, r"(?:eller|og) (?:mere|derover|over|opefter)|or more|and up"),
    (AT_MOST, r"(?:eller|og) (?:mindre|derunder|under|nedefter)|or less"),
)
_YEARS = r"\s*(?:års?\b|years?\b)"
_PAYBACK = r"tilbagebetalingstid(?:en|er)?|tilbagebetalt|betalt (?:sig )?(?:hjem|tilbage)|betaler sig (?:hjem|tilbage)|tjent hjem|payback(?: (?:period|time)s?)?|pa(?:id|ys?) back|pays? for itself"


def payback_filters(scanner: Scanner) -> list[Filter]:
    """ "tilbagebetalingstid under 5 år", "a payback of 2 years"."""
    named = re.search(_PAYBACK, scanner.rest)
    if not named:
        return []
    for pattern, read in ((_between_years, _read_between), (_one_year, _read_one)):
        match = re.search(pattern(), scanner.rest)
        if match:
            scanner.use(*match.span())
            scanner.take_all_of(_PAYBACK)
            return [read(match)]
    return []


def _between_years() -> str:
    return rf"(?:mellem|between|fra|from)\s+(?P<low>{_NUMBER})(?:{_YEARS})?\s*(?:og|and|til|to|-|–)\s*(?P<high>{_NUMBER}){_YEARS}"


def _one_year() -> str:
    compare = "|".join(pattern for _, pattern in _COMPARE)
    return rf"(?:(?P<op>{compare})\s+)?(?P<low>{_NUMBER}){_YEARS}(?:\s+(?P<after>{'|'.join(p for _, p in _AFTER)}))?"


def _read_between(match: re.Match[str]) -> Filter:
    return Filter("payback", (), BETWEEN, number(match["low"]), number(match["high"]))


def _read_one(match: re.Match[str]) -> Filter:
    return Filter("payback", (), _op(match["op"], match["after"]), number(match["low"]))


def _op(before: str | None, after: str | None = None) -> str:
    for op, pattern in _AFTER:
        if after and re.fullmatch(pattern, after):
            return op
    for op, pattern in _COMPARE:
        if before and re.fullmatch(pattern, before):
            return op
    return EXACTLY


def amount_filters(scanner: Scanner) -> list[Filter]:
    """Every amount of the question with its comparison, and the field that its words name (saving where none does)."""
    found: list[Filter] = []
    for text, amount in _amounts(scanner):
        field, named = _field_at(scanner, amount.start, amount.end)
        before = scanner.rest[: amount.start]
        between = re.search(_FROM, before)
        if between and (low := _low(between["low"], amount)) is not None:
            found.append(Filter(field, (), BETWEEN, low, amount.tkr))
            start, end = between.start(), amount.end
        else:
            op, start, end = _comparison(scanner.rest, amount)
            if op is None:
                continue
            found.append(Filter(field, (), op, amount.tkr))
        scanner.use(start, end)
        if named:
            scanner.use(*named)
        del text
    return _once(found) + _free(scanner)


def _amounts(scanner: Scanner) -> list[tuple[str, Amount]]:
    """The amounts, the last first, so that the upper end of a range is met before its lower end."""
    return [(scanner.rest[a.start : a.end], a) for a in reversed(amounts(scanner.rest))]


def _low(text: str, high: Amount) -> float | None:
    """The lower end of a range; without a unit of its own it has the unit of the upper end."""
    own = amounts(text)
    if own:
        return own[-1].tkr
    plain = number(text) if re.fullmatch(_NUMBER, text) else None
    scale = {"mio": 1000.0, "mia": 1_000_000.0, "tkr": 1.0}.get(unit_of(high.unit), 0.001)
    return None if plain is None else plain * scale


def unit_of(unit: str) -> str:
    """The family of a printed unit: mio, mia, tkr or kr."""
    text = unit.lower()
    for family, pattern in (
        ("mia", r"mia|milliard|billion"),
        ("mio", r"mio|million|\bm\b|dkk ?m"),
        ("tkr", r"t\.? ?kr|1\.000|tusind|thousand|k$"),
    ):
        if re.search(pattern, text):
            return family
    return "kr"


def _comparison(text: str, amount: Amount) -> tuple[str | None, int, int]:
    after = re.match(rf"\s+({'|'.join(p for _, p in _AFTER)})", text[amount.end :])
    end = amount.end + (after.end() if after else 0)
    for op, pattern in _COMPARE:
        match = re.search(rf"(?:^|(?<=\W))(?:{pattern})\s*(?:ca\.?|cirka|about)?\s*$", text[: amount.start])
        if match:
            return (_op(None, after[1]) if after else op), match.start(), end
    return (_op(None, after[1]) if after else EXACTLY), amount.start, end


def _field_at(scanner: Scanner, start: int, end: int) -> tuple[str, tuple[int, int] | None]:
    """The field named nearest before the amount, else nearest after it, else the saving."""
    before: list[tuple[tuple[int, int], str]] = []
    after: list[tuple[tuple[int, int], str]] = []
    for field, pattern in FIELDS.items():
        for match in re.finditer(rf"\b(?:{pattern})", scanner.text):
            (before if match.end() <= start else after).append((match.span(), field))
    if before:
        span, field = max(before)
        return field, span
    near = [hit for hit in after if hit[0][0] - end < 40]
    if near:
        span, field = min(near)
        return field, span
    return "saving", None


def _free(scanner: Scanner) -> list[Filter]:
    """ "gratis", "uden omkostninger", "that cost nothing"."""
    nothing = (
        r"gratis|omkostningsfrie?|(?:der |som )?(?:ikke koster noget|intet koster|koster (?:0(?: kr\.?)?|ingenting|intet|nul))|"
        r"uden (?:\w+ )?(?:implementeringsomkostninger|omkostninger|investering(?:er)?|udgifter)|"
        r"(?:implementeringsomkostninger|omkostninger|investering)(?: på| er| =)? 0(?: kr\.?)?\b|ingen (?:implementerings)?omkostninger|"
        r"(?:that |which )?costs? nothing|free of charge|\bfree\b|without (?:any )?(?:implementation )?(?:costs?|investment)|"
        r"no (?:implementation )?costs?\b|(?:that )?do(?:es)? not cost anything|zero costs?|costs? (?:of )?0\b"
    )
    return [Filter("cost", (), EXACTLY, 0.0)] if scanner.take(rf"\b(?:{nothing})") else []


def _once(filters: list[Filter]) -> list[Filter]:
    """Two limits on one field make a range ("over 1 mio. og under 2 mio.")."""
    return list(dict.fromkeys(reversed(filters)))


YEAR = r"(?:19|20)\d\d"
_PHASE = (
    r"(?:fuldt?|helt|endeligt?)?\s*(?:indfas\w*|fuld effekt|implementeringsår\w*|fuld implementering|fuldt implementeret)|"
    r"(?:fully )?phased?[- ]?in(?: year)?|full(?:y)? (?:effect|implemented|implementation)|full phase-in"
)
_BUDGET = r"budgetår(?:et|ene)?|budget(?:tet)?(?:\s+for)?|vedtaget budgetår|budget years?"
_YEAR_OPS = (
    (AT_LEAST, r"fra og med|tidligst(?: i)?|since|from and including|siden"),
    (AT_MOST, r"senest(?: i)?|til og med|no later than|by|latest(?: in)?|inden udgangen af"),
    (UNDER, r"før|inden|before|prior to"),
    (OVER, r"efter|after|later than|senere end"),
    (EXACTLY, r"i|for|fra|in|år|year|of|til"),
)


def year_filters(scanner: Scanner) -> list[Filter]:
    """The phase-in year and the budget year."""
    found: list[Filter] = []
    if match := re.search(
        rf"(?:{_PHASE})(?:\s+(?:år|year))?[^.;?]{{0,20}}?(?:{YEAR})|(?:{YEAR})[^.;?]{{0,12}}(?:{_PHASE})", scanner.rest
    ):
        found += _years(scanner, "phase_in_year", match.start(), match.end())
        scanner.take_all_of(_PHASE)
    if match := re.search(rf"(?:{_BUDGET})\s*(?:{YEAR})", scanner.rest):
        found += _years(scanner, "budget_year", match.start(), match.end())
    return found


def _years(scanner: Scanner, field: str, start: int, end: int) -> list[Filter]:
    """The years between `start` and a little after `end`, with their comparison."""
    window = scanner.rest[start : end + 24]
    between = re.search(rf"(?:mellem|between|fra|from)?\s*({YEAR})\s*(?:og|and|til|to|-|–)\s*({YEAR})", window)
    if between:
        scanner.use(start, start + max(between.end(), end - start))
        both = re.search(rf"{YEAR}\s+(?:og|and)\s+{YEAR}", between[0]) and not re.match(r"mellem|between", between[0])
        low, high = float(between[1]), float(between[2])
        if both:
            return [Filter(field, (between[1], between[2]), "in")]
        return [Filter(field, (), BETWEEN, low, high)]
    year = re.search(YEAR, window)
    if not year:
        return []
    before = window[: year.start()].rstrip()
    op = next(
        (op for op, pattern in _YEAR_OPS if op != EXACTLY and re.search(rf"(?:^|\s)(?:{pattern})$", before)), EXACTLY
    )
    after = re.match(r"\s*(?:og frem|og senere|eller senere|and later|or later|onwards)", window[year.end() :])
    if after:
        op = AT_LEAST
    scanner.use(start, start + max(year.end() + (after.end() if after else 0), end - start))
    return [Filter(field, (), op, float(year[0]))]


def bare_year_filters(scanner: Scanner) -> list[Filter]:
    """A year that nothing else has claimed, where cases are asked for, is their budget year ("sager fra 2025")."""
    match = re.search(
        rf"(?:(?:vedtaget|besluttet|adopted|decided)\s+)?(?:(?:fra og med|fra|i|for|år|from|in|of|efter|før|after|before|since|siden)\s+)?({YEAR})\b",
        scanner.rest,
    )
    if not match:
        return []
    return _years(scanner, "budget_year", match.start(), match.end())
